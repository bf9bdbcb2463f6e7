public import Base
public import Storage

/// The level on which an office ran matters for residents.
public enum ProxyLevel: String, Sendable, CaseIterable {
    /// A village or community, or a grid of it.
    case village
    /// A town or street, or a platform of it.
    case town
    /// The district's centre or a department.
    case district
}

/// How many matters offices of one level ran for residents, of one state.
public struct ProxyCount: Hashable, Sendable {
    /// The level of the office.
    public let level: ProxyLevel
    /// Where the matters stand.
    public let status: MatterStatus
    /// How many matters; one with several mandates counts once, for the newest.
    public let matters: Int
    /// How many of them have a step that the resident has not been told.
    public let untold: Int
}

/// What came in through one channel.
public struct ChannelCount: Hashable, Sendable {
    /// The channel.
    public let channel: Channel
    /// How many matters.
    public let matters: Int
    /// How many of them have ended.
    public let ended: Int
    /// How many people filed them: a group counts as one matter and as so many people.
    public let people: Int
}

// Figures for pages of statistics: counted from matters, within the reader's scope.
extension MatterStore {
    /// Matters that offices run or ran for residents, by level and state, for those filed from `from` until before `to`;
    /// nil leaves an end open. Withdrawn mandates count, those that fell away do not. Pairs without a matter are left out.
    public func proxyCounts(
        scope: MatterScope, from: Instant? = nil, to: Instant? = nil, in reader: any Reader
    ) throws -> [ProxyCount] {
        let rows = try reader.rows(
            """
            SELECT CASE u.level WHEN 'village' THEN 'village' WHEN 'grid' THEN 'village' WHEN 'town' THEN 'town'
                WHEN 'platform' THEN 'town' ELSE 'district' END AS proxy_level, m.status, COUNT(*) AS matters,
              COUNT(CASE WHEN EXISTS (SELECT 1 FROM proxy_reports r WHERE r.proxy_id = p.id AND r.state = 'waiting')
                THEN 1 END) AS untold
            FROM proxies p JOIN matters m ON m.id = p.matter_id JOIN units u ON u.id = p.unit_id
            WHERE p.district = \(district) AND p.state <> 'ended' AND \(scope.condition)\(Self.filed(from, to))
              AND NOT EXISTS (SELECT 1 FROM proxies q
                WHERE q.matter_id = p.matter_id AND q.state <> 'ended' AND q.id > p.id)
            GROUP BY 1, 2 ORDER BY 1, 2
            """
        )
        return try rows.map { row in
            ProxyCount(
                level: ProxyLevel(rawValue: try row.text("proxy_level")) ?? .district,
                status: MatterStatus(rawValue: try row.text("status")) ?? .received,
                matters: try row.int("matters"), untold: try row.int("untold")
            )
        }
    }

    /// Matters and people by channel, for those filed from `from` until before `to`; nil leaves an end open. Channels
    /// without a matter are left out.
    public func channelCounts(
        scope: MatterScope, from: Instant? = nil, to: Instant? = nil, in reader: any Reader
    ) throws -> [ChannelCount] {
        let rows = try reader.rows(
            """
            SELECT m.channel, COUNT(*) AS matters, COUNT(CASE WHEN m.status = 'ended' THEN 1 END) AS ended,
              CAST(SUM((SELECT COUNT(*) FROM parties p WHERE p.matter_id = m.id AND p.part IN ('filer', 'representative', 'member'))) AS BIGINT)
                AS people
            FROM matters m
            WHERE m.district = \(district) AND \(Self.isNoParent) AND \(scope.condition)\(Self.filed(from, to))
            GROUP BY m.channel ORDER BY m.channel
            """
        )
        return try rows.compactMap { row in
            try Channel(rawValue: try row.text("channel")).map {
                ChannelCount(
                    channel: $0, matters: try row.int("matters"), ended: try row.int("ended"),
                    people: try row.int("people"))
            }
        }
    }

    private static func filed(_ from: Instant?, _ to: Instant?) -> SQL {
        let parts: [SQL?] = [from.map { " AND m.filed_at >= \($0)" }, to.map { " AND m.filed_at < \($0)" }]
        return SQL.joined(parts.compactMap(\.self), separator: "")
    }
}

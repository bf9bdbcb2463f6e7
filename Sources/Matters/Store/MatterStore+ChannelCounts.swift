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

/// What came of the calls in which an office asked whether people are content with an answer.
public struct SatisfactionCount: Hashable, Sendable {
    /// Those who said they are.
    public let content: Int
    /// Those who said they are not.
    public let discontent: Int
    /// Those who were not reached, and the call was given up.
    public let unreached: Int

    /// All calls that are over.
    public var asked: Int { content + discontent + unreached }
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

    /// What came of the calls after answers that a post's office brought to an end from `from` on, within its scope.
    public func satisfaction(for actor: Actor, from: Instant, in reader: any Reader) throws -> SatisfactionCount {
        let scope = try scope(of: actor, in: reader)
        let row = try reader.row(
            """
            SELECT COUNT(CASE WHEN c.satisfied = 1 THEN 1 END) AS content,
              COUNT(CASE WHEN c.satisfied = 0 THEN 1 END) AS discontent,
              COUNT(CASE WHEN c.satisfied IS NULL THEN 1 END) AS unreached
            FROM call_backs c JOIN matters m ON m.id = c.matter_id
            WHERE c.unit_id = \(actor.unit) AND c.kind = 'satisfaction' AND c.state = 'done' AND c.done_at >= \(from)
              AND \(scope.condition)
            """
        )
        return SatisfactionCount(
            content: try row?.int("content") ?? 0, discontent: try row?.int("discontent") ?? 0,
            unreached: try row?.int("unreached") ?? 0)
    }

    private static func filed(_ from: Instant?, _ to: Instant?) -> SQL {
        let parts: [SQL?] = [from.map { " AND m.filed_at >= \($0)" }, to.map { " AND m.filed_at < \($0)" }]
        return SQL.joined(parts.compactMap(\.self), separator: "")
    }
}

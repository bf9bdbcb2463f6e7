import Base
import Matters
import Storage

extension CommandStore {
    /// The newest arrivals and ends of the last seven days, newest first.
    func recent(_ scope: MatterScope, at now: Instant, limit: Int, in reader: any Reader) throws -> [FeedLine] {
        let since = now.adding(seconds: -7 * 86_400)
        let came = try lines(
            """
            m.filed_at AS at, NULL AS end_code FROM matters m
            WHERE m.district = \(district) AND m.filed_at >= \(since) AND \(scope.condition)
            ORDER BY m.filed_at DESC LIMIT \(limit)
            """, in: reader
        )
        let ended = try lines(
            """
            m.ended_at AS at, m.end_code FROM matters m
            WHERE m.district = \(district) AND m.ended_at IS NOT NULL AND m.ended_at >= \(since) AND \(scope.condition)
            ORDER BY m.ended_at DESC LIMIT \(limit)
            """, in: reader
        )
        return Array((came + ended).sorted { $0.at > $1.at }.prefix(limit))
    }

    /// What a reader may be told about an event; nil when the matter lies outside the scope.
    func line(_ event: FeedEvent, _ scope: MatterScope, in reader: any Reader) throws -> FeedLine? {
        var line = try lines(
            "CAST(\(event.at) AS BIGINT) AS at, m.end_code FROM matters m WHERE m.id = \(event.matter) AND \(scope.condition)",
            in: reader
        ).first
        line?.action = event.action
        return line
    }

    private func lines(_ rest: SQL, in reader: any Reader) throws -> [FeedLine] {
        try reader.rows("SELECT m.id, m.number, m.kind, m.town_id, \(rest)").compactMap { row in
            guard let kind = MatterKind(rawValue: try row.text("kind")) else { return nil }
            return FeedLine(
                matter: try row.id("id"), at: try row.instant("at"), number: try row.text("number"), kind: kind,
                town: try row.idOrNil("town_id"), action: nil,
                end: try row.textOrNil("end_code").flatMap(MatterEnd.init(rawValue:))
            )
        }
    }
}

import Base
import Matters
import Storage

extension CommandStore {
    /// What was done with the matters of a scope that were filed from one day to another, both included.
    func centre(
        _ scope: MatterScope, from: Day, to: Day, matters: MatterStore, at now: Instant
    ) async throws -> CentreFigures {
        let first = Instant(from), end = Instant(to.adding(days: 1)), today = now.day
        return try await database.readFromReplica { reader in
            CentreFigures(
                from: from, to: to, counts: try centreCounts(scope, first, end, today, in: reader),
                proxies: try matters.proxyCounts(scope: scope, from: first, to: end, in: reader),
                channels: try matters.channelCounts(scope: scope, from: first, to: end, in: reader),
                proposals: try matters.proposalCounts(scope: scope, from: first, to: end, in: reader))
        }
    }

    // On the index of filing. Who answers is the lead, or whoever took it in while there is none.
    private func centreCounts(
        _ scope: MatterScope, _ first: Instant, _ end: Instant, _ today: Day, in reader: any Reader
    ) throws -> [CentreCount] {
        try reader.rows(
            """
            SELECT level, kind, end_code, end_route, overdue, COUNT(*) AS n FROM (
              SELECT CASE u.level WHEN 'village' THEN 'village' WHEN 'grid' THEN 'village' WHEN 'town' THEN 'town'
                  WHEN 'platform' THEN 'town' ELSE 'district' END AS level, m.kind, m.end_code, m.end_route,
                CASE WHEN m.status <> 'ended' AND m.due_day < \(today) THEN 1 ELSE 0 END AS overdue
              FROM matters m JOIN units u ON u.id = COALESCE(m.lead_unit, m.first_receiver)
              WHERE m.district = \(district) AND m.filed_at >= \(first) AND m.filed_at < \(end)
                AND \(MatterStore.isNoParent) AND \(scope.condition)
            ) AS counted GROUP BY level, kind, end_code, end_route, overdue
            """
        ).compactMap { row in
            guard let kind = MatterKind(rawValue: try row.text("kind")) else { return nil }
            return CentreCount(
                level: ProxyLevel(rawValue: try row.text("level")) ?? .district, kind: kind,
                end: try row.textOrNil("end_code").flatMap(MatterEnd.init(rawValue:)),
                route: try row.textOrNil("end_route"), isOverdue: try row.flag("overdue"), count: try row.int("n"))
        }
    }
}

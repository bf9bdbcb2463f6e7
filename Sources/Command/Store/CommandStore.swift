// Figures over matters for the command face: every count goes through the reader's scope, so that a unit complained
// about never counts that matter. Three statements, each on an index of its own, kept five seconds for each scope.
public import Base
import Divisions
import Matters
public import Storage

/// Counts matters for maps, tables and charts.
public struct CommandStore: Sendable {
    let database: any Database
    let district: DistrictKey
    private let kept = Kept<KeptKey, Overview>()

    /// A store for one district.
    public init(database: any Database, district: DistrictKey) {
        self.database = database
        self.district = district
    }

    private struct KeptKey: Hashable, Sendable {
        var scope: MatterScope
        var exclusions: Int
        var day: Day
    }

    /// The figures of a scope, at most five seconds old.
    func overview(_ scope: MatterScope, at now: Instant) async throws -> Overview {
        // Whoever is shut out of a matter must not count it for five seconds more.
        let exclusions = try await database.read { try scope.exclusionCount(in: $0) }
        let key = KeptKey(scope: scope, exclusions: exclusions, day: now.day)
        return try await kept.value(key, at: now, seconds: 5) {
            try await database.readFromReplica { reader in
                let today = now.day
                let first = today.adding(days: 1 - Overview.days)
                return Overview(
                    today: today, areas: try areas("m.town_id", scope, today, in: reader),
                    ends: try ends(since: first, scope, in: reader), filed: try filed(since: first, scope, in: reader)
                )
            }
        }
    }

    /// Open matters by village of a town.
    func villages(of town: RecordID, _ scope: MatterScope, today: Day) async throws -> [AreaCount] {
        try await database.readFromReplica { reader in
            try areas("m.village_id", scope, today, "AND m.town_id = \(town)", in: reader)
        }
    }

    /// One page of the ids of open matters, the nearest due day first.
    func list(
        _ which: OpenList, town: RecordID?, village: RecordID?, _ scope: MatterScope, today: Day,
        after place: ListPosition? = nil, offset: Int, limit: Int, in reader: any Reader
    ) throws -> [RecordID] {
        var conditions: [SQL] = ["m.district = \(district)", "m.status <> 'ended'", scope.condition]
        switch which {
        case .open: break
        case .today: conditions.append("m.due_day = \(today)")
        case .overdue: conditions.append("m.due_day < \(today)")
        }
        if let town { conditions.append("m.town_id = \(town)") }
        if let place { conditions.append(place.laterByDue) }
        if let village { conditions.append("m.village_id = \(village)") }
        return try reader.rows(
            """
            SELECT m.id FROM matters m WHERE \(SQL.joined(conditions, separator: " AND "))
            ORDER BY m.due_day IS NULL, m.due_day, m.filed_at, m.id LIMIT \(limit) OFFSET \(offset)
            """
        ).map { try $0.id("id") }
    }

    // On the partial index of open matters by town; `status <> 'ended'` must stand in the text for the planner.
    private func areas(
        _ column: SQL, _ scope: MatterScope, _ today: Day, _ more: SQL = "", in reader: any Reader
    ) throws -> [AreaCount] {
        try reader.rows(
            """
            SELECT \(column) AS division, COUNT(*) AS open,
              SUM(CASE WHEN m.due_day < \(today) THEN 1 ELSE 0 END) AS overdue,
              SUM(CASE WHEN m.due_day = \(today) THEN 1 ELSE 0 END) AS due_today, MIN(m.due_day) AS oldest
            FROM matters m WHERE m.district = \(district) AND m.status <> 'ended' \(more) AND \(scope.condition)
            GROUP BY \(column)
            """
        ).map { row in
            AreaCount(
                division: try row.idOrNil("division"), open: try row.int("open"), overdue: try row.int("overdue"),
                dueToday: try row.int("due_today"), oldestDue: try row.dayOrNil("oldest")
            )
        }
    }

    // On the index of ended matters by time. Days are those of Asia/Shanghai.
    private func ends(since first: Day, _ scope: MatterScope, in reader: any Reader) throws -> [EndCount] {
        try reader.rows(
            """
            SELECT (m.ended_at + 28800000) / 86400000 AS day, m.kind, m.end_code, COUNT(*) AS n,
              COUNT(m.rating) AS rated, CAST(COALESCE(SUM(m.rating), 0) AS BIGINT) AS stars
            FROM matters m WHERE m.district = \(district) AND m.ended_at IS NOT NULL AND m.ended_at >= \(Instant(first))
              AND \(scope.condition)
            GROUP BY (m.ended_at + 28800000) / 86400000, m.kind, m.end_code
            """
        ).compactMap { row in
            guard let end = try row.textOrNil("end_code").flatMap(MatterEnd.init(rawValue:)),
                let kind = MatterKind(rawValue: try row.text("kind"))
            else { return nil }
            return EndCount(
                day: Day(number: try row.int("day")), kind: kind, end: end, count: try row.int("n"),
                rated: try row.int("rated"), stars: try row.int("stars")
            )
        }
    }

    private func filed(since first: Day, _ scope: MatterScope, in reader: any Reader) throws -> [Day: Int] {
        let rows = try reader.rows(
            """
            SELECT (m.filed_at + 28800000) / 86400000 AS day, COUNT(*) AS n
            FROM matters m WHERE m.district = \(district) AND m.filed_at >= \(Instant(first)) AND \(scope.condition)
            GROUP BY (m.filed_at + 28800000) / 86400000
            """
        )
        var filed: [Day: Int] = [:]
        for row in rows { filed[Day(number: try row.int("day"))] = try row.int("n") }
        return filed
    }
}

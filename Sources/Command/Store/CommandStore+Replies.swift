// Reply times: a statement a month on the index of filing, each matter judged by its terms and the first words to its filer.
import Accounts
import Base
import Matters
import Storage

extension CommandStore {
    /// Reply times of the matters of a scope that were filed in the month of today and those before it.
    func replies(_ scope: MatterScope, months: Int, at now: Instant) async throws -> ReplyFigures {
        let today = now.day
        let parts = today.parts
        guard let current = Day(year: parts.year, month: parts.month, day: 1) else { return ReplyFigures(since: today) }
        let firsts = (0...months).map { current.adding(months: $0 + 1 - months) }
        return try await database.readFromReplica { reader in
            var figures = ReplyFigures(since: firsts[0])
            for (first, next) in zip(firsts, firsts.dropFirst()) {
                figures.add(try replies(scope, from: first, to: next, today, in: reader), of: first)
            }
            figures.names = try UnitStore(district: district)
                .names(of: Set(figures.units.keys.compactMap(\.self)), in: reader)
            try addChecks(to: &figures, scope, in: reader)
            return figures
        }
    }

    private func replies(
        _ scope: MatterScope, from first: Day, to next: Day, _ today: Day, in reader: any Reader
    ) throws -> [ReplyRow] {
        try reader.rows(
            """
            SELECT kind, lead_unit, first_days, end_days, kept, overdue, COUNT(*) AS n FROM (
              SELECT m.kind, m.lead_unit,
                (COALESCE((SELECT MIN(r.at) FROM matter_remarks r WHERE r.matter_id = m.id AND r.public = 1
                  AND r.author LIKE 'staff:%'), m.ended_at) + 28800000) / 86400000
                  - (m.happened_at + 28800000) / 86400000 AS first_days,
                (m.ended_at + 28800000) / 86400000 - (m.happened_at + 28800000) / 86400000 AS end_days,
                (SELECT MIN(CASE WHEN t.state = 'met' THEN 1 ELSE 0 END) FROM terms t
                  WHERE t.matter_id = m.id AND t.duty = 'completion' AND t.state IN ('met', 'missed')) AS kept,
                CASE WHEN m.status <> 'ended' AND m.due_day < \(today) THEN 1 ELSE 0 END AS overdue
              FROM matters m WHERE m.district = \(district) AND m.filed_at >= \(Instant(first))
                AND m.filed_at < \(Instant(next)) AND \(MatterStore.isNoParent) AND \(scope.condition)
            ) AS counted GROUP BY kind, lead_unit, first_days, end_days, kept, overdue
            """
        ).compactMap { row in
            guard let kind = MatterKind(rawValue: try row.text("kind")) else { return nil }
            let end = try row.integerOrNil("end_days").map(Int.init)
            return ReplyRow(
                kind: kind, unit: try row.idOrNil("lead_unit"),
                firstDays: try row.integerOrNil("first_days").map(Int.init), endDays: end,
                // What is open again was ended in time once; it is not judged before it ends anew.
                isKept: end == nil ? nil : try row.integerOrNil("kept").map { $0 == 1 },
                isOverdue: try row.flag("overdue"), count: try row.int("n")
            )
        }
    }

    private func addChecks(to figures: inout ReplyFigures, _ scope: MatterScope, in reader: any Reader) throws {
        let rows = try reader.rows(
            """
            SELECT a.open, COUNT(*) AS n FROM answer_checks a JOIN matters m ON m.id = a.matter_id
            WHERE a.district = \(district) AND a.at >= \(Instant(figures.since)) AND \(scope.condition) GROUP BY a.open
            """
        )
        for row in rows {
            let count = try row.int("n")
            figures.checked += count
            for code in try row.text("open").split(separator: " ") {
                if let hint = AnswerCheck.Hint(rawValue: String(code)) { figures.open[hint, default: 0] += count }
            }
        }
    }
}

import Base
import Markup
import Matters
import Storage
import Web

/// Reply times as a page and as a table for other programs.
struct RepliesRoutes: Sendable {
    let store: CommandStore
    let matters: MatterStore
    let faces: Faces

    func add(to table: inout RouteTable) {
        table.get("/command/replies", CommandRoutes.watchers, "Reply times against limits") { try await show($0) }
        table.get("/command/replies/export", CommandRoutes.watchers, "The same as CSV") { try await export($0) }
    }

    private func show(_ visit: Visit) async throws -> Reply {
        let scope = try await scope(visit)
        let page = RepliesPage(
            language: visit.language, figures: try await store.replies(scope, months: months(visit), at: visit.now),
            months: months(visit), isWholeDistrict: scope.isWholeDistrict)
        return faces.command(visit, title: page.title, page.html)
    }

    private func export(_ visit: Visit) async throws -> Reply {
        let figures = try await store.replies(try await scope(visit), months: months(visit), at: visit.now)
        return Reply(
            headers: [
                ("content-type", "text/csv; charset=utf-8"), ("cache-control", "no-store"),
                ("content-disposition", "attachment; filename=\"replies-\(visit.now.day).csv\""),
            ],
            body: .text(RepliesTable.csv(figures, visit.language))
        )
    }

    private func months(_ visit: Visit) -> Int {
        Int(visit.query.text("months")).flatMap { RepliesWords.periods.contains($0) ? $0 : nil } ?? 3
    }

    private func scope(_ visit: Visit) async throws -> MatterScope {
        let actor = try visit.staff().actor
        return try await matters.database.read { try matters.scope(of: actor, in: $0) }
    }
}

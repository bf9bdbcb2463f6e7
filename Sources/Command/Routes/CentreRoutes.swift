import Base
import Markup
import Matters
import Storage
import Web

/// What the centre has done, as a page and as a table for other programs.
struct CentreRoutes: Sendable {
    let store: CommandStore
    let matters: MatterStore
    let faces: Faces

    func add(to table: inout RouteTable) {
        table.get("/command/centre", CommandRoutes.watchers, "What the centre has done in a time") {
            try await show($0)
        }
        table.get("/command/centre/export", CommandRoutes.watchers, "The same as CSV") { try await export($0) }
    }

    private func show(_ visit: Visit) async throws -> Reply {
        let scope = try await scope(visit)
        let page = CentrePage(
            language: visit.language, figures: try await figures(scope, visit), today: visit.now.day,
            isWholeDistrict: scope.isWholeDistrict)
        return faces.command(visit, title: page.title, page.html)
    }

    private func export(_ visit: Visit) async throws -> Reply {
        let figures = try await figures(try await scope(visit), visit)
        return Reply(
            headers: [
                ("content-type", "text/csv; charset=utf-8"), ("cache-control", "no-store"),
                ("content-disposition", "attachment; filename=\"centre-\(figures.from)-\(figures.to).csv\""),
            ],
            body: .text(CentreTables(figures: figures, language: visit.language).csv)
        )
    }

    /// From the first day of the year unless another span is asked for.
    private func figures(_ scope: MatterScope, _ visit: Visit) async throws -> CentreFigures {
        let today = visit.now.day
        let to = Day(visit.query.text("to")).map { min($0, today) } ?? today
        let year = Day(year: to.parts.year, month: 1, day: 1) ?? to
        let from = Day(visit.query.text("from")) ?? year
        return try await store.centre(scope, from: min(from, to), to: to, matters: matters, at: visit.now)
    }

    private func scope(_ visit: Visit) async throws -> MatterScope {
        let actor = try visit.staff().actor
        return try await matters.database.read { try matters.scope(of: actor, in: $0) }
    }
}

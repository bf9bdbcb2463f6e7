import Accounts
import Base
import Divisions
import Matters
import Storage
import Web

/// The figures of the command face for programs; every count lies in the reader's scope.
struct CommandAPI: Sendable {
    let store: CommandStore
    let matters: MatterStore
    let maps: MapStore

    func add(to table: inout RouteTable) {
        table.api(
            "GET", "/api/v1/statistics/overview", CommandRoutes.watchers, scope: .statisticsRead,
            "The district at a glance: what is open by town, what came in and ended in the last 30 days",
            .reading("getOverview", tag: "statistics", answers: .json(FigureShapes.overview.schema))
        ) { call in
            let figures = try await store.overview(scope(call), at: call.now)
            return .json(
                FigureShapes.overview.json(
                    FigureShapes.Told(overview: figures, atlas: try await maps.atlas(at: call.now))))
        }
        table.api(
            "GET", "/api/v1/statistics/towns/{code}", CommandRoutes.watchers, scope: .statisticsRead,
            "What is open in the villages of a town",
            .reading(
                "getTownFigures", tag: "statistics",
                [.path("code", .text(.code, 1...60), "The code of the town's division.")],
                answers: .json(Self.town.schema))
        ) { try await town($0) }
        table.api(
            "GET", "/api/v1/statistics/feed", CommandRoutes.watchers, scope: .statisticsRead,
            "What came in and ended in the last seven days, the newest first",
            .reading(
                "getFeed", tag: "statistics", [.query("limit", .integer(1...100), "How many at most, 30 unless said.")],
                answers: .json(Self.feed))
        ) { try await feed($0) }
        table.api(
            "GET", "/api/v1/statistics/matters", CommandRoutes.watchers, scope: .statisticsRead,
            "Open matters of the reader's scope by due day, the most overdue first",
            .reading(
                "listOpenMatters", tag: "statistics",
                [
                    .query("which", .choice(OpenList.self), "`open` unless said."),
                    .query("town", .text(.code, 1...60), "The code of a town's division."),
                    .query("village", .text(.code, 1...60), "The code of a village's division."),
                ], answers: .page("OpenMatterPage", Self.open.schema))
        ) { try await open($0) }
    }

    private struct TownFigures: Sendable {
        let town: Division
        let villages: [FigureShapes.Area]
    }

    private static let town = Shape<TownFigures>(
        "TownFigures",
        [
            .text("code") { $0.town.code }, .words("name") { $0.town.name },
            .many("villages", FigureShapes.area) { $0.villages },
        ])

    private static let line = Shape<FeedLine>(
        "FeedLine",
        [
            .text("matter", .id) { $0.matter.text }, .text("number", .text(.number, 8...30)) { $0.number },
            .text("kind", .choice(MatterKind.self)) { $0.kind.rawValue }, .text("at", .instant) { $0.at.iso },
            .maybe("town", .id) { $0.town?.text },
            .maybe("end", .choice(MatterEnd.self), "Null for what came in.") { $0.end?.rawValue },
        ])

    private static let feed = Schema.named(
        "Feed", .object([SchemaField("items", .list(line.schema, 0...100))], isClosed: false))

    private static let open = Shape<Matter>(
        "OpenMatter",
        [
            .text("id", .id) { $0.id.text }, .text("number", .text(.number, 8...30)) { $0.number },
            .text("kind", .choice(MatterKind.self)) { $0.kind.rawValue },
            .text("status", .choice(MatterStatus.self)) { $0.status.rawValue },
            .maybe("due", .day) { $0.due?.description },
            .text("filed_at", .instant) { $0.filedAt.iso }, .maybe("topic", .code) { $0.topic },
        ])

    private func scope(_ call: APICall) async throws -> MatterScope {
        let actor = try call.visit.staff().actor
        return try await matters.database.read { try matters.scope(of: actor, in: $0) }
    }

    private func town(_ call: APICall) async throws -> APIAnswer {
        let atlas = try await maps.atlas(at: call.now), code = try call.path("code")
        guard let town = atlas.towns.first(where: { $0.code == code }) else { throw Problem.noSuchAddress }
        let counts = try await store.villages(of: town.id, scope(call), today: call.now.day)
        return .json(Self.town.json(TownFigures(town: town, villages: FigureShapes.areas(counts, atlas.villages))))
    }

    private func feed(_ call: APICall) async throws -> APIAnswer {
        let scope = try await scope(call), limit = call.limit
        let lines = try await store.database.read { try store.recent(scope, at: call.now, limit: limit, in: $0) }
        return .json(["items": .array(lines.map(Self.line.json))])
    }

    private func open(_ call: APICall) async throws -> APIAnswer {
        let scope = try await scope(call), atlas = try await maps.atlas(at: call.now)
        let which = call.query("which").flatMap(OpenList.init(rawValue:)) ?? .open
        let town = named(call, "town", among: atlas.towns), village = named(call, "village", among: atlas.villages)
        // Of a place that there is not, nothing is open.
        guard (call.query("town") == nil) == (town == nil), (call.query("village") == nil) == (village == nil) else {
            return call.page([], next: nil)
        }
        let parts = try call.position(of: ListPosition.count), after = parts.flatMap { ListPosition($0) },
            limit = call.limit
        guard parts == nil || after != nil else { throw call.brokenCursor }
        let found = try await store.database.read { reader in
            try store.list(
                which, town: town?.id, village: village?.id, scope, today: call.now.day, after: after, offset: 0,
                limit: limit + 1, in: reader
            ).map { try matters.getMatter($0, scope: scope, in: reader) }
        }
        let shown = found.prefix(limit)
        return call.page(
            shown.map(Self.open.json), next: found.count > limit ? shown.last.map { ListPosition($0).parts } : nil)
    }

    private func named(_ call: APICall, _ name: String, among divisions: [Division]) -> Division? {
        call.query(name).flatMap { code in divisions.first { $0.code == code } }
    }
}

/// How figures are told.
enum FigureShapes {
    struct Area: Sendable {
        let division: Division?
        let count: AreaCount
    }

    struct Told: Sendable {
        let overview: Overview
        let atlas: MapStore.Atlas
    }

    static func areas(_ counts: [AreaCount], _ divisions: [Division]) -> [Area] {
        let known = Dictionary(divisions.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return counts.map { Area(division: $0.division.flatMap { known[$0] }, count: $0) }
            .sorted { ($0.division?.code ?? "~") < ($1.division?.code ?? "~") }
    }

    static let area = Shape<Area>(
        "AreaFigures",
        [
            .maybe("code", .anyText, "Null for matters whose place is not known.") { $0.division?.code },
            .maybeWords("name") { $0.division?.name }, .integer("open") { $0.count.open },
            .integer("due_today") { $0.count.dueToday }, .integer("overdue") { $0.count.overdue },
            .maybe("oldest_due", .day) { $0.count.oldestDue?.description },
        ])

    private struct Step: Sendable {
        let day: Day
        let filed: Int
        let ended: Int
    }

    private static let step = Shape<Step>(
        "DayFigures",
        [.text("day", .day) { $0.day.description }, .integer("filed") { $0.filed }, .integer("ended") { $0.ended }])

    private struct Ended: Sendable {
        let kind: MatterKind
        let end: MatterEnd
        let counts: [EndCount]
    }

    private static let ended = Shape<Ended>(
        "EndFigures",
        [
            .text("kind", .choice(MatterKind.self)) { $0.kind.rawValue },
            .text("end", .choice(MatterEnd.self)) { $0.end.rawValue },
            .bool("solved", "Whether it counts as solved.") { $0.end.isSolved },
            .integer("count") { $0.counts.reduce(0) { $0 + $1.count } },
            .integer("rated") { $0.counts.reduce(0) { $0 + $1.rated } },
            .integer("stars", .count, "All stars together.") { $0.counts.reduce(0) { $0 + $1.stars } },
        ])

    static let overview = Shape<Told>(
        "Overview",
        [
            .text("today", .day) { $0.overview.today.description }, .integer("open") { $0.overview.open },
            .integer("due_today") { $0.overview.dueToday }, .integer("overdue") { $0.overview.overdue },
            .many("towns", area) { areas($0.overview.areas, $0.atlas.towns) },
            .many("days", step, "The last 30 days, the oldest first.") { told in
                told.overview.trend.map { Step(day: $0.day, filed: $0.filed, ended: $0.ended) }
            },
            .many("ends", ended, "How matters ended in the last 30 days.") { told in
                MatterKind.allCases.flatMap { kind in
                    MatterEnd.allCases.compactMap { end in
                        let counts = told.overview.ends.filter { $0.kind == kind && $0.end == end }
                        return counts.isEmpty ? nil : Ended(kind: kind, end: end, counts: counts)
                    }
                }
            },
        ])
}

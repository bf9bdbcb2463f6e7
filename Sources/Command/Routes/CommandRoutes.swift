import Base
import Divisions
import Markup
import Matters
import Storage
import Web

/// The pages of the command face.
///
/// Whoever keeps accounts or seals has no business with figures.
struct CommandRoutes: Sendable {
    static let watchers = Access.roles([.clerk, .handler, .head, .arbiter, .auditor])
    private static let pageSize = 50

    let store: CommandStore
    let matters: MatterStore
    let maps: MapStore
    let faces: Faces
    let signals: @Sendable (MatterScope, Instant, any Reader) throws -> [SignalLine]

    func add(to table: inout RouteTable) {
        table.get("/command", Self.watchers, "The district at a glance") { try await overview($0) }
        table.get("/command/towns/{code}", Self.watchers, "A town with its villages") { try await town($0) }
        table.get("/command/matters", Self.watchers, "Open matters by due day, narrowed by place") {
            try await list($0)
        }
    }

    private func overview(_ visit: Visit) async throws -> Reply {
        let scope = try await scope(visit)
        let figures = try await store.overview(scope, at: visit.now)
        let atlas = try await maps.atlas(at: visit.now)
        let recent = try await store.database.read { try store.recent(scope, at: visit.now, limit: 12, in: $0) }
        let raised = try await store.database.read { try signals(scope, visit.now, $0) }
        let names = Dictionary(atlas.towns.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        let isWall = visit.query["wall"] == "1"
        let page = CommandPage(
            language: visit.language, now: visit.now, overview: figures, atlas: atlas, colour: colour(visit),
            feed: recent.map { line in
                FeedRow(
                    line, action: nil, place: line.town.flatMap { names[$0] }, today: visit.now.day,
                    language: visit.language
                )
            },
            signals: raised, isWall: isWall, isWholeDistrict: scope.isWholeDistrict
        )
        // Nobody points at a screen on a wall: it shows what the server drew.
        return faces.command(
            isWall ? visit.dark : visit, title: CommandWords.title.text(visit.language),
            libraries: isWall ? [] : [.echarts, .leaflet], scripts: ["command.js"], page.html
        )
    }

    private func town(_ visit: Visit) async throws -> Reply {
        let atlas = try await maps.atlas(at: visit.now)
        let code = try visit.parameter("code")
        guard let town = atlas.towns.first(where: { $0.code == code }), let sketch = atlas.town[town.id] else {
            throw Problem.notFound
        }
        let page = TownPage(
            language: visit.language, today: visit.now.day, town: town,
            villages: atlas.villages.filter { $0.parent == town.id }, sketch: sketch,
            counts: try await store.villages(of: town.id, scope(visit), today: visit.now.day), colour: colour(visit)
        )
        return faces.command(visit, title: town.name.text(visit.language), libraries: [.leaflet], page.html)
    }

    private func list(_ visit: Visit) async throws -> Reply {
        let scope = try await scope(visit)
        let atlas = try await maps.atlas(at: visit.now)
        let town = try named(visit.query.filled("town"), among: atlas.towns)
        let village = try named(visit.query.filled("village"), among: atlas.villages)
        let which = OpenList(rawValue: visit.query.text("which")) ?? .open
        let offset = min(10_000, max(0, Int(visit.query.text("offset")) ?? 0))
        let found = try await matters.database.read { reader in
            let ids = try store.list(
                which, town: town?.id, village: village?.id, scope, today: visit.now.day, offset: offset,
                limit: Self.pageSize + 1, in: reader
            )
            let rows = try ids.map { try matters.getMatter($0, scope: scope, in: reader) }
            let titles = try matters.narratives(rows, in: reader)
            let clocks = try matters.clocks(of: rows.map(\.id), on: visit.now.day, in: reader)
            return rows.map { (matter: $0, title: titles[$0.id]?.title, clock: clocks[$0.id]) }
        }
        let page = OpenMattersPage(
            language: visit.language, today: visit.now.day, which: which, town: town, village: village,
            matters: Array(found.prefix(Self.pageSize)),
            places: Dictionary(
                (atlas.towns + atlas.villages).map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first }),
            offset: offset, next: found.count > Self.pageSize ? offset + Self.pageSize : nil
        )
        return faces.command(visit, title: page.title, page.html)
    }

    private func scope(_ visit: Visit) async throws -> MatterScope {
        let actor = try visit.staff().actor
        return try await matters.database.read { try matters.scope(of: actor, in: $0) }
    }

    private func colour(_ visit: Visit) -> MapColour { MapColour(rawValue: visit.query.text("by")) ?? .overdue }

    private func named(_ code: String?, among divisions: [Division]) throws -> Division? {
        guard let code else { return nil }
        guard let division = divisions.first(where: { $0.code == code }) else { throw Problem.notFound }
        return division
    }
}

extension MatterScope {
    var isWholeDistrict: Bool {
        if case .district = reach { return true }
        return false
    }
}

extension SignedIn {
    /// The same as the one who looks.
    var actor: Actor { Actor(principal: principal, unit: unit, role: role, units: units) }
}

extension Visit {
    /// The same visit in dark colours, for a screen on a wall.
    fileprivate var dark: Visit {
        Visit(
            method: method, path: path, query: query, form: form, parameters: parameters, language: language,
            theme: .dark,
            signedIn: signedIn, now: now, csrf: csrf, sessionToken: sessionToken, address: address, origin: origin,
            requestID: requestID, wantsJSON: wantsJSON
        )
    }
}

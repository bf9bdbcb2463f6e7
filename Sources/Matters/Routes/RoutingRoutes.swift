import Base
import Markup
import Rulebook
import Storage
import Web

/// The routing rules: reading them, their versions, and trying others on past matters.
struct RoutingRoutes: Sendable {
    let store: RoutingStore
    let faces: Faces

    func add(to table: inout RouteTable) {
        table.get("/rules/routing", .staff, "The routing rules in force") { try await rules($0) }
        table.get("/rules/routing/versions", .staff, "All versions of the routing rules") { try await versions($0) }
        table.get("/rules/routing/versions/{number}", .staff, "One version, perhaps beside another") {
            try await version($0)
        }
        table.get("/rules/routing/versions/{number}/export", .staff, "One version as YAML") { try await export($0) }
        table.get("/rules/routing/dry-run", .staff, "What the draft or a version would have done with past matters") {
            try await dryRun($0)
        }
        table.post(
            "/rules/routing/versions/{number}/repetition", Self.editors, "Publishes an earlier version again",
            redraw: { visit in try await versions(visit, repeating: Self.typed(visit)) }
        ) { try await repeatVersion($0) }
        table.post("/rules/routing/versions/{number}/withdrawal", Self.editors, "Withdraws a version to come") {
            try await withdraw($0)
        }
    }

    /// The store asks besides whether it is the district centre.
    static let editors = Access.roles([.head, .administrator])

    private func rules(_ visit: Visit) async throws -> Reply {
        let actor = try visit.actor()
        let (state, pack) = try await store.matters.database.read { reader in
            let state = try store.state(for: actor, on: visit.now.day, in: reader)
            return (state, try state.current?.pack.decode(RoutingPack.self))
        }
        let page = RoutingPage(
            version: state.current, state: state, rules: pack?.rules ?? [], language: visit.language, csrf: visit.csrf,
            today: visit.now.day)
        return faces.desk(visit, title: page.title, page.html)
    }

    private func version(_ visit: Visit) async throws -> Reply {
        let number = try Self.number(visit), actor = try visit.actor()
        let against = Int(visit.query.text("against"))
        let page = try await store.matters.database.read { reader in
            let state = try store.state(for: actor, on: visit.now.day, in: reader)
            guard let version = state.versions.first(where: { $0.number == number }) else { throw Problem.notFound }
            let pack = try version.pack.decode(RoutingPack.self)
            let other = try state.versions.first { $0.number == against }?.pack.decode(RoutingPack.self)
            return RoutingPage(
                version: version, state: state, rules: pack.rules,
                difference: other.flatMap { other in against.map { (RoutingDifference(from: other, to: pack), $0) } },
                language: visit.language, csrf: visit.csrf, today: visit.now.day)
        }
        return faces.desk(visit, title: page.title, page.html)
    }

    private func versions(
        _ visit: Visit, repeating: PublishTyped? = nil, notice: HTML = .empty, status: Int = 200
    ) async throws -> Reply {
        let actor = try visit.actor()
        let state = try await store.matters.database.read { try store.state(for: actor, on: visit.now.day, in: $0) }
        var page = RoutingVersionsPage(
            state: state, language: visit.language, csrf: visit.csrf, today: visit.now.day, notice: notice)
        var keeping = Keeping.page(RoutingPaths.versions)
        if let repeating {
            let number = try Self.number(visit)
            page.repeating = (number, repeating)
            keeping = .form(RoutingVersionsPage.formID, to: RoutingPaths.repetition(of: number))
        }
        return faces.desk(visit, title: page.title, page.html, keeping: keeping, status: status)
    }

    private func export(_ visit: Visit) async throws -> Reply {
        let number = try Self.number(visit)
        let version = try await store.matters.database.read { reader in
            try store.listVersions(in: reader).first { $0.number == number }
        }
        guard let version else { throw Problem.notFound }
        return Self.download(version.pack.body, name: "routing-\(number).yaml")
    }

    /// A YAML file to be kept.
    static func download(_ text: String, name: String) -> Reply {
        Reply(
            headers: [
                ("content-type", "application/yaml; charset=utf-8"), ("cache-control", "no-store"),
                ("content-disposition", "attachment; filename=\"\(name)\""),
            ],
            body: .text(text)
        )
    }

    private func dryRun(_ visit: Visit) async throws -> Reply {
        let actor = try visit.actor()
        let asked = Int(visit.query.text("last")) ?? 200
        let size = RoutingStore.dryRunSizes.contains(asked) ? asked : 200
        let number = Int(visit.query.text("version"))
        let page = try await store.matters.database.readAtLength { reader -> DryRunPage? in
            guard let tried = try pack(number, on: visit.now.day, in: reader) else { return nil }
            let scope = try store.matters.scope(of: actor, in: reader)
            let run = try store.dryRun(tried, scope: scope, last: size, on: visit.now.day, in: reader)
            return DryRunPage(
                run: run, rules: tried.rules, version: number, size: size, language: visit.language)
        }
        guard let page else { return .redirect(RoutingPaths.draft) }
        return faces.desk(visit, title: page.title, page.html)
    }

    /// The rules of a version, or of the draft; nil where there is no draft.
    private func pack(_ number: Int?, on today: Day, in reader: any Reader) throws -> RoutingPack? {
        guard let number else { return try store.draft(in: reader)?.pack }
        guard let version = try store.listVersions(in: reader).first(where: { $0.number == number }) else {
            throw Problem.notFound
        }
        return try version.pack.decode(RoutingPack.self)
    }

    private func repeatVersion(_ visit: Visit) async throws -> Reply {
        let typed = Self.typed(visit)
        guard let newest = Int(visit.form.text("newest")) else { throw Problem.staleForm }
        do {
            try await store.repeatVersion(
                try Self.number(visit), newest: newest, reason: typed.reason, from: Day(typed.from),
                by: try visit.actor(), at: visit.now)
            return .redirect(RoutingPaths.versions)
        } catch let error as MatterError {
            return try await refused(error, typed, visit)
        }
    }

    private func withdraw(_ visit: Visit) async throws -> Reply {
        do {
            try await store.withdraw(try Self.number(visit), by: try visit.actor(), at: visit.now)
            return .redirect(RoutingPaths.versions)
        } catch let error as MatterError {
            return try await refused(error, nil, visit)
        }
    }

    private func refused(_ error: MatterError, _ typed: PublishTyped?, _ visit: Visit) async throws -> Reply {
        if error == .notFound { throw error }
        var typed = typed
        var notice = HTML.empty
        switch error {
        case .invalid(let field, let words): typed?.errors = [field: words]
        case .changedMeanwhile:
            notice = visit.banner(RoutingWords.cannot, "<p>\(visit.say(RoutingWords.changedText))</p>")
        default: notice = visit.banner(RoutingWords.cannot, "<p>\(visit.say(error.notice.text))</p>")
        }
        return try await versions(visit, repeating: typed, notice: notice, status: error.notice.status)
    }

    static func typed(_ visit: Visit) -> PublishTyped {
        PublishTyped(reason: visit.form.text("reason"), from: visit.form.text("from"))
    }

    private static func number(_ visit: Visit) throws -> Int {
        guard let number = Int(try visit.parameter("number")), number > 0 else { throw Problem.notFound }
        return number
    }
}

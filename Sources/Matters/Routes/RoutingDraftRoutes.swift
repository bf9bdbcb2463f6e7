import Base
import Markup
import Rulebook
import Storage
import Web

/// The draft of the routing rules: changing it a rule at a time, and publishing it.
struct RoutingDraftRoutes: Sendable {
    let store: RoutingStore
    let faces: Faces

    func add(to table: inout RouteTable) {
        let editors = RoutingRoutes.editors
        table.get("/rules/routing/draft", .staff, "The draft of the routing rules") { try await page($0) }
        table.get("/rules/routing/draft/export", .staff, "The draft as YAML") { try await export($0) }
        table.post("/rules/routing/draft", editors, "Begins a draft from the version in force") { try await begin($0) }
        table.post("/rules/routing/draft/removal", editors, "Gives the draft up") { try await discard($0) }
        table.post("/rules/routing/draft/import", editors, "Puts the rules of a file into the draft") {
            try await importFile($0)
        }
        table.get("/rules/routing/draft/rules", editors, "The form of a new rule") { try await form(nil, $0) }
        table.post(
            "/rules/routing/draft/rules", editors, "Adds a rule to the draft", redraw: { try await form(nil, $0) }
        ) { try await save(nil, $0) }
        table.get("/rules/routing/draft/rules/{rule}", editors, "The form of a rule") {
            try await form(try $0.parameter("rule"), $0)
        }
        table.post(
            "/rules/routing/draft/rules/{rule}", editors, "Changes a rule of the draft",
            redraw: { try await form(try $0.parameter("rule"), $0) }
        ) { try await save(try $0.parameter("rule"), $0) }
        table.post("/rules/routing/draft/rules/{rule}/move", editors, "Moves a rule of the draft up or down") {
            try await move($0)
        }
        table.post("/rules/routing/draft/rules/{rule}/removal", editors, "Removes a rule from the draft") {
            try await remove($0)
        }
        table.post(
            "/rules/routing/draft/publication", editors, "Publishes the draft as the next version",
            redraw: { try await page($0, typed: RoutingRoutes.typed($0)) }
        ) { try await publish($0) }
    }

    private func page(
        _ visit: Visit, typed: PublishTyped? = nil, fileError: Words? = nil, notice: HTML = .empty, status: Int = 200
    ) async throws -> Reply {
        let actor = try visit.actor(), today = visit.now.day
        var page = try await store.matters.database.read { reader in
            let state = try store.state(for: actor, on: today, in: reader)
            let pack = try store.draft(in: reader)?.pack ?? RoutingPack(version: "", rules: [])
            let base = try store.base(of: state.draft, in: reader) ?? pack
            return RoutingDraftPage(
                state: state, draft: state.draft, pack: pack, difference: RoutingDifference(from: base, to: pack),
                language: visit.language, csrf: visit.csrf, today: today)
        }
        (page.notice, page.fileError) = (notice, fileError)
        if let typed { page.typed = typed }
        let keeping: Keeping =
            page.draft != nil && page.state.mayChange
            ? .form(RoutingDraftPage.formID, to: RoutingPaths.publication) : .page(RoutingPaths.draft)
        return faces.desk(visit, title: page.title, page.html, keeping: keeping, status: status).keptForGoingBack
    }

    private func begin(_ visit: Visit) async throws -> Reply {
        try await acting(visit) { try await store.beginDraft(by: try visit.actor(), at: visit.now) }
    }

    private func discard(_ visit: Visit) async throws -> Reply {
        try await acting(visit) {
            try await store.discardDraft(revision: try visit.revision(), by: try visit.actor(), at: visit.now)
        }
    }

    private func move(_ visit: Visit) async throws -> Reply {
        let rule = try visit.parameter("rule")
        let edit: RoutingEdit
        switch visit.form.text("direction") {
        case "up": edit = .raise(rule)
        case "down": edit = .lower(rule)
        default: throw Problem.unreadable
        }
        return try await change(edit, showing: rule, visit)
    }

    private func remove(_ visit: Visit) async throws -> Reply {
        try await change(.remove(try visit.parameter("rule")), showing: "rules", visit)
    }

    private func change(_ edit: RoutingEdit, showing place: String, _ visit: Visit) async throws -> Reply {
        try await acting(visit, to: RoutingPaths.draft.fragment(place)) {
            try await store.change(edit, revision: try visit.revision(), by: try visit.actor(), at: visit.now)
        }
    }

    /// Does something that is asked for by a button alone; what is refused is said on the draft's page.
    private func acting(
        _ visit: Visit, to path: Path = RoutingPaths.draft, _ body: () async throws -> Void
    ) async throws -> Reply {
        do {
            try await body()
            return .redirect(path)
        } catch let error as MatterError {
            return try await refused(error, visit)
        }
    }

    private func refused(_ error: MatterError, typed: PublishTyped? = nil, _ visit: Visit) async throws -> Reply {
        if error == .notFound { throw error }
        return try await page(visit, typed: typed, notice: notice(error, visit), status: error.notice.status)
    }

    private func notice(_ error: MatterError, _ visit: Visit) -> HTML {
        if case .changedMeanwhile = error {
            return visit.banner(RoutingWords.changedHead, "<p>\(visit.say(RoutingWords.changedText))</p>")
        }
        return visit.banner(RoutingWords.cannot, "<p>\(visit.say(error.notice.text))</p>")
    }

    private func publish(_ visit: Visit) async throws -> Reply {
        var typed = RoutingRoutes.typed(visit)
        do {
            try await store.publish(
                revision: try visit.revision(), reason: typed.reason, from: Day(typed.from), by: try visit.actor(),
                at: visit.now)
            return .redirect(RoutingPaths.versions)
        } catch MatterError.invalid(let field, let words) {
            typed.errors = [field: words]
            return try await page(visit, typed: typed, status: 422)
        } catch let error as MatterError {
            return try await refused(error, typed: typed, visit)
        }
    }

    private func export(_ visit: Visit) async throws -> Reply {
        let draft = try await store.matters.database.read { try store.draft(in: $0) }
        guard let draft else { throw Problem.notFound }
        return RoutingRoutes.download(draft.draft.body, name: "routing-draft.yaml")
    }

    private func importFile(_ visit: Visit) async throws -> Reply {
        do {
            guard let file = visit.form.files.first(where: { $0.field == "file" }) else {
                throw MatterError.invalid(field: "file", RoutingWords.chooseFile)
            }
            guard file.bytes.count <= RulePack.longest, let text = String(validating: file.bytes, as: UTF8.self) else {
                throw MatterError.invalid(field: "file", RoutingWords.notText)
            }
            try await store.importRules(
                text, revision: Int(visit.form.text("revision")), by: try visit.actor(), at: visit.now)
            return .redirect(RoutingPaths.draft)
        } catch MatterError.invalid(_, let words) {
            return try await page(visit, fileError: words, status: 422)
        } catch let error as MatterError {
            return try await refused(error, visit)
        }
    }
}

// The form of one rule.
extension RoutingDraftRoutes {
    private func form(_ id: String?, _ visit: Visit) async throws -> Reply {
        let typed = visit.method == "POST" ? RuleTyped(visit.form) : nil
        return try await form(id, visit, typed: typed)
    }

    private func form(
        _ id: String?, _ visit: Visit, typed: RuleTyped?, errors: [String: Words] = [:], notice: HTML = .empty,
        status: Int = 200
    ) async throws -> Reply {
        let found = try await store.matters.database.read { reader in
            (try store.draft(in: reader), try store.terms(on: visit.now.day, in: reader))
        }
        guard let draft = found.0 else { return .redirect(RoutingPaths.draft) }
        let rule = draft.pack.rules.first { $0.id == id }
        guard id == nil || rule != nil else { throw Problem.notFound }
        // Who switches the language keeps the revision that the form was opened with.
        let revision = visit.isSwitch ? Int(visit.form.text("revision")) : nil
        let page = RoutingRuleForm(
            id: id, path: id.map(RoutingPaths.rule) ?? RoutingPaths.newRule, pack: draft.pack, terms: found.1,
            revision: revision ?? draft.draft.revision, language: visit.language, csrf: visit.csrf,
            typed: typed ?? rule.map(RuleTyped.init) ?? RuleTyped(), errors: errors, notice: notice)
        return faces.desk(
            visit, title: page.title, page.html, keeping: .form(RoutingRuleForm.formID, to: page.path), status: status
        ).keptForGoingBack
    }

    private func save(_ id: String?, _ visit: Visit) async throws -> Reply {
        let typed = RuleTyped(visit.form), revision = try visit.revision()
        do {
            let found = try await store.matters.database.read { reader in
                (try store.draft(in: reader)?.pack, try store.terms(on: visit.now.day, in: reader))
            }
            guard let pack = found.0 else { throw MatterError.changedMeanwhile(revision: 0) }
            let old = pack.rules.first { $0.id == id }
            let rule = try typed.rule(id ?? pack.nextNumber, instead: old, terms: found.1)
            try await store.change(
                id == nil ? .add(rule, below: typed.below.flatMap { $0.isEmpty ? nil : $0 }) : .change(rule),
                revision: revision, by: try visit.actor(), at: visit.now)
            return .redirect(RoutingPaths.draft.fragment(rule.id))
        } catch MatterError.invalid(let field, let words) {
            return try await form(id, visit, typed: typed, errors: [field: words], status: 422)
        } catch let error as MatterError {
            return try await form(id, visit, typed: typed, notice: notice(error, visit), status: error.notice.status)
        }
    }
}

extension RuleTyped {
    init(_ form: Form) {
        self.init()
        (zh, en) = (form.text("zh"), form.text("en"))
        (kinds, topics, helpers) = (Set(form.all("kind")), Set(form.all("topic")), Set(form.all("with")))
        (place, words, target) = (form.text("place"), form.text("words"), form.text("target"))
        below = form["below"]
    }
}

import Base
import Clocks
import Markup
import Storage
import Web

/// The form of one step, and taking it.
struct MatterActionRoutes: Sendable {
    let store: MatterStore
    let faces: Faces

    private var reading: MatterReading { MatterReading(store: store) }

    func add(to table: inout RouteTable) {
        table.get("/desk/matters/{id}/actions/{code}", .staff, "The form of one step") { try await form($0) }
        table.post(
            "/desk/matters/{id}/actions/{code}", .staff, "Takes one step on a matter", redraw: { try await form($0) }
        ) { try await act($0) }
        table.post(
            "/desk/matters/{id}/actions/{code}/check", .staff, "Looks at a draft of an answer; nothing is sent",
            redraw: { try await form($0) }
        ) { try await check($0) }
        table.post("/desk/bulk", .staff, "Accepts or transfers several matters, each by itself") {
            try await actOnSeveral($0)
        }
    }

    private func form(_ visit: Visit) async throws -> Reply {
        let (view, action) = try await open(visit)
        var page = ActionPage(
            view: view, action: action, language: visit.language, csrf: visit.csrf, typed: ActionTyped(visit.form))
        if case .barred(let why)? = view.steps.first(where: { $0.action.code == action.code })?.judgement {
            guard visit.isSwitch else {
                return try await MatterRoutes(store: store, faces: faces).refused(.barred(why), view.matter.id, visit)
            }
            page.notice = visit.banner(MatterWords.barredNow, "<p>\(visit.say(why))</p>")
        } else if visit.isSwitch, Int(visit.form.text("revision")) != view.matter.revision {
            // The page now carries the matter's new revision: whoever sends it must have been told.
            page.notice = changed(view, visit)
        }
        return reply(page, visit)
    }

    /// The checklist alone for the script, the whole form for a button.
    private func check(_ visit: Visit) async throws -> Reply {
        let (view, action) = try await open(visit)
        guard action.effect == .end else { throw Problem.notFound }
        let page = ActionPage(
            view: view, action: action, language: visit.language, csrf: visit.csrf, typed: ActionTyped(visit.form))
        guard visit.header("hx-request") != nil else { return reply(page, visit) }
        return faces.part(visit, page.hints)
    }

    private func reply(_ page: ActionPage, _ visit: Visit, status: Int = 200) -> Reply {
        let path = MatterPaths.action(page.action.code, of: page.view.matter.id)
        return faces.desk(
            visit, title: page.title, page.html, libraries: page.action.effect == .end ? [.htmx] : [],
            keeping: .form(ActionPage.formID, to: path), status: status
        ).keptForGoingBack
    }

    private func changed(_ view: MatterView, _ visit: Visit) -> HTML {
        let parts = MatterParts(view: view, language: visit.language, csrf: visit.csrf)
        return visit.banner(
            MatterWords.changedHead,
            "<p>\(visit.say(MatterWords.changedText))</p>\(parts.timeline(limit: 2, isDense: true))"
        )
    }

    private func open(_ visit: Visit) async throws -> (MatterView, Procedure.Action) {
        let (id, code, actor) = (try visit.id("id"), try visit.parameter("code"), try visit.actor())
        let view = try await store.database.read { try reading.view(id, for: actor, at: visit.now, in: $0) }
        guard let step = view.steps.first(where: { $0.action.code == code }) else { throw Problem.notFound }
        return (view, step.action)
    }

    private func act(_ visit: Visit) async throws -> Reply {
        let (id, code, actor) = (try visit.id("id"), try visit.parameter("code"), try visit.actor())
        let typed = ActionTyped(visit.form)
        do {
            var input = try typed.input(at: visit.now)
            if input.end != nil, !input.text.isEmpty {
                let text = input.text
                input.answerCheck = try await store.database.read {
                    try store.check(answer: text, to: id, for: actor, on: visit.now.day, in: $0)
                }
            }
            _ = try await store.act(
                code, on: id, revision: try visit.revision(), input: input, by: actor, at: visit.now
            )
        } catch let error as MatterError {
            return try await refused(error, typed, visit)
        } catch is TermError {
            return try await refused(.barred(MatterWords.termFixed), typed, visit)
        }
        return .redirect(MatterPaths.matter(id))
    }

    /// The form again with everything that was typed; for a step without a form, the matter's page.
    private func refused(_ error: MatterError, _ typed: ActionTyped, _ visit: Visit) async throws -> Reply {
        if error == .notFound { throw error }
        let (view, action) = try await open(visit)
        guard action.needs?.isEmpty == false else {
            return try await MatterRoutes(store: store, faces: faces).refused(error, view.matter.id, visit)
        }
        var page = ActionPage(view: view, action: action, language: visit.language, csrf: visit.csrf, typed: typed)
        switch error {
        case .invalid(let field, let words): page.errors = [field: words]
        case .changedMeanwhile: page.notice = changed(view, visit)
        default: page.notice = visit.banner(MatterWords.barredNow, "<p>\(visit.say(error.notice.text))</p>")
        }
        return reply(page, visit, status: error.notice.status)
    }

    private func actOnSeveral(_ visit: Visit) async throws -> Reply {
        let actor = try visit.actor()
        let code = visit.form.text("action")
        guard ["accept", "transfer"].contains(code) else { throw Problem.notFound }
        var lines: [BulkPage.Line] = []
        for pick in visit.form.all("pick").prefix(100) {
            let halves = pick.split(separator: ":")
            guard halves.count == 2, let id = RecordID(String(halves[0])), let revision = Int(halves[1]) else {
                continue
            }
            lines.append(try await actOnOne(code, id, revision, actor, visit))
        }
        let list = WorkList(rawValue: visit.form.text("list")) ?? .mine
        let filter = ListFilter(visit.form)
        let page = BulkPage(lines: lines, list: list, filter: filter, language: visit.language)
        return faces.desk(
            visit, title: visit.say(MatterWords.bulkResult), page.html,
            keeping: .page(MatterPaths.list(list, filter)))
    }

    private func actOnOne(
        _ code: String, _ id: RecordID, _ revision: Int, _ actor: Actor, _ visit: Visit
    ) async throws -> BulkPage.Line {
        var failure: Words?
        do {
            let input = try ActionTyped(visit.form).input(at: visit.now)
            _ = try await store.act(code, on: id, revision: revision, input: input, by: actor, at: visit.now)
        } catch let error as MatterError {
            failure = error.notice.text
        } catch is TermError {
            failure = MatterWords.termFixed
        }
        // What the reader may not see has no number either.
        let matter = try? await store.database.read { reader in
            try store.getMatter(id, scope: try store.scope(of: actor, in: reader), in: reader)
        }
        return BulkPage.Line(matter: id, number: matter?.number ?? "—", failure: failure)
    }
}

extension ActionTyped {
    init(_ form: Form) {
        text = form.text("text")
        unit = form.filled("unit")
        ground = form.filled("ground")
        reference = form.text("reference")
        end = form.filled("end")
        route = form.filled("route")
        decision = form.filled("decision")
        days = form.text("days")
        happenedDay = form.text("happened-day")
        happenedTime = form.text("happened-time")
    }

    /// What the store takes. Throws `MatterError.invalid` for a time that cannot be.
    func input(at now: Instant) throws -> ActionInput {
        var input = ActionInput()
        input.text = text
        input.unit = unit.flatMap { RecordID($0) }
        input.ground = ground
        input.reference = reference
        input.end = end
        input.route = route
        input.upheld = decision.flatMap { $0 == "upheld" ? true : $0 == "rejected" ? false : nil }
        input.days = Int(days)
        input.happenedAt = try happened(before: now)
        return input
    }

    private func happened(before now: Instant) throws -> Instant? {
        guard !happenedDay.isEmpty || !happenedTime.isEmpty else { return nil }
        let parts = happenedTime.split(separator: ":").map { Int($0) }
        guard let day = Day(happenedDay), parts.count >= 2, let hour = parts[0], let minute = parts[1],
            (0...23).contains(hour), (0...59).contains(minute)
        else { throw MatterError.invalid(field: "happened-day", MatterWords.backWrong) }
        let instant = Instant(day, hour: hour, minute: minute)
        guard instant <= now else { throw MatterError.invalid(field: "happened-day", MatterWords.backWrong) }
        return instant
    }
}

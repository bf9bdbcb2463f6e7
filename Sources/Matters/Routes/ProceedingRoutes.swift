import Base
import Clocks
import Markup
import Storage
import Web

/// Proceedings inside a matter: opening one, its page, and its steps.
struct ProceedingRoutes: Sendable {
    let store: MatterStore
    let faces: Faces

    func add(to table: inout RouteTable) {
        table.get("/desk/matters/{id}/proceedings", .staff, "The proceedings that can be opened inside a matter") {
            try await choose($0)
        }
        table.get("/desk/matters/{id}/proceedings/new/{code}", .staff, "The form that opens a proceeding") {
            try await form($0)
        }
        table.post(
            "/desk/matters/{id}/proceedings/new/{code}", .staff, "Opens a proceeding inside a matter",
            redraw: { try await form($0) }
        ) { try await open($0) }
        table.get("/desk/matters/{id}/proceedings/{proceeding}", .staff, "One proceeding inside a matter") {
            try await show($0)
        }
        table.get(
            "/desk/matters/{id}/proceedings/{proceeding}/steps/{code}", .staff, "The form of one step of a proceeding"
        ) { try await form($0) }
        table.post(
            "/desk/matters/{id}/proceedings/{proceeding}/steps/{code}", .staff, "Takes one step of a proceeding",
            redraw: { try await form($0) }
        ) { try await step($0) }
    }

    private func view(_ visit: Visit) async throws -> MatterView {
        let (id, actor) = (try visit.id("id"), try visit.actor())
        return try await store.database.read {
            try MatterReading(store: store).view(id, for: actor, at: visit.now, in: $0)
        }
    }

    private func choose(_ visit: Visit) async throws -> Reply {
        let view = try await view(visit)
        let page = ProceedingChoicePage(view: view, language: visit.language)
        return faces.desk(
            visit, title: visit.say(ProceedingWords.more), page.html,
            keeping: .page(MatterPaths.proceedings(of: view.matter.id)))
    }

    private func show(_ visit: Visit) async throws -> Reply {
        let view = try await view(visit), actor = try visit.actor()
        let opened = try found(visit, in: view)
        let page = ProceedingPage(
            view: view, opened: opened, steps: view.steps(of: opened), reader: actor, language: visit.language,
            csrf: visit.csrf)
        return faces.desk(
            visit, title: page.title, page.html,
            keeping: .page(MatterPaths.proceeding(opened.proceeding.id, of: view.matter.id)))
    }

    private func found(_ visit: Visit, in view: MatterView) throws -> ProceedingFile {
        let id = try visit.id("proceeding")
        guard let opened = view.proceedings.first(where: { $0.proceeding.id == id }), opened.proceeding.road != nil
        else {
            throw Problem.notFound
        }
        return opened
    }

    /// The form of a step where the address names a proceeding, else that of an opening.
    private func form(
        _ visit: Visit, notice: HTML = .empty, faults: [String: Words] = [:], status: Int = 200
    ) async throws -> Reply {
        let view = try await view(visit), code = try visit.parameter("code")
        let page: ProceedingForm, judgement: Judgement
        if (try? visit.parameter("proceeding")) != nil {
            let opened = try found(visit, in: view)
            guard let action = opened.procedure.action(code), action.by != [.clock] else { throw Problem.notFound }
            judgement = view.steps(of: opened).first { $0.action.code == code }?.judgement ?? .allowed
            page = ProceedingForm(
                view: view, procedure: opened.procedure, action: action,
                path: MatterPaths.proceedingStep(code, of: opened.proceeding.id, in: view.matter.id),
                language: visit.language, csrf: visit.csrf, clocks: opened.clocks,
                typed: TypedFields(visit.form, faults: faults))
        } else {
            guard let opening = view.openings.first(where: { $0.procedure.code == code }) else {
                throw Problem.notFound
            }
            judgement = opening.judgement
            page = ProceedingForm(
                view: view, procedure: opening.procedure, action: nil,
                path: MatterPaths.proceedingOpening(code, in: view.matter.id), language: visit.language,
                csrf: visit.csrf, typed: TypedFields(visit.form, faults: faults))
        }
        return reply(page, notice: notice + barred(judgement, visit), visit, status: status)
    }

    /// Why the step cannot be taken today; a step that was taken earlier may still be written down.
    private func barred(_ judgement: Judgement, _ visit: Visit) -> HTML {
        guard case .barred(let why) = judgement, !visit.isSwitch else { return .empty }
        return visit.banner(ProceedingWords.now, "<p>\(visit.say(why))</p>", .note)
    }

    private func reply(_ page: ProceedingForm, notice: HTML, _ visit: Visit, status: Int) -> Reply {
        var page = page
        page.notice = notice
        return faces.desk(
            visit, title: visit.say(page.heading), page.html, keeping: .form(ProceedingForm.formID, to: page.path),
            status: status
        ).keptForGoingBack
    }

    private func open(_ visit: Visit) async throws -> Reply {
        let (id, code, actor) = (try visit.id("id"), try visit.parameter("code"), try visit.actor())
        return try await change(visit) { input in
            try await store.openProceeding(
                code, in: id, revision: try visit.revision(), input: input, by: actor, at: visit.now
            ).id
        }
    }

    private func step(_ visit: Visit) async throws -> Reply {
        let (id, code, actor) = (try visit.id("id"), try visit.parameter("code"), try visit.actor())
        let proceeding = try visit.id("proceeding")
        return try await change(visit) { input in
            try await store.step(
                code, of: proceeding, in: id, revision: try visit.revision(), input: input, by: actor, at: visit.now
            ).id
        }
    }

    private func change(_ visit: Visit, _ act: (ProceedingInput) async throws -> RecordID) async throws -> Reply {
        do {
            let proceeding = try await act(try ProceedingInput(visit.form, at: visit.now))
            return .redirect(MatterPaths.proceeding(proceeding, of: try visit.id("id")))
        } catch let error as MatterError {
            if error == .notFound { throw error }
            if case .invalid(let field, let words) = error {
                return try await form(visit, faults: [field: words], status: 422)
            }
            let notice = visit.banner(error.notice.head, "<p>\(visit.say(error.notice.text))</p>")
            return try await form(visit, notice: notice, status: error.notice.status)
        } catch let error as TermError {
            return try await form(
                visit, notice: visit.banner(ProceedingWords.now, "<p>\(error.explanation)</p>"), status: 409)
        }
    }
}

extension ProceedingInput {
    /// Reads what was posted. Throws `MatterError.invalid` for a day that cannot be.
    init(_ form: Form, at now: Instant) throws {
        self.init()
        text = form.text("text")
        unit = form.filled("unit").flatMap { RecordID($0) }
        ground = form.filled("ground")
        end = form.filled("end")
        days = Int(form.text("days"))
        hasConsent = form.text("consent") == "yes"
        reference = form.filled("reference")
        eventDay = form.filled("event-day").flatMap { Day($0) }
        guard let typed = form.filled("happened-day") else { return }
        guard let day = Day(typed), day <= now.day else {
            throw MatterError.invalid(field: "happened-day", MatterWords.backWrong)
        }
        // A day without an hour: noon, and today no later than now.
        happenedAt = day == now.day ? nil : Instant(day, hour: 12)
    }
}

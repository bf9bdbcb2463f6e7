import Accounts
import Base
import Foundation
import Markup
import Matters
import Storage
import Web

/// The filer's way back to their matter. The code travels in posted forms only: an address is logged and remembered.
struct TrackRoutes {
    let intake: IntakeStore
    let gate: ReceiptGate
    let faces: Faces
    let limit: AddressAllowance
    /// Whether short messages go out, so that a code can.
    let sendsCodes: Bool

    func add(to table: inout RouteTable) {
        table.get("/track", .everyone, "Asks for number and receipt code") { form($0, isWrong: false) }
        table.post(
            "/track", .receipt, "The matter as its filer sees it", redraw: { try await redraw($0) }
        ) { visit in
            try await opened(visit) { try await show($0, visit) }
        }
        for act in TrackActs.acts {
            table.post(
                "/track/\(act.path)", .receipt, "The filer's step: \(act.action)", redraw: { try await redraw($0) }
            ) { visit in
                try await opened(visit) { try await take(act.path, act.action, $0, visit) }
            }
        }
        table.post("/track/mandate", .receipt, "The filer takes a mandate back", redraw: { try await redraw($0) }) {
            visit in
            try await opened(visit) { try await takeMandateBack($0, visit) }
        }
        table.post("/track/slip", .receipt, "Shows the slip again", redraw: { try await reprint($0) }) {
            try await reprint($0)
        }
        table.post("/track/attachments/{id}", .receipt, "A file that the filer sent") { visit in
            try await opened(visit) { try await attachment($0, visit) }
        }
    }

    private func form(_ visit: Visit, isWrong: Bool) -> Reply {
        let typed = visit.method == "GET" ? visit.query.text("number") : visit.form.text("number")
        let page = TrackFormPage(
            number: String(typed.prefix(60)), code: visit.isSwitch ? String(visit.form.text("code").prefix(60)) : "",
            isWrong: isWrong, sendsCodes: sendsCodes, csrf: visit.csrf, say: visit.voice
        )
        return faces.resident(
            visit, title: visit.say(TrackWords.title), page.html,
            keeping: .form(TrackFormPage.formID, to: IntakePaths.track), status: isWrong ? 422 : 200
        )
    }

    /// The matter again with what was typed; the form that asks for the code again, without trying a code half typed.
    private func redraw(_ visit: Visit) async throws -> Reply {
        guard visit.form.filled(TrackPage.openedField) != nil else { return form(visit, isWrong: false) }
        return try await opened(visit) { try await show($0, visit) }
    }

    private func reprint(_ visit: Visit) async throws -> Reply {
        try await opened(visit) { try await slip($0, visit) }
    }

    /// Checks number and code before anything else; a wrong pair gets the form again.
    private func opened(_ visit: Visit, _ answer: (Matter) async throws -> Reply) async throws -> Reply {
        let matter: Matter
        do {
            matter = try await gate.open(
                number: visit.form.text("number"), code: visit.form.text("code"), address: visit.network, at: visit.now
            )
        } catch MatterError.wrongReceipt {
            return form(visit, isWrong: true)
        }
        return try await answer(matter)
    }

    /// The matter of a slip that was given again, as if its code had been typed.
    func show(_ receipt: Receipt, _ visit: Visit) async throws -> Reply {
        let matter = try await intake.matters.database.read {
            try intake.matters.getMatter(number: receipt.number, code: receipt.code, in: $0)
        }
        return try await show(matter, visit, code: receipt.code)
    }

    private func show(
        _ matter: Matter, _ visit: Visit, code known: String? = nil, banner: HTML = .empty, done: String? = nil,
        fault: (act: String, field: String, words: Words)? = nil, status: Int = 200
    ) async throws -> Reply {
        let code = known ?? visit.form.text("code")
        let tracked = try await intake.matters.database.read {
            try intake.tracked(matter.id, number: matter.number, code: code, on: visit.now.day, in: $0)
        }
        let page = TrackPage(
            tracked: tracked, code: code, csrf: visit.csrf, today: visit.now.day, say: visit.voice, banner: banner,
            fault: fault ?? leftFiles(visit, done: done),
            typed: TrackTyped(visit.form, without: done)
        )
        return faces.resident(
            visit, title: visit.say(TrackWords.title), page.html,
            keeping: .form(TrackPage.formID, to: IntakePaths.track), status: status
        ).keptForGoingBack
    }

    /// A page that is drawn again holds no files: whoever chose some and did not add them is told.
    private func leftFiles(_ visit: Visit, done: String?) -> (act: String, field: String, words: Words)? {
        guard done != "additions", visit.form.filled("files") != nil || !visit.form.files.isEmpty else { return nil }
        return (act: "additions", field: "files", words: FaultWords.filesAgain)
    }

    private func take(_ act: String, _ action: String, _ matter: Matter, _ visit: Visit) async throws -> Reply {
        if let wait = try await limit.wait(for: visit) {
            let problem = Problem.tooManyFilings(wait: wait)
            let note = HTML.banner(visit.say(problem.title), "<p>\(visit.say(problem.detail))</p>", .alarm)
            var reply = try await show(matter, visit, banner: note, status: problem.status)
            reply.headers.append(("retry-after", String(wait)))
            return reply
        }
        // One form holds all steps: the files belong to one of them.
        let files = act == "additions" ? visit.form.files.map { (name: $0.name, bytes: $0.bytes) } : []
        guard FileCheck.takes(files) else {
            return try await show(matter, visit, fault: (act, "files", FaultWords.files), status: 422)
        }
        let typed = TrackTyped(visit.form)
        var input = ActionInput()
        input.text = typed.texts[act] ?? ""
        input.stars = Int(typed.stars)
        let revision = Int(visit.form.text("revision")) ?? 0
        do {
            _ = try await intake.matters.act(
                action, on: matter.id, revision: revision, input: input, files: files, by: .filer(of: matter.id),
                at: visit.now
            )
        } catch MatterError.invalid(let field, let words) {
            return try await show(matter, visit, fault: (act, field, words), status: 422)
        } catch MatterError.changedMeanwhile {
            let note = HTML.banner(visit.say(TrackWords.changedWord), "<p>\(visit.say(TrackWords.changed))</p>", .alarm)
            return try await show(matter, visit, banner: note, status: 409)
        } catch MatterError.barred(let why) {
            let note = HTML.banner(visit.say(TrackWords.barredWord), "<p>\(visit.say(why))</p>", .alarm)
            return try await show(matter, visit, banner: note, status: 409)
        }
        return try await show(matter, visit, banner: HTML.toast(visit.say(TrackWords.done)), done: act)
    }

    private func takeMandateBack(_ matter: Matter, _ visit: Visit) async throws -> Reply {
        do {
            try await intake.matters.withdrawMandate(
                of: matter.id, note: "", revision: Int(visit.form.text("revision")) ?? 0, by: .filer(of: matter.id),
                at: visit.now)
        } catch MatterError.changedMeanwhile {
            let note = HTML.banner(visit.say(TrackWords.changedWord), "<p>\(visit.say(TrackWords.changed))</p>", .alarm)
            return try await show(matter, visit, banner: note, status: 409)
        } catch MatterError.barred(let why) {
            let note = HTML.banner(visit.say(TrackWords.barredWord), "<p>\(visit.say(why))</p>", .alarm)
            return try await show(matter, visit, banner: note, status: 409)
        }
        return try await show(matter, visit, banner: HTML.toast(visit.say(TrackWords.done)))
    }

    private func slip(_ matter: Matter, _ visit: Visit) async throws -> Reply {
        let facts = try await intake.matters.database.read {
            try intake.slip(of: intake.matters.receipt(of: matter.id, in: $0), on: visit.now.day, in: $0)
        }
        let onward = (IntakeWords.trackLink, IntakePaths.track(number: facts.receipt.number))
        let page = SlipPage(facts: facts, place: faces.place, origin: visit.origin, onward: onward, say: visit.voice)
        return faces.resident(
            visit, title: visit.say(IntakeWords.slip), page.html,
            keeping: .values(facts.receipt.fields, to: IntakePaths.track("slip"))
        )
    }

    private func attachment(_ matter: Matter, _ visit: Visit) async throws -> Reply {
        let id = try visit.id("id")
        let own = try await intake.matters.database.read { try intake.matters.listFilersAttachments(matter.id, in: $0) }
        guard let own = own.first(where: { $0.id == id }) else { throw Problem.notFound }
        let file = try await intake.matters.getAttachment(id, of: matter.id)
        return FileReply.make(file.type, file.bytes, name: own.name)
    }
}

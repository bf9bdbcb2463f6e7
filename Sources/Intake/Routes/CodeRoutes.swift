import Accounts
import Base
import Markup
import Matters
import Web

/// The way back to a matter for whoever lost the slip and left a telephone number. Answers are alike whether or not anything fits.
struct CodeRoutes {
    let track: TrackRoutes
    let faces: Faces
    let limit: AddressAllowance
    /// Whether short messages go out at all.
    let isOpen: Bool

    func add(to table: inout RouteTable) {
        table.get("/track/code", .everyone, "Asks for number and telephone, to send a one-time code") { form($0) }
        table.post(
            "/track/code", .everyone, "Sends a one-time code to the telephone on file", redraw: { form($0) }
        ) { try await send($0) }
        table.post(
            "/track/opening", .receipt, "Opens a matter with a one-time code", redraw: { entry($0, isWrong: false) }
        ) { try await open($0) }
    }

    private func form(_ visit: Visit) -> Reply {
        guard isOpen else {
            let body: HTML = """
                \(HTML.back(visit.say(TrackWords.title), to: IntakePaths.track))\
                <h1 class="title">\(visit.say(CodeWords.title))</h1><p>\(visit.say(CodeWords.noGateway))</p>
                """
            return faces.resident(visit, title: visit.say(CodeWords.title), body)
        }
        let typed = visit.method == "GET" ? visit.query : visit.form
        let page = CodeRequestPage(
            number: String(typed.text("number").prefix(60)),
            phone: visit.method == "GET" ? "" : String(typed.text("phone").prefix(30)), csrf: visit.csrf,
            say: visit.voice)
        return faces.resident(
            visit, title: visit.say(CodeWords.title), page.html,
            keeping: .form(CodeRequestPage.formID, to: IntakePaths.code))
    }

    private func entry(_ visit: Visit, isWrong: Bool) -> Reply {
        let page = CodeEntryPage(
            number: String(visit.form.text("number").prefix(60)),
            code: visit.isSwitch ? String(visit.form.text("digits").prefix(20)) : "", isWrong: isWrong,
            csrf: visit.csrf, say: visit.voice)
        return faces.resident(
            visit, title: visit.say(CodeWords.askedTitle), page.html,
            keeping: .form(CodeEntryPage.formID, to: IntakePaths.opening), status: isWrong ? 422 : 200)
    }

    private func send(_ visit: Visit) async throws -> Reply {
        guard isOpen else { return form(visit) }
        if try await limit.wait(for: visit) != nil { throw Problem.tooMany }
        try await track.intake.matters.sendCode(
            number: String(visit.form.text("number").prefix(60)), phone: String(visit.form.text("phone").prefix(30)),
            language: visit.language, at: visit.now)
        return entry(visit, isWrong: false)
    }

    private func open(_ visit: Visit) async throws -> Reply {
        do {
            let receipt = try await track.gate.open(
                number: visit.form.text("number"), oneTimeCode: visit.form.text("digits"), address: visit.network,
                at: visit.now)
            return try await track.show(receipt, visit)
        } catch MatterError.wrongReceipt {
            return entry(visit, isWrong: true)
        }
    }
}

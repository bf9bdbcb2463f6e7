import Accounts
import Base
import Crypto
import Foundation
import Markup
import Matters
import Notices
import Storage
import Text
import Web

/// The road of filing: one question a page, no account, no session; every page carries the answers so far.
struct FilingRoutes {
    let intake: IntakeStore
    let faces: Faces
    let limit: AddressAllowance
    let channels: Set<NoticeChannel>

    func add(to table: inout RouteTable) {
        table.get("/", .everyone, "The resident's first page") { start($0) }
        table.get("/about", .everyone, "What happens with what people tell") { about($0) }
        table.get("/file", .everyone, "The first question of filing") { try await begin($0) }
        table.post(
            "/file", .everyone, "Hands a matter in and shows the slip", redraw: { try await show(.check, $0) }
        ) { try await file($0) }
        for step in FilingStep.allCases {
            table.post(
                "/file/\(step.rawValue)", .everyone, "Question \(step.number) of filing, with the answers so far",
                redraw: { try await show(step, $0) }
            ) {
                try await show(step, $0)
            }
        }
    }

    private func start(_ visit: Visit) -> Reply {
        faces.resident(visit, title: visit.say(IntakeWords.startTitle), StartPage(say: visit.voice).html)
    }

    private func about(_ visit: Visit) -> Reply {
        faces.resident(visit, title: visit.say(AboutWords.title), AboutPage(say: visit.voice).html)
    }

    private func begin(_ visit: Visit) async throws -> Reply {
        var answers = Answers()
        answers.key = FreshKey.make()
        return try await page(.tell, answers, visit)
    }

    /// Shows a page, or the first one before it that is not answered well.
    private func show(_ step: FilingStep, _ visit: Visit) async throws -> Reply {
        let answers = Answers(visit.form)
        let help = try await help(with: answers, visit)
        for earlier in FilingStep.allCases where earlier.number < step.number {
            let faults = intake.faults(of: answers, on: earlier, help: help)
            guard faults.isEmpty else { return asked(earlier, answers, faults, help, visit) }
        }
        return render(step, answers, step == .check ? FileCheck.left(by: visit) : [:], help, visit)
    }

    /// A page again with what is wrong; places and offices just found are a further question, not a mistake.
    private func asked(
        _ step: FilingStep, _ answers: Answers, _ faults: [String: Words], _ help: FilingHelp, _ visit: Visit
    ) -> Reply {
        let isNews = step == .where && answers.asked != answers.place || step == .whom && answers.unit.isEmpty
        let onlyChoice = faults.keys.allSatisfy { $0 == "address" || $0 == "unit" }
        return isNews && onlyChoice
            ? render(step, answers, [:], help, visit) : render(step, answers, faults, help, visit, status: 422)
    }

    private func file(_ visit: Visit) async throws -> Reply {
        var answers = Answers(visit.form)
        answers.language = visit.language
        let help = try await help(with: answers, visit)
        guard answers.faults(on: .check).isEmpty else { throw Problem.unreadable }
        for step in FilingStep.allCases {
            let faults = intake.faults(of: answers, on: step, help: help)
            guard faults.isEmpty else { return asked(step, answers, faults, help, visit) }
        }
        let files = visit.form.files.map { (name: $0.name, bytes: $0.bytes) }
        guard FileCheck.takes(files) else {
            return render(.check, answers, ["files": FaultWords.files], help, visit, status: 422)
        }
        if let wait = try await limit.wait(for: visit) {
            let problem = Problem.tooManyFilings(wait: wait)
            var reply = render(.check, answers, ["key": problem.detail], help, visit, status: problem.status)
            reply.headers.append(("retry-after", String(wait)))
            return reply
        }
        // Visitors share one principal: the token of the visitor's cookie keeps their keys apart.
        let key = (actor: "visitor:" + visit.csrf, key: answers.key)
        do {
            return slipPage(try await intake.file(answers, files: files, key: key, at: visit.now), visit)
        } catch MatterError.invalid(let field, let words) where field == "key" {
            // Somebody went back and wrote something else: with a fresh key it is another matter, if they want that.
            var fresh = answers
            fresh.key = FreshKey.make()
            return render(.check, fresh, ["key": words], help, visit, status: 422)
        }
    }

    private func slipPage(_ facts: SlipFacts, _ visit: Visit) -> Reply {
        let onward = (IntakeWords.trackLink, IntakePaths.track(number: facts.receipt.number))
        let page = SlipPage(facts: facts, place: faces.place, origin: visit.origin, onward: onward, say: visit.voice)
        return faces.resident(
            visit, title: visit.say(IntakeWords.receivedTitle), page.html,
            keeping: .values(facts.receipt.fields, to: IntakePaths.track("slip"))
        )
    }

    private func help(with answers: Answers, _ visit: Visit) async throws -> FilingHelp {
        try await intake.matters.database.read { try intake.help(with: answers, on: visit.now.day, in: $0) }
    }

    private func page(_ step: FilingStep, _ answers: Answers, _ visit: Visit) async throws -> Reply {
        render(step, answers, [:], try await help(with: answers, visit), visit)
    }

    private func render(
        _ step: FilingStep, _ answers: Answers, _ faults: [String: Words], _ help: FilingHelp, _ visit: Visit,
        status: Int = 200
    ) -> Reply {
        let page = StepPage(
            step: step, answers: answers, faults: faults, help: help, channels: channels, csrf: visit.csrf,
            say: visit.voice
        )
        let keeping = Keeping.form(StepPage.formID, to: IntakePaths.step(step))
        return faces.resident(
            visit, title: page.title, scripts: step == .where ? ["complete.js"] : [], page.html, keeping: keeping,
            status: status
        ).keptForGoingBack
    }
}

/// A key that nobody can guess, for one filing.
enum FreshKey {
    static func make() -> String {
        SymmetricKey(size: .bits256).withUnsafeBytes { Data($0).base64EncodedString() }
    }
}

extension Receipt {
    /// Number and code as the forms of the slip and the tracking page carry them.
    var fields: [(name: String, value: String)] { [("number", number), ("code", code)] }
}

/// Whether files may be taken, asked before anything is written.
enum FileCheck {
    static func takes(_ files: [(name: String, bytes: [UInt8])]) -> Bool {
        files.count <= MatterStore.attachmentCount
            && files.allSatisfy { $0.bytes.count <= MatterStore.attachmentLimit && Sniff.kind(of: $0.bytes) != nil }
    }

    /// Says that files which were chosen are chosen no more: a page that is drawn again cannot hold them.
    static func left(by visit: Visit) -> [String: Words] {
        visit.isSwitch && visit.form.filled("files") != nil ? ["files": FaultWords.filesAgain] : [:]
    }
}

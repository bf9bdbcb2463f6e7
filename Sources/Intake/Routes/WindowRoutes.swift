import Accounts
import Base
import Foundation
import Markup
import Matters
import Notices
import Storage
import Web

/// The window: somebody of an office writes down what was said, sees what the system proposes, and decides.
struct WindowRoutes {
    let intake: IntakeStore
    let issues: IssueStore
    let gate: ReceiptGate
    let faces: Faces
    let channels: Set<NoticeChannel>
    private static let access = Access.roles([.clerk, .handler, .head])

    func add(to table: inout RouteTable) {
        table.get("/desk/intake", Self.access, "The form for taking a matter in") { try await begin($0) }
        table.post(
            "/desk/intake", Self.access, "Proposes topic, place and unit, or takes the matter in",
            redraw: { try await redraw($0) }
        ) { visit in
            switch visit.form.text("step") {
            case "file": try await file(visit)
            case "follow": try await follow(visit)
            default: try await suggest(visit)
            }
        }
        table.post("/desk/intake/suggestions", Self.access, "The proposals alone, while somebody writes") {
            try await part($0)
        }
    }

    private func begin(_ visit: Visit) async throws -> Reply {
        let entry = WindowEntry(key: FreshKey.make())
        return page(entry, help: try await help(with: entry, visit), visit)
    }

    private func suggest(_ visit: Visit) async throws -> Reply {
        let entry = WindowEntry(visit.form)
        return page(entry, help: try await help(with: entry, visit), visit)
    }

    /// The form with everything typed, or the slip of what was just taken in.
    private func redraw(_ visit: Visit) async throws -> Reply {
        guard let number = visit.form.filled("number") else {
            return try await again(WindowEntry(visit.form), faults: FileCheck.left(by: visit), visit)
        }
        let matter = try await gate.open(
            number: number, code: visit.form.text("code"), address: visit.network, at: visit.now)
        let receipt = try await intake.matters.database.read { try intake.matters.receipt(of: matter.id, in: $0) }
        return try await slip(receipt, visit)
    }

    private func part(_ visit: Visit) async throws -> Reply {
        let entry = WindowEntry(visit.form)
        return faces.part(
            visit,
            SuggestionPart(
                entry: entry, help: try await help(with: entry, visit), say: visit.voice,
                today: visit.now.day
            ).html)
    }

    private func file(_ visit: Visit) async throws -> Reply {
        let entry = WindowEntry(visit.form)
        let files = visit.form.files.map { (name: $0.name, bytes: $0.bytes) }
        guard FileCheck.takes(files) else {
            return try await again(entry, faults: ["files": FaultWords.files], visit, status: 422)
        }
        let filing: Filing
        switch try await intake.matters.database.read({ try draft(entry, visit, in: $0) }) {
        case .ready(let made): filing = made
        case .wrong(let faults): return try await again(entry, faults: faults, visit, status: 422)
        case .look(let look):
            let banner = HTML.banner(visit.say(WindowWords.note), "<p>\(visit.say(look))</p>", .soon)
            return try await again(entry, visit, banner: banner)
        case .barred(let why): return try await barred(why, entry, visit)
        }
        do {
            return try await take(filing, files, same: entry.same, key: entry.answers.key, visit)
        } catch MatterError.invalid(let field, let words) {
            var entry = entry
            if field == "key" { entry.answers.key = FreshKey.make() }
            return try await again(entry, faults: [field: words], visit, status: 422)
        } catch MatterError.barred(let why) {
            return try await barred(why, entry, visit)
        }
    }

    /// What the form amounts to.
    private enum Draft {
        case ready(Filing), wrong([String: Words]), look(Words), barred(Words)
    }

    private func draft(_ entry: WindowEntry, _ visit: Visit, in reader: any Reader) throws -> Draft {
        let actor = Actor(try visit.staff()), now = visit.now
        let help = try intake.help(with: entry, for: actor, showing: false, at: now, in: reader)
        var faults = entry.faults(today: now.day)
        faults.merge(
            entry.channelEntry.faults(
                channel: entry.source, hasFiles: !visit.form.files.isEmpty,
                classes: help.handover?.classes.map(\.code) ?? [], at: now)
        ) { first, _ in first }
        if !entry.answers.office.isEmpty, help.offices.isEmpty { faults["office"] = IntakeWords.officeUnknown }
        let isNone = entry.answers.unit == "none" || entry.answers.office.isEmpty && entry.answers.unit.isEmpty
        let isFound = isNone || help.offices.contains { $0.id == entry.answers.complained }
        if faults["office"] == nil, !isFound { faults["unit"] = FaultWords.unit }
        guard faults.isEmpty else { return .wrong(faults) }
        if let look = Self.mustLook(entry, help) { return .look(look) }
        do {
            let filing = try intake.filing(from: entry, help: help, by: actor, at: now, in: reader)
            let rules = try intake.matters.book.rules(on: filing.happenedAt.day, in: reader)
            _ = try rules.procedure(filing.kind.rawValue)
            return .ready(filing)
        } catch MatterError.noProcedure {
            return .wrong(["happened": FaultWords.noProcedure])
        } catch MatterError.invalid(let field, let words) {
            return .wrong([field: words])
        } catch MatterError.barred(let why) {
            return .barred(why)
        }
    }

    /// Nothing is filed by a proposal that nobody saw, or that has moved since.
    private static func mustLook(_ entry: WindowEntry, _ help: WindowHelp) -> Words? {
        if entry.target == nil { return WindowWords.lookFirst }
        let isMoved = entry.target == "rule" && entry.proposed != help.guess?.route?.unit.text ?? ""
        return isMoved ? WindowWords.routeMoved : nil
    }

    private func take(
        _ filing: Filing, _ files: [(name: String, bytes: [UInt8])], same: String?, key: String, _ visit: Visit
    ) async throws -> Reply {
        let staff = try visit.staff()
        let receipt = try await intake.matters.file(
            filing, files: files, by: staff.principal, at: visit.now, key: (actor: staff.principal.key, key: key)
        )
        var joined: Words?
        if let same = same.flatMap({ RecordID($0) }) {
            let isJoined = try await join(receipt.matter, same, visit)
            joined = isJoined ? KnownWords.joined : KnownWords.notJoined
        }
        return try await slip(receipt, joined: joined, visit)
    }

    /// No matter of its own: who came follows the known one.
    private func follow(_ visit: Visit) async throws -> Reply {
        let entry = WindowEntry(visit.form)
        guard let same = entry.same.flatMap({ RecordID($0) }) else {
            return try await again(entry, faults: ["same": WindowWords.chooseSame], visit, status: 422)
        }
        do {
            let number = try await issues.follow(same, entry.answers, by: Actor(try visit.staff()), at: visit.now)
            return FollowedPage(matter: same, number: number, say: visit.voice).reply(visit, faces)
        } catch MatterError.invalid(let field, let words) {
            return try await again(entry, faults: [field: words], visit, status: 422)
        } catch MatterError.barred(let why) {
            let banner = HTML.banner(visit.say(KnownWords.wrong), "<p>\(visit.say(why))</p>", .soon)
            return try await again(entry, visit, banner: banner, status: 409)
        }
    }

    /// The matter is taken in whatever becomes of this: who may not see the other one leaves it as it is. Answers whether
    /// they are together now.
    private func join(_ matter: RecordID, _ same: RecordID, _ visit: Visit) async throws -> Bool {
        let actor = Actor(try visit.staff())
        do {
            try await intake.matters.database.write { transaction in
                _ = try issues.join([same, matter], by: actor, at: visit.now, in: transaction)
            }
            return true
        } catch is MatterError {
            return false
        }
    }

    private func slip(_ receipt: Receipt, joined: Words? = nil, _ visit: Visit) async throws -> Reply {
        let staff = try visit.staff()
        let facts = try await intake.matters.database.read { reader in
            // A form sent again shows nothing to whoever was shut out meanwhile.
            let scope = try intake.matters.scope(of: Actor(staff), in: reader)
            _ = try intake.matters.getMatter(receipt.matter, scope: scope, in: reader)
            return try intake.slip(of: receipt, on: visit.now.day, in: reader)
        }
        let onward = (WindowWords.openMatter, IntakePaths.matter(receipt.matter))
        let page = SlipPage(facts: facts, place: faces.place, origin: visit.origin, onward: onward, say: visit.voice)
        let another = HTML.linkButton(visit.say(WindowWords.another), to: IntakePaths.window, key: "n")
        let note: HTML? = joined.map { "<p class=\"no-print\">\(visit.say($0))</p>" }
        return faces.desk(
            visit, title: visit.say(WindowWords.registered), "\(note)\(page.html)<p class=\"no-print\">\(another)</p>",
            keeping: .values(receipt.fields, to: IntakePaths.window)
        )
    }

    private func help(with entry: WindowEntry, _ visit: Visit) async throws -> WindowHelp {
        let actor = Actor(try visit.staff())
        return try await intake.matters.database.readAtLength {
            try intake.help(with: entry, for: actor, at: visit.now, in: $0)
        }
    }

    private func barred(_ why: Words, _ entry: WindowEntry, _ visit: Visit) async throws -> Reply {
        let banner = HTML.banner(visit.say(WindowWords.barred), "<p>\(visit.say(why))</p>", .alarm)
        return try await again(entry, visit, banner: banner, status: 409)
    }

    /// The form again, with everything that was typed and the proposals beside it.
    private func again(
        _ entry: WindowEntry, faults: [String: Words] = [:], _ visit: Visit, banner: HTML = .empty, status: Int = 200
    ) async throws -> Reply {
        page(entry, faults, help: try await help(with: entry, visit), visit, banner: banner, status: status)
    }

    private func page(
        _ entry: WindowEntry, _ faults: [String: Words] = [:], help: WindowHelp, _ visit: Visit, banner: HTML = .empty,
        status: Int = 200
    ) -> Reply {
        let page = WindowPage(
            entry: entry, faults: faults, help: help, channels: channels, csrf: visit.csrf, today: visit.now.day,
            say: visit.voice, banner: banner
        )
        var reply = faces.panes(
            visit, title: visit.say(WindowWords.title), page.html, libraries: [.htmx],
            keeping: .form(WindowPage.formID, to: IntakePaths.window)
        )
        reply.status = status
        return reply.keptForGoingBack
    }
}

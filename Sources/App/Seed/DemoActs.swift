import Accounts
import Base
import Matters
import Storage

/// Takes the steps of demo matters through the procedures, as whoever may.
struct DemoActs: Sendable {
    let house: House
    let staff: DemoStaff

    private struct Wish {
        var code: String
        var actor: Actor?
        var input = ActionInput()
    }

    /// Takes one step. What the rules bar is left out of a drawn life and throws for a written case.
    func act(
        _ move: DemoMove, on id: RecordID, of tale: DemoTale, at: Instant, in transaction: any Transaction
    ) throws {
        let matter = try house.matters.getMatter(id, scope: scope, in: transaction)
        let file = try house.matters.getFile(matter, in: transaction)
        var wish = try wish(move, file, tale, at.day, transaction)
        if let words = move.words { wish.input.text = words }
        if let why = try bar(wish, file, at, transaction) {
            guard tale.isWritten else { return }
            throw FactsError.sample(tale.id, "\(move.name) was barred: \(why)")
        }
        guard let actor = wish.actor else { return }
        _ = try house.matters.act(
            wish.code, on: id, revision: matter.revision, input: wish.input, by: actor, at: at, in: transaction)
    }

    private func wish(
        _ move: DemoMove, _ file: MatterFile, _ tale: DemoTale, _ day: Day, _ reader: any Reader
    ) throws -> Wish {
        let own = staff.worker(of: file.answerable), filer = Actor.filer(of: file.matter.id)
        let words = Self.usual[move.name] ?? ""
        var wish: Wish
        switch move.name {
        case "accept": wish = Wish(code: "accept", actor: staff.offered(file))
        case "note", "message", "pause": wish = Wish(code: move.name, actor: own)
        case "object": wish = Wish(code: "objection", actor: staff.offered(file))
        case "decide": wish = Wish(code: "objection-decision", actor: staff.arbiter)
        case "transfer", "invite": wish = Wish(code: move.name == "invite" ? "invitation" : "transfer", actor: own)
        case "share": wish = Wish(code: "share", actor: staff.cohandler(file))
        case "resume": wish = Wish(code: "resumption", actor: own)
        case "extend": wish = Wish(code: "extension", actor: staff.head(among: file.leadAncestors))
        case "answer", "spot": wish = Wish(code: move.name == "spot" ? "spot-answer" : "answer", actor: own)
        case "refuse": wish = Wish(code: "refusal", actor: staff.offered(file))
        case "withdraw": wish = Wish(code: "withdrawal", actor: filer)
        case "withdraw-desk": wish = Wish(code: "withdrawal", actor: own)
        case "add": wish = Wish(code: "addition", actor: filer)
        case "rate": wish = Wish(code: "rating", actor: filer)
        case "reopen": wish = Wish(code: "reopening", actor: filer)
        case "reopen-head":
            wish = Wish(code: "reopening", actor: staff.head(among: Array(file.leadAncestors.dropFirst())))
        default: throw FactsError.sample(tale.id, "\(move.name) is no step")
        }
        wish.input = try input(move, words, file, day, reader)
        return wish
    }

    private func input(
        _ move: DemoMove, _ words: String, _ file: MatterFile, _ day: Day, _ reader: any Reader
    ) throws -> ActionInput {
        var input = ActionInput()
        input.text = words
        switch move.name {
        case "pause": input.ground = move.argument
        case "refuse":
            let parts = (move.argument ?? "").split(separator: "/").map(String.init)
            (input.ground, input.route) = (parts.first, parts.count > 1 ? parts[1] : nil)
            if input.ground == "final-opinion" { input.reference = "（演示）信复核〔2018〕9号" }
        case "decide": input.upheld = move.argument == "upheld"
        case "extend": input.days = move.argument.flatMap(Int.init)
        case "rate": input.stars = move.argument.flatMap(Int.init)
        case "transfer", "invite":
            input.unit = try move.argument.map { try unit($0, in: reader) } ?? nearest(file, day, reader)
        case "answer", "spot":
            let parts = (move.argument ?? Self.usualEnd(file.matter.kind)).split(separator: "/").map(String.init)
            input.end = parts.first
            input.route = parts.count > 1 ? parts[1] : nil
        default: break
        }
        return input
    }

    private static func usualEnd(_ kind: MatterKind) -> String {
        kind == .dispute ? "agreed" : kind == .enquiry ? "answered" : "solved"
    }

    private static let usual = [
        "note": "已到现场看过，与来访人通了电话。", "object": "不在本单位职责范围内，请另派。", "decide": "按派单规则应由该单位先办。",
        "transfer": "由属地先办更近便。", "invite": "请一起办。", "share": "已按分工办好。", "resume": "可以接着办了。",
        "answer": "经核实，已按规定处理，并当面向您说明。", "withdraw": "事情已经自己解决了。", "reopen": "没有真正解决，过两天又是老样子。",
    ]

    /// Why a step is barred, nil when it is not.
    private func bar(_ wish: Wish, _ file: MatterFile, _ at: Instant, _ reader: any Reader) throws -> String? {
        let procedure = try house.matters.book.procedure(of: file.proceeding, on: file.matter.filedAt.day, in: reader)
        guard let action = procedure.action(wish.code), let actor = wish.actor else { return "nobody may" }
        if action.needs?.contains(.unit) == true, wish.input.unit == nil { return "no unit is near" }
        let judged = MatterPolicy.judge(action, of: procedure, on: file, by: actor, today: at.day)
        guard case .barred(let why) = judged else { return nil }
        return why.en
    }

    func unit(_ code: String, in reader: any Reader) throws -> RecordID {
        guard let unit = try house.units.find(code: code, in: reader) else { throw FactsError.unknown(code) }
        return unit.id
    }

    /// The village of the place when it is open, else its town.
    private func nearest(_ file: MatterFile, _ day: Day, _ reader: any Reader) throws -> RecordID? {
        var choices: [Unit] = []
        if let village = file.matter.village {
            choices += try house.units.list(division: village, level: .village, in: reader)
        }
        if let town = file.matter.town { choices += try house.units.list(division: town, level: .town, in: reader) }
        let busy = Set(file.assignments.filter(\.isOpen).map(\.unit))
        return choices.first { $0.isOpen(on: day) && !busy.contains($0.id) }?.id
    }

    var scope: MatterScope {
        MatterScope(district: house.district.key, reach: .district(unit: RecordID(trusted: "demo")))
    }
}

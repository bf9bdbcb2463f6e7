import Accounts
import Addresses
import Base
import Intake
import Matters
import Storage

/// What can happen to a demo matter.
enum DemoStep: Sendable {
    case file, accept, note, object, decide, transfer, answer, close, withdraw, rateWell, rateBadly, reopen
}

extension DemoMatters {
    static func file(
        _ row: [String: String], _ number: String, _ at: Instant, _ house: House, _ transaction: any Transaction
    ) throws -> RecordID {
        guard let centre = try house.units.list(levels: [.centre], in: transaction).first else {
            throw FactsError.unknown("centre")
        }
        let kind = MatterKind(rawValue: row["kind"] ?? "") ?? .help
        let narrative = Narrative(title: row["title"] ?? "", text: row["text"] ?? "", place: row["place"] ?? "")
        let channels: [Channel] = [.web, .window, .hotline, .web, .letter, .window, .police, .grid]
        let channel = channels[(Int(number.dropFirst(7).prefix(6)) ?? 0) % channels.count]
        var filing = Filing(kind: kind, channel: channel, narrative: narrative, receiver: centre.id, happenedAt: at)
        let suggestion = try house.intake.suggest(
            kind: kind, title: narrative.title, text: narrative.text, place: narrative.place, chosenTopic: row["topic"],
            on: at.day, in: transaction
        )
        filing.topic = row["topic"]
        filing.topicConfirmed = channel != .web
        filing.topicScore = suggestion.topics.first?.score
        filing.topicWords = suggestion.topics.first?.words ?? []
        if let match = IntakeStore.certain(suggestion.places) {
            filing.place = match.place
            filing.placeHow = channel == .web ? match.how.rawValue : "confirmed"
        }
        filing.route = channel == .web ? nil : suggestion.route
        let name = row["name"] ?? ""
        if name.isEmpty {
            filing.confidentiality = .anonymous
        } else {
            filing.filer = Identity(name: name, phone: row["phone"] ?? "")
            filing.confidentiality = kind == .report ? .confidential : .named
        }
        return try house.matters.file(filing, number: number, by: .system("demo"), at: at, in: transaction).matter
    }

    /// Takes one step as whoever may; a step that the rules bar is left out, as in life.
    static func act(
        _ step: DemoStep, _ id: RecordID, _ row: [String: String], _ at: Instant, _ staff: [RecordID: Actor],
        _ house: House, _ transaction: any Transaction
    ) throws {
        let matter = try house.matters.getMatter(id, scope: scope(house), in: transaction)
        let file = try house.matters.getFile(matter, in: transaction)
        let kind = matter.kind
        var input = ActionInput()
        var actor: Actor? = staff[file.answerable]
        let code: String
        switch step {
        case .file: return
        case .accept:
            (code, actor) = ("accept", file.assignments.last { $0.state == .offered }.flatMap { staff[$0.unit] })
        case .note: (code, input.text) = ("note", "已到现场看过，与来访人通了电话。")
        case .object:
            (code, actor) = ("objection", file.assignments.last { $0.state == .offered }.flatMap { staff[$0.unit] })
            input.text = "不在本单位职责范围内，请另派。"
        case .decide:
            (code, actor, input.upheld) = ("objection-decision", staff[arbiterKey], false)
            input.text = "按派单规则应由该单位先办。"
        case .transfer:
            (code, input.text) = ("transfer", "由属地先办更近便。")
            input.unit = try target(matter, file, house, at.day, transaction)
        case .answer:
            (code, input.end) = ("answer", kind == .dispute ? "agreed" : kind == .enquiry ? "answered" : "solved")
            input.text = "经核实，已按规定处理，并当面向您说明。"
        case .close: (code, input.end, input.text) = ("answer", "closed", "多次联系未果，目前没有办法继续。")
        case .withdraw: (code, actor, input.text) = ("withdrawal", .filer(of: id), "事情已经自己解决了。")
        case .rateWell:
            (code, actor, input.stars) = ("rating", .filer(of: id), 4 + (row["id"]?.last?.wholeNumberValue ?? 0) % 2)
        case .rateBadly: (code, actor, input.stars) = ("rating", .filer(of: id), 1)
        case .reopen: (code, actor, input.text) = ("reopening", .filer(of: id), "没有真正解决，过两天又是老样子。")
        }
        guard let actor, try isAllowed(code, file, actor, at, house, transaction) else { return }
        if code == "transfer", input.unit == nil { return }
        _ = try house.matters.act(
            code, on: id, revision: matter.revision, input: input, by: actor, at: at, in: transaction)
    }

    private static func isAllowed(
        _ code: String, _ file: MatterFile, _ actor: Actor, _ at: Instant, _ house: House, _ reader: any Reader
    ) throws -> Bool {
        let procedure = try house.matters.book.procedure(of: file.proceeding, on: file.matter.filedAt.day, in: reader)
        guard let action = procedure.action(code) else { return false }
        return MatterPolicy.judge(action, on: file, by: actor, today: at.day).isAllowed
    }

    /// The village of the place when it is open, else its town.
    private static func target(
        _ matter: Matter, _ file: MatterFile, _ house: House, _ day: Day, _ reader: any Reader
    ) throws -> RecordID? {
        var choices: [Unit] = []
        if let village = matter.village {
            choices += try house.units.list(division: village, level: .village, in: reader)
        }
        if let town = matter.town { choices += try house.units.list(division: town, level: .town, in: reader) }
        let busy = Set(file.assignments.filter(\.isOpen).map(\.unit))
        return choices.first { $0.isOpen(on: day) && !busy.contains($0.id) }?.id
    }

    private static func scope(_ house: House) -> MatterScope {
        MatterScope(district: house.district.key, reach: .district(unit: RecordID(trusted: "demo")))
    }
}

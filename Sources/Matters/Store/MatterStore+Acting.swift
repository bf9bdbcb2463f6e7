public import Base
import Clocks
import Jobs
import Journal
public import Storage

/// What somebody gives with an action; which parts are needed stands in the procedure.
public struct ActionInput: Hashable, Sendable {
    /// The words: a reason, a note, an answer.
    public var text = ""
    /// The unit to transfer to or to invite.
    public var unit: RecordID?
    /// The code of a ground for refusing or pausing.
    public var ground: String?
    /// The number of the earlier matter or opinion, for a ground that rests on it; it goes before the words.
    public var reference: String?
    /// The code of an end.
    public var end: String?
    /// The route that a referral names.
    public var route: String?
    /// Whether an objection is upheld.
    public var upheld: Bool?
    /// Days by which a term is extended.
    public var days: Int?
    /// Stars from 1 to 5.
    public var stars: Int?
    /// When it happened, if earlier than now; then `text` must say why.
    public var happenedAt: Instant?
    /// When it was written down, if that was later than the time of the step: imports. Needs `backDateReason`.
    public var recordedAt: Instant?
    /// Why an import writes it down late.
    public var backDateReason: String?

    /// What a look at the answer left open; nil where nobody looked.
    public var answerCheck: AnswerCheck?

    /// Nothing given.
    public init() {}
}

extension MatterStore {
    /// The most that anybody may write at once, in characters.
    public static let textLimit = 5_000
    /// The most that a message or an answer from another system may hold, in characters.
    public static let importedTextLimit = 20_000

    /// Takes one step on a matter. Throws `MatterError`; when somebody else was faster, `.changedMeanwhile`.
    public func act(
        _ code: String, on id: RecordID, revision: Int, input: ActionInput, by actor: Actor, at now: Instant
    ) async throws -> Matter {
        try await database.write { transaction in
            try act(code, on: id, revision: revision, input: input, by: actor, at: now, in: transaction)
        }
    }

    /// The same inside the caller's transaction.
    public func act(
        _ code: String, on id: RecordID, revision: Int, input: ActionInput, by actor: Actor, at now: Instant,
        in transaction: any Transaction
    ) throws -> Matter {
        var input = input
        if let reference = input.reference, !reference.isEmpty, !input.text.isEmpty {
            input.text = MatterWords.earlierIs(reference).zh + input.text
        }
        let before = try matter(id, for: actor, in: transaction)
        let file = try getFile(before, in: transaction)
        let edited = try journal.listEdited(
            ["matters": [id], "assignments": file.assignments.map(\.id)], in: transaction)
        // Whoever else took a step since has moved the revision: what was read before this holds.
        try claim(id, revision: revision, in: transaction)
        let procedure = try book.procedure(of: file.proceeding, on: before.filedAt.day, in: transaction)
        guard let action = procedure.action(code) else { throw MatterError.notFound }
        if case .barred(let why) = MatterPolicy.judge(action, of: procedure, on: file, by: actor, today: now.day) {
            throw MatterError.barred(why)
        }
        if let stage = action.to, procedure.stage(stage)?.open != true {
            try checkChildrenEnded(of: id, in: transaction)
        }
        try Self.checkNeeds(action, input, procedure)
        if let ground = procedure.refusalGround(of: action, input),
            let why = MatterPolicy.bar(ground, on: file, by: actor)
        {
            throw MatterError.invalid(field: "ground", why)
        }
        // A note may tell of earlier days; a step that moves the clock may not.
        let movesClock = action.to != nil || action.stops?.isEmpty == false || action.starts?.isEmpty == false
        if let happened = input.happenedAt, movesClock, happened < before.happenedAt {
            throw MatterError.invalid(
                field: "happened-day", Words("不能早于事项来的时间", "It cannot be earlier than the matter itself"))
        }
        var step = Step(file: file, procedure: procedure, action: action, input: input, actor: actor, now: now)
        try apply(&step, in: transaction)
        try moveStage(&step, in: transaction)
        try keepRemark(&step, in: transaction)
        try keepAnswerCheck(step, in: transaction)
        try owe(step, in: transaction)
        try callBackAfter(step, in: transaction)
        let row = try update(id, step.changes, in: transaction)
        try journal.record(
            JournalRecord(
                "matter.\(code)", subject: Subject("matter", id), by: actor.principal,
                happenedAt: input.happenedAt ?? now, recordedAt: input.recordedAt ?? now, parameters: step.parameters,
                personal: step.personal, reason: input.happenedAt == nil ? input.backDateReason : input.text,
                states: try states(of: row, assignments: step.touched, less: edited, in: transaction)
            ),
            in: transaction
        )
        _ = try Outbox.append(
            "matters.changed", district: district, body: "{\"action\":\"\(code)\",\"matter\":\"\(id)\"}",
            in: transaction,
            at: now
        )
        let after = try Matter(row)
        try inviteRating(step, after, in: transaction)
        try tellFollowers(step, after, in: transaction)
        return after
    }

    /// The matter without a scope, for what happens inside a checked transaction.
    func getAny(_ id: RecordID, in reader: any Reader) throws -> Matter {
        let row = try reader.row(
            "SELECT \(Matter.columns) FROM matters m WHERE m.id = \(id) AND m.district = \(district)")
        guard let row else { throw MatterError.notFound }
        return try Matter(row)
    }

    private func matter(_ id: RecordID, for actor: Actor, in reader: any Reader) throws -> Matter {
        if case .filer(let own) = actor.principal {
            guard own == id else { throw MatterError.notFound }
            return try getAny(id, in: reader)
        }
        return try getMatter(id, scope: try scope(of: actor, in: reader), in: reader)
    }

    func claim(_ id: RecordID, revision: Int, in transaction: any Transaction) throws {
        let changed = try transaction.change(
            "UPDATE matters SET revision = revision + 1 WHERE id = \(id) AND revision = \(revision)"
        )
        guard changed == 1 else {
            throw MatterError.changedMeanwhile(revision: try getAny(id, in: transaction).revision)
        }
    }

    private func moveStage(_ step: inout Step, in transaction: any Transaction) throws {
        let proceeding = step.file.proceeding
        try endDuties(of: step, in: transaction)
        // A co-handler takes a share on itself; whether the matter is accepted is for the lead to decide.
        if step.isCohandling { return }
        if let stage = step.action.to {
            let end: Instant? = step.procedure.stage(stage)?.open == true ? nil : step.now
            try transaction.execute(
                "UPDATE proceedings SET stage = \(stage), ended_at = \(end) WHERE id = \(proceeding.id)"
            )
            var after = proceeding
            (after.stage, after.endedAt) = (stage, end)
            let matter = step.file.matter.id
            transaction.note("proceedings", of: matter.text, row(of: after, matter: matter).row)
            step.changes.set("stage", stage)
            step.changes.set("status", Self.status(of: stage, step.procedure).rawValue)
            step.changes.set("ended_at", end)
        }
        for duty in step.action.starts ?? [] where duty != "objection" {
            let running = try terms.listActive(.proceeding(proceeding.id, duties: [duty]), in: transaction)
            if running.isEmpty {
                try startTerm(
                    duty, LawTrigger(rawValue: step.action.trigger), step.file.matter.id, proceeding.id, nil,
                    proceeding.procedure, step.day, step.now, transaction
                )
                try startCourtTerm(duty, of: step, in: transaction)
            }
        }
    }

    private static func status(of stage: String, _ procedure: Procedure) -> MatterStatus {
        if procedure.stage(stage)?.open == false { return .ended }
        return stage == procedure.filing.stage ? .received : .handling
    }

    /// Words given with a step are kept sealed; the entry holds only their HMAC.
    private func keepRemark(_ step: inout Step, in transaction: any Transaction) throws {
        guard !step.input.text.isEmpty else { return }
        let subject = Subject("matter", step.file.matter.id)
        let value = try personal.seal(
            step.input.text, owner: subject, field: "remark", at: step.now, in: transaction
        )
        step.personal["text"] = value
        try transaction.insert(
            insertion(
                ofRemark: step.action.code, matter: step.file.matter.id, isPublic: step.isPublic, text: value.id,
                by: step.actor, at: step.now
            ),
            of: step.file.matter.id
        )
    }

    private static func checkNeeds(_ action: Procedure.Action, _ input: ActionInput, _ procedure: Procedure) throws {
        guard !input.text.exceeds(input.recordedAt == nil ? textLimit : importedTextLimit) else {
            throw MatterError.invalid(field: "text", Words("最多写 5,000 个字", "At most 5,000 characters"))
        }
        for need in action.needs ?? [] {
            if let (field, words) = missing(need, action, input, procedure) {
                throw MatterError.invalid(field: field, words)
            }
        }
    }

    private static func missing(
        _ need: Need, _ action: Procedure.Action, _ input: ActionInput, _ procedure: Procedure
    ) -> (String, Words)? {
        switch need {
        case .text where input.text.isEmpty: return ("text", Words("请写明内容或理由", "Please write it, or give the reason"))
        case .unit where input.unit == nil: return ("unit", Words("请选择单位", "Please choose a unit"))
        case .ground:
            let grounds = action.effect == .refuse ? procedure.refusalGrounds : procedure.pauseGrounds
            guard let ground = grounds?.first(where: { $0.code == input.ground }) else {
                return ("ground", Words("请选择事由", "Please choose a ground"))
            }
            if action.effect == .refuse, ground.cites == true, input.reference?.isEmpty ?? true {
                return ("reference", MatterWords.earlierMissing)
            }
            let routes = action.effect == .refuse ? procedure.routes(of: ground) : []
            if !routes.isEmpty, !routes.contains(where: { $0.code == input.route }) {
                let names = routes.map(\.name)
                return (
                    "route",
                    Words(
                        "请选择转到哪个途径：\(names.map(\.zh).joined(separator: "、"))",
                        "Please choose the route: \(names.map(\.en).joined(separator: "; "))")
                )
            }
        case .end:
            if !procedure.ends.contains(where: { $0.code == input.end && $0.code != "withdrawn" }) {
                return ("end", Words("请选择办理结果", "Please choose the result"))
            }
            if input.end == "referred", !procedure.routes.contains(where: { $0.code == input.route }) {
                return ("route", Words("请写明转到哪个途径", "Please name the route"))
            }
        case .decision where input.upheld == nil: return ("decision", Words("请选择", "Please choose"))
        case .days:
            if !(1...90).contains(input.days ?? 0) { return ("days", Words("请填 1 到 90", "From 1 to 90")) }
        case .stars:
            if !(1...5).contains(input.stars ?? 0) { return ("stars", Words("请选 1 到 5 分", "From 1 to 5 stars")) }
        default: break
        }
        return nil
    }
}

/// One action on its way: what it was given, and what it leaves for the entry.
struct Step {
    let file: MatterFile
    let procedure: Procedure
    let action: Procedure.Action
    let input: ActionInput
    let actor: Actor
    let now: Instant
    /// What changes in the matter's own row; it is written once, when the step is through.
    var changes = ColumnChanges()
    /// Assignments whose rows changed.
    var touched: [RecordID] = []
    /// Codes and ids for the entry.
    var parameters: [String: String] = [:]
    /// Sealed words for the entry.
    var personal: [String: PersonalValueRef] = [:]

    /// The day on which it happened: the law counts from it, however late it is written down.
    var day: Day { (input.happenedAt ?? now).day }

    /// The ground of a refusal; nil for every other step.
    var refusalGround: Procedure.Choice? { procedure.refusalGround(of: action, input) }

    /// The open offer that the actor's unit has.
    var offer: Assignment? { actor.unit.flatMap { file.offer(to: $0) } }

    /// Whether somebody takes on a co-handler's share.
    var isCohandling: Bool { action.effect == .accept && offer?.part == .cohandler }

    /// Whether the filer sees the words too.
    var isPublic: Bool { action.effect.isToldToFiler }
}

extension Procedure {
    fileprivate func refusalGround(of action: Action, _ input: ActionInput) -> Choice? {
        guard action.effect == .refuse else { return nil }
        return refusalGrounds?.first { $0.code == input.ground }
    }
}

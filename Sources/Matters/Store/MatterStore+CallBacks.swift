public import Base
import Clocks
import Journal
public import Storage

// Whom a desk is to call: those who asked for it, and after an answer those who came by telephone.
extension MatterStore {
    /// Puts somebody on the list of calls of a matter. Where the filer is not named openly, their own number serves only
    /// whoever has opened the seal; it is then kept with the call. Throws `MatterError`.
    public func addCallBack(
        _ wish: CallBackWish, to id: RecordID, revision: Int, by actor: Actor, at now: Instant
    ) async throws {
        try await database.write { try addCallBack(wish, to: id, revision: revision, by: actor, at: now, in: $0) }
    }

    /// The same inside the caller's transaction.
    func addCallBack(
        _ wish: CallBackWish, to id: RecordID, revision: Int, by actor: Actor, at now: Instant,
        in transaction: any Transaction
    ) throws {
        let file = try getFile(
            try getMatter(id, scope: scope(of: actor, in: transaction), in: transaction), in: transaction)
        guard let unit = actor.unit, MatterPolicy.maySortOut(file, actor) else {
            throw MatterError.barred(MatterPolicy.notInvolved)
        }
        guard wish.due > now else {
            throw MatterError.invalid(field: "call-day", Words("回电的时间要晚于现在", "The call lies ahead of now"))
        }
        var wish = wish
        if wish.number.isEmpty, file.matter.confidentiality != .named {
            wish.number = try openedNumber(file, for: actor, at: now, in: transaction)
        }
        if wish.number.isEmpty, try !hasNumber(file, in: transaction) { throw Self.numberMissing }
        try amend("call-back", id, revision: revision, by: actor, at: now, in: transaction) { amendment in
            try insert(wish, matter: id, unit: unit, at: now, in: transaction) {
                try sealing(into: &amendment, $0, $1, of: id, at: now, in: transaction)
            }
            amendment.parameters = ["due": wish.due.iso]
        }
    }

    static let numberMissing = MatterError.invalid(
        field: "call-number", Words("请写要打的号码", "Please give the number to call"))

    static let numberSealed = Words(
        "本人的号码密封着：请写要打的号码，或者先申请打开",
        "Their own number is sealed: give the number to call, or ask for the seal to be opened")

    /// The filer's number for somebody who has opened the seal. Throws `MatterError.invalid` for everybody else.
    private func openedNumber(
        _ file: MatterFile, for actor: Actor, at now: Instant, in reader: any Reader
    ) throws -> String {
        guard let filer = file.parties.first(where: { $0.part == .filer }),
            case .shown(let identity) = try identity(of: filer, for: actor, at: now, in: reader)
        else { throw MatterError.invalid(field: "call-number", Self.numberSealed) }
        return identity.phone
    }

    /// Writes the row of a wish. Throws `MatterError.invalid`.
    func insert(
        _ wish: CallBackWish, matter: RecordID, unit: RecordID, at now: Instant, in transaction: any Transaction,
        seal: Sealing
    ) throws {
        guard wish.number.count <= 30, wish.reason.count <= CallBackWish.reasonLimit else {
            throw MatterError.invalid(field: "call-reason", Words("最多 200 个字", "At most 200 characters"))
        }
        let row = ChannelShapes.callBacks.row([
            RecordID.make(at: now).value, district.value, matter.value, unit.value, CallBackKind.asked.rawValue.value,
            wish.due.value, try seal(wish.number, "call-number").value, try seal(wish.reason, "call-reason").value,
            "waiting".value, now.value, Value.null, Value.null,
        ])
        try transaction.insert(row, of: matter)
    }

    /// After an answer to somebody who telephoned the desk asks whether they are content, in the time that the law pack
    /// gives; a matter that is reopened is asked about after its next answer.
    func callBackAfter(_ step: Step, in transaction: any Transaction) throws {
        let matter = step.file.matter
        guard matter.channel == .hotline else { return }
        if step.action.effect == .reopen || step.action.effect == .withdraw {
            try dropQuestions(of: matter.id, in: transaction)
        }
        guard step.action.effect == .end, try hasNumber(step.file, in: transaction),
            let window = try window("call-back", .ended, of: step.file.proceeding, from: step.day, in: transaction)
        else { return }
        let row = ChannelShapes.callBacks.row([
            RecordID.make(at: step.now).value, district.value, matter.id.value, matter.firstReceiver.value,
            CallBackKind.satisfaction.rawValue.value, CallBack.end(of: window.until).value, Value.null, Value.null,
            "waiting".value, step.now.value, Value.null, Value.null,
        ])
        try transaction.insert(row, of: matter.id)
    }

    private func dropQuestions(of matter: RecordID, in transaction: any Transaction) throws {
        let dropped = try transaction.rows(
            """
            UPDATE call_backs SET state = 'dropped'
            WHERE matter_id = \(matter) AND state = 'waiting' AND kind = 'satisfaction' RETURNING id
            """
        )
        for row in dropped { transaction.noteChange("call_backs", of: matter, id: try row.id("id")) }
    }

    private func hasNumber(_ file: MatterFile, in reader: any Reader) throws -> Bool {
        guard let value = file.parties.first(where: { $0.part == .filer })?.identity,
            let identity: Identity = try personal.open(value, in: reader).flatMap(Self.decode)
        else { return false }
        return !identity.phone.isEmpty
    }

    /// Records a call that was tried. One that was answered ends the call-back; whoever was asked whether they are content
    /// has said so; a later time moves it. Throws `MatterError`.
    public func recordCall(
        _ id: RecordID, result: CallResult, isContent: Bool?, note: String, next: Instant?, by actor: Actor,
        at now: Instant
    ) async throws {
        try await database.write {
            _ = try recordCall(
                id, result: result, isContent: isContent, note: note, next: next, by: actor, at: now, in: $0)
        }
    }

    /// The same inside the caller's transaction; answers the matter.
    func recordCall(
        _ id: RecordID, result: CallResult, isContent: Bool?, note: String, next: Instant?, by actor: Actor,
        at now: Instant,
        in transaction: any Transaction
    ) throws -> RecordID {
        let row = try waitingRow(id, for: actor, in: transaction)
        let matter = try row.id("matter_id")
        let isQuestion = try row.text("kind") == CallBackKind.satisfaction.rawValue
        if result == .answered, isQuestion, isContent == nil {
            throw MatterError.invalid(field: "content", Words("请选满意还是不满意", "Choose whether they are content"))
        }
        guard note.count <= 500 else {
            throw MatterError.invalid(field: "note", Words("最多 500 个字", "At most 500 characters"))
        }
        if result == .later, next.map({ $0 <= now }) ?? true {
            throw MatterError.invalid(field: "call-day", Words("请写改到什么时候", "Say when to call again"))
        }
        let before = try getAny(matter, in: transaction)
        try amend("call", matter, revision: before.revision, by: actor, at: now, in: transaction) { amendment in
            let text = try sealing(into: &amendment, note, "call-note", of: matter, at: now, in: transaction)
            let attempt = ChannelShapes.attempts.row([
                RecordID.make(at: now).value, district.value, matter.value, id.value, now.value,
                result.rawValue.value, text.value, actor.principal.key.value,
            ])
            try transaction.insert(attempt, of: matter)
            let content = result == .answered && isQuestion ? isContent : nil
            try transaction.execute(
                """
                UPDATE call_backs SET state = \(result.isLast ? "done" : "waiting"),
                  done_at = \(result.isLast ? now : nil), satisfied = \(content),
                  due_at = \(result == .later ? next : try row.instant("due_at")) WHERE id = \(id)
                """
            )
            transaction.noteChange("call_backs", of: matter, id: id)
            amendment.parameters["result"] = result.rawValue
            amendment.parameters["content"] = content.map { $0 ? "yes" : "no" }
            if content == false {
                try attend(
                    matter, unit: before.leadUnit ?? before.firstReceiver, kind: "low-rating", at: now,
                    in: transaction)
            }
        }
        return matter
    }

    /// Writes down that somebody looks at a number that is sealed, and answers it: it was given to be called. Throws
    /// `MatterError`.
    public func openNumber(_ id: RecordID, by actor: Actor, at now: Instant) async throws -> String {
        try await database.write { try openNumber(id, by: actor, at: now, in: $0) }
    }

    /// The same inside the caller's transaction.
    func openNumber(_ id: RecordID, by actor: Actor, at now: Instant, in transaction: any Transaction) throws -> String
    {
        let row = try waitingRow(id, for: actor, in: transaction)
        let matter = try row.id("matter_id")
        let before = try getAny(matter, in: transaction)
        guard let number = try number(row, of: before, in: transaction) else {
            throw MatterError.barred(Words("没有可以打的号码", "There is no number to call"))
        }
        try amend("call-number", matter, revision: before.revision, by: actor, at: now, in: transaction) {
            $0.parameters = ["call": id.text]
        }
        return number
    }

    /// The number of a call, for those of the desk that is to make it and have had it opened. Throws `MatterError.notFound`.
    func findNumber(_ id: RecordID, for actor: Actor, in reader: any Reader) throws -> String? {
        let row = try waitingRow(id, for: actor, in: reader)
        return try number(row, of: getAny(row.id("matter_id"), in: reader), in: reader)
    }

    /// A call that is still to be made, for those of the desk that is to make it. Throws `MatterError.notFound`.
    private func waitingRow(_ id: RecordID, for actor: Actor, in reader: any Reader) throws -> Row {
        let scope = try scope(of: actor, in: reader)
        let row = try reader.row(
            """
            SELECT c.* FROM call_backs c JOIN matters m ON m.id = c.matter_id
            WHERE c.id = \(id) AND c.unit_id = \(actor.unit) AND c.state = 'waiting' AND \(scope.condition)
            """
        )
        guard let row, actor.works else { throw MatterError.notFound }
        return row
    }

    /// The number of a call: the one given for it, else the filer's. A sealed one was given to be called by those who took
    /// the matter in, as the filer asked or to hear whether they are content, and for no call that somebody adds.
    private func number(_ row: Row, of matter: Matter, in reader: any Reader) throws -> String? {
        if let own = try row.idOrNil("number_id") { return try personal.open(own, in: reader) }
        let isGiven =
            try row.text("kind") == CallBackKind.satisfaction.rawValue || row.instant("made_at") == matter.filedAt
        guard isGiven || matter.confidentiality == .named else { return nil }
        let party = try reader.row("SELECT identity_id FROM parties WHERE matter_id = \(matter.id) AND part = 'filer'")
        let identity: Identity? = try party?.idOrNil("identity_id").flatMap { try personal.open($0, in: reader) }
            .flatMap(Self.decode)
        return identity.flatMap { $0.phone.isEmpty ? nil : $0.phone }
    }
}

// Lists of calls.
extension MatterStore {
    /// The calls that a post's office is to make, the one due first on top. Names and numbers of sealed matters are left
    /// out: `openNumber` writes down who looks.
    public func listCallBacks(for actor: Actor, in reader: any Reader) throws -> [CallBack] {
        guard let unit = actor.unit, actor.works else { return [] }
        return try callBacks("c.unit_id = \(unit) AND c.state = 'waiting'", for: actor, in: reader)
    }

    /// All calls of a matter, whatever became of them. The caller has checked the scope.
    public func listCallBacks(of matter: RecordID, for actor: Actor, in reader: any Reader) throws -> [CallBack] {
        try callBacks("c.matter_id = \(matter) AND c.state <> 'dropped'", for: actor, in: reader)
    }

    /// How many calls a post's office is to make.
    public func countCallBacks(for actor: Actor, in reader: any Reader) throws -> Int {
        guard let unit = actor.unit, actor.works else { return 0 }
        let scope = try scope(of: actor, in: reader)
        return try reader.count(
            """
            SELECT COUNT(*) AS n FROM (SELECT 1 FROM call_backs c JOIN matters m ON m.id = c.matter_id
              WHERE c.unit_id = \(unit) AND c.state = 'waiting' AND \(scope.condition) LIMIT \(Self.countLimit)) AS counted
            """
        )
    }

    private func callBacks(_ condition: SQL, for actor: Actor, in reader: any Reader) throws -> [CallBack] {
        let scope = try scope(of: actor, in: reader)
        let rows = try reader.rows(
            """
            SELECT c.*, (SELECT p.identity_id FROM parties p WHERE p.matter_id = c.matter_id AND p.part = 'filer'
              ORDER BY p.id LIMIT 1) AS identity_id
            FROM call_backs c JOIN matters m ON m.id = c.matter_id
            WHERE \(condition) AND \(scope.condition) ORDER BY c.due_at, c.id LIMIT 200
            """
        )
        guard !rows.isEmpty else { return [] }
        let matters = try reader.rows(
            "SELECT \(Matter.columns) FROM matters m WHERE m.id IN (\(list: rows.map { try $0.id("matter_id") }))"
        ).map(Matter.init)
        let byID = Dictionary(matters.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let titles = try narratives(matters, in: reader).mapValues(\.title)
        let attempts = try reader.rows(
            "SELECT * FROM call_attempts WHERE call_back_id IN (\(list: rows.map { try $0.id("id") })) ORDER BY at, id")
        let named = try rows.filter { byID[try $0.id("matter_id")]?.confidentiality == .named }
        let texts = try personal.open(
            ids: try rows.compactMap { try $0.idOrNil("reason_id") } + attempts.compactMap { try $0.idOrNil("text_id") }
                + named.flatMap { [try $0.idOrNil("number_id"), try $0.idOrNil("identity_id")].compactMap(\.self) },
            in: reader
        )
        return try rows.compactMap { row in
            guard let matter = byID[try row.id("matter_id")] else { return nil }
            let id = try row.id("id")
            let filer: Identity? = try row.idOrNil("identity_id").flatMap { texts[$0] }.flatMap(Self.decode)
            return CallBack(
                id: id, matter: matter, title: titles[matter.id],
                kind: CallBackKind(rawValue: try row.text("kind")) ?? .asked, due: try row.instant("due_at"),
                reason: try row.idOrNil("reason_id").flatMap { texts[$0] }, name: filer?.name,
                number: try row.idOrNil("number_id").map { texts[$0] } ?? filer?.phone,
                attempts: try attempts.filter { try $0.id("call_back_id") == id }.map { attempt in
                    CallBack.Attempt(
                        at: try attempt.instant("at"),
                        result: CallResult(rawValue: try attempt.text("result")) ?? .unanswered,
                        text: try attempt.idOrNil("text_id").flatMap { texts[$0] }
                    )
                },
                isWaiting: try row.text("state") == "waiting"
            )
        }
    }
}

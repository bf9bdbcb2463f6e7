import Accounts
public import Base
public import Clocks
import Journal
public import Storage

// One key from the hotline to the police, one from the police to the hotline, and one back. Until the other side accepts,
// whoever answered for the matter keeps it, which is the first receiver if nobody has accepted it yet: so it is with every
// offer here, and so the State Council's Office asks for calls between 12345 and 110 (R12 of the law pack).
extension MatterStore {
    /// The classes of calls and the units of both lines; nil where the district has no such pack.
    public func handoverPack(on day: Day, in reader: any Reader) throws -> HandoverPack? {
        try book.rules(on: day, in: reader).handover
    }

    /// What the law pack says of hand-overs on a day.
    public func handoverRules(kind: MatterKind, on day: Day, in reader: any Reader) throws -> [LawRule] {
        try terms.rules.rules(on: day, asOf: day, in: reader).law.rules(
            duty: "police-handover", procedure: kind.rawValue, on: day)
    }

    /// The line that an office hands over to, and its unit: the hotline's for the police, the police for everybody else.
    /// Nil where the district names no such unit.
    public func handoverTarget(
        of unit: RecordID?, in pack: HandoverPack, reader: any Reader
    ) throws -> (line: HandoverLine, unit: RecordID)? {
        guard let police = try units.find(code: pack.unit, in: reader)?.id else { return nil }
        guard unit == police else { return (.police, police) }
        return try pack.hotline.flatMap { try units.find(code: $0, in: reader) }.map { (.hotline, $0.id) }
    }

    /// Passes a matter to the other line, which is offered it as any office is; whoever answers for it now goes on
    /// answering until they accept. Throws `MatterError`.
    public func handOver(
        _ id: RecordID, reason: String, incident: String, note: String, revision: Int, by actor: Actor, at now: Instant
    ) async throws {
        try await database.write {
            try handOver(
                id, reason: reason, incident: incident, note: note, revision: revision, by: actor, at: now, in: $0)
        }
    }

    /// The same inside the caller's transaction.
    func handOver(
        _ id: RecordID, reason: String, incident: String, note: String, revision: Int, by actor: Actor, at now: Instant,
        in transaction: any Transaction
    ) throws {
        guard let pack = try handoverPack(on: now.day, in: transaction),
            let target = try handoverTarget(of: actor.unit, in: pack, reader: transaction)?.unit
        else {
            throw MatterError.barred(Words("本区没有设对接的单位", "The district has no unit for the other line"))
        }
        guard let chosen = pack.classes.first(where: { $0.code == reason }) else {
            throw MatterError.invalid(field: "reason", Words("请选属于哪一类", "Please choose a class"))
        }
        guard incident.count <= 40 else {
            throw MatterError.invalid(field: "incident", Words("最多 40 个字", "At most 40 characters"))
        }
        var input = ActionInput()
        input.unit = target
        input.text = note.isEmpty ? chosen.zh : note
        let matter = try act(
            "transfer", on: id, revision: revision, input: input, by: actor, at: now, in: transaction)
        var amendment = Amendment()
        let number = try sealing(into: &amendment, incident, "incident", of: id, at: now, in: transaction)
        let row = ChannelShapes.handovers.row([
            RecordID.make(at: now).value, district.value, id.value, chosen.code.value, number.value,
            actor.unit.value, target.value, Value.null, now.value,
        ])
        try transaction.insert(row, of: id)
        amendment.parameters = ["class": chosen.code, "to": target.text]
        try write(amendment, "handover", of: matter.id, by: actor, at: now, in: transaction)
    }

    /// Takes a matter back that the other line has not accepted, or records that they sent it back: whoever answered for it
    /// has it alone again at once. Throws `MatterError`.
    public func returnHandover(
        of id: RecordID, note: String, revision: Int, by actor: Actor, at now: Instant
    ) async throws {
        try await database.write {
            try returnHandover(of: id, note: note, revision: revision, by: actor, at: now, in: $0)
        }
    }

    /// The same inside the caller's transaction.
    func returnHandover(
        of id: RecordID, note: String, revision: Int, by actor: Actor, at now: Instant,
        in transaction: any Transaction
    ) throws {
        let scope = try scope(of: actor, in: transaction)
        let file = try getFile(try getMatter(id, scope: scope, in: transaction), in: transaction)
        guard let handover = try handovers(of: file, in: transaction).last, handover.state == .open else {
            throw MatterError.barred(Self.nothingOpen)
        }
        let mayAct = actor.works && (actor.unit == handover.to || file.answerable == actor.unit)
        guard mayAct, !actor.isShutOut(of: file), let share = file.offer(to: handover.to) else {
            throw MatterError.barred(MatterPolicy.notAnswerable)
        }
        guard note.count <= 500 else {
            throw MatterError.invalid(field: "note", Words("最多 500 个字", "At most 500 characters"))
        }
        try amend("handover-returned", id, revision: revision, by: actor, at: now, in: transaction) { amendment in
            try set(share.id, .ended, now, in: transaction)
            try terms.stop(
                .assignment(share.id, proceeding: file.proceeding.id), on: now.day, at: now, in: transaction)
            try transaction.execute("UPDATE handovers SET returned_at = \(now) WHERE id = \(handover.id)")
            transaction.noteChange("handovers", of: id, id: handover.id)
            amendment.touched = [share.id]
            // Nobody who waits is left without a day.
            try renewAcceptance(of: file, since: now.day, at: now, in: transaction)
            try attend(id, unit: file.answerable, kind: "returned", at: now, in: transaction)
            amendment.parameters = ["unit": handover.to.text, "to": file.answerable.text]
            amendment.remark = note
            try owe("matter.handover-returned", of: file, by: actor, at: now, in: transaction)
        }
    }

    static let nothingOpen = Words("没有等对方签收的交接", "Nothing waits with the other line")

    /// The hand-overs of a matter, oldest first, and where each stands by the shares of whoever it went to.
    public func handovers(of file: MatterFile, in reader: any Reader) throws -> [Handover] {
        let rows = try reader.rows(
            "SELECT * FROM handovers WHERE matter_id = \(file.matter.id) AND district = \(district) ORDER BY at, id")
        let texts = try personal.open(ids: rows.compactMap { try $0.idOrNil("incident_id") }, in: reader)
        return try rows.enumerated().map { index, row in
            let to = try row.id("to_unit"), at = try row.instant("at")
            let isLast = index == rows.count - 1
            let share = file.assignments.last { $0.unit == to && $0.part == .lead && $0.offeredAt >= at }
            var state = Handover.State.lapsed
            if try row.instantOrNil("returned_at") != nil {
                state = .returned
            } else if share?.acceptedAt != nil {
                state = .accepted
            } else if isLast, share?.state == .offered {
                state = .open
            }
            return Handover(
                id: try row.id("id"), reason: try row.text("reason"),
                incident: try row.idOrNil("incident_id").flatMap { texts[$0] }, from: try row.id("from_unit"), to: to,
                state: state, at: at
            )
        }
    }
}

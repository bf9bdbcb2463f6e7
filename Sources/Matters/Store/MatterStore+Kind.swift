public import Base
import Clocks
import Jobs
import Journal
import Storage

extension MatterStore {
    /// Corrects the kind of a matter that nobody has accepted yet: its proceeding ends and one under the right procedure
    /// begins, whose terms count from the same days; who was offered it keeps the offer. Throws `MatterError`; when
    /// somebody else was faster, `.changedMeanwhile`.
    public func setKind(
        _ kind: MatterKind, of id: RecordID, revision: Int, by actor: Actor, at now: Instant
    ) async throws -> Matter {
        try await database.write { try setKind(kind, of: id, revision: revision, by: actor, at: now, in: $0) }
    }

    /// The same inside the caller's transaction.
    func setKind(
        _ kind: MatterKind, of id: RecordID, revision: Int, by actor: Actor, at now: Instant,
        in transaction: any Transaction
    ) throws -> Matter {
        let before = try getMatter(id, scope: try scope(of: actor, in: transaction), in: transaction)
        let file = try getFile(before, in: transaction)
        if case .barred(let why) = MatterPolicy.judgeKind(file, actor) { throw MatterError.barred(why) }
        guard kind != before.kind else {
            throw MatterError.invalid(field: "kind", Words("请选另一类", "Please choose another kind"))
        }
        let edited = try journal.listEdited(
            ["matters": [id], "assignments": file.assignments.map(\.id)], in: transaction)
        try claim(id, revision: revision, in: transaction)
        let procedure = try book.rules(on: before.happenedAt.day, in: transaction).procedure(kind.rawValue)
        let touched = try begin(procedure, instead: file, at: now, in: transaction)
        var changes = ColumnChanges()
        changes.set("kind", kind.rawValue)
        changes.set("stage", procedure.filing.stage)
        try owe("matter.kind", of: file, by: actor, at: now, in: transaction)
        let row = try update(id, changes, in: transaction)
        try journal.record(
            JournalRecord(
                "matter.kind", subject: Subject("matter", id), by: actor.principal, happenedAt: now,
                parameters: ["kind": kind.rawValue, "before": before.kind.rawValue],
                states: try states(of: row, assignments: touched, less: edited, in: transaction)
            ),
            in: transaction
        )
        _ = try Outbox.append(
            "matters.changed", district: district, body: "{\"action\":\"kind\",\"matter\":\"\(id)\"}",
            in: transaction, at: now
        )
        return try Matter(row)
    }

    /// Ends the running proceeding and its terms and begins another; answers the shares that went over.
    private func begin(
        _ procedure: Procedure, instead file: MatterFile, at now: Instant, in transaction: any Transaction
    ) throws -> [RecordID] {
        let (matter, former) = (file.matter, file.proceeding)
        // What was already done, such as deciding by a transfer, is not owed again.
        let done = Set(
            try terms.listTerms(matter: matter.id, in: transaction).filter {
                $0.proceeding == former.id && $0.assignment == nil && [.met, .missed].contains($0.state)
            }.map(\.duty))
        try terms.stop(.proceeding(former.id), on: now.day, at: now, in: transaction)
        try transaction.execute("UPDATE proceedings SET ended_at = \(now) WHERE id = \(former.id)")
        var ended = former
        ended.endedAt = now
        transaction.note("proceedings", of: matter.id.text, row(of: ended, matter: matter.id).row)
        let next = RecordID.make(at: now)
        try transaction.insert(
            insertion(
                ofProceeding: next, matter: matter.id, procedure, stage: procedure.filing.stage, openedAt: now),
            of: matter.id
        )
        for duty in procedure.filing.starts where !done.contains(duty) {
            try startTerm(
                duty, .received, matter.id, next, nil, procedure.code, matter.happenedAt.day, now, transaction)
        }
        let open = file.assignments.filter(\.isOpen)
        for share in open {
            try transaction.execute("UPDATE assignments SET proceeding_id = \(next) WHERE id = \(share.id)")
            for duty in owed(by: share) {
                try startTerm(
                    duty, .offered, matter.id, next, share.id, procedure.code, share.offeredAt.day, now, transaction)
            }
        }
        return open.map(\.id)
    }

    /// What a unit must still do in time with its share.
    private func owed(by share: Assignment) -> [String] {
        guard share.unit != share.offeredBy else { return [] }
        switch share.state {
        case .offered: return share.keptByDecision ? ["acceptance"] : ["objection", "acceptance"]
        case .objected: return ["acceptance"]
        case .accepted, .refused, .ended: return []
        }
    }
}

extension MatterPolicy {
    /// Whether an actor may correct the kind: whoever answers for the matter, before anybody has accepted it.
    public static func judgeKind(_ file: MatterFile, _ actor: Actor) -> Judgement {
        if actor.isShutOut(of: file) { return .barred(notInvolved) }
        guard file.matter.status == .received else {
            return .barred(
                Words("签收以后不能再改类型，请另行登记", "Once it is accepted its kind stays; please file it anew"))
        }
        return stands(actor, in: .answerable, to: file) ? .allowed : .barred(notAnswerable)
    }
}

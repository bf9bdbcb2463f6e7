import Accounts
public import Base
import Journal
import Letters
public import Matters
public import Storage

// Drafts: begun, changed, withdrawn.
extension PaperStore {
    /// Begins a paper of a template; `replaces` is a withdrawn one in whose place it stands. Throws `PaperError`.
    @discardableResult
    public func write(
        _ code: String, _ texts: PaperTexts, in proceeding: RecordID, of matter: RecordID,
        insteadOf replaces: RecordID? = nil, isStrict: Bool = false, by actor: Actor, at now: Instant,
        in transaction: any Transaction
    ) throws -> RecordID {
        let desk = try desk(of: proceeding, in: matter, for: actor, in: transaction)
        try desk.checkWriter()
        guard let (template, version) = try templates(on: now.day, in: transaction)[code] else {
            throw PaperError.notFound
        }
        if let replaces {
            let former = try list(of: proceeding, in: transaction).first { $0.id == replaces }
            guard let former, former.state == .withdrawn, former.template == code else { throw PaperError.notFound }
        }
        let kept = try check(texts, for: template, on: desk, isStrict: isStrict, at: now)
        let id = RecordID.make(at: now)
        let value = try journal.personalValues.seal(
            Self.encode(kept), owner: Subject("matter", matter), field: "paper", at: now, in: transaction)
        let row = PaperShapes.papers.row([
            id.value, district.value, matter.value, proceeding.value, desk.unit.id.value, code.value, version.value,
            PaperState.draft.rawValue.value, .null, .null, value.id.value, .null, .null, .null, .null, .null,
            actor.principal.key.value, now.value, .null, .null, .null, replaces.value, 1.value,
        ])
        try transaction.insert(row, of: id, first: true)
        try journal.record(
            JournalRecord(
                "paper.written", subject: Subject("paper", id), by: actor.principal, happenedAt: now,
                parameters: ["matter": matter.text, "template": version], personal: ["values": value]),
            in: transaction)
        return id
    }

    /// Changes the texts of a draft. Throws `PaperError`.
    public func rewrite(
        _ id: RecordID, _ texts: PaperTexts, revision: Int, isStrict: Bool = false, by actor: Actor, at now: Instant,
        in transaction: any Transaction
    ) throws {
        let (paper, desk) = try draft(id, by: actor, in: transaction)
        let kept = try check(
            texts, for: try template(of: paper, in: transaction), on: desk, isStrict: isStrict, at: now)
        try claim(paper, revision: revision, in: transaction)
        let value = try journal.personalValues.replace(paper.values, with: Self.encode(kept), in: transaction)
        try journal.record(
            JournalRecord(
                "paper.rewritten", subject: Subject("paper", id), by: actor.principal, happenedAt: now,
                personal: ["values": value]),
            in: transaction)
    }

    /// Withdraws a paper with a reason; its number is never used again, and what was issued stays as it was. Throws `PaperError`.
    public func withdraw(
        _ id: RecordID, because reason: String, revision: Int, by actor: Actor, at now: Instant,
        in transaction: any Transaction
    ) throws {
        let (paper, desk) = try open(id, for: actor, in: transaction)
        try desk.checkWriter()
        guard paper.state != .withdrawn else {
            throw PaperError.barred(Words("已经作废", "It has been withdrawn"))
        }
        guard reason.contains(where: { !$0.isWhitespace }), !reason.exceeds(ServiceInput.limit) else {
            throw PaperError.invalid([
                "reason": Words(
                    "请写明原因，最多 \(ServiceInput.limit) 个字",
                    "Say why, in \(ServiceInput.limit) characters at most")
            ])
        }
        try claim(paper, revision: revision, in: transaction)
        let value = try journal.personalValues.seal(
            reason, owner: Subject("matter", paper.matter), field: "paper-reason", at: now, in: transaction)
        try transaction.execute(
            """
            UPDATE papers SET state = \(PaperState.withdrawn.rawValue), reason_id = \(value.id), withdrawn_at = \(now)
            WHERE id = \(id)
            """
        )
        try journal.record(
            JournalRecord(
                "paper.withdrawn", subject: Subject("paper", id), by: actor.principal, happenedAt: now,
                personal: ["reason": value]),
            in: transaction)
    }

    /// A draft that somebody may change. Throws `PaperError`.
    func draft(_ id: RecordID, by actor: Actor, in reader: any Reader) throws -> (paper: Paper, desk: PaperDesk) {
        let (paper, desk) = try open(id, for: actor, in: reader)
        try desk.checkWriter()
        guard paper.state == .draft else {
            throw PaperError.barred(
                Words(
                    "已经签发，不能再改；写错了可以作废重写",
                    "It was issued and is never changed; withdraw it and write another"))
        }
        return (paper, desk)
    }

    /// Moves the revision; of two who change at once the second is told. Throws `PaperError.changedMeanwhile`.
    func claim(_ paper: Paper, revision: Int, in transaction: any Transaction) throws {
        let changed = try transaction.change(
            """
            UPDATE papers SET revision = revision + 1
            WHERE id = \(paper.id) AND district = \(district) AND revision = \(revision) AND state = \(paper.state.rawValue)
            """
        )
        guard changed == 1 else { throw PaperError.changedMeanwhile }
        transaction.noteChange("papers", of: paper.id, id: paper.id)
    }

    /// The texts as they are kept. Throws `PaperError.invalid` with a sentence for each field.
    private func check(
        _ texts: PaperTexts, for template: LetterTemplate, on desk: PaperDesk, isStrict: Bool, at now: Instant
    ) throws -> PaperTexts {
        let unknown = texts.unknown(to: template)
        guard unknown.isEmpty else {
            let words = Words("这份文书没有这一项", "This letter has no such field")
            throw PaperError.invalid(Dictionary(unknown.map { ($0, words) }) { first, _ in first })
        }
        let kept = texts.kept(by: template)
        let faults = kept.read(
            for: template, isStrict: isStrict, from: desk.firstDay, today: now.day
        ).faults
        guard faults.isEmpty else { throw PaperError.invalid(faults) }
        return kept
    }
}

extension PaperDesk {
    /// The first day that a paper may bear: the one on which the matter came in.
    var firstDay: Day { min(file.matter.happenedAt.day, opened.proceeding.openedAt.day) }
}

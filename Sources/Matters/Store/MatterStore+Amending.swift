import Base
import Jobs
import Journal
import Storage

/// What a change beside the procedure leaves for the entry.
struct Amendment {
    /// Codes and ids.
    var parameters: [String: String] = [:]
    /// Sealed words by name.
    var personal: [String: PersonalValueRef] = [:]
    /// Words to keep with it for those who deal with the matter; empty for none.
    var remark = ""
    /// When it happened, if earlier than now: then the remark says why it is recorded late.
    var happenedAt: Instant?
    /// Assignments whose rows changed.
    var touched: [RecordID] = []
}

// A change of what belongs to a matter beside its procedure: the revision, the rows, the entry and the event together.
extension MatterStore {
    func amend(
        _ code: String, _ id: RecordID, revision: Int, by actor: Actor, at now: Instant,
        in transaction: any Transaction,
        _ body: (inout Amendment) throws -> Void
    ) throws {
        let edited = try journal.listEdited(["matters": [id]], in: transaction)
        try claim(id, revision: revision, in: transaction)
        var amendment = Amendment()
        try body(&amendment)
        try write(amendment, code, of: id, less: edited, by: actor, at: now, in: transaction)
    }

    /// The same inside a step that has claimed the revision already.
    func write(
        _ amendment: Amendment, _ code: String, of id: RecordID, less edited: Set<RecordID> = [], by actor: Actor,
        at now: Instant, in transaction: any Transaction
    ) throws {
        var personal = amendment.personal
        if !amendment.remark.isEmpty {
            let value = try self.personal.seal(
                amendment.remark, owner: Subject("matter", id), field: "remark", at: now, in: transaction)
            personal["text"] = value
            let remark = insertion(ofRemark: code, matter: id, isPublic: false, text: value.id, by: actor, at: now)
            try transaction.insert(remark, of: id)
        }
        let row = try update(id, in: transaction)
        try journal.record(
            JournalRecord(
                "matter.\(code)", subject: Subject("matter", id), by: actor.principal,
                happenedAt: amendment.happenedAt ?? now, recordedAt: now, parameters: amendment.parameters,
                personal: personal, reason: amendment.happenedAt == nil ? nil : amendment.remark,
                states: try states(of: row, assignments: amendment.touched, less: edited, in: transaction)
            ),
            in: transaction
        )
        _ = try Outbox.append(
            "matters.changed", district: district, body: "{\"action\":\"\(code)\",\"matter\":\"\(id)\"}",
            in: transaction, at: now
        )
    }

    /// Seals words for an amendment; nil for none.
    func sealing(
        into amendment: inout Amendment, _ text: String, _ name: String, of id: RecordID, at now: Instant,
        in transaction: any Transaction
    ) throws -> RecordID? {
        guard !text.isEmpty else { return nil }
        let value = try personal.seal(text, owner: Subject("matter", id), field: name, at: now, in: transaction)
        amendment.personal[name] = value
        return value.id
    }
}

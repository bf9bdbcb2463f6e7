import Base
public import Storage

// Whole chains of subjects that are new, prepared outside the transaction: for filling a district in bulk.
extension Journal {
    /// The digest of a row that is about to be written. Throws `JournalError.tableUnknown` and `StorageError.column`.
    public func stateDigest(of table: String, row: Row) throws -> StateDigest {
        try getTable(table).state(of: row)
    }

    /// The statements that write every entry of a subject that has none yet, with the states that the last of them
    /// left. Records carry no reason in words. Throws `JournalError.reasonMissing` and `.notACode`.
    public func chain(of subject: Subject, _ records: [JournalRecord]) throws -> [SQL] {
        var statements: [SQL] = []
        var end = ChainEnd(number: 0, hash: [])
        var states: [String: (state: StateDigest, entry: RecordID)] = [:]
        for record in records {
            try record.check()
            let body = EntryBody(
                id: RecordID.make(at: record.recordedAt), district: district, subject: subject, number: end.number + 1,
                previous: end.hash, code: record.code, parameters: record.parameters, personal: record.personal,
                principal: record.principal.key, happenedAt: record.happenedAt, recordedAt: record.recordedAt,
                reason: nil, states: record.states.map(RecordedState.init), batch: nil
            )
            let text = body.text
            end = ChainEnd(number: body.number, hash: Merkle.leaf(text.utf8))
            statements.append(insertion(of: body, text: text, hash: end.hash))
            for state in record.states { states["\(state.table)/\(state.row)"] = (state, body.id) }
        }
        for (_, last) in states {
            if let keeping = keeping([last.state], entry: last.entry) { statements.append(keeping) }
        }
        if let last = records.last {
            let receipt = EntryReceipt(id: RecordID.make(at: last.recordedAt), number: end.number, hash: end.hash)
            statements.append(moving(subject, from: ChainEnd(number: 0, hash: []), to: receipt))
        }
        return statements
    }
}

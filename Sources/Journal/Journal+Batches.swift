public import Base
public import Storage

extension Journal {
    /// Digests of many rows as they stand now, in the order of the ids.
    /// Throws `JournalError.rowMissing` and `.tableUnknown`.
    public func stateDigests(of table: String, _ ids: [RecordID], in reader: any Reader) throws -> [StateDigest] {
        let table = try getTable(table)
        var states: [String: StateDigest] = [:]
        for start in stride(from: 0, to: ids.count, by: 500) {
            let some = Array(ids[start..<min(start + 500, ids.count)])
            let list: SQL = "\(list: some)"
            let query = SQL.joined([.constant(table.manyRows, district), list, ")"], separator: "")
            for row in try reader.rows(query) {
                let state = try table.state(of: row)
                states[state.row] = state
            }
        }
        return try ids.map { id in
            guard let state = states[id.text] else { throw JournalError.rowMissing(table: table.name, row: id.text) }
            return state
        }
    }

    /// Writes one entry for a whole batch of an import: it holds the Merkle root over `record.states`, which are kept
    /// as its leaves. Submit batches of about 1,000 rows, so that people are not kept waiting.
    @discardableResult
    public func recordBatch(_ record: JournalRecord, in transaction: any Transaction) throws -> EntryReceipt {
        var record = record
        record.states += try statesNoted(in: transaction)
        return try writeBatch(record, in: transaction, after: nil)
    }

    func writeBatch(
        _ record: JournalRecord, in transaction: any Transaction, after seen: Int64?
    ) throws -> EntryReceipt {
        let states = record.states.sorted { Self.comesFirst($0, $1) }
        let root = Merkle.root(states.map(\.leaf))
        var entry = record
        entry.states = []
        let batch = BatchSummary(count: Int64(states.count), root: root)
        let receipt = try write(entry, batch: batch, in: transaction, after: seen)
        for state in states { try keepLeaf(state, entry: receipt.id, in: transaction) }
        return receipt
    }

    // The order of the primary key of journal_batch_rows: by bytes.
    private static func comesFirst(_ left: StateDigest, _ right: StateDigest) -> Bool {
        if left.table != right.table { return left.table.utf8.lexicographicallyPrecedes(right.table.utf8) }
        return left.row.utf8.lexicographicallyPrecedes(right.row.utf8)
    }

    private func keepLeaf(_ state: StateDigest, entry: RecordID, in transaction: any Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO journal_batch_rows (district, table_name, row_id, entry_id, layout, salt, digest, leaves)
            VALUES (\(district), \(state.table), \(state.row), \(entry), \(state.layout), \(state.salt),
                \(state.digest), \(state.leaves))
            """
        )
        // The batch holds the newest state of the row now.
        try transaction.execute(
            """
            DELETE FROM journal_states
            WHERE district = \(district) AND table_name = \(state.table) AND row_id = \(state.row)
            """
        )
    }
}

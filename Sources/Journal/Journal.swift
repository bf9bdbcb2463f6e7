import Base
public import Storage

/// The one record of a district: every change is an entry, written in the same transaction as the change.
public struct Journal: Sendable {
    /// The district whose journal this is.
    public let district: String
    let keys: KeyRing
    let tables: [JournaledTable]
    let families: [JournaledFamily]
    let familyPlaces: [String: FamilyPlace]
    /// From so many states on an entry holds the root over them instead of each.
    static let mostStates = 50

    /// Opens the journal of a district over the tables whose rows it answers for: one by one, or many under one digest.
    public init(
        district: String, keys: KeyRing, tables: [JournaledTable] = [], families: [JournaledFamily] = []
    ) {
        self.district = district
        self.keys = keys
        self.tables = tables
        self.families = families
        familyPlaces = FamilyPlace.all(families)
    }

    func answers(for table: String) -> Bool {
        tables.contains { $0.name == table } || families.contains { $0.name == table }
    }

    /// The personal values of the same district.
    public var personalValues: PersonalValues { PersonalValues(district: district, keys: keys) }

    /// Writes an entry and moves its subject's chain. It holds the digests of the rows that the transaction has noted
    /// since its last entry; of many, the root over them.
    /// `after` is the number of the last entry that the writer has seen. Of a subject that this transaction made (`isFirst`) no
    /// earlier entry is looked for. Throws `JournalError.concurrent` when
    /// somebody else has written since, `.reasonMissing` for a back-date without a reason, `.notACode` for free text.
    @discardableResult
    public func record(
        _ record: JournalRecord, in transaction: any Transaction, after seen: Int64? = nil, isFirst: Bool = false
    ) throws -> EntryReceipt {
        var record = record
        record.states += try statesNoted(in: transaction)
        if record.states.count > Self.mostStates { return try writeBatch(record, in: transaction, after: seen) }
        return try write(record, batch: nil, in: transaction, after: seen, isFirst: isFirst)
    }

    func getTable(_ name: String) throws -> JournaledTable {
        guard let table = tables.first(where: { $0.name == name }) else { throw JournalError.tableUnknown(name) }
        return table
    }

    func write(
        _ record: JournalRecord, batch: BatchSummary?, in transaction: any Transaction, after seen: Int64?,
        isFirst: Bool = false
    ) throws -> EntryReceipt {
        try record.check()
        try join(transaction)
        let end = isFirst ? ChainEnd(number: 0, hash: []) : try chainEnd(of: record.subject, in: transaction)
        if let seen, seen != end.number { throw JournalError.concurrent }
        let reason = try record.reason.map {
            try personalValues.seal($0, owner: record.subject, field: "reason", at: record.recordedAt, in: transaction)
        }
        let body = EntryBody(
            id: RecordID.make(at: record.recordedAt), district: district, subject: record.subject,
            number: end.number + 1, previous: end.hash, code: record.code, parameters: record.parameters,
            personal: record.personal, principal: record.principal.key, happenedAt: record.happenedAt,
            recordedAt: record.recordedAt, reason: reason, states: record.states.map(RecordedState.init), batch: batch
        )
        let text = body.text
        let receipt = EntryReceipt(id: body.id, number: body.number, hash: Merkle.leaf(text.utf8))
        try moveChain(of: record.subject, from: end, to: receipt, in: transaction)
        try transaction.execute(insertion(of: body, text: text, hash: receipt.hash))
        if let keeping = keeping(record.states, entry: body.id) { try transaction.execute(keeping) }
        return receipt
    }

    func insertion(of body: EntryBody, text: String, hash: [UInt8]) -> SQL {
        """
        INSERT INTO journal_entries
            (id, district, subject_kind, subject_id, number, previous, hash, body, recorded_at)
        VALUES (\(body.id), \(district), \(body.subject.kind), \(body.subject.id), \(body.number),
            \(body.previous), \(hash), \(text), \(body.recordedAt))
        """
    }

    /// Nil without states.
    func keeping(_ states: [StateDigest], entry: RecordID) -> SQL? {
        if states.isEmpty { return nil }
        let rows = states.map { state in
            """
            (\(district), \(state.table), \(state.row), \(entry), \(state.layout), \(state.salt),
                \(state.digest), \(state.leaves))
            """ as SQL
        }
        return SQL.joined(
            [
                "INSERT INTO journal_states (district, table_name, row_id, entry_id, layout, salt, digest, leaves) VALUES ",
                SQL.joined(rows, separator: ", "),
                """

                ON CONFLICT (district, table_name, row_id) DO UPDATE SET
                    entry_id = excluded.entry_id, layout = excluded.layout, salt = excluded.salt, digest = excluded.digest,
                    leaves = excluded.leaves
                """,
            ], separator: "")
    }
}

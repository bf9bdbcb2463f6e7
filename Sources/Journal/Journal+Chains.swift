import Storage

/// The end of a subject's chain: number 0 before its first entry.
struct ChainEnd: Equatable {
    let number: Int64
    let hash: [UInt8]
}

extension Journal {
    /// Where the next entry of a subject joins. A row that came with a batch starts from its leaf there.
    func chainEnd(of subject: Subject, in reader: any Reader) throws -> ChainEnd {
        let chain = try reader.row(
            """
            SELECT number, hash FROM journal_chains
            WHERE district = \(district) AND subject_kind = \(subject.kind) AND subject_id = \(subject.id)
            """
        )
        if let chain { return ChainEnd(number: try chain.integer("number"), hash: try chain.bytes("hash")) }
        for table in tables where table.subjectKind == subject.kind {
            let row = try reader.row(
                """
                SELECT digest FROM journal_batch_rows
                WHERE district = \(district) AND table_name = \(table.name) AND row_id = \(subject.id)
                ORDER BY entry_id DESC LIMIT 1
                """
            )
            guard let row else { continue }
            let leaf = StateDigest.leaf(table: table.name, row: subject.id, digest: try row.bytes("digest"))
            return ChainEnd(number: 0, hash: leaf)
        }
        return ChainEnd(number: 0, hash: [])
    }

    /// Moves the chain by compare-and-set. Throws `JournalError.concurrent` when it no longer ends where it was read.
    func moveChain(
        of subject: Subject, from end: ChainEnd, to entry: EntryReceipt, in transaction: any Transaction
    ) throws {
        if try transaction.change(moving(subject, from: end, to: entry)) != 1 { throw JournalError.concurrent }
    }

    func moving(_ subject: Subject, from end: ChainEnd, to entry: EntryReceipt) -> SQL {
        """
        INSERT INTO journal_chains (district, subject_kind, subject_id, number, hash)
        VALUES (\(district), \(subject.kind), \(subject.id), \(entry.number), \(entry.hash))
        ON CONFLICT (district, subject_kind, subject_id) DO UPDATE SET
            number = excluded.number, hash = excluded.hash
        WHERE journal_chains.number = \(end.number) AND journal_chains.hash = \(end.hash)
        """
    }
}

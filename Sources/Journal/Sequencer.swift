public import Base
public import Storage

/// Puts committed entries into the district's log and heads into DIR/journal.heads; run it every second under a lease.
public struct Sequencer: Sendable {
    private let journal: Journal
    private let database: any Database
    private let heads: HeadsFile?

    /// Sequences a journal; without a file of heads, cutting off the newest entries is found only by slips.
    public init(_ journal: Journal, in database: any Database, heads: HeadsFile?) {
        self.journal = journal
        self.database = database
        self.heads = heads
    }

    /// Numbers up to `limit` entries in one write, then brings the file up to date: after the commit, never before.
    /// Nil when there was nothing to do, or when `mayNumber`, asked in the transaction that would do it, says that another
    /// node does; heads of its making are brought into the file all the same. Run again at once while the answer's size grew
    /// by `limit`.
    @discardableResult
    public func sequenceOnce(
        limit: Int = 1_000, at instant: Instant,
        mayNumber: @escaping @Sendable (any Transaction) throws -> Bool = { _ in true }
    ) async throws -> JournalHead? {
        let journal = journal
        guard try await database.read({ try journal.hasWaiting(in: $0) }) else {
            try await catchUp()
            return nil
        }
        var settled: Int64?
        if database.dialect.settleNumbering != nil {
            // Only who may number stops the writers for it.
            settled = try await database.writeInBackground { transaction in
                try mayNumber(transaction) ? try journal.settledArrival(in: transaction) : nil
            }
            guard settled != nil else {
                try await catchUp()
                return nil
            }
        }
        let head = try await database.writeInBackground { [settled] transaction in
            guard try mayNumber(transaction) else { return nil as JournalHead? }
            return try journal.sequence(limit: limit, upTo: settled, at: instant, in: transaction)
        }
        try await catchUp()
        return head
    }

    /// Appends the heads that the file lacks, as on start after a crash. Answers how many.
    @discardableResult
    public func catchUp() async throws -> Int {
        guard let heads else { return 0 }
        let journal = journal
        var count = 0
        while true {
            let size = try heads.lastSize(district: journal.district)
            let missing = try await database.read { try journal.listHeads(after: size, in: $0) }
            try heads.append(missing, district: journal.district)
            count += missing.count
            if missing.count < 1_000 { return count }
        }
    }
}

extension Journal {
    /// Heads larger than a size, smallest first, 1,000 at most.
    func listHeads(after size: Int64, in reader: any Reader) throws -> [JournalHead] {
        try reader.rows(
            """
            SELECT size, root, at FROM journal_heads
            WHERE district = \(district) AND size > \(size) ORDER BY size LIMIT 1000
            """
        ).map(JournalHead.init)
    }
}

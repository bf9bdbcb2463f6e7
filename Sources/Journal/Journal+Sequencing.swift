public import Base
public import Storage

/// The head of a district's log: its size and Merkle root at a time.
public struct JournalHead: Hashable, Sendable {
    /// How many entries the log has.
    public let size: Int64
    /// The root over them, 32 bytes.
    public let root: [UInt8]
    /// When the batch was sequenced.
    public let at: Instant

    init(size: Int64, root: [UInt8], at: Instant) {
        (self.size, self.root, self.at) = (size, root, at)
    }

    init(_ row: Row) throws {
        self.init(size: try row.integer("size"), root: try row.bytes("root"), at: try row.instant("at"))
    }
}

extension Journal {
    /// The arrival up to which nothing can come any more; short, since writers wait for it. Nil where arrivals are committed in
    /// their order.
    func settledArrival(in transaction: any Transaction) throws -> Int64? {
        guard let settle = transaction.dialect.settleNumbering else { return nil }
        try transaction.execute(settle)
        return try transaction.row("SELECT MAX(arrival) AS n FROM journal_entries")?.integerOrNil("n") ?? 0
    }

    /// Every transaction that adds entries says so first.
    func join(_ transaction: any Transaction) throws {
        guard let join = transaction.dialect.joinNumbering else { return }
        _ = try transaction.memo.value("numbering") {
            try transaction.execute(join)
            return true
        }
    }

    /// Appends committed entries that are not in the log yet, in the order of their arrival, and writes a head.
    /// Entries after `settled` wait for the next time. Nil when there was nothing to do. Costs as much as the batch, however long the log is.
    /// Throws `JournalError.concurrent` when another node sequenced meanwhile, `.damaged` for a broken frontier.
    public func sequence(
        limit: Int = 1_000, upTo settled: Int64? = nil, at instant: Instant, in transaction: any Transaction
    ) throws -> JournalHead? {
        let start = try frontier(in: transaction)
        var frontier = start.tree
        let entries = try transaction.rows(
            """
            SELECT arrival, id, hash FROM journal_entries
            WHERE arrival > \(start.arrival) AND arrival <= \(settled ?? .max) AND district = \(district)
            ORDER BY arrival LIMIT \(limit)
            """
        )
        guard let last = try entries.last?.integer("arrival") else { return nil }
        var leaves: [[Value]] = [], nodes: [[Value]] = []
        for entry in entries {
            let leaf = try entry.bytes("hash")
            leaves.append([district.value, frontier.size.value, try entry.id("id").value, leaf.value])
            frontier.append(leaf) { level, position, hash in
                guard level == 8 || level == 16 else { return }
                nodes.append([district.value, level.value, position.value, hash.value])
            }
        }
        let head = JournalHead(size: frontier.size, root: frontier.root, at: instant)
        // The frontier first: of two who number at a time the second waits here, and learns that it was moved.
        try keep(head, frontier: frontier, arrival: last, after: start.tree.size, in: transaction)
        try transaction.insert(leaves, as: Self.log)
        try transaction.insert(nodes, as: Self.nodes)
        return head
    }

    /// Whether entries wait for their place in the log.
    func hasWaiting(in reader: any Reader) throws -> Bool {
        try reader.row(
            """
            SELECT 1 AS n FROM journal_entries WHERE district = \(district) AND arrival >
            COALESCE((SELECT arrival FROM journal_frontiers WHERE district = \(district)), 0) LIMIT 1
            """
        ) != nil
    }

    /// The newest head; nil before the first.
    public func findHead(in reader: any Reader) throws -> JournalHead? {
        try reader.row(
            "SELECT size, root, at FROM journal_heads WHERE district = \(district) ORDER BY size DESC LIMIT 1"
        ).map(JournalHead.init)
    }

    /// The heads from the newest on, those of fewer than `before` entries where that is given.
    public func listHeads(before size: Int64? = nil, limit: Int, in reader: any Reader) throws -> [JournalHead] {
        try reader.rows(
            """
            SELECT size, root, at FROM journal_heads WHERE district = \(district) AND size < \(size ?? .max)
            ORDER BY size DESC LIMIT \(limit)
            """
        ).map(JournalHead.init)
    }

    /// How many committed entries have no place in the log yet.
    public func countAwaiting(in reader: any Reader) throws -> Int {
        let row = try reader.row("SELECT arrival FROM journal_frontiers WHERE district = \(district)")
        let last = try row?.integer("arrival") ?? 0
        return try reader.count(
            "SELECT COUNT(*) AS n FROM journal_entries WHERE arrival > \(last) AND district = \(district)")
    }

    private func frontier(in reader: any Reader) throws -> (tree: MerkleFrontier, arrival: Int64) {
        let row = try reader.row("SELECT size, arrival, nodes FROM journal_frontiers WHERE district = \(district)")
        guard let row else { return (MerkleFrontier(), 0) }
        guard let tree = MerkleFrontier(size: try row.integer("size"), bytes: try row.bytes("nodes")) else {
            throw JournalError.damaged("journal_frontiers")
        }
        return (tree, try row.integer("arrival"))
    }

    private static let log = RowShape("journal_log", ["district", "position", "entry_id", "leaf"])
    private static let nodes = RowShape("journal_nodes", ["district", "level", "position", "hash"])

    private func keep(
        _ head: JournalHead, frontier: MerkleFrontier, arrival: Int64, after size: Int64,
        in transaction: any Transaction
    ) throws {
        let moved = try transaction.change(
            """
            INSERT INTO journal_frontiers (district, size, arrival, nodes)
            VALUES (\(district), \(head.size), \(arrival), \(frontier.bytes))
            ON CONFLICT (district) DO UPDATE SET
                size = excluded.size, arrival = excluded.arrival, nodes = excluded.nodes
            WHERE journal_frontiers.size = \(size)
            """
        )
        if moved != 1 { throw JournalError.concurrent }
        try transaction.execute(
            """
            INSERT INTO journal_heads (district, size, root, at)
            VALUES (\(district), \(head.size), \(head.root), \(head.at))
            """
        )
    }
}

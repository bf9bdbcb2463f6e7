public import Base
public import Storage

/// One line of the log: which entry stands where.
public struct LogPlace: Hashable, Sendable {
    /// The position, from 0.
    public let position: Int64
    /// The entry.
    public let entry: RecordID
    /// The hash of the entry, 32 bytes.
    public let leaf: [UInt8]

    init(_ row: Row) throws {
        (position, entry, leaf) = (try row.integer("position"), try row.id("entry_id"), try row.bytes("leaf"))
    }
}

/// The log as whoever proves or checks something reads it.
extension Journal {
    /// Where the entry with this hash stands in the log; nil while it is not sequenced yet, and when there is none.
    public func findPlace(ofLeaf leaf: [UInt8], in reader: any Reader) throws -> LogPlace? {
        try reader.row(
            """
            SELECT position, entry_id, leaf FROM journal_log
            WHERE district = \(district) AND leaf = \(leaf) ORDER BY position LIMIT 1
            """
        ).map(LogPlace.init)
    }

    /// Where an entry stands in the log; nil while it is not sequenced yet, and when there is none.
    public func findPlace(of entry: RecordID, in reader: any Reader) throws -> LogPlace? {
        try reader.row(
            "SELECT position, entry_id, leaf FROM journal_log WHERE entry_id = \(entry) AND district = \(district)"
        ).map(LogPlace.init)
    }

    /// Whether an entry with this hash, or this id, is committed and waits for its place in the log. Of very many that wait the
    /// first 20,000 are looked at.
    public func isAwaiting(leaf: [UInt8]? = nil, entry: RecordID? = nil, in reader: any Reader) throws -> Bool {
        let row = try reader.row("SELECT arrival FROM journal_frontiers WHERE district = \(district)")
        let last = try row?.integer("arrival") ?? 0
        return try reader.row(
            """
            SELECT 1 AS n FROM (
                SELECT id, hash FROM journal_entries WHERE district = \(district) AND arrival > \(last)
                ORDER BY arrival LIMIT 20000) AS waiting
            WHERE hash = \(leaf ?? []) OR id = \(entry?.text ?? "") LIMIT 1
            """
        ) != nil
    }

    /// Proves that the leaf at a position belongs to the log of the first `size` entries.
    /// Throws `JournalError.damaged` when the log lacks some of them.
    public func inclusionProof(of position: Int64, size: Int64, in reader: any Reader) throws -> InclusionProof {
        InclusionProof(
            position: position, size: size, path: try paths(in: reader).inclusion(position, size: size))
    }

    /// The root over the first `size` entries of the log, from its leaves and stored nodes.
    /// Throws `JournalError.damaged` when the log lacks some of them.
    public func root(ofSize size: Int64, in reader: any Reader) throws -> [UInt8] {
        size < 1 ? Merkle.emptyRoot : try subtree(0, size, in: reader)
    }

    /// The log in its order, from a position on.
    public func listPlaces(from position: Int64, limit: Int, in reader: any Reader) throws -> [LogPlace] {
        try reader.rows(
            """
            SELECT position, entry_id, leaf FROM journal_log
            WHERE district = \(district) AND position >= \(position) ORDER BY position LIMIT \(limit)
            """
        ).map(LogPlace.init)
    }
}

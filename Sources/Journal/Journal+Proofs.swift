public import Base
public import Storage

/// What a resident needs to check that an entry stands in the log.
public struct EntryProof: Sendable {
    /// The leaf: the hash on the slip.
    public let leaf: [UInt8]
    /// The head that the proof leads to.
    public let head: JournalHead
    /// The audit path.
    public let proof: InclusionProof

    /// Whether the proof holds.
    public var isValid: Bool { proof.isValid(leaf: leaf, root: head.root) }
}

extension Journal {
    /// Proves that an entry stands in the log of the newest head; nil while it is not sequenced yet.
    public func findProof(of entry: RecordID, in reader: any Reader) throws -> EntryProof? {
        let row = try reader.row(
            "SELECT position, leaf FROM journal_log WHERE entry_id = \(entry) AND district = \(district)"
        )
        guard let row, let head = try findHead(in: reader) else { return nil }
        let position = try row.integer("position")
        let path = try paths(in: reader).inclusion(position, size: head.size)
        let proof = InclusionProof(position: position, size: head.size, path: path)
        return EntryProof(leaf: try row.bytes("leaf"), head: head, proof: proof)
    }

    /// Proves that the log of `new` entries only added to that of `old` entries.
    public func consistencyProof(from old: Int64, to new: Int64, in reader: any Reader) throws -> ConsistencyProof {
        ConsistencyProof(from: old, to: new, path: try paths(in: reader).consistency(from: old, to: new))
    }

    func paths(in reader: any Reader) -> MerklePaths {
        MerklePaths { first, count in try subtree(first, count, in: reader) }
    }

    func subtree(_ first: Int64, _ count: Int64, in reader: any Reader) throws -> [UInt8] {
        if count > 256, count.nonzeroBitCount != 1 {
            let left = Merkle.split(count)
            return Merkle.node(
                try subtree(first, left, in: reader), try subtree(first + left, count - left, in: reader)
            )
        }
        let level: Int64 = count < 256 ? 0 : count < 65_536 ? 8 : 16
        let (from, to) = (first >> level, (first + count) >> level)
        let rows = try reader.rows(
            level == 0
                ? """
                SELECT leaf AS hash FROM journal_log
                WHERE district = \(district) AND position >= \(from) AND position < \(to) ORDER BY position
                """
                : """
                SELECT hash FROM journal_nodes
                WHERE district = \(district) AND level = \(level) AND position >= \(from) AND position < \(to)
                ORDER BY position
                """
        )
        guard rows.count == to - from else { throw JournalError.damaged("journal_log") }
        return Merkle.root(try rows.map { try $0.bytes("hash") })
    }
}

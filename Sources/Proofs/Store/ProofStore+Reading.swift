public import Base
public import Journal
public import Storage

extension ProofStore {
    /// All keys, the oldest first.
    public func listKeys(in reader: any Reader) throws -> [SigningKey] {
        try reader.rows(
            """
            SELECT number, public_key, since, signature FROM signing_keys WHERE district = \(district) ORDER BY number
            """
        ).map { row in
            SigningKey(
                number: try row.int("number"), publicKey: try row.bytes("public_key"), since: try row.instant("since"),
                signature: try row.bytes("signature"))
        }
    }

    func findNewestKey(in reader: any Reader) throws -> SigningKey? { try listKeys(in: reader).last }

    /// The newest signed head.
    public func findNewest(in reader: any Reader) throws -> SignedHead? {
        try listHeads(limit: 1, in: reader).first
    }

    /// Signed heads, the newest first; those signed before a time where one is given.
    public func listHeads(before: Instant? = nil, limit: Int, in reader: any Reader) throws -> [SignedHead] {
        try reader.rows(
            """
            SELECT size, root, at, key_number, signature FROM signed_heads
            WHERE district = \(district) AND at < \(before?.milliseconds ?? .max) ORDER BY hour DESC LIMIT \(limit)
            """
        ).map(Self.head)
    }

    /// Signed heads in the order of their hours, each with its hour; those after one where it is given.
    public func listHeads(after hour: Int64, limit: Int, in reader: any Reader) throws -> [(
        hour: Int64, head: SignedHead
    )] {
        try reader.rows(
            """
            SELECT hour, size, root, at, key_number, signature FROM signed_heads
            WHERE district = \(district) AND hour > \(hour) ORDER BY hour LIMIT \(limit)
            """
        ).map { (try $0.integer("hour"), try Self.head($0)) }
    }

    private static func head(_ row: Row) throws -> SignedHead {
        SignedHead(
            size: try row.integer("size"), root: try row.bytes("root"), at: try row.instant("at"),
            key: try row.int("key_number"), signature: try row.bytes("signature"))
    }

    /// What the hash on a slip leads to.
    public func find(leaf: [UInt8], in reader: any Reader) throws -> HeadFinding {
        if let place = try journal.findPlace(ofLeaf: leaf, in: reader) { return try proven(place, in: reader) }
        return try journal.isAwaiting(leaf: leaf, in: reader) ? .waiting : .unknown
    }

    /// What the id of an entry leads to.
    public func find(entry: RecordID, in reader: any Reader) throws -> HeadFinding {
        if let place = try journal.findPlace(of: entry, in: reader) { return try proven(place, in: reader) }
        return try journal.isAwaiting(entry: entry, in: reader) ? .waiting : .unknown
    }

    private func proven(_ place: LogPlace, in reader: any Reader) throws -> HeadFinding {
        if let head = try findNewest(in: reader), head.size > place.position {
            let proof = try journal.inclusionProof(of: place.position, size: head.size, in: reader)
            return .proven(
                HeadProof(
                    leaf: place.leaf, entry: place.entry, proof: proof, root: head.root, at: head.at, head: head))
        }
        guard let head = try journal.findHead(in: reader), head.size > place.position else { return .waiting }
        let proof = try journal.inclusionProof(of: place.position, size: head.size, in: reader)
        return .proven(
            HeadProof(leaf: place.leaf, entry: place.entry, proof: proof, root: head.root, at: head.at, head: nil))
    }

    /// Proves that the log of `new` entries only added to that of `old`, with both roots as the log has them now; nil when it is
    /// shorter than that, or nothing grew.
    public func growth(from old: Int64, to new: Int64, in reader: any Reader) throws -> LogGrowth? {
        guard old > 0, old <= new, let head = try journal.findHead(in: reader), new <= head.size else { return nil }
        return LogGrowth(
            proof: try journal.consistencyProof(from: old, to: new, in: reader),
            old: try journal.root(ofSize: old, in: reader), new: try journal.root(ofSize: new, in: reader))
    }
}

/// That a log only grew.
public struct LogGrowth: Sendable {
    /// The proof.
    public let proof: ConsistencyProof
    /// The root of the smaller log.
    public let old: [UInt8]
    /// The root of the larger one.
    public let new: [UInt8]

    /// Whether the proof holds.
    public var isValid: Bool { proof.isValid(old: old, new: new) }
}

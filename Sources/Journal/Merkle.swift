import Crypto

/// The hashes of RFC 6962, section 2.1: a leaf starts with 0x00, a node with 0x01.
public enum Merkle {
    /// The hash of a leaf: SHA-256(0x00 || text).
    public static func leaf(_ text: some Sequence<UInt8>) -> [UInt8] {
        var input: [UInt8] = [0]
        input += text
        return Array(SHA256.hash(data: input))
    }

    /// The hash of a node: SHA-256(0x01 || left || right).
    public static func node(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
        var input: [UInt8] = [1]
        input.reserveCapacity(65)
        input += left
        input += right
        return Array(SHA256.hash(data: input))
    }

    /// The root of a tree without leaves: SHA-256 of nothing.
    public static let emptyRoot = Array(SHA256.hash(data: [UInt8]()))

    /// The root over leaf hashes in order.
    public static func root(_ leaves: some Sequence<[UInt8]>) -> [UInt8] {
        var frontier = MerkleFrontier()
        for leaf in leaves { frontier.append(leaf) }
        return frontier.root
    }

    /// The largest power of two smaller than a count of 2 or more (RFC 6962, section 2.1).
    static func split(_ count: Int64) -> Int64 { count < 2 ? 0 : 1 << (63 - (count - 1).leadingZeroBitCount) }
}

/// The right edge of a growing tree: the roots of its full subtrees, largest first. Appending a leaf costs one hash
/// on average, so that a batch never reads the log again.
public struct MerkleFrontier: Equatable, Sendable {
    /// How many leaves the tree has.
    public private(set) var size: Int64
    private(set) var nodes: [[UInt8]]

    /// The frontier of an empty tree.
    public init() {
        size = 0
        nodes = []
    }

    /// Takes a stored frontier; nil when the bytes do not fit the size.
    init?(size: Int64, bytes: [UInt8]) {
        guard size >= 0, bytes.count == size.nonzeroBitCount * 32 else { return nil }
        self.size = size
        nodes = stride(from: 0, to: bytes.count, by: 32).map { Array(bytes[$0..<$0 + 32]) }
    }

    var bytes: [UInt8] { Array(nodes.joined()) }

    /// The root of the tree.
    public var root: [UInt8] {
        guard var hash = nodes.last else { return Merkle.emptyRoot }
        for left in nodes.dropLast().reversed() { hash = Merkle.node(left, hash) }
        return hash
    }

    /// Adds a leaf hash.
    public mutating func append(_ leaf: [UInt8]) {
        append(leaf) { _, _, _ in }
    }

    /// Adds a leaf hash and names each full subtree that it completes by level and position.
    mutating func append(_ leaf: [UInt8], completed: (_ level: Int, _ position: Int64, _ hash: [UInt8]) throws -> Void)
        rethrows
    {
        var hash = leaf
        var level = 0
        while size >> Int64(level) & 1 == 1, let left = nodes.popLast() {
            hash = Merkle.node(left, hash)
            level += 1
            try completed(level, size >> Int64(level), hash)
        }
        nodes.append(hash)
        size += 1
    }
}

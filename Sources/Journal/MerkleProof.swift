/// The audit paths of RFC 6962, sections 2.1.1 and 2.1.2, over any source of subtree roots.
struct MerklePaths {
    /// The root over `count` leaves from `first` on.
    let root: (_ first: Int64, _ count: Int64) throws -> [UInt8]

    /// PATH(m, D[n]) for the leaf at `index` of a tree of `size`.
    func inclusion(_ index: Int64, size: Int64) throws -> [[UInt8]] {
        guard index >= 0, index < size else { return [] }
        return try inclusion(index, first: 0, count: size)
    }

    /// PROOF(m, D[n]) from a tree of `old` leaves to one of `size`.
    func consistency(from old: Int64, to size: Int64) throws -> [[UInt8]] {
        guard old > 0, old < size else { return [] }
        return try consistency(old, first: 0, count: size, isWhole: true)
    }

    private func inclusion(_ index: Int64, first: Int64, count: Int64) throws -> [[UInt8]] {
        guard count > 1 else { return [] }
        let left = Merkle.split(count)
        if index < left {
            return try inclusion(index, first: first, count: left) + [root(first + left, count - left)]
        }
        return try inclusion(index - left, first: first + left, count: count - left) + [root(first, left)]
    }

    private func consistency(_ old: Int64, first: Int64, count: Int64, isWhole: Bool) throws -> [[UInt8]] {
        if old == count { return isWhole ? [] : [try root(first, count)] }
        let left = Merkle.split(count)
        if old <= left {
            let path = try consistency(old, first: first, count: left, isWhole: isWhole)
            return path + [try root(first + left, count - left)]
        }
        let path = try consistency(old - left, first: first + left, count: count - left, isWhole: false)
        return path + [try root(first, left)]
    }
}

/// A proof that a leaf stands at a position of the log whose head has this size and root.
public struct InclusionProof: Equatable, Sendable {
    /// The position of the leaf, from 0.
    public let position: Int64
    /// The size of the tree.
    public let size: Int64
    /// The audit path, from the leaf upwards.
    public let path: [[UInt8]]

    /// Puts a proof together.
    public init(position: Int64, size: Int64, path: [[UInt8]]) {
        self.position = position
        self.size = size
        self.path = path
    }

    /// Whether the leaf belongs to the tree with this root (RFC 9162, section 2.1.3.2).
    public func isValid(leaf: [UInt8], root: [UInt8]) -> Bool {
        guard position >= 0, position < size else { return false }
        var (index, last, hash) = (position, size - 1, leaf)
        for step in path {
            guard last > 0 else { return false }
            if index & 1 == 1 || index == last {
                hash = Merkle.node(step, hash)
                while index & 1 == 0, index != 0 { (index, last) = (index >> 1, last >> 1) }
            } else {
                hash = Merkle.node(hash, step)
            }
            (index, last) = (index >> 1, last >> 1)
        }
        return last == 0 && hash == root
    }
}

/// A proof that a later log only added to an earlier one.
public struct ConsistencyProof: Equatable, Sendable {
    /// The size of the earlier tree.
    public let from: Int64
    /// The size of the later tree.
    public let to: Int64
    /// The path, as RFC 6962 orders it.
    public let path: [[UInt8]]

    /// Puts a proof together.
    public init(from: Int64, to: Int64, path: [[UInt8]]) {
        self.from = from
        self.to = to
        self.path = path
    }

    /// Whether the later root only adds leaves to the earlier one (RFC 9162, section 2.1.4.2).
    public func isValid(old: [UInt8], new: [UInt8]) -> Bool {
        guard from >= 0, from <= to else { return false }
        if from == to { return path.isEmpty && old == new }
        if from == 0 { return path.isEmpty && old == Merkle.emptyRoot }
        var steps = path[...]
        if from.nonzeroBitCount == 1 { steps = [old] + path }
        guard let start = steps.popFirst() else { return false }
        var (index, last) = (from - 1, to - 1)
        while index & 1 == 1 { (index, last) = (index >> 1, last >> 1) }
        var (left, right) = (start, start)
        for step in steps {
            guard last > 0 else { return false }
            if index & 1 == 1 || index == last {
                left = Merkle.node(step, left)
                right = Merkle.node(step, right)
                while index & 1 == 0, index != 0 { (index, last) = (index >> 1, last >> 1) }
            } else {
                right = Merkle.node(right, step)
            }
            (index, last) = (index >> 1, last >> 1)
        }
        return last == 0 && left == old && right == new
    }
}

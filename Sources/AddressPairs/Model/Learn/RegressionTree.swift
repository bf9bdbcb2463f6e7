/// A tree of cuts that ends in numbers.
struct RegressionTree: Hashable, Sendable {
    /// Rows whose feature is at most `cut` go left. A child below zero is a leaf, -1 the first.
    struct Node: Hashable, Sendable {
        var feature: UInt16
        var cut: Float
        var left: Int16
        var right: Int16
    }

    /// The first node is the root; a child stands behind its parent. Without nodes all rows end in the first leaf.
    var nodes: [Node] = []
    var leaves: [Float] = [0]

    /// Whether every way from the root ends in a leaf, for rows of a width.
    func isSound(width: Int) -> Bool {
        guard !leaves.isEmpty, leaves.allSatisfy(\.isFinite) else { return false }
        return nodes.enumerated().allSatisfy { place, node in
            let isForward = [Int(node.left), Int(node.right)].allSatisfy { child in
                child < 0 ? -1 - child < leaves.count : child > place && child < nodes.count
            }
            return isForward && Int(node.feature) < width && node.cut.isFinite
        }
    }

    /// The number that a row ends in.
    func value(_ row: [Float]) -> Float {
        guard !nodes.isEmpty else { return leaves[0] }
        var place = 0
        while place >= 0 {
            let node = nodes[place]
            place = Int(row[Int(node.feature)] <= node.cut ? node.left : node.right)
        }
        return leaves[-1 - place]
    }
}

/// Grows one tree on slopes and curvatures of the rows, leaf by leaf where most is won (histograms as in LightGBM, Ke and
/// others, 2017).
struct TreeGrower {
    /// Sums over rows: slope, curvature, number of rows.
    typealias Sums = SIMD4<Float>

    struct Settings: Sendable {
        var leaves = 15
        var leastRows: Float = 20
        /// Added to the curvature of each leaf.
        var ridge: Float = 5
        /// The share of the step that is taken.
        var rate: Float = 0.05
    }

    private struct Split {
        var gain: Float, feature: Int, bin: Int
    }

    private struct Leaf {
        var rows: [Int32]
        var sums: Sums
        var histogram: [Sums]
        var split: Split?
        /// The node above and the side of it; nil for the root.
        var parent: (node: Int, isLeft: Bool)?
    }

    private let bins: FeatureBins
    private let features: [Int]
    private let settings: Settings
    private var leaves: [Leaf] = []
    private static let width = FeatureBins.most + 1

    /// A tree for some features, which must be among those of the bins.
    init(_ bins: FeatureBins, features: [Int], _ settings: Settings) {
        (self.bins, self.features, self.settings) = (bins, features, settings)
    }

    /// The tree for some rows; `steps` holds slope and curvature of every row of the bins.
    mutating func grow(_ rows: [Int32], _ steps: [Sums]) -> RegressionTree {
        var tree = RegressionTree()
        leaves = [leaf(rows, histogram(rows, steps), nil)]
        while leaves.count < settings.leaves, let place = best, let split = leaves[place].split {
            divide(place, split, steps, &tree)
        }
        tree.leaves = leaves.map { -settings.rate * $0.sums.x / ($0.sums.y + settings.ridge) }
        for (place, leaf) in leaves.enumerated() {
            guard let parent = leaf.parent else { continue }
            Self.link(&tree, parent, Int16(-1 - place))
        }
        return tree
    }

    private var best: Int? {
        var best: (place: Int, gain: Float)?
        for (place, leaf) in leaves.enumerated() {
            if let gain = leaf.split?.gain, gain > best?.gain ?? 0 { best = (place, gain) }
        }
        return best?.place
    }

    private static func link(_ tree: inout RegressionTree, _ parent: (node: Int, isLeft: Bool), _ child: Int16) {
        if parent.isLeft { tree.nodes[parent.node].left = child } else { tree.nodes[parent.node].right = child }
    }

    private mutating func divide(_ place: Int, _ split: Split, _ steps: [Sums], _ tree: inout RegressionTree) {
        let old = leaves[place], node = tree.nodes.count, feature = features[split.feature]
        tree.nodes.append(
            RegressionTree.Node(feature: UInt16(feature), cut: bins.cuts[feature][split.bin], left: 0, right: 0))
        if let parent = old.parent { Self.link(&tree, parent, Int16(node)) }
        let column = feature * bins.rows
        var left: [Int32] = [], right: [Int32] = []
        for row in old.rows {
            if Int(bins.bins[column + Int(row)]) <= split.bin { left.append(row) } else { right.append(row) }
        }
        // Only the smaller side is summed up; the other is what is left of the whole.
        let small = histogram(left.count <= right.count ? left : right, steps)
        var large = old.histogram
        for index in large.indices { large[index] -= small[index] }
        let (first, second) = left.count <= right.count ? (small, large) : (large, small)
        leaves[place] = leaf(left, first, (node, true))
        leaves.append(leaf(right, second, (node, false)))
    }

    private func leaf(_ rows: [Int32], _ histogram: [Sums], _ parent: (node: Int, isLeft: Bool)?) -> Leaf {
        let sums = histogram.prefix(Self.width).reduce(Sums(), +)
        return Leaf(
            rows: rows, sums: sums, histogram: histogram, split: split(histogram, sums), parent: parent)
    }

    private func histogram(_ rows: [Int32], _ steps: [Sums]) -> [Sums] {
        var sums = Array(repeating: Sums(), count: features.count * Self.width)
        bins.bins.withUnsafeBufferPointer { bins in
            steps.withUnsafeBufferPointer { steps in
                sums.withUnsafeMutableBufferPointer { sums in
                    for (place, feature) in features.enumerated() {
                        let column = feature * self.bins.rows, start = place * Self.width
                        for row in rows { sums[start + Int(bins[column + Int(row)])] += steps[Int(row)] }
                    }
                }
            }
        }
        return sums
    }

    private func split(_ histogram: [Sums], _ all: Sums) -> Split? {
        func worth(_ sums: Sums) -> Float { sums.x * sums.x / (sums.y + settings.ridge) }
        var best: Split?
        for (place, feature) in features.enumerated() {
            var left = Sums()
            for bin in bins.cuts[feature].indices {
                left += histogram[place * Self.width + bin]
                let right = all - left
                guard left.z >= settings.leastRows else { continue }
                guard right.z >= settings.leastRows else { break }
                let gain = worth(left) + worth(right) - worth(all)
                if gain > max(best?.gain ?? 0, 1e-4) { best = Split(gain: gain, feature: place, bin: bin) }
            }
        }
        return best
    }
}

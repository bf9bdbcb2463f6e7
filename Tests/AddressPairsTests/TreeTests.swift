import Testing

@testable import AddressPairs

@Suite struct TreeTests {
    // Neither number alone says anything: only both together.
    private static let rows: [[Float]] = (0..<240).map { [Float($0 % 2), Float($0 / 2 % 2), Float($0 % 7)] }
    private static let labels: [PairLabel] = rows.map { $0[0] == $0[1] ? .exact : .partial }

    @Test func `trees learn what no single number says`() {
        var settings = TreeEnsemble.Settings()
        (settings.rounds, settings.featureShare) = (40, 1)
        let trees = TreeEnsemble(Self.rows, Self.labels, settings)
        for (row, label) in zip(Self.rows, Self.labels) {
            let shares = trees.shares(row)
            #expect(LabelWeights().label(shares) == label)
            #expect(abs(shares.sum() - 1) < 1e-4)
        }
    }

    @Test func `numbers that are all the same give trees without cuts`() {
        var settings = TreeEnsemble.Settings()
        settings.rounds = 2
        let trees = TreeEnsemble(Array(repeating: [1, 2], count: 50), Array(repeating: .exact, count: 50), settings)
        #expect(trees.trees.count == 6)
        #expect(trees.trees.allSatisfy { $0.nodes.isEmpty && $0.isSound(width: 2) })
        #expect(LabelWeights().label(trees.shares([1, 2])) == .exact)
    }

    @Test func `bins keep the order of numbers, many or few`() {
        let many = FeatureBins((0..<1_000).map { [Float($0)] })
        #expect(many.cuts[0].count <= FeatureBins.most)
        #expect(many.bins.first == 0 && many.bins.last == UInt8(many.cuts[0].count))
        #expect(zip(many.bins, many.bins.dropFirst()).allSatisfy { $0 <= $1 })
        let few = FeatureBins([[3], [1], [3], [2]])
        #expect(few.cuts == [[1, 2]])
        #expect(few.bins == [2, 0, 2, 1])
    }

    @Test func `a tree whose ways lead nowhere is unsound`() {
        func tree(_ left: Int16, _ right: Int16, feature: UInt16 = 0, cut: Float = 1) -> RegressionTree {
            let node = RegressionTree.Node(feature: feature, cut: cut, left: left, right: right)
            return RegressionTree(nodes: [node], leaves: [1, 2])
        }
        #expect(tree(-1, -2).isSound(width: 1))
        #expect(tree(-1, -2).value([1]) == 1 && tree(-1, -2).value([1.5]) == 2)
        #expect(!tree(0, -1).isSound(width: 1), "a circle")
        #expect(!tree(1, -1).isSound(width: 1), "no such node")
        #expect(!tree(-1, -3).isSound(width: 1), "no such leaf")
        #expect(!tree(-1, -2, feature: 1).isSound(width: 1), "no such feature")
        #expect(!tree(-1, -2, cut: .nan).isSound(width: 1))
        #expect(!RegressionTree(nodes: [], leaves: []).isSound(width: 1))
    }

    @Test func `weights are chosen for macro-F1`() {
        // Of four that are exact, three get less than half of the share; counted as they stand, one would be found.
        let shares: [SIMD4<Float>] = [
            SIMD4(0.55, 0, 0.45, 0), SIMD4(0.55, 0, 0.45, 0), SIMD4(0.55, 0, 0.45, 0), SIMD4(0.2, 0, 0.8, 0),
            SIMD4(0.7, 0.1, 0.2, 0), SIMD4(0.1, 0.8, 0.1, 0),
        ]
        let weights = LabelWeights(shares, [.exact, .exact, .exact, .exact, PairLabel.none, .partial])
        #expect(shares.map(weights.label) == [.exact, .exact, .exact, .exact, PairLabel.none, .partial])
    }
}

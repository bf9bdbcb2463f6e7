import Base
import Foundation

/// Boosted trees for three labels (Friedman, 2001): each round adds one tree a label against what is still wrong.
struct TreeEnsemble: Hashable, Sendable {
    /// How trees are learned.
    struct Settings: Sendable {
        var rounds = 300
        var tree = TreeGrower.Settings()
        /// The share of rows and of features that a tree sees.
        var rowShare = 0.8
        var featureShare = 0.25
        var seed: UInt64 = 1
    }

    static let labels = PairLabel.allCases.count
    /// The trees, one a label in turn.
    var trees: [RegressionTree] = []

    init(trees: [RegressionTree]) { self.trees = trees }

    /// Learns from rows of equal width. The same rows and settings give the same trees.
    init(_ rows: [[Float]], _ labels: [PairLabel], _ settings: Settings, round: (Int) -> Void = { _ in }) {
        let bins = FeatureBins(rows)
        var scores = Array(repeating: SIMD4<Float>(), count: rows.count)
        var chance = SplitMix64(seed: settings.seed)
        for number in 0..<settings.rounds {
            let shares = scores.map(Self.shares)
            let kept = Self.sample(rows.count, settings.rowShare, &chance).map(Int32.init)
            for label in 0..<Self.labels {
                let steps = zip(shares, labels).map { Self.step($0[label], $1.rawValue == label) }
                let features = Self.sample(bins.cuts.count, settings.featureShare, &chance)
                var grower = TreeGrower(bins, features: features, settings.tree)
                let tree = grower.grow(kept, steps)
                for place in rows.indices { scores[place][label] += tree.value(rows[place]) }
                trees.append(tree)
            }
            round(number)
        }
    }

    /// How likely each label is for a row, together 1.
    func shares(_ row: [Float]) -> SIMD4<Float> {
        var scores = SIMD4<Float>()
        for (place, tree) in trees.enumerated() { scores[place % Self.labels] += tree.value(row) }
        return Self.shares(scores)
    }

    private static func shares(_ scores: SIMD4<Float>) -> SIMD4<Float> {
        let most = max(scores.x, scores.y, scores.z)
        let raised = SIMD4(exp(scores.x - most), exp(scores.y - most), exp(scores.z - most), 0)
        return raised / raised.sum()
    }

    private static func step(_ share: Float, _ isRight: Bool) -> TreeGrower.Sums {
        let slope = isRight ? share - 1 : share
        return TreeGrower.Sums(slope, max(1.5 * share * (1 - share), 1e-6), 1, 0)
    }

    /// Some of the numbers below a count, in order; at least one.
    private static func sample(_ count: Int, _ share: Double, _ chance: inout SplitMix64) -> [Int] {
        let wanted = min(count, max(1, Int((Double(count) * share).rounded())))
        return (0..<count).shuffled(using: &chance).prefix(wanted).sorted()
    }
}

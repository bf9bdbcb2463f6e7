/// What each label's share is multiplied by before the largest wins, since macro-F1 counts rare labels as much as others.
struct LabelWeights: Hashable, Sendable {
    var values = SIMD4<Float>(1, 1, 1, 0)

    /// The label of some shares.
    func label(_ shares: SIMD4<Float>) -> PairLabel {
        let weighed = shares * values
        if weighed.z > max(weighed.x, weighed.y) { return .exact }
        return weighed.y > weighed.x ? .partial : .none
    }

    init(values: SIMD4<Float> = SIMD4(1, 1, 1, 0)) { self.values = values }

    /// The weights with the best macro-F1 on shares of rows that were not learned from.
    init(_ shares: [SIMD4<Float>], _ labels: [PairLabel]) {
        var best = -1.0
        for partial in 0..<13 {
            for exact in 0..<23 {
                let tried = Self(values: SIMD4(1, 0.6 + 0.1 * Float(partial), 0.6 + 0.1 * Float(exact), 0))
                var evaluation = PairEvaluation()
                for (share, label) in zip(shares, labels) { evaluation.count(tried.label(share), against: label) }
                if evaluation.macroF1 > best { (best, self) = (evaluation.macroF1, tried) }
            }
        }
    }
}

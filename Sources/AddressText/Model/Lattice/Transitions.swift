/// What follows what, in each of four layers: 24 labels, and 24 kinds of redundant text, one after each label, since a dash does not
/// hide what stood before it.
///
/// Lane 19 (redundant itself) of the second kind is redundant text at the very beginning.
enum Transitions {
    /// From 48 states to 24 labels, then to redundant text from each label, from redundant to more of it, the first label, and the
    /// last of 48 states.
    static let count = 48 * 24 + 24 + 24 + 24 + 48
    static let toRedundant = 48 * 24, amongRedundant = 48 * 24 + 24, first = 48 * 24 + 48, last = 48 * 24 + 72
    static let redundant = Int(AddressLabel.redundant.rawValue)

    /// Weights of all layers as they are used: what cannot be is far below.
    static func masked(_ weights: [Float]) -> [Float] {
        var masked = weights
        for layer in stride(from: 0, to: weights.count, by: count) {
            for index in forbidden { masked[layer + index] = Lanes.never }
        }
        return masked
    }

    private static let forbidden: [Int] = {
        let spare = AddressLabel.count..<24
        var places: [Int] = []
        for state in 0..<48 {
            places += spare.map { state * 24 + $0 } + [state * 24 + redundant]
        }
        for lane in spare {
            places += [toRedundant + lane, amongRedundant + lane, first + lane, last + lane, last + 24 + lane]
            places += (0..<24).flatMap { [lane * 24 + $0, (24 + lane) * 24 + $0] }
        }
        places += (0..<24).map { redundant * 24 + $0 }
        return places + [toRedundant + redundant, last + redundant]
    }()
}

/// The transitions as the lattice wants them.
struct TransitionTables: Sendable {
    /// Weights, with what cannot be far below.
    let weights: [Float]
    /// By layer their exponentials, a row for each of 48 states, and the same with a row for each of 24 labels.
    let powers: [Float]
    let turned: [Float]

    /// Tables of masked weights.
    init(_ weights: [Float]) {
        let size = 48 * 24
        var powers = [Float](repeating: 0, count: PieceLattice.layers * size), turned = powers
        weights.withUnsafeBufferPointer { weights in
            powers.withUnsafeMutableBufferPointer { powers in
                guard let source = weights.baseAddress, let target = powers.baseAddress else { return }
                for layer in 0..<PieceLattice.layers {
                    for state in 0..<48 {
                        Lanes(source + layer * Transitions.count + state * 24).exp
                            .store(target + layer * size + state * 24)
                    }
                }
            }
        }
        for layer in 0..<PieceLattice.layers {
            for state in 0..<48 {
                for label in 0..<24 {
                    turned[layer * size + label * 48 + state] = powers[layer * size + state * 24 + label]
                }
            }
        }
        self.weights = weights
        self.powers = powers
        self.turned = turned
    }
}

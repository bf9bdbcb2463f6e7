/// What follows what: 24 labels, and 24 kinds of redundant text, one after each label, since a dash does not hide what stood before it.
///
/// Lane 19 (redundant itself) of the second kind is redundant text at the very beginning.
struct Transitions: Sendable {
    /// From 48 states to 24 labels, then to redundant text from each label, from redundant to more of it, the first label, and the
    /// last of 48 states.
    static let count = 48 * 24 + 24 + 24 + 24 + 48
    static let toRedundant = 48 * 24, amongRedundant = 48 * 24 + 24, first = 48 * 24 + 48, last = 48 * 24 + 72
    static let redundant = Int(AddressLabel.redundant.rawValue)

    var weights: [Float]

    init() { weights = [Float](repeating: 0, count: Self.count) }

    /// Weights as they are used: what cannot be is far below.
    var masked: [Float] {
        var masked = weights
        func forbid(_ index: Int) { masked[index] = Lanes.never }
        let spare = AddressLabel.count..<24
        for state in 0..<48 {
            for lane in spare { forbid(state * 24 + lane) }
            forbid(state * 24 + Self.redundant)
        }
        for lane in spare {
            forbid(Self.toRedundant + lane)
            forbid(Self.amongRedundant + lane)
            forbid(Self.first + lane)
            forbid(Self.last + lane)
            forbid(Self.last + 24 + lane)
            for label in 0..<24 {
                forbid(lane * 24 + label)
                forbid((24 + lane) * 24 + label)
            }
        }
        for label in 0..<24 { forbid(Self.redundant * 24 + label) }
        forbid(Self.toRedundant + Self.redundant)
        forbid(Self.last + Self.redundant)
        return masked
    }
}

/// The transitions as the lattice wants them.
struct TransitionTables: Sendable {
    /// Weights, with what cannot be far below.
    let weights: [Float]
    /// Their exponentials, a row for each of 48 states, and the same with a row for each of 24 labels.
    let powers: [Float]
    let turned: [Float]

    /// Tables of masked weights.
    init(_ weights: [Float]) {
        var powers = [Float](repeating: 0, count: 48 * 24), turned = powers
        weights.withUnsafeBufferPointer { weights in
            powers.withUnsafeMutableBufferPointer { powers in
                guard let source = weights.baseAddress, let target = powers.baseAddress else { return }
                for state in 0..<48 { Lanes(source + state * 24).exp.store(target + state * 24) }
            }
        }
        for state in 0..<48 { for label in 0..<24 { turned[label * 48 + state] = powers[state * 24 + label] } }
        self.weights = weights
        self.powers = powers
        self.turned = turned
    }
}

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

    /// Rows of weights as they are learned: one that all share, one for each layer, one for each turn.
    static let rows = 1 + PieceLattice.layers + Turns.count

    /// Where the weights of a layer at a turn begin among all.
    @inline(__always)
    static func place(_ turn: Int, _ layer: Int) -> Int { (turn * PieceLattice.layers + layer) * count }

    fileprivate static let forbidden: [Int] = {
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

/// The transitions as the lattice wants them: for each turn and layer the sum of what is shared and what is their own, with what
/// cannot be far below.
struct TransitionTables: Sendable {
    private(set) var weights = [Float](repeating: 0, count: Turns.count * PieceLattice.layers * Transitions.count)

    /// Empty tables, to be filled.
    init() {}

    /// Tables of all turns.
    init(_ rows: [Float]) { rows.withUnsafeBufferPointer { fill($0, turns: Array(0..<Turns.count)) } }

    /// Fills in the tables of some turns.
    mutating func fill(_ rows: UnsafeBufferPointer<Float>, turns: [Int]) {
        let width = Transitions.count
        guard let shared = rows.baseAddress, rows.count >= Transitions.rows * width else { return }
        weights.withUnsafeMutableBufferPointer { weights in
            guard let first = weights.baseAddress else { return }
            for turn in turns {
                let atTurn = shared + (1 + PieceLattice.layers + turn) * width
                for layer in 0..<PieceLattice.layers {
                    let target = first + Transitions.place(turn, layer), own = shared + (1 + layer) * width
                    for index in 0..<width { target[index] = shared[index] + own[index] + atTurn[index] }
                    for index in Transitions.forbidden { target[index] = Lanes.never }
                }
            }
        }
    }
}

import Base

/// Learns the weights of a field by steps of one address each.
final class FieldTrainer {
    struct Settings {
        var rounds = 12
        var rate: Float = 0.1
        var ridge: Float = 1e-5
        /// The share of features that is left out of each step, so that others learn to do without.
        var dropped: Float = 0.1
        var seed: UInt64 = 1
        /// How far a rare feature is left out more often: at 1 one that occurs n times is left out once in n.
        var rareness: Float = 1
    }

    let tokens: FieldWeights
    let pieces: FieldWeights
    /// A row that all layers share, and one more for each.
    let transitions = FieldWeights(rows: 1 + PieceLattice.layers, width: Transitions.count)
    private let settings: Settings
    private let lattice = PieceLattice()
    private var slopes = [Float](repeating: 0, count: 64 * (PieceLattice.mostTokens + 1) + 32)
    private var pieceSlopes = [Float](repeating: 0, count: 24 * AddressPieces.longest * (PieceLattice.mostTokens + 1))
    private var dice: SplitMix64
    private var now: Int32 = 0

    private let tokenLimits: [UInt8]
    private let pieceLimits: [UInt8]

    /// A trainer for rows that occur so often.
    init(tokenRows: [Int32], pieceRows: [Int32], settings: Settings) {
        tokens = FieldWeights(rows: tokenRows.count, width: 64)
        pieces = FieldWeights(rows: pieceRows.count, width: 24)
        // What is new in a text to come was also new the first time here: a feature that few addresses have must not be leant on.
        func limit(_ uses: Int32) -> UInt8 {
            UInt8(255 * min(0.9, max(settings.dropped, settings.rareness / Float(max(1, uses)))))
        }
        tokenLimits = tokenRows.map(limit)
        pieceLimits = pieceRows.map(limit)
        self.settings = settings
        dice = SplitMix64(seed: settings.seed)
    }

    /// Goes through all examples; the mean loss of the last round.
    func train(_ examples: [TrainingExample], _ told: (Int, Double) -> Void) {
        var order = Array(examples.indices), examples = examples
        for round in 0..<settings.rounds {
            if round == Self.sifted { for index in examples.indices { sift(&examples[index]) } }
            order.shuffle(using: &dice)
            // The steps grow smaller in the last third, in place of averaging.
            let left = Float(settings.rounds - round) / Float(settings.rounds)
            let rate = settings.rate * min(1, left * 1.5)
            var loss = 0.0
            for index in order { loss += Double(learn(examples[index], rate)) }
            told(round, loss / Double(max(1, order.count)))
        }
    }

    /// After so many rounds what has hardly any weight is given up: most features, and most of the time.
    private static let sifted = 2
    private static let hardlyAny: Float = 0.01

    private func sift(_ example: inout TrainingExample) {
        example.tokens.removeAll { tokens.isSmaller(Int($0.row), than: Self.hardlyAny) }
        example.pieces.removeAll { pieces.isSmaller(Int($0.row), than: Self.hardlyAny) }
    }

    private func learn(_ example: TrainingExample, _ rate: Float) -> Float {
        now += 1
        let kept = keep(example)
        fill(lattice, example, kept)
        let masked = TransitionTables(transitionWeights)
        let all = lattice.sumUp(masked)
        let right = score(example, masked.weights)
        slope(example, all, masked)
        step(example, kept, rate)
        return all - right
    }

    private var mask: [Bool] = []

    private func keep(_ example: TrainingExample) -> [Bool] {
        mask.removeAll(keepingCapacity: true)
        var bits: UInt64 = 0
        func isKept(_ limit: UInt8) -> Bool {
            if mask.count & 7 == 0 { bits = dice.next() }
            defer { bits >>= 8 }
            return UInt8(truncatingIfNeeded: bits) >= limit
        }
        for use in example.tokens { mask.append(isKept(tokenLimits[Int(use.row)])) }
        for use in example.pieces { mask.append(isKept(pieceLimits[Int(use.row)])) }
        return mask
    }

    func fill(_ lattice: PieceLattice, _ example: TrainingExample, _ kept: [Bool]) {
        lattice.begin(example.count)
        for (index, use) in example.tokens.enumerated() where kept[index] {
            let target = UnsafeMutableRawPointer(lattice.tokens + Int(use.place) * 64)
            let source = UnsafeRawPointer(tokens.weights + Int(use.row) * 64)
            for offset in stride(from: 0, to: 256, by: 32) {
                let sum =
                    target.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
                    + source.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
                target.storeBytes(of: sum, toByteOffset: offset, as: SIMD8<Float>.self)
            }
        }
        for start in 0..<example.count {
            for length in 1...lattice.longest(from: start) {
                Lanes(pieces.weights + (length - 1) * 24).store(lattice.piece(start, length))
            }
        }
        for (index, use) in example.pieces.enumerated() where kept[example.tokens.count + index] {
            let target = lattice.pieces + Int(use.place) * 24
            (Lanes(target) + Lanes(pieces.weights + Int(use.row) * 24)).store(target)
        }
        lattice.complete()
    }

    // MARK: - Transitions

    /// The transitions of all layers: what they share and what is their own.
    var transitionWeights: [Float] {
        let width = Transitions.count
        return Transitions.masked(
            (0..<(PieceLattice.layers * width)).map {
                transitions.weights[$0 % width] + transitions.weights[width + $0]
            })
    }

    // MARK: - The right way

    private func score(_ example: TrainingExample, _ weights: [Float]) -> Float {
        var sum: Float = 0
        walk(example) { index in sum += weights[index] }
        for cut in example.cuts { sum += lattice.piece(cut.start, cut.length)[cut.label] }
        return sum
    }

    /// Calls with the places of the transitions that the right way takes.
    private func walk(_ example: TrainingExample, _ body: (Int) -> Void) {
        var state = -1, layer = 0
        for cut in example.cuts {
            let base = layer * Transitions.count
            if cut.label == Transitions.redundant {
                if state < 0 {
                    body(Transitions.first + Transitions.redundant)
                    state = 24 + Transitions.redundant
                } else if state < 24 {
                    body(base + Transitions.toRedundant + state)
                    state += 24
                } else {
                    body(base + Transitions.amongRedundant + state - 24)
                }
            } else {
                body(state < 0 ? Transitions.first + cut.label : base + state * 24 + cut.label)
                state = cut.label
                layer = PieceLattice.layer(layer, after: cut.label)
            }
        }
        body(layer * Transitions.count + Transitions.last + state)
    }

    // MARK: - Slopes

    private var transitionSlopes = [Float](repeating: 0, count: PieceLattice.layers * Transitions.count)

    private func slope(_ example: TrainingExample, _ all: Float, _ tables: TransitionTables) {
        slopes.withUnsafeMutableBufferPointer { buffer in
            pieceSlopes.withUnsafeMutableBufferPointer { pieceBuffer in
                guard let rows = buffer.baseAddress, let pieceRows = pieceBuffer.baseAddress else { return }
                rows.update(repeating: 0, count: 64 * (example.count + 1))
                for start in 0..<example.count {
                    for length in 1...lattice.longest(from: start) {
                        let place = (start * AddressPieces.longest + length - 1) * 24
                        lattice.share(start, length, all).store(pieceRows + place)
                    }
                }
                for cut in example.cuts {
                    pieceRows[(cut.start * AddressPieces.longest + cut.length - 1) * 24 + cut.label] -= 1
                }
                spread(example.count, rows, pieceRows)
            }
        }
        for index in transitionSlopes.indices { transitionSlopes[index] = 0 }
        transitionShares(example.count, all, tables.powers, tables.weights)
        walk(example) { transitionSlopes[$0] -= 1 }
    }

    private func spread(_ count: Int, _ rows: UnsafeMutablePointer<Float>, _ pieceRows: UnsafeMutablePointer<Float>) {
        // What a piece is wrong by, each of its tokens is wrong by inside: running sums of what begins less what has ended.
        var ended = [Lanes](repeating: Lanes(0), count: count + 1), running = Lanes(0)
        for start in 0..<count {
            var begun = Lanes(0)
            for length in 1...lattice.longest(from: start) {
                let share = Lanes(pieceRows + (start * AddressPieces.longest + length - 1) * 24)
                begun = begun + share
                ended[start + length] = ended[start + length] + share
            }
            running = running + begun - ended[start]
            // Written in this order, the spare lanes of one are covered by the next.
            begun.store(rows + start * 64)
            running.store(rows + start * 64 + 21)
        }
        for index in 0..<count {
            let last = ended[index + 1]
            for lane in 0..<21 { rows[index * 64 + 42 + lane] = last[lane] }
            rows[index * 64 + 63] = 0
        }
    }

    private func transitionShares(_ count: Int, _ all: Float, _ powers: [Float], _ weights: [Float]) {
        transitionSlopes.withUnsafeMutableBufferPointer { buffer in
            powers.withUnsafeBufferPointer { powers in
                weights.withUnsafeBufferPointer { weights in
                    guard let slopes = buffer.baseAddress, let powers = powers.baseAddress,
                        let weights = weights.baseAddress
                    else { return }
                    for layer in 0..<PieceLattice.layers {
                        let own = slopes + layer * Transitions.count
                        for place in 1..<max(1, count) where lattice.isOpenLayer[place * PieceLattice.layers + layer] {
                            pairShares(place, layer, all, powers + layer * 48 * 24, own)
                            redundantShares(place, layer, all, weights + layer * Transitions.count, own)
                        }
                        lastShares(count, layer, all, weights + layer * Transitions.count, own)
                    }
                    firstShares(all, weights, slopes)
                }
            }
        }
    }

    private func pairShares(
        _ place: Int, _ layer: Int, _ all: Float, _ powers: UnsafePointer<Float>,
        _ slopes: UnsafeMutablePointer<Float>
    ) {
        let ended = lattice.ended + place * PieceLattice.states + layer * 48
        let top = max(Lanes(ended).max, Lanes(ended + 24).max)
        let next = (Lanes(lattice.openedBack + place * PieceLattice.states + layer * 48) + (top - all)).exp
        let labels = (Lanes(ended) + -top).exp, others = (Lanes(ended + 24) + -top).exp
        for state in 0..<48 {
            let share = state < 24 ? labels[state] : others[state - 24]
            guard share > 1e-8 else { continue }
            let target = slopes + state * 24
            (Lanes(target) + Lanes(powers + state * 24) * next * share).store(target)
        }
    }

    private func redundantShares(
        _ place: Int, _ layer: Int, _ all: Float, _ weights: UnsafePointer<Float>,
        _ slopes: UnsafeMutablePointer<Float>
    ) {
        let next = Lanes(lattice.openedBack + place * PieceLattice.states + layer * 48 + 24) + -all
        for (from, offset) in [(0, Transitions.toRedundant), (24, Transitions.amongRedundant)] {
            let ended = Lanes(lattice.ended + place * PieceLattice.states + layer * 48 + from)
            (Lanes(slopes + offset) + (ended + Lanes(weights + offset) + next).exp).store(slopes + offset)
        }
    }

    private func firstShares(_ all: Float, _ weights: UnsafePointer<Float>, _ slopes: UnsafeMutablePointer<Float>) {
        (Lanes(weights + Transitions.first) + Lanes(lattice.openedBack) + -all).exp.store(slopes + Transitions.first)
        let lane = Transitions.redundant
        slopes[Transitions.first + lane] =
            Lanes(weights[Transitions.first + lane] + lattice.openedBack[24 + lane] - all).exp.first[0]
    }

    private func lastShares(
        _ count: Int, _ layer: Int, _ all: Float, _ weights: UnsafePointer<Float>,
        _ slopes: UnsafeMutablePointer<Float>
    ) {
        for from in [0, 24] {
            let ended = Lanes(lattice.ended + count * PieceLattice.states + layer * 48 + from)
            (ended + Lanes(weights + Transitions.last + from) + -all).exp.store(slopes + Transitions.last + from)
        }
    }

    // MARK: - Steps

    @inline(__always)
    private static func isAny(_ slopes: UnsafePointer<Float>, _ count: Int) -> Bool {
        let raw = UnsafeRawPointer(slopes)
        var most = SIMD8<Float>(repeating: 0)
        for offset in stride(from: 0, to: count * 4, by: 32) {
            let slope = raw.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
            most += slope * slope
        }
        return most.sum() > 1e-7
    }

    private func step(_ example: TrainingExample, _ kept: [Bool], _ rate: Float) {
        slopes.withUnsafeBufferPointer { buffer in
            guard let rows = buffer.baseAddress else { return }
            // Where the field is right and sure there is nothing to learn.
            var isWrong = [Bool](repeating: false, count: example.count)
            for place in 0..<example.count { isWrong[place] = Self.isAny(rows + place * 64, 64) }
            for (index, use) in example.tokens.enumerated() where kept[index] && isWrong[Int(use.place)] {
                tokens.step(Int(use.row), rows + Int(use.place) * 64, rate, settings.ridge, now)
            }
        }
        pieceSlopes.withUnsafeBufferPointer { buffer in
            guard let rows = buffer.baseAddress else { return }
            for (index, use) in example.pieces.enumerated()
            where kept[example.tokens.count + index] && Self.isAny(rows + Int(use.place) * 24, 24) {
                pieces.step(Int(use.row), rows + Int(use.place) * 24, rate, settings.ridge, now)
            }
            for length in 1...AddressPieces.longest where length <= example.count {
                var sum = Lanes(0)
                for start in 0...(example.count - length) {
                    sum = sum + Lanes(rows + (start * AddressPieces.longest + length - 1) * 24)
                }
                withUnsafeTemporaryAllocation(of: Float.self, capacity: 24) { scratch in
                    guard let scratch = scratch.baseAddress else { return }
                    sum.store(scratch)
                    pieces.step(length - 1, scratch, rate, settings.ridge, now)
                }
            }
        }
        transitionSlopes.withUnsafeBufferPointer { buffer in
            guard let rows = buffer.baseAddress else { return }
            for layer in 0..<PieceLattice.layers {
                transitions.step(1 + layer, rows + layer * Transitions.count, rate, settings.ridge, now)
            }
        }
        var shared = Array(transitionSlopes[..<Transitions.count])
        for index in Transitions.count..<transitionSlopes.count {
            shared[index % Transitions.count] += transitionSlopes[index]
        }
        shared.withUnsafeBufferPointer { buffer in
            if let rows = buffer.baseAddress { transitions.step(0, rows, rate, settings.ridge, now) }
        }
    }
}

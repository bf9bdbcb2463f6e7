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
        /// The mean of the weights after so many of the last rounds is what was learned; at 0 those after the last.
        var averaged = 0
        /// How far a rare feature is left out more often: at 1 one that occurs n times is left out once in n.
        var rareness: Float = 1
    }

    let tokens: FieldWeights
    let pieces: FieldWeights
    /// As `Transitions.rows` lists them.
    let transitions = FieldWeights(rows: Transitions.rows, width: Transitions.count)
    private let settings: Settings
    // Learned from with more bounds in doubt than a parser leaves: rows left out of a step make bounds seem more in doubt.
    private let lattice = PieceLattice(limits: -5...5)
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
            // The steps grow smaller in the last third.
            let left = Float(settings.rounds - round) / Float(settings.rounds)
            let rate = settings.rate * min(1, left * 1.5)
            var loss = 0.0
            for index in order { loss += Double(learn(examples[index], rate)) }
            told(round, loss / Double(max(1, order.count)))
            guard round >= settings.rounds - settings.averaged else { continue }
            for rows in [tokens, pieces, transitions] { rows.sumUp() }
        }
        for rows in [tokens, pieces, transitions] { rows.average() }
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
        fill(example)
        turns = Array(Set((0..<lattice.count).map { lattice.turns[$0] } + [0])).sorted()
        tables.fill(
            UnsafeBufferPointer(start: transitions.weights, count: Transitions.rows * Transitions.count), turns: turns)
        let all = lattice.sumUp(tables)
        let right = score(example, tables.weights)
        slope(example, all)
        step(example, rate)
        return all - right
    }

    // What is kept of an example's rows in a step, the pieces by their place in the lattice.
    private var keptTokens: [TrainingExample.Use] = []
    private var keptPieces: [TrainingExample.Use] = []
    private var tables = TransitionTables()
    private var turns: [Int] = []
    private var bits: UInt64 = 0
    private var bitsLeft = 0

    @inline(__always)
    private func isKept(_ limit: UInt8) -> Bool {
        if bitsLeft == 0 { (bits, bitsLeft) = (dice.next(), 8) }
        defer { (bits, bitsLeft) = (bits >> 8, bitsLeft - 1) }
        return UInt8(truncatingIfNeeded: bits) >= limit
    }

    private func fill(_ example: TrainingExample) {
        lattice.begin(example.count)
        lattice.clear()
        keptTokens.removeAll(keepingCapacity: true)
        for use in example.tokens where isKept(tokenLimits[Int(use.row)]) {
            keptTokens.append(use)
            let target = UnsafeMutableRawPointer(lattice.tokens + Int(use.place) * 64)
            let source = UnsafeRawPointer(tokens.weights + Int(use.row) * 64)
            for offset in stride(from: 0, to: 256, by: 32) {
                let sum =
                    target.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
                    + source.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
                target.storeBytes(of: sum, toByteOffset: offset, as: SIMD8<Float>.self)
            }
        }
        lattice.chooseBounds(example.turns, truth: example.truth)
        fillPieces(example)
        lattice.complete()
    }

    private func fillPieces(_ example: TrainingExample) {
        for start in 0..<lattice.count {
            for steps in 1...lattice.longest(from: start) {
                let length = lattice.places[start + steps] - lattice.places[start]
                Lanes(pieces.weights + (length - 1) * 24).store(lattice.piece(start, steps))
            }
        }
        keptPieces.removeAll(keepingCapacity: true)
        for use in example.pieces {
            let token = Int(use.place) / AddressPieces.longest, length = Int(use.place) % AddressPieces.longest + 1
            let start = lattice.bounds[token], end = lattice.bounds[token + length]
            guard start >= 0, end >= 0, end - start <= lattice.reach[start], isKept(pieceLimits[Int(use.row)]) else {
                continue
            }
            let place = start * AddressPieces.longest + end - start - 1
            keptPieces.append(TrainingExample.Use(row: use.row, place: Int32(place)))
            let target = lattice.pieces + place * 24
            (Lanes(target) + Lanes(pieces.weights + Int(use.row) * 24)).store(target)
        }
    }

    // MARK: - Transitions

    /// The rows of transitions, one after the other.
    var transitionRows: [Float] {
        Array(UnsafeBufferPointer(start: transitions.weights, count: Transitions.rows * Transitions.count))
    }

    // MARK: - The right way

    private func score(_ example: TrainingExample, _ weights: [Float]) -> Float {
        var sum: Float = 0
        walk(example) { index in sum += weights[index] }
        for cut in example.cuts { sum += lattice.pieces[pieceOf(cut) * 24 + cut.label] }
        return sum
    }

    // A true piece begins and ends at bounds.
    private func pieceOf(_ cut: PieceLattice.Cut) -> Int {
        let start = lattice.bounds[cut.start]
        return start * AddressPieces.longest + lattice.bounds[cut.start + cut.length] - start - 1
    }

    /// Calls with the places of the transitions that the right way takes.
    private func walk(_ example: TrainingExample, _ body: (Int) -> Void) {
        var state = -1, layer = 0
        for cut in example.cuts {
            let base = lattice.transitions(at: lattice.bounds[cut.start], layer)
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

    private var transitionSlopes = [Float](repeating: 0, count: Turns.count * PieceLattice.layers * Transitions.count)

    private func slope(_ example: TrainingExample, _ all: Float) {
        slopes.withUnsafeMutableBufferPointer { buffer in
            pieceSlopes.withUnsafeMutableBufferPointer { pieceBuffer in
                guard let rows = buffer.baseAddress, let pieceRows = pieceBuffer.baseAddress else { return }
                rows.update(repeating: 0, count: 64 * (example.count + 1))
                for start in 0..<lattice.count {
                    for length in 1...lattice.longest(from: start) {
                        let place = (start * AddressPieces.longest + length - 1) * 24
                        lattice.share(start, length, all).store(pieceRows + place)
                    }
                }
                for cut in example.cuts { pieceRows[pieceOf(cut) * 24 + cut.label] -= 1 }
                spread(example.count, rows, pieceRows)
                boundSlopes(example, rows)
            }
        }
        transitionShares(all)
        walk(example) { transitionSlopes[$0] -= 1 }
    }

    // Whether a piece begins is learned by itself, from the same features.
    private func boundSlopes(_ example: TrainingExample, _ rows: UnsafeMutablePointer<Float>) {
        for token in 1..<max(1, example.count) {
            let odds = lattice.tokens[token * 64 + 63], isBegin = example.truth[token]
            let share = Lanes(max(-30, min(30, -odds))).exp.first[0]
            let wrong = 1 / (1 + share) - (isBegin ? 1 : 0)
            rows[token * 64 + 63] = abs(wrong) < Self.rightEnough ? 0 : wrong
        }
    }

    private static let rightEnough: Float = 1e-3

    private func spread(_ count: Int, _ rows: UnsafeMutablePointer<Float>, _ pieceRows: UnsafeMutablePointer<Float>) {
        // What a piece is wrong by, each of its tokens is wrong by inside: running sums of what begins less what has ended.
        var ended = [Lanes](repeating: Lanes(0), count: lattice.count + 1), running = Lanes(0)
        for start in 0..<lattice.count {
            var begun = Lanes(0)
            for length in 1...lattice.longest(from: start) {
                let share = Lanes(pieceRows + (start * AddressPieces.longest + length - 1) * 24)
                begun = begun + share
                ended[start + length] = ended[start + length] + share
            }
            running = running + begun - ended[start]
            for token in lattice.places[start]..<lattice.places[start + 1] {
                let target = rows + token * 64
                // Written in this order, the spare lanes of one are covered by the next.
                (token == lattice.places[start] ? begun : Lanes(0)).store(target)
                running.store(target + 21)
                for lane in 42..<64 { target[lane] = 0 }
            }
        }
        for bound in 1...lattice.count {
            let last = ended[bound], target = rows + (lattice.places[bound] - 1) * 64 + 42
            for lane in 0..<21 { target[lane] = last[lane] }
        }
    }

    private func transitionShares(_ all: Float) {
        let blockSize = PieceLattice.layers * Transitions.count
        transitionSlopes.withUnsafeMutableBufferPointer { buffer in
            tables.weights.withUnsafeBufferPointer { weights in
                guard let slopes = buffer.baseAddress, let weights = weights.baseAddress else { return }
                for turn in turns { (slopes + turn * blockSize).update(repeating: 0, count: blockSize) }
                for layer in 0..<PieceLattice.layers {
                    for place in 1..<max(1, lattice.count)
                    where lattice.isOpenLayer[place * PieceLattice.layers + layer] {
                        let own = lattice.transitions(at: place, layer)
                        pairShares(place, layer, all, weights + own, slopes + own)
                        redundantShares(place, layer, all, weights + own, slopes + own)
                    }
                    let own = Transitions.place(0, layer)
                    lastShares(lattice.count, layer, all, weights + own, slopes + own)
                }
                firstShares(all, weights, slopes)
            }
        }
    }

    private func pairShares(
        _ place: Int, _ layer: Int, _ all: Float, _ own: UnsafePointer<Float>,
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
            (Lanes(target) + Lanes(own + state * 24).exp * next * share).store(target)
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

    private func step(_ example: TrainingExample, _ rate: Float) {
        slopes.withUnsafeBufferPointer { buffer in
            guard let rows = buffer.baseAddress else { return }
            // Where the field is right and sure there is nothing to learn.
            var isWrong = [Bool](repeating: false, count: example.count)
            for place in 0..<example.count { isWrong[place] = Self.isAny(rows + place * 64, 64) }
            for use in keptTokens where isWrong[Int(use.place)] {
                tokens.step(Int(use.row), rows + Int(use.place) * 64, rate, settings.ridge, now)
            }
        }
        pieceSlopes.withUnsafeBufferPointer { buffer in
            guard let rows = buffer.baseAddress else { return }
            for use in keptPieces where Self.isAny(rows + Int(use.place) * 24, 24) {
                pieces.step(Int(use.row), rows + Int(use.place) * 24, rate, settings.ridge, now)
            }
            stepLengths(rows, rate)
        }
        stepTransitions(rate)
    }

    private func stepLengths(_ rows: UnsafePointer<Float>, _ rate: Float) {
        var sums = [Lanes](repeating: Lanes(0), count: AddressPieces.longest)
        for start in 0..<lattice.count {
            for steps in 1...lattice.longest(from: start) {
                let length = lattice.places[start + steps] - lattice.places[start]
                sums[length - 1] = sums[length - 1] + Lanes(rows + (start * AddressPieces.longest + steps - 1) * 24)
            }
        }
        withUnsafeTemporaryAllocation(of: Float.self, capacity: 24) { scratch in
            guard let scratch = scratch.baseAddress else { return }
            for length in 0..<min(AddressPieces.longest, lattice.tokenCount) {
                sums[length].store(scratch)
                pieces.step(length, scratch, rate, settings.ridge, now)
            }
        }
    }

    private func stepTransitions(_ rate: Float) {
        let width = Transitions.count
        var shared = [Float](repeating: 0, count: width)
        var layers = [Float](repeating: 0, count: PieceLattice.layers * width), atTurn = shared
        for turn in turns {
            for index in 0..<width { atTurn[index] = 0 }
            for layer in 0..<PieceLattice.layers {
                let place = Transitions.place(turn, layer)
                for index in 0..<width {
                    let slope = transitionSlopes[place + index]
                    atTurn[index] += slope
                    layers[layer * width + index] += slope
                }
            }
            for index in 0..<width { shared[index] += atTurn[index] }
            step(1 + PieceLattice.layers + turn, atTurn[...], rate)
        }
        for layer in 0..<PieceLattice.layers {
            step(1 + layer, layers[(layer * width)..<((layer + 1) * width)], rate)
        }
        step(0, shared[...], rate)
    }

    private func step(_ row: Int, _ slopes: ArraySlice<Float>, _ rate: Float) {
        slopes.withUnsafeBufferPointer { buffer in
            if let slopes = buffer.baseAddress { transitions.step(row, slopes, rate, settings.ridge, now) }
        }
    }
}

/// The sums over all ways to cut an address into labelled pieces (a semi-Markov field, Sarawagi and Cohen 2004), in logarithms.
///
/// A piece weighs what its first token says of a beginning, its tokens of an inside, its last of an end, and what is known of it whole.
final class PieceLattice {
    /// The most tokens of one lattice; longer texts are cut before.
    static let mostTokens = 256
    static let rowWidth = 64

    private(set) var count = 0
    /// 64 numbers a token: begin, inside, end of 21 labels each.
    let tokens: UnsafeMutablePointer<Float>
    let sums: UnsafeMutablePointer<Float>
    /// By start and length: weights of the piece.
    let pieces: UnsafeMutablePointer<Float>
    /// Logarithms of all that ends before a place, by state (48), and of what may begin there.
    let ended: UnsafeMutablePointer<Float>
    let opened: UnsafeMutablePointer<Float>
    /// The same from behind.
    let endedBack: UnsafeMutablePointer<Float>
    let openedBack: UnsafeMutablePointer<Float>
    private let memory: UnsafeMutablePointer<Float>

    init() {
        let most = Self.mostTokens + 1
        let sizes = [64 * most + 32, 24 * most, 24 * AddressPieces.longest * most, 48 * most, 48 * most, 48 * most, 48 * most]
        memory = .allocate(capacity: sizes.reduce(0, +))
        memory.initialize(repeating: 0, count: sizes.reduce(0, +))
        var place = memory
        func next(_ index: Int) -> UnsafeMutablePointer<Float> {
            defer { place += sizes[index] }
            return place
        }
        tokens = next(0)
        sums = next(1)
        pieces = next(2)
        ended = next(3)
        opened = next(4)
        endedBack = next(5)
        openedBack = next(6)
    }

    deinit { memory.deallocate() }

    /// Begins an address of so many tokens; their weights are zero.
    func begin(_ count: Int) {
        self.count = min(count, Self.mostTokens)
        tokens.update(repeating: 0, count: 64 * self.count)
    }

    @inline(__always)
    func piece(_ start: Int, _ length: Int) -> UnsafeMutablePointer<Float> {
        pieces + (start * AddressPieces.longest + length - 1) * 24
    }

    @inline(__always)
    func longest(from start: Int) -> Int { min(AddressPieces.longest, count - start) }

    /// Adds what the tokens say to what is known of the pieces whole.
    func complete() {
        Lanes(0).store(sums)
        for index in 0..<count {
            (Lanes(sums + index * 24) + Lanes(tokens + index * 64 + 21)).store(sums + (index + 1) * 24)
        }
        for start in 0..<count {
            let base = Lanes(tokens + start * 64) - Lanes(sums + start * 24)
            for length in 1...longest(from: start) {
                let end = start + length, place = piece(start, length)
                (Lanes(place) + base + Lanes(sums + end * 24) + Lanes(tokens + (end - 1) * 64 + 42)).store(place)
            }
        }
    }

    /// Sums up both ways; the logarithm of the sum over all ways.
    func sumUp(_ tables: TransitionTables) -> Float {
        tables.weights.withUnsafeBufferPointer { weights in
            tables.powers.withUnsafeBufferPointer { powers in
                tables.turned.withUnsafeBufferPointer { turned -> Float in
                    guard let weights = weights.baseAddress, let powers = powers.baseAddress,
                        let turned = turned.baseAddress
                    else { return 0 }
                    let all = forward(weights, powers)
                    backward(weights, turned)
                    return all
                }
            }
        }
    }

    // MARK: - Forwards

    /// Sums up from the beginning; the logarithm of the sum over all ways.
    private func forward(_ transitions: UnsafePointer<Float>, _ powers: UnsafePointer<Float>) -> Float {
        for place in 0..<count {
            open(place, transitions, powers)
            close(place + 1)
        }
        let labels = Lanes(ended + count * 48) + Lanes(transitions + Transitions.last)
        let others = Lanes(ended + count * 48 + 24) + Lanes(transitions + Transitions.last + 24)
        let most = max(labels.max, others.max)
        let sum = (labels + -most).exp.sum + (others + -most).exp.sum
        return Lanes(sum).log.first[0] + most
    }

    private func open(_ place: Int, _ transitions: UnsafePointer<Float>, _ powers: UnsafePointer<Float>) {
        let target = opened + place * 48
        guard place > 0 else {
            Lanes(transitions + Transitions.first).store(target)
            Lanes(Lanes.never).store(target + 24)
            target[24 + Transitions.redundant] = transitions[Transitions.first + Transitions.redundant]
            target[Transitions.redundant] = Lanes.never
            return
        }
        let source = ended + place * 48
        let labels = Lanes(source), others = Lanes(source + 24), most = max(labels.max, others.max)
        var sum = Lanes(0)
        withUnsafeTemporaryAllocation(of: Float.self, capacity: 48) { buffer in
            guard let scaled = buffer.baseAddress else { return }
            (labels + -most).exp.store(scaled)
            (others + -most).exp.store(scaled + 24)
            for state in 0..<48 where scaled[state] > 1e-12 {
                sum = sum + Lanes(powers + state * 24) * scaled[state]
            }
        }
        (sum.log + most).store(target)
        let turned = labels + Lanes(transitions + Transitions.toRedundant)
        let stayed = others + Lanes(transitions + Transitions.amongRedundant)
        Self.both(turned, stayed).store(target + 24)
    }

    private func close(_ end: Int) {
        var labels = Lanes(Lanes.never * 2), others = labels
        let shortest = max(0, end - AddressPieces.longest)
        for start in shortest..<end {
            let weights = Lanes(piece(start, end - start)), redundant = weights.third[Transitions.redundant - 16]
            labels = Lanes.max(labels, Lanes(opened + start * 48) + weights)
            others = Lanes.max(others, Lanes(opened + start * 48 + 24) + redundant)
        }
        var sum = Lanes(0), otherSum = Lanes(0)
        for start in shortest..<end {
            let weights = Lanes(piece(start, end - start)), redundant = weights.third[Transitions.redundant - 16]
            sum = sum + (Lanes(opened + start * 48) + weights - labels).exp
            otherSum = otherSum + (Lanes(opened + start * 48 + 24) + redundant - others).exp
        }
        (labels + sum.log).store(ended + end * 48)
        (others + otherSum.log).store(ended + end * 48 + 24)
    }

    @inline(__always)
    private static func both(_ left: Lanes, _ right: Lanes) -> Lanes {
        let most = Lanes.max(left, right)
        return most + ((left - most).exp + (right - most).exp).log
    }

    // MARK: - Backwards

    /// Sums up from the end; `turned` holds the powers with rows for labels and columns for states.
    private func backward(_ transitions: UnsafePointer<Float>, _ turned: UnsafePointer<Float>) {
        Lanes(transitions + Transitions.last).store(endedBack + count * 48)
        Lanes(transitions + Transitions.last + 24).store(endedBack + count * 48 + 24)
        for start in stride(from: count - 1, through: 0, by: -1) {
            openBack(start)
            if start > 0 { closeBack(start, transitions, turned) }
        }
    }

    private func openBack(_ start: Int) {
        var labels = Lanes(Lanes.never * 2), others = labels
        let longest = longest(from: start)
        for length in 1...longest {
            let weights = Lanes(piece(start, length)), redundant = weights.third[Transitions.redundant - 16]
            labels = Lanes.max(labels, Lanes(endedBack + (start + length) * 48) + weights)
            others = Lanes.max(others, Lanes(endedBack + (start + length) * 48 + 24) + redundant)
        }
        var sum = Lanes(0), otherSum = Lanes(0)
        for length in 1...longest {
            let weights = Lanes(piece(start, length)), redundant = weights.third[Transitions.redundant - 16]
            sum = sum + (Lanes(endedBack + (start + length) * 48) + weights - labels).exp
            otherSum = otherSum + (Lanes(endedBack + (start + length) * 48 + 24) + redundant - others).exp
        }
        (labels + sum.log).store(openedBack + start * 48)
        (others + otherSum.log).store(openedBack + start * 48 + 24)
    }

    private func closeBack(_ place: Int, _ transitions: UnsafePointer<Float>, _ turned: UnsafePointer<Float>) {
        let labels = Lanes(openedBack + place * 48), others = Lanes(openedBack + place * 48 + 24)
        let most = labels.max
        var sum = Lanes(0), otherSum = Lanes(0)
        withUnsafeTemporaryAllocation(of: Float.self, capacity: 24) { buffer in
            guard let scaled = buffer.baseAddress else { return }
            (labels + -most).exp.store(scaled)
            for label in 0..<AddressLabel.count where scaled[label] > 1e-12 {
                sum = sum + Lanes(turned + label * 48) * scaled[label]
                otherSum = otherSum + Lanes(turned + label * 48 + 24) * scaled[label]
            }
        }
        let target = endedBack + place * 48
        Self.both(sum.log + most, others + Lanes(transitions + Transitions.toRedundant)).store(target)
        Self.both(otherSum.log + most, others + Lanes(transitions + Transitions.amongRedundant)).store(target + 24)
    }

    // MARK: - Shares

    /// How probable each label of a piece is, after both sums; lane 19 holds all redundant text.
    @inline(__always)
    func share(_ start: Int, _ length: Int, _ all: Float) -> Lanes {
        let weights = Lanes(piece(start, length)), redundant = weights.third[Transitions.redundant - 16]
        let end = (start + length) * 48
        var labels = (Lanes(opened + start * 48) + weights + Lanes(endedBack + end) + -all).exp
        let others = Lanes(opened + start * 48 + 24) + Lanes(endedBack + end + 24) + (redundant - all)
        labels.third[Transitions.redundant - 16] = others.exp.sum
        return labels
    }
}

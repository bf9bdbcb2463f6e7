/// The sums over all ways to cut an address into labelled pieces (a semi-Markov field, Sarawagi and Cohen 2004), in logarithms.
///
/// Pieces run from bound to bound; `PieceLattice+Bounds` says where bounds are, so that most tokens have none. A piece weighs what its first token says of a beginning, its tokens of an inside, its last of an end, and what is known of it whole.
final class PieceLattice {
    /// The most tokens of one lattice; longer texts are cut before.
    static let mostTokens = 256
    /// Four layers of 48 states: the layer remembers whether a road and whether a place was named.
    static let layers = 4
    static let states = layers * 48

    /// How many steps there are from bound to bound, and how many tokens.
    var count = 0
    private(set) var tokenCount = 0
    /// The token that each bound stands before; the one after the last step is the end.
    let places: UnsafeMutablePointer<Int>
    /// How many steps a piece that begins at a bound has at most, and the first bound that a piece up to one may begin at.
    let reach: UnsafeMutablePointer<Int>
    let farthest: UnsafeMutablePointer<Int>
    /// The bound at a token, -1 for none.
    let bounds: UnsafeMutablePointer<Int>
    /// What stands around a bound, as `Turns` counts it.
    let turns: UnsafeMutablePointer<Int>
    /// 64 numbers a token: begin, inside, end of 21 labels each, and whether any piece begins.
    let tokens: UnsafeMutablePointer<Float>
    let sums: UnsafeMutablePointer<Float>
    /// By first bound and steps: weights of the piece.
    let pieces: UnsafeMutablePointer<Float>
    /// Logarithms of all that ends at a bound, by layer and state, and of what may begin there.
    let ended: UnsafeMutablePointer<Float>
    let opened: UnsafeMutablePointer<Float>
    /// The same from behind.
    let endedBack: UnsafeMutablePointer<Float>
    let openedBack: UnsafeMutablePointer<Float>
    private let memory: UnsafeMutablePointer<Float>
    private let numbers: UnsafeMutablePointer<Int>
    /// Whether anything may begin at a bound in a layer.
    let isOpenLayer: UnsafeMutablePointer<Bool>

    /// From where to where a bound is in doubt, as the logarithm of how much likelier it is than not: below there is none, and no
    /// piece goes across one above.
    let limits: ClosedRange<Float>

    init(limits: ClosedRange<Float>) {
        self.limits = limits
        let most = Self.mostTokens + 1
        let sizes = [
            64 * most + 32, 24 * most, 24 * AddressPieces.longest * most, Self.states * most, Self.states * most,
            Self.states * most, Self.states * most,
        ]
        isOpenLayer = .allocate(capacity: Self.layers * most)
        isOpenLayer.initialize(repeating: false, count: Self.layers * most)
        numbers = .allocate(capacity: 5 * most)
        numbers.initialize(repeating: 0, count: 5 * most)
        (places, reach, farthest) = (numbers, numbers + most, numbers + 2 * most)
        (bounds, turns) = (numbers + 3 * most, numbers + 4 * most)
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

    deinit {
        memory.deallocate()
        numbers.deallocate()
        isOpenLayer.deallocate()
    }

    /// Begins an address of so many tokens, whose weights are to be written.
    func begin(_ count: Int) { tokenCount = min(count, Self.mostTokens) }

    /// Makes the weights of all tokens zero, to be added to.
    func clear() { tokens.update(repeating: 0, count: 64 * tokenCount) }

    @inline(__always)
    func piece(_ start: Int, _ length: Int) -> UnsafeMutablePointer<Float> {
        pieces + (start * AddressPieces.longest + length - 1) * 24
    }

    @inline(__always)
    func longest(from start: Int) -> Int { reach[start] }

    /// Adds what the tokens say to what is known of the pieces whole.
    func complete() {
        Lanes(0).store(sums)
        for index in 0..<tokenCount {
            (Lanes(sums + index * 24) + Lanes(tokens + index * 64 + 21)).store(sums + (index + 1) * 24)
        }
        for start in 0..<count {
            let first = places[start], base = Lanes(tokens + first * 64) - Lanes(sums + first * 24)
            for length in 1...longest(from: start) {
                let end = places[start + length], place = piece(start, length)
                (Lanes(place) + base + Lanes(sums + end * 24) + Lanes(tokens + (end - 1) * 64 + 42)).store(place)
            }
        }
    }

    /// Sums up both ways; the logarithm of the sum over all ways.
    func sumUp(_ tables: TransitionTables) -> Float {
        tables.weights.withUnsafeBufferPointer { weights -> Float in
            guard let weights = weights.baseAddress else { return 0 }
            let all = forward(weights)
            backward(weights)
            return all
        }
    }

    /// Where the transitions of a layer at a bound stand among all.
    @inline(__always)
    func transitions(at bound: Int, _ layer: Int) -> Int { Transitions.place(turns[bound], layer) }

    // MARK: - Forwards

    /// Sums up from the beginning; the logarithm of the sum over all ways.
    private func forward(_ transitions: UnsafePointer<Float>) -> Float {
        for place in 0..<count {
            if place == 0 { openFirst(transitions) } else { open(place, transitions) }
            close(place + 1)
        }
        var sums: [Lanes] = []
        for layer in 0..<Self.layers {
            let source = ended + count * Self.states + layer * 48,
                last = transitions + layer * Transitions.count + Transitions.last
            sums.append(Lanes(source) + Lanes(last))
            sums.append(Lanes(source + 24) + Lanes(last + 24))
        }
        let most = sums.reduce(-Float.infinity) { max($0, $1.max) }
        return Lanes(sums.reduce(Float(0)) { $0 + ($1 + -most).exp.sum }).log.first[0] + most
    }

    func openFirst(_ transitions: UnsafePointer<Float>) {
        for half in 0..<(2 * Self.layers) { Lanes(Lanes.never).store(opened + half * 24) }
        Lanes(transitions + Transitions.first).store(opened)
        opened[24 + Transitions.redundant] = transitions[Transitions.first + Transitions.redundant]
        opened[Transitions.redundant] = Lanes.never
        for layer in 0..<Self.layers { isOpenLayer[layer] = layer == 0 }
    }

    private func open(_ place: Int, _ transitions: UnsafePointer<Float>) {
        let top = top(ended + place * Self.states)
        for layer in 0..<Self.layers {
            let source = ended + place * Self.states + layer * 48, target = opened + place * Self.states + layer * 48
            let labels = Lanes(source), others = Lanes(source + 24), most = max(labels.max, others.max)
            isOpenLayer[place * Self.layers + layer] = most > top - Self.hopeless
            guard most > top - Self.hopeless else {
                Lanes(Lanes.never).store(target)
                Lanes(Lanes.never).store(target + 24)
                continue
            }
            let own = transitions + self.transitions(at: place, layer)
            let sum = weighted(labels, others, most, own)
            (sum.log + most).store(target)
            let turned = labels + Lanes(own + Transitions.toRedundant)
            let stayed = others + Lanes(own + Transitions.amongRedundant)
            Self.both(turned, stayed).store(target + 24)
        }
    }

    private func weighted(_ labels: Lanes, _ others: Lanes, _ most: Float, _ own: UnsafePointer<Float>) -> Lanes {
        withUnsafeTemporaryAllocation(of: Float.self, capacity: 48) { buffer in
            var sum = Lanes(0)
            guard let scaled = buffer.baseAddress else { return sum }
            (labels + -most).exp.store(scaled)
            (others + -most).exp.store(scaled + 24)
            for state in 0..<48 where scaled[state] > 1e-12 {
                sum = sum + Lanes(own + state * 24).exp * scaled[state]
            }
            return sum
        }
    }

    /// So far below the best a way adds nothing that numbers of 32 bits can hold.
    private static let hopeless: Float = 30

    private func top(_ states: UnsafePointer<Float>) -> Float {
        var top = Lanes(states)
        for half in 1..<(2 * Self.layers) { top = Lanes.max(top, Lanes(states + half * 24)) }
        return top.max
    }

    private func close(_ end: Int) {
        let target = ended + end * Self.states, shortest = farthest[end]
        for layer in 0..<Self.layers {
            var labels = Lanes(Lanes.never * 2), others = labels
            let source = opened + layer * 48
            for start in shortest..<end where isOpenLayer[start * Self.layers + layer] {
                let weights = Lanes(piece(start, end - start)), redundant = weights.redundant
                labels = Lanes.max(labels, Lanes(source + start * Self.states) + weights)
                others = Lanes.max(others, Lanes(source + start * Self.states + 24) + redundant)
            }
            var sum = Lanes(0), otherSum = Lanes(0)
            for start in shortest..<end where isOpenLayer[start * Self.layers + layer] {
                let weights = Lanes(piece(start, end - start)), redundant = weights.redundant
                (Lanes(source + start * Self.states) + weights - labels).addPower(to: &sum)
                (Lanes(source + start * Self.states + 24) + redundant - others).addPower(to: &otherSum)
            }
            (labels + sum.log).store(target + layer * 48)
            (others + otherSum.log).store(target + layer * 48 + 24)
        }
        for (lane, bit) in Self.remembered {
            for layer in 0..<Self.layers where layer & bit == 0 {
                let from = target + layer * 48 + lane, to = target + (layer | bit) * 48 + lane
                to.pointee = Self.both(Lanes(from.pointee), Lanes(to.pointee)).first[0]
                from.pointee = Lanes.never
            }
        }
    }

    /// The labels that change the layer: road and subroad, and a place.
    static let remembered: [(lane: Int, bit: Int)] = [
        (Int(AddressLabel.road.rawValue), 1), (Int(AddressLabel.subroad.rawValue), 1),
        (Int(AddressLabel.poi.rawValue), 2),
    ]

    /// The layer after a label.
    @inline(__always)
    static func layer(_ layer: Int, after label: Int) -> Int {
        switch label {
        case Int(AddressLabel.road.rawValue), Int(AddressLabel.subroad.rawValue): layer | 1
        case Int(AddressLabel.poi.rawValue): layer | 2
        default: layer
        }
    }

    @inline(__always)
    private static func both(_ left: Lanes, _ right: Lanes) -> Lanes {
        let most = Lanes.max(left, right)
        return most + ((left - most).exp + (right - most).exp).log
    }

    // MARK: - Backwards

    private func backward(_ transitions: UnsafePointer<Float>) {
        for layer in 0..<Self.layers {
            let last = transitions + layer * Transitions.count + Transitions.last
            let target = endedBack + count * Self.states + layer * 48
            Lanes(last).store(target)
            Lanes(last + 24).store(target + 24)
        }
        rememberBack(count)
        for start in stride(from: count - 1, through: 0, by: -1) {
            openBack(start)
            if start > 0 {
                closeBack(start, transitions)
                rememberBack(start)
            }
        }
    }

    // Seen from the layer that a piece begins in.
    private func rememberBack(_ place: Int) {
        let target = endedBack + place * Self.states
        for (lane, bit) in Self.remembered {
            for layer in 0..<Self.layers where layer & bit == 0 {
                target[layer * 48 + lane] = target[(layer | bit) * 48 + lane]
            }
        }
    }

    private func openBack(_ start: Int) {
        let longest = longest(from: start)
        for layer in 0..<Self.layers where isOpenLayer[start * Self.layers + layer] {
            var labels = Lanes(Lanes.never * 2), others = labels
            let source = endedBack + start * Self.states + layer * 48
            for length in 1...longest {
                let weights = Lanes(piece(start, length)), redundant = weights.redundant
                labels = Lanes.max(labels, Lanes(source + length * Self.states) + weights)
                others = Lanes.max(others, Lanes(source + length * Self.states + 24) + redundant)
            }
            var sum = Lanes(0), otherSum = Lanes(0)
            for length in 1...longest {
                let weights = Lanes(piece(start, length)), redundant = weights.redundant
                (Lanes(source + length * Self.states) + weights - labels).addPower(to: &sum)
                (Lanes(source + length * Self.states + 24) + redundant - others).addPower(to: &otherSum)
            }
            (labels + sum.log).store(openedBack + start * Self.states + layer * 48)
            (others + otherSum.log).store(openedBack + start * Self.states + layer * 48 + 24)
        }
    }

    private func closeBack(_ place: Int, _ transitions: UnsafePointer<Float>) {
        for layer in 0..<Self.layers {
            let source = openedBack + place * Self.states + layer * 48
            let target = endedBack + place * Self.states + layer * 48
            guard isOpenLayer[place * Self.layers + layer] else {
                Lanes(Lanes.never).store(target)
                Lanes(Lanes.never).store(target + 24)
                continue
            }
            let labels = Lanes(source), others = Lanes(source + 24), most = labels.max
            let scaled = (labels + -most).exp, own = transitions + self.transitions(at: place, layer)
            // What no way has come to needs no sum.
            let states = ended + place * Self.states + layer * 48
            let limit = max(Lanes(states).max, Lanes(states + 24).max) - Self.hopeless
            for state in 0..<48 where states[state] > limit {
                target[state] = (Lanes(own + state * 24).exp * scaled).sum
            }
            for state in 0..<48 where states[state] <= limit { target[state] = 0 }
            let sum = Lanes(target), otherSum = Lanes(target + 24)
            Self.both(sum.log + most, others + Lanes(own + Transitions.toRedundant)).store(target)
            Self.both(otherSum.log + most, others + Lanes(own + Transitions.amongRedundant)).store(target + 24)
        }
    }

    // MARK: - Shares

    /// How probable each label of a piece is, after both sums; lane 19 holds all redundant text.
    @inline(__always)
    func share(_ start: Int, _ length: Int, _ all: Float) -> Lanes {
        let weights = Lanes(piece(start, length)), redundant = weights.redundant
        var labels = Lanes(0), others = Lanes(0)
        for layer in 0..<Self.layers where isOpenLayer[start * Self.layers + layer] {
            let from = opened + start * Self.states + layer * 48
            let to = endedBack + (start + length) * Self.states + layer * 48
            (Lanes(from) + weights + Lanes(to) + -all).addPower(to: &labels)
            (Lanes(from + 24) + Lanes(to + 24) + (redundant - all)).addPower(to: &others)
        }
        labels.third[Transitions.redundant - 16] = others.sum
        return labels
    }
}

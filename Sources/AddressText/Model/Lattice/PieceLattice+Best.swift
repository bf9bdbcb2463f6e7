extension PieceLattice {
    /// A piece of the best way, its label as a number.
    struct Cut { var start: Int, length: Int, label: Int }

    // Ways that fall so far behind at a token are given up. Among 1,791 addresses no part changed between 9 and 6.
    private static let beam: Float = 6

    /// The best way to cut the address, from the last piece to the first. Writes over what was summed up.
    func best(_ transitions: UnsafePointer<Float>, into cuts: inout [Cut]) {
        cuts.removeAll(keepingCapacity: true)
        guard count > 0 else { return }
        var reached = 0
        for place in 0..<count {
            if place == 0 { openFirst(transitions) } else { openBest(place, reached, transitions) }
            reached = closeBest(place + 1)
        }
        var end = count, state = lastState(reached, transitions)
        while end > 0 {
            let (start, from) = origin(of: state, before: end)
            let label = state % 48 < 24 ? state % 48 : Transitions.redundant
            cuts.append(Cut(start: places[start], length: places[end] - places[start], label: label))
            if start > 0 { state = source(of: from, at: start, transitions) }
            end = start
        }
    }

    /// Opens the layers that are not too far behind; `reached` has a bit for each that anything has ended in.
    private func openBest(_ place: Int, _ reached: Int, _ transitions: UnsafePointer<Float>) {
        let states = UnsafePointer(ended + place * Self.states)
        var tops = SIMD4<Float>(repeating: Lanes.never), top = Lanes.never
        for layer in 0..<Self.layers where reached & 1 << layer != 0 {
            tops[layer] = Self.top(states + layer * 48)
            top = max(top, tops[layer])
        }
        let limit = top - Self.beam
        for layer in 0..<Self.layers {
            isOpenLayer[place * Self.layers + layer] = tops[layer] > limit
            guard tops[layer] > limit else { continue }
            let source = states + layer * 48, target = opened + place * Self.states + layer * 48
            let own = transitions + self.transitions(at: place, layer)
            target.update(repeating: Lanes.never, count: 24)
            for state in 0..<48 where source[state] > limit {
                Self.raise(target, own + state * 24, by: source[state])
            }
            let turn = own + Transitions.toRedundant, stay = own + Transitions.amongRedundant
            for lane in 0..<Lanes.count {
                let turned = source[lane] + turn[lane], stayed = source[24 + lane] + stay[lane]
                target[24 + lane] = turned > stayed ? turned : stayed
            }
        }
    }

    /// Ends pieces at a bound; a bit for each layer that any may have ended in.
    private func closeBest(_ end: Int) -> Int {
        let target = ended + end * Self.states, shortest = farthest[end]
        target.update(repeating: Lanes.never * 2, count: Self.states)
        var reached = 0
        for start in shortest..<end {
            let weights = UnsafePointer(piece(start, end - start)), redundant = weights[Transitions.redundant]
            for layer in 0..<Self.layers where isOpenLayer[start * Self.layers + layer] {
                let source = UnsafePointer(opened + start * Self.states + layer * 48), own = target + layer * 48
                Self.raise(own, source, weights)
                Self.raise(own + 24, source + 24, by: redundant)
                reached |= 1 << layer
            }
        }
        for (lane, bit) in Self.remembered {
            for layer in 0..<Self.layers where layer & bit == 0 && reached & 1 << layer != 0 {
                let from = target + layer * 48 + lane, to = target + (layer | bit) * 48 + lane
                to.pointee = max(from.pointee, to.pointee)
                from.pointee = Lanes.never * 2
                reached |= 1 << (layer | bit)
            }
        }
        return reached
    }

    // Plain loops over numbers side by side: the compiler makes them wide.
    @inline(__always)
    private static func raise(
        _ target: UnsafeMutablePointer<Float>, _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>
    ) {
        for lane in 0..<Lanes.count {
            let value = left[lane] + right[lane]
            target[lane] = value > target[lane] ? value : target[lane]
        }
    }

    @inline(__always)
    private static func raise(
        _ target: UnsafeMutablePointer<Float>, _ source: UnsafePointer<Float>, by more: Float
    ) {
        for lane in 0..<Lanes.count {
            let value = source[lane] + more
            target[lane] = value > target[lane] ? value : target[lane]
        }
    }

    /// The largest number of a layer.
    @inline(__always)
    private static func top(_ numbers: UnsafePointer<Float>) -> Float {
        var eight = SIMD8<Float>(repeating: Lanes.never * 2)
        for row in 0..<6 {
            for lane in 0..<8 {
                let value = numbers[row * 8 + lane]
                eight[lane] = value > eight[lane] ? value : eight[lane]
            }
        }
        var top = eight[0]
        for lane in 1..<8 { top = eight[lane] > top ? eight[lane] : top }
        return top
    }

    // Only the way taken is asked where it came from: once a piece instead of once a token and state.
    private func lastState(_ reached: Int, _ transitions: UnsafePointer<Float>) -> Int {
        var best = 0, most = -Float.infinity
        for layer in 0..<Self.layers where reached & 1 << layer != 0 {
            let last = transitions + layer * Transitions.count + Transitions.last
            let states = ended + count * Self.states + layer * 48
            for state in 0..<48 where states[state] + last[state] > most {
                most = states[state] + last[state]
                best = layer * 48 + state
            }
        }
        return best
    }

    /// Where the piece that ends in a state began, and in which state of which layer.
    private func origin(of state: Int, before end: Int) -> (start: Int, from: Int) {
        let own = state % 48, lane = own < 24 ? own : Transitions.redundant, after = state / 48
        var best = (start: end - 1, from: state), most = -Float.infinity
        for layer in 0..<Self.layers where own >= 24 ? layer == after : Self.layer(layer, after: own) == after {
            for start in farthest[end]..<end where isOpenLayer[start * Self.layers + layer] {
                let value = opened[start * Self.states + layer * 48 + own] + piece(start, end - start)[lane]
                guard value > most else { continue }
                most = value
                best = (start, layer * 48 + own)
            }
        }
        return best
    }

    private func source(of state: Int, at place: Int, _ transitions: UnsafePointer<Float>) -> Int {
        let layer = state / 48, own = state % 48
        let source = ended + place * Self.states + layer * 48
        let weights = transitions + self.transitions(at: place, layer)
        if own >= 24 {
            let lane = own - 24
            let turned = source[lane] + weights[Transitions.toRedundant + lane]
            let stayed = source[24 + lane] + weights[Transitions.amongRedundant + lane]
            return turned > stayed ? layer * 48 + lane : state
        }
        var best = 0, most = -Float.infinity
        for other in 0..<48 where source[other] + weights[other * 24 + own] > most {
            most = source[other] + weights[other * 24 + own]
            best = other
        }
        return layer * 48 + best
    }
}

extension PieceLattice {
    /// A piece of the best way, its label as a number.
    struct Cut { var start: Int, length: Int, label: Int }

    /// The best way to cut the address, from the last piece to the first. Writes over what `forward` summed up.
    func best(_ transitions: UnsafePointer<Float>, into cuts: inout [Cut]) {
        cuts.removeAll(keepingCapacity: true)
        guard count > 0 else { return }
        for place in 0..<count {
            openBest(place, transitions)
            closeBest(place + 1)
        }
        var end = count, state = lastState(transitions)
        while end > 0 {
            let start = origin(of: state, before: end)
            cuts.append(Cut(start: start, length: end - start, label: state < 24 ? state : Transitions.redundant))
            if start > 0 { state = source(of: state, at: start, transitions) }
            end = start
        }
    }

    private func openBest(_ place: Int, _ transitions: UnsafePointer<Float>) {
        let target = opened + place * 48
        guard place > 0 else {
            Lanes(transitions + Transitions.first).store(target)
            Lanes(Lanes.never).store(target + 24)
            target[24 + Transitions.redundant] = transitions[Transitions.first + Transitions.redundant]
            target[Transitions.redundant] = Lanes.never
            return
        }
        let source = ended + place * 48
        var best = Lanes(Lanes.never * 2)
        for state in 0..<48 {
            best = Lanes.max(best, Lanes(transitions + state * 24) + source[state])
        }
        best.store(target)
        Lanes.max(
            Lanes(source) + Lanes(transitions + Transitions.toRedundant),
            Lanes(source + 24) + Lanes(transitions + Transitions.amongRedundant)
        ).store(target + 24)
    }

    private func closeBest(_ end: Int) {
        var labels = Lanes(Lanes.never * 2), others = labels
        for start in max(0, end - AddressPieces.longest)..<end {
            let weights = Lanes(piece(start, end - start)), redundant = weights.third[Transitions.redundant - 16]
            labels = Lanes.max(labels, Lanes(opened + start * 48) + weights)
            others = Lanes.max(others, Lanes(opened + start * 48 + 24) + redundant)
        }
        labels.store(ended + end * 48)
        others.store(ended + end * 48 + 24)
    }

    // Only the way taken is asked where it came from: once a piece instead of once a token and state.
    private func lastState(_ transitions: UnsafePointer<Float>) -> Int {
        var best = 0, most = -Float.infinity
        for state in 0..<48 where ended[count * 48 + state] + transitions[Transitions.last + state] > most {
            most = ended[count * 48 + state] + transitions[Transitions.last + state]
            best = state
        }
        return best
    }

    private func origin(of state: Int, before end: Int) -> Int {
        let lane = state < 24 ? state : Transitions.redundant
        var best = end - 1, most = -Float.infinity
        for start in max(0, end - AddressPieces.longest)..<end {
            let value = opened[start * 48 + state] + piece(start, end - start)[lane]
            if value > most {
                most = value
                best = start
            }
        }
        return best
    }

    private func source(of state: Int, at place: Int, _ transitions: UnsafePointer<Float>) -> Int {
        let source = ended + place * 48
        if state >= 24 {
            let lane = state - 24
            let turned = source[lane] + transitions[Transitions.toRedundant + lane]
            return turned > source[24 + lane] + transitions[Transitions.amongRedundant + lane] ? lane : state
        }
        var best = 0, most = -Float.infinity
        for other in 0..<48 where source[other] + transitions[other * 24 + state] > most {
            most = source[other] + transitions[other * 24 + state]
            best = other
        }
        return best
    }
}

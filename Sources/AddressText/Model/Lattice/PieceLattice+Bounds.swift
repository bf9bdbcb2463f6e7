extension PieceLattice {
    /// Chooses the bounds by the last number of each token. Where it is known which tokens begin a piece these are bounds, and no
    /// other is sure.
    func chooseBounds(_ turnsAt: [UInt8], truth: [Bool] = []) {
        guard tokenCount > 0 else { return count = 0 }
        count = 0
        place(0, turnsAt)
        for token in 1..<tokenCount {
            bounds[token] = -1
            let isTrue = !truth.isEmpty && truth[token]
            // No piece is longer than the longest, so that one bound at least is in its reach.
            let isNeeded = token - places[count] >= AddressPieces.longest
            guard isTrue || isNeeded || tokens[token * 64 + 63] > limits.lowerBound else { continue }
            count += 1
            place(token, turnsAt)
        }
        count += 1
        places[count] = tokenCount
        bounds[tokenCount] = count
        findReach(truth)
    }

    private func place(_ token: Int, _ turnsAt: [UInt8]) {
        places[count] = token
        bounds[token] = count
        turns[count] = token < turnsAt.count ? Int(turnsAt[token]) : 0
    }

    private func findReach(_ truth: [Bool]) {
        var end = count, first = 0
        for bound in stride(from: count - 1, through: 0, by: -1) {
            while places[end] - places[bound] > AddressPieces.longest { end -= 1 }
            reach[bound] = end - bound
            let token = places[bound]
            if tokens[token * 64 + 63] > limits.upperBound, truth.isEmpty || truth[token] { end = bound }
        }
        for end in 1...count {
            while first + reach[first] < end { first += 1 }
            farthest[end] = first
        }
    }
}

/// The rows of all candidates of one query, each with how it stands among the others.
struct GroupFeatures {
    private(set) var rows: [[Float]]
    /// How many numbers a row has.
    static let width = Self(ComparedText(), [ComparedText()], TokenRarity()).rows.first?.count ?? 0

    init(_ query: ComparedText, _ candidates: [ComparedText], _ rarity: TokenRarity) {
        let pairs = candidates.map { PairFeatures(query, $0, rarity) }
        rows = pairs.map(\.row)
        let count = rows.count
        for place in rows.indices {
            rows[place].append(Float(place))
            rows[place].append(Float(count))
        }
        for core in pairs.first?.cores ?? [] { compare(pairs.map { $0.row[core] }) }
        likeness(candidates)
    }

    /// How far a number lies above the best of the others and above the middle of all, and how many are larger.
    private mutating func compare(_ values: [Float]) {
        let mean = values.reduce(0, +) / Float(max(1, values.count))
        for (place, value) in values.enumerated() {
            var best: Float = 0, larger: Float = 0
            for (other, rival) in values.enumerated() where other != place {
                best = max(best, rival)
                if rival > value { larger += 1 }
            }
            rows[place].append(value - best)
            rows[place].append(value - mean)
            rows[place].append(larger)
        }
    }

    /// How like a candidate is to the other candidates: to the likest, and on the whole.
    private mutating func likeness(_ candidates: [ComparedText]) {
        var alike = Array(repeating: Array(repeating: Float(0), count: candidates.count), count: candidates.count)
        for one in candidates.indices {
            for two in candidates.indices where two > one {
                let common = Alignment(candidates[one], candidates[two]).inOrder
                let all = candidates[one].tokens.count + candidates[two].tokens.count
                alike[one][two] = 2 * Float(common) / Float(max(1, all))
                alike[two][one] = alike[one][two]
            }
        }
        for place in rows.indices {
            rows[place].append(alike[place].max() ?? 0)
            rows[place].append(alike[place].reduce(0, +) / Float(max(1, candidates.count - 1)))
        }
    }
}

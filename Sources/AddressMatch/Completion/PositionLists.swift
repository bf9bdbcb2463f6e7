/// Lists of positions by key, in two flat arrays.
struct PositionLists: Sendable {
    private var starts: [Int32]
    private var values: [Int32]

    /// Sorts pairs of a key below `keys` and a position into lists; each list keeps the order of the pairs.
    init(keys: Int, _ pairs: [(key: Int32, value: Int32)]) {
        starts = [Int32](repeating: 0, count: keys + 1)
        values = [Int32](repeating: 0, count: pairs.count)
        for pair in pairs { starts[Int(pair.key) + 1] += 1 }
        for key in 0..<keys { starts[key + 1] += starts[key] }
        var next = starts
        for pair in pairs {
            values[Int(next[Int(pair.key)])] = pair.value
            next[Int(pair.key)] += 1
        }
    }

    /// The list of a key; empty where there is none.
    subscript(key: Int) -> ArraySlice<Int32> {
        guard key >= 0, key + 1 < starts.count else { return [] }
        return values[Int(starts[key])..<Int(starts[key + 1])]
    }
}

/// What two texts have in common: for each token the longest run of tokens around it that the other text holds too.
struct Alignment {
    /// For each token of the first text the length of its run; 0 where the other text lacks the token.
    private(set) var first: [Int]
    /// The same for the second.
    private(set) var second: [Int]
    /// The longest run that both hold.
    private(set) var longest = 0
    /// The most tokens that both hold in the same order.
    private(set) var inOrder = 0
    /// The fewest insertions, deletions and replacements that make one of the other.
    private(set) var edits = 0

    init(_ one: ComparedText, _ two: ComparedText) {
        let columns = two.tokens.count
        first = Array(repeating: 0, count: one.tokens.count)
        second = Array(repeating: 0, count: columns)
        var runs = Array(repeating: 0, count: columns + 1), orders = runs, costs = Array(0...columns)
        for (row, token) in one.tokens.enumerated() {
            var run = 0, order = 0, cost = costs[0]
            costs[0] = row + 1
            for column in 0..<columns {
                let isSame = token.code == two.tokens[column].code
                let (oldRun, oldOrder, oldCost) = (runs[column + 1], orders[column + 1], costs[column + 1])
                runs[column + 1] = isSame ? run + 1 : 0
                orders[column + 1] = isSame ? order + 1 : max(oldOrder, orders[column])
                costs[column + 1] = isSame ? cost : min(cost, oldCost, costs[column]) + 1
                (run, order, cost) = (oldRun, oldOrder, oldCost)
                if isSame { mark(row, column, runs[column + 1]) }
            }
        }
        (inOrder, edits) = (orders[columns], costs[columns])
    }

    private mutating func mark(_ row: Int, _ column: Int, _ length: Int) {
        longest = max(longest, length)
        for step in 0..<length {
            first[row - step] = max(first[row - step], length)
            second[column - step] = max(second[column - step], length)
        }
    }
}

/// Five steps of colour for counts: none, and four from few to many.
struct HeatScale: Hashable, Sendable {
    /// Where steps 1 to 4 begin.
    let starts: [Int]

    /// A scale that suits the largest count; small districts keep the steps 1, 3, 5 and 9.
    init(largest: Int) {
        guard largest > 16 else {
            starts = [1, 3, 5, 9]
            return
        }
        // Whole tens, hundreds and so on (or halves of them) read better than exact quarters.
        var unit = 1
        while largest / unit >= 40 { unit *= unit % 10 == 5 ? 2 : 5 }
        starts = [1] + [1, 2, 3].map { max(2, largest * $0 / 4 / unit * unit) }
    }

    /// The step of a count, 0 to 4.
    func step(_ count: Int) -> Int { starts.count { $0 <= count } }

    /// The counts of a step: from, and to where there is an end.
    func range(_ step: Int) -> (from: Int, to: Int?) {
        guard starts.indices.contains(step - 1) else { return (0, 0) }
        return (starts[step - 1], starts.indices.contains(step) ? starts[step] - 1 : nil)
    }
}

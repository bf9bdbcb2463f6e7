/// Numbers of rows in few bins, column by column: a tree looks for its cuts between bins only.
struct FeatureBins {
    static let most = 63
    let rows: Int
    /// For each feature the largest value of each bin but the last.
    let cuts: [[Float]]
    /// The bins, all rows of a feature side by side.
    let bins: [UInt8]

    /// Bins with about as many rows each. All rows are equally long.
    init(_ rows: [[Float]]) {
        let width = rows.first?.count ?? 0
        var cuts: [[Float]] = [], bins: [UInt8] = []
        bins.reserveCapacity(width * rows.count)
        for feature in 0..<width {
            let values = rows.map { $0[feature] }
            let own = Self.cuts(values.sorted())
            for value in values { bins.append(UInt8(Self.place(value, own))) }
            cuts.append(own)
        }
        (self.rows, self.cuts, self.bins) = (rows.count, cuts, bins)
    }

    private static func cuts(_ sorted: [Float]) -> [Float] {
        guard let largest = sorted.last else { return [] }
        var distinct: [Float] = []
        for value in sorted where value != distinct.last { distinct.append(value) }
        guard distinct.count > most else { return Array(distinct.dropLast()) }
        var cuts: [Float] = []
        for step in 1..<most {
            let value = sorted[step * sorted.count / most]
            if value != cuts.last, value != largest { cuts.append(value) }
        }
        return cuts
    }

    /// How many cuts lie below a value.
    private static func place(_ value: Float, _ cuts: [Float]) -> Int {
        var low = 0, high = cuts.count
        while low < high {
            let middle = (low + high) / 2
            if cuts[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension AddressModel {
    /// Rounds learned weights to eight bits and leaves out rows that say next to nothing.
    init(
        _ field: FieldTrainer, _ blocks: FeatureIndex.Blocks, _ names: NameTable,
        _ pieceRows: [UInt64: Int32], _ origin: Origin, smallest: Float, largest limit: Float,
        most: Int
    ) {
        let weights = field.tokens.weights
        func row(_ index: Int32) -> UnsafeBufferPointer<Float> {
            UnsafeBufferPointer(start: weights + Int(index) * 64, count: 64)
        }
        var largest: Float = 1e-6
        for index in 0..<field.tokens.count { largest = row(Int32(index)).reduce(largest) { max($0, abs($1)) } }
        let scale = min(largest, limit) / 127
        var told: [(key: UInt64, step: UInt16, row: [Int8])] = []
        for (key, steps) in blocks.found.sorted(by: { $0.key < $1.key }) {
            for (step, index) in steps.enumerated() where index >= 0 && Self.isLarge(row(index), smallest) {
                told.append((key, UInt16(step), row(index).map { Self.rounded($0 / scale) }))
            }
        }
        let least = Self.least(told.map { Self.size($0.row) }, most: most)
        var features: [RowTable.Entry] = [], rows: [Int8] = []
        for (key, step, row) in told where Self.size(row) >= least {
            if features.last?.key != key {
                features.append(RowTable.Entry(key: key, mask: 0, first: UInt32(rows.count / 64)))
            }
            features[features.count - 1].mask |= 1 << step
            rows.append(contentsOf: row)
        }
        let pieceFeatures = pieceRows.sorted { $0.key < $1.key }.map {
            RowTable.Entry(key: $0.key, mask: 1, first: UInt32($0.value))
        }
        self.init(
            origin: origin, features: features, rows: rows, scale: scale, names: names,
            pieces: Self.rounded(field.pieces, scale),
            pieceFeatures: pieceFeatures, transitions: field.transitionRows)
    }

    // Bounds are told by many rows, so that a quarter of what a row says of them counts.
    private static func isLarge(_ row: UnsafeBufferPointer<Float>, _ smallest: Float) -> Bool {
        row.dropLast().contains { abs($0) >= smallest } || abs(row[63]) >= 4 * smallest
    }

    /// How much a row says: four times its largest weight, or what it says of a bound.
    private static func size(_ row: [Int8]) -> Int {
        row.dropLast().reduce(abs(Int(row.last ?? 0))) { max($0, 4 * abs(Int($1))) }
    }

    /// From which size on rows are kept, so that there are no more than `most`.
    private static func least(_ sizes: [Int], most: Int) -> Int {
        var counts = [Int](repeating: 0, count: 4 * 128 + 1)
        for size in sizes { counts[size] += 1 }
        var kept = 0
        for size in counts.indices.reversed() {
            kept += counts[size]
            if kept > most { return size + 1 }
        }
        return 0
    }

    private static func rounded(_ weight: Float) -> Int8 { Int8(max(-127, min(127, weight.rounded()))) }

    private static func rounded(_ pieces: FieldWeights, _ scale: Float) -> [Int8] {
        var rows = [Int8](repeating: 0, count: pieces.count * pieceWidth)
        for row in 0..<pieces.count {
            for lane in 0..<24 { rows[row * pieceWidth + lane] = rounded(pieces.weights[row * 24 + lane] / scale) }
        }
        return rows
    }
}

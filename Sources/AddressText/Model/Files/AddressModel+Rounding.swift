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
        let least = Self.least(field, smallest: smallest, most: most)
        var features: [RowTable.Entry] = [], rows: [Int8] = []
        for (key, steps) in blocks.found.sorted(by: { $0.key < $1.key }) {
            var entry = RowTable.Entry(key: key, mask: 0, first: UInt32(rows.count / 64))
            for (step, index) in steps.enumerated() where index >= 0 && Self.size(row(index)) >= least {
                entry.mask |= 1 << UInt16(step)
                rows.append(contentsOf: row(index).map { Self.rounded($0 / scale) })
            }
            if entry.mask != 0 { features.append(entry) }
        }
        let pieceFeatures = pieceRows.sorted { $0.key < $1.key }.map {
            RowTable.Entry(key: $0.key, mask: 1, first: UInt32($0.value))
        }
        self.init(
            origin: origin, features: features, rows: rows, scale: scale, names: names,
            pieces: Self.rounded(field.pieces, scale),
            pieceFeatures: pieceFeatures, transitions: field.transitionRows)
    }

    /// How much a row says: its largest weight. Bounds are told by many rows, so that a quarter of what it says of them counts.
    private static func size(_ row: UnsafeBufferPointer<Float>) -> Float {
        row.dropLast().reduce(abs(row[63]) / 4) { max($0, abs($1)) }
    }

    /// From which size on rows are kept, so that there are not too many.
    private static func least(_ field: FieldTrainer, smallest: Float, most: Int) -> Float {
        var sizes = (0..<field.tokens.count).map {
            size(UnsafeBufferPointer(start: field.tokens.weights + $0 * 64, count: 64))
        }
        guard sizes.count > most else { return smallest }
        sizes.sort(by: >)
        return max(smallest, sizes[max(0, most - 1)])
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

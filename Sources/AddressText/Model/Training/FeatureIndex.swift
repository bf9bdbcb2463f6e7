/// Gives the features of many addresses their rows: a row for each feature and distance that occurs often enough.
struct FeatureIndex {
    /// Counts features at their distances.
    struct Counter: FeatureVisitor {
        var count = 0
        var rows: [UInt64: Int32] = [:]

        mutating func visit(_ key: UInt64, _ window: Int, at index: Int) {
            let span = FeatureWindow.all[window]
            for step in 0..<span.count where (0..<count).contains(index + span.first + step) {
                rows[FeatureIndex.key(key, step), default: 0] += 1
            }
        }
    }

    /// Writes down the rows of an address.
    struct Collector: FeatureVisitor {
        let rows: [UInt64: Int32]
        var count = 0
        var uses: [TrainingExample.Use] = []

        mutating func visit(_ key: UInt64, _ window: Int, at index: Int) {
            let span = FeatureWindow.all[window]
            for step in 0..<span.count where (0..<count).contains(index + span.first + step) {
                guard let row = rows[FeatureIndex.key(key, step)] else { continue }
                uses.append(TrainingExample.Use(row: row, place: Int32(index + span.first + step)))
            }
        }
    }

    @inline(__always)
    static func key(_ key: UInt64, _ step: Int) -> UInt64 { key ^ (UInt64(step) &+ 1) &* 0xD6E8_FEB8_6659_FD93 }
}

extension FeatureIndex {
    /// Gathers the rows of each feature by distance.
    struct Blocks: FeatureVisitor {
        let rows: [UInt64: Int32]
        private(set) var found: [UInt64: [Int32]] = [:]

        init(rows: [UInt64: Int32]) { self.rows = rows }

        mutating func visit(_ key: UInt64, _ window: Int, at index: Int) {
            guard found[key] == nil else { return }
            let steps = (0..<FeatureWindow.all[window].count).map { rows[FeatureIndex.key(key, $0)] ?? -1 }
            found[key] = steps
        }
    }
}

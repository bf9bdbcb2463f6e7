import Base

extension SplitMix64 {
    /// True with the share given.
    mutating func chance(_ share: Double) -> Bool {
        share > 0 && Double(next() >> 11) * 0x1p-53 < share
    }

    /// A number from 0 to just below the limit; 0 for a limit of 0.
    mutating func below(_ limit: Int) -> Int {
        limit > 0 ? Int(next().multipliedFullWidth(by: UInt64(limit)).high) : 0
    }

    /// A number of a range.
    mutating func number(_ range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }

    /// One of several; nil of none.
    mutating func pick<Element>(_ items: [Element]) -> Element? {
        items.isEmpty ? nil : items[below(items.count)]
    }

    /// The place of one of several weights, each as likely as its part of their sum; 0 when all are 0.
    mutating func weighted(_ weights: [Double]) -> Int {
        let sum = weights.reduce(0, +)
        guard sum > 0 else { return 0 }
        var left = Double(next() >> 11) * 0x1p-53 * sum
        for (index, weight) in weights.enumerated() {
            left -= weight
            if left < 0 { return index }
        }
        return max(0, weights.count - 1)
    }
}

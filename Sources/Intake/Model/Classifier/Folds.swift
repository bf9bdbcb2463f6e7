import Base

/// Texts in a number of parts that hold every label in the same share, the same for the same seed.
public struct Folds: Sendable {
    /// How many parts there are.
    public let count: Int
    private let part: [Int]

    /// Deals texts out by their labels, each label shuffled by the seed.
    public init<Label: Hashable & Comparable>(_ labels: [Label], count: Int, seed: UInt64) {
        self.count = max(2, count)
        var part = [Int](repeating: 0, count: labels.count), dice = SplitMix64(seed: seed), next = 0
        for (_, members) in Dictionary(grouping: labels.indices, by: { labels[$0] }).sorted(by: { $0.key < $1.key }) {
            for index in members.shuffled(using: &dice) {
                part[index] = next % self.count
                next += 1
            }
        }
        self.part = part
    }

    /// The texts of a part, by index.
    public func rows(of fold: Int) -> [Int] { part.indices.filter { part[$0] == fold } }

    /// All other texts, by index.
    public func rest(of fold: Int) -> [Int] { part.indices.filter { part[$0] != fold } }
}

/// Counts how often which label was proposed for which.
public struct LabelScore: Sendable {
    /// For each true label how often each was proposed.
    public private(set) var table: [[Int]]

    /// A score over so many labels.
    public init(labels: Int) { table = Array(repeating: Array(repeating: 0, count: labels), count: labels) }

    /// Counts a message.
    public mutating func count(truth: Int, guess: Int) { table[truth][guess] += 1 }

    /// The share that is right.
    public var accuracy: Double {
        let all = table.reduce(0) { $0 + $1.reduce(0, +) }
        return all == 0 ? 0 : Double(table.indices.reduce(0) { $0 + table[$1][$1] }) / Double(all)
    }

    /// How many of those proposed for a label are right, how many of a label's are found, and how many there are; nil for a
    /// label that is neither true nor proposed anywhere.
    public func figures(_ label: Int) -> (precision: Double, recall: Double, f1: Double, count: Int)? {
        let right = table[label][label], count = table[label].reduce(0, +)
        let proposed = table.reduce(0) { $0 + $1[label] }
        guard count + proposed > 0 else { return nil }
        return (
            proposed == 0 ? 0 : Double(right) / Double(proposed), count == 0 ? 0 : Double(right) / Double(count),
            2 * Double(right) / Double(count + proposed), count
        )
    }

    /// The mean of F1 over the labels that occur; `leaving` out one that is an answer and no label.
    public func macroF1(leaving out: Int? = nil) -> Double {
        let figures = table.indices.filter { $0 != out }.compactMap { self.figures($0)?.f1 }
        return figures.isEmpty ? 0 : figures.reduce(0, +) / Double(figures.count)
    }
}

import Foundation
public import Matters
import Text

/// A topic proposed for a text, with what decided.
public struct TopicGuess: Hashable, Sendable {
    /// The leaf's code.
    public let code: String
    /// Its share of all points, percent.
    public let score: Int
    /// The words of the text that decided, as the pack writes them.
    public let words: [String]
}

/// Proposes topics by the keywords of the topic pack: each word counts once, twice in the title.
public struct KeywordClassifier: Sendable {
    private struct Entry: Sendable {
        let word: String
        let folded: String
        let leaf: Int
        let weight: Double
    }

    private let codes: [String]
    // By the first two characters: a text is walked once, whatever the number of keywords.
    private let entries: [String: [Entry]]

    /// Prepares a topic pack.
    public init(_ pack: TopicPack) {
        let leaves = pack.topics.flatMap(\.leaves)
        codes = leaves.map(\.code)
        var entries: [String: [Entry]] = [:]
        for (index, leaf) in leaves.enumerated() {
            for keyword in leaf.keywords {
                let folded = Folding.fold(keyword.word)
                guard folded.count >= 2 else { continue }
                entries[String(folded.prefix(2)), default: []].append(
                    Entry(word: keyword.word, folded: folded, leaf: index, weight: keyword.weight)
                )
            }
        }
        self.entries = entries
    }

    /// The best topics for a message, best first; empty when no keyword occurs.
    public func guess(title: String, text: String, limit: Int = 3) -> [TopicGuess] {
        let title = Folding.fold(title)
        let whole = title + "\n" + Folding.fold(text)
        var points = [Double](repeating: 0, count: codes.count)
        var words: [Int: [String]] = [:]
        var heads = Set<String>()
        for (left, right) in zip(whole, whole.dropFirst()) { heads.insert(String([left, right])) }
        for entry in heads.flatMap({ entries[$0] ?? [] }) where whole.contains(entry.folded) {
            points[entry.leaf] += entry.weight * (title.contains(entry.folded) ? 2 : 1)
            words[entry.leaf, default: []].append(entry.word)
        }
        let sum = points.reduce(0, +)
        guard sum > 0 else { return [] }
        let ranked = points.indices.filter { points[$0] > 0 }.sorted {
            (points[$0], codes[$1]) > (points[$1], codes[$0])
        }
        return ranked.prefix(limit).map { index in
            TopicGuess(
                code: codes[index], score: Int((points[index] * 100 / sum).rounded()),
                words: (words[index] ?? []).sorted()
            )
        }
    }
}

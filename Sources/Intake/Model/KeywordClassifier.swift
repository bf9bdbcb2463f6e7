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
        /// The folded word from its third character on.
        let rest: [Unicode.Scalar]
        let leaf: Int
        let weight: Double
    }

    private let codes: [String]
    private let entries: [Entry]
    // By the first two characters: a text is walked once, whatever the number of keywords.
    private let heads: [UInt64: [Int]]

    /// Prepares a topic pack.
    public init(_ pack: TopicPack) {
        let leaves = pack.topics.flatMap(\.leaves)
        codes = leaves.map(\.code)
        var entries: [Entry] = []
        var heads: [UInt64: [Int]] = [:]
        for (index, leaf) in leaves.enumerated() {
            for keyword in leaf.keywords {
                let folded = Array(Folding.fold(keyword.word).unicodeScalars)
                guard folded.count >= 2 else { continue }
                heads[Self.head(folded[0], folded[1]), default: []].append(entries.count)
                entries.append(
                    Entry(word: keyword.word, rest: Array(folded[2...]), leaf: index, weight: keyword.weight)
                )
            }
        }
        (self.entries, self.heads) = (entries, heads)
    }

    /// Whether a topic is in the pack.
    func knows(_ code: String) -> Bool { codes.contains(code) }

    /// The best topics for a message, best first; empty when no keyword occurs.
    public func guess(title: String, text: String, limit: Int = 3) -> [TopicGuess] {
        let inTitle = found(in: title)
        let inText = found(in: text)
        var points = [Double](repeating: 0, count: codes.count)
        var words: [Int: [String]] = [:]
        for index in inTitle.union(inText) {
            let entry = entries[index]
            points[entry.leaf] += entry.weight * (inTitle.contains(index) ? 2 : 1)
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

    /// The keywords that occur in a text.
    private func found(in text: String) -> Set<Int> {
        let scalars = Array(Folding.fold(text).unicodeScalars)
        var found = Set<Int>()
        for start in 0..<max(0, scalars.count - 1) {
            for index in heads[Self.head(scalars[start], scalars[start + 1])] ?? []
            where scalars[(start + 2)...].starts(with: entries[index].rest) {
                found.insert(index)
            }
        }
        return found
    }

    private static func head(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> UInt64 {
        UInt64(first.value) << 32 | UInt64(second.value)
    }
}

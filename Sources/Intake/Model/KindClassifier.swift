import Base
public import Matters
import Text

/// The words that tell what a message asks for; see Rules/topics/kinds.yaml.
public struct KindPack: Sendable, Codable {
    /// The words of one kind.
    public struct Entry: Sendable, Codable {
        public let kind: MatterKind
        public let words: [Keyword]
    }

    public let version: String
    public let kinds: [Entry]
}

/// A kind proposed for a text, with what decided.
public struct KindGuess: Hashable, Sendable {
    /// What is asked for.
    public let kind: MatterKind
    /// Its share of all points, percent.
    public let score: Int
    /// The words of the text that decided, as the pack writes them.
    public let words: [String]
}

/// Proposes the kind of a message by the words of the kind pack, twice as strongly in the title.
public struct KindClassifier: Sendable {
    private struct Entry: Sendable {
        let word: String
        let folded: String
        let weight: Double
    }

    private let kinds: [(kind: MatterKind, entries: [Entry])]

    /// Prepares a pack; without one nothing is proposed.
    public init(_ pack: KindPack?) {
        kinds = (pack?.kinds ?? []).map { entry in
            let entries = entry.words.map { Entry(word: $0.word, folded: Folding.fold($0.word), weight: $0.weight) }
            return (entry.kind, entries.filter { !$0.folded.isEmpty })
        }
    }

    /// The kinds whose words occur, the one with most points first, the earlier of equals; empty when no word occurs.
    public func guess(title: String, text: String) -> [KindGuess] {
        let title = Folding.fold(title), text = Folding.fold(text)
        let found = kinds.map { kind, entries in
            var points = 0.0
            var words: [String] = []
            for entry in entries {
                let isInTitle = title.contains(entry.folded)
                guard isInTitle || text.contains(entry.folded) else { continue }
                points += isInTitle ? 2 * entry.weight : entry.weight
                words.append(entry.word)
            }
            return (kind: kind, points: points, words: words)
        }
        let sum = found.reduce(0) { $0 + max(0, $1.points) }
        guard sum > 0, sum.isFinite else { return [] }
        let ranked = found.enumerated().filter { $0.element.points > 0 }
            .sorted { ($1.element.points, $0.offset) < ($0.element.points, $1.offset) }
        return ranked.map { _, guess in
            KindGuess(kind: guess.kind, score: Int((guess.points * 100 / sum).rounded()), words: guess.words)
        }
    }

    /// The best kind where nobody can be asked; help when no word occurs.
    public func kind(title: String, text: String) -> MatterKind {
        guess(title: title, text: text).first?.kind ?? .help
    }
}

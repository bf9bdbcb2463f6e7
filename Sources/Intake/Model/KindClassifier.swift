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

/// Proposes the kind of a message by the words of the kind pack, twice as strongly in the title.
public struct KindClassifier: Sendable {
    private let kinds: [(kind: MatterKind, words: [(folded: String, weight: Double)])]

    /// Prepares a pack; without one everything is a request for help.
    public init(_ pack: KindPack?) {
        kinds = (pack?.kinds ?? []).map { entry in
            (entry.kind, entry.words.map { (Folding.fold($0.word), $0.weight) }.filter { !$0.0.isEmpty })
        }
    }

    /// The kind with most points, the earlier of equals; help when no word occurs.
    public func kind(title: String, text: String) -> MatterKind {
        let title = Folding.fold(title), text = Folding.fold(text)
        var best: (kind: MatterKind, points: Double) = (.help, 0)
        for (kind, words) in kinds {
            let points = words.reduce(0) { sum, word in
                sum + (title.contains(word.folded) ? 2 * word.weight : text.contains(word.folded) ? word.weight : 0)
            }
            if points > best.points { best = (kind, points) }
        }
        return best.kind
    }
}

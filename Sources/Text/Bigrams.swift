/// Search words made in Swift, so that two-character words are found on both engines.
///
/// A run of Han characters becomes its overlapping pairs and its last character; letters and digits become words.
public enum Bigrams {
    /// Letters of a word that count; a longer word is cut in documents and queries alike.
    public static let longestWord = 64

    /// The words of a text after folding, in order.
    public static func of(_ text: String) -> [String] {
        var words: [String] = []
        Runs.scan(Folding.fold(text)) { run, isHan in
            if isHan { appendPairs(run, withLast: true, to: &words) } else { words.append(String(run)) }
        }
        return words
    }

    /// The words of a text joined by spaces, for a full-text column (`unicode61`, `simple`).
    public static func document(_ text: String) -> String {
        let folded = Folding.fold(text)
        var document = ""
        document.reserveCapacity(folded.utf8.count * 3)
        Runs.scan(folded) { run, isHan in
            isHan ? appendPairs(run, to: &document) : document.appendWord(run)
        }
        return document
    }

    /// The phrases of a search; a lone character and a word of letters or digits also find what begins with them.
    public static func phrases(_ words: String) -> [Phrase] {
        Folding.fold(words).split(whereSeparator: \.isWhitespace).prefix(Phrase.mostInAQuery).compactMap { word in
            var tokens: [String] = []
            var isPrefix = false
            var waiting: Substring?
            Runs.scan(String(word)) { run, isHan in
                // A run inside the word is followed by something, so that its last character stands in the document.
                if let earlier = waiting { appendPairs(earlier, withLast: true, to: &tokens) }
                waiting = isHan ? run : nil
                isPrefix = !isHan
                if !isHan { tokens.append(String(run)) }
            }
            if let last = waiting {
                isPrefix = last.unicodeScalars.count == 1
                appendPairs(last, withLast: isPrefix, to: &tokens)
            }
            return tokens.isEmpty ? nil : Phrase(tokens: tokens, isPrefix: isPrefix)
        }
    }

    /// Words that must stand next to each other, in this order.
    public struct Phrase: Hashable, Sendable {
        /// The words.
        public let tokens: [String]
        /// True when the last word may be the beginning of a longer one.
        public let isPrefix: Bool

        static let mostInAQuery = 16
    }

    private static func appendPairs(_ run: Substring, withLast: Bool, to words: inout [String]) {
        let scalars = run.unicodeScalars
        var previous: Unicode.Scalar?
        for scalar in scalars {
            if let previous { words.append(pair(previous, scalar)) }
            previous = scalar
        }
        if withLast, let previous { words.append(String(previous)) }
    }

    private static func appendPairs(_ run: Substring, to document: inout String) {
        var previous: Unicode.Scalar?
        for scalar in run.unicodeScalars {
            if let previous {
                if !document.isEmpty { document.unicodeScalars.append(" ") }
                document.unicodeScalars.append(previous)
                document.unicodeScalars.append(scalar)
            }
            previous = scalar
        }
        if let previous { document.appendWord(Substring(String(previous))) }
    }

    private static func pair(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> String {
        var text = String(first)
        text.unicodeScalars.append(second)
        return text
    }
}

extension String {
    fileprivate mutating func appendWord(_ word: Substring) {
        if !isEmpty { unicodeScalars.append(" ") }
        self += word
    }
}

// `{{name}}` in a text: where it stands, and what looks like one and is none.

/// A piece of a template's text.
enum LetterPiece: Hashable {
    case text(String)
    case mark(String)
    /// Braces that do not make a placeholder.
    case broken(String)
}

enum LetterMarks {
    /// The text cut at its placeholders.
    static func pieces(of text: String) -> [LetterPiece] {
        var pieces: [LetterPiece] = []
        var rest = text[...]
        while let open = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
            if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
            let tail = rest[open...]
            guard tail.hasPrefix("{{"), let close = tail.firstRange(of: "}}") else {
                pieces.append(.broken(String(tail.prefix(12))))
                return pieces
            }
            let name = String(tail[tail.index(open, offsetBy: 2)..<close.lowerBound])
            pieces.append(isName(name) ? .mark(name) : .broken("{{\(name.prefix(40))}}"))
            rest = tail[close.upperBound...]
        }
        if !rest.isEmpty { pieces.append(.text(String(rest))) }
        return pieces
    }

    /// Lower-case words with points and hyphens between, such as `party.name`.
    static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 60
            && text.utf8.allSatisfy {
                (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
            }
    }
}

/// Which known word somebody may have meant.
enum Spelling {
    /// The nearest of the words that is at most two letters away; nil when none is.
    static func nearest(to word: String, among words: [String]) -> String? {
        words.map { ($0, distance(Array(word.utf8), Array($0.utf8))) }.filter { $0.1 <= 2 }.min { $0.1 < $1.1 }?.0
    }

    /// Letters that are put in, left out or changed (Levenshtein).
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        guard abs(left.count - right.count) <= 2 else { return 3 }
        var row = Array(0...right.count)
        for (index, one) in left.enumerated() {
            var corner = index
            row[0] = index + 1
            for (column, other) in right.enumerated() {
                let change = corner + (one == other ? 0 : 1)
                corner = row[column + 1]
                row[column + 1] = min(change, corner + 1, row[column] + 1)
            }
        }
        return row.last ?? 0
    }
}

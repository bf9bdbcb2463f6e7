public import Base

/// What is put into a placeholder.
public enum LetterValue: Hashable, Sendable {
    /// A text.
    case text(String)
    /// A day.
    case day(Day)
    /// Texts for a numbered list.
    case list([String])
    /// Rows of a table.
    case rows([[String]])

    /// Whether there is nothing to read in it.
    public var isEmpty: Bool {
        switch self {
        case .text(let text): LetterText.clean(text).isEmpty
        case .day: false
        case .list(let texts): texts.allSatisfy { LetterText.clean($0).isEmpty }
        case .rows(let rows): rows.isEmpty
        }
    }
}

/// Why no letter could be made.
public enum LetterError: ExplainedError, Equatable {
    /// Values are missing, or there is nothing in them.
    case missing([String])
    /// Values that the template does not declare.
    case unknown([String])
    /// A value of another kind than declared, or a row with too many or too few cells.
    case wrongKind(String)
    /// A value or a letter is longer than a letter may be.
    case tooLong(String)
    /// There is no English reading copy of this letter.
    case noEnglish
    /// The picture is no PNG or JPEG that can be read, or too large.
    case unreadablePicture(String)
    /// The drawing library refused.
    case drawing(String)

    public var explanation: String {
        switch self {
        case .missing(let names): "The letter lacks \(names.joined(separator: ", "))."
        case .unknown(let names): "The letter has no place for \(names.joined(separator: ", "))."
        case .wrongKind(let name): "What is given for \(name) is of another kind than the template says."
        case .tooLong(let name): "\(name) is too long for a letter."
        case .noEnglish: "The letter has no English reading copy."
        case .unreadablePicture(let why): "The picture cannot be used: \(why)."
        case .drawing(let why): "The letter could not be drawn: \(why)."
        }
    }
}

/// Text from outside made fit for paper.
enum LetterText {
    /// The longest value, in bytes of UTF-8.
    static let longest = 60_000

    /// Controls become spaces, and marks that turn the direction of what follows are taken out: a name shall not be
    /// able to rewrite the sentence around it. Line ends stay.
    static func clean(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.replacing("\r\n", with: "\n").unicodeScalars {
            switch scalar.value {
            case 0x0A: scalars.append(scalar)
            case 0x0D, 0x85, 0x2028, 0x2029: scalars.append("\n")
            case 0x00...0x1F, 0x7F...0x9F: scalars.append(" ")
            case 0x061C, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF, 0xFFF9...0xFFFB: continue
            case 0xE0000...0xE007F, 0xFFFE, 0xFFFF: continue
            default: scalars.append(scalar)
            }
        }
        let cleaned = String(scalars)
        return cleaned.split(separator: "\n", omittingEmptySubsequences: true)
            .map { line in trimmed(line) }.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private static func trimmed(_ line: Substring) -> String {
        var line = line[...]
        while let first = line.first, first.isWhitespace { line.removeFirst() }
        while let last = line.last, last.isWhitespace { line.removeLast() }
        return String(line)
    }
}

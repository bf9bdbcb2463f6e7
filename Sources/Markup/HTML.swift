public import Base

/// A piece of markup as a string literal: a `String` put into it is escaped, an `HTML` is not.
public struct HTML: ExpressibleByStringInterpolation, Hashable, Sendable {
    /// The markup as text.
    public private(set) var text: String

    /// Nothing.
    public static let empty = HTML(trusted: "")

    /// True when there is nothing in it.
    public var isEmpty: Bool { text.isEmpty }

    public init(stringLiteral value: String) {
        text = value
    }

    public init(stringInterpolation: StringInterpolation) {
        text = stringInterpolation.text
    }

    /// Takes text that this program made as markup; never text from outside.
    public init(trusted text: String) {
        self.text = text
    }

    /// Takes any text and escapes it.
    public init(escaping text: String) {
        self.text = ""
        HTMLEscaping.append(text, to: &self.text)
    }

    /// Words that a person said or wrote: escaped, and never converted between scripts or translated.
    ///
    /// What holds Chinese characters is marked as Chinese, so that an English page sets it and reads it out as such.
    public static func said(_ text: String) -> HTML {
        "<span translate=\"no\"\(attribute: "lang", language(of: text))>\(text)</span>"
    }

    /// A name of the district's own that has no English form: an estate, a road.
    public static func chinese(_ name: String) -> HTML {
        "<span translate=\"no\" lang=\"zh-Hans\">\(name)</span>"
    }

    /// `zh` for a text with Chinese characters, whichever script they are in; else nil.
    public static func language(of text: String) -> String? {
        text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) } ? "zh" : nil
    }

    /// Joins pieces, with a separator between them.
    public static func joined(_ pieces: [HTML], separator: HTML = .empty) -> HTML {
        var whole = ""
        whole.reserveCapacity(pieces.reduce(0) { $0 + $1.text.utf8.count + separator.text.utf8.count })
        for (index, piece) in pieces.enumerated() {
            if index > 0 { whole += separator.text }
            whole += piece.text
        }
        return HTML(trusted: whole)
    }

    /// Adds a piece at the end.
    public mutating func append(_ piece: HTML) {
        text += piece.text
    }

    public static func + (left: HTML, right: HTML) -> HTML {
        HTML(trusted: left.text + right.text)
    }

    public static func += (left: inout HTML, right: HTML) {
        left.text += right.text
    }
}

extension HTML {
    /// Collects literals and what is put between them.
    public struct StringInterpolation: StringInterpolationProtocol {
        var text = ""

        public init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount * 24)
        }

        public mutating func appendLiteral(_ literal: String) {
            text += literal
        }

        /// Puts in text, escaped; right after `href="` or `src="` text becomes `#`, since only a `Path` may stand there.
        public mutating func appendInterpolation(_ value: String) {
            HTMLEscaping.endsInAddress(text) ? text.append("#") : HTMLEscaping.append(value, to: &text)
        }

        /// Puts in text, escaped; nil puts in nothing.
        public mutating func appendInterpolation(_ value: String?) {
            if let value { appendInterpolation(value) }
        }

        /// Puts in a piece of text, escaped.
        public mutating func appendInterpolation(_ value: Substring) {
            appendInterpolation(String(value))
        }

        /// Puts in a whole number.
        public mutating func appendInterpolation(_ value: some BinaryInteger) {
            text += String(value)
        }

        /// Puts in the id of a record.
        public mutating func appendInterpolation(_ id: RecordID) {
            appendInterpolation(id.text)
        }

        /// Puts in a piece of markup as it is.
        public mutating func appendInterpolation(_ piece: HTML) {
            text += piece.text
        }

        /// Puts in a piece of markup as it is; nil puts in nothing.
        public mutating func appendInterpolation(_ piece: HTML?) {
            if let piece { text += piece.text }
        }

        /// Puts in pieces of markup one after another.
        public mutating func appendInterpolation(_ pieces: [HTML]) {
            for piece in pieces { text += piece.text }
        }

        /// Puts in an address of this program.
        public mutating func appendInterpolation(_ path: Path) {
            HTMLEscaping.append(path.text, to: &text)
        }

        /// Puts in an address outside this program.
        public mutating func appendInterpolation(_ link: ExternalLink) {
            HTMLEscaping.append(link.text, to: &text)
        }
    }
}

import Markup

/// Words that a person wrote, in paragraphs; never converted or translated.
enum SaidText {
    static func paragraphs(_ text: String) -> HTML {
        let lines: [HTML] = text.split(whereSeparator: \.isNewline).map { "<p>\(String($0))</p>" }
        return "\(lines)"
    }

    /// What somebody told in the course of the matter.
    static func told(_ text: String) -> HTML {
        "<div class=\"told\" translate=\"no\"\(attribute: "lang", language(text))>\(paragraphs(text))</div>"
    }

    /// `zh` for a text with Chinese characters, so that an English page sets and reads it as Chinese; else nil.
    static func language(_ text: String) -> String? {
        text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) } ? "zh" : nil
    }
}

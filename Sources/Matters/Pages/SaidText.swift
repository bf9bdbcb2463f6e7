import Markup

/// Words that a person wrote, in paragraphs; never converted or translated.
enum SaidText {
    static func paragraphs(_ text: String) -> HTML {
        let lines: [HTML] = text.split(whereSeparator: \.isNewline).map { "<p>\(String($0))</p>" }
        return "\(lines)"
    }

    /// What somebody told in the course of the matter.
    static func told(_ text: String) -> HTML {
        .told(paragraphs(text), language: HTML.language(of: text))
    }
}

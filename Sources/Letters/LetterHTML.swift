// The same letter as a document for screen readers: headings, lists, tables and languages as such.
import Base
public import Markup

/// Writes letters as HTML.
public enum LetterHTML {
    /// The letter as an `article`; `level` is that of its title among the headings of the page around it.
    public static func article(_ sheet: LetterSheet, level: Int = 1) -> HTML {
        let letter = sheet.letter
        let isEnglish = letter.language == .english
        let writer = Writer(letter: letter, level: min(max(level, 1), 4), hasSeal: sheet.seal != nil && !isEnglish)
        let copy: HTML = isEnglish ? "<p><em>\(Letter.readingCopy)</em></p>" : .empty
        let proof: HTML? = sheet.proof.map {
            "<p>\(LetterWords.verify.text(letter.language)): \($0.code) <span translate=\"no\">\($0.address)</span></p>"
        }
        return """
            <article\(attribute: "lang", letter.language.rawValue)>\(copy)\(letter.contents.map(writer.html))\(proof)</article>
            """
    }

    /// The letter as a whole document.
    public static func document(_ sheet: LetterSheet) -> String {
        let page: HTML = """
            <!DOCTYPE html><html\(attribute: "lang", sheet.letter.language.rawValue)><head><meta charset="utf-8"/>\
            <title>\(sheet.letter.title)</title></head><body><main>\(article(sheet))</main></body></html>
            """
        return page.text
    }
}

private struct Writer {
    let letter: Letter
    let level: Int
    let hasSeal: Bool

    private var colon: String { letter.language == .english ? ": " : "：" }

    func html(_ content: LetterContent) -> HTML {
        switch content {
        case .masthead(let text), .number(let text): "<p>\(text)</p>"
        case .title(let text): heading(text, level)
        case .heading(let text): heading(text, level + 1)
        case .addressee(let text): "<p><strong>\(text)</strong></p>"
        case .paragraph(let text): paragraphs(text)
        case .clauses(let clauses): self.clauses(clauses, 0)
        case .table(let table): self.table(table)
        case .fields(let fields):
            "<table><tbody>\(fields.map { "<tr><th scope=\"row\">\($0.label)</th><td>\(lines($0.text))</td></tr>" as HTML })</tbody></table>"
        case .signatures(let all): "<ul>\(all.map(signature))</ul>"
        case .closing(let closing): self.closing(closing)
        case .attachments(let names):
            "<p>\(LetterWords.attachments.text(letter.language))\(colon)</p><ol>\(names.map { "<li>\($0)</li>" as HTML })</ol>"
        case .copies(let text): "<p>\(LetterWords.copies.text(letter.language))\(colon)\(text)</p>"
        }
    }

    private func heading(_ text: String, _ level: Int) -> HTML {
        switch level {
        case 1: "<h1>\(text)</h1>"
        case 2: "<h2>\(text)</h2>"
        case 3: "<h3>\(text)</h3>"
        case 4: "<h4>\(text)</h4>"
        case 5: "<h5>\(text)</h5>"
        default: "<h6>\(text)</h6>"
        }
    }

    private func paragraphs(_ text: String) -> HTML {
        .joined(text.split(separator: "\n").map { "<p>\($0)</p>" })
    }

    private func lines(_ text: String) -> HTML {
        .joined(text.split(separator: "\n").map { "\($0)" }, separator: "<br/>")
    }

    /// The numbers stand in the text, as they are quoted by them; a list of their own would be read out twice.
    private func clauses(_ clauses: [LetterClause], _ depth: Int) -> HTML {
        let isChinese = letter.language != .english
        return .joined(
            clauses.enumerated().map { index, clause in
                let label = LetterNumbers.label(index + 1, level: depth, isChinese: isChinese)
                let text = clause.text ?? ""
                let own: HTML =
                    if let title = clause.heading {
                        heading(label + title, level + 1 + depth) + paragraphs(text)
                    } else {
                        paragraphs(label + text)
                    }
                return own + self.clauses(clause.clauses, depth + 1)
            }
        )
    }

    private func table(_ table: LetterTable) -> HTML {
        let head = table.columns.map { "<th scope=\"col\">\($0)</th>" as HTML }
        let rows = table.rows.map { row -> HTML in "<tr>\(row.map { "<td>\(lines($0))</td>" as HTML })</tr>" }
        return "<table><thead><tr>\(head)</tr></thead><tbody>\(rows)</tbody></table>"
    }

    private func signature(_ one: LetterSignature) -> HTML {
        "<li>\(one.role)\(colon)\(one.name) (\(LetterWords.sign.text(letter.language)))</li>"
    }

    private func closing(_ closing: LetterClosing) -> HTML {
        let seal: HTML =
            closing.isSealed && hasSeal ? " <span>\(LetterWords.sealed.text(letter.language))</span>" : .empty
        return .joined(closing.names.map { "<p>\($0)</p>" }) + "<p>\(closing.day)\(seal)</p>"
    }
}

import Base
import Letters
import Markup
import Matters

/// The form of a letter: a field for each placeholder, the known ones filled in.
struct PaperForm {
    static let formID = "paper"

    let desk: PaperDesk
    let template: LetterTemplate
    let texts: PaperTexts
    let path: Path
    let back: (Words, Path)
    /// The revision of a draft; nil for a new paper.
    let revision: Int?
    /// The paper in whose place it is written.
    let replaces: RecordID?
    let voice: PaperVoice

    private func say(_ words: Words) -> String { voice.say(words) }

    var html: HTML {
        let line: HTML = """
            <span class="code">\(desk.file.matter.number)</span> \(say(template.article))
            """
        let hidden: HTML = """
            \(revision.map { HTML.hidden("revision", String($0)) })\(replaces.map { HTML.hidden("replaces", $0.text) })
            """
        let buttons = HTML.buttons([
            .button(say(PaperWords.goOn), .primary, name: "act", value: "preview"),
            .button(say(PaperWords.keepDraft), name: "act", value: "draft"),
        ])
        let sealed: HTML? =
            desk.keepsNames ? .banner(say(PaperWords.papers), "<p>\(say(PaperWords.sealedHint))</p>") : nil
        let fields = template.placeholders.filter { $0.name != PaperTexts.number }.map(field)
        return """
            \(voice.head(say(template.name), line, back: back))\(sealed)<p class="small muted">\(say(PaperWords.pending))</p>\
            \(voice.form(to: path, Self.formID, "\(hidden)\(fields)\(buttons)"))
            """
    }

    private func field(_ one: LetterPlaceholder) -> HTML {
        let name = "v." + one.name
        let value = voice.value(name, in: Self.formID, texts.texts[one.name] ?? "")
        var field = voice.field(name, say(one.label), in: Self.formID)
        var hints: [Words] = []
        switch one.kind {
        case .text, .day: break
        case .paragraphs: hints.append(PaperWords.paragraphsHint)
        case .list: hints.append(PaperWords.listHint)
        case .rows: hints.append(PaperWords.rowsHint(template.columns(of: one.name) ?? []))
        }
        if one.isOptional { hints.append(PaperWords.optional) }
        field.hint = hints.isEmpty ? nil : hints.map(say).joined(separator: " · ")
        return switch one.kind {
        case .text: .input(field, value: value, maximum: PaperTexts.lineLimit)
        case .day: .date(field, value: value)
        case .paragraphs: .textarea(field, value: value, rows: 5, maximum: PaperTexts.limit)
        case .list, .rows: .textarea(field, value: value, rows: 4, maximum: PaperTexts.limit)
        }
    }
}

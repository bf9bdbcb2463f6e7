import Base
import Markup
import Web

/// How a page of this module speaks: the language, the form's token, what was typed, and what was wrong with it.
struct DisputeVoice: Sendable {
    let language: Language
    let csrf: String
    let today: Day
    var typed = Form()
    var fault: (field: String?, words: Words)?

    init(_ visit: Visit, fault: (field: String?, words: Words)? = nil) {
        (language, csrf, today) = (visit.language, visit.csrf, visit.now.day)
        self.fault = fault
        if fault != nil { typed = visit.form }
    }

    /// The form that was sent; empty when none was.
    var sent: String { typed.text("form") }

    func say(_ words: Words) -> String { words.text(language) }

    /// A field of one of the page's forms; the fault stands at the form that was sent.
    func field(_ form: String, _ name: String, _ label: Words, hint: Words? = nil) -> Field {
        let isWrong = fault?.field == name && sent == form
        return Field(
            name, say(label), hint: hint.map(say), error: isWrong ? fault.map { say($0.words) } : nil,
            id: "\(form)-\(name)")
    }

    func value(_ form: String, _ name: String, _ other: String = "") -> String {
        sent == form ? typed.text(name) : other
    }

    var notice: HTML? {
        fault.map { .banner(say(RoomWords.wrong), "<p>\(say($0.words))</p>", .alarm) }
    }

    func form(to path: Path, _ name: String, _ body: HTML) -> HTML {
        .form(to: path, id: name, hidden: ["csrf": csrf, "form": name], body)
    }

    /// A heading with the way back.
    func head(_ title: String, _ lead: String = "", back: (Words, Path)) -> HTML {
        """
        <header class="open-head">\(HTML.back(say(back.0), to: back.1))<h1 class="title">\(title)</h1>\
        <p class="lead">\(lead)</p></header>\(notice)
        """
    }
}

import Base
import Markup
import Web

/// How a page of papers speaks: the language, the form's token, what was typed, and what was wrong with it.
struct PaperVoice: Sendable {
    let language: Language
    let csrf: String
    let today: Day
    var typed: Form?
    var faults: [String: Words] = [:]
    /// A sentence at the top: why something was not done.
    var fault: Words?

    init(_ visit: Visit, faults: [String: Words] = [:], fault: Words? = nil) {
        (language, csrf, today) = (visit.language, visit.csrf, visit.now.day)
        (self.faults, self.fault) = (faults, fault)
        if visit.method == "POST" { typed = visit.form }
    }

    func say(_ words: Words) -> String { words.text(language) }

    /// A field with its fault; `sent` is the form that the fields belong to.
    func field(_ name: String, _ label: String, hint: Words? = nil, in form: String) -> Field {
        let isSent = typed?.text("form") == form
        return Field(
            name, label, hint: hint.map(say), error: isSent ? faults[name].map(say) : nil, id: "\(form)-\(name)")
    }

    func value(_ name: String, in form: String, _ other: String = "") -> String {
        guard let typed, typed.text("form") == form else { return other }
        return typed.text(name)
    }

    func form(to path: Path, _ name: String, hasFiles: Bool = false, _ body: HTML) -> HTML {
        .form(to: path, id: name, hidden: ["csrf": csrf, "form": name], hasFiles: hasFiles, body)
    }

    var notice: HTML? {
        if let fault { return .banner(say(PaperWords.wrong), "<p>\(say(fault))</p>", .alarm) }
        return faults.isEmpty ? nil : .banner(say(PaperWords.mend), .joined(loose.map { "<p>\(say($0))</p>" }), .alarm)
    }

    /// Every sentence once, for who does not see the fields.
    private var loose: [Words] {
        faults.sorted { $0.key < $1.key }.map(\.value).reduce(into: []) { all, words in
            if !all.contains(words) { all.append(words) }
        }
    }

    /// A heading with the way back.
    func head(_ title: String, _ line: HTML = .empty, back: (Words, Path)) -> HTML {
        """
        <header class="open-head">\(HTML.back(say(back.0), to: back.1))<h1 class="title">\(title)</h1>\
        <p class="open-line">\(line)</p></header>\(notice)
        """
    }
}

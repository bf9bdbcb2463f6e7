import Base
import Markup

/// Words in one language.
struct ReviewVoice: Hashable, Sendable {
    let language: Language

    func callAsFunction(_ words: Words) -> String { words.text(language) }

    /// A name of the district's own: the English one where there is one and English is read, else marked as Chinese.
    func name(_ words: Words) -> HTML {
        language == .english && words.en.isEmpty ? .chinese(words.zh) : "\(words.text(language))"
    }

    /// Words with something in the places of `{}`.
    func sentence(_ words: Words, _ parts: [HTML]) -> HTML {
        var html = HTML.empty, parts = parts[...]
        for (index, piece) in words.text(language).split(separator: "{}", omittingEmptySubsequences: false).enumerated()
        {
            if index > 0, let part = parts.popFirst() { html += part }
            html += HTML(escaping: String(piece))
        }
        return html
    }

    /// What a case is about.
    func callAsFunction(_ sentence: CaseSentence) -> HTML {
        self.sentence(
            sentence.words,
            sentence.parts.map { part in
                switch part {
                case .said(let said): .said(said)
                case .name(let words): name(words)
                }
            })
    }
}

/// What was done, said in a line with a way to undo it.
struct ReviewToast {
    let words: Words
    /// The name in it.
    var name: String?
    /// The cases to undo; none: there is nothing to undo.
    var cases: [RecordID] = []
    let ask: ReviewAsk
    let csrf: String
    let say: ReviewVoice

    var html: HTML {
        let line = say.sentence(words, [name.map(HTML.said)].compactMap(\.self))
        guard !cases.isEmpty else { return "<p class=\"toast\" role=\"status\"><span>\(line)</span></p>" }
        // A paragraph cannot hold a form: the button names it.
        return """
            <p class="toast" role="status"><span>\(line)</span><button class="link" type="submit" form="undo-done" \
            data-key="u">\(say(ReviewWords.undo))\(HTML.key("u"))</button></p>\
            <form id="undo-done" method="post" action="\(ReviewPaths.undo)">\(HTML.hidden("csrf", csrf))\
            \(ask.fields.map { HTML.hidden($0.name, $0.value) })\
            \(HTML.hidden("cases", cases.map(\.text).joined(separator: " ")))</form>
            """
    }
}

/// The help with the keys of the queue.
enum ReviewKeys {
    static func help(_ say: ReviewVoice) -> HTML {
        .keyHelp(
            say(ReviewWords.keysHead), keys: ReviewWords.keys.map { ($0.0, say($0.1)) },
            switchLabel: say(ReviewWords.keysSwitch), close: say(ReviewWords.close))
    }
}

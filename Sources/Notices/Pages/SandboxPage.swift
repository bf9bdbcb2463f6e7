import Base
import Markup

/// What would have been sent, in a demonstration.
struct SandboxPage {
    let messages: [SandboxMessage]
    let sender: NoticeSender
    let language: Language

    var html: HTML {
        """
        \(HTML.back(say(NoticePageWords.back), to: NoticePaths.list))\
        <header class="open-head"><h1 class="title">\(say(NoticePageWords.sandboxTitle))</h1></header>\
        \(HTML.banner(say(NoticePageWords.sandboxWord), "<p>\(say(NoticePageWords.sandboxText))</p>", .soon))\(list)
        """
    }

    private var list: HTML {
        guard !messages.isEmpty else {
            return .emptyState(say(NoticePageWords.sandboxNone), note: say(NoticePageWords.sandboxNoneNote))
        }
        return "<div class=\"stack\">\(messages.map(card))</div>"
    }

    private func card(_ message: SandboxMessage) -> HTML {
        let notice = message.notice
        let words = sender.words(notice.template, message.parameters, message.language)
        return """
            <article class="clock-card" data-notice="\(notice.template.rawValue)"><p class="small muted">\
            \(say(NoticeWords.channel(notice.channel))) · \(NoticesPage.time(notice.changedAt)) · \
            \(say(NoticePageWords.sandboxTo)) <span class="code" translate="no">\(message.to)</span></p>\
            <p class="strong" lang="\(message.language.rawValue)" translate="no">\(words.title)</p>\
            <p lang="\(message.language.rawValue)" translate="no">\(words.text)</p></article>
            """
    }

    private func say(_ words: Words) -> String { words.text(language) }
}

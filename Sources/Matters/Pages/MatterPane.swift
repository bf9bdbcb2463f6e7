import Base
import Markup

/// The open matter beside its list: what was said, what to do, where it stands.
struct MatterPane: Speaking {
    let view: MatterView
    let language: Language
    let csrf: String
    /// Whether the page is this matter's; beside a list it stands under the list's heading.
    let isAlone: Bool

    private var parts: MatterParts { MatterParts(view: view, language: language, csrf: csrf) }

    var html: HTML {
        """
        <article class="stack-24">\(head)\(parts.attention(withButton: true))\(bar)\
        \(HTML.section(say(MatterWords.said), id: "said", "\(parts.said)\(files)"))\
        <div class="pair">\(HTML.section(say(MatterWords.whereAndWho), id: "parties", HTML.facts(
            [(say(MatterWords.place), parts.place)] + parts.partyLines
        )))\(HTML.section(say(MatterWords.route), id: "route", HTML.facts([
            (say(MatterWords.topic), parts.topic), (say(MatterWords.route), parts.route),
            (say(MatterWords.firstReceiver), parts.firstReceiver),
        ] + parts.shareLines)))</div>\
        \(HTML.section(say(MatterWords.timelineHead), id: "line", parts.timeline(limit: 6, isDense: true)))</article>
        """
    }

    private var head: HTML {
        """
        <header class="open-head"><p class="open-line small"><span class="code">\(view.matter.number)</span>\
        <span class="muted">\(parts.received)</span>\
        <a href="\(MatterPaths.matter(view.matter.id))" data-key="o">\(say(MatterWords.openAlone)) \(HTML.key("o"))</a></p>\
        \(isAlone ? HTML("<h1 class=\"title\">\(parts.title)</h1>") : "<h2 class=\"title\">\(parts.title)</h2>")\
        <p class="open-line">\(parts.tags)\(parts.chip)</p></header>
        """
    }

    private var bar: HTML {
        if view.isAuditor { return .banner(say(MatterWords.readOnly), "<p>\(say(MatterWords.readOnlyWhy))</p>") }
        let allowed = view.allowed
        let buttons: [HTML] = allowed.enumerated().map { button($0.element, isFirst: $0.offset == 0) }
        let barred = parts.barredCards
        let why = HTML.more(say(MatterWords.barredHead), .actions(barred))
        return """
            \(buttons.isEmpty ? nil : HTML.actionBar(buttons))\
            \(barred.isEmpty ? nil : why)
            """
    }

    private func button(_ action: Procedure.Action, isFirst: Bool) -> HTML {
        let kind: ButtonKind = isFirst ? .primary : .ordinary
        guard action.needs?.isEmpty ?? true else {
            return .linkButton(
                say(action.name), to: MatterPaths.action(action.code, of: view.matter.id), kind, key: action.key
            )
        }
        return parts.pressForm(action, .button(say(action.name), kind, key: action.key))
    }

    private var files: HTML? {
        guard !view.attachments.isEmpty else { return nil }
        let links: [HTML] = view.attachments.map { FileLine(file: $0, matter: view.matter.id, language: language).link }
        return "<p class=\"small open-line\">\(links)</p>"
    }
}

import Base
import Clocks
import Markup
import Matters
import Web

/// One issue: when they came, what they say, the matters, and what can be done with it.
struct IssuePage {
    let line: IssueLine
    let titles: [RecordID: String]
    let kinds: [Procedure]
    let window: IssueStore.Window
    let mayChange: Bool
    let csrf: String
    let say: Voice
    var notice: HTML = .empty
    /// What was typed.
    var number = ""
    var parentTitle = ""
    var parentKind = ""
    var ticked: Set<String> = []

    var html: HTML {
        """
        \(HTML.crumbs(say(IssueWords.way), [(say(IssueWords.title), IntakePaths.issues)], here: title))\(notice)\
        <header class="open-head"><h1 class="title">\(title)</h1><p class="small">\(IssueFacts(line: line, say: say).html)</p>\
        <p class="issue-heat">\(say(IssueWords.heat(line.heat.value)))</p></header>\
        \(curve)\(said)\(matters)\(mayChange ? merge : nil)\(mayChange ? parent : parentLink)
        """
    }

    private var title: HTML { line.title.isEmpty ? "\(say(IssueWords.erased))" : .said(line.title) }

    private var curve: HTML {
        let label = say(IssueWords.curve(line.curve, window.days))
        return HTML.ruled(
            say(IssueWords.curveHead), id: "curve",
            """
            <div class="spark-wide">\(HTML.spark(line.curve, label: label))<p class="spark-days small muted"><span>\
            \(say(DayWords.plain(window.start.day)))</span><span>\(say(DayWords.plain(window.day)))</span></p></div>
            """)
    }

    private var said: HTML? {
        let items: [HTML] = line.sentences.map { "<li>\(HTML.said($0))</li>" }
        guard !items.isEmpty else { return nil }
        return HTML.ruled(
            say(IssueWords.saidHead), id: "said",
            "<ul class=\"issue-said\">\(items)</ul><p class=\"hint\">\(say(IssueWords.saidHint))</p>")
    }

    private var matters: HTML {
        let rows: [HTML] = line.matters.reversed().map { matter in
            let row = ListRow(
                to: IntakePaths.matter(matter.id),
                title: titles[matter.id].map(HTML.said) ?? "\(say(IssueWords.erased))",
                meta: [
                    "<span class=\"code\">\(matter.number)</span>", "\(name(of: matter.kind))",
                    "\(say(DayWords.plain(matter.happenedAt.day)))",
                    HTML.status(
                        say(matter.isOpen ? WindowWords.stillOpen : WindowWords.isEnded),
                        matter.isOpen ? .working : .done),
                ]
            ).html
            return "<li\(attribute: "class", mayChange ? "pick" : nil)>\(mayChange ? tick(matter) : nil)\(row)</li>"
        }
        let list: HTML = "<ul class=\"rows\">\(rows)</ul>"
        return HTML.ruled(
            say(IssueWords.mattersHead), id: "matters", "\(list)\(mayChange && line.matters.count > 1 ? split : nil)")
    }

    private func name(of kind: MatterKind) -> String {
        kinds.first { $0.kind == kind }.map { say($0.name) } ?? kind.rawValue
    }

    private func tick(_ matter: Matter) -> HTML {
        """
        <input class="pick-box" type="checkbox" form="split" name="matters" value="\(matter.id)" \
        aria-label="\(say(IssueWords.tick(matter.number)))"\(flag: "checked", ticked.contains(matter.id.text))>
        """
    }

    private var split: HTML {
        """
        <form class="stack-8 no-print" id="split" method="post" action="\(IntakePaths.issue(line.id, "split"))">\
        \(HTML.hidden("csrf", csrf))<p class="hint">\(say(IssueWords.splitHint))</p>\
        \(HTML.buttons([.button(say(IssueWords.split))]))</form>
        """
    }

    private var merge: HTML {
        let field = Field("number", say(IssueWords.mergeNumber), hint: say(IssueWords.mergeHint))
        let form = HTML.form(
            to: IntakePaths.issue(line.id, "merge"), hidden: ["csrf": csrf],
            "\(HTML.input(field, value: number, maximum: 40))\(HTML.buttons([.button(say(IssueWords.merge))]))")
        return HTML.ruled(say(IssueWords.mergeHead), id: "merge-h", form)
    }

    private var parentLink: HTML? {
        line.parent.map { parent in
            HTML.ruled(
                say(IssueWords.parentIs), id: "parent-h",
                "<p>\(HTML.link(parent.number, to: IntakePaths.matter(parent.id)))</p>")
        }
    }

    private var parent: HTML {
        if let link = parentLink { return link }
        let choices = kinds.map { Choice($0.code, say($0.name)) }
        let usual = parentKind.isEmpty ? MatterKind.report.rawValue : parentKind
        let form = HTML.form(
            to: IntakePaths.issue(line.id, "parent"), hidden: ["csrf": csrf],
            """
            <p class="hint">\(say(IssueWords.parentHint))</p>\
            \(HTML.input(Field("title", say(IssueWords.parentTitle)), value: parentTitle, maximum: Answers.titleLimit))\
            \(HTML.segments(Field("kind", say(IssueWords.parentKind)), choices, chosen: usual))\
            \(HTML.buttons([.button(say(IssueWords.parent), .primary)]))
            """)
        return HTML.ruled(say(IssueWords.parentHead), id: "parent-h", "\(form)\(line.signalled == nil ? nil : dismiss)")
    }

    private var dismiss: HTML {
        HTML.form(
            to: IntakePaths.issue(line.id, "dismissal"), hidden: ["csrf": csrf],
            "<p class=\"hint\">\(say(IssueWords.dismissHint))</p>\(HTML.buttons([.button(say(IssueWords.dismiss))]))")
    }
}

/// One step of what has happened or will.
public struct TimelineStep: Sendable {
    /// Where the step stands.
    public enum State: String, CaseIterable, Sendable {
        case done = ""
        case now = "is-now"
        case next = "is-next"
        case late = "is-late"
    }
    /// Where the step stands.
    public var state: State
    /// When, in words.
    public var when: String
    /// What.
    public var title: HTML
    /// More about it.
    public var detail: HTML?

    /// Describes a step.
    public init(_ state: State = .done, when: String, title: HTML, detail: HTML? = nil) {
        self.state = state
        self.when = when
        self.title = title
        self.detail = detail
    }
}

/// A step that can be taken, or one that cannot and why.
public struct ActionCard: Sendable {
    /// What it does.
    public var label: String
    /// Where its form is; nil for a barred one.
    public var path: Path?
    /// What happens then, or why it cannot be done.
    public var note: String?
    /// The letter that opens it at the desk.
    public var key: String?
    /// True for the one that is expected next.
    public var isFirst: Bool
    /// The word for "cannot" on a barred one.
    public var barredWord: String?

    /// A step that can be taken.
    public init(_ label: String, to path: Path, note: String? = nil, key: String? = nil, isFirst: Bool = false) {
        self.label = label
        self.path = path
        self.note = note
        self.key = key
        self.isFirst = isFirst
    }

    /// A step that cannot be taken, with the reason.
    public init(barred label: String, word: String, reason: String) {
        self.label = label
        note = reason
        barredWord = word
        isFirst = false
    }

    /// The card.
    public var html: HTML {
        let noteLine: HTML? = note.map { "<small>\($0)</small>" }
        guard let path else {
            return """
                <div class="action action-barred"><strong>\(label)</strong><span class="word">\(barredWord)</span>\
                \(noteLine)</div>
                """
        }
        return """
            <a class="action\(isFirst ? " action-first" : "")" href="\(path)"\(attribute: "data-key", key)>\
            <strong>\(label)</strong>\(key.map(HTML.key))\(noteLine)</a>
            """
    }
}

extension HTML {
    /// How far a visitor has come: `words` says it, a bar shows it.
    public static func steps(_ words: String, now: Int, of count: Int) -> HTML {
        let bars: [HTML] = (1...max(1, min(count, 20))).map { number in
            "<li\(attribute: "class", number < now ? "is-done" : number == now ? "is-now" : nil)></li>"
        }
        return
            "<div class=\"steps\"><p class=\"kicker\">\(words)</p><ol class=\"steps-bar\" aria-hidden=\"true\">\(bars)</ol></div>"
    }

    /// What has happened and what comes, in order.
    public static func timeline(_ steps: [TimelineStep], isDense: Bool = false) -> HTML {
        let items: [HTML] = steps.map { step in
            """
            <li\(attribute: "class", step.state == .done ? nil : step.state.rawValue)><p class="when">\(step.when)</p>\
            <p class="strong">\(step.title)</p>\(step.detail)</li>
            """
        }
        return "<ol class=\"timeline\(isDense ? " timeline-dense" : "")\">\(items)</ol>"
    }

    /// Facts as names and values.
    public static func facts(_ facts: [(String, HTML)]) -> HTML {
        "<dl class=\"facts\">\(facts.map { HTML("<dt>\($0.0)</dt><dd>\($0.1)</dd>") })</dl>"
    }

    /// Steps that can be taken and those that cannot.
    public static func actions(_ actions: [ActionCard]) -> HTML {
        "<div class=\"actions\">\(actions.map(\.html))</div>"
    }

    /// A big number with its unit; `over` makes it loud.
    public static func figure(
        _ label: String,
        _ number: String,
        unit: String,
        note: String = "",
        to path: Path? = nil,
        isOver: Bool = false
    ) -> HTML {
        let inside: HTML = """
            <span class="kicker">\(label)</span><span class="figure-n">\(number) <small>\(unit)</small></span>\
            <span class="small muted">\(note)</span>
            """
        let name = isOver ? "figure figure-over" : "figure"
        return path.map { "<a class=\"\(name)\" href=\"\($0)\">\(inside)</a>" }
            ?? "<div class=\"\(name)\">\(inside)</div>"
    }

    /// Big numbers side by side.
    public static func figures(_ label: String, _ figures: [HTML]) -> HTML {
        "<section class=\"figures\" aria-label=\"\(label)\">\(figures)</section>"
    }

    /// A part of a page under a heading.
    public static func section(_ heading: String, id: String, _ body: HTML) -> HTML {
        "<section class=\"section\" aria-labelledby=\"\(id)\"><h2 id=\"\(id)\">\(heading)</h2>\(body)</section>"
    }

    /// What comes next, set off by a line.
    public static func nextBox(_ heading: String, _ body: HTML) -> HTML {
        "<div class=\"next-box\"><p class=\"strong\">\(heading)</p>\(body)</div>"
    }

    /// Words somebody said, in quotation marks.
    public static func quote(_ text: String) -> HTML {
        "<blockquote class=\"quote\" translate=\"no\"\(attribute: "lang", language(of: text))><p>\(text)</p></blockquote>"
    }

    /// What somebody told in the course of a matter, in paragraphs; `language` is that of the words.
    public static func told(_ paragraphs: HTML, language: String?) -> HTML {
        "<div class=\"told\" translate=\"no\"\(attribute: "lang", language)>\(paragraphs)</div>"
    }

    /// A title that breaks after a comma before it breaks inside a phrase.
    public static func phrases(_ text: String) -> HTML {
        let parts = text.split(separator: "，", omittingEmptySubsequences: false)
        return .joined(
            parts.enumerated().map { index, part in
                let comma = index + 1 < parts.count ? "，" : ""
                return "<span class=\"phrase\">\(String(part))\(comma)</span>"
            }
        )
    }

    /// Something that opens on demand.
    public static func more(_ summary: String, _ body: HTML, isOpen: Bool = false) -> HTML {
        """
        <details class="plain"\(flag: "open", isOpen)><summary>\(summary)</summary><div class="stack-8">\(body)</div>\
        </details>
        """
    }
}

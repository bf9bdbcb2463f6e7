import Base
import Markup

/// The queue: what waits for a decision, the most rows first.
struct ReviewListPage {
    /// One case as a line.
    struct Line {
        let one: AddressCase
        let sentence: CaseSentence
        /// The systems by their names for people.
        let systems: [String]
        let town: Words?
    }

    let lines: [Line]
    let count: (cases: Int, rows: Int)
    /// Towns with cases, by code; nil for those that name none.
    let towns: [(id: RecordID?, name: Words, count: Int)]
    let ask: ReviewAsk
    let mayDecide: Bool
    let csrf: String
    let say: ReviewVoice
    var notice: HTML = .empty

    var html: HTML {
        """
        \(notice)<header class="open-head"><h1 class="title">\(say(ReviewWords.title))</h1>\
        <p class="lead">\(say(ReviewWords.count(count.cases, count.rows, decided: ask.isDecided)))</p>\
        \(mayDecide ? nil : HTML("<p class=\"muted\">\(say(ReviewWords.look))</p>"))</header>\
        \(states)\(kinds)\(narrow)<div>\(list)</div>\(more)\(bulk)\(sheet)\(ReviewKeys.help(say))
        """
    }

    private var states: HTML {
        .tabs(
            say(ReviewWords.states),
            [false, true].map { decided in
                ListLink(
                    say(decided ? ReviewWords.decided : ReviewWords.open),
                    to: ReviewPaths.list(ask.with(decided: decided)),
                    isCurrent: ask.isDecided == decided)
            })
    }

    private var kinds: HTML {
        let all = [CasePattern.Kind?.none] + CasePattern.Kind.allCases.map(Optional.some)
        return .filters(
            say(ReviewWords.kinds),
            all.map { kind in
                ListLink(
                    say(kind.map(ReviewWords.kind) ?? ReviewWords.allKinds), to: ReviewPaths.list(ask.with(kind: kind)),
                    isCurrent: kind == ask.kind)
            })
    }

    private var narrow: HTML? {
        guard !towns.isEmpty else { return nil }
        let choices = towns.map { town in
            let (value, title) = (town.id?.text ?? "none", say(ReviewWords.townCount(town.name, town.count)))
            return say.language == .english && town.name.en.isEmpty ? Choice(value, said: title) : Choice(value, title)
        }
        let rest = ask.fields.filter { $0.name != "town" }.map { HTML.hidden($0.name, $0.value) }
        return """
            <form class="narrow-form" method="get" action="\(ReviewPaths.list)">\(rest)\(HTML.select(
                Field("town", say(ReviewWords.town), id: "review-town"), choices, chosen: ask.town.text,
                none: say(ReviewWords.allTowns)))\(HTML.buttons([.button(say(ReviewWords.narrow))]))</form>
            """
    }

    private var list: HTML {
        guard !lines.isEmpty else {
            let all: HTML? =
                ask.fields.isEmpty ? nil : .linkButton(say(ReviewWords.clear), to: ReviewPaths.list(ReviewAsk()))
            return .emptyState(
                say(ask.isDecided ? ReviewWords.emptyDecided : ReviewWords.empty), note: say(ReviewWords.emptyNote),
                next: all)
        }
        let picks = mayDecide && !ask.isDecided
        let items: [HTML] = lines.enumerated().map { index, line in
            "<li\(attribute: "class", picks ? "pick" : nil)>\(picks ? tick(line, index + 1) : nil)\(row(line))</li>"
        }
        return "<ul class=\"rows\" data-rows=\"true\">\(items)</ul>"
    }

    private func row(_ line: Line) -> HTML {
        var meta: [HTML] = [
            "<span>\(say(ReviewWords.rows(line.one.rows)))</span>",
            "<span>\(HTML.said(line.systems.joined(separator: " ")))</span>",
        ]
        if let town = line.town { meta.append("<span>\(say.name(town))</span>") }
        if line.one.state == .open, line.one.proposal != nil { meta.append(.tag(say(ReviewWords.proposed))) }
        return ListRow(
            to: ReviewPaths.show(line.one.id, ask), title: say(line.sentence), meta: meta, said: line.one.sample
        ).html
    }

    private func tick(_ line: Line, _ number: Int) -> HTML {
        """
        <input class="pick-box" type="checkbox" form="accept" name="pick" value="\(line.one.id)" \
        aria-label="\(say(ReviewWords.tick(number)))">
        """
    }

    private var more: HTML {
        .more(
            say(ReviewWords.next),
            to: ask.offset + lines.count < count.cases && !lines.isEmpty
                ? ReviewPaths.list(ask.with(offset: ask.offset + lines.count)) : nil)
    }

    private var bulk: HTML? {
        guard mayDecide, !ask.isDecided, !lines.isEmpty else { return nil }
        let shown = lines.map(\.one.id.text).joined(separator: " ")
        let form: HTML = """
            <form class="stack" id="accept" method="post" action="\(ReviewPaths.bulk)">\(HTML.hidden("csrf", csrf))\
            \(HTML.hidden("shown", shown))\(ask.fields.map { HTML.hidden($0.name, $0.value) })\
            <p class="small muted">\(say(ReviewWords.bulkHint))</p>\(HTML.buttons([
                .button(say(ReviewWords.acceptTicked), name: "which", value: "ticked"),
                .button(say(ReviewWords.acceptShown), name: "which", value: "shown"),
            ]))</form>
            """
        return HTML.ruled(say(ReviewWords.bulkHead), id: "accept-head", form)
    }

    private var sheet: HTML? {
        ask.isDecided
            ? nil : ReviewSheetPart(ask: ask, mayDecide: mayDecide, csrf: csrf, say: say).html
    }
}

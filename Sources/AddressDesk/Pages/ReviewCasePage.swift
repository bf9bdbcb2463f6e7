import Addresses
import Base
import Divisions
import Markup

/// One case: what the systems write at the left, the places it may be at the right, a key for each.
struct ReviewCasePage {
    static let newID = "new-place"
    /// How many places have a key.
    static let keyed = 9

    let look: ReviewLook
    let ask: ReviewAsk
    let mayDecide: Bool
    let csrf: String
    let say: ReviewVoice
    var notice: HTML = .empty
    var typed = NewPlace()
    var faults: [String: Words] = [:]

    private var one: AddressCase { look.one }
    private var isOpen: Bool { one.state == .open && mayDecide }

    var html: HTML {
        """
        \(HTML.crumbs(say(ReviewWords.way), [(say(ReviewWords.title), ReviewPaths.list(ask))], here: say(look.sentence)))\
        \(notice)<header class="open-head"><h1 class="title">\(say(look.sentence))</h1><p class="small muted">\(facts)</p>\
        \(mayDecide ? nil : HTML("<p class=\"muted\">\(say(ReviewWords.look))</p>"))</header>\
        \(bar)<div class="pair">\(said)<div class="stack-24">\(decided)\(places)\(isOpen ? newPlace : nil)</div></div>\(joining)\
        \(ReviewKeys.help(say))
        """
    }

    private var facts: HTML {
        var facts: [HTML] = ["\(say(ReviewWords.kind(one.kind)))", "\(say(ReviewWords.rows(one.rows)))"]
        if let town = look.town { facts.append(say.name(town)) }
        return HTML.joined(facts, separator: " · ")
    }

    private var bar: HTML {
        var buttons: [HTML] = []
        if let previous = look.previous {
            buttons.append(
                .linkButton(say(ReviewWords.previousCase), to: ReviewPaths.show(previous, ask), .plain, key: "k"))
        }
        if let next = look.next {
            buttons.append(.linkButton(say(ReviewWords.nextCase), to: ReviewPaths.show(next, ask), .plain, key: "j"))
        }
        if let last = look.last, mayDecide, one.state == .open, !look.isJustDone {
            buttons.append(
                undoForm(last, HTML.button(say(ReviewWords.undoLast), .plain, key: "u")))
        }
        return buttons.isEmpty ? .empty : .actionBar(buttons)
    }

    private func undoForm(_ id: RecordID, _ button: HTML) -> HTML {
        """
        <form method="post" action="\(ReviewPaths.undo)">\(HTML.hidden("csrf", csrf))\(kept)\
        \(HTML.hidden("cases", id.text))\(button)</form>
        """
    }

    private var kept: HTML { HTML.joined(ask.fields.map { HTML.hidden($0.name, $0.value) }) }

    // MARK: - Left: what the systems write

    private var said: HTML {
        let shown = look.sayings.reduce(0) { $0 + $1.rows.count }
        let parts: [HTML] = look.sayings.map { saying in
            let rows: [HTML] = saying.rows.map { row in "<li>\(line(saying.source, row))</li>" }
            return
                "<div><p class=\"small strong\">\(HTML.said(saying.title))</p><ul class=\"stack-4\">\(rows)</ul></div>"
        }
        let rest: HTML? =
            one.rows > shown ? "<p class=\"small muted\">\(say(ReviewWords.more(one.rows - shown)))</p>" : nil
        return HTML.section(
            say(ReviewWords.saidHead), id: "said", "<div class=\"stack\">\(parts)</div>\(rest)\(parting)")
    }

    private var mayPart: Bool { isOpen && one.rows > 1 }

    private func line(_ source: String, _ row: (key: String, text: String)) -> HTML {
        guard mayPart else { return .said(row.text) }
        return """
            <label class="open-line"><input class="pick-box" type="checkbox" form="part" name="row" \
            value="\(source + " " + row.key)">\(HTML.said(row.text))</label>
            """
    }

    private var parting: HTML? {
        guard mayPart else { return nil }
        let form: HTML = """
            <form class="stack-8" id="part" method="post" action="\(ReviewPaths.part(one.id))">\(HTML.hidden("csrf", csrf))\(kept)\
            <p class="hint">\(say(ReviewWords.partHint))</p>\(HTML.buttons([.button(say(ReviewWords.partSend))]))</form>
            """
        return HTML.more(say(ReviewWords.partHead), form)
    }

    private var joining: HTML? {
        guard isOpen, look.mayJoin else { return nil }
        let form: HTML = """
            <form class="stack-8" method="post" action="\(ReviewPaths.whole(one.id))">\(HTML.hidden("csrf", csrf))\(kept)\
            \(HTML.buttons([.button(say(ReviewWords.joinSend))]))</form>
            """
        return HTML.ruled(say(ReviewWords.joinHead), id: "join", form)
    }

    // MARK: - Right: what it may be

    private var decided: HTML? {
        guard one.state == .decided else { return nil }
        let who = look.person ?? ReviewWords.program
        let line = one.decidedAt.map { say.sentence(ReviewWords.by(ReviewWords.when($0)), [say.name(who)]) }
        let undo: HTML? =
            mayDecide && !look.isJustDone ? undoForm(one.id, HTML.button(say(ReviewWords.undo), key: "u")) : nil
        return .banner(
            say(ReviewWords.decided),
            "<p>\(look.done.map { say.sentence($0.words, [$0.name.map(HTML.said)].compactMap(\.self)) })</p><p class=\"small\">\(line)</p>\(undo)",
            .good)
    }

    private var places: HTML {
        let known = cards(look.choices, from: 1)
        let list: HTML =
            look.choices.isEmpty
            ? "<p class=\"muted\">\(say(ReviewWords.noPlaces))</p>" : "<div class=\"actions\">\(known)</div>"
        let nothing: HTML? =
            isOpen
            ? form(
                HTML.button(
                    say(ReviewWords.nothing), name: "decision", value: CaseDecision.nothing.line, key: "x")) : nil
        return HTML.section(
            say(ReviewWords.placesHead), id: "places", "\(list)\(isOpen ? search : nil)\(nothing)")
    }

    private func form(_ body: HTML) -> HTML {
        """
        <form method="post" action="\(ReviewPaths.decision(one.id))">\(HTML.hidden("csrf", csrf))\(kept)\(body)</form>
        """
    }

    private func cards(_ choices: [PlaceChoice], from first: Int) -> [HTML] {
        choices.enumerated().map { index, choice in card(choice, first + index) }
    }

    private func card(_ choice: PlaceChoice, _ number: Int) -> HTML {
        let key = isOpen && number <= Self.keyed ? String(number) : nil
        let isAlias = one.wantsAlias
        let decision = isAlias ? CaseDecision.alias(choice.place.id) : .place(choice.place.id)
        let note: HTML? =
            isAlias && isOpen ? "<small>\(say.sentence(ReviewWords.alias, [.said(one.said)]))</small>" : nil
        let inside: HTML = """
            <strong>\(HTML.said(choice.place.name))</strong>\(key.map(HTML.key))\
            <small>\(say.name(choice.place.area)) · \(below(choice))</small>\(note)
            """
        guard isOpen else { return "<div class=\"action\">\(inside)</div>" }
        return form(
            """
            <button class="action" type="submit" name="decision" value="\(decision.line)"\(attribute: "data-key", key)>\
            \(inside)</button>
            """)
    }

    private func below(_ choice: PlaceChoice) -> HTML {
        let counts = PlaceType.allCases.compactMap { type in
            choice.below[type].map { say(ReviewWords.below(type, $0)) }
        }
        return counts.isEmpty
            ? "\(say(ReviewWords.nothingBelow))" : "\(counts.joined(separator: say(ReviewWords.comma)))"
    }

    private var search: HTML {
        let field = Field(
            "find", say(ReviewWords.find), hint: one.wantsAlias ? say(ReviewWords.findAliasHint) : nil, id: "find-place"
        )
        let found: HTML? =
            look.found.isEmpty
            ? (look.asked.isEmpty ? nil : "<p class=\"muted\">\(say(ReviewWords.noneFound))</p>")
            : "<div class=\"actions\">\(cards(look.found, from: look.choices.count + 1))</div>"
        return """
            <form class="stack-8" method="get" action="\(AddressDeskPaths.reviewCase(one.id))">\(kept)\
            \(HTML.input(field, value: look.asked, kind: .search, maximum: 60, completes: AddressDeskPaths.completions))\(HTML.buttons([
                .button(say(ReviewWords.findSend)),
                .linkButton(say(ReviewWords.toFind), to: .anchor("find-place"), .plain, key: "a"),
                .linkButton(say(ReviewWords.newHead), to: .anchor("name"), .plain, key: "n"),
            ]))</form>\(found)
            """
    }

    // MARK: - A new place

    private var newPlace: HTML {
        func field(_ name: String, _ words: Words) -> Field {
            Field(name, say(words), error: faults[name].map(say.callAsFunction))
        }
        let name = field("name", ReviewWords.newName), kind = field("what", ReviewWords.newKind)
        let village = field("village", ReviewWords.newVillage)
        let kinds = CaseDecision.PlaceKind.allCases.map { Choice($0.rawValue, say(ReviewWords.placeKind($0))) }
        let villages = look.villages.map { village in
            say.language == .english && village.name.en.isEmpty
                ? Choice(village.id.text, said: village.name.zh) : Choice(village.id.text, say(village.name))
        }
        let form = HTML.form(
            to: ReviewPaths.decision(one.id), id: Self.newID, hidden: ["csrf": csrf],
            """
            \(kept)\(HTML.errorSummary(say(ReviewWords.mend), [name, kind, village]))\
            \(HTML.input(name, value: typed.name ?? one.said, maximum: 60))\
            \(HTML.segments(kind, kinds, chosen: typed.kind ?? one.usualKind.rawValue))\
            \(HTML.select(village, villages, chosen: typed.village ?? one.village?.text, none: say(ReviewWords.newVillageNone)))\
            \(HTML.buttons([.button(say(ReviewWords.newSend), name: "decision", value: "new")]))
            """)
        return HTML.section(say(ReviewWords.newHead), id: "new-head", form)
    }
}

/// What was typed for a new place; nil: nothing yet.
struct NewPlace {
    var name: String?, kind: String?, village: String?
}

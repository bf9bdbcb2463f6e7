import Base
import Clocks
import Markup

/// The whole page of one matter: facts at the left, clock and steps at the right, what happened below.
struct MatterPage: Speaking {
    let view: MatterView
    let language: Language
    let csrf: String
    /// What went wrong or was done just now.
    var notice: HTML = .empty
    /// A reason for opening a seal that was typed and not taken.
    var sealReason = ""
    var sealError: String?
    /// What was typed into the forms about offices complained about.
    var exclusion = ExclusionTyped()
    /// What was typed into the form of the place.
    var place = PlaceTyped()

    private var parts: MatterParts { MatterParts(view: view, language: language, csrf: csrf) }
    private var matter: Matter { view.matter }

    /// The title for the window: the number, so that no words stand in the browser's history.
    var title: String { matter.number }

    var html: HTML {
        """
        \(head)\(notice)\(parts.attention(withButton: true))<div class="matter-panes"><div class="stack-40">\
        \(HTML.section(say(MatterWords.said), id: "said", parts.said))\(children)\(facts)\(RoadSection(view: view, language: language).html)\(parties)\(files)\(line)</div>\
        <aside class="matter-side" aria-label="\(say(MatterWords.clockAndSteps))">\(MatterClockCard(view: view, language: language).html)\
        \(steps)\(MatterChannel(view: view, language: language).links)</aside></div>\(DeskKeys.help(language))
        """
    }

    private var head: HTML {
        let back = HTML.crumbs(
            say(MatterWords.crumbs), [(say(MatterWords.lists), MatterPaths.desk)],
            here: "\(say(MatterWords.kind(matter.kind)))"
        )
        return """
            <header class="open-head">\(back)<h1 class="title title-large">\(parts.title)</h1>\
            <p class="open-line"><span class="code" data-number="\(matter.number)">\(matter.number)</span>\(parts.tags)\
            <span class="small muted">\(parts.received)</span></p></header>
            """
    }

    /// What is known about the same: fetched beside the page, since it is looked for in the whole year; the link does without.
    private var known: HTML? {
        guard matter.isOpen, view.mayLookForKnown, view.children.isEmpty else { return nil }
        let path = MatterPaths.known(matter.id)
        return .section(
            say(ParentWords.likely), id: "known",
            """
            <div hx-get="\(MatterPaths.knownPart(matter.id))" hx-trigger="load"><p>\(HTML.link(say(ParentWords.look), to: path))</p></div>
            """)
    }

    private var children: HTML? {
        guard !view.children.isEmpty else { return nil }
        let lines: [HTML] = view.children.map { child in
            let state = child.isOpen ? ParentWords.open : ParentWords.ended
            return """
                <li>\(HTML.link(child.number, to: MatterPaths.matter(child.id))) <span class="small muted">\(say(state))</span></li>
                """
        }
        return .section(
            say(ParentWords.children), id: "children",
            "<p class=\"small muted\">\(say(ParentWords.childrenNote))</p><ul class=\"stack-8\">\(lines)</ul>")
    }

    private var facts: HTML {
        var lines: [(String, HTML)] = [
            (say(MatterWords.kindLabel), KindForm(view: view, language: language, csrf: csrf).html),
            (say(MatterWords.place), "\(parts.place)\(placeForm)"),
            (say(MatterWords.topic), "\(parts.topic)\(topicForm)"),
            (say(MatterWords.route), parts.route), (say(MatterWords.firstReceiver), parts.firstReceiver),
            (say(MatterWords.answersNow), "\(say(view.name(of: view.file.answerable)))"),
        ]
        if matter.happenedAt.day != matter.filedAt.day {
            lines.append((say(MatterWords.happened), "\(say(DayWords.full(matter.happenedAt.day)))"))
        }
        lines += MatterChannel(view: view, language: language).facts
        if let parent = view.parent {
            let link = HTML.link(parent.number, to: MatterPaths.matter(parent.id))
            lines.append(
                (
                    say(ParentWords.parent),
                    "\(link)<br><span class=\"small muted\">\(say(ParentWords.parentNote))</span>"
                ))
        }
        if let ending = view.ending { lines.append((say(MatterWords.ending), "\(say(ending))")) }
        if let stars = matter.rating { lines.append((say(MatterWords.rating), "\(say(MatterWords.stars(stars)))")) }
        return .section(say(MatterWords.facts), id: "facts", .facts(lines))
    }

    private var placeForm: HTML? {
        guard view.maySortOut else { return nil }
        return PlaceForm(view: view, typed: place, language: language, csrf: csrf).html
    }

    private var topicForm: HTML? {
        guard view.maySortOut else { return nil }
        let suggested: HTML? = view.units.suggested.map {
            "<p class=\"small muted\">\(say(MatterWords.suggested)) \(say($0.unitName)) (\(say(MatterWords.proposal($0))))</p>"
        }
        let select = GroupedSelect.topics(
            Field("topic", say(MatterWords.topic)), view.topics, chosen: matter.topic, language: language
        )
        let form = HTML.form(
            to: MatterPaths.topic(of: matter.id), hidden: ["csrf": csrf, "revision": String(matter.revision)],
            "\(select)\(HTML.buttons([.button(say(MatterWords.topicSend))]))"
        )
        return "\(suggested)\(HTML.more(say(MatterWords.topicChange), form))"
    }

    private var parties: HTML {
        let lines = parts.partyLines + parts.shareLines
        return .section(
            say(MatterWords.partiesHead), id: "parties",
            "\(MatterChannel(view: view, language: language).group)\(HTML.parties(lines))\(parts.otherMembers)\(parts.followers)\(sealForm)\(sealLook)\(exclusions)"
        )
    }

    private var exclusions: HTML {
        ExclusionForms(
            view: view.exclusions, matter: matter, typed: exclusion, language: language, csrf: csrf
        ).html
    }

    private var sealLook: HTML? {
        guard view.parties.contains(where: { $0.identity == .granted }) else { return nil }
        return .form(
            to: MatterPaths.sealOpening(of: matter.id), hidden: ["csrf": csrf],
            .buttons([.button(say(MatterWords.sealLook))])
        )
    }

    private var sealForm: HTML? {
        let isSealed = view.parties.contains { $0.identity == .sealed(waiting: false) }
        guard isSealed, view.maySortOut else { return nil }
        let field = Field(
            "reason", say(MatterWords.sealReason), hint: say(MatterWords.sealHint), error: sealError, id: "seal-reason"
        )
        let form = HTML.form(
            to: MatterPaths.sealRequest(of: matter.id), hidden: ["csrf": csrf],
            "\(HTML.textarea(field, value: sealReason, rows: 3, maximum: 500))\(HTML.buttons([.button(say(MatterWords.sealSend))]))"
        )
        return .more(say(MatterWords.sealAsk), form, isOpen: sealError != nil || !sealReason.isEmpty)
    }

    private var files: HTML {
        let lines: [HTML] = view.attachments.map { file in
            FileLine(file: file, matter: matter.id, language: language).item(today: view.today)
        }
        let list: HTML =
            lines.isEmpty ? "<p class=\"muted\">\(say(MatterWords.filesNone))</p>" : "<ul class=\"files\">\(lines)</ul>"
        return .section(say(MatterWords.filesHead), id: "files-head", "\(list)\(fileForm)")
    }

    private var fileForm: HTML? {
        guard view.maySortOut else { return nil }
        let field = Field("files", say(MatterWords.filesAdd), hint: say(MatterWords.filesHint))
        let accept = ["image/*", "application/pdf", "audio/*"]
        return .more(
            say(MatterWords.filesAdd),
            .form(
                to: MatterPaths.attachments(of: matter.id), hidden: ["csrf": csrf], hasFiles: true,
                "\(HTML.file(field, accept: accept))\(HTML.buttons([.button(say(MatterWords.filesSend))]))"
            )
        )
    }

    private var line: HTML {
        let record: HTML =
            view.record.isIntact
            ? "<p class=\"small muted\">\(say(MatterWords.entries(view.record.entries))) <span class=\"code\">\(String(view.record.lastHash.prefix(16)))</span></p>"
            : HTML.banner(say(MatterWords.recordHead), "<p>\(say(MatterWords.recordBroken))</p>", .alarm)
        return .section(say(MatterWords.timelineHead), id: "line", "\(parts.timeline())\(record)")
    }

    private var steps: HTML {
        if view.isAuditor { return .banner(say(MatterWords.readOnly), "<p>\(say(MatterWords.readOnlyWhy))</p>") }
        let allowed = view.allowed
        let cards: [HTML] = allowed.enumerated().map { card($0.element, isFirst: $0.offset == 0) }
        let barred = parts.barredCards
        let can: HTML? =
            cards.isEmpty
            ? nil
            : """
            <section class="stack-8" aria-labelledby="acts"><h2 class="head" id="acts">\(say(MatterWords.actsHead))</h2>\
            <div class="actions">\(cards)</div></section>
            """
        let cannot: HTML? =
            barred.isEmpty
            ? nil
            : """
            <section class="stack-8" aria-labelledby="barred"><h2 class="head" id="barred">\(say(MatterWords.barredHead))</h2>\
            \(HTML.actions(barred))</section>
            """
        return "\(can)\(known)\(cannot)"
    }

    private func card(_ action: Procedure.Action, isFirst: Bool) -> HTML {
        guard action.needs?.isEmpty ?? true else {
            return ActionCard(
                say(action.name), to: MatterPaths.action(action.code, of: matter.id),
                note: note(action), key: action.key, isFirst: isFirst
            ).html
        }
        return parts.pressForm(
            action,
            """
            <button class="action\(isFirst ? " action-first" : "")" type="submit"\(attribute: "data-key", action.key)>\
            <strong>\(say(action.name))</strong>\(action.key.map(HTML.key))</button>
            """
        )
    }

    private func note(_ action: Procedure.Action) -> String? {
        switch action.effect {
        case .message: say(MatterWords.toldToFiler)
        case .transfer: view.units.suggested.map { say(MatterWords.suggested) + " " + say($0.unitName) }
        default: nil
        }
    }
}

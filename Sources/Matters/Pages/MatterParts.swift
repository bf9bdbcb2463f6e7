import Accounts
import Base
import Clocks
import Markup

/// The pieces of one matter that the pane and the page share.
struct MatterParts: Speaking {
    let view: MatterView
    let language: Language
    let csrf: String

    var matter: Matter { view.matter }

    var title: HTML {
        view.narrative.map { .said($0.title) } ?? "<span class=\"muted\">\(say(MatterWords.erased))</span>"
    }

    var tags: HTML {
        let kind = HTML.tag(say(MatterWords.kind(matter.kind)))
        let topic = view.topic.map { HTML.tag("\(say($0.group)) › \(say($0.leaf))") }
        return "\(StatusWord(matter: matter, ending: view.ending).html(language))\(kind)\(topic)"
    }

    var received: String {
        say(MatterWords.received(WhenWords.say(matter.filedAt, today: view.today), MatterWords.channel(matter.channel)))
    }

    /// The clock that matters now, with the sum on hover and focus.
    var chip: HTML? {
        view.mainTerm.map { account in
            let chip = ClockChip(account, today: view.today)
            let day = DayWords.full(account.term.due)
            let tip: HTML = """
                \(say(MatterWords.duty(account.term.duty, of: matter.kind))) \(say(day))<br>\(account.explanation.sentence(language))<br>\
                \(say(account.rule.citation))
                """
            return .clock(say(chip.words), chip.state, tip: tip)
        }
    }

    var said: HTML {
        guard let narrative = view.narrative else { return "<p class=\"muted\">\(say(MatterWords.erased))</p>" }
        return """
            <blockquote class="quote" translate="no"\(attribute: "lang", HTML.language(of: narrative.text))>\
            \(SaidText.paragraphs(narrative.text))</blockquote>
            """
    }

    private var comma: String { language == .english ? ", " : "，" }

    var place: HTML {
        let said = view.narrative.map(\.place) ?? ""
        let quoted: HTML? = said.isEmpty ? nil : HTML.said(say(MatterWords.placeSaid(said)))
        guard let name = view.placeName else {
            return quoted.map { "\(say(MatterWords.placeUnknown))<br><span class=\"small muted\">\($0)</span>" }
                ?? "<span class=\"muted\">\(say(MatterWords.placeNotSaid))</span>"
        }
        let grid: HTML? = view.gridName.map { "<br>\(say($0))" }
        return """
            \(name.html(language))\(grid)<br><span class="small muted">\(quoted)\(quoted == nil ? nil : " · ")\
            \(say(MatterWords.placeHow(matter.placeHow)))</span>
            """
    }

    var topic: HTML {
        guard let topic = view.topic else { return "<span class=\"muted\">\(say(MatterWords.topicUnknown))</span>" }
        let name: HTML = "\(say(topic.group)) › \(say(topic.leaf))"
        if let reason = view.topicReason {
            let second = reason.second.flatMap { view.topics.leaf($0) }?.leaf.name
            let words = MatterWords.proposed(reason, second: second)
            return "\(name)<br><span class=\"small muted\">\(say(words))</span>"
        }
        return "\(name) \(HTML.tag(say(matter.topicConfirmed ? MatterWords.confirmed : MatterWords.proposed)))"
    }

    var route: HTML {
        let dispatch = view.dispatch
        guard let id = dispatch.rule, let rule = view.rule else {
            let proposed: HTML? = view.overruled(dispatch.parameters).map(small)
            return "\(say(routeByHand))\(proposed)"
        }
        let way: HTML? = dispatch.isTransfer ? "\(say(routeByHand))<br>" : nil
        let facts: [HTML] = view.facts(dispatch.parameters).map { "<br><span class=\"small\">\(say($0.words))</span>" }
        let asked: HTML? = view.asking(dispatch.parameters).map { "<br><span class=\"small\">\(say($0))</span>" }
        let number = say(MatterWords.rule(id, dispatch.parameters["version"]))
        let link = HTML.link(number, to: RoutingPaths.rules.fragment(id))
        return "\(way)\(say(rule))\(facts)\(asked)<br><span class=\"small muted\">\(link)</span>"
    }

    private func small(_ words: Words) -> HTML { "<br><span class=\"small muted\">\(say(words))</span>" }

    /// Where it went: chosen when it was filed, passed on later, or kept.
    private var routeByHand: Words {
        if let target = view.dispatch.target, target != matter.firstReceiver || view.dispatch.isTransfer {
            let name = view.name(of: target)
            return view.dispatch.isTransfer ? MatterWords.routePassedOn(name) : MatterWords.routeChosen(name)
        }
        // The receiver's own share stays open beside an offer that followed from an exclusion.
        let offered = view.file.assignments.last {
            $0.part == .lead && $0.isOpen && $0.unit != matter.firstReceiver
        }
        guard let lead = offered?.unit ?? matter.leadUnit, lead != matter.firstReceiver else {
            return MatterWords.routeNone
        }
        return MatterWords.routePassedOn(view.name(of: lead))
    }

    var firstReceiver: HTML {
        let note: HTML? =
            view.file.lead == nil && matter.isOpen
            ? "<br><span class=\"small muted\">\(say(MatterWords.firstReceiverNote))</span>" : nil
        return "\(say(view.name(of: matter.firstReceiver)))\(note)"
    }

    /// The filer and those complained of, names as far as the reader may know them.
    func party(_ party: MatterView.PartyView) -> HTML {
        switch party.identity {
        case .shown(let identity):
            let ways: [HTML] = [identity.phone, identity.email ?? ""].filter { !$0.isEmpty }.map {
                "<br><span class=\"small muted\">\(HTML.said($0))</span>"
            }
            let unit: HTML? = party.party.unit.map { unit in
                "\(identity.name.isEmpty ? nil : HTML("<br>"))<span class=\"small muted\">\(say(view.name(of: unit))) \(say(MatterWords.complained))</span>"
            }
            return "\(HTML.said(identity.name))\(ways)\(unit)"
        case .sealed(let isWaiting):
            return .sealedName(
                say(MatterWords.sealed), why: say(isWaiting ? MatterWords.sealWaiting : MatterWords.sealedWhy)
            )
        case .granted: return .sealedName(say(MatterWords.sealed), why: say(MatterWords.sealGranted))
        case .anonymous where party.party.unit != nil:
            return """
                \(say(view.name(of: party.party.unit)))<br>\
                <span class="small muted">\(say(MatterWords.complained))</span>
                """
        case .anonymous: return "<span class=\"muted\">\(say(MatterWords.anonymous))</span>"
        case .erased: return "<span class=\"muted\">\(say(MatterWords.nameErased))</span>"
        }
    }

    var partyLines: [(String, HTML)] {
        view.parties.filter { $0.party.part != .member && $0.party.part != .follower }.map { one in
            // A court's two sides complain about nobody.
            let isOther = one.party.part == .respondent && matter.channel == .court
            return (say(isOther ? ChannelWords.otherSide : MatterWords.part(one.party.part)), party(one))
        }
    }

    /// Those of a group who do not speak for it, folded away: there may be many.
    var otherMembers: HTML? {
        let members = view.parties.filter { $0.party.part == .member }
        guard let first = members.first else { return nil }
        let list: HTML
        switch first.identity {
        case .sealed, .granted: list = party(first)
        default: list = .numberedPeople(members.map(party))
        }
        return .more(say(ChannelWords.otherMembers(members.count)), list)
    }

    /// Those who follow it, folded away.
    var followers: HTML? {
        let followers = view.parties.filter { $0.party.part == .follower }
        guard !followers.isEmpty else { return nil }
        return .more(say(ParentWords.followers(followers.count)), .numberedPeople(followers.map(party)))
    }

    /// The units with a share, and where each stands.
    var shareLines: [(String, HTML)] {
        view.file.assignments.filter(\.isOpen).map { share in
            let part = share.part == .lead ? MatterWords.lead : MatterWords.cohandler
            let when = WhenWords.say(share.acceptedAt ?? share.offeredAt, today: view.today)
            let state = MatterWords.state(share.state)
            return (
                say(part),
                "\(say(view.name(of: share.unit)))<br><span class=\"small muted\">\(say(state))\(comma)\(say(when))</span>"
            )
        }
    }

    /// A form of one button, for a step that needs nothing more.
    func pressForm(_ action: Procedure.Action, _ button: HTML) -> HTML {
        """
        <form method="post" action="\(MatterPaths.action(action.code, of: matter.id))">\(HTML.hidden("csrf", csrf))\
        \(HTML.hidden("revision", String(matter.revision)))\(button)</form>
        """
    }

    /// What cannot be done now, one card a reason.
    var barredCards: [ActionCard] {
        var reasons: [(why: Words, names: [String])] = []
        for (action, why) in view.barred {
            if let index = reasons.firstIndex(where: { $0.why == why }) {
                reasons[index].names.append(say(action.name))
            } else {
                reasons.append((why, [say(action.name)]))
            }
        }
        return reasons.map { reason in
            let names = reason.names.joined(separator: language == .english ? ", " : "、")
            return ActionCard(barred: names, word: say(MatterWords.barredWord), reason: say(reason.why))
        }
    }

    func attention(withButton: Bool) -> HTML? {
        guard !view.attentions.isEmpty else { return nil }
        let words = Set(view.attentions).sorted().map { say(MatterWords.attention($0)) }.joined(separator: " · ")
        let form: HTML = """
            <form method="post" action="\(MatterPaths.seen(matter.id))">\(HTML.hidden("csrf", csrf))\
            \(HTML.button(say(MatterWords.seenButton)))</form>
            """
        let line: HTML = "<div class=\"open-line\"><p>\(words)</p>\(withButton ? form : nil)</div>"
        return .banner(say(MatterWords.attentionHead), line, .soon)
    }

    func timeline(limit: Int? = nil, isDense: Bool = false) -> HTML {
        let items = limit.map { Array(view.timeline.prefix($0)) } ?? view.timeline
        let lines = TimelineLines(view: view, language: language)
        let steps = items.enumerated().map { index, item in
            lines.step(item, isNewest: index == 0 && matter.isOpen)
        }
        return .timeline(steps, isDense: isDense)
    }
}

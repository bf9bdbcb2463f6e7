import Base
import Clocks
import Markup
import Rulebook

/// Rules in their order, each in a sentence, with what its conditions say.
struct RoutingList: Speaking {
    let rules: [RoutingRule]
    let terms: RoutingTerms
    let language: Language
    var faults: [Int: [RoutingFault]] = [:]
    /// What stands below a rule, such as buttons.
    var below: (Int, RoutingRule) -> HTML = { _, _ in .empty }

    var html: HTML {
        let rows: [HTML] = rules.enumerated().map { index, rule in
            let phrase = RoutingPhrase(rule: rule, terms: terms)
            return """
                <div class="party" id="\(rule.id)"><span class="code">\(rule.id)</span><div class="stack-8">\
                <p class="strong">\(say(rule.sentence))</p>\(meaning(phrase))\
                \(faultLines(index))\(below(index, rule))</div></div>
                """
        }
        return "<div class=\"parties\">\(rows)\(faultLines(rules.count))</div>"
    }

    /// What the sentence stands for; nothing where it says just that.
    private func meaning(_ phrase: RoutingPhrase) -> HTML? {
        phrase.rule.sentence == phrase.sentence
            ? nil : "<p class=\"small muted\">\(say(phrase.conditions)) → \(say(phrase.target))</p>"
    }

    private func faultLines(_ index: Int) -> HTML {
        .joined(
            (faults[index] ?? []).map { fault in
                fault.isGrave
                    ? "<p class=\"error\">\(say(RoutingWords.fault(fault)))</p>"
                    : "<p class=\"small\">\(HTML.tag(say(RoutingWords.check))) \(say(RoutingWords.fault(fault)))</p>"
            })
    }
}

/// What differs between two versions, in words.
struct RoutingChanges: Speaking {
    let difference: RoutingDifference
    let terms: RoutingTerms
    let language: Language

    var html: HTML {
        .parties(
            difference.changes.map { change in
                switch change {
                case .added(let rule): (say(RoutingWords.added(rule.id)), whole(rule))
                case .removed(let rule): (say(RoutingWords.removed(rule.id)), whole(rule))
                case .changed(let before, let after): (say(RoutingWords.changed(after.id)), both(before, after))
                case .moved(let rule, let from, let to):
                    (
                        rule.id,
                        "<p>\(say(RoutingWords.placed(rule.id, from, to)))</p><p class=\"small muted\">\(say(rule.sentence))</p>"
                    )
                }
            })
    }

    private func whole(_ rule: RoutingRule) -> HTML {
        said(rule) == say(rule.sentence)
            ? "<p>\(said(rule))</p>" : "<p>\(say(rule.sentence))</p><p class=\"small muted\">\(said(rule))</p>"
    }

    private func both(_ before: RoutingRule, _ after: RoutingRule) -> HTML {
        var lines: [(String, HTML)] = []
        if before.sentence != after.sentence {
            lines.append((say(RoutingWords.before), "\(say(before.sentence))"))
            lines.append((say(RoutingWords.after), "\(say(after.sentence))"))
        }
        guard said(before) != said(after) else {
            return "<p class=\"small muted\">\(say(RoutingWords.wording))</p>\(HTML.facts(lines))"
        }
        lines.append((say(RoutingWords.before), "<span class=\"muted\">\(said(before))</span>"))
        lines.append((say(RoutingWords.after), "\(said(after))"))
        return .facts(lines)
    }

    private func said(_ rule: RoutingRule) -> String { say(RoutingPhrase(rule: rule, terms: terms).sentence) }
}

/// The rules of a version, in force or not.
struct RoutingPage: Speaking {
    let version: RoutingStore.Version?
    let state: RoutingStore.State
    let rules: [RoutingRule]
    /// What differs from another version, and the number of that one.
    var difference: (RoutingDifference, number: Int)?
    let language: Language
    let csrf: String
    let today: Day

    var title: String { say(RoutingWords.title) }

    var html: HTML {
        guard let version else { return "<h1 class=\"title\">\(title)</h1>\(HTML.emptyState(say(RoutingWords.none)))" }
        let isCurrent = version.number == state.current?.number
        let back =
            isCurrent
            ? HTML.back(say(RoutingWords.toDesk), to: MatterPaths.desk)
            : HTML.back(say(RoutingWords.versions), to: RoutingPaths.versions)
        let heading = isCurrent ? title : "\(title) · \(say(RoutingWords.version(version.number)))"
        return """
            <header class="open-head">\(back)<h1 class="title">\(heading)</h1>\
            <p class="lead">\(say(RoutingWords.lead))</p></header>\
            \(VersionLines(version: version, state: state, language: language, today: today).html)\
            \(isCurrent ? notices : .empty)\(ways(version, isCurrent))\(differences)\
            \(RoutingList(rules: rules, terms: state.terms, language: language).html)
            """
    }

    private var notices: HTML {
        let coming: [HTML] = state.scheduled.map { version in
            .banner(
                say(RoutingWords.version(version.number)),
                "<p>\(say(RoutingWords.comes(version.number, on: version.pack.from)))</p>")
        }
        return HTML.joined(coming)
    }

    private func ways(_ version: RoutingStore.Version, _ isCurrent: Bool) -> HTML {
        let draft = state.draft.map { draft in
            HTML(
                "<p class=\"small muted\">\(say(RoutingWords.draftOf(state.draftBy ?? RoutingWords.someone, WhenWords.say(draft.changedAt, today: today))))</p>"
            )
        }
        var buttons: [HTML] = []
        if isCurrent, state.mayChange {
            buttons.append(
                .linkButton(
                    say(state.draft == nil ? RoutingWords.edit : RoutingWords.toDraft), to: RoutingPaths.draft, .primary
                ))
        } else if isCurrent, state.draft != nil {
            buttons.append(.linkButton(say(RoutingWords.toDraft), to: RoutingPaths.draft))
        }
        if isCurrent { buttons.append(.linkButton(say(RoutingWords.versions), to: RoutingPaths.versions)) }
        if !isCurrent {
            buttons.append(.linkButton(say(RoutingWords.dryRun), to: RoutingPaths.dryRun(of: version.number)))
        }
        buttons.append(.linkButton(say(RoutingWords.export), to: RoutingPaths.export(version.number), .plain))
        let note: HTML? =
            state.mayChange || !isCurrent ? nil : "<p class=\"small muted\">\(say(RoutingWords.onlyHeads))</p>"
        return "\(isCurrent ? draft : nil)\(note)\(HTML.buttons(buttons))"
    }

    private var differences: HTML? {
        guard let (difference, number) = difference else { return nil }
        let body =
            difference.changes.isEmpty
            ? HTML("<p>\(say(RoutingWords.same))</p>")
            : RoutingChanges(difference: difference, terms: state.terms, language: language).html
        return .section(say(RoutingWords.against(number)), id: "difference", body)
    }
}

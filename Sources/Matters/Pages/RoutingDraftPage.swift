import Base
import Clocks
import Markup
import Rulebook

/// What somebody typed into the form that publishes.
struct PublishTyped: Sendable {
    var reason = ""
    var from = ""
    /// What was wrong, by field.
    var errors: [String: Words] = [:]
}

/// The draft: its rules with the buttons that change them, the check, and publishing.
struct RoutingDraftPage: Speaking {
    static let formID = "publication"
    let state: RoutingStore.State
    let draft: RuleDraft?
    let pack: RoutingPack
    let difference: RoutingDifference
    let language: Language
    let csrf: String
    let today: Day
    var typed = PublishTyped()
    var notice: HTML = .empty
    var fileError: Words?

    var title: String { say(RoutingWords.draft) }

    private var head: HTML {
        """
        <header class="open-head">\(HTML.back(say(RoutingWords.back), to: RoutingPaths.rules))\
        <h1 class="title">\(title)</h1><p class="lead">\(say(RoutingWords.draftLead))</p></header>\(notice)
        """
    }

    var html: HTML {
        guard let draft else { return "\(head)\(nothing)" }
        return """
            \(head)\(HTML.errorSummary(say(RoutingWords.wrong), fields))\(origin(draft))\(verdict)\(ways)\
            \(HTML.section(say(RoutingWords.changes), id: "changes", changes))\
            \(HTML.section(title, id: "rules", list(draft)))\(state.mayChange ? endings(draft) : .empty)
            """
    }

    private var nothing: HTML {
        guard state.mayChange else {
            return .emptyState(say(RoutingWords.noDraft), note: say(RoutingWords.onlyHeads))
        }
        let begin = HTML.form(
            to: RoutingPaths.draft, hidden: ["csrf": csrf], .buttons([.button(say(RoutingWords.begin), .primary)]))
        return """
            \(HTML.emptyState(say(RoutingWords.noDraft), note: say(RoutingWords.noDraftNote), next: begin))\(importForm(nil))
            """
    }

    private func origin(_ draft: RuleDraft) -> HTML {
        let base = draft.base.split(separator: "/").last.flatMap { Int($0) } ?? 0
        let who = RoutingWords.draftOf(
            state.draftBy ?? RoutingWords.someone, WhenWords.say(draft.changedAt, today: today))
        var notes: [HTML] = []
        if let current = state.current, current.number != base {
            notes.append(
                .banner(
                    say(RoutingWords.version(current.number)), "<p>\(say(RoutingWords.moved(current.number)))</p>",
                    .soon))
        }
        notes += state.scheduled.map { version in
            .banner(
                say(RoutingWords.version(version.number)),
                "<p>\(say(RoutingWords.later(version.number, on: version.pack.from)))</p>")
        }
        return "<p class=\"small muted\">\(say(RoutingWords.draftBase(base))) · \(say(who))</p>\(notes)"
    }

    private var faults: [Int: [RoutingFault]] { RoutingCheck(pack, terms: state.terms).faults }

    private var verdict: HTML {
        let all = faults.values.joined()
        let grave = all.count(where: \.isGrave)
        let words =
            grave > 0 ? RoutingWords.grave(grave) : all.isEmpty ? RoutingWords.fine : RoutingWords.minor(all.count)
        let kind: BannerKind = grave > 0 ? .alarm : all.isEmpty ? .good : .note
        return .banner(say(RoutingWords.check), "<p>\(say(words))</p>", kind)
    }

    private var ways: HTML {
        var buttons: [HTML] = [.linkButton(say(RoutingWords.dryRun), to: RoutingPaths.dryRun, .primary)]
        if state.mayChange {
            buttons.append(.linkButton(say(RoutingWords.add), to: RoutingPaths.newRule))
            buttons.append(.linkButton(say(RoutingWords.publish), to: .anchor("publishing")))
        }
        buttons.append(.linkButton(say(RoutingWords.export), to: RoutingPaths.draftExport, .plain))
        return .buttons(buttons)
    }

    private var changes: HTML {
        difference.changes.isEmpty
            ? "<p>\(say(RoutingWords.noChanges))</p>"
            : RoutingChanges(difference: difference, terms: state.terms, language: language).html
    }

    private func list(_ draft: RuleDraft) -> HTML {
        var list = RoutingList(rules: pack.rules, terms: state.terms, language: language, faults: faults)
        if state.mayChange {
            list.below = { index, rule in
                let buttons: [HTML?] = [
                    .linkButton(say(RoutingWords.change), to: RoutingPaths.rule(rule.id)),
                    index == 0 ? nil : button(RoutingWords.up, rule, "up"),
                    index + 1 == pack.rules.count ? nil : button(RoutingWords.down, rule, "down"),
                    .button(say(RoutingWords.remove), .plain, to: RoutingPaths.removal(of: rule.id)),
                ]
                return """
                    <form method="post" action="\(RoutingPaths.move(rule.id))">\(HTML.hidden("csrf", csrf))\
                    \(HTML.hidden("revision", String(draft.revision)))\(HTML.buttons(buttons.compactMap(\.self)))</form>
                    """
            }
        }
        return list.html
    }

    private func button(_ words: Words, _ rule: RoutingRule, _ value: String) -> HTML {
        .button(say(words), name: "direction", value: value)
    }

    private var fields: [Field] { [reasonField, fromField, fileField] }

    private var reasonField: Field {
        Field(
            "reason", say(RoutingWords.reason), hint: say(RoutingWords.reasonHint),
            error: typed.errors["reason"].map(say))
    }

    private var fromField: Field {
        Field("from", say(RoutingWords.from), hint: say(RoutingWords.fromHint), error: typed.errors["from"].map(say))
    }

    private var fileField: Field {
        Field("file", say(RoutingWords.file), hint: say(RoutingWords.importHint), error: fileError.map(say))
    }

    private func endings(_ draft: RuleDraft) -> HTML {
        let publish = HTML.form(
            to: RoutingPaths.publication, id: Self.formID,
            hidden: ["csrf": csrf, "revision": String(draft.revision)],
            """
            <p class="small muted">\(say(RoutingWords.publishHint))</p>\
            \(HTML.textarea(reasonField, value: typed.reason, rows: 3, maximum: RoutingStore.reasonLimit))\
            \(HTML.date(fromField, value: typed.from.isEmpty ? today.description : typed.from, first: today.description))\
            \(HTML.buttons([.button(say(RoutingWords.publish), .primary)]))
            """
        )
        let discard = HTML.form(
            to: RoutingPaths.draftRemoval, hidden: ["csrf": csrf, "revision": String(draft.revision)],
            .buttons([.button(say(RoutingWords.discard), .alarm)])
        )
        return """
            \(HTML.section(say(RoutingWords.publish), id: "publishing", publish))\(importForm(draft.revision))\(discard)
            """
    }

    private func importForm(_ revision: Int?) -> HTML {
        let form = HTML.form(
            to: RoutingPaths.importFile, hidden: ["csrf": csrf, "revision": revision.map(String.init) ?? ""],
            hasFiles: true,
            """
            \(HTML.file(fileField, accept: [".yaml", ".yml"], takesSeveral: false))\
            \(HTML.buttons([.button(say(RoutingWords.importSend))]))
            """
        )
        return .more(say(RoutingWords.importHead), form, isOpen: fileError != nil)
    }
}

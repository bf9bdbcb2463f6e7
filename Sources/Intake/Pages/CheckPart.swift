import Accounts
import Addresses
import Base
import Markup
import Matters
import Web

/// Everything that will be handed in, each part with a way back to change it, and the files.
struct CheckPart {
    let answers: Answers
    let help: FilingHelp
    let files: Field
    let say: Voice

    static let accepted = ["image/*", "audio/*", "application/pdf"]

    var html: HTML {
        """
        <dl class="facts">\(facts.map(row))</dl>\(GroupLaw(size: help.group, language: say.language).html)\
        <div class="question ruled">\(HTML.file(files, accept: Self.accepted))</div>
        """
    }

    private var facts: [(label: Words, value: HTML, step: FilingStep)] {
        [
            (IntakeWords.said, said, .tell),
            (IntakeWords.want, kind, .tell), (IntakeWords.place, place, .where),
            (IntakeWords.concerned, concerned, .whom),
            (IntakeWords.yourName, name, .you),
        ] + group
    }

    private var group: [(label: Words, value: HTML, step: FilingStep)] {
        let group = answers.group
        guard !group.members.isEmpty else { return [] }
        let total = GroupWords.total(help.group.people, help.group.representatives)
        let names = group.members.map(\.identity.name).joined(separator: say.language == .english ? ", " : "、")
        return [(GroupWords.together, "\(say(total))<br>\(HTML.said(names))", .you)]
    }

    // A title made from the first sentence would only say it twice.
    private var said: HTML {
        let title: HTML? = answers.title.isEmpty ? nil : HTML.said(answers.title)
        return "\(title)\(HTML.quote(answers.text))"
    }

    private func row(_ fact: (label: Words, value: HTML, step: FilingStep)) -> HTML {
        """
        <dt>\(say(fact.label))</dt><dd>\(fact.value) <button class="link" type="submit" \
        formaction="\(IntakePaths.step(fact.step))" formnovalidate="formnovalidate" \
        aria-label="\(say(IntakeWords.change)) \(say(fact.label))">\(say(IntakeWords.change))</button></dd>
        """
    }

    private var kind: HTML {
        let chosen = help.kinds.first { $0.kind == answers.matterKind }
        return "\(chosen.map { say($0.plain) })"
    }

    private var place: HTML {
        let chosen: HTML? = help.chosenPlace.map { "<br>\(PlaceName($0).html(say.language))" }
        return answers.place.isEmpty && chosen == nil ? nothing : "\(HTML.said(answers.place))\(chosen)"
    }

    private var concerned: HTML {
        let office: HTML? = help.chosenOffice.map { "\(answers.about.isEmpty ? nil : HTML("<br>"))\(say($0.name))" }
        return answers.about.isEmpty && office == nil ? nothing : "\(HTML.said(answers.about))\(office)"
    }

    private var name: HTML {
        switch answers.howNamed {
        case .anonymous: "\(say(IntakeWords.anonymous))"
        case .confidential: "\(ways)<br>\(say(IntakeWords.confidential))\(told)"
        default: "\(ways)\(told)"
        }
    }

    private var ways: HTML {
        .joined([answers.name, answers.phone, answers.email].filter { !$0.isEmpty }.map(HTML.said), separator: " ")
    }

    private var told: HTML? { answers.wantsNotices ? "<br>\(say(IntakeWords.willTell))" : nil }

    private var nothing: HTML { "<span class=\"muted\">\(say(IntakeWords.nothing))</span>" }
}

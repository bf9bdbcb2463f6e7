import Accounts
import Addresses
import Base
import Markup
import Matters
import Notices
import Web

/// One page of the road of filing: one question, and all earlier answers go along hidden.
struct StepPage {
    static let formID = "answers"
    let step: FilingStep
    let answers: Answers
    let faults: [String: Words]
    let help: FilingHelp
    let channels: Set<NoticeChannel>
    let csrf: String
    let say: Voice

    /// The question, which is the page's title too.
    var title: String { say(Self.title(of: step)) }

    static func title(of step: FilingStep) -> Words {
        switch step {
        case .tell: IntakeWords.tellTitle
        case .where: IntakeWords.whereTitle
        case .whom: IntakeWords.whomTitle
        case .you: IntakeWords.youTitle
        case .check: IntakeWords.checkTitle
        }
    }

    var html: HTML {
        """
        <div class="stack-8">\
        \(HTML.steps(say(IntakeWords.step(step)), now: step.number, of: FilingStep.allCases.count))</div>\
        \(HTML.errorSummary(say(IntakeWords.faultsHeading), fields.filter { $0.error != nil }))\
        <h1 class="title">\(title)</h1>\
        \(HTML.form(to: step.next.map(IntakePaths.step) ?? IntakePaths.file, id: Self.formID, hidden: ["csrf": csrf], hasFiles: step == .check, inside))
        """
    }

    private var inside: HTML {
        """
        \(answers.hidden(on: step).map { HTML.hidden($0.name, $0.value) })\(question)\
        <div class="stack"><div class="button-row">\
        \(HTML.button(say(step == .check ? IntakeWords.send : IntakeWords.goOn), .primary, isBig: true))\(backButton)</div>\
        \(HTML.nextBox(say(IntakeWords.comingUp), "<p>\(comingUp)</p>"))</div>
        """
    }

    private var comingUp: HTML {
        guard let next = step.next.map(Self.title) else { return "\(say(IntakeWords.sendNote))" }
        let title = say(next)
        let isQuestion = title.hasSuffix("？") || title.hasSuffix("?")
        return "\(title)\(isQuestion ? " " : say(IntakeWords.stop))\(say(IntakeWords.nothingSent))"
    }

    // Without a check by the browser, and after the main button, so that Enter goes forward.
    private var backButton: HTML? {
        step.former.map { former in
            """
            <button class="button button-plain button-big" type="submit" formaction="\(IntakePaths.step(former))" \
            formnovalidate="formnovalidate">\(say(IntakeWords.goBack))</button>
            """
        }
    }

    private var question: HTML {
        switch step {
        case .tell: tell
        case .where: place
        case .whom: whom
        case .you: you
        case .check: CheckPart(answers: answers, help: help, files: field("files"), say: say).html
        }
    }

    private var fields: [Field] {
        let names: [String] =
            switch step {
            case .tell: ["text", "kind", "title"]
            case .where: ["place", "address"]
            case .whom: ["about", "office", "unit"]
            case .you: ["confidentiality", "name", "phone", "email", "representatives", "members"]
            case .check: ["files", "key"]
            }
        return names.map(field)
    }

    private func field(_ name: String) -> Field {
        let words = Self.labels[name]
        return Field(
            name, words.map { say($0.label) } ?? name, hint: words?.hint.map(say.callAsFunction),
            error: faults[name].map(say.callAsFunction), id: name == "key" ? "main" : name
        )
    }

    private static let labels: [String: (label: Words, hint: Words?)] = [
        "text": (IntakeWords.text, IntakeWords.textHint), "kind": (IntakeWords.kind, nil),
        "title": (IntakeWords.title, IntakeWords.titleHint), "place": (IntakeWords.place, IntakeWords.placeHint),
        "address": (IntakeWords.placeFound, nil), "about": (IntakeWords.about, IntakeWords.aboutHint),
        "office": (IntakeWords.office, IntakeWords.officeHint), "unit": (IntakeWords.officeFound, nil),
        "confidentiality": (IntakeWords.howNamed, nil), "name": (IntakeWords.name, nil),
        "phone": (IntakeWords.phone, IntakeWords.phoneHint),
        "email": (IntakeWords.email, nil), "notify": (IntakeWords.notify, IntakeWords.notifyHint),
        "files": (IntakeWords.files, IntakeWords.filesHint),
        "representatives": (GroupWords.representatives, nil), "members": (GroupWords.members, GroupWords.membersHint),
    ]
}

extension StepPage {
    private var tell: HTML {
        let kinds = help.kinds.map {
            Choice($0.code, say($0.plain), note: $0.kind.map { say(IntakeWords.kindNote($0)) })
        }
        let title = HTML.input(field("title"), value: answers.title, maximum: Answers.titleLimit)
        var kind = field("kind")
        kind.hint = seems
        return """
            <div class="question">\(HTML.textarea(
                field("text"), value: answers.text, rows: 8, maximum: Answers.textLimit,
                count: say(IntakeWords.textCount), kept: "filing"
            ))\(HTML.more(say(IntakeWords.example), "<p>\(say(IntakeWords.exampleText))</p>"))</div>\
            <div class="question ruled">\(HTML.radios(kind, kinds, chosen: answers.kind))</div>\
            \(HTML.more(say(IntakeWords.titleMore), title, isOpen: !answers.title.isEmpty || faults["title"] != nil))
            """
    }

    /// What the words seem to ask for, while nothing is chosen: told, never chosen for anybody.
    private var seems: String? {
        guard let guess = help.kindGuesses.first, let kind = help.kinds.first(where: { $0.kind == guess.kind }) else {
            return nil
        }
        return say(IntakeWords.seems(kind.plain, because: guess.words))
    }

    private var place: HTML {
        var found = field("address")
        if answers.place.isEmpty { found.label = say(IntakeWords.placeInText) }
        let none = Choice("none", say(IntakeWords.noneOfThese))
        let choices = help.places.map { PlaceName($0.place).choice(say.language) } + [none]
        let cards: HTML? =
            help.places.isEmpty
            ? nil : HTML.radios(found, choices, chosen: answers.asked == answers.place ? answers.address : nil)
        return """
            <div class="question">\(HTML.hidden("asked", answers.place))\
            \(HTML.input(field("place"), value: answers.place, maximum: Answers.placeLimit, completes: "/places"))\(cards)</div>
            """
    }

    private var whom: HTML {
        let none = Choice("none", say(IntakeWords.noneOfThese))
        let choices = help.offices.map { Choice($0.id.text, say($0.name)) } + [none]
        let cards: HTML? = help.offices.isEmpty ? nil : HTML.radios(field("unit"), choices, chosen: answers.unit)
        return """
            <div class="question">\(HTML.input(field("about"), value: answers.about, maximum: Answers.placeLimit))</div>\
            <div class="question ruled">\
            \(HTML.input(field("office"), value: answers.office, maximum: Answers.placeLimit))\(cards)</div>
            """
    }

    private var you: HTML {
        let choices = [
            Choice("named", say(IntakeWords.named), note: say(IntakeWords.namedNote)),
            Choice("confidential", say(IntakeWords.confidential), note: say(IntakeWords.confidentialNote)),
            Choice("anonymous", say(IntakeWords.anonymous), note: say(IntakeWords.anonymousNote)),
        ]
        return """
            <div class="question">\(HTML.radios(field("confidentiality"), choices, chosen: answers.confidentiality))</div>\
            <div class="question ruled">\
            \(HTML.input(field("name"), value: answers.name, autocomplete: "name", maximum: Answers.nameLimit))\
            \(HTML.input(field("phone"), value: answers.phone, kind: .tel, autocomplete: "tel", maximum: Answers.phoneLimit))\
            \(ways)</div>
            <div class="question ruled">\(GroupFields(answers: answers, faults: faults, say: say).html)</div>
            """
    }

    /// By which ways to be told: only those that somebody carries.
    private var ways: HTML? {
        guard !channels.isEmpty else { return nil }
        let mail: HTML? =
            channels.contains(.mail)
            ? HTML.input(
                field("email"), value: answers.email, kind: .email, autocomplete: "email",
                maximum: Answers.emailLimit) : nil
        return "\(mail)\(HTML.check(field("notify"), isOn: answers.notify == "yes"))"
    }
}

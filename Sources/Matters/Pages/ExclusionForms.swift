import Accounts
import Base
import Markup

/// What a reader may do about the offices that a matter complains about.
struct ExclusionView: Sendable {
    /// The offices that could be shut out, in groups; nil when the reader may shut none out.
    let choices: UnitChoices?
    /// The offices that the reader may let back in.
    let liftable: [(unit: RecordID, name: Words)]
}

/// What somebody typed into the forms about offices complained about, as posted.
struct ExclusionTyped: Sendable {
    var unit: String?
    var office = ""
    var reason = ""
    var isLift = false
    /// What was wrong, by field.
    var errors: [String: Words] = [:]
}

/// The form that shuts an office out of a matter, and the one that lets it back in.
struct ExclusionForms: Speaking {
    let view: ExclusionView
    let matter: Matter
    let typed: ExclusionTyped
    let language: Language
    let csrf: String

    var html: HTML { "\(shutting)\(lifting)" }

    private var hidden: KeyValuePairs<String, String> { ["csrf": csrf, "revision": String(matter.revision)] }

    private func field(_ name: String, _ label: Words, hint: Words? = nil, isLift: Bool) -> Field {
        let error = typed.isLift == isLift ? typed.errors[name].map(say) : nil
        return Field(
            name, say(label), hint: hint.map(say), error: error, id: isLift ? "lift-\(name)" : "exclusion-\(name)")
    }

    private func reason(_ label: Words, isLift: Bool) -> HTML {
        .textarea(
            field("reason", label, isLift: isLift), value: typed.isLift == isLift ? typed.reason : "", rows: 3,
            maximum: MatterStore.exclusionLimit
        )
    }

    private func isOpen(_ isLift: Bool) -> Bool {
        typed.isLift == isLift && !(typed.errors.isEmpty && typed.reason.isEmpty)
    }

    private var shutting: HTML? {
        guard let choices = view.choices else { return nil }
        let select = choices.select(
            field("unit", MatterWords.exclusionUnit, isLift: false), chosen: typed.isLift ? nil : typed.unit,
            language: language
        )
        let office = HTML.input(
            field("office", MatterWords.exclusionOffice, isLift: false), value: typed.office, maximum: 80
        )
        let form = HTML.form(
            to: MatterPaths.exclusion(from: matter.id), hidden: hidden,
            """
            <p class="small muted">\(say(MatterWords.exclusionHint))</p>\(select)\(office)\
            \(reason(MatterWords.exclusionWhy, isLift: false))\
            \(HTML.buttons([.button(say(MatterWords.exclusionSend))]))
            """
        )
        return .more(say(MatterWords.exclusionAsk), form, isOpen: isOpen(false))
    }

    private var lifting: HTML? {
        guard !view.liftable.isEmpty else { return nil }
        let choices = view.liftable.map { Choice($0.unit.text, say($0.name)) }
        let unit = HTML.radios(
            field("unit", MatterWords.liftUnit, isLift: true), choices,
            chosen: typed.isLift ? typed.unit : choices.count == 1 ? choices.first?.value : nil
        )
        let form = HTML.form(
            to: MatterPaths.lifting(from: matter.id), hidden: hidden,
            """
            <p class="small muted">\(say(MatterWords.liftHint))</p>\(unit)\
            \(reason(MatterWords.liftWhy, isLift: true))\(HTML.buttons([.button(say(MatterWords.liftSend))]))
            """
        )
        return .more(say(MatterWords.liftAsk), form, isOpen: isOpen(true))
    }
}

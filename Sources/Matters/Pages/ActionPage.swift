import Base
import Clocks
import Markup

/// What somebody typed into the form of an action, as posted.
struct ActionTyped: Sendable {
    var text = ""
    var unit: String?
    var ground: String?
    var reference = ""
    var end: String?
    var route: String?
    var decision: String?
    var days = ""
    var happenedDay = ""
    var happenedTime = ""
}

/// The form of one step on a matter.
struct ActionPage: Speaking {
    static let formID = "action"
    let view: MatterView
    let action: Procedure.Action
    let language: Language
    let csrf: String
    var typed = ActionTyped()
    /// What was wrong, by field.
    var errors: [String: Words] = [:]
    /// What somebody else changed, or why it cannot be done.
    var notice: HTML = .empty

    var title: String { say(action.name) + " " + view.matter.number }

    var html: HTML {
        let parts = MatterParts(view: view, language: language, csrf: csrf)
        let matter = MatterPaths.matter(view.matter.id)
        let head: HTML = """
            <header class="open-head">\(HTML.back(view.matter.number, to: matter))\
            <h1 class="title">\(say(action.name))</h1><p class="open-line">\(parts.title) \(parts.tags) \(parts.chip)</p></header>
            """
        let recent = HTML.section(say(MatterWords.newest), id: "line", parts.timeline(limit: 3, isDense: true))
        return """
            \(head)\(notice)\(HTML.errorSummary(say(MatterWords.wrongHead), fields.map(\.field)))\
            <div class="matter-panes"><div class="stack-24">\(form)</div><aside class="matter-side">\
            \(HTML.section(say(MatterWords.said), id: "said", parts.said))\(recent)</aside></div>
            """
    }

    private var form: HTML {
        let buttons = HTML.buttons([
            .button(say(action.name), .primary),
            .linkButton(say(MatterWords.cancel), to: MatterPaths.matter(view.matter.id), .plain),
        ])
        return HTML.form(
            to: MatterPaths.action(action.code, of: view.matter.id), id: Self.formID,
            hidden: ["csrf": csrf, "revision": String(view.matter.revision)],
            "\(fields.map(\.html))\(action.effect == .end ? checklist : nil)\(needs(.text) ? backDate : nil)\(buttons)"
        )
    }

    /// What the answer says to what was asked; follows while it is being written.
    private var checklist: HTML {
        let path = MatterPaths.check(action.code, of: view.matter.id)
        return """
            <div id="answer-check" hx-post="\(path)" hx-trigger="input delay:700ms from:closest form" \
            hx-include="closest form" hx-target="this">\(hints)</div>\
            <p>\(HTML.button(say(AnswerWords.look), to: path))</p>
            """
    }

    /// The checklist alone.
    var hints: HTML {
        guard let narrative = view.narrative else { return .empty }
        let check = AnswerCheck(
            title: narrative.title, text: narrative.text, answer: typed.text, today: view.today)
        return AnswerHints(check: check, isBegun: !typed.text.isEmpty, language: language).html
    }

    private func needs(_ need: Need) -> Bool { action.needs?.contains(need) ?? false }

    private func field(_ name: String, _ label: Words, hint: Words? = nil) -> Field {
        Field(name, say(label), hint: hint.map(say), error: errors[name].map(say))
    }

    private var fields: [(field: Field, html: HTML)] { (action.needs ?? []).flatMap(fields(for:)) }

    private func fields(for need: Need) -> [(field: Field, html: HTML)] {
        switch need {
        case .text: [textField]
        case .unit: [unitField]
        case .ground:
            [groundField]
                + (action.effect == .refuse && openGrounds.contains { $0.cites == true } ? [earlierField] : [])
                + (action.effect == .refuse && openGrounds.contains { $0.refers == true } ? [routeField] : [])
        case .end: [endField, routeField]
        case .decision: [decisionField]
        case .days:
            [daysField]
        case .stars, .consent, .reference, .day: []
        }
    }

    private var daysField: (Field, HTML) {
        // The page is shown to nobody but the head who approves.
        let most = MatterPolicy.longestExtension(view.file, by: .head, on: view.today)
        let field = field("days", MatterWords.longer(in: most?.unit ?? .calendar), hint: most.map(MatterPolicy.atMost))
        return (field, .input(field, value: typed.days, kind: .number, isShort: true))
    }

    private var textField: (Field, HTML) {
        let effect = action.effect
        let seen = effect.isToldToFiler ? MatterWords.toldToFiler : MatterWords.notToldToFiler
        let hint = MatterWords.textHint(effect).map { Words("\($0.zh)\(seen.zh)", "\($0.en) \(seen.en)") } ?? seen
        let field = field("text", MatterWords.text(effect), hint: hint)
        let area = HTML.textarea(
            field, value: typed.text, rows: effect == .end ? 10 : 5, maximum: MatterStore.textLimit,
            count: say(MatterWords.count5000), kept: "\(action.code)-\(view.matter.id)"
        )
        return (field, area)
    }

    private var unitField: (Field, HTML) {
        if action.effect == .invite {
            let hint = view.units.helpers.isEmpty ? nil : MatterWords.helpHint
            let field = field("unit", MatterWords.helper, hint: hint)
            return (field, view.units.selectHelp(field, chosen: typed.unit, language: language))
        }
        let field = field("unit", MatterWords.unit, hint: view.units.suggested.map(MatterWords.proposal))
        return (field, view.units.select(field, chosen: typed.unit, language: language))
    }

    private var groundField: (Field, HTML) {
        let grounds =
            action.effect == .refuse
            ? openGrounds : MatterPolicy.pauseGrounds(of: view.procedure, on: view.file, from: view.today)
        let choices = grounds.map { Choice($0.code, say($0.name), note: $0.citation.map(say)) }
        let shut = (view.procedure.refusalGrounds ?? []).first { view.shutGrounds[$0.code] != nil }
        let hint = shut.flatMap { ground in
            view.shutGrounds[ground.code].map { MatterWords.shutGround(ground.name, $0) }
        }
        let field = field("ground", MatterWords.ground, hint: action.effect == .refuse ? hint : nil)
        return (field, .radios(field, choices, chosen: typed.ground))
    }

    /// The grounds on which the reader's unit may refuse.
    private var openGrounds: [Procedure.Choice] {
        (view.procedure.refusalGrounds ?? []).filter { view.shutGrounds[$0.code] == nil }
    }

    private var endField: (Field, HTML) {
        let choices = view.procedure.ends.filter { $0.code != "withdrawn" }.map { Choice($0.code, say($0.name)) }
        let field = field("end", MatterWords.end)
        return (field, .radios(field, choices, chosen: typed.end))
    }

    private var earlierField: (Field, HTML) {
        let field = field("reference", MatterWords.earlier, hint: MatterWords.earlierHint)
        return (field, .input(field, value: typed.reference, maximum: 100))
    }

    private var routeField: (Field, HTML) {
        let choices = view.procedure.routes.map { Choice($0.code, say($0.name)) }
        let hint = action.effect == .refuse ? MatterWords.groundRouteHint : MatterWords.endRouteHint
        let field = field("route", MatterWords.endRoute, hint: hint)
        return (field, .select(field, choices, chosen: typed.route, none: say(MatterWords.none)))
    }

    private var decisionField: (Field, HTML) {
        let objected = view.file.assignments.last { $0.state == .objected }
        let field = field("decision", MatterWords.decision, hint: objected.map { view.name(of: $0.unit) })
        let choices = [
            Choice("upheld", say(MatterWords.upheld)), Choice("rejected", say(MatterWords.rejected)),
        ]
        return (field, .radios(field, choices, chosen: typed.decision))
    }

    private var backDate: HTML {
        let day = field("happened-day", MatterWords.backDay)
        let time = field("happened-time", MatterWords.backTime)
        let isOpen = !typed.happenedDay.isEmpty || !typed.happenedTime.isEmpty || day.error != nil
        return .more(
            say(MatterWords.backDate),
            """
            <p class="small muted">\(say(MatterWords.backHint))</p>\
            \(HTML.date(day, value: typed.happenedDay, last: view.today.description))\
            \(HTML.input(time, value: typed.happenedTime, kind: .time, isShort: true))
            """,
            isOpen: isOpen
        )
    }
}

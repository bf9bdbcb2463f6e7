import Accounts
import Base
import Clocks
import Markup

/// The form of one step of a proceeding, or of opening one.
struct ProceedingForm: Speaking {
    static let formID = "proceeding"
    let view: MatterView
    let procedure: Procedure
    /// Nil for the opening.
    let action: Procedure.Action?
    /// Where the form goes.
    let path: Path
    let language: Language
    let csrf: String
    /// The clocks that run, for what may be added to them.
    var clocks: [TermStanding] = []
    var typed = TypedFields()
    var notice: HTML = .empty

    var heading: Words {
        let name = action?.name ?? procedure.opening
        return Words("\(procedure.zh)：\(name.zh)", "\(procedure.en): \(name.en)")
    }

    private var needs: [Need] { action?.needs ?? (action == nil ? procedure.filing.needs ?? [] : []) }

    var html: HTML {
        let parts = fields
        let form = HTML.form(
            to: path, id: Self.formID, hidden: ["csrf": csrf, "revision": String(view.matter.revision)],
            """
            \(parts.map(\.html))\(HTML.buttons([
                .button(say(action?.name ?? procedure.opening), .primary),
                .linkButton(say(MatterWords.cancel), to: MatterPaths.matter(view.matter.id), .plain),
            ]))
            """)
        let lead: HTML? = action == nil ? "<p>\(say(procedure.plain))</p>" : nil
        return BesideFrame(
            matter: view.matter, title: view.narrative.map { .said($0.title) }, heading: heading, language: language,
            notice: "\(notice)\(HTML.errorSummary(say(ProceedingWords.wrong), parts.map(\.field)))"
        ).html("\(lead)\(form)")
    }

    private var fields: [(field: Field, html: HTML)] {
        var asked = needs.flatMap(field)
        if !needs.contains(.text) { asked.append(textField) }
        let day = typed.field(
            "happened-day", ProceedingWords.happened, hint: ProceedingWords.happenedHint, language)
        asked.append((day, .date(day, value: typed.value("happened-day"), last: view.today.description)))
        return asked
    }

    private func field(_ need: Need) -> [(field: Field, html: HTML)] {
        switch need {
        case .text: return [textField]
        case .unit:
            let field = typed.field("unit", ProceedingWords.unit, language)
            // The own office runs it unless another is chosen.
            let own = view.ownUnit.map { [(heading: ProceedingWords.own, units: [$0])] } ?? []
            let choices = UnitChoices(groups: own + view.units.groups, suggested: nil)
            let chosen = typed.values["unit"] ?? view.ownUnit?.id.text
            return [(field, choices.select(field, chosen: chosen, language: language))]
        case .ground:
            let grounds = (action?.effect == .pause ? procedure.pauseGrounds : procedure.refusalGrounds) ?? []
            let field = typed.field("ground", ProceedingWords.ground, language)
            let choices = grounds.map { Choice($0.code, say($0.name), note: $0.citation.map(say)) }
            return [(field, .radios(field, choices, chosen: typed.values["ground"]))]
        case .end:
            let field = typed.field("end", ProceedingWords.result, language)
            let choices = procedure.ends.map { Choice($0.code, say($0.name)) }
            return [(field, .radios(field, choices, chosen: typed.values["end"]))]
        case .days:
            let label = MatterWords.longer(in: MatterPolicy.extensionUnit(of: clocks))
            let most = clocks.filter { $0.rule.extra?.ceiling != nil }.compactMap(\.left).min { $0.amount < $1.amount }
            let field = typed.field("days", label, hint: most.map(MatterPolicy.atMost), language)
            return [(field, .input(field, value: typed.value("days"), kind: .number, isShort: true))]
        case .consent:
            let field = typed.field("consent", ProceedingWords.consent, language)
            return [(field, .check(field, isOn: typed.value("consent") == "yes"))]
        case .reference:
            let field = typed.field(
                "reference", ProceedingWords.reference, hint: ProceedingWords.referenceHint, language)
            return [(field, .input(field, value: typed.value("reference"), maximum: 100))]
        case .day:
            let field = typed.field("event-day", ProceedingWords.eventDay, hint: ProceedingWords.eventDayHint, language)
            return [(field, .date(field, value: typed.value("event-day")))]
        case .decision, .stars: return []
        }
    }

    private var textField: (field: Field, html: HTML) {
        let isTold = action?.tells?.contains(.filer) == true
        let hint = isTold ? ProceedingWords.textTold : ProceedingWords.textHint
        let field = typed.field("text", ProceedingWords.text, hint: hint, language)
        return (
            field,
            .textarea(
                field, value: typed.value("text"), rows: 5, maximum: MatterStore.textLimit,
                count: say(MatterWords.count5000))
        )
    }
}

/// The proceedings that can be opened inside a matter, by the road they stand on, and why others cannot.
struct ProceedingChoicePage: Speaking {
    let view: MatterView
    let language: Language

    var html: HTML {
        let groups: [HTML] = Procedure.Road.allCases.compactMap(group)
        let body: HTML = groups.isEmpty ? HTML.emptyState(say(ProceedingWords.moreNone)) : "\(groups)"
        return BesideFrame(
            matter: view.matter, title: view.narrative.map { .said($0.title) }, heading: ProceedingWords.more,
            language: language
        ).html("<p>\(say(ProceedingWords.moreLead))</p>\(body)")
    }

    private func group(_ road: Procedure.Road) -> HTML? {
        let here = view.openings.filter { $0.procedure.road == road }
        guard !here.isEmpty else { return nil }
        let cards: [HTML] = here.map { opening in
            switch opening.judgement {
            case .allowed:
                ActionCard(
                    say(opening.procedure.name),
                    to: MatterPaths.proceedingOpening(opening.procedure.code, in: view.matter.id),
                    note: say(opening.procedure.plain)
                ).html
            case .barred(let why):
                ActionCard(
                    barred: say(opening.procedure.name), word: say(ProceedingWords.cannot), reason: say(why)
                ).html
            }
        }
        return .section(
            say(ProceedingWords.road(road)), id: "road-\(road.rawValue)", "<div class=\"actions\">\(cards)</div>")
    }
}

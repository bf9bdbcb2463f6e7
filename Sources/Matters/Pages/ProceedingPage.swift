import Base
import Clocks
import Markup

/// One proceeding inside a matter: where it stands, its times with their sums and articles, and what can be done.
struct ProceedingPage: Speaking {
    let view: MatterView
    let opened: ProceedingFile
    /// The steps, each with whether the reader may take it now.
    let steps: [MatterView.StepView]
    let reader: Actor
    let language: Language
    let csrf: String
    var notice: HTML = .empty

    var title: String { say(opened.procedure.name) + " " + view.matter.number }

    var html: HTML {
        BesideFrame(
            matter: view.matter, title: view.narrative.map { .said($0.title) }, heading: opened.procedure.name,
            language: language, notice: notice
        ).html(
            """
            <p>\(say(opened.procedure.plain))</p>\(doors)<div class="matter-panes"><div class="stack-40">\(facts)\(story)\(drawing)</div>\
            <aside class="matter-side">\(clocks)\(acts)</aside></div>
            """)
    }

    /// What has a page of its own: the table of a mediation, the letters, and what another body told.
    private var doors: HTML {
        let (id, matter) = (opened.proceeding.id, view.matter.id)
        var doors = [HTML.linkButton(say(ProceedingWords.papers), to: MatterPaths.papers(of: id, in: matter))]
        if opened.proceeding.road == .mediation, !view.isAuditor {
            doors.insert(
                .linkButton(say(ProceedingWords.table), to: MatterPaths.mediation(id, of: matter), .primary), at: 0)
        }
        if view.hasMessages {
            doors.append(.linkButton(say(ProceedingWords.messages), to: MatterPaths.messages(of: matter)))
        }
        return .buttons(doors)
    }

    private var facts: HTML {
        var lines: [(String, HTML)] = [
            (say(ProceedingWords.stage), "\(say(opened.stageName))"),
            (say(ProceedingWords.runner), "\(say(view.name(of: opened.unit)))"),
            (say(ProceedingWords.opened), "\(say(DayWords.full(opened.proceeding.openedAt.day)))"),
        ]
        if let reference = opened.proceeding.reference {
            lines.append((say(ProceedingWords.reference), .said(reference)))
        }
        if let ending = opened.ending { lines.append((say(ProceedingWords.end), "\(say(ending))")) }
        if let day = opened.proceeding.endedAt?.day {
            lines.append((say(ProceedingWords.ended), "\(say(DayWords.full(day)))"))
        }
        return .section(say(ProceedingWords.facts), id: "facts", .facts(lines))
    }

    /// What happened in this proceeding, newest first.
    private var story: HTML {
        let lines = TimelineLines(view: view, language: language)
        let own = view.timeline.filter { $0.parameters["proceeding"] == opened.proceeding.id.text }
        let items = own.enumerated().map { lines.step($0.element, isNewest: $0.offset == 0) }
        let body: HTML = items.isEmpty ? "<p class=\"muted\">\(say(ProceedingWords.stepsNone))</p>" : .timeline(items)
        return .section(say(ProceedingWords.steps), id: "line", body)
    }

    /// The whole way, with where it stands.
    private var drawing: HTML {
        let drawn = ProcedureDrawing(
            ProcedureGraph(opened.procedure), language: language, current: opened.proceeding.stage)
        return .section(say(ProceedingWords.drawing), id: "drawing", drawn.html)
    }

    private var clocks: HTML {
        let own = view.terms.filter { $0.term.proceeding == opened.proceeding.id }
        let running = own.filter(\.term.isActive).sorted {
            ($0.term.due, $0.term.ruleID) < ($1.term.due, $1.term.ruleID)
        }
        let body: HTML
        if running.isEmpty {
            body = "<p class=\"muted\">\(say(ProceedingWords.clocksNone))</p>"
        } else {
            body = HTML.joined(running.map(clock))
        }
        let done: HTML? = own.count > running.count ? past(own.filter { !$0.term.isActive }) : nil
        return .clockCard(say(ProceedingWords.clocks), id: "clk", "\(levels(running))\(body)\(done)")
    }

    /// Where the levels differ, both run and the page says so.
    private func levels(_ running: [TermAccount]) -> HTML? {
        let differ = Dictionary(grouping: running, by: \.term.duty).values.contains {
            Set($0.map(\.term.level)).count > 1
        }
        return differ ? "<p class=\"small\">\(say(ProceedingWords.bothLevels))</p>" : nil
    }

    private func clock(_ account: TermAccount) -> HTML {
        let chip = ClockChip(account, today: view.today), rule = account.rule
        let provisional: HTML? = account.term.provisional ? HTML.tag(say(MatterWords.provisional)) : nil
        let consequence: HTML? = rule.consequence.map {
            "<p class=\"small muted\">\(say(MatterWords.consequence($0)))</p>"
        }
        let note: HTML? = rule.note.map { "<p class=\"small muted\">\(say(MatterWords.lawNote($0)))</p>" }
        return """
            <div class="stack-4"><p class="open-line">\(HTML.clock(say(chip.words), chip.state))\
            \(HTML.tag(say(rule.standing)))\(provisional)</p><p class="strong">\(say(DayWords.full(account.term.due)))</p>\
            <p class="small">\(say(rule.sentence))</p>\
            <p class="small muted">\(account.explanation.sentence(language)) \(say(rule.article))</p>\(consequence)\(note)</div>
            """
    }

    private func past(_ terms: [TermAccount]) -> HTML {
        let lines: [HTML] = terms.map { account in
            let chip = ClockChip(account, today: view.today)
            return """
                <p class="small">\(HTML.clock(say(chip.words), chip.state)) \(say(account.rule.sentence)) \
                \(say(DayWords.full(account.term.due)))</p>
                """
        }
        return .more(say(MatterWords.otherTerms) + " \(terms.count)", "\(lines)", isOpen: false)
    }

    private var acts: HTML? {
        if view.isAuditor { return nil }
        let here = steps.filter { $0.action.from.contains(opened.proceeding.stage) && $0.action.by != [.clock] }
        let cards: [HTML] = here.enumerated().map { card($0.element, isFirst: $0.offset == 0) }
        let clock = steps.filter { $0.action.from.contains(opened.proceeding.stage) && $0.action.onExpiry != nil }
        let later: [HTML] = clock.map {
            "<p class=\"small muted\">\(say(ProceedingWords.byClock)): \(say(name($0.action)))</p>"
        }
        guard !cards.isEmpty || !later.isEmpty || learntLate != nil else { return nil }
        return """
            <section class="stack-8" aria-labelledby="acts"><h2 class="head" id="acts">\(say(ProceedingWords.acts))</h2>\
            <div class="actions">\(cards)</div>\(later)\(learntLate)</section>
            """
    }

    /// What may have been done before the time ran out, and is learnt only now.
    private var learntLate: HTML? {
        let late = opened.stepsLearntLate.filter { action in
            action.by.contains { opened.stands(reader, in: $0) }
        }
        guard !late.isEmpty else { return nil }
        let links: [HTML] = late.map { action in
            let path = MatterPaths.proceedingStep(action.code, of: opened.proceeding.id, in: view.matter.id)
            return "<li>\(HTML.link(say(name(action)), to: path))</li>"
        }
        return .more(
            say(ProceedingWords.learntLate),
            "<p class=\"small muted\">\(say(ProceedingWords.learntLateLead))</p><ul class=\"stack-8\">\(links)</ul>")
    }

    private func name(_ action: Procedure.Action) -> Words {
        action.example == true ? ProceedingWords.example(action.name) : action.name
    }

    private func card(_ step: MatterView.StepView, isFirst: Bool) -> HTML {
        let action = step.action
        switch step.judgement {
        case .barred(let why):
            return ActionCard(
                barred: say(name(action)), word: say(MatterWords.barredHead), reason: say(why)
            ).html
        case .allowed:
            return ActionCard(
                say(name(action)),
                to: MatterPaths.proceedingStep(action.code, of: opened.proceeding.id, in: view.matter.id),
                isFirst: isFirst
            ).html
        }
    }
}

import Base
import Clocks
import Markup

/// The clocks of a matter: the one that drives the alarm in large type, its sum and article; the others as chips.
struct MatterClockCard: Speaking {
    let view: MatterView
    let language: Language

    var html: HTML {
        guard let account = view.mainTerm else {
            let none: HTML? = view.terms.isEmpty ? "<p class=\"muted\">\(say(MatterWords.termsNone))</p>" : nil
            return .clockCard(say(MatterWords.termsHead), id: "clk", "\(none)\(others)")
        }
        let chip = ClockChip(account, today: view.today)
        return .clockCard(
            say(MatterWords.duty(account.term.duty, of: view.matter.kind)), id: "clk", words: say(chip.words),
            state: chip.state, day: say(DayWords.full(account.term.due)),
            "\(provisional(account))\(basis(account))\(otherLevels(account))\(others)"
        )
    }

    /// Where two levels set different times for the same duty both run; the stricter stands first and the other beside it.
    private func otherLevels(_ account: TermAccount) -> HTML? {
        let rest = view.terms.filter { other in
            other.term.isActive && other.term.duty == account.term.duty && other.term.level != account.term.level
                && other.term.assignment == account.term.assignment
        }
        guard !rest.isEmpty else { return nil }
        let lines: [HTML] = rest.map { other in
            "<p class=\"small\">\(HTML.tag(say(other.rule.standing))) \(say(DayWords.full(other.term.due))) \(say(other.rule.article))</p>"
        }
        return "<p class=\"small\">\(say(ProceedingWords.bothLevels))</p>\(lines)"
    }

    private func provisional(_ account: TermAccount) -> HTML? {
        account.term.provisional ? "<p class=\"small\">\(HTML.tag(say(MatterWords.provisional)))</p>" : nil
    }

    /// The sum in words, the article it rests on, and what else the rule says.
    private func basis(_ account: TermAccount) -> HTML {
        let rule = account.rule
        let doubt: HTML? = rule.endConfirmed ? nil : " \(HTML.tag(say(MatterWords.endUnconfirmed)))"
        let more = [rule.consequence.map(MatterWords.consequence), rule.note.map(MatterWords.lawNote)]
        let lines: [HTML] = more.compactMap { $0 }.map { "<p class=\"small muted\">\(say($0))</p>" }
        return """
            <p class="small muted">\(account.explanation.sentence(language))</p>\
            <p class="small">\(say(rule.article)) \(HTML.tag(say(rule.standing)))\(doubt)<br>\
            <span class="muted">\(say(rule.sentence))</span></p>\(lines)
            """
    }

    private var others: HTML? {
        let rest = view.terms.filter { $0.term.id != view.mainTerm?.term.id }
        guard !rest.isEmpty else { return nil }
        let lines: [HTML] = rest.map { account in
            let chip = ClockChip(account, today: view.today)
            let unit: HTML? = account.term.assignment.flatMap { id in
                view.file.assignments.first { $0.id == id }.map {
                    "<span class=\"small muted\">\(say(view.name(of: $0.unit)))</span>"
                }
            }
            return """
                <div class="stack-4"><p class="open-line"><span class="small">\(say(MatterWords.duty(account.term.duty, of: view.matter.kind)))</span>\
                \(HTML.clock(say(chip.words), chip.state))\(HTML.tag(say(account.rule.standing)))\(unit)</p>\
                <p class="small muted">\(say(DayWords.full(account.term.due)))</p>\(basis(account))</div>
                """
        }
        return .more(say(MatterWords.otherTerms) + " \(rest.count)", "\(lines)", isOpen: false)
    }
}

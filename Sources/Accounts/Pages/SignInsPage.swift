import Base
import Markup
import Web

/// Attempts to sign in, as a table: one's own, or the district's with the person.
struct SignInTable {
    let visit: Visit
    let lines: [SignInLine]
    let hasPerson: Bool

    var html: HTML {
        guard !lines.isEmpty else { return HTML.emptyState(visit.say(SecurityWords.noSignIns)) }
        let names =
            [SecurityWords.when] + (hasPerson ? [SecurityWords.who] : [])
            + [SecurityWords.result, SecurityWords.device, SecurityWords.from]
        return HTML.table(
            visit.say(SecurityWords.signIns), names.map { Column(visit.say($0)) }, rows: lines.map(cells),
            isDense: true)
    }

    private func cells(_ line: SignInLine) -> [HTML] {
        let when = visit.say(MomentWords.moment(line.at, today: visit.now.day))
        let word = visit.say(line.result.words)
        let result: HTML = line.result.isIn ? "\(word)" : "<strong>\(word)</strong>"
        let who: HTML =
            line.name.map { "\(HTML.said(visit.say($0))) <span class=\"small muted code\">\(line.login)</span>" }
            ?? "<span class=\"muted\">\(visit.say(SecurityWords.nobody))</span>"
        return ["\(when)"] + (hasPerson ? [who] : []) + [
            result, "\(visit.say(line.device.words))", "<span class=\"code\">\(line.network)</span>",
        ]
    }
}

/// One's own attempts.
struct SignInsPage {
    let visit: Visit
    let lines: [SignInLine]

    var html: HTML {
        """
        \(AccountHead.html(visit, SecurityWords.signIns, lead: SecurityWords.signInsLead))\
        \(SignInTable(visit: visit, lines: lines, hasPerson: false).html)
        """
    }
}

/// Those of the district, narrowed by person and result.
struct AllSignInsPage {
    let visit: Visit
    let lines: [SignInLine]
    let isUnknown: Bool
    let older: Path?

    var html: HTML {
        """
        \(AccountHead.html(visit, SecurityWords.allSignIns, lead: SecurityWords.allLead))\(form)\
        \(SignInTable(visit: visit, lines: lines, hasPerson: true).html)\
        \(HTML.more(visit.say(SecurityWords.older), to: older))
        """
    }

    private var form: HTML {
        let login = Field(
            "login", visit.say(SecurityWords.loginField), hint: visit.say(SecurityWords.loginHint),
            error: isUnknown ? visit.say(SecurityWords.noLogin) : nil)
        let result = Field("result", visit.say(SecurityWords.result))
        let choices = SignInResult.allCases.map { Choice($0.rawValue, visit.say($0.words)) }
        return """
            <form class="account-find" method="get" action="\(AccountPaths.allSignIns)">\
            \(HTML.input(login, value: visit.query.text("login"), maximum: 64))\
            \(HTML.select(result, choices, chosen: visit.query.text("result"), none: visit.say(SecurityWords.anyResult)))\
            \(HTML.buttons([HTML.button(visit.say(SecurityWords.show))]))</form>
            """
    }
}

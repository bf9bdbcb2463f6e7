import Base
import Markup
import Web

/// The tokens of a person, the form for a new one, and for administrators those of everybody else.
struct TokensPage {
    static let formID = "token"
    let visit: Visit
    let person: SignedIn
    let own: [TokenLine]
    /// Nil for everybody but administrators.
    let others: [TokenLine]?
    var faults: [String: Words] = [:]
    /// The token just made, for the only time.
    var fresh: String?
    var isRepeated = false

    var html: HTML {
        let rest: HTML? = others.map { lines in
            HTML.ruled(
                visit.say(TokenWords.others), id: "others",
                lines.isEmpty
                    ? "<p class=\"muted\">\(visit.say(TokenWords.othersNone))</p>" : table(lines, isOwn: false))
        }
        return """
            \(HTML.back(visit.say(AccountWords.account), to: AccountPaths.start))\
            <header class="open-head"><h1 class="title">\(visit.say(TokenWords.title))</h1>\
            <p class="lead">\(visit.say(TokenWords.lead))</p></header>\
            \(notice)\(HTML.ruled(visit.say(TokenWords.own), id: "own", list))\(form)\(rest)
            """
    }

    private var notice: HTML {
        if let fresh {
            let copy = HTML.copyButton(visit.say(TokenWords.copy), done: visit.say(TokenWords.copied), copies: fresh)
            return HTML.banner(
                visit.say(TokenWords.fresh),
                "<p>\(visit.say(TokenWords.freshText))</p><p><code class=\"secret\">\(fresh)</code> \(copy)</p>", .good)
        }
        guard isRepeated else { return .empty }
        return HTML.banner(visit.say(TokenWords.repeated), "<p>\(visit.say(TokenWords.repeatedText))</p>")
    }

    private var list: HTML {
        own.isEmpty ? HTML.emptyState(visit.say(TokenWords.none)) : table(own, isOwn: true)
    }

    private func table(_ lines: [TokenLine], isOwn: Bool) -> HTML {
        let holder = isOwn ? [] : [Column(visit.say(TokenWords.holder))]
        let columns =
            [Column(visit.say(TokenWords.name))] + holder
            + [TokenWords.acts, TokenWords.scope, TokenWords.until, TokenWords.lastUsed, TokenWords.state].map {
                Column(visit.say($0))
            }
        return HTML.table(
            visit.say(isOwn ? TokenWords.own : TokenWords.others), columns,
            rows: lines.map { cells($0, isOwn: isOwn) }, isDense: true)
    }

    private func cells(_ line: TokenLine, isOwn: Bool) -> [HTML] {
        let today = visit.now.day
        let scopes = line.scopes.map { visit.say(TokenWords.scope($0)) }
        let used = line.lastUsed.map { MomentWords.day($0, today: today) } ?? TokenWords.neverUsed
        let holder: [HTML] = isOwn ? [] : [HTML.said(visit.say(line.holder))]
        let post = "\(visit.say(line.unit)) · \(visit.say(line.role.words))"
        return ["\(HTML.said(line.name))<br><span class=\"small muted code\">\(line.prefix)…</span>"] + holder + [
            "\(post)", "\(scopes.joined(separator: visit.language == .english ? ", " : "、"))",
            "\(visit.say(MomentWords.day(line.until, today: today)))", "\(visit.say(used))", state(line, today),
        ]
    }

    private func state(_ line: TokenLine, _ today: Day) -> HTML {
        guard line.works(on: today) else {
            return "\(visit.say(line.revokedAt == nil ? TokenWords.over : TokenWords.revoked))"
        }
        return HTML.form(
            to: AccountPaths.tokenRevocation(line.id), hidden: ["csrf": visit.csrf],
            HTML.button(visit.say(TokenWords.revoke), .plain))
    }

    private var form: HTML {
        func field(_ name: String, _ label: Words, hint: Words? = nil) -> Field {
            Field(name, visit.say(label), hint: hint.map(visit.say), error: faults[name].map(visit.say))
        }
        let name = field("name", TokenWords.name, hint: TokenWords.nameHint)
        let scope = field("scope", TokenWords.scope),
            until = field("until", TokenWords.until, hint: TokenWords.untilHint)
        let password = field("password", SecurityWords.passwordOld)
        let today = visit.now.day
        let post = TokenWords.post(visit.say(person.unitName), visit.say(person.role.words))
        let isSent = fresh == nil && !isRepeated && visit.method == "POST"
        let chosen = isSent ? Set(visit.form.all("scope")) : []
        let body: HTML = """
            \(HTML.input(name, value: isSent ? visit.form.text("name") : "", isRequired: true, maximum: 60))\
            \(HTML.checks(scope, TokenScope.allCases.map { Choice($0.rawValue, visit.say(TokenWords.scope($0))) }, chosen: chosen))\
            \(HTML.date(until, value: isSent ? visit.form.text("until") : today.adding(days: 90).description, first: today.description, last: today.adding(days: TokenOrder.longest).description))\
            \(HTML.input(password, kind: .password, isRequired: true, autocomplete: "current-password"))\
            \(HTML.buttons([HTML.button(visit.say(TokenWords.make), .primary)]))
            """
        let key = isSent ? visit.form.text("key") : RecordID.make(at: visit.now).text
        return HTML.ruled(
            visit.say(TokenWords.make), id: "make",
            """
            <p class="muted">\(visit.say(post))</p>\(HTML.errorSummary(visit.say(AccountWords.fault), [name, scope, until, password]))\
            \(HTML.form(to: AccountPaths.tokens, id: Self.formID, hidden: ["csrf": visit.csrf, "key": key], body))
            """)
    }
}

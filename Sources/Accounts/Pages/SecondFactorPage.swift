import Base
import Markup
import Web

/// The page of the second factor: off, being set up, or on.
struct SecondFactorPage {
    /// What is to be shown.
    enum Stage {
        case off
        /// The secret waits for its first code.
        case waiting(secret: [UInt8], login: String)
        case on(FactorState)
    }

    static let beginID = "factor-begin"
    static let confirmID = "factor-confirm"
    static let codesID = "factor-codes"
    static let removeID = "factor-remove"

    let visit: Visit
    let stage: Stage
    let place: Words
    let isRequired: Bool
    var faults: [String: Words] = [:]

    var html: HTML {
        let required: HTML? =
            isRequired
            ? HTML.banner(visit.say(FactorWords.required), "<p>\(visit.say(FactorWords.requiredText))</p>", .soon) : nil
        return """
            \(AccountHead.html(visit, FactorWords.title, lead: FactorWords.lead))\(required)\(content)
            """
    }

    private var content: HTML {
        switch stage {
        case .off:
            HTML.ruled(
                visit.say(FactorWords.turnOn), id: "on",
                "<p class=\"muted\">\(visit.say(FactorWords.offNow))</p>\(begin(FactorWords.begin, .primary))")
        case .waiting(let secret, let login): waiting(secret, login)
        case .on(let state): on(state)
        }
    }

    private func begin(_ label: Words, _ kind: ButtonKind) -> HTML {
        let field = passwordField("", hasFault: true)
        let body: HTML = """
            \(HTML.input(field, kind: .password, isRequired: true, autocomplete: "current-password"))\
            \(HTML.buttons([HTML.button(visit.say(label), kind)]))
            """
        return """
            \(HTML.errorSummary(visit.say(SecurityWords.failed), [field]))\
            \(HTML.form(to: AccountPaths.factor, id: Self.beginID, hidden: ["csrf": visit.csrf], body))
            """
    }

    private func waiting(_ secret: [UInt8], _ login: String) -> HTML {
        let address = TimeCode.address(secret: secret, place: place.en.isEmpty ? place.zh : place.en, login: login)
        let key = Base32.encode(secret)
        let groups = stride(from: 0, to: key.count, by: 4).map { String(key.dropFirst($0).prefix(4)) }
        let code = codeField(FactorWords.code, "")
        let body: HTML = """
            \(HTML.input(code, isShort: true, isRequired: true, autocomplete: "one-time-code", maximum: 12))\
            \(HTML.buttons([HTML.button(visit.say(FactorWords.confirm), .primary)]))
            """
        return """
            \(HTML.ruled(visit.say(FactorWords.setUp), id: "steps", """
                \(HTML.numbered([FactorWords.app, FactorWords.scan, FactorWords.type].map(visit.say)))\
                <div class="factor-scan">\(QRCode.svg(address, label: visit.say(FactorWords.picture)))<div class="stack-8">\
                <p class="slip-label">\(visit.say(FactorWords.key))</p><p><code class="secret" data-secret="true">\
                \(groups.joined(separator: " "))</code></p><p class="hint">\(visit.say(FactorWords.secrecy))</p></div></div>\
                \(HTML.errorSummary(visit.say(SecurityWords.failed), [code]))\
                \(HTML.form(to: AccountPaths.factorConfirmation, id: Self.confirmID, hidden: ["csrf": visit.csrf], body))
                """))\
            \(HTML.more(visit.say(FactorWords.again), begin(FactorWords.begin, .ordinary), isOpen: faults["password"] != nil))
            """
    }

    private func on(_ state: FactorState) -> HTML {
        let since = state.since.map { visit.say(MomentWords.day($0.day, today: visit.now.day)) } ?? ""
        let left: HTML =
            state.codesLeft < 3
            ? HTML.banner(
                visit.say(FactorWords.codes), "<p>\(visit.say(FactorWords.codesLeft(state.codesLeft)))</p>", .soon)
            : "<p>\(visit.say(FactorWords.codesLeft(state.codesLeft)))</p>"
        return """
            <p>\(visit.say(FactorWords.onSince(since)))</p>\(left)\
            \(act(FactorWords.renew, nil, to: AccountPaths.factorCodes, id: Self.codesID, .ordinary))\
            \(act(FactorWords.turnOff, FactorWords.turnOffNote, to: AccountPaths.factorRemoval, id: Self.removeID, .alarm))
            """
    }

    /// A form that wants password and code.
    private func act(_ label: Words, _ note: Words?, to path: Path, id: String, _ kind: ButtonKind) -> HTML {
        let isThis = visit.path == path.text
        let password = passwordField(id, hasFault: isThis), code = codeField(FactorWords.codeOrRecovery, id, isThis)
        let noteLine: HTML? = note.map { "<p class=\"muted\">\(visit.say($0))</p>" }
        let body: HTML = """
            \(HTML.input(password, kind: .password, isRequired: true, autocomplete: "current-password"))\
            \(HTML.input(code, isShort: true, isRequired: true, autocomplete: "one-time-code", maximum: 40))\
            \(HTML.buttons([HTML.button(visit.say(label), kind)]))
            """
        return HTML.ruled(
            visit.say(label), id: id + "-head",
            """
            \(noteLine)\(HTML.errorSummary(visit.say(SecurityWords.failed), [password, code]))\
            \(HTML.form(to: path, id: id, hidden: ["csrf": visit.csrf], body))
            """)
    }

    private func passwordField(_ id: String, hasFault: Bool) -> Field {
        Field(
            "password", visit.say(SecurityWords.passwordOld), error: hasFault ? faults["password"].map(visit.say) : nil,
            id: "password" + (id.isEmpty ? "" : "-" + id))
    }

    private func codeField(_ label: Words, _ id: String, _ hasFault: Bool = true) -> Field {
        Field(
            "password-code", visit.say(label), error: hasFault ? faults["password-code"].map(visit.say) : nil,
            id: "password-code" + (id.isEmpty ? "" : "-" + id))
    }
}

/// The recovery codes, for the only time.
struct RecoveryCodesPage {
    let visit: Visit
    let codes: [String]
    let isFirst: Bool

    var html: HTML {
        let items: [HTML] = codes.map { "<li><code>\($0)</code></li>" }
        let title = isFirst ? FactorWords.done : FactorWords.codesMade
        let oldText: HTML? = isFirst ? nil : "<p>\(visit.say(FactorWords.codesMadeText))</p>"
        return """
            <header class="open-head"><h1 class="title">\(visit.say(title))</h1></header>\
            \(HTML.ruled(visit.say(FactorWords.codes), id: "codes", """
                <p>\(visit.say(FactorWords.codesText))</p>\(oldText)<ul class="recovery-codes">\(items)</ul>\
                \(HTML.buttons([
                    HTML.linkButton(visit.say(FactorWords.saved), to: AccountPaths.start, .primary),
                    HTML.printButton(visit.say(FactorWords.print)),
                    HTML.copyButton(visit.say(TokenWords.copy), done: visit.say(TokenWords.copied), copies: codes.joined(separator: "\n")),
                ]))
                """))
            """
    }
}

/// The second step of a sign-in.
struct SignInCodePage {
    static let formID = "sign-in-code"
    let visit: Visit
    let error: String?

    var html: HTML {
        let code = Field(
            "password-code", visit.say(FactorWords.code), hint: visit.say(FactorWords.stepHint), error: error)
        let next = visit.method == "GET" ? visit.query.text("next") : visit.form.text("next")
        let body: HTML = """
            \(HTML.input(code, isRequired: true, autocomplete: "one-time-code", maximum: 40))\
            \(HTML.button(visit.say(AccountWords.enter), .primary, isBig: true))
            """
        return """
            <h1 class="title title-large">\(visit.say(FactorWords.stepTitle))</h1>\
            <p class="lead">\(visit.say(FactorWords.stepLead))</p>\
            \(HTML.errorSummary(visit.say(AccountWords.fault), [code]))\
            \(HTML.form(to: AccountPaths.signInCode, id: Self.formID, hidden: ["csrf": visit.csrf, "next": next], body))\
            <p class="muted">\(visit.say(FactorWords.lost))</p>\
            <p>\(HTML.link(visit.say(FactorWords.restart), to: AccountPaths.signIn))</p>
            """
    }
}

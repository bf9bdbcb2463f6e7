import Base
import Markup
import Web

/// The form for a new password.
struct PasswordPage {
    static let formID = "password-form"
    let visit: Visit
    var faults: [String: Words] = [:]
    var isDone = false

    var html: HTML {
        """
        \(AccountHead.html(visit, SecurityWords.password, lead: SecurityWords.passwordNote))\
        \(isDone ? HTML.banner(visit.say(SecurityWords.passwordDone), "<p>\(visit.say(SecurityWords.passwordDoneText))</p>", .good) : form)
        """
    }

    private var form: HTML {
        func field(_ name: String, _ label: Words, hint: Words? = nil) -> Field {
            Field(name, visit.say(label), hint: hint.map(visit.say), error: faults[name].map(visit.say))
        }
        let old = field("password", SecurityWords.passwordOld)
        let new = field("password-new", SecurityWords.passwordNew, hint: SecurityWords.passwordNewHint)
        let again = field("password-again", SecurityWords.passwordAgain)
        let body: HTML = """
            \(HTML.input(old, kind: .password, isRequired: true, autocomplete: "current-password"))\
            \(HTML.input(new, kind: .password, isRequired: true, autocomplete: "new-password"))\
            \(HTML.input(again, kind: .password, isRequired: true, autocomplete: "new-password"))\
            \(HTML.buttons([HTML.button(visit.say(SecurityWords.change), .primary)]))
            """
        return """
            \(HTML.errorSummary(visit.say(SecurityWords.failed), [old, new, again]))\
            \(HTML.form(to: AccountPaths.password, id: Self.formID, hidden: ["csrf": visit.csrf], body))
            """
    }
}

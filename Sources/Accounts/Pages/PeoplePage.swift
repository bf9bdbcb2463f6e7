import Base
import Markup
import Web

/// The accounts of the district.
struct PeoplePage {
    let visit: Visit
    let people: [PersonLine]
    let more: Path?

    var html: HTML {
        let field = Field("q", visit.say(PeopleWords.find), hint: visit.say(PeopleWords.findHint), id: "person")
        return """
            \(AccountHead.html(visit, SecurityWords.people))\
            <form class="account-find" method="get" action="\(AccountPaths.people)">\
            \(HTML.input(field, value: visit.query.text("q"), kind: .search, maximum: 60))\
            \(HTML.buttons([HTML.button(visit.say(SecurityWords.show))]))</form>\
            \(people.isEmpty ? HTML.emptyState(visit.say(PeopleWords.nobody)) : table)\
            \(HTML.more(visit.say(PeopleWords.more), to: more))
            """
    }

    private var table: HTML {
        let names = [
            PeopleWords.name, SecurityWords.loginField, PeopleWords.factor, PeopleWords.sessions, PeopleWords.lastIn,
        ]
        return HTML.table(
            visit.say(SecurityWords.people), names.map { Column(visit.say($0)) },
            rows: people.map { person in
                [
                    "<a href=\"\(AccountPaths.person(person.id))\">\(HTML.said(visit.say(person.name)))</a>",
                    "<span class=\"code\">\(person.login)</span>", PersonWords.factor(person, visit),
                    "\(person.sessions)", PersonWords.lastIn(person, visit),
                ]
            }, isDense: true)
    }
}

/// What pages say of an account in a word.
enum PersonWords {
    static func factor(_ person: PersonLine, _ visit: Visit) -> HTML {
        "\(visit.say(person.isDisabled ? PeopleWords.disabled : person.hasFactor ? PeopleWords.on : PeopleWords.off))"
    }

    static func lastIn(_ person: PersonLine, _ visit: Visit) -> HTML {
        let words = person.lastIn.map { MomentWords.moment($0, today: visit.now.day) } ?? PeopleWords.never
        return "\(visit.say(words))"
    }
}

/// One account: how it stands, and what an administrator may do about it.
struct PersonPage {
    static let formID = "factor-reset"
    let visit: Visit
    let person: PersonLine
    let signIns: [SignInLine]
    let mayAct: Bool
    let isOwn: Bool
    var error: Words?

    var html: HTML {
        let facts: [(String, HTML)] = [
            (visit.say(SecurityWords.loginField), "<span class=\"code\">\(person.login)</span>"),
            (visit.say(PeopleWords.factor), PersonWords.factor(person, visit)),
            (visit.say(PeopleWords.sessions), "\(visit.say(PeopleWords.open(person.sessions)))"),
            (visit.say(PeopleWords.lastIn), PersonWords.lastIn(person, visit)),
        ]
        return """
            \(HTML.back(visit.say(SecurityWords.people), to: AccountPaths.people))<header class="open-head">\
            <h1 class="title">\(HTML.said(visit.say(person.name)))</h1></header>\(HTML.facts(facts))\
            \(mayAct ? acts : .empty)\
            \(HTML.ruled(visit.say(PeopleWords.recent), id: "recent", SignInTable(visit: visit, lines: signIns, hasPerson: false).html))
            """
    }

    private var acts: HTML {
        let ending: HTML =
            person.sessions == 0 || isOwn
            ? .empty
            : HTML.ruled(
                visit.say(PeopleWords.sessions), id: "sessions",
                """
                <p class="muted">\(visit.say(PeopleWords.endAllNote))</p>\
                \(HTML.form(to: AccountPaths.personSessions(person.id), hidden: ["csrf": visit.csrf], HTML.buttons([HTML.button(visit.say(PeopleWords.endAll), .alarm)])))
                """)
        guard person.hasFactor else { return ending }
        return "\(ending)\(HTML.ruled(visit.say(PeopleWords.reset), id: "reset", isOwn ? own : reset))"
    }

    private var own: HTML { "<p class=\"muted\">\(visit.say(PeopleWords.ownNote))</p>" }

    private var reset: HTML {
        let reason = Field(
            "reason", visit.say(PeopleWords.reason), hint: visit.say(PeopleWords.reasonHint),
            error: error.map(visit.say))
        let body: HTML = """
            \(HTML.textarea(reason, value: visit.form.text("reason"), rows: 2, maximum: 500, isRequired: true))\
            \(HTML.buttons([HTML.button(visit.say(PeopleWords.reset), .alarm)]))
            """
        return """
            <p class="muted">\(visit.say(PeopleWords.resetNote))</p>\
            \(HTML.errorSummary(visit.say(SecurityWords.failed), [reason]))\
            \(HTML.form(to: AccountPaths.personFactor(person.id), id: Self.formID, hidden: ["csrf": visit.csrf], body))
            """
    }
}

/// Which roles need a second factor.
struct AccountRulesPage {
    static let formID = "account-rules"
    let visit: Visit
    let roles: Set<Role>
    let isSaved: Bool

    var html: HTML {
        let field = Field("role", visit.say(PeopleWords.roles))
        let choices = Role.allCases.map { Choice($0.rawValue, visit.say($0.words)) }
        let body: HTML = """
            \(HTML.checks(field, choices, chosen: Set(roles.map(\.rawValue))))\
            \(HTML.buttons([HTML.button(visit.say(PeopleWords.save), .primary)]))
            """
        return """
            \(AccountHead.html(visit, SecurityWords.rules, lead: PeopleWords.rulesLead))\
            \(isSaved ? HTML.toast(visit.say(PeopleWords.saved)) : .empty)\
            \(HTML.form(to: AccountPaths.rules, id: Self.formID, hidden: ["csrf": visit.csrf], body))
            """
    }
}

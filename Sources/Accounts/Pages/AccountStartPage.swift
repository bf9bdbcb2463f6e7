import Base
import Markup
import Web

/// The start of the account area: what there is to tell, and the ways on.
struct AccountStartPage {
    let visit: Visit
    let person: SignedIn
    let tidings: [AccountTiding]

    var html: HTML {
        """
        <header class="open-head"><h1 class="title">\(visit.say(AccountWords.account))</h1>\
        <p class="lead">\(visit.say(SecurityWords.lead))</p></header>\(news)\
        \(HTML.ruled(visit.say(SecurityWords.own), id: "own", HTML.actions(own)))\(district)
        """
    }

    private var own: [ActionCard] {
        [
            card(FactorWords.title, FactorWords.note, AccountPaths.factor),
            card(SecurityWords.password, SecurityWords.passwordNote, AccountPaths.password),
            card(SecurityWords.sessions, SecurityWords.sessionsNote, AccountPaths.sessions),
            card(SecurityWords.signIns, SecurityWords.signInsNote, AccountPaths.signIns),
            card(TokenWords.title, SecurityWords.tokensNote, AccountPaths.tokens),
            card(AccountWords.posts, SecurityWords.postsNote, AccountPaths.posts),
        ]
    }

    private var district: HTML? {
        guard [.administrator, .auditor].contains(person.role) else { return nil }
        var cards = [
            card(SecurityWords.people, SecurityWords.peopleNote, AccountPaths.people),
            card(SecurityWords.allSignIns, SecurityWords.allSignInsNote, AccountPaths.allSignIns),
        ]
        if person.role == .administrator {
            cards.append(card(SecurityWords.rules, SecurityWords.rulesNote, AccountPaths.rules))
        }
        return HTML.ruled(visit.say(SecurityWords.district), id: "district", HTML.actions(cards))
    }

    private func card(_ label: Words, _ note: Words, _ path: Path) -> ActionCard {
        ActionCard(visit.say(label), to: path, note: visit.say(note))
    }

    private var news: HTML {
        guard !tidings.isEmpty else { return .empty }
        let lines: [HTML] = tidings.map { "<p>\(visit.say(Self.sentence($0, visit)))</p>" }
        let form = HTML.form(
            to: AccountPaths.tidings, hidden: ["csrf": visit.csrf],
            HTML.buttons([HTML.button(visit.say(SecurityWords.read))]))
        return HTML.banner(visit.say(SecurityWords.tidings), "\(lines)\(form)", .soon)
    }

    private static func sentence(_ tiding: AccountTiding, _ visit: Visit) -> Words {
        let when = visit.say(MomentWords.moment(tiding.at, today: visit.now.day))
        let who = visit.say(tiding.by ?? SecurityWords.administrator)
        return switch tiding.kind {
        case .factorReset: SecurityWords.factorReset(when, who)
        case .recoveryCodeUsed: SecurityWords.recoveryUsed(when)
        case .sessionsEnded: SecurityWords.sessionsEnded(when, who)
        }
    }
}

/// The head that every page of the account area begins with.
struct AccountHead {
    static func html(
        _ visit: Visit, _ title: Words, lead: Words? = nil, back: (words: Words, path: Path)? = nil
    ) -> HTML {
        let leadLine: HTML? = lead.map { "<p class=\"lead\">\(visit.say($0))</p>" }
        let way = back ?? (AccountWords.account, AccountPaths.start)
        return """
            \(HTML.back(visit.say(way.words), to: way.path))<header class="open-head">\
            <h1 class="title">\(visit.say(title))</h1>\(leadLine)</header>
            """
    }
}

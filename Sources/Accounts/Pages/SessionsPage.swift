import Base
import Markup
import Web

/// Where a person is signed in.
struct SessionsPage {
    let visit: Visit
    let sessions: [SessionLine]

    var html: HTML {
        let others: HTML =
            sessions.contains { !$0.isCurrent }
            ? HTML.form(
                to: AccountPaths.otherSessions, hidden: ["csrf": visit.csrf],
                HTML.buttons([HTML.button(visit.say(SecurityWords.endOthers), .alarm)]))
            : "<p class=\"muted\">\(visit.say(SecurityWords.sessionsOnly))</p>"
        return """
            \(AccountHead.html(visit, SecurityWords.sessions, lead: SecurityWords.sessionsLead))\
            <ul class="files">\(sessions.map(line))</ul>\(others)
            """
    }

    private func line(_ session: SessionLine) -> HTML {
        let today = visit.now.day
        let began = visit.say(MomentWords.moment(session.createdAt, today: today))
        let seen = visit.say(MomentWords.moment(session.seenAt, today: today))
        let device = session.device.code.isEmpty ? SecurityWords.oldSession : session.device.words
        let network: HTML? =
            session.network.isEmpty ? nil : "<br>\(visit.say(SecurityWords.network(session.network)))"
        let act: HTML =
            session.isCurrent
            ? HTML.tag(visit.say(SecurityWords.thisOne))
            : HTML.form(
                to: AccountPaths.sessionEnding(session.handle), hidden: ["csrf": visit.csrf],
                HTML.button(visit.say(SecurityWords.end)))
        return """
            <li><span><strong>\(visit.say(device))</strong><br><span class="small muted">\
            \(visit.say(SecurityWords.began(began, seen)))\(network)</span></span>\(act)</li>
            """
    }
}

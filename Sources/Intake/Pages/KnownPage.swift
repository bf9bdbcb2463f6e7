import Base
import Clocks
import Markup
import Matters
import Notices
import Web

/// What is known already about the same as a matter, and what can be done with it.
struct KnownPage {
    let matter: Matter
    let likely: [LikelySame]
    /// The issue of which it is part, as far as the reader may see it.
    let issue: IssueLine?
    let titles: [RecordID: String]
    let followers: Int
    let channels: Set<NoticeChannel>
    let csrf: String
    let today: Day
    let say: Voice
    var notice: HTML = .empty
    var faults: [String: Words] = [:]
    /// What was typed about somebody who follows.
    var typed = Answers()

    var html: HTML {
        """
        \(HTML.crumbs(say(IssueWords.way), [(matter.number, IntakePaths.matter(matter.id))], here: "\(say(KnownWords.title))"))\
        \(notice)<header class="open-head"><h1 class="title">\(say(KnownWords.title))</h1>\
        <p class="lead">\(say(KnownWords.lead))</p></header>\(together)\(list)\(follow)
        """
    }

    /// The list alone, as the matter's page shows it.
    var part: HTML {
        let link = HTML.link(say(KnownWords.title), to: IntakePaths.known(matter.id))
        let issueLine: HTML? = issue.map { line in
            "<p>\(HTML.link(say(KnownWords.together(line.heat.people, line.matters.count)), to: IntakePaths.issue(line.id)))</p>"
        }
        guard !likely.isEmpty else {
            let none: HTML? = issue == nil ? "<p class=\"small muted\">\(say(KnownWords.none))</p>" : nil
            return "\(issueLine)\(none)<p>\(link)</p>"
        }
        return "\(issueLine)\(HTML.guesses(likely.prefix(3).map(guess)))<p>\(link)</p>"
    }

    private func guess(_ same: LikelySame) -> (title: HTML, number: String, note: String, path: Path) {
        (
            title: HTML.said(same.title), number: same.matter.number,
            note: say(WindowWords.likely(same, today: today)), path: IntakePaths.matter(same.matter.id)
        )
    }

    private var together: HTML? {
        guard let issue else { return nil }
        let takeOut: HTML? =
            issue.matters.count > 1
            ? HTML.form(
                to: IntakePaths.issue(issue.id, "split"), hidden: ["csrf": csrf, "matters": matter.id.text],
                HTML.buttons([.button(say(KnownWords.takeOut))])) : nil
        return HTML.ruled(
            say(KnownWords.inIssue), id: "together",
            """
            <p>\(say(KnownWords.together(issue.heat.people, issue.matters.count)))　\
            \(HTML.link(say(KnownWords.look), to: IntakePaths.issue(issue.id)))</p>\(members(issue))\(takeOut)
            """)
    }

    /// The newest others of the issue; all stand on its own page.
    private func members(_ issue: IssueLine) -> HTML? {
        let others = issue.matters.filter { $0.id != matter.id }.suffix(Self.mostMembers).reversed()
        guard !others.isEmpty else { return nil }
        return HTML.guesses(
            others.map { other in
                let state = say(other.isOpen ? WindowWords.stillOpen : WindowWords.isEnded)
                return (
                    title: titles[other.id].map(HTML.said) ?? "\(say(IssueWords.erased))", number: other.number,
                    note: "\(say(DayWords.plain(other.happenedAt.day)))　\(state)", path: IntakePaths.matter(other.id)
                )
            })
    }

    private static let mostMembers = 5

    private var list: HTML {
        let others = likely.filter { same in !(issue?.matters.contains { $0.id == same.matter.id } ?? false) }
        guard !others.isEmpty else {
            if issue.map({ $0.matters.count > 1 }) ?? false { return .empty }
            return HTML.ruled(say(KnownWords.title), id: "likely", "<p class=\"muted\">\(say(KnownWords.none))</p>")
        }
        let items: [HTML] = others.map { same in
            let join = HTML.form(
                to: IntakePaths.known(matter.id), hidden: ["csrf": csrf, "same": same.matter.id.text],
                """
                <button class="button" type="submit" aria-label="\(say(KnownWords.joins(same.matter.number)))">\
                \(say(KnownWords.join))</button>
                """)
            return "<li class=\"stack-8\">\(HTML.guesses([guess(same)]))\(join)</li>"
        }
        return HTML.ruled(say(KnownWords.title), id: "likely", "<ul class=\"rows\">\(items)</ul>")
    }

    private var follow: HTML? {
        guard matter.isOpen else { return nil }
        let count: HTML? = followers > 0 ? "<p>\(say(KnownWords.count(followers)))</p>" : nil
        let tell: HTML? =
            channels.contains(.sms)
            ? HTML.check(Field("notify", say(KnownWords.tell)), isOn: typed.notify == "yes") : nil
        let form = HTML.form(
            to: IntakePaths.followers(matter.id), hidden: ["csrf": csrf],
            """
            <div class="fields-2">\(HTML.input(field("name", KnownWords.name), value: typed.name, maximum: Answers.nameLimit))\
            \(HTML.input(field("phone", KnownWords.phone), value: typed.phone, kind: .tel, maximum: Answers.phoneLimit))</div>\
            \(tell)\(HTML.textarea(field("text", KnownWords.said), value: typed.text, rows: 3, maximum: Answers.textLimit))\
            \(HTML.buttons([.button(say(KnownWords.follow), .primary)]))
            """)
        return HTML.ruled(
            say(KnownWords.followHead), id: "follow",
            "\(count)<p class=\"hint\">\(say(KnownWords.followHint))</p>\(form)")
    }

    private func field(_ name: String, _ label: Words) -> Field {
        Field(name, say(label), error: faults[name].map(say.callAsFunction))
    }
}

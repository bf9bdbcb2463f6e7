import Base
import Clocks
import Markup
import Matters
import Web

/// A message with the names of what it is about.
struct MessageLine: Sendable {
    let message: CounterpartMessage
    let body: Words
    let procedure: Words
    let step: Words
    /// The unit in which its proceeding's time is extended.
    let unit: TermUnit
    /// What the reader may do with it.
    let rights: CounterpartStore.Rights
}

/// What other bodies told of a matter's proceedings: first what waits for somebody, then what was dealt with.
struct MessagesPage {
    let matter: Matter
    let lines: [MessageLine]
    let today: Day
    let language: Language
    let csrf: String
    var typed = Form()
    /// The message that was sent, with what was wrong.
    var fault: (message: RecordID, field: String?, words: Words)?

    private func say(_ words: Words) -> String { words.text(language) }

    var title: String { say(CounterpartWords.messages) + " " + matter.number }

    var html: HTML {
        let held = lines.filter { $0.message.state == .held }, rest = lines.filter { $0.message.state != .held }
        let notice: HTML? = fault.map {
            .banner(say(CounterpartWords.wrong), "<p>\(say($0.words))</p>", .alarm)
        }
        let waiting: HTML =
            held.isEmpty
            ? "<p class=\"muted\">\(say(CounterpartWords.waitingNone))</p>"
            : "<div class=\"stack-24\">\(held.reversed().map(card))</div>"
        let done: HTML =
            rest.isEmpty
            ? "<p class=\"muted\">\(say(CounterpartWords.earlierNone))</p>"
            : "<div class=\"stack-24\">\(rest.map(card))</div>"
        return """
            <header class="open-head">\(HTML.back(say(CounterpartWords.toMatter), to: CounterpartPaths.matter(matter.id)))\
            <h1 class="title">\(say(CounterpartWords.messages))</h1>\
            <p class="open-line"><span class="code">\(matter.number)</span></p></header>\(notice)\
            <p>\(say(CounterpartWords.messagesLead))</p>\
            <div class="stack-40">\(HTML.section(say(CounterpartWords.waiting), id: "waiting", waiting))\
            \(HTML.section(say(CounterpartWords.earlier), id: "earlier", done))</div>
            """
    }

    private func card(_ line: MessageLine) -> HTML {
        let message = line.message, told = message.told
        var facts: [(String, HTML)] = [
            (say(CounterpartWords.body), "\(say(line.body))"),
            (say(CounterpartWords.number), .said(message.number)),
            (say(CounterpartWords.happened), "\(say(WhenWords.say(message.happenedAt, today: today)))"),
            (say(CounterpartWords.came), "\(say(WhenWords.say(message.receivedAt, today: today)))"),
        ]
        if let reference = told?.reference { facts.append((say(CounterpartWords.reference), .said(reference))) }
        if let days = told?.days {
            facts.append((say(CounterpartWords.extra), "\(say(TermLimit(days, line.unit).words))"))
        }
        if let day = told?.eventDay { facts.append((say(CounterpartWords.eventDay), "\(say(DayWords.full(day)))")) }
        let text: HTML =
            told.map { $0.text.isEmpty ? "—" : .said($0.text) } ?? "\(say(CounterpartWords.wordsErased))"
        facts.append((say(CounterpartWords.words), text))
        if let why = message.why { facts.append((say(CounterpartWords.why), "\(say(why))")) }
        if let at = message.decidedAt, message.why != nil {
            facts.append((say(CounterpartWords.decided), "\(say(WhenWords.say(at, today: today)))"))
        }
        let procedure: HTML =
            message.proceeding.map {
                .link(say(line.procedure), to: MatterPaths.proceeding($0, of: message.matter))
            } ?? "\(say(line.procedure))"
        return """
            <div class="stack-8" id="\(message.id)"><p class="open-line"><span class="strong">\(procedure) · \
            \(say(line.step))</span> \(HTML.tag(say(CounterpartWords.state(message.state))))</p>\(HTML.facts(facts))\
            \(acts(line))</div>
            """
    }

    private func acts(_ line: MessageLine) -> HTML? {
        let message = line.message
        guard message.state == .held else { return nil }
        guard line.rights.maySetAside else { return "<p class=\"small muted\">\(say(CounterpartWords.notYours))</p>" }
        let isSent = fault?.message == message.id
        let field = Field(
            "reason", say(CounterpartWords.reason), hint: say(CounterpartWords.reasonHint),
            error: isSent && fault?.field == "reason" ? fault.map { say($0.words) } : nil, id: "reason-\(message.id)")
        let take = message.step == nil ? CounterpartWords.sign : CounterpartWords.take
        let aside = HTML.form(
            to: CounterpartPaths.settingAside(message.id, of: matter.id), id: "aside-\(message.id)",
            hidden: ["csrf": csrf],
            """
            \(HTML.textarea(
                field, value: isSent ? typed.text("reason") : "", rows: 3, maximum: CounterpartStore.reasonLimit))\
            \(HTML.buttons([.button(say(CounterpartWords.setAside))]))
            """)
        let taking: HTML? =
            message.told == nil || !line.rights.mayTake
            ? nil
            : .form(
                to: CounterpartPaths.taking(message.id, of: matter.id), id: "take-\(message.id)",
                hidden: ["csrf": csrf], .buttons([.button(say(take), .primary)]))
        return
            "\(taking)\(HTML.more(say(CounterpartWords.setAside), aside, isOpen: isSent && fault?.field == "reason"))"
    }
}

/// Every message that waits for the reader's office.
struct WaitingPage {
    let lines: [(line: MessageLine, number: String)]
    /// How many wait, those beyond the list among them.
    let count: Int
    let today: Day
    let language: Language

    private func say(_ words: Words) -> String { words.text(language) }

    var html: HTML {
        let items: [HTML] = lines.map { item in
            let message = item.line.message
            let path = CounterpartPaths.messages(of: message.matter).fragment(message.id.text)
            let why: HTML? = message.why.map { "<p>\(say($0))</p>" }
            return """
                <li class="stack-4"><p class="open-line"><a class="strong" href="\(path)">\(say(item.line.procedure)) · \
                \(say(item.line.step))</a> <span class="code">\(item.number)</span></p>\(why)\
                <p class="small muted">\(say(item.line.body)) · \(say(WhenWords.say(message.receivedAt, today: today)))</p></li>
                """
        }
        let rest: HTML? =
            count > lines.count
            ? "<p class=\"muted\">\(say(CounterpartWords.more(count - lines.count)))</p>" : nil
        let body: HTML =
            items.isEmpty
            ? .emptyState(say(CounterpartWords.waitingNone)) : "<ul class=\"stack-24\">\(items)</ul>\(rest)"
        return """
            <header class="open-head">\(HTML.back(say(CounterpartWords.toDesk), to: CounterpartPaths.desk))\
            <h1 class="title">\(say(CounterpartWords.waiting))</h1>\
            <p class="lead">\(say(CounterpartWords.waitingLead))</p></header>\(body)
            """
    }
}

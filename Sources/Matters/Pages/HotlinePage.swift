import Base
import Clocks
import Markup

/// The calls that a desk is to make, the one due first on top, each with a form for what became of it.
struct HotlinePage: Speaking {
    static func formID(_ call: RecordID) -> String { "call-\(call)" }
    let calls: [CallBack]
    /// What came of the calls after answers since the first day of the year.
    let satisfaction: SatisfactionCount
    let language: Language
    let now: Instant
    let csrf: String
    /// A number that somebody just opened, by call.
    var opened: [RecordID: String] = [:]
    /// The call whose form came back, and what was typed into it.
    var wrong: RecordID?
    var typed = TypedFields()
    var notice: HTML = .empty

    var html: HTML {
        let list: HTML =
            calls.isEmpty
            ? .emptyState(say(ChannelWords.hotlineNone), note: say(ChannelWords.hotlineNoneNote))
            : "<ul class=\"calls\">\(calls.map(item))</ul>"
        return """
            <header class="open-head"><h1 class="title">\(say(ChannelWords.hotlineHead))</h1>\
            <p class="lead">\(say(ChannelWords.hotlineLead))</p></header>\(notice)\(asked)\(list)
            """
    }

    private var asked: HTML? {
        satisfaction.asked == 0 ? nil : "<p>\(say(ChannelWords.satisfaction(satisfaction)))</p>"
    }

    private func item(_ call: CallBack) -> HTML {
        let title: HTML = call.title.map { .said($0) } ?? "\(say(MatterWords.erased))"
        let reason: HTML? = call.reason.map { "<p>\(HTML.said($0))</p>" }
        let tries: HTML? =
            call.attempts.isEmpty
            ? nil
            : "<p class=\"small muted\">\(say(ChannelWords.attempts(call.attempts.count)))\(call.attempts.last.map(last))</p>"
        return """
            <li class="call stack-8" id="\(Self.formID(call.id))-line"><p class="open-line">\(when(call))\
            \(HTML.tag(say(ChannelWords.kind(call.kind))))<a href="\(MatterPaths.matter(call.matter.id))">\(title)</a>\
            <span class="code small">\(call.matter.number)</span></p>\
            \(whom(call))\(reason)\(tries)\
            \(HTML.more(say(ChannelWords.record), form(call), isOpen: wrong == call.id))</li>
            """
    }

    private func last(_ attempt: CallBack.Attempt) -> HTML {
        let when = say(WhenWords.say(attempt.at, today: now.day))
        let said: HTML? = attempt.text.map { " · \(HTML.said($0))" }
        return " · \(when) \(say(ChannelWords.result(attempt.result)))\(said)"
    }

    private func when(_ call: CallBack) -> HTML {
        let words = call.isByDay ? DayWords.full(call.due.day) : WhenWords.say(call.due, today: now.day)
        let isLate = call.due < now
        let state: ClockState = isLate ? .over : call.due.day == now.day ? .soon : .normal
        return .clock(isLate ? "\(say(ChannelWords.over)) \(say(words))" : say(words), state)
    }

    private func whom(_ call: CallBack) -> HTML {
        if let number = opened[call.id] { return "<p class=\"call-number\">\(HTML.said(number))</p>" }
        guard call.matter.confidentiality == .named else {
            let form = HTML.form(
                to: MatterPaths.callNumber(call.id), hidden: ["csrf": csrf],
                .buttons([.button(say(ChannelWords.showNumber))]))
            return
                "<p>\(HTML.sealedName(say(ChannelWords.sealedNumber), why: say(ChannelWords.sealedNumberWhy)))</p>\(form)"
        }
        let name: HTML? = call.name.map { "\(HTML.said($0)) " }
        let number: HTML = call.number.flatMap { $0.isEmpty ? nil : .said($0) } ?? "\(say(ChannelWords.noNumber))"
        return "<p class=\"call-number\">\(name)\(number)</p>"
    }

    private func form(_ call: CallBack) -> HTML {
        let typed = wrong == call.id ? typed : TypedFields()
        func field(_ name: String, _ label: Words, hint: Words? = nil) -> Field {
            var field = typed.field(name, label, hint: hint, language)
            field.id = "\(name)-\(call.id)"
            return field
        }
        let results = CallResult.allCases.map { Choice($0.rawValue, say(ChannelWords.result($0))) }
        let content = [Choice("yes", say(ChannelWords.yes)), Choice("no", say(ChannelWords.no))]
        let isQuestion = call.kind == .satisfaction
        let asked: HTML? =
            isQuestion
            ? .segments(
                field("content", ChannelWords.content, hint: ChannelWords.contentHint), content,
                chosen: typed.values["content"]) : nil
        return .form(
            to: MatterPaths.call(call.id), id: Self.formID(call.id), hidden: ["csrf": csrf],
            """
            \(HTML.segments(field("result", ChannelWords.callResult), results, chosen: typed.values["result"]))\(asked)\
            \(HTML.textarea(field("note", ChannelWords.callNote), value: typed.value("note"), rows: 2, maximum: 500))\
            <div class="fields-2">\(HTML.date(field("call-day", ChannelWords.callNext), value: typed.value("call-day"), first: now.day.description))\
            \(HTML.input(field("call-time", ChannelWords.callTime), value: typed.value("call-time"), kind: .time, isShort: true))</div>\
            \(HTML.buttons([.button(say(ChannelWords.callSend), .primary)]))
            """
        )
    }
}

/// The calls of one matter, and the form for one more.
struct CallsPage: Speaking {
    static let formID = "call"
    let view: MatterView
    let calls: [CallBack]
    let mayAdd: Bool
    let language: Language
    let csrf: String
    var typed = TypedFields()
    var notice: HTML = .empty

    var html: HTML {
        let lines: [HTML] = calls.map { call in
            let tries: [HTML] = call.attempts.map { attempt in
                let said: HTML? = attempt.text.map { " · \(HTML.said($0))" }
                return """
                    <br><span class="small muted">\(say(WhenWords.say(attempt.at, today: view.today))) \
                    \(say(ChannelWords.result(attempt.result)))\(said)</span>
                    """
            }
            let due = call.isByDay ? DayWords.full(call.due.day) : WhenWords.say(call.due, today: view.today)
            let reason: HTML? = call.reason.map { "<br>\(HTML.said($0))" }
            return "<li><div>\(say(ChannelWords.kind(call.kind))) · \(say(due))\(reason)\(tries)</div></li>"
        }
        let list: HTML = lines.isEmpty ? "<p>\(say(ChannelWords.hotlineNone))</p>" : "<ul class=\"files\">\(lines)</ul>"
        return BesideFrame(
            matter: view.matter, title: view.narrative.map { .said($0.title) }, heading: ChannelWords.hotlineHead,
            language: language, notice: notice
        ).html("\(list)\(mayAdd ? form : nil)")
    }

    private var form: HTML {
        let hint = view.matter.confidentiality == .named ? ChannelWords.callNumberHint : MatterStore.numberSealed
        let body = HTML.form(
            to: MatterPaths.calls(of: view.matter.id), id: Self.formID,
            hidden: ["csrf": csrf, "revision": String(view.matter.revision)],
            """
            \(HTML.input(typed.field("call-number", ChannelWords.callNumber, hint: hint, language), value: typed.value("call-number"), kind: .tel, maximum: 30))\
            <div class="fields-2">\(HTML.date(typed.field("call-day", ChannelWords.callDay, language), value: typed.value("call-day"), first: view.today.description))\
            \(HTML.input(typed.field("call-time", ChannelWords.callTime, language), value: typed.value("call-time"), kind: .time, isShort: true))</div>\
            \(HTML.input(typed.field("call-reason", ChannelWords.callReason, language), value: typed.value("call-reason"), maximum: CallBackWish.reasonLimit))\
            \(HTML.buttons([.button(say(ChannelWords.callAddSend), .primary)]))
            """
        )
        return .section(say(ChannelWords.callAdd), id: "add", body)
    }
}

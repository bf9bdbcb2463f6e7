import Accounts
import Base
import Clocks
import Markup
import Matters

/// The reception days of a centre: the rule, the table of a time, what is followed up, and the days.
struct ReceptionListPage {
    let centre: Centre
    let rule: ReceptionRule?
    let days: [ReceptionDay]
    let table: ReceptionTable
    let span: (from: Day, to: Day)
    let unended: [Matter]
    let rights: CentreRights
    let voice: DisputeVoice

    private var id: RecordID { centre.unit.id }
    private func say(_ words: Words) -> String { voice.say(words) }

    var html: HTML {
        """
        \(voice.head("\(say(RoomWords.receptions)) · \(say(centre.unit.name))", say(rule.map(ReceptionWords.rule) ?? ReceptionWords.noRule), back: (RoomWords.toCentre, DisputePaths.centre(id))))\
        <div class="stack-24">\(figures)\(followed)\(list)\(rights.maySetUp ? forms : nil)</div>
        """
    }

    private var figures: HTML {
        let form: HTML = """
            <form method="get" action="\(DisputePaths.receptions(id))" class="span-form">\
            \(HTML.date(Field("from", say(ReceptionWords.from)), value: span.from.description))\
            \(HTML.date(Field("to", say(ReceptionWords.to)), value: span.to.description))\
            \(HTML.buttons([.button(say(RoomWords.look))]))</form>
            """
        let columns = [
            ReceptionWords.matters, ReceptionWords.solved, ReceptionWords.passed, ReceptionWords.open,
            ReceptionWords.receptions, ReceptionWords.ended,
        ].map { Column(say($0), isNumber: true) }
        let row: [HTML] = [
            table.matters, table.solved, table.passed, table.open, table.receptions, table.ended,
        ].map { "\($0.grouped)" }
        return .section(
            say(ReceptionWords.table), id: "table",
            """
            \(form)\(HTML.table(say(ReceptionWords.table), columns, rows: [row]))\
            <p class="hint">\(say(ReceptionWords.adding(table)))</p>
            """)
    }

    private var followed: HTML {
        let items: [HTML] = unended.map { matter in
            let due = matter.due.map { say(DayWords.full($0)) } ?? ""
            return
                "<li>\(HTML.link(matter.number, to: DisputePaths.matter(matter.id))) <span class=\"small muted\">\(due)</span></li>"
        }
        let body: HTML =
            items.isEmpty ? "<p>\(say(ReceptionWords.nothingOpen))</p>" : "<ul class=\"stack-4\">\(items)</ul>"
        return .section(say(ReceptionWords.follow), id: "followed", body)
    }

    private var list: HTML {
        let items = days.map { day in
            let who = day.leaders.map { $0.name.map(say) ?? say(ReceptionWords.vacant) }
            return ListRow(
                to: DisputePaths.reception(day.id), title: "\(say(DayWords.full(day.day)))",
                meta: [
                    "<span>\(day.times.text)</span>",
                    "<span>\(who.isEmpty ? say(ReceptionWords.noLeaders) : who.joined(separator: " · "))</span>",
                ])
        }
        return .section(
            say(ReceptionWords.days), id: "days",
            items.isEmpty ? "<p>\(say(ReceptionWords.noDays))</p>" : .rows(items))
    }

    private var forms: HTML {
        let rolls = [
            Choice(ReceptionRule.Roll.next.rawValue, say(ReceptionWords.rollNext)),
            Choice(ReceptionRule.Roll.skip.rawValue, say(ReceptionWords.rollSkip)),
        ]
        func number(_ name: String, _ label: Words, _ usual: String) -> HTML {
            .input(
                voice.field("rule", name, label), value: voice.value("rule", name, usual), kind: .number, isShort: true)
        }
        let body: HTML = """
            \(number("day-of-month", ReceptionWords.dayOfMonth, "15"))\
            \(HTML.segments(voice.field("rule", "roll", ReceptionWords.roll), rolls, chosen: voice.value("rule", "roll", "next")))\
            <div class="fields-2">\(HTML.input(voice.field("rule", "opens", RoomWords.from), value: voice.value("rule", "opens", "09:00"), kind: .time, isShort: true))\
            \(HTML.input(voice.field("rule", "closes", RoomWords.to), value: voice.value("rule", "closes", "17:00"), kind: .time, isShort: true))</div>\
            <div class="fields-2">\(number("minutes", ReceptionWords.minutes, "30"))\(number("lanes", ReceptionWords.lanes, "2"))</div>\
            \(HTML.date(voice.field("rule", "since", ReceptionWords.since), value: voice.value("rule", "since", voice.today.description)))\
            \(HTML.buttons([.button(say(RoomWords.send), .primary)]))
            """
        let plan = voice.form(
            to: DisputePaths.part("receptions", of: id), "plan", HTML.buttons([.button(say(ReceptionWords.plan))]))
        return """
            \(rule == nil ? nil : plan)\
            \(HTML.more(say(ReceptionWords.setRule), voice.form(to: DisputePaths.part("reception-rules", of: id), "rule", body), isOpen: voice.sent == "rule"))
            """
    }
}

/// One reception day: who sits, who has booked, what came of each reception.
struct ReceptionDayPage {
    let centre: Centre
    let day: ReceptionDay
    let choices: [Choice]
    let lines: [BookingLine]
    let receptions: [Reception]
    let numbers: [RecordID: String]
    let offices: [(id: RecordID, name: Words)]
    let rights: CentreRights
    let voice: DisputeVoice

    private func say(_ words: Words) -> String { voice.say(words) }

    var html: HTML {
        """
        \(voice.head(say(DayWords.full(day.day)), "\(say(centre.unit.name)) · \(day.times.text)", back: (ReceptionWords.back, DisputePaths.receptions(centre.unit.id))))\
        <div class="stack-24">\(leaders)\(booked)\(received)\(rights.mayWork && day.day <= voice.today ? form : nil)</div>
        """
    }

    private var leaders: HTML {
        let items: [HTML] = day.leaders.map { leader in
            let role = leader.role.map { say($0.words) } ?? ""
            let office = "\(say(leader.unit)) \(role)"
            return
                "<li>\(leader.name.map { HTML.person(say($0), office: office) } ?? "\(say(ReceptionWords.vacant)) \(office)")</li>"
        }
        let list: HTML =
            items.isEmpty ? "<p>\(say(ReceptionWords.noLeaders))</p>" : "<ul class=\"stack-8\">\(items)</ul>"
        let body: HTML = """
            \(HTML.select(voice.field("leader", "post", ReceptionWords.leader), choices, chosen: voice.value("leader", "post"), none: say(RoomWords.choose)))\
            \(HTML.buttons([.button(say(ReceptionWords.addLeader))]))
            """
        let adding: HTML? =
            rights.maySetUp && !choices.isEmpty
            ? voice.form(to: DisputePaths.reception(day.id, "leaders"), "leader", body) : nil
        return .section(say(ReceptionWords.leaders), id: "leaders", "\(list)\(adding)")
    }

    private var booked: HTML {
        let rows: [[HTML]] = lines.map {
            ["\($0.booking.times.text)", $0.about, "\(say(RoomWords.state($0.booking.state)))"]
        }
        let columns = [RoomWords.time, RoomWords.whoComes, RoomWords.stateHead].map { Column(say($0)) }
        return .section(
            say(ReceptionWords.booked), id: "booked",
            rows.isEmpty
                ? "<p>\(say(ReceptionWords.nobody))</p>" : .table(say(ReceptionWords.booked), columns, rows: rows))
    }

    private var received: HTML {
        let rows: [[HTML]] = receptions.map { reception in
            let number: HTML? = numbers[reception.matter].map {
                HTML.link($0, to: DisputePaths.matter(reception.matter))
            }
            let leader = day.leaders.first { $0.post == reception.leader }?.name.map(say) ?? ""
            let office = reception.proxy.flatMap { id in offices.first { $0.id == id } }.map { say($0.name) } ?? ""
            return [
                "\(DayTimes.text(reception.at))", "\(number)", "\(leader)",
                "\(say(ReceptionWords.outcome(reception.outcome)))",
                "\(office)",
            ]
        }
        let columns = [
            RoomWords.time, ReceptionWords.matters, ReceptionWords.leader, ReceptionWords.outcome, ReceptionWords.proxy,
        ].map { Column(say($0)) }
        return .section(
            say(ReceptionWords.received), id: "received",
            rows.isEmpty
                ? "<p>\(say(ReceptionWords.none))</p>" : .table(say(ReceptionWords.received), columns, rows: rows))
    }

    private var form: HTML {
        let outcomes = ReceptionOutcome.allCases.map { Choice($0.rawValue, say(ReceptionWords.outcome($0))) }
        let sitting = day.leaders.map { leader in
            Choice(leader.post.text, leader.name.map(say) ?? say(leader.unit))
        }
        let proxies = offices.map { Choice($0.id.text, say($0.name)) }
        let body: HTML = """
            \(HTML.input(voice.field("reception", "number", ReceptionWords.number), value: voice.value("reception", "number"), kind: .code, maximum: 40))\
            \(HTML.select(voice.field("reception", "leader", ReceptionWords.leader), sitting, chosen: voice.value("reception", "leader"), none: say(RoomWords.choose)))\
            \(HTML.segments(voice.field("reception", "outcome", ReceptionWords.outcome), outcomes, chosen: voice.value("reception", "outcome")))\
            \(HTML.select(voice.field("reception", "proxy", ReceptionWords.proxy), proxies, chosen: voice.value("reception", "proxy"), none: say(RoomWords.choose)))\
            \(HTML.buttons([.button(say(RoomWords.send), .primary), .linkButton(say(RoomWords.newMatter), to: DisputePaths.intake)]))
            """
        return .section(
            say(ReceptionWords.record), id: "record",
            voice.form(to: DisputePaths.reception(day.id, "receptions"), "reception", body))
    }
}

import Accounts
import Base
import Clocks
import Markup

/// The centres that somebody may look at.
struct CentreListPage {
    let centres: [Unit]
    let voice: DisputeVoice

    var html: HTML {
        let lines = centres.map { ListRow(to: DisputePaths.centre($0.id), title: "\(voice.say($0.name))") }
        let list: HTML = lines.isEmpty ? .emptyState(voice.say(RoomWords.none)) : .rows(lines)
        return """
            \(voice.head(voice.say(RoomWords.centres), voice.say(RoomWords.centresLead), back: (RoomWords.toDesk, DisputePaths.desk)))\
            \(list)
            """
    }
}

/// One centre: its windows, rooms and hours, and the forms that change them.
struct CentreHomePage {
    let centre: Centre
    let departments: [Unit]
    let rights: CentreRights
    let voice: DisputeVoice

    private var id: RecordID { centre.unit.id }
    private func say(_ words: Words) -> String { voice.say(words) }

    var html: HTML {
        let links = [
            (RoomWords.queue, DisputePaths.queue(id)), (RoomWords.bookings, DisputePaths.bookings(id)),
            (RoomWords.sheet, DisputePaths.sheet(id)), (MediationWords.register, DisputePaths.mediators(id)),
            (MediationWords.dueList, DisputePaths.fulfilments), (RoomWords.receptions, DisputePaths.receptions(id)),
            (RoomWords.screen, DisputePaths.screen(id)),
        ].map { HTML.linkButton(say($0.0), to: $0.1) }
        return """
            \(voice.head(say(centre.unit.name), back: (RoomWords.toCentres, DisputePaths.centres)))\(HTML.buttons(links))\
            <div class="stack-24">\(windows)\(rooms)\(hours)</div>
            """
    }

    private func department(_ id: RecordID?) -> String {
        say(id.flatMap { id in departments.first { $0.id == id }?.name } ?? RoomWords.own)
    }

    private var windows: HTML {
        let rows: [[HTML]] = centre.windows.map { window in
            let spells = window.rota.filter { $0.from <= voice.today && $0.to.map { voice.today < $0 } ?? true }
                .sorted { $0.weekday < $1.weekday }
                .map { "\(say(RoomWords.weekday($0.weekday))) \(department($0.department))" }
            let who = spells.isEmpty ? department(window.department) : spells.joined(separator: " · ")
            return ["\(window.number)", "\(say(window.name))", "\(who)"]
        }
        let table = HTML.table(
            say(RoomWords.windows),
            [Column(say(RoomWords.number)), Column(say(RoomWords.name)), Column(say(RoomWords.department))],
            rows: rows)
        return .section(say(RoomWords.windows), id: "windows", "\(table)\(rights.maySetUp ? windowForms : nil)")
    }

    private var windowForms: HTML {
        let offices = departments.map { Choice($0.id.text, say($0.name)) }
        let adding: HTML = """
            \(HTML.input(voice.field("window", "number", RoomWords.number), value: voice.value("window", "number"), kind: .number, isShort: true))\
            \(HTML.input(voice.field("window", "name", RoomWords.name), value: voice.value("window", "name"), maximum: 60))\
            \(HTML.input(voice.field("window", "name-en", RoomWords.nameEn), value: voice.value("window", "name-en"), maximum: 120))\
            \(HTML.select(voice.field("window", "department", RoomWords.department), offices, chosen: voice.value("window", "department"), none: say(RoomWords.own)))\
            \(HTML.buttons([.button(say(RoomWords.send), .primary)]))
            """
        let days = (1...7).map { Choice(String($0), say(RoomWords.weekday($0))) }
        let seats = centre.windows.map { Choice($0.id.text, "\($0.number) \(say($0.name))") }
        let turning: HTML = """
            \(HTML.select(voice.field("rota", "window", RoomWords.windows), seats, chosen: voice.value("rota", "window"), none: say(RoomWords.choose)))\
            \(HTML.select(voice.field("rota", "weekday", RoomWords.weekday), days, chosen: voice.value("rota", "weekday"), none: say(RoomWords.choose)))\
            \(HTML.select(voice.field("rota", "department", RoomWords.department), offices, chosen: voice.value("rota", "department"), none: say(RoomWords.choose)))\
            \(HTML.date(voice.field("rota", "day", RoomWords.since), value: voice.value("rota", "day", voice.today.description)))\
            \(HTML.buttons([.button(say(RoomWords.send), .primary)]))
            """
        return """
            \(HTML.more(say(RoomWords.addWindow), voice.form(to: DisputePaths.part("windows", of: id), "window", adding), isOpen: voice.sent == "window"))\
            \(HTML.more(say(RoomWords.rota), voice.form(to: DisputePaths.part("rota", of: id), "rota", turning), isOpen: voice.sent == "rota"))
            """
    }

    private var rooms: HTML {
        let rows: [[HTML]] = centre.rooms.map { room in
            [
                "\(room.code)", "\(say(room.name))", "\(say(RoomWords.use(room.use)))", "\(room.floor)",
                "\(room.seats.map(String.init) ?? "")",
            ]
        }
        let table = HTML.table(
            say(RoomWords.rooms),
            [
                Column(say(RoomWords.code)), Column(say(RoomWords.name)), Column(say(RoomWords.use)),
                Column(say(RoomWords.floor), isNumber: true), Column(say(RoomWords.seats), isNumber: true),
            ], rows: rows)
        return .section(say(RoomWords.rooms), id: "rooms", "\(table)\(rights.maySetUp ? roomForm : nil)")
    }

    private var roomForm: HTML {
        let uses = RoomUse.allCases.map { Choice($0.rawValue, say(RoomWords.use($0))) }
        let body: HTML = """
            \(HTML.input(voice.field("room", "code", RoomWords.code), value: voice.value("room", "code"), isShort: true, maximum: 20))\
            \(HTML.input(voice.field("room", "name", RoomWords.name), value: voice.value("room", "name"), maximum: 60))\
            \(HTML.input(voice.field("room", "name-en", RoomWords.nameEn), value: voice.value("room", "name-en"), maximum: 120))\
            \(HTML.select(voice.field("room", "use", RoomWords.use), uses, chosen: voice.value("room", "use", "mediation")))\
            <div class="fields-2">\(HTML.input(voice.field("room", "floor", RoomWords.floor), value: voice.value("room", "floor", "1"), kind: .number, isShort: true))\
            \(HTML.input(voice.field("room", "seats", RoomWords.seats), value: voice.value("room", "seats"), kind: .number, isShort: true))</div>\
            \(HTML.buttons([.button(say(RoomWords.send), .primary)]))
            """
        return .more(
            say(RoomWords.addRoom), voice.form(to: DisputePaths.part("rooms", of: id), "room", body),
            isOpen: voice.sent == "room")
    }

    private var hours: HTML {
        func text(_ times: [DayTimes]) -> String {
            times.isEmpty ? say(RoomWords.closed) : times.sorted().map(\.text).joined(separator: " · ")
        }
        let weekly: [[HTML]] = (1...7).map { day in
            ["\(say(RoomWords.weekday(day)))", "\(text(centre.hours.weekly[day] ?? []))"]
        }
        let special: [[HTML]] = centre.hours.special.filter { $0.key >= voice.today }.sorted { $0.key < $1.key }.map {
            ["\(say(DayWords.full($0.key)))", "\(text($0.value))"]
        }
        let table = HTML.table(
            say(RoomWords.hours), [Column(say(RoomWords.weekday)), Column(say(RoomWords.hours))],
            rows: weekly + special)
        let note: HTML = "<p class=\"hint\">\(say(RoomWords.calendarNote))</p>"
        return .section(say(RoomWords.hours), id: "hours", "\(table)\(note)\(rights.maySetUp ? hoursForm : nil)")
    }

    private var hoursForm: HTML {
        let days = (1...7).map { Choice(String($0), say(RoomWords.weekday($0))) }
        func time(_ name: String, _ label: Words, hint: Words? = nil) -> HTML {
            .input(
                voice.field("hours", name, label, hint: hint), value: voice.value("hours", name), kind: .time,
                isShort: true)
        }
        let body: HTML = """
            \(HTML.select(voice.field("hours", "weekday", RoomWords.weekday), days, chosen: voice.value("hours", "weekday"), none: say(RoomWords.choose)))\
            \(HTML.date(voice.field("hours", "day", RoomWords.oneDay), value: voice.value("hours", "day"), first: voice.today.description))\
            <div class="fields-2">\(time("opens", RoomWords.opens, hint: RoomWords.hoursHint))\(time("closes", RoomWords.closes))</div>\
            <div class="fields-2">\(time("opens-2", RoomWords.secondOpens))\(time("closes-2", RoomWords.secondCloses))</div>\
            \(HTML.buttons([.button(say(RoomWords.send), .primary)]))
            """
        return .more(
            say(RoomWords.setHours), voice.form(to: DisputePaths.part("hours", of: id), "hours", body),
            isOpen: voice.sent == "hours")
    }
}

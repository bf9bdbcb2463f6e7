import Accounts
import Base
import Clocks
import Markup

/// Words for what a booking takes and is about, as far as its reader may know.
struct BookingLine {
    let booking: Booking
    /// The number of its matter, if the reader may see it.
    let number: String?
    let person: (name: String?, phone: String?)?
    let centre: Centre
    let voice: DisputeVoice

    var resource: String {
        booking.resources.compactMap { resource in
            switch resource.kind {
            case .room: centre.rooms.first { $0.id == resource.id }.map { "\($0.code) \(voice.say($0.name))" }
            case .window:
                centre.windows.first { $0.id == resource.id }.map { voice.say(RoomWords.window($0.number)) }
            case .reception: voice.say(RoomWords.receptions)
            case .person: nil
            }
        }.joined(separator: " · ")
    }

    /// What it is for: the matter, or who comes; "taken" to those who may not see the matter.
    var about: HTML {
        if let matter = booking.matter {
            return number.map { HTML.link($0, to: DisputePaths.matter(matter)) } ?? "\(voice.say(RoomWords.taken))"
        }
        let said = [person?.name, person?.phone].compactMap(\.self).filter { !$0.isEmpty }
        let who: HTML? = said.isEmpty ? nil : .said(said.joined(separator: " "))
        return "\(voice.say(RoomWords.purpose(booking.purpose))) \(who)"
    }
}

/// A week's bookings as a plain table, and the form for one more.
struct BookingsPage {
    let centre: Centre
    let from: Day
    let lines: [BookingLine]
    let rights: CentreRights
    let voice: DisputeVoice

    private var id: RecordID { centre.unit.id }
    private func say(_ words: Words) -> String { voice.say(words) }

    var html: HTML {
        let path = DisputePaths.bookings(id), last = from.adding(days: 6)
        let turns = HTML.buttons([
            .linkButton(say(RoomWords.earlier), to: path.query("from", from.adding(days: -7).description)),
            .linkButton(say(RoomWords.later), to: path.query("from", from.adding(days: 7).description)),
        ])
        return """
            \(voice.head("\(say(RoomWords.bookings)) · \(say(centre.unit.name))", say(RoomWords.week(from, last)), back: (RoomWords.toCentre, DisputePaths.centre(id))))\
            <div class="stack-24">\(turns)\(table)\(rights.mayWork ? form : nil)</div>
            """
    }

    private var table: HTML {
        guard !lines.isEmpty else { return .emptyState(say(RoomWords.noBookings)) }
        let rows: [[HTML]] = lines.map { line in
            let booking = line.booking
            return [
                "\(say(DayWords.full(booking.day, year: false)))", "\(booking.times.text)", "\(line.resource)",
                line.about,
                "\(say(RoomWords.state(booking.state)))\(rights.mayWork && booking.state == .booked ? change(booking) : nil)",
            ]
        }
        let columns = [RoomWords.day, RoomWords.time, RoomWords.what, RoomWords.use, RoomWords.stateHead].map {
            Column(say($0))
        }
        return .table(say(RoomWords.bookings), columns, rows: rows)
    }

    private func change(_ booking: Booking) -> HTML {
        let name = "b-\(booking.id)", revision = HTML.hidden("revision", String(booking.revision))
        let time: HTML = """
            \(revision)\(HTML.date(voice.field(name, "day", RoomWords.day), value: voice.value(name, "day", booking.day.description), first: voice.today.description))\
            \(HTML.input(voice.field(name, "from", RoomWords.from), value: voice.value(name, "from", DayTimes.field(booking.times.from)), kind: .time, isShort: true))\
            \(HTML.input(voice.field(name, "to", RoomWords.to), value: voice.value(name, "to", DayTimes.field(booking.times.to)), kind: .time, isShort: true))\
            \(HTML.buttons([.button(say(RoomWords.move))]))
            """
        let end = "e-\(booking.id)"
        let ending: HTML = """
            \(revision)\(HTML.input(voice.field(end, "reason", RoomWords.reason), value: voice.value(end, "reason"), maximum: 200))\
            \(HTML.buttons([
                .button(say(RoomWords.cancel), name: "state", value: BookingState.cancelled.rawValue),
                .button(say(RoomWords.kept), name: "state", value: BookingState.kept.rawValue),
                .button(say(RoomWords.missed), name: "state", value: BookingState.noShow.rawValue),
            ]))
            """
        return .more(
            say(RoomWords.change),
            """
            \(voice.form(to: DisputePaths.booking(booking.id, "time"), name, time))\
            \(voice.form(to: DisputePaths.booking(booking.id, "ending"), end, ending))
            """, isOpen: [name, end].contains(voice.sent))
    }

    private var form: HTML {
        let places =
            centre.rooms.map { Choice("room:\($0.id)", "\($0.code) \(say($0.name))") }
            + centre.windows.map { Choice("window:\($0.id)", "\(say(RoomWords.window($0.number))) \(say($0.name))") }
        let body: HTML = """
            \(HTML.select(voice.field("book", "resource", RoomWords.what), places, chosen: voice.value("book", "resource"), none: say(RoomWords.choose)))\
            \(HTML.date(voice.field("book", "day", RoomWords.day), value: voice.value("book", "day"), first: voice.today.description))\
            <div class="fields-2">\(HTML.input(voice.field("book", "from", RoomWords.from), value: voice.value("book", "from"), kind: .time, isShort: true))\
            \(HTML.input(voice.field("book", "to", RoomWords.to), value: voice.value("book", "to"), kind: .time, isShort: true))</div>\
            \(HTML.input(voice.field("book", "number", RoomWords.forMatter), value: voice.value("book", "number"), kind: .code, maximum: 40))\
            \(HTML.input(voice.field("book", "name", RoomWords.whoComes), value: voice.value("book", "name"), maximum: BookingWish.nameLimit))\
            \(HTML.input(voice.field("book", "phone", RoomWords.phone), value: voice.value("book", "phone"), kind: .tel, maximum: BookingWish.phoneLimit))\
            \(HTML.buttons([.button(say(RoomWords.book), .primary)]))
            """
        return .section(
            say(RoomWords.book), id: "add", voice.form(to: DisputePaths.bookings(id), "book", body))
    }
}

/// A centre's day on paper: who sits where, what takes place, numbers so far.
struct DaySheetPage {
    let centre: Centre
    let day: Day
    let times: [DayTimes]
    let departments: [RecordID: Words]
    let tickets: [Ticket]
    let lines: [BookingLine]
    let voice: DisputeVoice

    private var id: RecordID { centre.unit.id }
    private func say(_ words: Words) -> String { voice.say(words) }

    var html: HTML {
        let open = times.isEmpty ? say(RoomWords.closed) : times.map(\.text).joined(separator: " · ")
        let choice: HTML = """
            <form method="get" action="\(DisputePaths.sheet(id))" class="span-form">\
            \(HTML.date(Field("day", say(RoomWords.day)), value: day.description))\
            \(HTML.buttons([.button(say(RoomWords.look)), .printButton(say(RoomWords.print))]))</form>
            """
        return """
            \(voice.head(say(RoomWords.sheetTitle(day)), "\(say(centre.unit.name)) · \(open)", back: (RoomWords.toCentre, DisputePaths.centre(id))))\
            <div class="stack-24">\(choice)\(windows)\(bookings)</div>
            """
    }

    private var windows: HTML {
        let rows: [[HTML]] = centre.windows.map { window in
            let own = tickets.filter { $0.window == window.id }
            let who = window.department(on: day).flatMap { departments[$0] } ?? RoomWords.own
            return [
                "\(window.number)", "\(say(window.name))", "\(say(who))", "\(own.count { $0.state == .served })",
                "\(own.count { $0.state == .noShow })", "\(own.count { $0.state == .waiting })",
            ]
        }
        let sum: [HTML] = [
            "", "\(say(RoomWords.drawn)) \(tickets.count)", "", "\(tickets.count { $0.state == .served })",
            "\(tickets.count { $0.state == .noShow })", "\(tickets.count { $0.state == .waiting })",
        ]
        let columns =
            [RoomWords.number, RoomWords.name, RoomWords.sits].map { Column(say($0)) }
            + [RoomWords.served, RoomWords.missing, RoomWords.waitingShort].map { Column(say($0), isNumber: true) }
        return .section(
            say(RoomWords.windows), id: "windows",
            HTML.table(say(RoomWords.windows), columns, rows: rows + [sum], isDense: true))
    }

    private var bookings: HTML {
        let rows: [[HTML]] = lines.map { line in
            [
                "\(line.booking.times.text)", "\(line.resource)", line.about,
                "\(say(RoomWords.state(line.booking.state)))",
            ]
        }
        let columns = [RoomWords.time, RoomWords.what, RoomWords.use, RoomWords.stateHead].map { Column(say($0)) }
        let body: HTML =
            rows.isEmpty
            ? "<p>\(say(RoomWords.noBookings))</p>"
            : .table(say(RoomWords.bookings), columns, rows: rows, isDense: true)
        return .section(say(RoomWords.bookings), id: "bookings", body)
    }
}

/// A resident books half an hour at a window or a reception day.
struct AppointmentPage {
    let centre: Centre
    let days: [ReceptionDay]
    let voice: DisputeVoice

    private func say(_ words: Words) -> String { voice.say(words) }

    var html: HTML {
        let head: HTML = "<h1 class=\"title\">\(say(RoomWords.appoint)) · \(say(centre.unit.name))</h1>\(voice.notice)"
        let places =
            centre.windows.map { Choice("window:\($0.id)", "\(say(RoomWords.window($0.number))) \(say($0.name))") }
            + days.map {
                Choice(
                    "reception:\($0.id)", "\(say(RoomWords.receptions)) \(say(DayWords.full($0.day))) \($0.times.text)")
            }
        let body: HTML = """
            \(HTML.select(voice.field("book", "resource", RoomWords.what), places, chosen: voice.value("book", "resource"), none: say(RoomWords.choose)))\
            \(HTML.date(voice.field("book", "day", RoomWords.day), value: voice.value("book", "day"), first: voice.today.description))\
            \(HTML.input(voice.field("book", "from", RoomWords.chosenTime), value: voice.value("book", "from"), kind: .time, isShort: true))\
            \(HTML.input(voice.field("book", "number", RoomWords.receiptNumber), value: voice.value("book", "number"), kind: .code, maximum: 40))\
            \(HTML.input(voice.field("book", "code", RoomWords.receiptCode), value: voice.value("book", "code"), kind: .code, maximum: 40))\
            \(HTML.input(voice.field("book", "name", RoomWords.whoComes), value: voice.value("book", "name"), maximum: BookingWish.nameLimit))\
            \(HTML.input(voice.field("book", "phone", RoomWords.phone), value: voice.value("book", "phone"), kind: .tel, maximum: BookingWish.phoneLimit))\
            \(HTML.buttons([.button(say(RoomWords.book), .primary, isBig: true)]))
            """
        let hours = (1...7).compactMap { day in
            centre.hours.weekly[day].map { times in
                "\(say(RoomWords.weekday(day))) \(times.sorted().map(\.text).joined(separator: " · "))"
            }
        }
        return """
            \(head)<p class="lead">\(say(RoomWords.appointLead))</p>\
            \(HTML.more(say(RoomWords.hours), "<ul class=\"stack-4\">\(hours.map { HTML("<li>\($0)</li>") })</ul>"))\
            \(voice.form(to: DisputePaths.appointments(centre.unit.id), "book", body))
            """
    }
}

/// A resident's own time: when and where, to be moved or given back. It names nobody: whoever sees the screen learns no name.
struct OwnBookingPage {
    let centre: Centre
    let booking: Booking
    let now: Instant
    let voice: DisputeVoice

    private func say(_ words: Words) -> String { voice.say(words) }

    private var place: HTML {
        let resource = booking.resources.first
        if let window = centre.windows.first(where: { $0.id == resource?.id }) {
            return "\(say(RoomWords.window(window.number))) \(say(window.name))"
        }
        return "\(say(RoomWords.receptions))"
    }

    private var isAhead: Bool {
        booking.state == .booked
            && Instant(booking.day, hour: booking.times.from / 60, minute: booking.times.from % 60) > now
    }

    var html: HTML {
        let facts = HTML.facts([
            (say(RoomWords.day), "\(say(DayWords.full(booking.day)))"), (say(RoomWords.time), "\(booking.times.text)"),
            (say(RoomWords.what), place), (say(RoomWords.stateHead), "\(say(RoomWords.state(booking.state)))"),
        ])
        let rest: HTML =
            isAhead
            ? "<p>\(say(RoomWords.yourTimeLead))</p>\(move)\(cancel)"
            : .buttons([.linkButton(say(RoomWords.appoint), to: DisputePaths.appointments(centre.unit.id))])
        return """
            <h1 class="title">\(say(RoomWords.yourTime)) · \(say(centre.unit.name))</h1>\(voice.notice)\(facts)\
            <div class="stack-24">\(rest)</div>
            """
    }

    private var move: HTML {
        // A reception has its day.
        let day: HTML? =
            booking.purpose == .reception
            ? nil
            : .date(
                voice.field("move", "day", RoomWords.day),
                value: voice.value("move", "day", booking.day.description), first: voice.today.description)
        let from = HTML.input(
            voice.field("move", "from", RoomWords.chosenTime),
            value: voice.value("move", "from", DayTimes.field(booking.times.from)), kind: .time, isShort: true)
        return .section(
            say(RoomWords.move), id: "moving",
            voice.form(
                to: DisputePaths.appointment(booking.id, at: centre.unit.id, "time"), "move",
                "\(revision)\(day)\(from)\(HTML.buttons([.button(say(RoomWords.move), .primary)]))"))
    }

    private var cancel: HTML {
        .section(
            say(RoomWords.giveBack), id: "cancelling",
            voice.form(
                to: DisputePaths.appointment(booking.id, at: centre.unit.id, "cancellation"), "cancel",
                "\(revision)<p>\(say(RoomWords.giveBackLead))</p>\(HTML.buttons([.button(say(RoomWords.giveBack))]))"))
    }

    private var revision: HTML { "<input type=\"hidden\" name=\"revision\" value=\"\(booking.revision)\">" }
}

import Accounts
import Base
import Markup
import Matters
import Storage
import Web

/// The desk of a centre: windows, rooms, hours, queue, bookings, day sheet.
struct CentreRoutes: Sendable {
    let desk: DisputeDesk
    let faces: Faces
    static let lookers = Access.roles([.clerk, .handler, .head, .arbiter, .auditor, .administrator])
    static let workers = Access.roles([.clerk, .handler, .head])
    static let founders = Access.roles([.head, .administrator])

    func add(to table: inout RouteTable) {
        table.get("/desk/centres", Self.lookers, "The dispute centres that somebody may look at") { try await list($0) }
        table.get("/desk/centres/{id}", Self.lookers, "Windows, rooms and hours of a centre") { try await home($0) }
        table.get("/desk/centres/{id}/day", Self.lookers, "A centre's day on paper") { try await sheet($0) }
        for (part, summary) in [
            ("windows", "Adds a window"), ("rota", "Lets a department sit at a window on a weekday"),
            ("rooms", "Adds a room"), ("hours", "Sets the hours of a weekday or a day"),
        ] {
            table.post("/desk/centres/{id}/\(part)", Self.founders, summary) { try await change(part, $0) }
        }
        QueueRoutes(desk: desk, faces: faces).add(to: &table)
        BookingRoutes(desk: desk, faces: faces).add(to: &table)
    }

    private func list(_ visit: Visit) async throws -> Reply {
        let actor = Actor(try visit.staff())
        let centres = try await desk.database.read { try desk.centres.list(for: actor, in: $0) }
        let page = CentreListPage(centres: centres, voice: DisputeVoice(visit))
        return faces.desk(visit, title: visit.say(RoomWords.centres), page.html)
    }

    private func home(_ visit: Visit, fault: (field: String?, words: Words)? = nil) async throws -> Reply {
        let (actor, id) = (Actor(try visit.staff()), try visit.id("id"))
        let page = try await desk.database.read { reader in
            CentreHomePage(
                centre: try desk.centres.get(id, in: reader),
                departments: try desk.centres.matters.units.list(levels: [.department], in: reader),
                rights: try desk.centres.check(\.mayRead, of: actor, at: id, in: reader),
                voice: DisputeVoice(visit, fault: fault))
        }
        return faces.desk(
            visit, title: visit.say(page.centre.unit.name), page.html, keeping: .page(DisputePaths.centre(id)),
            status: fault == nil ? 200 : 422)
    }

    private func change(_ part: String, _ visit: Visit) async throws -> Reply {
        let (staff, id, form) = (try visit.staff(), try visit.id("id"), visit.form)
        do {
            try await desk.database.write { transaction in
                try desk.centres.check(\.maySetUp, of: Actor(staff), at: id, in: transaction)
                let name = Words(form.text("name"), form.filled("name-en") ?? form.text("name"))
                let office = RecordID(form.text("department"))
                switch part {
                case "windows":
                    try desk.centres.addWindow(
                        Int(form.text("number")) ?? 0, name, department: office, to: id, by: staff.principal,
                        at: visit.now, in: transaction)
                case "rota":
                    guard let office, let window = RecordID(form.text("window")) else {
                        throw DisputeError.invalid(field: "window", RoomWords.choose)
                    }
                    try desk.centres.seat(
                        office, at: window, weekday: Int(form.text("weekday")) ?? 0,
                        from: Day(form.text("day")) ?? visit.now.day, of: id, by: staff.principal, at: visit.now,
                        in: transaction)
                case "rooms":
                    try desk.centres.addRoom(
                        form.text("code"), name, floor: Int(form.text("floor")) ?? 1,
                        use: RoomUse(rawValue: form.text("use")) ?? .mediation, seats: Int(form.text("seats")), to: id,
                        by: staff.principal, at: visit.now, in: transaction)
                default:
                    try desk.centres.setHours(
                        try form.hours(), weekday: Int(form.text("weekday")), day: Day(form.text("day")), of: id,
                        by: staff.principal, at: visit.now, in: transaction)
                }
            }
            return .redirect(DisputePaths.centre(id))
        } catch let error as DisputeError where error.words != nil {
            return try await home(visit, fault: error.words)
        }
    }

    private func sheet(_ visit: Visit) async throws -> Reply {
        let (actor, id) = (Actor(try visit.staff()), try visit.id("id"))
        let day = Day(visit.query.text("day")) ?? visit.now.day
        let page = try await desk.database.read { reader in
            try desk.centres.check(\.mayRead, of: actor, at: id, in: reader)
            let centre = try desk.centres.get(id, in: reader)
            let offices = Set(centre.windows.compactMap { $0.department(on: day) })
            return DaySheetPage(
                centre: centre, day: day,
                times: centre.hours.times(on: day, calendar: try desk.centres.calendar(on: visit.now.day, in: reader)),
                departments: try desk.centres.matters.units.names(of: offices, in: reader),
                tickets: try desk.tickets.list(at: id, on: day, in: reader),
                lines: try desk.lines(
                    desk.bookings.list(at: id, from: day, to: day, in: reader), centre, actor, DisputeVoice(visit),
                    in: reader), voice: DisputeVoice(visit))
        }
        return faces.desk(visit, title: visit.say(RoomWords.sheetTitle(day)), page.html)
    }
}

extension DisputeError {
    /// What a page says about it; nil for what is nobody's to mend.
    var words: (field: String?, words: Words)? {
        switch self {
        case .notFound: nil
        case .taken(let words), .barred(let words): (nil, words)
        case .invalid(let field, let words): (field, words)
        case .changedMeanwhile: (nil, RoomWords.changedFirst)
        }
    }
}

extension Form {
    /// Up to two stretches of a day; none for closed. Throws `DisputeError.invalid`.
    fileprivate func hours() throws -> [DayTimes] {
        try [("opens", "closes"), ("opens-2", "closes-2")].compactMap { opens, closes in
            if text(opens).isEmpty, text(closes).isEmpty { return nil }
            return try times(opens, closes)
        }
    }

    /// A run of minutes from two fields. Throws `DisputeError.invalid`.
    func times(_ from: String, _ to: String) throws -> DayTimes {
        guard let first = DayTimes.minute(text(from)), let last = DayTimes.minute(text(to)),
            let times = DayTimes(first, last)
        else { throw DisputeError.invalid(field: from, RoomWords.timeWrong) }
        return times
    }
}

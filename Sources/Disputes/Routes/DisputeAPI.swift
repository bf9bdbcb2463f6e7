import Accounts
import Base
import Matters
import Storage
import Web

/// Centres, queues, bookings and the table of receptions for programs: kiosks, screens, calendars.
struct DisputeAPI: Sendable {
    let desk: DisputeDesk
    private static let id = APIOperation.Parameter.path("id", .id, "The id of the centre's unit.")
    private static let span: [APIOperation.Parameter] = [
        .query("from", .day, "The first day; today unless said."),
        .query("to", .day, "The last day; the first unless said."),
    ]

    func add(to table: inout RouteTable) {
        table.api(
            "GET", "/api/v1/desk/centres", CentreRoutes.lookers, scope: .mattersRead,
            "The dispute centres that somebody may look at",
            .reading("listDeskCentres", tag: "centres", answers: .json(.items("Centres", DisputeAnswers.unit.schema)))
        ) { call in
            let actor = Actor(try call.visit.staff())
            let units = try await desk.database.read { try desk.centres.list(for: actor, in: $0) }
            return .json(["items": .array(units.map(DisputeAnswers.unit.json))])
        }
        table.api(
            "GET", "/api/v1/desk/centres/{id}", CentreRoutes.lookers, scope: .mattersRead,
            "Windows, rooms and today's hours of a centre",
            .reading("getDeskCentre", tag: "centres", [Self.id], answers: .json(DisputeAnswers.centre.schema))
        ) { call in
            try await reading(call) { id, _, reader in
                let centre = try desk.centres.get(id, in: reader), today = call.now.day
                let times = centre.hours.times(
                    on: today, calendar: try desk.centres.calendar(on: today, in: reader))
                return DisputeAnswers.centre.json(.init(centre: centre, today: today, times: times))
            }
        }
        table.api(
            "GET", "/api/v1/desk/centres/{id}/tickets", CentreRoutes.lookers, scope: .mattersRead,
            "Today's numbers, those called last on top",
            .reading(
                "listDeskTickets", tag: "centres", [Self.id],
                answers: .json(.items("Tickets", DisputeAnswers.ticket.schema)))
        ) { call in
            try await reading(call) { id, _, reader in
                let all = try desk.tickets.list(at: id, on: call.now.day, in: reader)
                return ["items": .array(all.map(DisputeAnswers.ticket.json))]
            }
        }
        table.api(
            "GET", "/api/v1/desk/centres/{id}/bookings", CentreRoutes.lookers, scope: .mattersRead,
            "The bookings of some days; of matters that the reader may not see no more than that the time is taken",
            .reading(
                "listDeskBookings", tag: "centres", [Self.id] + Self.span,
                answers: .json(.items("Bookings", DisputeAnswers.booking.schema)))
        ) { try await bookings($0) }
        table.api(
            "GET", "/api/v1/desk/centres/{id}/receptions", CentreRoutes.lookers, scope: .mattersRead,
            "The table of reception days: each matter once, however often it was received",
            .reading(
                "getReceptionTable", tag: "centres", [Self.id] + Self.span,
                answers: .json(DisputeAnswers.receptions.schema))
        ) { call in
            let (from, to) = Self.days(call)
            return try await reading(call) { id, scope, reader in
                DisputeAnswers.receptions.json(
                    try desk.receptions.table(of: id, from: from, to: to, scope: scope, in: reader))
            }
        }
        addActs(to: &table)
    }

    private func addActs(to table: inout RouteTable) {
        act(
            "POST", "/api/v1/desk/centres/{id}/tickets", "Draws a number for somebody", "drawDeskTicket",
            [
                .optional("window", .nullable(.id), "The id of the window; any unless said."),
                .optional("priority", .choice(TicketPriority.self)),
            ], answers: DisputeAnswers.ticket.schema, in: &table
        ) { call, id, _, transaction in
            DisputeAnswers.ticket.json(
                try desk.tickets.take(
                    at: id, window: call.text("window").flatMap { RecordID($0) },
                    priority: call.text("priority").flatMap(TicketPriority.init) ?? .none, at: call.now,
                    in: transaction))
        }
        act(
            "POST", "/api/v1/desk/centres/{id}/calls", "Calls the next number to a window", "callDeskTicket",
            [SchemaField("window", .id, "The id of the window.")], answers: DisputeAnswers.ticket.schema, in: &table
        ) { call, id, _, transaction in
            let window = RecordID(trusted: call.text("window") ?? "")
            guard let ticket = try desk.tickets.callNext(to: window, at: id, at: call.now, in: transaction) else {
                throw DisputeError.barred(RoomWords.nobodyWaits)
            }
            return DisputeAnswers.ticket.json(ticket)
        }
        act(
            "POST", "/api/v1/desk/centres/{id}/bookings", "Books a window or a room", "bookDeskTime",
            [
                SchemaField("kind", .choice(["window", "room"])), SchemaField("resource", .id),
                SchemaField("day", .day), SchemaField("from", .text(.line, 4...5), "Such as 9:30, a whole quarter."),
                SchemaField("to", .text(.line, 4...5)), .optional("matter", .nullable(.id)),
                .optional("name", .nullable(.text(.line, 0...BookingWish.nameLimit)), "Who comes, without a matter."),
                .optional("phone", .nullable(.text(.phone, 0...BookingWish.phoneLimit))),
            ], answers: DisputeAnswers.mark, in: &table
        ) { call, id, actor, transaction in
            let scope = try desk.centres.matters.scope(of: actor, in: transaction)
            let wish = try Self.wish(call, scope, in: transaction)
            let booking = try desk.bookings.book(
                wish, at: id, for: scope, by: actor.principal, at: call.now, in: transaction)
            return ["id": .string(booking.text)]
        }
    }

    private static func wish(_ call: APICall, _ scope: MatterScope, in reader: any Reader) throws -> BookingWish {
        guard let day = call.text("day").flatMap({ Day($0) }), let from = call.text("from").flatMap(DayTimes.minute),
            let to = call.text("to").flatMap(DayTimes.minute), let times = DayTimes(from, to)
        else { throw DisputeError.invalid(field: "from", RoomWords.timeWrong) }
        let matter = call.text("matter").flatMap { RecordID($0) }
        if let matter, try !scope.contains(matter, in: reader) {
            throw DisputeError.invalid(field: "matter", RoomWords.matterUnknown)
        }
        let kind = call.text("kind") == "window" ? ResourceKind.window : .room
        var wish = BookingWish(
            [Resource(kind, RecordID(trusted: call.text("resource") ?? ""))], on: day, times,
            for: matter != nil ? .matter : kind == .window ? .appointment : .other, matter: matter)
        if matter == nil { (wish.name, wish.phone) = (call.text("name") ?? "", call.text("phone") ?? "") }
        return wish
    }

    private func act(
        _ method: String, _ path: String, _ summary: String, _ name: String, _ fields: [SchemaField],
        answers schema: Schema, in table: inout RouteTable,
        _ work: @escaping @Sendable (APICall, RecordID, Actor, any Transaction) throws -> JSONValue
    ) {
        let operation = APIOperation.acting(
            name, tag: "centres", [Self.id], takes: .body(name.prefix(1).uppercased() + name.dropFirst(), fields),
            answers: schema, refusals: [409])
        table.api(method, path, CentreRoutes.workers, scope: .mattersWrite, summary, operation) { call in
            let (actor, id) = (Actor(try call.visit.staff()), try call.visit.id("id"))
            do {
                return .json(
                    try await desk.centres.matters.once(call, by: actor) { transaction in
                        try desk.centres.check(\.mayWork, of: actor, at: id, in: transaction)
                        return try work(call, id, actor, transaction)
                    })
            } catch DisputeError.invalid(let field, let words) { throw Problem.faulty(field, words) }
        }
    }

    private func bookings(_ call: APICall) async throws -> APIAnswer {
        let (from, to) = Self.days(call), actor = Actor(try call.visit.staff())
        return try await reading(call) { id, _, reader in
            let all = try desk.bookings.list(at: id, from: from, to: to, in: reader)
            let numbers = try desk.numbers(of: all.compactMap(\.matter), for: actor, in: reader)
            let told = all.map { booking in
                DisputeAnswers.Told(booking: booking, number: booking.matter.flatMap { numbers[$0] })
            }
            return ["items": .array(told.map(DisputeAnswers.booking.json))]
        }
    }

    private static func days(_ call: APICall) -> (from: Day, to: Day) {
        let from = call.query("from").flatMap { Day($0) } ?? call.now.day
        return (from, call.query("to").flatMap { Day($0) } ?? from)
    }

    private func reading(
        _ call: APICall, _ work: @escaping @Sendable (RecordID, MatterScope, any Reader) throws -> JSONValue
    ) async throws -> APIAnswer {
        let (actor, id) = (Actor(try call.visit.staff()), try call.visit.id("id"))
        return .json(
            try await desk.database.read { reader in
                try desk.centres.check(\.mayRead, of: actor, at: id, in: reader)
                return try work(id, try desk.centres.matters.scope(of: actor, in: reader), reader)
            })
    }
}

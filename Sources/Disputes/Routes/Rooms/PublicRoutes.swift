import Accounts
import Base
import Markup
import Matters
import Storage
import Web

/// The residents' side: draw a number, book a time, and the screen in the hall, which names nobody.
struct PublicRoutes: Sendable {
    let desk: DisputeDesk
    let faces: Faces
    let limit: AddressAllowance

    func add(to table: inout RouteTable) {
        table.get("/centres", .everyone, "The dispute centres that residents can go to") { try await list($0) }
        table.get("/centres/{id}/tickets", .everyone, "The form that draws a number") { try await kiosk($0) }
        table.post("/centres/{id}/tickets", .everyone, "Draws a number") { try await take($0) }
        table.get("/centres/{id}/tickets/{ticket}", .everyone, "A number that was drawn, and how many come before it") {
            try await drawn($0)
        }
        table.get("/centres/{id}/screen", .everyone, "The calling screen: numbers and windows, never a name") {
            try await screen($0)
        }
        table.get("/centres/{id}/appointments", .everyone, "The form that books a window or a reception") {
            try await appointment($0)
        }
        table.post("/centres/{id}/appointments", .everyone, "Books a window or a reception") { try await book($0) }
    }

    private func list(_ visit: Visit) async throws -> Reply {
        let centres = try await desk.database.read { try desk.centres.listOpen(on: visit.now.day, in: $0) }
        let page = PublicCentresPage(centres: centres, voice: DisputeVoice(visit))
        return faces.resident(visit, title: visit.say(RoomWords.centres), page.html)
    }

    private func centre(_ id: RecordID, in reader: any Reader) throws -> Centre {
        let centre = try desk.centres.get(id, in: reader)
        guard !centre.windows.isEmpty else { throw DisputeError.notFound }
        return centre
    }

    private func kiosk(_ visit: Visit, fault: (field: String?, words: Words)? = nil) async throws -> Reply {
        let id = try visit.id("id")
        let centre = try await desk.database.read { try self.centre(id, in: $0) }
        let page = KioskPage(centre: centre, voice: DisputeVoice(visit, fault: fault))
        return faces.resident(
            visit, title: visit.say(RoomWords.take), page.html, keeping: .page(DisputePaths.kiosk(id)),
            status: fault == nil ? 200 : 422)
    }

    private func take(_ visit: Visit) async throws -> Reply {
        let id = try visit.id("id")
        if try await limit.wait(for: visit) != nil { throw Problem.tooMany }
        do {
            let ticket = try await desk.database.write { transaction in
                try desk.tickets.take(
                    at: id, window: RecordID(visit.form.text("window")),
                    priority: TicketPriority(rawValue: visit.form.text("priority")) ?? .none, at: visit.now,
                    in: transaction)
            }
            return .redirect(DisputePaths.ticket(ticket.id, at: id))
        } catch let error as DisputeError where error.words != nil {
            return try await kiosk(visit, fault: error.words)
        }
    }

    private func drawn(_ visit: Visit) async throws -> Reply {
        let (id, ticket) = (try visit.id("id"), try visit.id("ticket"))
        let page = try await desk.database.read { reader in
            let known = try desk.tickets.get(ticket, in: reader)
            guard known.centre == id else { throw DisputeError.notFound }
            return KioskPage(
                centre: try centre(id, in: reader), drawn: (known, try desk.tickets.ahead(of: known, in: reader)),
                voice: DisputeVoice(visit))
        }
        var reply = faces.resident(visit, title: visit.say(RoomWords.yourNumber), page.html)
        reply.headers.append(("refresh", "20"))
        return reply
    }

    private func screen(_ visit: Visit) async throws -> Reply {
        let id = try visit.id("id")
        let page = try await desk.database.read { reader in
            ScreenPage(
                centre: try centre(id, in: reader),
                tickets: try desk.tickets.list(at: id, on: visit.now.day, in: reader), voice: DisputeVoice(visit))
        }
        var reply = faces.resident(visit, title: visit.say(RoomWords.screen), page.html)
        // The screen follows the queue without a script.
        reply.headers.append(("refresh", "5"))
        return reply
    }

    private func appointment(
        _ visit: Visit, fault: (field: String?, words: Words)? = nil, isBooked: Bool = false
    ) async throws -> Reply {
        let id = try visit.id("id"), today = visit.now.day
        let page = try await desk.database.read { reader in
            AppointmentPage(
                centre: try centre(id, in: reader),
                days: try desk.receptions.list(of: id, in: reader).filter { $0.day > today }
                    .sorted { $0.day < $1.day },
                isBooked: isBooked, voice: DisputeVoice(visit, fault: fault))
        }
        return faces.resident(
            visit, title: visit.say(RoomWords.appoint), page.html, keeping: .page(DisputePaths.appointments(id)),
            status: fault == nil ? 200 : 422)
    }

    private func book(_ visit: Visit) async throws -> Reply {
        let id = try visit.id("id")
        if try await limit.wait(for: visit) != nil { throw Problem.tooMany }
        do {
            try await desk.database.write { transaction in
                let (wish, principal) = try wish(visit.form, in: transaction)
                // Residents are told nothing about whom a time belongs to.
                try desk.bookings.book(
                    wish, at: id, for: MatterScope(district: desk.centres.district, reach: .nothing), by: principal,
                    at: visit.now, in: transaction)
            }
            return try await appointment(visit, isBooked: true)
        } catch let error as DisputeError where error.words != nil {
            return try await appointment(visit, fault: error.words)
        } catch MatterError.wrongReceipt {
            return try await appointment(visit, fault: ("code", RoomWords.codeWrong))
        }
    }

    private func wish(_ form: Form, in reader: any Reader) throws -> (BookingWish, Principal) {
        guard let resource = form.resource(among: [.window, .reception]) else {
            throw DisputeError.invalid(field: "resource", RoomWords.choose)
        }
        var day = Day(form.text("day"))
        if resource.kind == .reception { day = try desk.receptions.get(resource.id, in: reader).day }
        guard let day, let from = DayTimes.minute(form.text("from")), let times = DayTimes(from, from + 30) else {
            throw DisputeError.invalid(field: "from", RoomWords.timeWrong)
        }
        var wish = BookingWish(
            [resource], on: day, times, for: resource.kind == .reception ? .reception : .appointment,
            subject: resource.kind == .reception ? resource.id : nil)
        guard form.filled("number") != nil || form.filled("code") != nil else {
            (wish.name, wish.phone) = (form.text("name"), form.text("phone"))
            return (wish, .visitor)
        }
        let matter = try desk.centres.matters.getMatter(
            number: form.text("number"), code: form.text("code"), in: reader)
        wish.matter = matter.id
        return (wish, .filer(matter: matter.id))
    }
}

import Accounts
import Base
import Markup
import Matters
import Storage
import Web

/// The residents' side in the hall: draw a number, and the screen, which names nobody.
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
    }

    private func list(_ visit: Visit) async throws -> Reply {
        let centres = try await desk.database.read { try desk.centres.listOpen(on: visit.now.day, in: $0) }
        let page = PublicCentresPage(centres: centres, voice: DisputeVoice(visit))
        return faces.resident(visit, title: visit.say(RoomWords.centres), page.html)
    }

    private func kiosk(_ visit: Visit, fault: (field: String?, words: Words)? = nil) async throws -> Reply {
        let id = try visit.id("id")
        let centre = try await desk.database.read { try desk.publicCentre(id, in: $0) }
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
                centre: try desk.publicCentre(id, in: reader),
                drawn: (known, try desk.tickets.ahead(of: known, in: reader)),
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
                centre: try desk.publicCentre(id, in: reader),
                tickets: try desk.tickets.list(at: id, on: visit.now.day, in: reader), voice: DisputeVoice(visit))
        }
        var reply = faces.resident(visit, title: visit.say(RoomWords.screen), page.html)
        // The screen follows the queue without a script.
        reply.headers.append(("refresh", "5"))
        return reply
    }
}

import Base
import Markup
import Matters
import Storage
import Web

/// The queue at the desk.
struct QueueRoutes: Sendable {
    let desk: DisputeDesk
    let faces: Faces

    func add(to table: inout RouteTable) {
        table.get("/desk/centres/{id}/queue", CentreRoutes.lookers, "The numbers of today and the one at a window") {
            try await show(try $0.id("id"), $0)
        }
        table.post("/desk/centres/{id}/tickets", CentreRoutes.workers, "Draws a number for somebody") { visit in
            let id = try visit.id("id")
            return try await act(at: id, visit) { _, transaction in
                _ = try desk.tickets.take(
                    at: id, window: RecordID(visit.form.text("window")),
                    priority: TicketPriority(rawValue: visit.form.text("priority")) ?? .none, at: visit.now,
                    in: transaction)
            }
        }
        table.post("/desk/centres/{id}/calls", CentreRoutes.workers, "Calls the next number to a window") { visit in
            let id = try visit.id("id")
            return try await act(at: id, visit) { _, transaction in
                let number = Int(visit.form.text("window"))
                let window = try desk.centres.get(id, in: transaction).windows.first { $0.number == number }
                guard let window else { throw DisputeError.invalid(field: "window", RoomWords.chooseWindow) }
                guard try desk.tickets.callNext(to: window.id, at: id, at: visit.now, in: transaction) != nil else {
                    throw DisputeError.barred(RoomWords.nobodyWaits)
                }
            }
        }
        table.post("/desk/tickets/{id}/steps", CentreRoutes.workers, "What a window does with a number") {
            try await step($0)
        }
    }

    private func step(_ visit: Visit) async throws -> Reply {
        let id = try visit.id("id"), actor = Actor(try visit.staff()), form = visit.form
        let ticket = try await desk.database.read { try desk.tickets.get(id, in: $0) }
        return try await act(at: ticket.centre, visit) { scope, transaction in
            guard let step = TicketStep(rawValue: form.text("step")) else {
                throw DisputeError.invalid(field: "step", RoomWords.choose)
            }
            let matter = try desk.matter(form.text("matter"), field: "matter", for: scope, in: transaction)
            let windows = try desk.centres.get(ticket.centre, in: transaction).windows
            let other = windows.first { $0.number == Int(form.text("other")) }?.id
            try desk.tickets.take(
                step, with: id, matter: matter, to: other, by: actor.principal, at: visit.now, in: transaction)
        }
    }

    private func act(
        at centre: RecordID, _ visit: Visit, _ work: @escaping @Sendable (MatterScope, any Transaction) throws -> Void
    ) async throws -> Reply {
        let actor = Actor(try visit.staff())
        do {
            try await desk.database.write { transaction in
                try desk.centres.check(\.mayWork, of: actor, at: centre, in: transaction)
                try work(try desk.centres.matters.scope(of: actor, in: transaction), transaction)
            }
            return .redirect(DisputePaths.queue(centre).query("window", Int(visit.form.text("window"))))
        } catch let error as DisputeError where error.words != nil {
            return try await show(centre, visit, fault: error.words)
        }
    }

    private func show(
        _ id: RecordID, _ visit: Visit, fault: (field: String?, words: Words)? = nil
    ) async throws -> Reply {
        let actor = Actor(try visit.staff())
        let number = Int(visit.method == "GET" ? visit.query.text("window") : visit.form.text("window"))
        let page = try await desk.database.read { reader in
            let rights = try desk.centres.check(\.mayRead, of: actor, at: id, in: reader)
            let centre = try desk.centres.get(id, in: reader)
            let tickets = try desk.tickets.list(at: id, on: visit.now.day, in: reader)
            // A department's people sit at their own window.
            let own = centre.windows.first { $0.department(on: visit.now.day) == actor.unit }
            return QueuePage(
                centre: centre, window: centre.windows.first { $0.number == number } ?? own, tickets: tickets,
                numbers: try desk.numbers(of: tickets.compactMap(\.matter), for: actor, in: reader), rights: rights,
                voice: DisputeVoice(visit, fault: fault))
        }
        return faces.desk(
            visit, title: visit.say(RoomWords.queue), page.html,
            keeping: .page(DisputePaths.queue(id).query("window", number)), status: fault == nil ? 200 : 422)
    }
}

import Base
import Markup
import Matters
import Storage
import Web

/// The bookings of a centre at the desk.
struct BookingRoutes: Sendable {
    let desk: DisputeDesk
    let faces: Faces

    func add(to table: inout RouteTable) {
        table.get("/desk/centres/{id}/bookings", CentreRoutes.lookers, "A week's bookings of a centre") {
            try await show(try $0.id("id"), $0)
        }
        table.post("/desk/centres/{id}/bookings", CentreRoutes.workers, "Books a window or a room") { visit in
            let id = try visit.id("id")
            return try await act(at: id, visit) { actor, scope, transaction in
                var wish = try wish(visit.form, scope, in: transaction)
                (wish.name, wish.phone) = (visit.form.text("name"), visit.form.text("phone"))
                // The matter itself says whose it is.
                if wish.matter != nil { (wish.name, wish.phone) = ("", "") }
                try desk.bookings.book(
                    wish, at: id, for: scope, by: actor.principal, at: visit.now, in: transaction)
            }
        }
        table.post("/desk/bookings/{id}/time", CentreRoutes.workers, "Moves a booking to another time") { visit in
            try await change(visit) { booking, actor, scope, transaction in
                guard let day = Day(visit.form.text("day")) else {
                    throw DisputeError.invalid(field: "day", RoomWords.timeWrong)
                }
                try desk.bookings.move(
                    booking, to: day, try visit.form.times("from", "to"),
                    revision: Int(visit.form.text("revision")) ?? 0, for: scope, by: actor.principal, at: visit.now,
                    in: transaction)
            }
        }
        table.post("/desk/bookings/{id}/ending", CentreRoutes.workers, "Cancels a booking, or says whether they came") {
            visit in
            try await change(visit) { booking, actor, _, transaction in
                guard let state = BookingState(rawValue: visit.form.text("state")) else {
                    throw DisputeError.invalid(field: "state", RoomWords.choose)
                }
                try desk.bookings.end(
                    booking, as: state, reason: visit.form.text("reason"),
                    revision: Int(visit.form.text("revision")) ?? 0, by: actor.principal, at: visit.now,
                    in: transaction)
            }
        }
    }

    private func wish(_ form: Form, _ scope: MatterScope, in reader: any Reader) throws -> BookingWish {
        guard let day = Day(form.text("day")) else { throw DisputeError.invalid(field: "day", RoomWords.timeWrong) }
        guard let resource = form.resource(among: [.room, .window]) else {
            throw DisputeError.invalid(field: "resource", RoomWords.choose)
        }
        let matter = try desk.matter(form.text("number"), field: "number", for: scope, in: reader)
        let purpose: BookingPurpose = matter != nil ? .matter : resource.kind == .window ? .appointment : .other
        return BookingWish([resource], on: day, try form.times("from", "to"), for: purpose, matter: matter)
    }

    private typealias Work = @Sendable (Actor, MatterScope, any Transaction) throws -> Void

    private func change(
        _ visit: Visit, _ work: @escaping @Sendable (RecordID, Actor, MatterScope, any Transaction) throws -> Void
    ) async throws -> Reply {
        let id = try visit.id("id")
        let booking = try await desk.database.read { try desk.bookings.get(id, in: $0) }
        return try await act(at: booking.centre, visit) { actor, scope, transaction in
            // Who may not see the matter may not move its time either.
            if let matter = booking.matter, try !scope.contains(matter, in: transaction) { throw DisputeError.notFound }
            try work(id, actor, scope, transaction)
        }
    }

    private func act(at centre: RecordID, _ visit: Visit, _ work: @escaping Work) async throws -> Reply {
        let actor = Actor(try visit.staff())
        do {
            try await desk.database.write { transaction in
                try desk.centres.check(\.mayWork, of: actor, at: centre, in: transaction)
                try work(actor, try desk.centres.matters.scope(of: actor, in: transaction), transaction)
            }
            let day = Day(visit.form.text("day"))
            return .redirect(DisputePaths.bookings(centre).query("from", day?.description))
        } catch let error as DisputeError where error.words != nil {
            return try await show(centre, visit, fault: error.words)
        }
    }

    private func show(
        _ id: RecordID, _ visit: Visit, fault: (field: String?, words: Words)? = nil
    ) async throws -> Reply {
        let actor = Actor(try visit.staff())
        let asked = Day(visit.method == "GET" ? visit.query.text("from") : visit.form.text("day")) ?? visit.now.day
        let from = asked.adding(days: 1 - asked.weekday)
        let page = try await desk.database.read { reader in
            let rights = try desk.centres.check(\.mayRead, of: actor, at: id, in: reader)
            let centre = try desk.centres.get(id, in: reader)
            let some = try desk.bookings.list(at: id, from: from, to: from.adding(days: 6), in: reader)
            let voice = DisputeVoice(visit, fault: fault)
            return BookingsPage(
                centre: centre, from: from, lines: try desk.lines(some, centre, actor, voice, in: reader),
                rights: rights, voice: voice)
        }
        return faces.desk(
            visit, title: visit.say(RoomWords.bookings), page.html,
            keeping: .page(DisputePaths.bookings(id).query("from", from.description)),
            status: fault == nil ? 200 : 422)
    }
}

extension Form {
    /// The resource of a field `kind:id`; nil for another kind.
    func resource(among kinds: Set<ResourceKind>) -> Resource? {
        let parts = text("resource").split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2, let kind = ResourceKind(rawValue: parts[0]), kinds.contains(kind),
            let id = RecordID(parts[1])
        else { return nil }
        return Resource(kind, id)
    }
}

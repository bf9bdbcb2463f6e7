import Accounts
import Base
import Markup
import Matters
import Storage
import Web

/// A resident books half an hour, and moves or cancels it on the page that is theirs: its address is known to whoever booked.
struct AppointmentRoutes: Sendable {
    let desk: DisputeDesk
    let faces: Faces
    let limit: AddressAllowance

    func add(to table: inout RouteTable) {
        table.get("/centres/{id}/appointments", .everyone, "The form that books a window or a reception") {
            try await appointment($0)
        }
        table.post("/centres/{id}/appointments", .everyone, "Books a window or a reception") { try await book($0) }
        table.get("/centres/{id}/appointments/{booking}", .everyone, "A time that was booked, for whoever booked it") {
            try await own($0)
        }
        table.post("/centres/{id}/appointments/{booking}/time", .everyone, "Moves a time to another") { visit in
            try await change(visit) { booking, transaction in
                let day = booking.purpose == .reception ? booking.day : Day(visit.form.text("day"))
                guard let day, let from = DayTimes.minute(visit.form.text("from")),
                    let times = DayTimes(from, from + Self.length)
                else { throw DisputeError.invalid(field: "from", RoomWords.timeWrong) }
                try desk.bookings.move(
                    booking.id, to: day, times, revision: Int(visit.form.text("revision")) ?? 0, for: nobody,
                    by: .visitor, at: visit.now, in: transaction)
            }
        }
        table.post("/centres/{id}/appointments/{booking}/cancellation", .everyone, "Gives a time back") { visit in
            try await change(visit) { booking, transaction in
                try desk.bookings.end(
                    booking.id, as: .cancelled, reason: "\(RoomWords.byResident.zh) / \(RoomWords.byResident.en)",
                    revision: Int(visit.form.text("revision")) ?? 0, by: .visitor, at: visit.now, in: transaction)
            }
        }
    }

    /// How long a resident's time is, in minutes.
    private static let length = 30

    /// Residents are told nothing about whom a time belongs to.
    private var nobody: MatterScope { MatterScope(district: desk.centres.district, reach: .nothing) }

    private func appointment(
        _ visit: Visit, fault: (field: String?, words: Words)? = nil
    ) async throws -> Reply {
        let id = try visit.id("id"), today = visit.now.day
        let page = try await desk.database.read { reader in
            AppointmentPage(
                centre: try desk.publicCentre(id, in: reader),
                days: try desk.receptions.list(of: id, in: reader).filter { $0.day > today }
                    .sorted { $0.day < $1.day },
                voice: DisputeVoice(visit, fault: fault))
        }
        return faces.resident(
            visit, title: visit.say(RoomWords.appoint), page.html, keeping: .page(DisputePaths.appointments(id)),
            status: fault == nil ? 200 : 422)
    }

    private func book(_ visit: Visit) async throws -> Reply {
        let id = try visit.id("id")
        if try await limit.wait(for: visit) != nil { throw Problem.tooMany }
        do {
            let booking = try await desk.database.write { transaction in
                let (wish, principal) = try wish(visit.form, in: transaction)
                return try desk.bookings.book(
                    wish, at: id, for: nobody, by: principal, at: visit.now, in: transaction)
            }
            return .redirect(DisputePaths.appointment(booking, at: id))
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
        guard let day, let from = DayTimes.minute(form.text("from")), let times = DayTimes(from, from + Self.length)
        else {
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

    /// A resident's booking at a centre. Throws `DisputeError.notFound` for what is none.
    private func booking(_ visit: Visit, in reader: any Reader) throws -> Booking {
        let booking = try desk.bookings.get(try visit.id("booking"), in: reader)
        guard booking.centre == (try visit.id("id")), [.appointment, .reception].contains(booking.purpose) else {
            throw DisputeError.notFound
        }
        return booking
    }

    private func own(_ visit: Visit, fault: (field: String?, words: Words)? = nil) async throws -> Reply {
        let page = try await desk.database.read { reader in
            let booking = try booking(visit, in: reader)
            return OwnBookingPage(
                centre: try desk.centres.get(booking.centre, in: reader), booking: booking, now: visit.now,
                voice: DisputeVoice(visit, fault: fault))
        }
        return faces.resident(
            visit, title: visit.say(RoomWords.yourTime), page.html,
            keeping: .page(DisputePaths.appointment(page.booking.id, at: page.booking.centre)),
            status: fault == nil ? 200 : 422)
    }

    private func change(
        _ visit: Visit, _ work: @escaping @Sendable (Booking, any Transaction) throws -> Void
    ) async throws -> Reply {
        let (id, centre) = (try visit.id("booking"), try visit.id("id"))
        if try await limit.wait(for: visit) != nil { throw Problem.tooMany }
        do {
            try await desk.database.write { try work(try booking(visit, in: $0), $0) }
            return .redirect(DisputePaths.appointment(id, at: centre))
        } catch let error as DisputeError where error.words != nil {
            return try await own(visit, fault: error.words)
        }
    }
}

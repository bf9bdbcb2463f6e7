import Accounts
import Base
import Matters
import Storage

/// The stores that the pages ask.
struct DisputeDesk: Sendable {
    let centres: CentreStore
    var tickets: TicketStore { TicketStore(centres) }
    var bookings: BookingStore { BookingStore(centres) }
    var receptions: ReceptionStore { ReceptionStore(centres) }
    var database: any Database { centres.database }

    /// A centre that residents can go to: one with windows. Throws `DisputeError.notFound`.
    func publicCentre(_ id: RecordID, in reader: any Reader) throws -> Centre {
        let centre = try centres.get(id, in: reader)
        guard !centre.windows.isEmpty else { throw DisputeError.notFound }
        return centre
    }

    /// Passes a matter to the office that is to run it. Throws `DisputeError`.
    func pass(
        _ matter: RecordID, to office: RecordID, by actor: Actor, at now: Instant, in transaction: any Transaction
    ) throws {
        do {
            try centres.matters.passToProxy(matter, office: office, by: actor, at: now, in: transaction)
        } catch MatterError.barred(let why) {
            throw DisputeError.barred(why)
        } catch MatterError.invalid(_, let words) {
            throw DisputeError.invalid(field: "proxy", words)
        }
    }

    /// Bookings with what their reader may know: the number of a matter in their scope, else that the time is taken.
    func lines(
        _ bookings: [Booking], _ centre: Centre, _ actor: Actor, _ voice: DisputeVoice, in reader: any Reader
    ) throws -> [BookingLine] {
        let numbers = try numbers(of: bookings.compactMap(\.matter), for: actor, in: reader)
        let people = try self.bookings.people(of: bookings, in: reader)
        return bookings.map { booking in
            BookingLine(
                booking: booking, number: booking.matter.flatMap { numbers[$0] }, person: people[booking.id],
                centre: centre, voice: voice)
        }
    }

    /// The numbers of those of some matters that somebody may see.
    func numbers(
        of matters: [RecordID], for actor: Actor, in reader: any Reader
    ) throws -> [RecordID: String] {
        guard !matters.isEmpty else { return [:] }
        let scope = try centres.matters.scope(of: actor, in: reader)
        let found = try centres.matters.matters(Array(Set(matters)).sorted(), scope: scope, in: reader)
        return Dictionary(found.map { ($0.id, $0.number) }, uniquingKeysWith: { first, _ in first })
    }

    /// The matter of a number as typed, in somebody's scope; nil for an empty one. Throws `DisputeError.invalid`.
    func matter(
        _ typed: String, field: String, for scope: MatterScope, in reader: any Reader
    ) throws -> RecordID? {
        if typed.isEmpty { return nil }
        let row = try MatterNumber.read(typed).flatMap { number in
            try reader.row("SELECT m.id FROM matters m WHERE m.number = \(number) AND \(scope.condition)")
        }
        guard let row else { throw DisputeError.invalid(field: field, RoomWords.matterUnknown) }
        return try row.id("id")
    }
}

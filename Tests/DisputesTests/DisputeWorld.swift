import Accounts
import App
import Base
import Disputes
import Matters
import Storage
import TestDistrict
import Testing

/// The centres of the named world, with short ways to what tests ask again and again.
struct DisputeWorld {
    let world: TestDistrict
    let now = TestDistrict.morning
    var centres: CentreStore { world.house.centres }
    var tickets: TicketStore { TicketStore(centres) }
    var bookings: BookingStore { BookingStore(centres) }
    var receptions: ReceptionStore { ReceptionStore(centres) }
    var database: any Database { world.database }

    init() async throws { world = try await TestDistrict() }

    func centre(_ code: String = "centre") async throws -> Centre {
        let id = try await world.unit(code).id, centres = centres
        return try await database.read { try centres.get(id, in: $0) }
    }

    func scope(_ login: String) async throws -> MatterScope {
        let actor = try await world.actor(login), matters = world.house.matters
        return try await database.read { try matters.scope(of: actor, in: $0) }
    }

    func take(_ code: String = "centre", at instant: Instant? = nil, _ priority: TicketPriority = .none) async throws
        -> Ticket
    {
        let id = try await world.unit(code).id, tickets = tickets, instant = instant ?? now
        return try await database.write {
            try tickets.take(at: id, priority: priority, at: instant, in: $0)
        }
    }

    func next(_ window: Window, _ code: String = "centre") async throws -> Ticket? {
        let id = try await world.unit(code).id, tickets = tickets, now = now
        return try await database.write { try tickets.callNext(to: window.id, at: id, at: now, in: $0) }
    }

    @discardableResult
    func book(
        _ resources: [Resource], _ day: Day, _ from: Int, _ to: Int, matter: RecordID? = nil, code: String = "centre",
        as login: String = "chenglichun"
    ) async throws -> RecordID {
        let id = try await world.unit(code).id, bookings = bookings, now = now
        let principal = try await world.actor(login).principal, scope = try await scope(login)
        let wish = BookingWish(
            resources, on: day, try #require(DayTimes(from, to)), for: matter == nil ? .other : .matter, matter: matter)
        return try await database.write {
            try bookings.book(wish, at: id, for: scope, by: principal, at: now, in: $0)
        }
    }
}

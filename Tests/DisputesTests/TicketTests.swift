import Accounts
import App
import Base
import Disputes
import Journal
import Matters
import Storage
import TestDistrict
import Testing

/// Numbers at the centre: drawn in a row, called once, never lost.
@Suite struct TicketTests {
    @Test func `numbers of a day follow each other and begin anew at another centre`() async throws {
        let house = try await DisputeWorld()
        #expect(try await house.take().number == "A001")
        #expect(try await house.take().number == "A002")
        #expect(try await house.take("town:330110004").number == "A001")
    }

    @Test func `twenty who draw at once get twenty numbers`() async throws {
        let house = try await DisputeWorld()
        let numbers = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<20 { group.addTask { try await house.take().number } }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(numbers.count == 20)
    }

    @Test func `two windows that press next at once call different numbers`() async throws {
        let house = try await DisputeWorld(), windows = try await house.centre().windows
        let drawn = [try await house.take(), try await house.take()]
        async let first = house.next(windows[0])
        async let second = house.next(windows[1])
        let called = [try await first, try await second].compactMap(\.self)
        #expect(Set(called.map(\.id)) == Set(drawn.map(\.id)))
        #expect(try await house.next(windows[2]) == nil)
    }

    @Test func `whoever is old or disabled goes first, and a number at the window must end before the next`()
        async throws
    {
        let house = try await DisputeWorld(), window = try await house.centre().windows[0], tickets = house.tickets
        _ = try await house.take()
        let old = try await house.take(at: nil, .old)
        #expect(try await house.next(window)?.id == old.id)
        await #expect(throws: DisputeError.self) { try await house.next(window) }
        let clerk = try await house.world.actor("chenglichun").principal, now = house.now
        try await house.database.write { _ = try tickets.take(.missing, with: old.id, by: clerk, at: now, in: $0) }
        #expect(try await house.next(window)?.number == "A001")
        await #expect(throws: DisputeError.self) {
            try await house.database.write { _ = try tickets.take(.serve, with: old.id, by: clerk, at: now, in: $0) }
        }
    }

    @Test func `a number handed over is the next at the other window and nowhere else`() async throws {
        let house = try await DisputeWorld(), windows = try await house.centre().windows, tickets = house.tickets
        let first = try await house.take()
        let second = try await house.take(at: nil, .disabled)
        #expect(try await house.next(windows[0])?.id == second.id)
        let clerk = try await house.world.actor("chenglichun").principal, now = house.now
        try await house.database.write { transaction in
            _ = try tickets.take(.serve, with: second.id, by: clerk, at: now, in: transaction)
            _ = try tickets.take(.over, with: second.id, to: windows[1].id, by: clerk, at: now, in: transaction)
        }
        #expect(try await house.next(windows[0])?.id == first.id)
        #expect(try await house.next(windows[1])?.id == second.id)
    }

    @Test func `nobody draws a number when the centre is closed`() async throws {
        let house = try await DisputeWorld()
        let night = Instant(house.now.day, hour: 20), sunday = Instant(try #require(Day("2019-11-24")), hour: 10)
        let holiday = Instant(try #require(Day("2019-10-01")), hour: 10)
        // Saturday 12 October 2019 was worked instead of a day of the National Day holiday.
        let makeUp = Instant(try #require(Day("2019-10-12")), hour: 10)
        for closed in [night, sunday, holiday] {
            await #expect(throws: DisputeError.self) { _ = try await house.take(at: closed) }
        }
        #expect(try await house.take(at: makeUp).number == "A001")
    }

    @Test func `a ticket that ends as a matter leaves an entry`() async throws {
        let house = try await DisputeWorld(), window = try await house.centre().windows[0], tickets = house.tickets
        let ticket = try await house.take()
        _ = try await house.next(window)
        let matter = try await house.world.file(to: nil).matter
        let clerk = try await house.world.actor("chenglichun").principal, now = house.now
        try await house.database.write {
            _ = try tickets.take(.done, with: ticket.id, matter: matter, by: clerk, at: now, in: $0)
        }
        let journal = house.world.house.journal
        let entries = try await house.database.read {
            try journal.listEntries(of: Subject("ticket", ticket.id), limit: 5, in: $0)
        }
        #expect(entries.map(\.code) == ["ticket.ended"])
    }
}

import Accounts
import App
import Base
import Disputes
import Journal
import Matters
import Storage
import TestDistrict
import Testing

/// Rooms, windows and people: one at a time, whoever comes first.
@Suite struct BookingTests {
    private let tomorrow = TestDistrict.morning.day.adding(days: 1)

    @Test func `a room is booked once for a time, and again right after it`() async throws {
        let house = try await DisputeWorld(), room = Resource(.room, try await house.centre().rooms[3].id)
        try await house.book([room], tomorrow, 540, 600)
        await #expect(throws: DisputeError.self) { try await house.book([room], tomorrow, 585, 630) }
        try await house.book([room], tomorrow, 600, 630)
        try await house.book([room], tomorrow.adding(days: 1), 540, 600)
    }

    @Test func `of two who book the same room at once one gets it`() async throws {
        let house = try await DisputeWorld(), room = Resource(.room, try await house.centre().rooms[3].id)
        let made = await withTaskGroup(of: Bool.self) { group in
            for start in [540, 555, 570, 540, 585] {
                group.addTask { (try? await house.book([room], tomorrow, start, 600)) != nil }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(made == 1)
        let slots = try await house.database.read {
            try $0.count("SELECT COUNT(DISTINCT booking_id) AS n FROM booking_slots")
        }
        #expect(slots == 1)
    }

    @Test func `a mediator cannot sit in two rooms at a time, and then neither room is kept`() async throws {
        let house = try await DisputeWorld(), rooms = try await house.centre().rooms
        let person = Resource(.person, RecordID.make(at: house.now))
        try await house.book([Resource(.room, rooms[3].id), person], tomorrow, 540, 600)
        await #expect(throws: DisputeError.self) {
            try await house.book([Resource(.room, rooms[4].id), person], tomorrow, 570, 630)
        }
        try await house.book([Resource(.room, rooms[4].id)], tomorrow, 570, 630)
    }

    @Test func `impossible times are refused with the field that is wrong`() async throws {
        let house = try await DisputeWorld(), room = Resource(.room, try await house.centre().rooms[3].id)
        let today = house.now.day
        let holiday = try #require(Day("2020-01-01")), sunday = try #require(Day("2019-12-01"))
        for (day, from, to) in [
            (today.adding(days: -1), 540, 600), (today, 510, 540), (tomorrow, 545, 600), (tomorrow, 1_020, 1_080),
            (tomorrow, 690, 825), (holiday, 540, 600), (sunday, 540, 600), (today.adding(days: 400), 540, 600),
        ] {
            await #expect(throws: DisputeError.self, "\(day) \(from)") {
                try await house.book([room], day, from, to)
            }
        }
        await #expect(throws: DisputeError.self) {
            try await house.book([Resource(.room, RecordID.make(at: house.now))], tomorrow, 540, 600)
        }
    }

    @Test func `who is in the way is said only to those who may see the matter`() async throws {
        let house = try await DisputeWorld(), room = Resource(.room, try await house.centre().rooms[3].id)
        let receipt = try await house.world.file(to: "village:330110004006")
        try await house.book([room], tomorrow, 540, 600, matter: receipt.matter)
        func told(_ login: String) async throws -> String {
            do {
                try await house.book([room], tomorrow, 540, 600, as: login)
                return ""
            } catch DisputeError.taken(let words) { return words.en }
        }
        #expect(try await told("chenglichun").contains(receipt.number))
        #expect(try await told("lyuqingming") == "Taken 9:00–10:00")
    }

    @Test func `a booking is moved or cancelled with a reason, and its old time is free`() async throws {
        let house = try await DisputeWorld(), room = Resource(.room, try await house.centre().rooms[3].id)
        let clerk = try await house.world.actor("chenglichun").principal, scope = try await house.scope("chenglichun")
        let id = try await house.book([room], tomorrow, 540, 600), now = house.now, bookings = house.bookings
        let tomorrow = tomorrow
        try await house.database.write {
            try bookings.move(
                id, to: tomorrow, try #require(DayTimes(570, 630)), revision: 1, for: scope, by: clerk, at: now, in: $0)
        }
        try await house.book([room], tomorrow, 540, 570)
        await #expect(throws: DisputeError.changedMeanwhile) {
            try await house.database.write {
                try bookings.end(id, as: .cancelled, reason: "当事人有事", revision: 1, by: clerk, at: now, in: $0)
            }
        }
        await #expect(throws: DisputeError.self) {
            try await house.database.write {
                try bookings.end(id, as: .cancelled, reason: "", revision: 2, by: clerk, at: now, in: $0)
            }
        }
        try await house.database.write {
            try bookings.end(id, as: .cancelled, reason: "当事人有事", revision: 2, by: clerk, at: now, in: $0)
        }
        try await house.book([room], tomorrow, 570, 630)
        #expect(try await house.world.house.journal.verify(in: house.database, heads: nil).isSound)
    }
}

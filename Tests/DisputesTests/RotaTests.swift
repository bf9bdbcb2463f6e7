import Accounts
import App
import Base
import Disputes
import Journal
import Matters
import Storage
import TestDistrict
import Testing

/// Who sits at a window: departments take turns by the day of the week.
@Suite struct RotaTests {
    @Test func `departments take turns by weekday, and a new turn ends the one before from its day on`() async throws {
        let house = try await DisputeWorld(), centre = try await house.centre(), centres = house.centres,
            now = house.now
        let window = try #require(centre.windows.first).id, id = centre.unit.id
        let head = try await house.world.actor("hanchunfen").principal
        let wages = try await house.world.unit("dept:human-resources").id
        let homes = try await house.world.unit("dept:construction").id,
            court = try await house.world.unit("dept:court").id
        let monday = try #require(Day("2019-12-02")), later = try #require(Day("2019-12-16"))
        try await house.database.write { transaction in
            func seat(_ unit: RecordID, _ weekday: Int, from day: Day) throws {
                try centres.seat(
                    unit, at: window, weekday: weekday, from: day, of: id, by: head, at: now, in: transaction)
            }
            try seat(wages, 1, from: monday)
            try seat(homes, 2, from: monday)
            try seat(court, 1, from: later)
        }
        let known = try #require(try await house.centre().windows.first { $0.id == window })
        #expect(known.department(on: monday) == wages)
        #expect(known.department(on: monday.adding(days: 1)) == homes)
        #expect(known.department(on: monday.adding(days: 7)) == wages)
        #expect(known.department(on: later) == court)
        #expect(known.department(on: monday.adding(days: -7)) != wages)
        #expect(try await house.world.house.journal.verify(in: house.database, heads: nil).isSound)
    }

    @Test func `no office but a department of the district sits at a window, and no week has an eighth day`()
        async throws
    {
        let house = try await DisputeWorld(), centre = try await house.centre(), centres = house.centres,
            now = house.now
        let window = try #require(centre.windows.first).id, id = centre.unit.id
        let head = try await house.world.actor("hanchunfen").principal
        let town = try await house.world.unit("town:330110004").id, court = try await house.world.unit("dept:court").id
        for (unit, weekday) in [(town, 1), (court, 8), (court, 0)] {
            await #expect(throws: DisputeError.self) {
                try await house.database.write {
                    try centres.seat(
                        unit, at: window, weekday: weekday, from: now.day, of: id, by: head, at: now, in: $0)
                }
            }
        }
    }
}

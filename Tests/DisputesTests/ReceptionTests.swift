import Accounts
import App
import Base
import Clocks
import Disputes
import Matters
import Storage
import TestDistrict
import Testing

/// The fixed day on which leaders of a town receive residents.
@Suite struct ReceptionTests {
    private let town = "town:330110004"

    @Test func `the fifteenth of every month, and the next working day when it is a day off`() async throws {
        let house = try await DisputeWorld(), id = try await house.world.unit(town).id
        let head = try await house.world.actor("jiangxiazhi").principal, now = house.now, receptions = house.receptions
        let first = try #require(Day("2019-08-01"))
        try await house.database.write {
            _ = try receptions.plan(id, from: first, months: 5, by: head, at: now, in: $0)
            _ = try receptions.plan(id, from: first, months: 5, by: head, at: now, in: $0)
        }
        let days = try await house.database.read { try receptions.list(of: id, in: $0) }.map(\.day.description)
        // 15 September and 15 December 2019 were Sundays.
        #expect(days.reversed() == ["2019-08-15", "2019-09-16", "2019-10-15", "2019-11-15", "2019-12-16"])
    }

    @Test func `as many are received at a time as leaders sit, and no more`() async throws {
        let house = try await DisputeWorld(), id = try await house.world.unit(town).id
        let head = try await house.world.actor("jiangxiazhi").principal, now = house.now, receptions = house.receptions
        let scope = try await house.scope("jiangxiazhi"), bookings = house.bookings
        try await house.database.write {
            _ = try receptions.plan(id, from: now.day, months: 2, by: head, at: now, in: $0)
        }
        let day = try await house.database.read { try receptions.list(of: id, in: $0) }[0]
        func book(_ name: String) async throws {
            var wish = BookingWish([Resource(.reception, day.id)], on: day.day, day.slots[0], for: .reception)
            (wish.name, wish.subject) = (name, day.id)
            let wanted = wish
            try await house.database.write {
                _ = try bookings.book(wanted, at: id, for: scope, by: .visitor, at: now, in: $0)
            }
        }
        try await book("白露")
        try await book("秋分")
        await #expect(throws: DisputeError.self) { try await book("寒露") }
        await #expect(throws: DisputeError.self) { try await book("") }
    }

    @Test func `the table of Tangqi: 210 matters, 111 solved on the spot and 99 passed on, none counted twice`()
        async throws
    {
        let house = try await DisputeWorld(), id = try await house.world.unit(town).id
        let head = try await house.world.actor("jiangxiazhi").principal, now = house.now, receptions = house.receptions
        let scope = try await house.scope("chenglichun"),
            village = try await house.world.unit("village:330110004006").id
        let first = try #require(Day("2019-08-01"))
        try await house.database.write {
            _ = try receptions.plan(id, from: first, months: 4, by: head, at: now, in: $0)
        }
        let days = try await house.database.read { try receptions.list(of: id, in: $0) }
        var matters: [RecordID] = []
        for _ in 0..<210 { matters.append(try await house.world.file(to: town).matter) }
        let all = matters
        try await house.database.write { transaction in
            func receive(_ index: Int, _ outcome: ReceptionOutcome, after seconds: Int64) throws {
                try receptions.record(
                    outcome, of: all[index], on: days[index % days.count].id, leader: nil, proxy: village,
                    scope: scope, by: head, at: now.adding(seconds: seconds), in: transaction)
            }
            for index in 0..<210 { try receive(index, index < 111 ? .solved : .passed, after: Int64(index)) }
            // Forty come again, on another day, to hear what became of it.
            for index in 150..<190 { try receive(index, index % 2 == 0 ? .solved : .open, after: 10_000) }
        }
        let table = try await house.database.read {
            try receptions.table(of: id, from: first, to: now.day, scope: scope, in: $0)
        }
        #expect(table.receptions == 250)
        #expect(table.matters == 210)
        #expect([table.solved, table.passed, table.open] == [111, 99, 0])
        let foreign = try await house.scope("lyuqingming")
        let hidden = try await house.database.read {
            try receptions.table(of: id, from: first, to: now.day, scope: foreign, in: $0)
        }
        #expect(hidden.matters == 0)
    }

    @Test func `what is passed on at a reception stands in the lists of the office that is to run it`() async throws {
        let house = try await DisputeWorld(), id = try await house.world.unit(town).id
        let head = try await house.world.actor("jiangxiazhi").principal, now = house.now, receptions = house.receptions
        let first = try #require(Day("2019-11-01")), matters = house.world.house.matters
        let village = try await house.world.unit("village:330110004006").id
        try await house.database.write {
            _ = try receptions.plan(id, from: first, months: 1, by: head, at: now, in: $0)
        }
        let day = try #require(try await house.database.read { try receptions.list(of: id, in: $0) }.first)
        let receipt = try await house.world.file(.help, to: town), server = try house.world.server()
        let clerk = TestClient(server), office = TestClient(server)
        try await office.signIn("zhengxiaoxue")
        let path = "/desk/matters/\(receipt.matter)"
        #expect(try await office.get(path).status == 404)
        _ = try await matters.act(
            "accept", on: receipt.matter, revision: 1, input: ActionInput(),
            by: try await house.world.actor("shenxiaoshu"), at: now)
        try await clerk.signIn("shenxiaoshu")
        let fields = [
            ("form", "reception"), ("outcome", "passed"), ("number", receipt.number), ("proxy", village.text),
        ]
        let passed = try await clerk.post("/desk/receptions/\(day.id)/receptions", fields)
        #expect(passed.status == 303, "\(passed.status)")
        #expect(try await office.get(path).text.contains("接访当场转给代办单位"))
        let scope = try await house.scope("shenxiaoshu")
        let followed = try await house.database.read { try receptions.listUnended(of: id, scope: scope, in: $0) }
        #expect(followed.map(\.id) == [receipt.matter])
    }
}

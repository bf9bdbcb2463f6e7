import Base
import Matters
import Storage
import TestSupport
import Testing

@testable import Command

@Suite struct CommandStoreTests {
    @Test func `open, due today and overdue are counted by town`() async throws {
        let world = try await CommandWorld()
        try await world.matter(due: -3)
        try await world.matter(due: 0)
        try await world.matter(town: "11", due: 5)
        try await world.matter(town: nil)
        try await world.matter(ended: -1, end: .solved)
        let overview = try await world.store.overview(world.scope("centre"), at: CommandWorld.now)
        #expect([overview.open, overview.dueToday, overview.overdue] == [4, 1, 1])
        let yushui = overview.areas.first { $0.division == world.divisions["10"] }
        #expect(yushui?.open == 2 && yushui?.oldestDue == overview.today.adding(days: -3))
        #expect(overview.areas.first { $0.division == nil }?.open == 1)
        #expect(overview.oldest?.division == world.divisions["10"])
    }

    @Test(arguments: ["centre", "town10"])
    func `an office that is shut out counts the matter no more, though the figures were just made`(
        unit: String
    ) async throws {
        let world = try await CommandWorld()
        let id = try await world.matter(share: [unit])
        #expect(try await world.store.overview(world.scope(unit), at: CommandWorld.now).open == 1)
        try await world.database.write { transaction in
            let (district, shut) = (CommandWorld.district, world.units[unit])
            try transaction.execute(
                "INSERT INTO matter_exclusions (matter_id, unit_id, district) VALUES (\(id), \(shut), \(district))")
            try transaction.execute("DELETE FROM matter_units WHERE matter_id = \(id) AND unit_id = \(shut)")
        }
        #expect(try await world.store.overview(world.scope(unit), at: CommandWorld.now).open == 0)
    }

    @Test func `somebody with a post in the office complained about counts less than their colleague`() async throws {
        let world = try await CommandWorld()
        try await world.matter(share: ["town10"], against: "town11")
        let (town, other) = (try #require(world.units["town10"]), try #require(world.units["town11"]))
        let colleague = Actor(principal: .staff(account: town, post: town, unit: town), unit: town, role: .head)
        let both = Actor(principal: colleague.principal, unit: town, role: .head, units: [other])
        for (actor, open) in [(colleague, 1), (both, 0), (colleague, 1)] {
            let scope = try await world.database.read { try world.matters.scope(of: actor, in: $0) }
            #expect(try await world.store.overview(scope, at: CommandWorld.now).open == open)
        }
    }

    @Test func `a matter closed without result never counts as answered`() async throws {
        let world = try await CommandWorld()
        try await world.matter(ended: 0, end: .solved, rating: 5)
        try await world.matter(ended: -1, end: .agreed, rating: 2)
        try await world.matter(ended: -1, end: .closed, rating: 1)
        try await world.matter(ended: -2, end: .answered)
        try await world.matter(ended: -40, end: .answered)
        let overview = try await world.store.overview(world.scope("centre"), at: CommandWorld.now)
        // Monday was yesterday.
        #expect(overview.answered == (2, 2, 7))
        #expect(overview.endedOtherwise == 1)
        #expect(MatterEnd.allCases.map { overview.ended($0) } == [1, 1, 1, 0, 0, 1])
    }

    @Test func `the trend has thirty days and ends today`() async throws {
        let world = try await CommandWorld()
        try await world.matter(filed: -29)
        try await world.matter(filed: -30)
        try await world.matter(filed: 0, ended: 0, end: .solved)
        let trend = try await world.store.overview(world.scope("centre"), at: CommandWorld.now).trend
        #expect(trend.count == 30 && trend.map(\.filed).reduce(0, +) == 2)
        #expect(trend.first?.filed == 1 && trend.last?.filed == 1 && trend.last?.ended == 1)
    }

    @Test func `a unit counts its share, and no unit counts what is said against it`() async throws {
        let world = try await CommandWorld()
        try await world.matter(due: -1, share: ["town10"])
        try await world.matter(due: -1, against: "centre")
        try await world.matter(town: "11", due: -1, ended: 0, end: .solved, share: ["town11"], against: "centre")
        let town = try await world.store.overview(world.scope("town10"), at: CommandWorld.now)
        let centre = try await world.store.overview(world.scope("centre"), at: CommandWorld.now)
        let nobody = try await world.store.overview(world.scope("centre", .administrator), at: CommandWorld.now)
        #expect(town.open == 1 && town.ends.isEmpty)
        #expect(centre.open == 1 && centre.ends.isEmpty && centre.filed.values.reduce(0, +) == 1)
        #expect(nobody.open == 0 && nobody.filed.isEmpty)
        let villages = try await world.store.villages(
            of: try #require(world.divisions["10"]), world.scope("centre"), today: CommandWorld.now.day
        )
        #expect(villages.map(\.open) == [1])
    }

    @Test func `figures are kept for five seconds for each scope`() async throws {
        let world = try await CommandWorld()
        let scope = try await world.scope("centre")
        #expect(try await world.store.overview(scope, at: CommandWorld.now).open == 0)
        try await world.matter(share: ["town10"])
        #expect(try await world.store.overview(scope, at: CommandWorld.now.adding(seconds: 4)).open == 0)
        #expect(try await world.store.overview(world.scope("town10"), at: CommandWorld.now).open == 1)
        #expect(try await world.store.overview(scope, at: CommandWorld.now.adding(seconds: 5)).open == 1)
    }

    @Test(.enabled(if: TestEngine.isFile)) func `every figure is found on an index and no table is scanned`()
        async throws
    {
        let world = try await CommandWorld()
        let scope = try await world.scope("centre")
        let statements: [(SQL, String)] = [
            (
                "SELECT m.town_id, COUNT(*) FROM matters m WHERE m.district = 'x' AND m.status <> 'ended' AND \(scope.condition) GROUP BY m.town_id",
                "matters_open_by"
            ),
            (
                "SELECT COUNT(*) FROM matters m WHERE m.district = 'x' AND m.ended_at IS NOT NULL AND m.ended_at >= 1 AND \(scope.condition)",
                "matters_by_ended"
            ),
            (
                "SELECT COUNT(*) FROM matters m WHERE m.district = 'x' AND m.filed_at >= 1 AND \(scope.condition)",
                "matters_by_filed"
            ),
        ]
        for (statement, index) in statements {
            let plan = try await world.database.read { reader in
                try reader.rows("EXPLAIN QUERY PLAN \(statement)").map { try $0.text("detail") }
            }
            #expect(plan.contains { $0.contains(index) }, "\(plan)")
            #expect(!plan.contains { $0.hasPrefix("SCAN m") }, "\(plan)")
        }
    }
}

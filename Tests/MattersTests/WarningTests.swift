import Accounts
import App
import Base
import Clocks
import Matters
import Storage
import TestDistrict
import Testing

/// Who is told in time that a day is near, and why something was written down late.
@Suite struct WarningTests {
    private static let monday = Instant(Day(number: 18_232), hour: 9)  // 2 December 2019

    /// How many warnings of a matter there are after the job has run.
    private func warned(_ walk: Walk, at now: Instant) async throws -> Int {
        _ = try await OverdueTermsJob(walk.world.house.matters).run(at: now)
        return try await walk.world.database.read {
            try $0.count(
                """
                SELECT COUNT(*) AS n FROM journal_entries WHERE subject_id = \(walk.receipt.matter)
                  AND body LIKE '%matter.due-soon%'
                """)
        }
    }

    @Test func `a warning about acceptance is none about completion, which comes in time over a weekend`() async throws
    {
        let walk = try await Walk(.enquiry, in: try await TestDistrict(), at: Self.monday)
        #expect(try await warned(walk, at: Self.monday.adding(seconds: 720)) == 1)
        try await walk.act("accept", by: "chenglichun", after: 1)
        let due = try #require(try await walk.matter.due)
        #expect(due == Day(number: 18_240), "five working days: Tuesday 10 December")
        #expect(try await warned(walk, at: walk.day(2)) == 1, "Wednesday: four working days are left")
        #expect(try await warned(walk, at: walk.day(3)) == 1, "Thursday: three")
        #expect(try await warned(walk, at: walk.day(4)) == 2, "Friday: Monday and Tuesday")
        #expect(try await warned(walk, at: walk.day(5)) == 2, "told once")
    }

    @Test func `what is due after the weekend is in the list of what is due soon`() async throws {
        let world = try await TestDistrict()
        let walk = try await Walk(.enquiry, in: world, at: Self.monday)
        try await walk.act("accept", by: "chenglichun")
        let actor = try await world.actor("chenglichun"), store = world.house.matters
        func soon(_ days: Int) async throws -> Int {
            try await world.database.read { reader in
                try store.list(
                    .soon, for: actor, scope: try store.scope(of: actor, in: reader), today: walk.day(days).day,
                    in: reader
                ).count
            }
        }
        #expect(try await soon(2) == 0)
        for day in 3...7 { #expect(try await soon(day) == 1, "\(walk.day(day).day)") }
        #expect(try await soon(8) == 0)
    }

    @Test func `staff read why a matter was written down late, the filer does not, and erasing takes it away`()
        async throws
    {
        let world = try await TestDistrict()
        let store = world.house.matters, now = TestDistrict.morning
        var filing = Filing(
            kind: .report, channel: .letter, narrative: Narrative(title: "占地", text: "门口的地被占了", place: ""),
            receiver: try await world.unit("centre").id, happenedAt: now.adding(seconds: -3 * 86_400))
        filing.backDateReason = "来信在收发室放了三天"
        let receipt = try await store.file(
            filing, by: try await world.actor("chenglichun").principal, at: now)
        func reasons(forFiler: Bool) async throws -> [String] {
            try await world.database.read {
                try store.timeline(receipt.matter, isForFiler: forFiler, in: $0).compactMap(\.reason)
            }
        }
        #expect(try await reasons(forFiler: false) == ["来信在收发室放了三天"])
        #expect(try await reasons(forFiler: true).isEmpty)
        let client = TestClient(try world.server())
        _ = try await client.signIn("chenglichun")
        #expect(try await client.get("/desk/matters/\(receipt.matter)").text.contains("来信在收发室放了三天"))
        _ = try await store.erase(number: receipt.number, by: .system("test"), at: now)
        #expect(try await reasons(forFiler: false).isEmpty)
    }
}

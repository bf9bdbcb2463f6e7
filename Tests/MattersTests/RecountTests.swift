import App
import Base
import Clocks
import Journal
import Matters
import Rulebook
import Storage
import TestDistrict
import Testing

/// A term that was counted over a year without a notice moves when the notice comes, and the matter says so.
@Suite struct RecountTests {
    private static let notice = """
        year: 2027
        notices:
          - id: 2027-1
            published_on: 2026-12-30
            published: assumed
            title: {zh: 国务院办公厅关于2027年部分节假日安排的通知, en: "Arrangement of some public holidays in 2027"}
            origin: made up for this test
            off: [2027-01-01, 2027-01-04]
            work: []
        """

    private func publish(_ world: TestDistrict, at now: Instant) async throws {
        let rulebook = Rulebook(district: world.house.district.key), journal = world.house.journal
        try await world.database.write { transaction in
            _ = try rulebook.publish(
                pack: "calendar", name: "2027", body: Self.notice, by: .system("test"), at: now, in: transaction,
                record: { pack, transaction in
                    try journal.record(
                        JournalRecord(
                            "rule.published", subject: Subject(kind: "rule", id: "\(pack.pack)/\(pack.name)"),
                            by: .system("test"), happenedAt: now, parameters: ["pin": pack.pin]
                        ),
                        in: transaction
                    )
                }
            )
        }
    }

    private func entries(_ walk: Walk) async throws -> [[String: String]] {
        let journal = walk.world.house.journal, id = walk.receipt.matter
        return try await walk.world.database.read { reader in
            try journal.listEntries(of: Subject("matter", id), limit: 50, in: reader)
                .filter { $0.code == "matter.recount" }.map(\.parameters)
        }
    }

    @Test func `a term over the new year moves once when the notice is published, with an entry`() async throws {
        let world = try await TestDistrict()
        let walk = try await Walk(
            .help, in: world, to: "town:330110004", at: Instant(try #require(Day("2026-12-28")), hour: 9))
        try await walk.act("accept", by: "shenxiaoshu")
        let before = try #require(try await walk.terms("completion").first)
        #expect(before.provisional)
        let job = RecountTermsJob(world.house.matters)
        #expect(try await job.run(at: walk.day(1)) == 0)
        #expect(try await entries(walk).isEmpty)
        try await publish(world, at: walk.day(2))
        #expect(try await job.run(at: walk.day(2)) == 1)
        let after = try #require(try await walk.terms("completion").first)
        #expect(!after.provisional)
        // New Year's Day and the Monday after it are off now: without a notice both counted.
        #expect((before.due, after.due) == (Day("2027-01-11"), Day("2027-01-13")))
        #expect(try await walk.matter.due == after.due)
        #expect(try await entries(walk) == [["rules": "R11b", "before": "2027-01-11", "due": "2027-01-13"]])
        #expect(try await job.run(at: walk.day(2)) == 0)
        #expect(try await entries(walk).count == 1)
        try await walk.expectSoundRecord()
    }

    @Test func `desk and filer read from where to where the last day moved`() async throws {
        let world = try await TestDistrict()
        let walk = try await Walk(
            .help, in: world, to: "town:330110004", at: Instant(try #require(Day("2026-12-28")), hour: 9))
        try await walk.act("accept", by: "shenxiaoshu")
        try await publish(world, at: walk.day(2))
        _ = try await RecountTermsJob(world.house.matters).run(at: walk.day(2))
        let server = try world.server(now: { walk.day(2) })
        let resident = TestClient(server)
        _ = try await resident.get("/track")
        let slip = [("number", walk.receipt.number), ("code", walk.receipt.code)]
        let chinese = try await resident.post("/track", slip).text
        #expect(chinese.contains("放假安排公布，时限重新算过"))
        #expect(chinese.contains("最晚那天从 2027年1月11日 星期一 改到 2027年1月13日 星期三"))
        let english = try await resident.post("/track", slip, headers: ["accept-language": "en"]).text
        #expect(english.contains("The last day moved from Monday 11 January 2027 to Wednesday 13 January 2027"))
        let desk = TestClient(server)
        try await desk.signIn("shenxiaoshu")
        #expect(try await desk.get("/desk/matters/\(walk.receipt.matter)").text.contains("放假安排公布，重算时限"))
    }
}

import App
import Base
import Journal
import Markup
import Storage
import TestDistrict
import Testing

@testable import Matters

/// More time in a proceeding counts as its law counts it: 霜降 has sued 谷雨, and the court needs longer.
@Suite struct MoreTimeTests {
    private func trial(_ filing: String, on day: String = "2022-03-01") async throws -> (Walk, Proceeding) {
        let walk = try await Walk.dispute(on: day)
        let suit = try await walk.open("litigation")
        return (walk, try await walk.step(filing, of: suit, on: 1))
    }

    private func refused(_ walk: Walk, _ suit: Proceeding, by amount: Int, words: String) async {
        let fault = await #expect(throws: MatterError.self) {
            try await walk.step("extension", of: suit, on: 20) { $0.days = amount }
        }
        #expect(fault.map { "\($0)".contains(words) } == true, "\(String(describing: fault))")
    }

    @Test func `the president of the court adds six months to a trial, not six days, and not seven months`()
        async throws
    {
        let (walk, suit) = try await trial("filing")
        #expect(try await walk.clocks(in: "litigation") == ["M16 2022-09-02"])
        await refused(walk, suit, by: 7, words: "最多还能延长 6 个月。")
        try await walk.step("extension", of: suit, on: 20) { $0.days = 5 }
        #expect(try await walk.clocks(in: "litigation") == ["M16 2023-02-02"])
        await refused(walk, suit, by: 2, words: "最多还能延长 1 个月。")
        try await walk.step("extension", of: suit, on: 30) { $0.days = 1 }
        #expect(try await walk.clocks(in: "litigation") == ["M16 2023-03-02"])
        try await walk.expectSoundRecord()
    }

    @Test(arguments: [
        ("filing-simplified", "M16b 2022-06-02", "M16b 2022-07-04"),
        ("filing-small", "M16c 2022-05-05", "M16c 2022-06-02"),
    ])
    func `the shorter trials take one month more`(filing: String, before: String, after: String) async throws {
        let (walk, suit) = try await trial(filing)
        #expect(try await walk.clocks(in: "litigation") == [before])
        await refused(walk, suit, by: 2, words: "最多还能延长 1 个月。")
        try await walk.step("extension", of: suit, on: 20) { $0.days = 1 }
        #expect(try await walk.clocks(in: "litigation") == [after])
    }

    @Test func `the form asks for months, and the page tells how many were added`() async throws {
        let (walk, suit) = try await trial("filing")
        let client = TestClient(try walk.world.server(now: { walk.day(20) }))
        try await client.signIn("shenxiaoshu")
        let path = MatterPaths.proceedingStep("extension", of: suit.id, in: walk.receipt.matter).text
        let form = try await client.get(path)
        #expect(form.text.contains("延长几个月") && form.text.contains("最多还能延长 6 个月。"))
        #expect(!form.text.contains("延长几天"))
        try await walk.step("extension", of: suit, on: 20) { $0.days = 6 }
        let page = try await client.get(MatterPaths.proceeding(suit.id, of: walk.receipt.matter).text)
        #expect(page.text.contains("</span>6 个月"))
        let journal = walk.world.house.journal, id = walk.receipt.matter
        let entry = try await walk.world.database.read {
            try journal.listEntries(of: Subject("matter", id), limit: 50, in: $0)
                .first { $0.parameters["action"] == "extension" }
        }
        #expect(entry?.parameters["months"] == "6" && entry?.parameters["days"] == nil)
    }

    @Test func `a time in working days asks for working days, one in days for days`() async throws {
        for (mediation, steps, words) in [
            ("medical-mediation", ["acceptance"], "延长几个工作日"), ("labour-mediation", [], "延长几天"),
        ] as [(String, [String], String)] {
            let walk = try await Walk.dispute(on: "2022-03-01")
            let opened = try await walk.open(mediation)
            for step in steps { try await walk.step(step, of: opened, on: 1) }
            let client = TestClient(try walk.world.server(now: { walk.day(2) }))
            try await client.signIn("shenxiaoshu")
            let form = try await client.get(
                MatterPaths.proceedingStep("extension", of: opened.id, in: walk.receipt.matter).text)
            #expect(form.text.contains(words), "\(mediation)")
            #expect(!form.text.contains("最多还能延长"), "with the consent of both there is no ceiling")
        }
    }
}

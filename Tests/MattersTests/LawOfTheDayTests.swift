import App
import Base
import Clocks
import Matters
import Storage
import TestDistrict
import Testing

/// Which text governs a matter is settled by its day, and a made-up rule says that it is one.
@Suite struct LawOfTheDayTests {
    @Test(arguments: [
        ("2022-04-30", "《信访条例》", "信访工作条例", ["court-or-review", "other-organ", "in-hand", "final-opinion"]),
        (
            "2022-05-01", "《信访工作条例》", "《信访条例》",
            ["court-or-review", "statutory-duty", "in-hand", "final-opinion"]
        ),
    ])
    func `a petition is refused on the grounds of the text in force on its day`(
        day: String, cited: String, other: String, grounds: [String]
    ) async throws {
        let world = try await TestDistrict()
        let noon = Instant(try #require(Day(day)), hour: 12)
        let receipt = try await world.file(.petition, to: "town:330110004", at: noon)
        let client = TestClient(try world.server(now: { noon.adding(seconds: 60) }))
        try await client.signIn("shenxiaoshu")
        let page = try await client.get("/desk/matters/\(receipt.matter)/actions/refusal")
        #expect(page.status == 200)
        #expect(page.text.contains(cited))
        #expect(!page.text.contains(other))
        for ground in grounds { #expect(page.text.contains("value=\"\(ground)\""), "\(ground)") }
        #expect(page.text.contains("statutory-duty") == grounds.contains("statutory-duty"))
    }

    @Test func `a petition of April 2022 stays under the text of its day when it is answered in May`() async throws {
        let world = try await TestDistrict()
        let noon = Instant(try #require(Day("2022-04-29")), hour: 12)
        let receipt = try await world.file(.petition, to: "town:330110004", at: noon)
        let later = noon.adding(seconds: 5 * 86_400)
        let client = TestClient(try world.server(now: { later }))
        try await client.signIn("shenxiaoshu")
        let page = try await client.get("/desk/matters/\(receipt.matter)/actions/refusal")
        #expect(page.text.contains("《信访条例》"))
        #expect(!page.text.contains("信访工作条例"))
    }

    @Test func `every duty and ground of a petition after April 2022 is that of 2022 or of the province`() async throws
    {
        let world = try await TestDistrict()
        let day = try #require(Day("2022-05-01"))
        let store = world.house.matters
        let (law, petition) = try await world.database.read { reader in
            (
                try store.terms.rules.rules(on: day, asOf: day, in: reader).law,
                try store.book.rules(on: day, in: reader).procedure("petition")
            )
        }
        let inForce = law.rules.filter { $0.isFor(procedure: "petition") && $0.isInForce(on: day) }
        #expect(inForce.count > 10)
        for rule in inForce {
            let isLaw = rule.article.zh.contains("信访工作条例") || rule.level == .province
            // Who keeps a call that nobody claims is told by the rules of the lines, whatever the kind.
            #expect(isLaw || rule.isExample || rule.duty == "police-handover", "\(rule.id)")
        }
        for ground in try #require(petition.refusalGrounds) {
            #expect(ground.article?.zh.contains("《信访工作条例》") == true, "\(ground.code)")
        }
        #expect(petition.routes.contains { $0.en.contains("Art. 33") })
    }

    @Test(arguments: [("zh-CN", "地方规则·示例"), ("en", "local rule, example"), ("zh-TW", "地方規則·示例")])
    func `a made-up local rule says so wherever its article is shown`(language: String, words: String) async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(.report, to: "town:330110004")
        let server = try world.server()
        let desk = TestClient(server)
        try await desk.signIn("shenxiaoshu")
        let path = "/desk/matters/\(receipt.matter)"
        let headers = ["accept-language": language]
        let pages = [
            try await desk.get(path, headers: headers).text,
            try await desk.get(path + "/actions/refusal", headers: headers).text,
            try await desk.get(path + "/actions/accept", headers: headers).text,
        ]
        for page in pages { #expect(page.contains(words)) }
        let resident = TestClient(server)
        _ = try await resident.get("/track")
        let code = [("number", receipt.number), ("code", receipt.code)]
        #expect(try await resident.post("/track", code, headers: headers).text.contains(words))
        #expect(try await resident.post("/track/slip", code, headers: headers).text.contains(words))
    }

    @Test func `the article of a statute carries no such mark`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(.petition, to: "town:330110004")
        let client = TestClient(try world.server())
        try await client.signIn("shenxiaoshu")
        let page = try await client.get("/desk/matters/\(receipt.matter)/actions/refusal")
        #expect(page.text.contains("《信访条例》第二十二条、《浙江省信访条例》第二十条第三项<"))
    }

    @Test(arguments: [("2016-07-31", false), ("2016-08-01", true), ("2022-04-30", true), ("2022-05-01", false)])
    func `the province's regulation is cited from its first day until the regulation of 2022`(
        day: String, isCited: Bool
    ) async throws {
        let world = try await TestDistrict()
        let day = try #require(Day(day)), book = world.house.matters.book
        let petition = try await world.database.read { try book.rules(on: day, in: $0).procedure("petition") }
        let articles = (petition.refusalGrounds ?? []).compactMap(\.article)
        #expect(articles.contains { $0.zh.contains("浙江省信访条例") && $0.en.contains("Zhejiang") } == isCited)
    }

    @Test func `a dispute in hand at an office runs under a local example, not under the rules of mediation`()
        async throws
    {
        let world = try await TestDistrict()
        let walk = try await Walk(.dispute, in: world, to: "town:330110004")
        try await walk.act("accept", by: "shenxiaoshu")
        #expect(try await walk.states("completion") == ["R11f running"])
        let store = world.house.matters, day = TestDistrict.morning.day
        let law = try await world.database.read { try store.terms.rules.rules(on: day, asOf: day, in: $0).law }
        #expect(law.findRule("M1", on: day)?.isFor(procedure: "mediation") == true)
        #expect(law.findRule("R11f", on: day)?.citation.zh == "由区里规定（地方规则·示例）")
    }

    @Test func `a petition speaks of acceptance as its law does, other matters of signing for it`() async throws {
        let world = try await TestDistrict()
        for (kind, duty, event) in [(MatterKind.petition, "受理时限", "受理，当天不算"), (.help, "签收时限", "接手，当天不算")] {
            let walk = try await Walk(kind, in: world, to: "town:330110004")
            let client = TestClient(try world.server())
            try await client.signIn("shenxiaoshu")
            #expect(try await client.get("/desk/matters/\(walk.receipt.matter)").text.contains(duty))
            try await walk.act("accept", by: "shenxiaoshu")
            #expect(try await client.get("/desk/matters/\(walk.receipt.matter)").text.contains(event))
        }
    }
}

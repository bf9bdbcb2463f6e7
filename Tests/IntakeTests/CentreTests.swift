import Accounts
import App
import Base
import Foundation
import Markup
import Matters
import Storage
import TestDistrict
import Testing

@testable import Intake

/// What a centre has done is counted from matters, each once; what goes on without a person is the district's decision.
@Suite struct CentreTests {
    private func figures(_ text: String, _ table: String) -> [String: Int] {
        var found: [String: Int] = [:]
        for line in text.split(separator: "\r\n").map({ $0.split(separator: ",", omittingEmptySubsequences: false) })
        where line.count == 4 && line[0] == table {
            found["\(line[1]) \(line[2])"] = Int(line[3])
        }
        return found
    }

    @Test(arguments: ["zh-CN", "zh-TW", "en"])
    func `the page is well made in every language, with matters and without`(language: String) async throws {
        let world = try await TestDistrict(), client = TestClient(try world.server())
        try await client.signIn("hanchunfen")
        let headers = ["accept-language": language]
        expectSound(try await client.get("/command/centre", headers: headers))
        _ = try await world.file(.petition)
        expectSound(try await client.get("/command/centre", headers: headers))
        expectSound(try await client.get("/rules/filing", headers: headers))
        withExtendedLifetime(world) {}
    }

    @Test func `every matter stands in one row of the services, and petitions under who answers`() async throws {
        let world = try await TestDistrict(), client = TestClient(try world.server())
        for kind in [MatterKind.petition, .petition, .enquiry, .dispute, .help] { _ = try await world.file(kind) }
        try await client.signIn("hanchunfen")
        let answer = try await client.get("/command/centre/export?from=2019-11-01&to=2019-11-30")
        #expect(answer.headers["content-type"] == "text/csv; charset=utf-8")
        let services = figures(answer.text, "services")
        #expect(services["合计 登记"] == 3)
        #expect(services.filter { $0.key.hasSuffix(" 登记") && $0.key != "合计 登记" }.values.reduce(0, +) == 3)
        #expect(services["信访 登记"] == nil && services["调解 登记"] == 1)
        #expect(figures(answer.text, "petitions")["区级 登记"] == 2)
        #expect(figures(answer.text, "proxies")["合计 登记事项"] == 0)
        let before = try await client.get("/command/centre/export?from=2019-10-01&to=2019-10-31").text
        #expect(figures(before, "services")["合计 登记"] == 0)
        withExtendedLifetime(world) {}
    }

    @Test func `an office complained about does not count the matter`() async throws {
        let world = try await TestDistrict(), client = TestClient(try world.server())
        _ = try await world.file(.help, to: "town:330110004")
        _ = try await world.file(.help, complained: "town:330110004")
        try await client.signIn("shenxiaoshu")
        let text = try await client.get("/command/centre/export").text
        #expect(figures(text, "services")["合计 登记"] == 1)
        withExtendedLifetime(world) {}
    }

    @Test func `a wrong span is turned into one that is right`() async throws {
        let world = try await TestDistrict(), client = TestClient(try world.server())
        try await client.signIn("hanchunfen")
        for span in ["from=2030-01-01&to=2019-01-01", "from=x&to=%00", "from=&to=9999-12-31"] {
            #expect(try await client.get("/command/centre?\(span)").status == 200, "\(span)")
        }
        withExtendedLifetime(world) {}
    }

    @Test func `what was proposed is kept and judged by what a person decides`() async throws {
        let world = try await TestDistrict(), store = world.house.matters, now = TestDistrict.morning
        let actor = try await world.actor("chenglichun"), centre = try await world.unit("centre").id
        for (first, decided) in [("neighbour.noise", "neighbour.noise"), ("neighbour.noise", "urban.street-lights")] {
            var filing = Filing(
                kind: .help, channel: .window, narrative: Narrative(title: "", text: "楼上很吵", place: ""),
                receiver: centre, happenedAt: now)
            filing.proposal = TopicProposal(first: first, second: nil, score: 90, model: "20191126-01")
            (filing.topic, filing.topicConfirmed) = (decided, true)
            _ = try await store.file(filing, by: .visitor, at: now)
        }
        let counts = try await world.database.read { reader in
            try store.proposalCounts(scope: try store.scope(of: actor, in: reader), modelsOnly: true, in: reader)
        }
        let count = try #require(counts.first)
        #expect(counts.count == 1 && count.model == "20191126-01")
        #expect(count.judged == 2 && count.first == 1 && count.second == 0)
    }

    @Test func `nothing goes on alone before the district says so, nor by keywords, and not everybody may say so`()
        async throws
    {
        let world = try await TestDistrict(), client = TestClient(try world.server())
        #expect(try await world.database.read { try world.house.intake.settings(in: $0) } == FilingSettings())
        try await client.signIn("jiangxiazhi")
        let refused = try await client.post("/rules/filing", [("alone", "80")])
        #expect(refused.status >= 400)
        try await client.signIn("hanchunfen")
        #expect(try await client.post("/rules/filing", [("alone", "80")]).status == 303)
        #expect(try await world.database.read { try world.house.intake.settings(in: $0) }.alone == 80)
        var answers = Answers()
        (answers.kind, answers.text, answers.place) = ("help", "汤家社区路灯坏了，路灯不亮", "星桥街道汤家社区")
        (answers.confidentiality, answers.name, answers.phone) = ("named", "谷雨", "00000000401")
        let ready = answers
        let filing = try await world.database.read {
            try world.house.intake.filing(from: ready, channel: .web, at: TestDistrict.morning, in: $0)
        }
        #expect(filing.route == nil && filing.proposal?.isAlone == false, "keywords never send anything on")
        #expect(try await client.post("/rules/filing", [("alone", "7")]).status == 303)
        #expect(try await world.database.read { try world.house.intake.settings(in: $0) }.alone == nil)
    }
}

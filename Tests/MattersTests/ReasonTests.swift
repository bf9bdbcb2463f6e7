import Accounts
import App
import Base
import Foundation
import Journal
import Markup
import Storage
import TestDistrict
import Testing

@testable import Matters

/// Why a matter has its topic and went where it went, as its page tells.
@Suite struct ReasonTests {
    private func page(_ matter: RecordID, in world: TestDistrict, language: String = "zh-CN") async throws -> String {
        let client = TestClient(try world.server())
        try await client.signIn("shenxiaoshu")
        let page = try await client.get("/desk/matters/\(matter)", headers: ["accept-language": language])
        #expect(page.status == 200)
        #expect(HTMLLint.problems(in: page.text) == [])
        return page.text
    }

    private func file(
        in world: TestDistrict, _ route: RouteDecision? = nil, change: (inout Filing) -> Void = { _ in }
    ) async throws -> RecordID {
        let town = try await world.unit("town:330110004")
        var filing = Filing(
            kind: .help, channel: .web, narrative: Narrative(title: "油烟", text: "楼下油烟扰民", place: ""),
            receiver: town.id, happenedAt: TestDistrict.morning
        )
        filing.route = route
        change(&filing)
        return try await world.house.matters.file(filing, by: .visitor, at: TestDistrict.morning).matter
    }

    @Test func `an unconfirmed topic tells how sure the system is and by which words, a confirmed one does not`()
        async throws
    {
        let world = try await TestDistrict()
        let matter = try await file(in: world) { filing in
            (filing.topic, filing.topicScore, filing.topicWords) = ("neighbour.noise", 73, ["扰民", "油烟"])
            filing.proposal = TopicProposal(
                first: "neighbour.noise", second: "env.cooking-fumes", score: 73, model: "20191126-01")
        }
        #expect(
            try await page(matter, in: world).contains("本区模型 20191126-01 建议，把握 73%：扰民、油烟；其次像 餐饮油烟，待确认"))
        let words = "(<span lang=\"zh\">扰民</span>, <span lang=\"zh\">油烟</span>)"
        #expect(try await page(matter, in: world, language: "en").contains("model 20191126-01, 73% sure \(words)"))
        _ = try await world.house.matters.setTopic(
            "neighbour.noise", of: matter, revision: 1, by: try await world.actor("shenxiaoshu"),
            at: TestDistrict.morning)
        let confirmed = try await page(matter, in: world)
        #expect(confirmed.contains("已确认"))
        #expect(!confirmed.contains("73%"))
    }

    @Test func `keywords tell their words and claim no certainty`() async throws {
        let world = try await TestDistrict()
        let matter = try await file(in: world) { filing in
            (filing.topic, filing.topicScore, filing.topicWords) = ("neighbour.noise", 100, ["扰民"])
        }
        let page = try await page(matter, in: world)
        #expect(page.contains("关键词建议：扰民，待确认") && !page.contains("100%"))
    }

    @Test func `a topic proposed without a score is still to be confirmed`() async throws {
        let world = try await TestDistrict()
        let matter = try await file(in: world) { $0.topic = "neighbour.noise" }
        #expect(try await page(matter, in: world).contains("系统建议，待确认"))
    }

    @Test func `a clock tells what follows when it is over, what its rule adds, and whether its end is sure`()
        async throws
    {
        let world = try await TestDistrict()
        let receipt = try await world.file(.petition, to: "town:330110004")
        let (store, town) = (world.house.matters, try await world.actor("shenxiaoshu"))
        let shown = try await page(receipt.matter, in: world)
        #expect(shown.contains("后果：逾期未提出的，由收到的单位办理"))
        #expect(shown.contains("注：姓名（名称）、住址不清的除外"))
        #expect(shown.contains("失效日期待核"))
        #expect(try await page(receipt.matter, in: world, language: "en").contains("end not confirmed"))
        _ = try await store.act(
            "accept", on: receipt.matter, revision: 1, input: ActionInput(), by: town, at: TestDistrict.morning)
        #expect(try await page(receipt.matter, in: world).contains("注：延长须经本机关负责人批准"))
        var answer = ActionInput()
        (answer.end, answer.text) = ("answered", "已经查清，答复如下。")
        _ = try await store.act(
            "answer", on: receipt.matter, revision: 2, input: answer, by: town, at: TestDistrict.morning)
        let filer = TestClient(try world.server())
        _ = try await filer.get("/track")
        let track = try await filer.post("/track", [("number", receipt.number), ("code", receipt.code)])
        #expect(track.text.contains("逾期不请求复查的，信访事项终结"))
        #expect(HTMLLint.problems(in: track.text) == [])
    }

    @Test func `what moved a route stands in the entry as codes and on the page in words`() async throws {
        let world = try await TestDistrict()
        let town = try await world.unit("town:330110004"), village = try await world.unit("village:330110004006")
        let facts = [
            RouteFact(code: .notOpen, unit: village.id, unitName: village.name),
            RouteFact(code: .complained, unit: village.id, unitName: village.name),
        ]
        let matter = try await file(
            in: world,
            RouteDecision(
                unit: town.id, unitName: town.name, rule: "R12", version: "2019.1", sentence: Words("", ""),
                because: facts
            )
        )
        let entries = try await world.database.read {
            try world.house.journal.listEntries(of: Subject("matter", matter), limit: 1, in: $0)
        }
        #expect(entries.first?.parameters["because"] == "not-open:\(village.id) complained:\(village.id)")
        let shown = try await page(matter, in: world)
        #expect(shown.contains("\(village.name.zh)还没有启用"))
        #expect(shown.contains("\(village.name.zh)被反映，由上级办"))
        #expect(try await page(matter, in: world, language: "en").contains("is not open yet"))
    }

    @Test(arguments: ["", "x", "not-open", "rubbish:1", "not-open:x", ":"])
    func `an entry without facts that can be read tells none`(text: String) {
        #expect(RouteFact.read(text).isEmpty)
    }

    @Test func `kept, passed on and chosen by hand are told apart`() async throws {
        let world = try await TestDistrict()
        let kept = try await file(in: world)
        #expect(try await page(kept, in: world).contains("由收件单位自己办"))
        let village = try await world.unit("village:330110004006")
        let (store, actor) = (world.house.matters, try await world.actor("shenxiaoshu"))
        _ = try await store.act(
            "accept", on: kept, revision: 1, input: ActionInput(), by: actor, at: TestDistrict.morning)
        var input = ActionInput()
        (input.text, input.unit) = ("在那个村", village.id)
        _ = try await store.act("transfer", on: kept, revision: 2, input: input, by: actor, at: TestDistrict.morning)
        let moved = try await page(kept, in: world)
        #expect(!moved.contains("由收件单位自己办"))
        #expect(moved.contains("收件以后转给\(village.name.zh)"))
        let chosen = try await file(in: world, RouteDecision(chosen: village, instead: nil))
        #expect(try await page(chosen, in: world).contains("登记时选定，交给\(village.name.zh)"))
    }
}

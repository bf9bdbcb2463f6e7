import Accounts
import App
import Base
import Clocks
import Journal
import Markup
import Matters
import Storage
import TestDistrict
import Testing

/// The desk of the hotline: whom to call and when, and what they said.
@Suite struct HotlineTests {
    private let now = TestDistrict.morning

    private func called(
        in world: TestDistrict, confidentiality: Confidentiality = .named, phone: String = "00012345678",
        wish: CallBackWish? = nil, at instant: Instant = TestDistrict.morning
    ) async throws -> Receipt {
        let centre = try await world.unit("centre")
        var filing = Filing(
            kind: .help, channel: .hotline, narrative: Narrative(title: "路口的灯不亮", text: "路口的灯坏了三天。", place: ""),
            receiver: centre.id, happenedAt: instant)
        filing.filer = Identity(name: "白露", phone: phone)
        filing.confidentiality = confidentiality
        filing.callBack = wish
        return try await world.house.matters.file(
            filing, by: try await world.actor("chenglichun").principal, at: instant)
    }

    private func act(_ code: String, _ id: RecordID, in world: TestDistrict, after seconds: Int64 = 3_600) async throws
    {
        let revision = try await world.database.read {
            try $0.row("SELECT revision FROM matters WHERE id = \(id)")?.int("revision")
        }
        var input = ActionInput()
        (input.text, input.end) = ("灯已经修好", "solved")
        _ = try await world.house.matters.act(
            code, on: id, revision: revision ?? 0, input: input, by: try await world.actor("chenglichun"),
            at: now.adding(seconds: seconds))
    }

    private func calls(_ login: String = "chenglichun", in world: TestDistrict) async throws -> [CallBack] {
        let store = world.house.matters, actor = try await world.actor(login)
        let (list, count) = try await world.database.read {
            try (store.listCallBacks(for: actor, in: $0), store.countCallBacks(for: actor, in: $0))
        }
        #expect(list.count == count)
        return list
    }

    private func record(
        _ call: CallBack, _ result: CallResult, content: Bool? = nil, next: Instant? = nil, in world: TestDistrict
    ) async throws {
        try await world.house.matters.recordCall(
            call.id, result: result, isContent: content, note: "说了几句", next: next,
            by: try await world.actor("chenglichun"), at: now.adding(seconds: 7_200))
    }

    @Test func `calls stand in the order in which they are due, at the desk that is to make them`() async throws {
        let world = try await TestDistrict()
        for hours in [5, 2, 9] {
            let wish = CallBackWish(number: "", due: now.adding(seconds: Int64(hours) * 3_600), reason: "说清是哪一段")
            _ = try await called(in: world, wish: wish)
        }
        let list = try await calls(in: world)
        #expect(list.map { ($0.due.milliseconds - now.milliseconds) / 3_600_000 } == [2, 5, 9])
        #expect(list.allSatisfy { $0.name == "白露" && $0.number == "00012345678" && $0.reason == "说清是哪一段" })
        #expect(try await calls("shenxiaoshu", in: world).isEmpty)
        #expect(try await calls("zhangxiaoman", in: world).isEmpty)
    }

    @Test func `a call that nobody takes stays and one that is taken is done`() async throws {
        let world = try await TestDistrict()
        _ = try await called(in: world, wish: CallBackWish(number: "00099990000", due: now.adding(seconds: 3_600)))
        let call = try #require(try await calls(in: world).first)
        #expect(call.number == "00099990000")
        try await record(call, .unanswered, in: world)
        await #expect(throws: MatterError.self, "when to call again is missing") {
            try await record(call, .later, in: world)
        }
        let next = now.adding(seconds: 86_400)
        try await record(call, .later, next: next, in: world)
        let again = try #require(try await calls(in: world).first)
        #expect(again.due == next && Set(again.attempts.map(\.result)) == [.unanswered, .later])
        #expect(again.attempts.contains { $0.text == "说了几句" })
        try await record(again, .answered, in: world)
        #expect(try await calls(in: world).isEmpty)
        await #expect(throws: MatterError.notFound) { try await record(again, .answered, in: world) }
        #expect(try await world.house.journal.verify(in: world.database, heads: nil).isSound)
    }

    @Test func `whoever telephoned is asked after the answer by the day of the law pack, once`() async throws {
        let world = try await TestDistrict()
        let receipt = try await called(in: world)
        try await act("accept", receipt.matter, in: world)
        #expect(try await calls(in: world).isEmpty)
        try await act("answer", receipt.matter, in: world)
        let call = try #require(try await calls(in: world).first)
        // Three working days after Tuesday 26 November 2019.
        #expect(call.kind == .satisfaction && call.due.day == Day("2019-11-29") && call.isByDay)
        await #expect(throws: MatterError.self, "content or not is missing") {
            try await record(call, .answered, in: world)
        }
        try await record(call, .answered, content: false, in: world)
        let raised = try await world.database.read { reader in
            try reader.rows("SELECT kind FROM attentions WHERE matter_id = \(receipt.matter)").map {
                try $0.text("kind")
            }
        }
        #expect(raised == ["low-rating"])
    }

    @Test func `a reopened matter is asked about after its next answer, and nobody without a number is`() async throws {
        let world = try await TestDistrict()
        let receipt = try await called(in: world)
        for code in ["accept", "answer"] { try await act(code, receipt.matter, in: world) }
        let store = world.house.matters, filer = Actor.filer(of: receipt.matter)
        var input = ActionInput()
        input.text = "没有修好"
        let revision = try await world.database.read {
            try $0.row("SELECT revision FROM matters WHERE id = \(receipt.matter)")?.int("revision")
        }
        _ = try await store.act(
            "reopening", on: receipt.matter, revision: revision ?? 0, input: input, by: filer,
            at: now.adding(seconds: 7_200))
        #expect(try await calls(in: world).isEmpty)
        try await act("answer", receipt.matter, in: world, after: 9_000)
        #expect(try await calls(in: world).count == 1)
        let silent = try await called(in: world, phone: "")
        for code in ["accept", "answer"] { try await act(code, silent.matter, in: world) }
        #expect(try await calls(in: world).count == 1)
    }

    @Test func `the desk reads how many were asked, were content, and were not reached`() async throws {
        let world = try await TestDistrict(), store = world.house.matters, now = now
        let ends: [(CallResult, Bool?)] = [
            (.answered, true), (.answered, true), (.answered, false), (.givenUp, nil), (.unanswered, nil),
        ]
        for (result, content) in ends {
            let receipt = try await called(in: world)
            for code in ["accept", "answer"] { try await act(code, receipt.matter, in: world) }
            let call = try #require(try await calls(in: world).first { $0.matter.id == receipt.matter })
            try await record(call, result, content: content, in: world)
        }
        func count(_ login: String, from: Instant) async throws -> [Int] {
            let actor = try await world.actor(login)
            let count = try await world.database.read { try store.satisfaction(for: actor, from: from, in: $0) }
            return [count.asked, count.content, count.discontent, count.unreached]
        }
        #expect(
            try await count("chenglichun", from: now) == [4, 2, 1, 1], "a call that is still to be made is not over")
        #expect(try await count("chenglichun", from: now.adding(seconds: 86_400)) == [0, 0, 0, 0])
        #expect(try await count("shenxiaoshu", from: now) == [0, 0, 0, 0], "another office made none")
        let client = TestClient(try world.server())
        try await client.signIn("chenglichun")
        let page = try await client.get("/hotline", headers: ["accept-language": "zh-CN"])
        #expect(page.text.contains("今年答复后回访了 4 件：满意 2 件，不满意 1 件，没联系上 1 件。"))
        #expect(HTMLLint.problems(in: page.text) == [])
    }

    @Test func `a sealed number is shown to the desk alone, and the look is written down first`() async throws {
        let world = try await TestDistrict()
        let receipt = try await called(
            in: world, confidentiality: .confidential, wish: CallBackWish(number: "", due: now.adding(seconds: 3_600)))
        let call = try #require(try await calls(in: world).first)
        #expect(call.name == nil && call.number == nil)
        let stranger = try await world.actor("shenxiaoshu"), clerk = try await world.actor("chenglichun")
        await #expect(throws: MatterError.notFound) {
            _ = try await world.house.matters.openNumber(call.id, by: stranger, at: now)
        }
        let client = TestClient(try world.server())
        try await client.signIn("chenglichun")
        #expect(!(try await client.get("/hotline")).text.contains("00012345678"))
        let opened = try await client.post("/hotline/\(call.id)/number", [])
        #expect(opened.text.contains("00012345678"))
        #expect(HTMLLint.problems(in: opened.text) == [])
        let store = world.house.matters
        let codes = try await world.database.read {
            try store.timeline(receipt.matter, isForFiler: true, in: $0).map(\.code)
        }
        #expect(codes.contains("matter.call-number"))
        _ = clerk
    }

    @Test(arguments: ["zh-CN", "zh-TW", "en"])
    func `the pages of calls are sound and give back what was typed`(language: String) async throws {
        let world = try await TestDistrict()
        let receipt = try await called(in: world, wish: CallBackWish(number: "", due: now.adding(seconds: -60)))
        let client = TestClient(try world.server())
        try await client.signIn("chenglichun")
        let headers = ["accept-language": language]
        for path in ["/hotline", "/desk/matters/\(receipt.matter)/calls", "/desk/matters/\(receipt.matter)"] {
            let page = try await client.get(path, headers: headers)
            #expect(page.status == 200 && HTMLLint.problems(in: page.text) == [], "\(path)")
        }
        let call = try #require(try await calls(in: world).first)
        let wrong = try await client.post("/hotline/\(call.id)", [("note", "没有人接电话")], headers: headers)
        #expect(wrong.status == 422 && wrong.text.contains("没有人接电话"))
        #expect(HTMLLint.problems(in: wrong.text) == [])
        let bad = try await client.post(
            "/desk/matters/\(receipt.matter)/calls",
            [("revision", "1"), ("call-day", "2019-11-25"), ("call-reason", "问清楚")],
            headers: headers)
        #expect(bad.status == 422 && bad.text.contains("问清楚"))
        let good = try await client.post(
            "/desk/matters/\(receipt.matter)/calls",
            [("revision", "1"), ("call-day", "2019-11-28"), ("call-time", "15:30")],
            headers: headers)
        #expect(good.status == 303)
        #expect(try await calls(in: world).last?.due == Instant(Day("2019-11-28") ?? now.day, hour: 15, minute: 30))
    }
}

import Accounts
import App
import Base
import Matters
import Storage
import TestDistrict
import Testing

/// Whoever filed reads on the tracking page what became of it: on what ground, by which article, on which route.
@Suite struct BecameTests {
    @Test func `a pause names its ground in words and keeps what staff wrote to themselves`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(to: "town:330110004")
        let town = try await world.actor("shenxiaoshu")
        try await act("accept", receipt, by: town, in: world)
        try await act("pause", receipt, by: town, in: world) { ($0.ground, $0.text) = ("supplement", "内部另有考虑") }
        let (chinese, english) = try await pages(receipt, world)
        #expect(chinese.contains("时限暂停：等您补充材料"))
        #expect(english.contains("The clock was stopped: waiting for what you are to add"))
        #expect(!chinese.contains("内部另有考虑"))
        let desk = TestClient(try world.server())
        try await desk.signIn("shenxiaoshu")
        #expect(try await desk.get("/desk/matters/\(receipt.matter)").text.contains("等待来访人补充材料"))
    }

    @Test(arguments: [
        (
            MatterKind.petition, "court-or-review", MatterEnd.referred, Optional("arbitration"), "法定途径解决",
            "第二十一条第一款第一项、《浙江省信访条例》第二十条第一项。途径：仲裁"
        ),
        (.petition, "other-organ", .closed, nil, "应向有权处理的机关提出", "《信访条例》第二十二条、《浙江省信访条例》第二十条第三项"),
        (.petition, "in-hand", .closed, nil, "还在办理期限内", "《浙江省信访条例》第二十条第五项"),
        (.petition, "final-opinion", .closed, nil, "以同一事实和理由再次提出", "《信访条例》第三十五条"),
        (.dispute, "before-authority", .referred, "arbitration", "已经受理或者解决", "第二十二条第二项"),
        (.dispute, "arbitration", .referred, "arbitration", "仲裁机构已经受理", "本区纠纷受理规定（地方规则·示例）"),
        (.dispute, "declined", .closed, nil, "明确拒绝调解", "《人民调解法》第十七条"),
        (.help, "other-organ", .closed, nil, "不属于本区职权范围", "本区来件受理规定（地方规则·示例）"),
        (.enquiry, "answered-before", .closed, nil, "没有新的情况", "本区来件受理规定（地方规则·示例）"),
        (.report, "no-facts", .closed, nil, "没有可以核实的线索", "本区举报办理规定（地方规则·示例）"),
    ])
    func `a refusal names ground and article, and is a referral only where the ground names a legal route`(
        kind: MatterKind, ground: String, end: MatterEnd, route: String?, words: String, article: String
    ) async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(kind, to: "town:330110004")
        let town = try await world.actor("shenxiaoshu")
        // A route posted beside a ground that refers nowhere is no route.
        let matter = try await act("refusal", receipt, by: town, in: world) {
            ($0.ground, $0.text, $0.route) = (ground, "请到窗口，我们帮您转过去。", "arbitration")
            $0.reference = ground == "final-opinion" ? "浙示信复核〔2018〕9号" : nil
        }
        #expect(matter.end == end)
        #expect(matter.endRoute == route)
        #expect(matter.end?.isSolved == false)
        let (chinese, english) = try await pages(receipt, world)
        for said in [words, article, "请到窗口，我们帮您转过去。", "告知不予受理"] { #expect(chinese.contains(said), "\(said)") }
        #expect(chinese.contains("原意见：浙示信复核〔2018〕9号。") == (ground == "final-opinion"))
        #expect(english.contains("Reason: "))
        #expect(english.contains("Under: "))
        #expect(english.contains("Route: Arbitration") == (route != nil))
        let desk = TestClient(try world.server())
        try await desk.signIn("shenxiaoshu")
        let page = try await desk.get("/desk/matters/\(receipt.matter)").text
        for said in [words, article] { #expect(page.contains(said), "\(said)") }
    }

    @Test func `whoever filed waits for the unit that leads, not for the clock of one that helps`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(.petition, to: "town:330110004")
        let town = try await world.actor("shenxiaoshu"), village = try await world.unit("village:330110004006")
        try await act("accept", receipt, by: town, in: world)
        try await act("invitation", receipt, by: town, in: world) { ($0.unit, $0.text) = (village.id, "请一起上门") }
        let (chinese, _) = try await pages(receipt, world)
        #expect(chinese.contains("请\(village.name.zh)一起办"))
        #expect(chinese.contains("受理之日起三十日内办结"))
        #expect(!chinese.contains("决定是否受理"), "that is the helper's")
        let desk = TestClient(try world.server())
        try await desk.signIn("shenxiaoshu")
        let page = try await desk.get("/desk/matters/\(receipt.matter)").text
        let clock = Resident.between(page, "id=\"clk\">", "</h2>")
        #expect(clock == "办结时限")
    }

    @Test func `an answer that refers names the route`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(to: "town:330110004")
        let town = try await world.actor("shenxiaoshu")
        try await act("accept", receipt, by: town, in: world)
        try await act("answer", receipt, by: town, in: world) {
            ($0.end, $0.route, $0.text) = ("referred", "labour-inspection", "请带上合同去劳动监察大队。")
        }
        let (chinese, english) = try await pages(receipt, world)
        #expect(chinese.contains("转到：劳动保障监察"))
        #expect(chinese.contains("要走别的法定途径"))
        #expect(english.contains("Referred to: Labour inspection"))
        let desk = TestClient(try world.server())
        try await desk.signIn("shenxiaoshu")
        let page = try await desk.get("/desk/matters/\(receipt.matter)").text
        #expect(page.contains("转其他法定途径 › 劳动保障监察"))
    }

    @Test(arguments: [true, false])
    func `whoever filed reads who asked for the sealed name and what was decided`(isGranted: Bool) async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(.report, confidentiality: .confidential, to: "town:330110004")
        let town = try await world.actor("shenxiaoshu"), custodian = try await world.actor("yaolixia")
        let store = world.house.matters, now = TestDistrict.morning
        #expect(try await !pages(receipt, world).chinese.contains("您的姓名（理由不公开）"))
        try await store.requestSeal(matter: receipt.matter, reason: "须当面核实举报内容", by: town, at: now)
        let request = try #require(
            try await world.database.read { try store.listSealRequests(for: custodian, in: $0) }.first)
        try await store.decideSeal(request.id, granted: isGranted, by: custodian, at: now)
        if isGranted { try await store.openSeal(matter: receipt.matter, by: town, at: now) }
        let asked = try await unit(town, world), decided = try await unit(custodian, world)
        let (chinese, english) = try await pages(receipt, world)
        #expect(chinese.contains("\(asked.zh)申请看您的姓名（理由不公开）"))
        #expect(english.contains("\(asked.en) asked to see your name"))
        #expect(chinese.contains("\(decided.zh)同意打开您的姓名") == isGranted)
        #expect(chinese.contains("\(decided.zh)不同意，您的姓名没有打开") == !isGranted)
        #expect(chinese.contains("\(asked.zh)看了您的姓名") == isGranted)
        #expect(english.contains("\(asked.en) looked at your name") == isGranted)
        for hidden in ["须当面核实举报内容", "沈小暑", "姚立夏"] { #expect(!chinese.contains(hidden), "\(hidden)") }
    }

    @discardableResult
    private func act(
        _ code: String, _ receipt: Receipt, by actor: Actor, in world: TestDistrict,
        _ give: (inout ActionInput) -> Void = { _ in }
    ) async throws -> Matter {
        var input = ActionInput()
        give(&input)
        let store = world.house.matters
        let matter = try await world.database.read {
            try store.getMatter(number: receipt.number, code: receipt.code, in: $0)
        }
        return try await store.act(
            code, on: receipt.matter, revision: matter.revision, input: input, by: actor, at: TestDistrict.morning)
    }

    private func unit(_ actor: Actor, _ world: TestDistrict) async throws -> Words {
        let id = try #require(actor.unit), units = world.house.units
        return try #require(try await world.database.read { try units.names(of: [id], in: $0) }[id])
    }

    private func pages(_ receipt: Receipt, _ world: TestDistrict) async throws -> (chinese: String, english: String) {
        let client = TestClient(try world.server())
        _ = try await client.get("/track")
        let slip = [("number", receipt.number), ("code", receipt.code)]
        let chinese = try await client.post("/track", slip)
        let english = try await client.post("/track", slip, headers: ["accept-language": "en"])
        for page in [chinese, english] {
            #expect(page.status == 200)
            expectSound(page)
        }
        return (chinese.text, english.text)
    }
}

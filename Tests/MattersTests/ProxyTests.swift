import Accounts
import App
import Base
import Journal
import Markup
import Storage
import TestDistrict
import Testing

@testable import Matters

/// An office runs a matter for a resident: the mandate, every step told, and what is not told yet.
@Suite struct ProxyTests {
    private let now = TestDistrict.morning

    /// 汤家社区 files for 冬至婆婆 and runs it for her; the town is to deal with it.
    private func filed(in world: TestDistrict, to unit: String = "town:330110004", scan: Bool = false) async throws
        -> Receipt
    {
        let village = try await world.unit("village:330110004006"), target = try await world.unit(unit)
        var filing = Filing(
            kind: .help, channel: .window, narrative: Narrative(title: "水管爆了", text: "婆婆走不了远路，请村里办。", place: ""),
            receiver: village.id, happenedAt: now)
        filing.filer = Identity(name: "冬至婆婆", phone: "00012340000")
        filing.mandate = Mandate(asker: "冬至婆婆本人", way: .person, day: now.day, scope: "修水管")
        filing.route = RouteDecision(
            unit: target.id, unitName: target.name, rule: "T1", version: "test", sentence: Words("测试", "test"),
            because: [])
        return try await world.house.matters.file(filing, by: try await world.actor("zhengxiaoxue").principal, at: now)
    }

    private func state(_ id: RecordID, in world: TestDistrict) async throws -> (proxy: Proxy, reports: [ProxyReport]) {
        let store = world.house.matters, now = now, clerk = try await world.actor("chenglichun")
        return try #require(
            try await world.database.read { reader in
                let matter = try store.getMatter(id, scope: store.scope(of: clerk, in: reader), in: reader)
                return try store.proxy(of: store.getFile(matter, in: reader), for: clerk, at: now, in: reader)
            })
    }

    private func revision(_ id: RecordID, in world: TestDistrict) async throws -> Int {
        try #require(
            try await world.database.read {
                try $0.row("SELECT revision FROM matters WHERE id = \(id)")?.int("revision")
            })
    }

    private func act(
        _ code: String, _ id: RecordID, by login: String, in world: TestDistrict,
        _ give: (inout ActionInput) -> Void = { _ in }
    ) async throws {
        var input = ActionInput()
        input.text = "写给本人看的话"
        give(&input)
        _ = try await world.house.matters.act(
            code, on: id, revision: try await revision(id, in: world), input: input,
            by: try await world.actor(login), at: now.adding(seconds: 3_600))
    }

    private func tell(
        _ id: RecordID, _ reports: [RecordID], by login: String = "zhengxiaoxue", on day: Day? = nil, note: String = "",
        in world: TestDistrict
    ) async throws {
        try await world.house.matters.tellResident(
            of: reports, matter: id, on: day ?? now.day, by: .visit, note: note,
            revision: try await revision(id, in: world), by: try await world.actor(login),
            at: now.adding(seconds: 7_200))
    }

    @Test func `every step the resident should hear of waits until somebody has told them`() async throws {
        let world = try await TestDistrict()
        let receipt = try await filed(in: world)
        try await act("accept", receipt.matter, by: "shenxiaoshu", in: world)
        try await act("note", receipt.matter, by: "shenxiaoshu", in: world)
        try await act("answer", receipt.matter, by: "shenxiaoshu", in: world) { $0.end = "solved" }
        let before = try await state(receipt.matter, in: world)
        #expect(
            Set(before.reports.map(\.code)) == ["matter.filed", "matter.accept", "matter.answer"], "a note is no news")
        let answer = before.reports.first { $0.code == "matter.answer" }
        #expect(answer?.end == .solved && answer?.text == "写给本人看的话")
        try await tell(receipt.matter, before.reports.prefix(2).map(\.id), in: world)
        let after = try await state(receipt.matter, in: world)
        #expect(after.reports.map { $0.told != nil } == [true, true, false])
        #expect(after.reports.first?.told == ProxyReport.Telling(day: now.day, way: .visit))
        let report = try await world.house.journal.verify(in: world.database, heads: nil)
        #expect(report.isSound, "\(report.problems)")
    }

    @Test func `what is untold stands in the list of the office and of no other`() async throws {
        let world = try await TestDistrict()
        let receipt = try await filed(in: world)
        func lists() async throws -> [Int] {
            var counts: [Int] = []
            for login in ["zhengxiaoxue", "shenxiaoshu", "hedongzhi", "zhangxiaoman"] {
                let store = world.house.matters, actor = try await world.actor(login), day = now.day
                let (list, count) = try await world.database.read {
                    try (store.listUntold(for: actor, on: day, in: $0).count, store.countUntold(for: actor, in: $0))
                }
                #expect(list == count)
                counts.append(list)
            }
            return counts
        }
        #expect(try await lists() == [1, 0, 0, 0])
        try await tell(receipt.matter, try await state(receipt.matter, in: world).reports.map(\.id), in: world)
        #expect(try await lists() == [0, 0, 0, 0])
    }

    @Test func `only the office that runs it tells, never ahead of the step, and an earlier day needs a reason`()
        async throws
    {
        let world = try await TestDistrict()
        let receipt = try await filed(in: world)
        let reports = try await state(receipt.matter, in: world).reports.map(\.id)
        await #expect(throws: MatterError.self, "another office") {
            try await tell(receipt.matter, reports, by: "shenxiaoshu", in: world)
        }
        await #expect(throws: MatterError.self, "before it happened") {
            try await tell(receipt.matter, reports, on: now.day.adding(days: -1), note: "昨天", in: world)
        }
        await #expect(throws: MatterError.self, "in the future") {
            try await tell(receipt.matter, reports, on: now.day.adding(days: 1), in: world)
        }
        await #expect(throws: MatterError.self, "nothing ticked") { try await tell(receipt.matter, [], in: world) }
        try await tell(receipt.matter, reports, in: world)
        await #expect(throws: MatterError.self, "twice") { try await tell(receipt.matter, reports, in: world) }
    }

    @Test func `two who tell at a time are told apart by the revision`() async throws {
        let world = try await TestDistrict()
        let receipt = try await filed(in: world)
        let reports = try await state(receipt.matter, in: world).reports.map(\.id)
        let revision = try await revision(receipt.matter, in: world)
        let village = try await world.actor("zhengxiaoxue")
        func tell() async throws {
            try await world.house.matters.tellResident(
                of: reports, matter: receipt.matter, on: now.day, by: .phone, note: "", revision: revision, by: village,
                at: now)
        }
        try await tell()
        await #expect(throws: MatterError.self) { try await tell() }
    }

    @Test func `the office adds and reopens for the resident and rates nothing`() async throws {
        let world = try await TestDistrict()
        let receipt = try await filed(in: world)
        try await act("addition", receipt.matter, by: "zhengxiaoxue", in: world)
        await #expect(throws: MatterError.self, "another office adds nothing in their name") {
            try await act("addition", receipt.matter, by: "shenxiaoshu", in: world)
        }
        try await act("accept", receipt.matter, by: "shenxiaoshu", in: world)
        try await act("answer", receipt.matter, by: "shenxiaoshu", in: world) { $0.end = "solved" }
        await #expect(throws: MatterError.self) {
            try await act("rating", receipt.matter, by: "zhengxiaoxue", in: world) { $0.stars = 5 }
        }
        try await act("reopening", receipt.matter, by: "zhengxiaoxue", in: world)
    }

    @Test func `a mandate that is taken back ends the list and the office's part, by the resident alone or on record`()
        async throws
    {
        let world = try await TestDistrict()
        for isFiler in [true, false] {
            let receipt = try await filed(in: world)
            let actor = isFiler ? Actor.filer(of: receipt.matter) : try await world.actor("zhengxiaoxue")
            try await world.house.matters.withdrawMandate(
                of: receipt.matter, note: isFiler ? "" : "孙子回来了",
                revision: try await revision(receipt.matter, in: world),
                by: actor, at: now)
            let known = try await state(receipt.matter, in: world)
            #expect(known.proxy.state == .withdrawn && known.reports.isEmpty)
            await #expect(throws: MatterError.self) {
                try await act("addition", receipt.matter, by: "zhengxiaoxue", in: world)
            }
            try await act("accept", receipt.matter, by: "shenxiaoshu", in: world)
            #expect(try await state(receipt.matter, in: world).reports.isEmpty)
        }
        let other = try await filed(in: world)
        await #expect(throws: MatterError.self, "with the code of another matter") {
            try await world.house.matters.withdrawMandate(
                of: other.matter, note: "", revision: 1, by: .filer(of: RecordID.make(at: now)), at: now)
        }
    }

    @Test func `whoever left the post is named and the office answers`() async throws {
        let world = try await TestDistrict()
        let receipt = try await filed(in: world)
        #expect(try await state(receipt.matter, in: world).proxy.isPostHeld)
        let day = now.day
        try await world.database.write { transaction in
            try transaction.execute(
                """
                UPDATE post_spells SET to_day = \(day)
                WHERE account_id IN (SELECT id FROM accounts WHERE login = 'zhengxiaoxue')
                """)
        }
        let known = try await state(receipt.matter, in: world)
        #expect(!known.proxy.isPostHeld)
        #expect(known.proxy.unit == (try await world.unit("village:330110004006").id))
        let client = TestClient(try world.server())
        try await client.signIn("shenxiaoshu")
        let page = try await client.get("/desk/matters/\(receipt.matter)/proxy", headers: ["accept-language": "zh-CN"])
        #expect(page.text.contains("由单位负责"))
    }

    @Test func `an office found to be complained about runs nothing any more`() async throws {
        let world = try await TestDistrict()
        let receipt = try await filed(in: world)
        try await world.house.matters.exclude(
            try await world.unit("village:330110004006").id, from: receipt.matter,
            revision: try await revision(receipt.matter, in: world), reason: "反映的就是这个社区",
            by: try await world.actor("chenglichun"), at: now)
        #expect(try await state(receipt.matter, in: world).proxy.state == .ended)
        let store = world.house.matters, village = try await world.actor("zhengxiaoxue")
        #expect(try await world.database.read { try store.countUntold(for: village, in: $0) } == 0)
    }

    @Test func `a written mandate comes with its scan, and only an open matter without one takes one`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(to: "village:330110004006")
        let store = world.house.matters, village = try await world.actor("zhengxiaoxue"), now = now
        func take(_ mandate: Mandate, _ files: [(name: String, bytes: [UInt8])] = []) async throws {
            try await store.takeMandate(
                mandate, for: receipt.matter, files: files, revision: try await revision(receipt.matter, in: world),
                by: village, at: now)
        }
        let written = Mandate(asker: "谷雨本人", way: .written, day: now.day)
        await #expect(throws: MatterError.self) { try await take(written) }
        await #expect(throws: MatterError.self) {
            try await take(Mandate(asker: "", way: .phone, day: now.day))
        }
        await #expect(throws: MatterError.self) {
            try await take(Mandate(asker: "谷雨", way: .phone, day: now.day.adding(days: 1)))
        }
        #expect(try await world.database.read { try $0.count("SELECT COUNT(*) AS n FROM attachments") } == 0)
        try await take(written, [("委托书.pdf", Array("%PDF-1.4\n%%EOF\n".utf8))])
        await #expect(throws: MatterError.self) { try await take(written, [("b.pdf", Array("%PDF-1.5\n".utf8))]) }
        let stranger = try await world.actor("lyuqingming")
        await #expect(throws: MatterError.notFound) {
            try await store.takeMandate(written, for: receipt.matter, revision: 1, by: stranger, at: now)
        }
    }

    @Test func `matters run for residents are counted by level and state, within the reader's scope`() async throws {
        let world = try await TestDistrict()
        let first = try await filed(in: world)
        _ = try await filed(in: world)
        try await act("accept", first.matter, by: "shenxiaoshu", in: world)
        let store = world.house.matters
        func counts(_ login: String) async throws -> [ProxyCount] {
            let actor = try await world.actor(login)
            return try await world.database.read {
                try store.proxyCounts(scope: store.scope(of: actor, in: $0), in: $0)
            }
        }
        let expected = [
            ProxyCount(level: .village, status: .handling, matters: 1, untold: 1),
            ProxyCount(level: .village, status: .received, matters: 1, untold: 1),
        ]
        #expect(try await counts("chenglichun") == expected)
        #expect(try await counts("shenxiaoshu") == expected)
        #expect(try await counts("lyuqingming").isEmpty)
        let later = try await world.database.read { reader in
            try store.proxyCounts(
                scope: store.scope(of: Actor(principal: .system("x"), unit: nil, role: nil), in: reader), in: reader)
        }
        #expect(later.isEmpty)
    }

    @Test(arguments: ["zh-CN", "zh-TW", "en"])
    func `the pages of a mandate are sound, keep what was typed, and refuse in words`(language: String) async throws {
        let world = try await TestDistrict()
        let receipt = try await filed(in: world)
        let client = TestClient(try world.server())
        try await client.signIn("zhengxiaoxue")
        let headers = ["accept-language": language]
        for path in ["/desk/proxies", "/desk/matters/\(receipt.matter)/proxy", "/desk/matters/\(receipt.matter)"] {
            let page = try await client.get(path, headers: headers)
            #expect(page.status == 200, "\(path)")
            #expect(HTMLLint.problems(in: page.text) == [], "\(path)")
        }
        let path = "/desk/matters/\(receipt.matter)/proxy"
        let wrong = try await client.post(
            path + "/told", [("revision", "1"), ("told-day", "2019-11-26"), ("note", "跟婆婆说了")], headers: headers)
        #expect(wrong.status == 422 && wrong.text.contains("跟婆婆说了") && wrong.text.contains("told-way-error"))
        #expect(HTMLLint.problems(in: wrong.text) == [])
        let reports = try await state(receipt.matter, in: world).reports.map { ("reports", $0.id.text) }
        let told = try await client.post(
            path + "/told", reports + [("revision", "1"), ("told-day", "2019-11-26"), ("told-way", "visit")],
            headers: headers)
        #expect(told.status == 303)
        let back = try await client.post(
            path + "/withdrawal", [("revision", "2"), ("reason", "孙子回来了")], headers: headers)
        #expect(back.status == 303)
        let again = try await client.get(path, headers: headers)
        #expect(HTMLLint.problems(in: again.text) == [])
    }
}

import Accounts
import App
import Base
import Markup
import Matters
import Storage
import TestDistrict
import Testing

/// Who may take on a resident's mandate, what it covers, and who may read it.
@Suite struct ProxyRightsTests {
    private let now = TestDistrict.morning
    private let scan: [(name: String, bytes: [UInt8])] = [("委托书.pdf", Array("%PDF-1.4\n%%EOF\n".utf8))]

    private func revision(_ id: RecordID, in world: TestDistrict) async throws -> Int {
        try await world.database.read {
            try $0.row("SELECT revision FROM matters WHERE id = \(id)")?.int("revision") ?? 0
        }
    }

    private func act(
        _ code: String, _ id: RecordID, by login: String, after seconds: Int64 = 60, in world: TestDistrict,
        _ give: (inout ActionInput) -> Void = { _ in }
    ) async throws {
        var input = ActionInput()
        input.text = "本人说不用办了"
        give(&input)
        _ = try await world.house.matters.act(
            code, on: id, revision: try await revision(id, in: world), input: input, by: try await world.actor(login),
            at: now.adding(seconds: seconds))
    }

    /// The centre takes it in, 汤家社区 is asked to help, and 星桥街道 is the lead: 郑小雪 takes on the mandate of 冬至婆婆.
    private func filed(
        _ confidentiality: Confidentiality = .named, in world: TestDistrict
    ) async throws -> RecordID {
        let matter = try await world.file(confidentiality: confidentiality, to: "town:330110004").matter
        let village = try await world.unit("village:330110004006").id
        try await act("accept", matter, by: "shenxiaoshu", in: world)
        try await act("invitation", matter, by: "shenxiaoshu", in: world) { $0.unit = village }
        return matter
    }

    private func take(
        _ id: RecordID, _ way: MandateWay = .phone, by login: String = "zhengxiaoxue", in world: TestDistrict
    ) async throws {
        try await world.house.matters.takeMandate(
            Mandate(asker: "冬至婆婆本人", way: way, day: now.day, scope: "修楼道的灯"), for: id,
            files: way == .written ? scan : [], revision: try await revision(id, in: world),
            by: try await world.actor(login), at: now.adding(seconds: 600))
    }

    @Test func `an office that only sees a matter takes on no mandate, by the page or past it`() async throws {
        let world = try await TestDistrict()
        let matter = try await filed(in: world)
        for login in ["panchunfen", "hedongzhi"] {
            await #expect(throws: MatterError.self, "\(login)") { try await take(matter, by: login, in: world) }
        }
        let idle = try await world.file(to: "village:330110004006").matter
        await #expect(throws: MatterError.self, "the street above sees it and has no share") {
            try await take(idle, by: "shenxiaoshu", in: world)
        }
        let client = TestClient(try world.server())
        try await client.signIn("shenxiaoshu")
        let page = try await client.get("/desk/matters/\(idle)/proxy")
        #expect(page.status == 200 && !page.text.contains("name=\"asker\""))
        try await take(matter, in: world)
    }

    @Test func `an office withdraws a matter for the resident on paper alone`() async throws {
        let world = try await TestDistrict()
        let told = try await filed(in: world)
        try await take(told, in: world)
        await #expect(throws: MatterError.self, "by word of mouth") {
            try await act("withdrawal", told, by: "zhengxiaoxue", after: 700, in: world)
        }
        let client = TestClient(try world.server())
        try await client.signIn("zhengxiaoxue")
        #expect(
            try await client.get("/desk/matters/\(told)", headers: ["accept-language": "zh-CN"]).text.contains("书面委托才能")
        )
        try await act("withdrawal", told, by: "shenxiaoshu", after: 800, in: world)
        let written = try await filed(in: world)
        try await take(written, .written, in: world)
        try await act("withdrawal", written, by: "zhengxiaoxue", after: 700, in: world)
        #expect(
            try await world.database.read {
                try $0.row("SELECT end_code FROM matters WHERE id = \(written)")?.text("end_code")
            } == "withdrawn")
    }

    @Test func `the lead that runs it for the resident as well withdraws it as any lead does`() async throws {
        let world = try await TestDistrict()
        let matter = try await filed(in: world)
        try await take(matter, by: "shenxiaoshu", in: world)
        try await act("withdrawal", matter, by: "shenxiaoshu", after: 700, in: world)
    }

    @Test(arguments: ["zh-CN", "zh-TW", "en"])
    func `the mandate of a sealed matter is read by the office that was asked alone`(language: String) async throws {
        let world = try await TestDistrict()
        let matter = try await filed(.confidential, in: world)
        let headers = ["accept-language": language], path = "/desk/matters/\(matter)/proxy"
        let village = TestClient(try world.server())
        try await village.signIn("zhengxiaoxue")
        let form = try await village.get(path, headers: headers)
        #expect(
            form.text.contains("files-hint") && HTMLLint.problems(in: form.text) == [], "cover the name on the scan")
        try await take(matter, in: world)
        for (login, isShown) in [("zhengxiaoxue", true), ("shenxiaoshu", false), ("chenglichun", false)] {
            let client = TestClient(try world.server())
            try await client.signIn(login)
            for page in [try await client.get(path, headers: headers), try await client.get("/desk/matters/\(matter)")]
            {
                #expect(page.status == 200 && HTMLLint.problems(in: page.text) == [], "\(login)")
                #expect(isShown || !page.text.contains("冬至婆婆") && !page.text.contains("修楼道的灯"), "\(login)")
            }
            #expect(try await client.get(path).text.contains("冬至婆婆") == isShown, "\(login)")
        }
    }

    @Test func `who has opened the seal reads the mandate too, and of a named matter everybody who deals with it`()
        async throws
    {
        let world = try await TestDistrict(), store = world.house.matters, now = now
        let officer = try await world.actor("shenxiaoshu"), custodian = try await world.actor("yaolixia")
        func asker(_ id: RecordID) async throws -> String? {
            try await world.database.read { reader in
                let matter = try store.getMatter(id, scope: store.scope(of: officer, in: reader), in: reader)
                return try store.proxy(
                    of: store.getFile(matter, in: reader), for: officer, at: now.adding(seconds: 900), in: reader)?
                    .proxy.asker
            }
        }
        let named = try await filed(in: world)
        try await take(named, in: world)
        #expect(try await asker(named) == "冬至婆婆本人")
        let sealed = try await filed(.confidential, in: world)
        try await take(sealed, in: world)
        #expect(try await asker(sealed) == nil)
        try await store.requestSeal(matter: sealed, reason: "要上门核实情况", by: officer, at: now.adding(seconds: 700))
        let request = try #require(
            try await world.database.read { try store.listSealRequests(for: custodian, in: $0) }.first)
        try await store.decideSeal(request.id, granted: true, by: custodian, at: now.adding(seconds: 750))
        #expect(try await asker(sealed) == nil, "granted, and not looked at yet")
        try await store.openSeal(matter: sealed, by: officer, at: now.adding(seconds: 800))
        #expect(try await asker(sealed) == "冬至婆婆本人")
    }

    @Test func `a new kind, an office shut out and a hand-over that came back are told too`() async throws {
        let world = try await TestDistrict(), store = world.house.matters, now = now
        let clerk = try await world.actor("chenglichun")
        let matter = try await world.file().matter
        try await take(matter, by: "chenglichun", in: world)
        _ = try await store.setKind(
            .enquiry, of: matter, revision: try await revision(matter, in: world), by: clerk,
            at: now.adding(seconds: 700))
        try await store.handOver(
            matter, reason: "unclear", incident: "", note: "", revision: try await revision(matter, in: world),
            by: clerk, at: now.adding(seconds: 800))
        try await store.returnHandover(
            of: matter, note: "不是警情", revision: try await revision(matter, in: world), by: clerk,
            at: now.adding(seconds: 900))
        let lost = try await world.file(to: "town:330110004").matter
        try await take(lost, by: "chenglichun", in: world)
        try await store.exclude(
            try await world.unit("town:330110004").id, from: lost, revision: try await revision(lost, in: world),
            reason: "反映的就是街道", by: clerk, at: now.adding(seconds: 700))
        for (id, codes) in [
            (matter, ["matter.kind", "matter.transfer", "matter.handover-returned"]), (lost, ["matter.exclusion"]),
        ] {
            let owed = try await world.database.read { reader in
                try reader.rows("SELECT code FROM proxy_reports WHERE matter_id = \(id) AND state = 'waiting'").map {
                    try $0.text("code")
                }
            }
            #expect(Set(owed) == Set(codes))
        }
        let client = TestClient(try world.server())
        try await client.signIn("chenglichun")
        let page = try await client.get("/desk/matters/\(matter)/proxy", headers: ["accept-language": "zh-CN"])
        #expect(page.text.contains("改类型") && HTMLLint.problems(in: page.text) == [])
    }
}

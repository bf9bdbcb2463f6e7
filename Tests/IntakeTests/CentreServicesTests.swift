import Accounts
import App
import Base
import Markup
import Matters
import Storage
import TestDistrict
import Testing

/// Petitions and services are all there is, each once; what offices ran for residents is counted by their level.
@Suite struct CentreServicesTests {
    private let now = TestDistrict.morning

    private func figures(_ text: String, _ table: String) -> [String: Int] {
        var found: [String: Int] = [:]
        for line in text.split(separator: "\r\n").map({ $0.split(separator: ",", omittingEmptySubsequences: false) })
        where line.count == 4 && line[0] == table {
            found["\(line[1]) \(line[2])"] = Int(line[3])
        }
        return found
    }

    private func revision(_ id: RecordID, in world: TestDistrict) async throws -> Int {
        try await world.database.read {
            try $0.row("SELECT revision FROM matters WHERE id = \(id)")?.int("revision") ?? 0
        }
    }

    /// The centre takes a matter in and sends it on.
    private func refer(_ kind: MatterKind, to route: String, in world: TestDistrict) async throws {
        let id = try await world.file(kind).matter
        for code in ["accept", "answer"] {
            var input = ActionInput()
            (input.text, input.end, input.route) = ("请带上身份证去窗口", "referred", route)
            _ = try await world.house.matters.act(
                code, on: id, revision: try await revision(id, in: world), input: input,
                by: try await world.actor("chenglichun"), at: now.adding(seconds: 60))
        }
    }

    @Test func `petitions and services together are all matters, and what was referred on stands where it went`()
        async throws
    {
        let world = try await TestDistrict(), client = TestClient(try world.server())
        for kind in [MatterKind.petition, .enquiry, .dispute, .report] { _ = try await world.file(kind) }
        try await refer(.petition, to: "litigation", in: world)
        for (kind, route) in [
            (MatterKind.help, "notarisation"), (.enquiry, "notarisation"), (.dispute, "appraisal"),
            (.dispute, "arbitration"), (.dispute, "litigation"), (.help, "mediation"), (.report, "discipline"),
        ] {
            try await refer(kind, to: route, in: world)
        }
        try await client.signIn("hanchunfen")
        let text = try await client.get("/command/centre/export").text
        let services = figures(text, "services"), petitions = figures(text, "petitions")
        let expected = [
            "咨询": 1, "求助": 0, "举报": 1, "调解": 2, "转公证": 2, "转司法鉴定": 1, "转仲裁": 1, "转诉讼": 1, "转其他法定途径": 1, "合计": 10,
        ]
        for (row, count) in expected { #expect(services["\(row) 登记"] == count, "\(row)") }
        #expect(services.keys.count { $0.hasSuffix(" 登记") } == expected.count)
        #expect(petitions["合计 登记"] == 2 && petitions["合计 其他结束"] == 1)
        let page = try await client.get("/command/centre", headers: ["accept-language": "zh-CN"])
        #expect(page.text.contains("信访 2 件在上一张表，服务 10 件在这张表，合起来就是登记的 12 件"))
        #expect(HTMLLint.problems(in: page.text) == [])
        withExtendedLifetime(world) {}
    }

    private func take(_ id: RecordID, by login: String, after seconds: Int64, in world: TestDistrict) async throws {
        try await world.house.matters.takeMandate(
            Mandate(asker: "冬至婆婆", way: .phone, day: now.day), for: id,
            revision: try await revision(id, in: world), by: try await world.actor(login),
            at: now.adding(seconds: seconds))
    }

    @Test func `villages, towns and the district each have their row, and a matter with two mandates counts once`()
        async throws
    {
        let world = try await TestDistrict(), client = TestClient(try world.server())
        for _ in 0..<3 {
            try await take(
                try await world.file(to: "village:330110004006").matter, by: "zhengxiaoxue", after: 60, in: world)
        }
        for _ in 0..<2 {
            try await take(try await world.file(to: "town:330110004").matter, by: "shenxiaoshu", after: 60, in: world)
        }
        try await take(try await world.file().matter, by: "chenglichun", after: 60, in: world)
        // 冬至婆婆 takes her mandate back from the street and gives it to the centre.
        let twice = try await world.file(to: "town:330110004").matter
        try await take(twice, by: "shenxiaoshu", after: 60, in: world)
        try await world.house.matters.withdrawMandate(
            of: twice, note: "想请中心办", revision: try await revision(twice, in: world),
            by: try await world.actor("shenxiaoshu"), at: now.adding(seconds: 120))
        try await take(twice, by: "chenglichun", after: 180, in: world)
        try await client.signIn("hanchunfen")
        let proxies = figures(try await client.get("/command/centre/export").text, "proxies")
        #expect(proxies["村社 登记事项"] == 3 && proxies["镇街 登记事项"] == 2 && proxies["区级 登记事项"] == 2)
        #expect(proxies["合计 登记事项"] == 7)
        withExtendedLifetime(world) {}
    }
}

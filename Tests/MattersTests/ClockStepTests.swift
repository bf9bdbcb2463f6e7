import Accounts
import App
import Base
import Clocks
import Foundation
import Markup
import Matters
import Rulebook
import Storage
import TestDistrict
import Testing

/// Steps that change a clock: what the law does not allow is said on the page, in the list's pane and by the form, and
/// the write refuses it with the same words.
@Suite struct ClockStepTests {
    private static let morning = TestDistrict.morning
    private static let reason = ("text", "须等检测的结果")

    @Test func `a petition's clock never stands still, since neither text knows a pause`() async throws {
        let world = try await TestDistrict()
        let receipt = try await accepted(.petition, in: world)
        let fields = [("ground", "appraisal"), Self.reason]
        try await expectBarred("pause", "没有规定可以暂停", receipt, in: world, fields)
        try await expectBarred("pause", "《浙江省信访条例》第二十三条", receipt, in: world, fields)
    }

    @Test func `a request for help is not extended, since its rule knows no extension`() async throws {
        let world = try await TestDistrict()
        let receipt = try await accepted(.help, in: world)
        let reason = "由区里规定（地方规则·示例）没有规定可以延长"
        try await expectBarred(
            "extension", reason, receipt, by: "jiangxiazhi", in: world, [("days", "5"), Self.reason])
    }

    @Test func `a petition extended to the ceiling is not extended again`() async throws {
        let world = try await TestDistrict()
        let receipt = try await accepted(.petition, in: world)
        let client = TestClient(try world.server())
        try await client.signIn("jiangxiazhi")
        let path = "/desk/matters/\(receipt.matter)"
        #expect(try await client.get(path + "/actions/extension").text.contains("最多还能延长 60 天"))
        let tooMuch = try await client.post(
            path + "/actions/extension", [("revision", "2"), ("days", "61"), Self.reason])
        #expect(tooMuch.status == 422)
        #expect(tooMuch.text.contains("最多还能延长 60 天"))
        let most = try await client.post(path + "/actions/extension", [("revision", "2"), ("days", "60"), Self.reason])
        #expect(most.location == path)
        let reason = "已经延长 60 天，到了《浙江省信访条例》第二十三条允许的上限"
        try await expectBarred(
            "extension", reason, receipt, by: "jiangxiazhi", in: world, [("days", "1"), Self.reason])
    }

    @Test func `a term that is over is neither paused nor extended`() async throws {
        let world = try await TestDistrict()
        let help = try await accepted(.help, in: world), petition = try await accepted(.petition, in: world)
        let late = Self.morning.adding(seconds: 100 * 86_400)
        let pause = [("ground", "appraisal"), Self.reason], extend = [("days", "1"), Self.reason]
        try await expectBarred("pause", "已经到期，不能再改", help, in: world, at: late, pause)
        try await expectBarred("extension", "已经到期，不能再改", petition, by: "jiangxiazhi", in: world, at: late, extend)
    }

    @Test func `a clock is paused once, and only one that stands still is resumed`() async throws {
        let world = try await TestDistrict()
        let receipt = try await accepted(.help, in: world)
        try await expectBarred("resumption", "时限没有暂停", receipt, in: world, [Self.reason])
        let town = try await world.actor("shenxiaoshu")
        try await LongLife.act("pause", on: receipt.matter, in: world, by: town, at: Self.morning) {
            ($0.ground, $0.text) = ("appraisal", "等检测")
        }
        try await expectBarred("pause", "时限已经暂停", receipt, in: world, [("ground", "supplement"), Self.reason])
    }

    @Test func `where the duty fell away no clock is left to change`() async throws {
        let world = try await TestDistrict()
        let receipt = try await accepted(.petition, in: world)
        let terms = world.house.matters.terms
        _ = try await world.database.write {
            try terms.stop(.matter(receipt.matter), on: Self.morning.day, at: Self.morning, in: $0)
        }
        let reason = "没有正在走的时限"
        try await expectBarred("pause", reason, receipt, in: world, [("ground", "appraisal"), Self.reason])
        try await expectBarred(
            "extension", reason, receipt, by: "jiangxiazhi", in: world, [("days", "1"), Self.reason])
    }

    @Test func `where the text names another approver the head is told whom to ask`() async throws {
        let world = try await TestDistrict()
        try await publish("petitions", replacing: "approver: head", with: "approver: arbiter", in: world)
        let receipt = try await accepted(.petition, in: world)
        try await expectBarred(
            "extension", "由派单裁定批准", receipt, by: "jiangxiazhi", in: world, [("days", "1"), Self.reason])
    }

    @Test func `only the grounds that the rule knows are offered, and no other is taken`() async throws {
        let world = try await TestDistrict()
        try await publish(
            "hotline", replacing: "pauses: [appraisal, supplement, other-procedure]", with: "pauses: [supplement]",
            in: world)
        let receipt = try await accepted(.help, in: world)
        let client = TestClient(try world.server())
        try await client.signIn("shenxiaoshu")
        let path = "/desk/matters/\(receipt.matter)/actions/pause"
        let form = try await client.get(path).text
        #expect(form.contains("value=\"supplement\"") && !form.contains("value=\"appraisal\""))
        let other = try await client.post(path, [("revision", "2"), ("ground", "appraisal"), Self.reason])
        #expect(other.status == 409)
        #expect(other.text.contains("没有规定可以因此暂停"))
        #expect(try await client.post(path, [("revision", "2"), ("ground", "supplement"), Self.reason]).status == 303)
    }

    /// A matter that 沈小暑's town has accepted.
    private func accepted(_ kind: MatterKind, in world: TestDistrict) async throws -> Receipt {
        let receipt = try await world.file(kind, to: "town:330110004")
        let town = try await world.actor("shenxiaoshu")
        try await LongLife.act("accept", on: receipt.matter, in: world, by: town, at: Self.morning)
        return receipt
    }

    /// The page, the pane, the form and the write agree.
    private func expectBarred(
        _ code: String, _ reason: String, _ receipt: Receipt, by login: String = "shenxiaoshu", in world: TestDistrict,
        at now: Instant = morning, _ fields: [(String, String)]
    ) async throws {
        let client = TestClient(try world.server(now: { now }))
        try await client.signIn(login)
        let path = "/desk/matters/\(receipt.matter)", step = path + "/actions/\(code)"
        for address in [path, "/desk?open=\(receipt.matter)"] {
            let page = try await client.get(address)
            #expect(page.text.contains(reason), "\(code) at \(address)")
            #expect(!page.text.contains("\(step)\""), "\(code) is not offered at \(address)")
            #expect(HTMLLint.problems(in: page.text) == [])
        }
        let form = try await client.get(step)
        #expect(form.status == 409)
        #expect(form.text.contains(reason))
        let id = receipt.matter
        let revision = try await world.database.read {
            try $0.count("SELECT revision AS n FROM matters WHERE id = \(id)")
        }
        let write = try await client.post(step, [("revision", "\(revision)")] + fields)
        #expect(write.status == 409)
        #expect(write.text.contains(reason))
        let after = try await world.database.read { try $0.count("SELECT revision AS n FROM matters WHERE id = \(id)") }
        #expect(after == revision)
    }

    /// Puts another text of a law pack in force before the morning.
    private func publish(_ name: String, replacing old: String, with new: String, in world: TestDistrict) async throws {
        let file = TestDistrict.home.appending(path: "Rules/law/\(name).yaml")
        let body = try String(contentsOf: file, encoding: .utf8).replacing(old, with: new)
        let rulebook = Rulebook(district: world.house.district.key)
        _ = try await world.database.write { transaction in
            try rulebook.publish(
                pack: "law", name: name, body: body, by: .system("test"), at: Self.morning.adding(seconds: -86_400),
                in: transaction
            )
        }
    }
}

import Accounts
import App
import Base
import Markup
import Matters
import Storage
import TestDistrict
import Testing

/// A telephone number that is sealed is not had by asking oneself to call it.
@Suite struct SealedNumberTests {
    private let now = TestDistrict.morning

    private func revision(_ id: RecordID, in world: TestDistrict) async throws -> Int {
        try await world.database.read {
            try $0.row("SELECT revision FROM matters WHERE id = \(id)")?.int("revision") ?? 0
        }
    }

    private func act(
        _ code: String, _ id: RecordID, by login: String, in world: TestDistrict,
        _ give: (inout ActionInput) -> Void = { _ in }
    ) async throws {
        var input = ActionInput()
        input.text = "请一起看看"
        give(&input)
        _ = try await world.house.matters.act(
            code, on: id, revision: try await revision(id, in: world), input: input, by: try await world.actor(login),
            at: now.adding(seconds: 60))
    }

    /// 谷雨 may ask not to be named; the centre leads, and 星桥街道 helps: 沈小暑 is the street's officer.
    private func helped(_ confidentiality: Confidentiality, in world: TestDistrict) async throws -> RecordID {
        let matter = try await world.file(confidentiality: confidentiality).matter
        let town = try await world.unit("town:330110004").id
        try await act("accept", matter, by: "chenglichun", in: world)
        try await act("invitation", matter, by: "chenglichun", in: world) { $0.unit = town }
        try await act("accept", matter, by: "shenxiaoshu", in: world)
        return matter
    }

    private func add(_ number: String, to id: RecordID, in world: TestDistrict) async throws {
        let wish = CallBackWish(number: number, due: now.adding(seconds: 7_200))
        try await world.house.matters.addCallBack(
            wish, to: id, revision: try await revision(id, in: world), by: try await world.actor("shenxiaoshu"),
            at: now.adding(seconds: 3_600))
    }

    private func listed(in world: TestDistrict) async throws -> [CallBack] {
        let store = world.house.matters, actor = try await world.actor("shenxiaoshu")
        return try await world.database.read { try store.listCallBacks(for: actor, in: $0) }
    }

    @Test(arguments: [Confidentiality.confidential, .anonymous])
    func `who helps with a sealed matter gives a number or calls nobody`(confidentiality: Confidentiality) async throws
    {
        let world = try await TestDistrict()
        let matter = try await helped(confidentiality, in: world)
        await #expect(throws: MatterError.self) { try await add("", to: matter, in: world) }
        let client = TestClient(try world.server())
        try await client.signIn("shenxiaoshu")
        let revision = try await revision(matter, in: world)
        let refused = try await client.post(
            "/desk/matters/\(matter)/calls",
            [("revision", "\(revision)"), ("call-day", "2019-11-28"), ("call-reason", "问清楚"), ("call-number", "")])
        #expect(refused.status == 422 && refused.text.contains("问清楚") && refused.text.contains("call-number-error"))
        #expect(!refused.text.contains("00012345678") && HTMLLint.problems(in: refused.text) == [])
        #expect(try await listed(in: world).isEmpty)
        try await add("00077770000", to: matter, in: world)
        let call = try #require(try await listed(in: world).first)
        let number = try await world.house.matters.openNumber(
            call.id, by: try await world.actor("shenxiaoshu"), at: now.adding(seconds: 4_000))
        #expect(number == "00077770000")
    }

    @Test func `a call that was once added without a number opens nothing`() async throws {
        let world = try await TestDistrict()
        let matter = try await helped(.confidential, in: world)
        try await add("00077770000", to: matter, in: world)
        try await world.database.write { try $0.execute("UPDATE call_backs SET number_id = NULL") }
        let call = try #require(try await listed(in: world).first), actor = try await world.actor("shenxiaoshu")
        await #expect(throws: MatterError.self) {
            _ = try await world.house.matters.openNumber(call.id, by: actor, at: now.adding(seconds: 4_000))
        }
    }

    @Test func `after two posts have opened the seal the number goes with the call`() async throws {
        let world = try await TestDistrict(), store = world.house.matters
        let matter = try await helped(.confidential, in: world)
        let officer = try await world.actor("shenxiaoshu"), custodian = try await world.actor("yaolixia")
        try await store.requestSeal(matter: matter, reason: "约时间上门", by: officer, at: now.adding(seconds: 100))
        let request = try #require(
            try await world.database.read { try store.listSealRequests(for: custodian, in: $0) }.first)
        try await store.decideSeal(request.id, granted: true, by: custodian, at: now.adding(seconds: 200))
        await #expect(throws: MatterError.self, "granted, but nobody has looked yet") {
            try await add("", to: matter, in: world)
        }
        try await store.openSeal(matter: matter, by: officer, at: now.adding(seconds: 300))
        try await add("", to: matter, in: world)
        let call = try #require(try await listed(in: world).first)
        #expect(try await store.openNumber(call.id, by: officer, at: now.adding(seconds: 4_000)) == "00012345678")
    }

    @Test func `who helps with a named matter may leave the number out`() async throws {
        let world = try await TestDistrict()
        let matter = try await helped(.named, in: world)
        try await add("", to: matter, in: world)
        #expect(try await listed(in: world).map(\.number) == ["00012345678"])
    }
}

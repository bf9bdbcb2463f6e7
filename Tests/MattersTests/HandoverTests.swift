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

/// One key to the police, one to the hotline, and one back; meanwhile whoever had it answers.
@Suite struct HandoverTests {
    private let now = TestDistrict.morning

    private func pass(
        _ id: RecordID, reason: String = "unclear", by login: String = "chenglichun", after seconds: Int64 = 60,
        in world: TestDistrict
    ) async throws {
        try await world.house.matters.handOver(
            id, reason: reason, incident: "DEMO-1", note: "", revision: try await revision(id, in: world),
            by: try await world.actor(login), at: now.adding(seconds: seconds))
    }

    private func revision(_ id: RecordID, in world: TestDistrict) async throws -> Int {
        try await world.database.read {
            try $0.row("SELECT revision FROM matters WHERE id = \(id)")?.int("revision") ?? 0
        }
    }

    private func state(_ id: RecordID, in world: TestDistrict) async throws -> (answers: RecordID, last: Handover?) {
        let store = world.house.matters, clerk = try await world.actor("chenglichun")
        return try await world.database.read { reader in
            let matter = try store.getMatter(id, scope: store.scope(of: clerk, in: reader), in: reader)
            let file = try store.getFile(matter, in: reader)
            return (file.answerable, try store.handovers(of: file, in: reader).last)
        }
    }

    @Test func `until the police accept it the first receiver answers, and then they do`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file()
        let centre = try await world.unit("centre").id, police = try await world.unit("dept:public-security").id
        try await pass(receipt.matter, reason: "violence", in: world)
        let open = try await state(receipt.matter, in: world)
        #expect(open.answers == centre && open.last?.state == .open && open.last?.incident == "DEMO-1")
        await #expect(throws: MatterError.self, "it lies with them already") {
            try await pass(receipt.matter, in: world)
        }
        _ = try await world.house.matters.act(
            "accept", on: receipt.matter, revision: try await revision(receipt.matter, in: world), input: ActionInput(),
            by: try await world.actor("panchunfen"), at: now.adding(seconds: 120))
        let taken = try await state(receipt.matter, in: world)
        #expect(taken.answers == police && taken.last?.state == .accepted)
    }

    @Test(arguments: ["panchunfen", "chenglichun"])
    func `it comes back with one key, pressed by the police or by whoever hears it from them`(login: String)
        async throws
    {
        let world = try await TestDistrict()
        let receipt = try await world.file()
        try await pass(receipt.matter, in: world)
        try await world.house.matters.returnHandover(
            of: receipt.matter, note: "不是警情", revision: try await revision(receipt.matter, in: world),
            by: try await world.actor(login), at: now.adding(seconds: 120))
        let back = try await state(receipt.matter, in: world)
        #expect(back.answers == (try await world.unit("centre").id) && back.last?.state == .returned)
        let clerk = try await world.actor("chenglichun"), store = world.house.matters, day = now.day
        let open = try await world.database.read { reader in
            try store.list(.open, for: clerk, scope: store.scope(of: clerk, in: reader), today: day, in: reader)
        }
        #expect(open.map(\.id) == [receipt.matter], "it is in somebody's list")
        try await pass(receipt.matter, after: 180, in: world)
        #expect(try await state(receipt.matter, in: world).last?.state == .open, "and may go once more")
        #expect(try await world.house.journal.verify(in: world.database, heads: nil).isSound)
    }

    @Test func `nobody else passes it on or takes it back, and a class is chosen`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(to: "town:330110004")
        await #expect(throws: MatterError.self) { try await pass(receipt.matter, by: "shenxiaoshu", in: world) }
        await #expect(throws: MatterError.self) { try await pass(receipt.matter, reason: "whatever", in: world) }
        await #expect(throws: MatterError.self, "nothing lies with the police") {
            try await world.house.matters.returnHandover(
                of: receipt.matter, note: "", revision: try await revision(receipt.matter, in: world),
                by: try await world.actor("chenglichun"), at: now)
        }
        let against = try await world.file(.report, complained: "dept:public-security")
        await #expect(throws: MatterError.self, "the police are complained about") {
            try await pass(against.matter, in: world)
        }
    }

    /// 110 takes a call itself: the police are its first receiver.
    private func calledThePolice(in world: TestDistrict) async throws -> Receipt {
        let police = try await world.unit("dept:public-security")
        var filing = Filing(
            kind: .help, channel: .police, narrative: Narrative(title: "井盖松了", text: "路口井盖松了，车一过就响。", place: ""),
            receiver: police.id, happenedAt: now)
        filing.filer = Identity(name: "处暑", phone: "00012345678")
        return try await world.house.matters.file(filing, by: try await world.actor("panchunfen").principal, at: now)
    }

    @Test(arguments: [true, false])
    func `the police pass what is not for them to the hotline and keep it until that accepts`(isTheirOwn: Bool)
        async throws
    {
        let world = try await TestDistrict(), store = world.house.matters
        let centre = try await world.unit("centre").id, police = try await world.unit("dept:public-security").id
        let officer = try await world.actor("panchunfen")
        let receipt = try await isTheirOwn ? calledThePolice(in: world) : world.file()
        if !isTheirOwn {
            try await pass(receipt.matter, in: world)
            _ = try await store.act(
                "accept", on: receipt.matter, revision: try await revision(receipt.matter, in: world),
                input: ActionInput(), by: officer, at: now.adding(seconds: 120))
        }
        try await pass(receipt.matter, reason: "non-police", by: "panchunfen", after: 180, in: world)
        let open = try await state(receipt.matter, in: world)
        #expect(open.answers == police && open.last?.state == .open && open.last?.to == centre)
        await #expect(throws: MatterError.self, "it lies with the hotline already") {
            try await pass(receipt.matter, reason: "non-police", by: "panchunfen", after: 190, in: world)
        }
        _ = try await store.act(
            "accept", on: receipt.matter, revision: try await revision(receipt.matter, in: world), input: ActionInput(),
            by: try await world.actor("chenglichun"), at: now.adding(seconds: 240))
        let taken = try await state(receipt.matter, in: world)
        #expect(taken.answers == centre && taken.last?.state == .accepted)
        #expect(try await world.house.journal.verify(in: world.database, heads: nil).isSound)
    }

    @Test(arguments: ["panchunfen", "chenglichun"])
    func `whose a call is nobody can say, so the police who took it first have it again`(login: String) async throws {
        let world = try await TestDistrict(), store = world.house.matters
        let receipt = try await calledThePolice(in: world)
        try await pass(receipt.matter, by: "panchunfen", in: world)
        try await store.returnHandover(
            of: receipt.matter, note: "说不清归谁", revision: try await revision(receipt.matter, in: world),
            by: try await world.actor(login), at: now.adding(seconds: 120))
        let back = try await state(receipt.matter, in: world)
        let police = try await world.unit("dept:public-security").id
        #expect(back.answers == police && back.last?.state == .returned)
        let raised = try await world.database.read { reader in
            try reader.rows("SELECT unit_id FROM attentions WHERE matter_id = \(receipt.matter) AND kind = 'returned'")
                .map { try $0.id("unit_id") }
        }
        #expect(raised == [police])
    }

    @Test(arguments: ["zh-CN", "zh-TW", "en"])
    func `the page of the police names the hotline`(language: String) async throws {
        let world = try await TestDistrict()
        let receipt = try await calledThePolice(in: world)
        let client = TestClient(try world.server())
        try await client.signIn("panchunfen")
        let matter = "/desk/matters/\(receipt.matter)", headers = ["accept-language": language]
        let link = language == "en" ? "Hand over to 12345" : "交給 12345"
        #expect(try await client.get(matter, headers: headers).text.contains(language == "zh-CN" ? "交给 12345" : link))
        var pages = [try await client.get(matter + "/handover", headers: headers)]
        let sent = try await client.post(
            matter + "/handover", [("revision", "1"), ("reason", "civil"), ("note", "没有动手")], headers: headers)
        #expect(sent.status == 303)
        pages += [
            try await client.get(matter + "/handover", headers: headers),
            try await client.get(matter, headers: headers),
        ]
        #expect(pages.allSatisfy { HTMLLint.problems(in: $0.text) == [] && $0.text.contains("12345") })
    }

    @Test(arguments: [("2019-11-26", "R12a"), ("2023-06-01", "R12")])
    func `the page tells the rule of the day`(day: String, rule: String) async throws {
        let world = try await TestDistrict()
        let store = world.house.matters, day = try #require(Day(day))
        let rules = try await world.database.read { try store.handoverRules(kind: .help, on: day, in: $0) }
        #expect(rules.map(\.id) == [rule])
    }

    @Test(arguments: ["zh-CN", "zh-TW", "en"])
    func `its page is sound before, while and after it lies with the police`(language: String) async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file()
        let client = TestClient(try world.server())
        try await client.signIn("chenglichun")
        let path = "/desk/matters/\(receipt.matter)/handover", headers = ["accept-language": language]
        let wrong = try await client.post(path, [("revision", "1"), ("note", "先问一问")], headers: headers)
        #expect(wrong.status == 422 && wrong.text.contains("先问一问"))
        var pages = [wrong, try await client.get(path, headers: headers)]
        #expect(
            try await client.post(path, [("revision", "1"), ("reason", "unclear")], headers: headers).status == 303)
        pages.append(try await client.get(path, headers: headers))
        let revision = try await revision(receipt.matter, in: world)
        #expect(try await client.post(path + "/return", [("revision", "\(revision)")], headers: headers).status == 303)
        pages += [
            try await client.get(path, headers: headers),
            try await client.get("/desk/matters/\(receipt.matter)", headers: headers),
        ]
        for page in pages { #expect(HTMLLint.problems(in: page.text) == []) }
    }
}

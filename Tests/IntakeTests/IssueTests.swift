import Accounts
import Addresses
import App
import Base
import Foundation
import Matters
import Storage
import TestDistrict
import Testing

@testable import Intake

/// Matters about the same trouble come together, are counted by people, and stay where people put them.
@Suite struct IssueTests {
    static let morning = TestDistrict.morning

    static let smoke = [
        "楼下烧烤店的油烟直排，开不了窗，孩子天天咳嗽", "烧烤店油烟直排到我家，天天开不了窗", "烧烤店半夜油烟直排，熏得孩子咳嗽，窗也开不了",
        "还是楼下烧烤店，油烟直排没人管，开不了窗", "烧烤店的油烟什么时候能治，直排，开不了窗", "油烟直排，烧烤店越开越晚，孩子咳嗽",
    ]

    /// Files a message of somebody at a place, some days before the morning; nobody when there is no name.
    func file(
        _ text: String, title: String = "油烟直排", by name: String?, at place: String = "星桥街道汤家社区",
        daysAgo: Int64 = 1, to unit: String = "centre", complained: String? = nil, in world: TestDistrict
    ) async throws -> RecordID {
        let at = Self.morning.adding(seconds: -daysAgo * 86_400)
        let found = try await world.database.read { try world.house.addresses.matches(in: place, reader: $0).first }
        var filing = Filing(
            kind: .report, channel: .window, narrative: Narrative(title: title, text: text, place: place),
            receiver: try await world.unit(unit).id, happenedAt: at)
        (filing.place, filing.topic) = (found?.place, "environment.smoke")
        if let name { filing.filer = Identity(name: name, phone: "") }
        filing.confidentiality = name == nil ? .anonymous : .named
        if let complained { filing.complainedUnit = try await world.unit(complained).id }
        let id = try await world.house.matters.file(filing, by: .visitor, at: at).matter
        try await world.house.issues.assign(id, at: Self.morning)
        return id
    }

    func issue(of matter: RecordID, in world: TestDistrict) async throws -> RecordID? {
        try await world.database.read { try world.house.issues.issue(of: matter, in: $0) }
    }

    func line(of matter: RecordID, for login: String = "chenglichun", in world: TestDistrict) async throws
        -> IssueLine
    {
        let id = try #require(try await issue(of: matter, in: world)), actor = try await world.actor(login)
        return try await world.database.read { reader in
            try world.house.issues.get(
                id, .init(day: Self.morning.day, days: 90), scope: try world.house.matters.scope(of: actor, in: reader),
                in: reader)
        }
    }

    func signals(_ login: String = "chenglichun", in world: TestDistrict) async throws -> [SignalLine] {
        let actor = try await world.actor(login)
        return try await world.database.read { reader in
            try world.house.issues.signalLines(
                scope: try world.house.matters.scope(of: actor, in: reader), at: Self.morning, in: reader)
        }
    }

    func write<Result: Sendable>(
        _ world: TestDistrict, _ body: @escaping @Sendable (IssueStore, any Transaction) throws -> Result
    ) async throws -> Result {
        try await world.database.write { try body(world.house.issues, $0) }
    }

    @Test func `what two people say of one trouble is one issue, and each matter stays its own`() async throws {
        let world = try await TestDistrict()
        let first = try await file(Self.smoke[0], by: "谷雨", daysAgo: 2, in: world)
        #expect(try await issue(of: first, in: world) == nil)
        let second = try await file(Self.smoke[1], by: "白露", in: world)
        let line = try await line(of: second, in: world)
        #expect(line.matters.map(\.id) == [first, second])
        #expect(line.heat.people == 2)
        #expect(line.place?.zh.contains("汤家") == true)
        #expect(line.open == 2)
    }

    @Test func `who writes three times counts once, and nameless messages of one day count once`() async throws {
        let world = try await TestDistrict()
        for text in Self.smoke.prefix(3) { _ = try await file(text, by: "谷雨", in: world) }
        #expect(try await line(of: file(Self.smoke[3], by: "白露", in: world), in: world).heat.people == 2)
        _ = try await file(Self.smoke[4], by: nil, in: world)
        let last = try await line(of: file(Self.smoke[5], by: nil, in: world), in: world)
        #expect(last.matters.count == 6)
        #expect(last.heat.people == 3)
    }

    @Test func `a person is known by a number of the issue alone: no table holds name or telephone`() async throws {
        let world = try await TestDistrict()
        for (text, name) in zip(Self.smoke, ["谷雨", "白露", "谷雨"]) { _ = try await file(text, by: name, in: world) }
        let rows = try await world.database.read { try $0.rows("SELECT * FROM issue_members ORDER BY person") }
        #expect(try rows.map { try $0.int("person") } == [0, 0, 1])
    }

    @Test func `something else at the same place is no part of it`() async throws {
        let world = try await TestDistrict()
        let first = try await file(Self.smoke[0], by: "谷雨", in: world)
        _ = try await file(Self.smoke[1], by: "白露", in: world)
        let other = try await file("小区电梯停了三天，老人下不了楼", title: "电梯停运", by: "立夏", in: world)
        #expect(try await issue(of: first, in: world) != nil)
        #expect(try await issue(of: other, in: world) == nil)
    }

    @Test func `a night puts together what at once did not, and keeps the issue's address`() async throws {
        let world = try await TestDistrict()
        let first = try await file(Self.smoke[0], by: "谷雨", in: world)
        _ = try await file(Self.smoke[1], by: "白露", in: world)
        let before = try await issue(of: first, in: world)
        try await world.database.write { try $0.execute("DELETE FROM issue_members WHERE matter_id = \(first)") }
        #expect(try await world.house.issues.regroup(at: Self.morning) == 1)
        #expect(try await issue(of: first, in: world) == before)
        #expect(try await world.house.issues.regroup(at: Self.morning) == 1)
    }

    @Test func `what people took apart stays apart, and what they put together stays together, at night too`()
        async throws
    {
        let world = try await TestDistrict(), clerk = try await world.actor("chenglichun")
        let first = try await file(Self.smoke[0], by: "谷雨", in: world)
        let second = try await file(Self.smoke[1], by: "白露", in: world)
        let other = try await file("小区电梯停了三天，老人下不了楼", title: "电梯停运", by: "立夏", in: world)
        let issue = try #require(try await issue(of: first, in: world))
        let apart = try await write(world) { issues, transaction in
            try issues.split([second], from: issue, by: clerk, at: Self.morning, in: transaction)
        }
        let joined = try await write(world) { issues, transaction in
            try issues.join([first, other], by: clerk, at: Self.morning, in: transaction)
        }
        #expect(joined == issue && apart != issue)
        try await world.house.issues.regroup(at: Self.morning)
        #expect(try await self.issue(of: first, in: world) == issue)
        #expect(try await self.issue(of: other, in: world) == issue)
        #expect(try await self.issue(of: second, in: world) == apart)
        let entries = try await world.database.read {
            try $0.rows("SELECT body FROM journal_entries WHERE body LIKE '%issue.%'").map { try $0.text("body") }
        }
        #expect(entries.count == 2)
    }

    @Test func `all of an issue cannot be taken out of it, nor what is none of it`() async throws {
        let world = try await TestDistrict(), clerk = try await world.actor("chenglichun")
        let first = try await file(Self.smoke[0], by: "谷雨", in: world)
        let second = try await file(Self.smoke[1], by: "白露", in: world)
        let other = try await file("小区电梯停了三天", title: "电梯停运", by: "立夏", in: world)
        let issue = try #require(try await issue(of: first, in: world))
        for wrong in [[first, second], [other], []] {
            await #expect(throws: MatterError.self) {
                _ = try await write(world) { issues, transaction in
                    try issues.split(wrong, from: issue, by: clerk, at: Self.morning, in: transaction)
                }
            }
        }
    }

    @Test func `an office complained about neither sees nor counts the matter, and cannot move it`() async throws {
        let world = try await TestDistrict()
        let town = "town:330110004", reader = "shenxiaoshu"
        let first = try await file(Self.smoke[0], by: "谷雨", to: town, in: world)
        _ = try await file(Self.smoke[1], by: "白露", to: town, in: world)
        let shut = try await file(Self.smoke[2], by: "立夏", complained: town, in: world)
        #expect(try await line(of: first, in: world).matters.contains { $0.id == shut })
        let actor = try await world.actor(reader)
        let seen = try await line(of: first, for: reader, in: world)
        #expect(!seen.matters.contains { $0.id == shut })
        #expect(seen.matters.count == 2 && seen.heat.people == 2)
        await #expect(throws: MatterError.notFound) {
            try await write(world) { issues, transaction in
                try issues.join([first, shut], by: actor, at: Self.morning, in: transaction)
            }
        }
        let village = try await world.actor("zhengxiaoxue")
        await #expect(throws: MatterError.notFound) {
            try await world.database.read { reader in
                try world.house.issues.get(
                    seen.id, .init(day: Self.morning.day, days: 90),
                    scope: world.house.matters.scope(of: village, in: reader), in: reader)
            }
        }
    }

    @Test func `five people in a month raise one signal, which ends when somebody sees to it`() async throws {
        let world = try await TestDistrict(), clerk = try await world.actor("chenglichun")
        let names = ["谷雨", "白露", "立夏", "小满", "处暑", "大雪"]
        var last: RecordID?
        for (text, name) in zip(Self.smoke.prefix(4), names) { last = try await file(text, by: name, in: world) }
        #expect(try await signals(in: world).isEmpty)
        for (text, name) in zip(Self.smoke, names).dropFirst(4) { last = try await file(text, by: name, in: world) }
        let raised = try await signals(in: world)
        #expect(raised.count == 1)
        #expect(raised.first?.note.zh.contains("6 人") == true)
        #expect(try await signals("zhengxiaoxue", in: world).isEmpty)
        let hottest = try #require(last)
        let issue = try #require(try await issue(of: hottest, in: world))
        try await write(world) { issues, transaction in
            try issues.dismiss(issue, by: clerk, at: Self.morning, in: transaction)
        }
        #expect(try await signals(in: world).isEmpty)
        // Somebody has looked: the same trouble is not shouted again the next day.
        _ = try await file(Self.smoke[0], by: "冬至", in: world)
        #expect(try await signals(in: world).isEmpty)
    }

    @Test func `what is erased is said no more, and the issue counts on`() async throws {
        let world = try await TestDistrict()
        let first = try await file(Self.smoke[0], by: "谷雨", in: world)
        let second = try await file(Self.smoke[1], by: "白露", in: world)
        let numbers = try await line(of: first, in: world).matters.map(\.number)
        for number in numbers {
            _ = try await world.house.matters.erase(number: number, by: .system("test"), at: Self.morning)
        }
        let line = try await line(of: second, in: world)
        #expect(line.title.isEmpty && line.sentences.isEmpty)
        #expect(line.matters.count == 2)
    }

    @Test func `an import does not take the processor: only some are put together at once`() {
        var pace = IssueStore.Pace()
        let allowed = (0..<50).count { _ in pace.allows(at: Self.morning) }
        #expect(allowed == 20)
        let later = pace.allows(at: Self.morning.adding(seconds: 1))
        #expect(later)
    }

    // MARK: Pages

    private func hot(_ world: TestDistrict) async throws -> (client: TestClient, issue: RecordID) {
        var last: RecordID?
        for (text, name) in zip(Self.smoke, ["谷雨", "白露", "立夏", "小满", "处暑", "大雪"]) {
            last = try await file(text, by: name, in: world)
        }
        let client = TestClient(try world.server())
        try await client.signIn("chenglichun")
        let hottest = try #require(last)
        return (client, try #require(try await issue(of: hottest, in: world)))
    }

    @Test(arguments: ["zh-CN", "zh-TW", "en"])
    func `list and issue are well made in every language, and the command face shows the signal`(language: String)
        async throws
    {
        let world = try await TestDistrict(), (client, issue) = try await hot(world)
        let headers = ["accept-language": language]
        let list = try await client.get("/desk/issues", headers: headers)
        expectSound(list)
        #expect(list.text.contains("/desk/issues/\(issue)") && list.text.contains("烧烤店"))
        expectSound(try await client.get("/desk/issues/\(issue)", headers: headers))
        let command = try await client.get("/command", headers: headers)
        #expect(command.status == 200 && command.text.contains("signals-h"), "\(command.status)")
        #expect(command.text.contains("/desk/issues/\(issue)"))
        // The folder of the world goes with it.
        withExtendedLifetime(world) {}
    }

    @Test func `a parent matter names the numbers and nobody's words; a second press leads to the same one`()
        async throws
    {
        let world = try await TestDistrict(), (client, issue) = try await hot(world)
        let form = [("title", "烧烤店油烟"), ("kind", "report")]
        let first = try await client.post("/desk/issues/\(issue)/parent", form)
        let again = try await client.post("/desk/issues/\(issue)/parent", form)
        #expect(first.status == 303 && again.location == first.location)
        let page = try await client.get(first.location ?? "").text
        #expect(page.contains("热点问题牵头办理") && !page.contains("孩子天天咳嗽"))
        #expect(try await signals(in: world).isEmpty)
        let count = try await world.database.read { try $0.count("SELECT COUNT(*) AS n FROM matters") }
        #expect(count == 7)
    }

    @Test func `the window shows what is alike while somebody writes, and puts it together when told so`() async throws
    {
        let world = try await TestDistrict(), known = try await file(Self.smoke[0], by: "谷雨", in: world)
        let client = TestClient(try world.server())
        try await client.signIn("chenglichun")
        let fields = [
            ("channel", "window"), ("kind", "report"), ("text", Self.smoke[2]), ("place", "星桥街道汤家社区"),
            ("name", "白露"), ("phone", "00000000412"), ("confidentiality", "named"),
        ]
        let part = try await client.post("/desk/intake/suggestions", fields)
        #expect(part.text.contains(known.text) && part.text.contains("同一地点"))
        let slip = try await client.post(
            "/desk/intake", fields + [("step", "file"), ("target", "own"), ("same", known.text), ("key", "k1")])
        #expect(slip.status == 200)
        let line = try await line(of: known, in: world)
        #expect(line.matters.count == 2)
    }
}

import Accounts
import App
import Base
import Markup
import Storage
import TestDistrict
import Testing

@testable import Intake
@testable import Matters

/// At the desk: what is known about the same, who follows it, and the parent under which it is seen to.
extension IssueTests {
    private func count(_ sql: SQL, in world: TestDistrict) async throws -> Int {
        try await world.database.read { try $0.count(sql) }
    }

    private func signedIn(_ login: String, in world: TestDistrict) async throws -> TestClient {
        let client = TestClient(try world.server())
        try await client.signIn(login)
        return client
    }

    @Test(arguments: ["zh-CN", "zh-TW", "en"])
    func `an open matter shows beside it what is like it, and both are put together and apart by a press`(
        language: String
    )
        async throws
    {
        let world = try await TestDistrict(), headers = ["accept-language": language]
        let first = try await file(Self.smoke[0], by: "谷雨", in: world)
        let other = try await file("小区电梯停了三天，老人下不了楼", title: "电梯停运", by: "立夏", in: world)
        let client = try await signedIn("chenglichun", in: world)
        let page = try await client.get("/desk/matters/\(first)", headers: headers)
        expectSound(page)
        #expect(page.text.contains("hx-get=\"/desk/matters/\(first)/known/part\""))
        expectSound(try await client.get("/desk/matters/\(first)/known", headers: headers))
        let second = try await file(Self.smoke[1], by: "白露", in: world)
        #expect(try await client.get("/desk/matters/\(first)/known/part", headers: headers).text.contains(second.text))
        let joined = try await client.post("/desk/matters/\(first)/known", [("same", other.text)])
        #expect(joined.status == 303)
        #expect(try await issue(of: other, in: world) == issue(of: first, in: world))
        let together = try await client.get("/desk/matters/\(first)/known", headers: headers)
        expectSound(together)
        let one = try #require(try await issue(of: first, in: world))
        _ = try await client.post("/desk/issues/\(one)/split", [("matters", other.text)])
        #expect(try await issue(of: other, in: world) != one)
        withExtendedLifetime(world) {}
    }

    @Test func `a matter is not put together with itself, with nothing, or with what the clerk may not see`()
        async throws
    {
        let world = try await TestDistrict()
        let first = try await file(Self.smoke[0], by: "谷雨", to: "town:330110004", in: world)
        let shut = try await file(Self.smoke[1], by: "白露", complained: "town:330110004", in: world)
        let client = try await signedIn("shenxiaoshu", in: world)
        for wrong in [first.text, shut.text, "", "x"] {
            #expect(try await client.post("/desk/matters/\(first)/known", [("same", wrong)]).status == 404, "\(wrong)")
        }
        #expect(try await client.get("/desk/matters/\(shut)/known").status == 404)
        #expect(try await client.post("/desk/matters/\(shut)/followers", [("name", "小满")]).status == 404)
        withExtendedLifetime(world) {}
    }

    @Test func `who only waits for how it ends follows the matter: no second one, one person more`() async throws {
        let world = try await TestDistrict(), known = try await file(Self.smoke[0], by: "谷雨", in: world)
        let client = try await signedIn("chenglichun", in: world)
        let form = [
            ("channel", "window"), ("kind", "report"), ("text", Self.smoke[2]), ("place", "星桥街道汤家社区"), ("name", "白露"),
            ("phone", "00000000412"), ("confidentiality", "named"), ("step", "follow"), ("key", "follow-1"),
        ]
        #expect(try await client.post("/desk/intake", form).status == 422, "which one was not said")
        let done = try await client.post("/desk/intake", form + [("same", known.text)])
        #expect(done.status == 200 && done.text.contains("不另立事项"))
        expectSound(done)
        #expect(try await count("SELECT COUNT(*) AS n FROM matters", in: world) == 1)
        let line = try await line(of: known, in: world)
        #expect(line.matters.count == 1 && line.heat.people == 2)
        let page = try await client.get("/desk/matters/\(known)")
        expectSound(page)
        #expect(page.text.contains("关注的人（1）") && page.text.contains("白露"))
        // What they added is kept for the office, and a second press changes nothing.
        #expect(page.text.contains("还是") == false && page.text.contains(Self.smoke[2]))
        let again = try await client.post("/desk/intake", form + [("same", known.text)])
        #expect(again.status == 422 && again.text.contains("已经在这件事里"))
        #expect(try await count("SELECT COUNT(*) AS n FROM parties WHERE part = 'follower'", in: world) == 1)
        withExtendedLifetime(world) {}
    }

    @Test func `five who follow one matter make it hot, the filer's own telephone does not, and nights keep it`()
        async throws
    {
        let world = try await TestDistrict(), clerk = try await world.actor("chenglichun")
        let known = try await file(Self.smoke[0], by: "谷雨", in: world)
        for (index, name) in ["白露", "立夏", "小满", "处暑"].enumerated() {
            var answers = Answers()
            (answers.name, answers.phone, answers.confidentiality) = (name, "0000000051\(index)", "named")
            _ = try await world.house.issues.follow(known, answers, by: clerk, at: Self.morning)
        }
        #expect(try await signals(in: world).count == 1)
        var own = Answers()
        (own.name, own.confidentiality) = ("谷雨", "named")
        await #expect(throws: MatterError.self) {
            _ = try await world.house.issues.follow(known, own, by: clerk, at: Self.morning)
        }
        let before = try await issue(of: known, in: world)
        try await world.house.issues.regroup(at: Self.morning)
        #expect(try await issue(of: known, in: world) == before)
        #expect(try await line(of: known, in: world).heat.people == 5)
    }

    @Test func `an ended matter is not followed any more, and a wish to be told wants a telephone`() async throws {
        let world = try await TestDistrict(), clerk = try await world.actor("chenglichun")
        let receipt = try await world.file()
        try await world.database.write { transaction in
            var person = Identity(name: "白露", phone: "", wantsNotices: true)
            #expect(throws: MatterError.self) {
                try world.house.matters.follow(receipt.matter, person, by: clerk, at: Self.morning, in: transaction)
            }
            person = Identity(name: "白露", phone: "00000000413")
            try transaction.execute("UPDATE matters SET status = 'ended' WHERE id = \(receipt.matter)")
            #expect(throws: MatterError.barred(ParentWords.alreadyEnded)) {
                try world.house.matters.follow(receipt.matter, person, by: clerk, at: Self.morning, in: transaction)
            }
        }
    }

    @Test func `a signal ends when people come no more, and the hottest are shown however old the others are`()
        async throws
    {
        let world = try await TestDistrict()
        let names = ["谷雨", "白露", "立夏", "小满", "处暑", "大雪"]
        for (text, name) in zip(Self.smoke, names) { _ = try await file(text, by: name, in: world) }
        #expect(try await signals(in: world).count == 1)
        try await world.house.issues.regroup(at: Self.morning.adding(seconds: 20 * 86_400))
        #expect(try await count("SELECT COUNT(*) AS n FROM signals WHERE state = 'open'", in: world) == 1)
        try await world.house.issues.regroup(at: Self.morning.adding(seconds: 40 * 86_400))
        #expect(try await count("SELECT COUNT(*) AS n FROM signals WHERE state = 'over'", in: world) == 1)
    }

    // MARK: Parents

    private func parent(of issue: RecordID, by client: TestClient) async throws -> RecordID? {
        let opened = try await client.post("/desk/issues/\(issue)/parent", [("title", "烧烤店油烟"), ("kind", "petition")])
        return opened.location.flatMap { RecordID(String($0.suffix(36))) }
    }

    private func smokeIssue(_ world: TestDistrict, complained: String? = nil) async throws -> RecordID {
        var last: RecordID?
        for (text, name) in zip(Self.smoke, ["谷雨", "白露", "立夏", "小满", "处暑", "大雪"]) {
            // What is said about an office does not go to it.
            let shut = name == "谷雨" ? complained : nil
            last = try await file(
                text, by: name, to: shut == nil ? "town:330110004" : "centre", complained: shut, in: world)
        }
        let hottest = try #require(last)
        return try #require(try await issue(of: hottest, in: world))
    }

    @Test func `a parent is counted in no figure, joins no issue, and ends after its children`() async throws {
        let world = try await TestDistrict(), issue = try await smokeIssue(world)
        let client = try await signedIn("chenglichun", in: world)
        let parent = try #require(try await parent(of: issue, by: client))
        try await world.house.issues.assign(parent, at: Self.morning)
        try await world.house.issues.regroup(at: Self.morning)
        #expect(try await self.issue(of: parent, in: world) == nil)
        #expect(try await count("SELECT COUNT(*) AS n FROM matter_children", in: world) == 6)
        let page = try await client.get("/desk/matters/\(parent)")
        expectSound(page)
        #expect(page.text.contains("id=\"children\""))
        let child = try #require(
            try await world.database.read {
                try $0.row("SELECT matter_id FROM issue_members ORDER BY matter_id")?.id("matter_id")
            })
        let childPage = try await client.get("/desk/matters/\(child)")
        expectSound(childPage)
        #expect(childPage.text.contains("/desk/matters/\(parent)"))
        let head = try await signedIn("hanchunfen", in: world)
        let export = try await head.get("/command/centre/export").text
        #expect(export.contains("services,合计,登记,6") && !export.contains("区级,登记,1"))
        let clerk = try await world.actor("chenglichun")
        try await act("accept", on: parent, by: clerk, in: world)
        var answer = ActionInput()
        (answer.end, answer.text) = ("answered", "统一治理方案已经定了，三天内改好，有问题再来说。")
        await #expect(throws: MatterError.barred(ParentWords.stillOpen(6))) {
            try await act("answer", on: parent, answer, by: clerk, in: world)
        }
        try await world.database.write { try $0.execute("UPDATE matters SET status = 'ended' WHERE id <> \(parent)") }
        try await act("answer", on: parent, answer, by: clerk, in: world)
        withExtendedLifetime(world) {}
    }

    private func act(
        _ code: String, on id: RecordID, _ input: ActionInput = ActionInput(), by actor: Actor, in world: TestDistrict
    ) async throws {
        let revision = try await world.database.read {
            try $0.count("SELECT revision AS n FROM matters WHERE id = \(id)")
        }
        _ = try await world.house.matters.act(
            code, on: id, revision: revision, input: input, by: actor, at: Self.morning)
    }

    @Test func `who may not see all of an issue neither takes it over nor silences it`() async throws {
        let world = try await TestDistrict(), issue = try await smokeIssue(world, complained: "town:330110004")
        let town = try await signedIn("shenxiaoshu", in: world)
        let seen = try await town.get("/desk/issues/\(issue)")
        #expect(seen.status == 200)
        for act in ["parent", "dismissal"] {
            let answer = try await town.post("/desk/issues/\(issue)/\(act)", [("title", "没有的事"), ("kind", "report")])
            #expect(answer.status == 422 && answer.text.contains("中心来定"), "\(act)")
        }
        #expect(try await signals(in: world).count == 1)
        #expect(try await count("SELECT COUNT(*) AS n FROM matters", in: world) == 6)
        withExtendedLifetime(world) {}
    }

    @Test func `joining moves nothing that the clerk may not see, and two parents do not become one`() async throws {
        let world = try await TestDistrict(), issue = try await smokeIssue(world, complained: "town:330110004")
        let lift = try await file("小区电梯停了三天，老人下不了楼", title: "电梯停运", by: "立夏", to: "town:330110004", in: world)
        let same = try await file("电梯停了三天没人修，老人下不了楼", title: "电梯停运", by: "霜降", to: "town:330110004", in: world)
        let other = try #require(try await self.issue(of: same, in: world))
        let town = try await world.actor("shenxiaoshu"), clerk = try await world.actor("chenglichun")
        let visible = try await line(of: seenFirst(issue, for: "shenxiaoshu", in: world), for: "shenxiaoshu", in: world)
        let moved = try #require(visible.matters.first).id
        _ = try await write(world) { issues, transaction in
            try issues.join([lift, moved], by: town, at: Self.morning, in: transaction)
        }
        #expect(try await count("SELECT COUNT(*) AS n FROM issue_members WHERE issue_id = \(issue)", in: world) == 5)
        let client = try await signedIn("chenglichun", in: world)
        _ = try await parent(of: issue, by: client)
        _ = try await parent(of: other, by: client)
        let rest = try await seenFirst(issue, for: "chenglichun", in: world)
        await #expect(throws: MatterError.invalid(field: "number", IssueWords.twoParents)) {
            try await write(world) { issues, transaction in
                try issues.join([rest, lift], by: clerk, at: Self.morning, in: transaction)
            }
        }
        withExtendedLifetime(world) {}
    }

    private func seenFirst(_ issue: RecordID, for login: String, in world: TestDistrict) async throws -> RecordID {
        let actor = try await world.actor(login)
        let line = try await world.database.read { reader in
            try world.house.issues.get(
                issue, .init(day: Self.morning.day, days: 90),
                scope: try world.house.matters.scope(of: actor, in: reader), in: reader)
        }
        return try #require(line.matters.first).id
    }
}

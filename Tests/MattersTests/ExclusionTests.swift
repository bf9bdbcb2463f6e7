import Accounts
import App
import Base
import Journal
import Matters
import Storage
import TestDistrict
import Testing
import Web

/// An office that is found to be complained about after filing: from then on the matter does not exist for it.
@Suite struct ExclusionTests {
    private static let village = "village:330110004006"
    private static let town = "town:330110004"
    private static let reason = "来访人补充说，反映的就是这个单位"

    @Test func `an office named after filing loses the matter from every list, count, search and attention`()
        async throws
    {
        let world = try await TestDistrict()
        let receipt = try await world.file(.report, to: Self.village)
        let accused = try await world.actor("zhengxiaoxue"), clerk = try await world.actor("chenglichun")
        let store = world.house.matters
        _ = try await act("accept", receipt, 1, by: accused, in: world)
        try await raiseAttention(receipt, to: accused, in: world)
        #expect(try await sees(receipt, accused, world))
        try await exclude(Self.village, receipt, 2, by: clerk, in: world)
        #expect(try await !sees(receipt, accused, world))
        try await world.database.read { reader in
            let scope = try store.scope(of: accused, in: reader)
            #expect(try store.search("三楼的灯", scope: scope, in: reader).count == 0)
            #expect(try store.search(receipt.number, scope: scope, in: reader).matters.isEmpty)
            for list in WorkList.allCases {
                let today = TestDistrict.morning.day
                #expect(try store.count(list, for: accused, scope: scope, today: today, in: reader) == 0, "\(list)")
                #expect(try store.list(list, for: accused, scope: scope, today: today, in: reader).isEmpty, "\(list)")
            }
            let unit = try #require(accused.unit)
            #expect(try store.attentions(of: unit, to: [receipt.matter], in: reader).isEmpty)
            let rest = try reader.count(
                "SELECT COUNT(*) AS n FROM matter_units WHERE matter_id = \(receipt.matter) AND unit_id = \(unit)")
            #expect(rest == 0)
        }
    }

    @Test func `the command face of the excluded office counts the matter no more`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(.report, title: "村里占地", to: Self.village)
        let server = try world.server()
        let client = TestClient(server)
        try await client.signIn("zhengxiaoxue")
        #expect(try await client.get("/command/matters").text.contains("村里占地"))
        #expect(try await client.get("/command").text.contains(receipt.number))
        try await exclude(Self.village, receipt, 1, by: try await world.actor("chenglichun"), in: world)
        #expect(try await !client.get("/command/matters").text.contains("村里占地"))
        #expect(try await client.get("/desk/matters/\(receipt.matter)").status == 404)
        #expect(try await !client.get("/command").text.contains(receipt.number))
    }

    @Test func `a co-handler that is shut out holds up no answer`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(to: Self.town)
        let town = try await world.actor("shenxiaoshu"), village = try await world.actor("zhengxiaoxue")
        _ = try await act("accept", receipt, 1, by: town, in: world)
        var invitation = ActionInput(), answer = ActionInput()
        (invitation.unit, invitation.text) = (village.unit, "请社区一起看")
        (answer.end, answer.text) = ("solved", "已换好")
        _ = try await act("invitation", receipt, 2, invitation, by: town, in: world)
        _ = try await act("accept", receipt, 3, by: village, in: world)
        await #expect(throws: MatterError.self) { _ = try await act("answer", receipt, 4, answer, by: town, in: world) }
        try await exclude(Self.village, receipt, 4, by: town, in: world)
        let file = try await file(receipt, town, world)
        #expect(file.lead?.unit == town.unit, "the lead stays where it is")
        #expect(file.assignments.filter(\.isOpen).count == 1)
        #expect(try await act("answer", receipt, 5, answer, by: town, in: world).end == .solved)
        try await expectSound(world)
    }

    @Test func `what lies with the excluded office goes to the office above and the filer's term runs on`() async throws
    {
        let world = try await TestDistrict()
        let receipt = try await world.file(.petition, to: Self.village)
        let accused = try await world.actor("zhengxiaoxue"), clerk = try await world.actor("chenglichun")
        let town = try await world.unit(Self.town), centre = try await world.unit("centre")
        let before = try await act("accept", receipt, 1, by: accused, in: world)
        try await exclude(Self.village, receipt, 2, by: clerk, in: world)
        let file = try await file(receipt, clerk, world)
        #expect(file.matter.due != nil)
        #expect(file.matter.due.map { $0 <= before.due ?? $0 } == true, "nobody waits longer than before")
        #expect(file.matter.leadUnit == nil)
        #expect(file.answerable == centre.id)
        #expect(file.offer(to: town.id)?.part == .lead)
        #expect(file.assignments.filter { $0.unit == accused.unit && $0.isOpen }.isEmpty)
        let next = try await world.actor("shenxiaoshu")
        let matter = try await act("accept", receipt, 3, by: next, in: world)
        #expect(matter.leadUnit == town.id)
        #expect(matter.due == before.due, "the same completion term as before")
        #expect(try await runningTerms(receipt, of: "acceptance", in: world) == 0)
        try await expectSound(world)
    }

    @Test func `an offer that waits at the excluded office goes up without its terms`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(.petition, to: Self.village)
        try await exclude(Self.village, receipt, 1, by: try await world.actor("hanchunfen"), in: world)
        let file = try await file(receipt, try await world.actor("shenxiaoshu"), world)
        #expect(file.assignments.filter(\.isOpen).map(\.unit) == [try await world.unit(Self.town).id])
        let open = try await world.database.read {
            try $0.count(
                """
                SELECT COUNT(*) AS n FROM terms t JOIN assignments a ON a.id = t.assignment_id
                WHERE t.matter_id = \(receipt.matter) AND t.state = 'running' AND a.state = 'ended'
                """
            )
        }
        #expect(open == 0)
        try await expectSound(world)
    }

    @Test func `naming a town shuts out all below it and the centre takes over`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(.report, to: Self.village)
        let handler = try await world.actor("zhengxiaoxue")
        _ = try await act("accept", receipt, 1, by: handler, in: world)
        try await exclude(Self.town, receipt, 2, by: handler, in: world)
        for login in ["zhengxiaoxue", "fangdaxue", "shenxiaoshu", "jiangxiazhi", "gudashu", "luxiaoshu"] {
            #expect(try await !sees(receipt, try await world.actor(login), world), "\(login) is shut out")
        }
        let centre = try await world.unit("centre")
        #expect(try await file(receipt, try await world.actor("chenglichun"), world).offer(to: centre.id) != nil)
        try await expectSound(world)
    }

    @Test func `a first receiver that is complained about does not answer for the matter any more`() async throws {
        let world = try await TestDistrict()
        let centre = try await world.unit("centre"), clerk = try await world.actor("chenglichun")
        let receipt = try await world.file(.report)
        try await exclude("centre", receipt, 1, by: clerk, in: world)
        #expect(try await !sees(receipt, clerk, world))
        let bureau = try await world.unit("dept:petition-bureau")
        let file = try await file(receipt, try await world.actor("fanxiaohan"), world)
        #expect(file.answerable == bureau.id)
        #expect(file.offer(to: bureau.id) != nil)
        #expect(file.matter.firstReceiver != centre.id)
        try await expectSound(world)
    }

    @Test func `an ended matter that is reopened does not go back to the excluded office`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(to: Self.village)
        let accused = try await world.actor("zhengxiaoxue"), clerk = try await world.actor("chenglichun")
        _ = try await act("accept", receipt, 1, by: accused, in: world)
        var answer = ActionInput()
        (answer.end, answer.text) = ("answered", "已答复")
        _ = try await act("answer", receipt, 2, answer, by: accused, in: world)
        try await exclude(Self.village, receipt, 3, by: clerk, in: world)
        var again = ActionInput()
        again.text = "没有办好"
        _ = try await act("reopening", receipt, 4, again, by: .filer(of: receipt.matter), in: world)
        let file = try await file(receipt, clerk, world)
        #expect(file.answerable == clerk.unit)
        #expect(file.assignments.filter { $0.isOpen }.map(\.unit) == [clerk.unit])
        #expect(try await !sees(receipt, accused, world))
        try await expectSound(world)
    }

    @Test func `only who answers for a matter and the centre name the office, with a reason, once`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(to: Self.town)
        let town = try await world.actor("shenxiaoshu"), clerk = try await world.actor("chenglichun")
        let auditor = try await world.actor("zhangxiaoman")
        await #expect(throws: MatterError.barred(MatterPolicy.notAnswerable)) {
            try await exclude(Self.village, receipt, 1, by: town, in: world)
        }
        await #expect(throws: MatterError.barred(MatterPolicy.notAnswerable)) {
            try await exclude(Self.village, receipt, 1, by: auditor, in: world)
        }
        await #expect(throws: MatterError.notFound) {
            try await exclude(Self.village, receipt, 1, by: try await world.actor("fangdaxue"), in: world)
        }
        for reason in ["", "因为", "       ", String(repeating: "长", count: 501)] {
            await #expect(throws: MatterError.self, "\(reason)") {
                try await exclude(Self.village, receipt, 1, reason, by: clerk, in: world)
            }
        }
        await #expect(throws: MatterError.changedMeanwhile(revision: 1)) {
            try await exclude(Self.village, receipt, 7, by: clerk, in: world)
        }
        try await exclude(Self.village, receipt, 1, by: clerk, in: world)
        await #expect(throws: MatterError.self) { try await exclude(Self.village, receipt, 2, by: clerk, in: world) }
        let rows = try await world.database.read {
            try $0.count("SELECT COUNT(*) AS n FROM parties WHERE part = 'respondent'")
        }
        #expect(rows == 1)
    }

    @Test func `the entry names the office by its id and keeps the reason sealed`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(to: Self.village)
        try await exclude(Self.village, receipt, 1, by: try await world.actor("chenglichun"), in: world)
        let entries = try await world.database.read {
            try world.house.journal.listEntries(of: Subject("matter", receipt.matter), limit: 10, in: $0)
        }
        let entry = try #require(entries.last)
        #expect(entry.code == "matter.exclusion")
        #expect(entry.parameters["unit"] == (try await world.unit(Self.village).id.text))
        #expect(entry.parameters["to"] == (try await world.unit(Self.town).id.text))
        #expect(!entry.text.contains("来访人"))
    }

    @Test func `a head of the centre lets an office back in and nobody else does`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(.report, to: Self.village)
        let clerk = try await world.actor("chenglichun"), head = try await world.actor("hanchunfen")
        let accused = try await world.actor("zhengxiaoxue")
        try await exclude(Self.village, receipt, 1, by: clerk, in: world)
        for login in ["chenglichun", "jiangxiazhi", "zhangxiaoman"] {
            await #expect(throws: MatterError.self, "\(login)") {
                try await lift(Self.village, receipt, 2, by: try await world.actor(login), in: world)
            }
        }
        await #expect(throws: MatterError.self) { try await lift(Self.town, receipt, 2, by: head, in: world) }
        try await lift(Self.village, receipt, 2, by: head, in: world)
        #expect(try await sees(receipt, accused, world))
        let store = world.house.matters
        let found = try await world.database.read { reader in
            try store.search("三楼的灯", scope: try store.scope(of: accused, in: reader), in: reader).matters.map(\.id)
        }
        #expect(found == [receipt.matter])
        let file = try await file(receipt, head, world)
        #expect(file.excluded.isEmpty)
        #expect(file.parties.allSatisfy { $0.unit == nil })
        try await expectSound(world)
    }

    @Test func `lifting one exclusion leaves another that overlaps it`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(.report, complained: Self.village)
        let head = try await world.actor("hanchunfen")
        try await exclude(Self.town, receipt, 1, by: head, in: world)
        try await lift(Self.town, receipt, 2, by: head, in: world)
        let excluded = try await file(receipt, head, world).excluded
        #expect(excluded.contains(try await world.unit(Self.village).id))
        #expect(!excluded.contains(try await world.unit(Self.town).id))
    }

    @Test func `somebody with a post in the centre and one in the excluded office is shut out on both`() async throws {
        let world = try await TestDistrict()
        let village = try await world.unit(Self.village)
        let single = try await world.actor("xuyushui")
        try await appoint("chenglichun", village.id, in: world)
        let both = try await world.actor("chenglichun")
        #expect(both.unit != village.id)
        let about = try await world.file(.report, title: "村里占地", to: Self.town, complained: Self.village)
        let other = try await world.file(title: "别的事", to: Self.town)
        #expect(try await sees(about, single, world))
        #expect(try await !sees(about, both, world))
        #expect(try await sees(other, both, world))
        let store = world.house.matters
        try await world.database.read { reader in
            let scope = try store.scope(of: both, in: reader)
            #expect(try store.search("三楼的灯", scope: scope, in: reader).count == 1)
            #expect(try store.search("三楼的灯", scope: scope, limit: 1, in: reader).count == 1)
            #expect(
                try store.count(.recent, for: both, scope: scope, today: TestDistrict.morning.day, in: reader) == 1)
        }
        let client = TestClient(try world.server())
        try await client.signIn("chenglichun")
        #expect(try await client.get("/desk/matters/\(about.matter)").status == 404)
        #expect(try await client.get("/desk/matters/\(other.matter)").status == 200)
        #expect(try await !client.get("/desk?list=recent").text.contains("村里占地"))
        #expect(try await !client.get("/command/matters").text.contains("村里占地"))
    }

    @Test func `a post in a town does not help somebody of the village complained about`() async throws {
        let world = try await TestDistrict()
        try await appoint("shenxiaoshu", try await world.unit(Self.village).id, in: world)
        let both = try await world.actor("shenxiaoshu")
        let about = try await world.file(.report, to: Self.town, complained: Self.village)
        #expect(try await sees(about, try await world.actor("jiangxiazhi"), world))
        #expect(try await !sees(about, both, world))
        await #expect(throws: MatterError.notFound) { _ = try await act("accept", about, 1, by: both, in: world) }
    }

    private func appoint(_ login: String, _ unit: RecordID, in world: TestDistrict) async throws {
        let accounts = world.house.accounts
        try await world.database.write { transaction in
            let account = try #require(try accounts.find(login: login, in: transaction))
            // Later than the first post, so that the session begins on that one.
            try accounts.appoint(
                account, unit: unit, role: .handler, from: Day(number: 18_000), by: .system("test"),
                at: TestDistrict.morning, in: transaction
            )
        }
    }

    private func raiseAttention(_ receipt: Receipt, to actor: Actor, in world: TestDistrict) async throws {
        try await world.database.write { transaction in
            try transaction.execute(
                """
                INSERT INTO attentions (id, district, matter_id, unit_id, kind, at)
                VALUES ('a', 'yuhang', \(receipt.matter), \(actor.unit), 'due-soon', \(TestDistrict.morning))
                """
            )
        }
        let store = world.house.matters
        let kinds = try await world.database.read {
            try store.attentions(of: try #require(actor.unit), to: [receipt.matter], in: $0)
        }
        #expect(!kinds.isEmpty)
    }

    private func exclude(
        _ unit: String, _ receipt: Receipt, _ revision: Int, _ reason: String = ExclusionTests.reason, by actor: Actor,
        in world: TestDistrict
    ) async throws {
        try await world.house.matters.exclude(
            try await world.unit(unit).id, from: receipt.matter, revision: revision, reason: reason, by: actor,
            at: TestDistrict.morning
        )
    }

    private func lift(
        _ unit: String, _ receipt: Receipt, _ revision: Int, by actor: Actor, in world: TestDistrict
    ) async throws {
        try await world.house.matters.liftExclusion(
            of: try await world.unit(unit).id, from: receipt.matter, revision: revision, reason: "核实后与它无关",
            by: actor, at: TestDistrict.morning
        )
    }

    private func sees(_ receipt: Receipt, _ actor: Actor, _ world: TestDistrict) async throws -> Bool {
        let store = world.house.matters
        return try await world.database.read { reader in
            try store.scope(of: actor, in: reader).contains(receipt.matter, in: reader)
        }
    }

    private func file(_ receipt: Receipt, _ actor: Actor, _ world: TestDistrict) async throws -> MatterFile {
        let store = world.house.matters
        return try await world.database.read { reader in
            let scope = try store.scope(of: actor, in: reader)
            return try store.getFile(try store.getMatter(receipt.matter, scope: scope, in: reader), in: reader)
        }
    }

    private func runningTerms(_ receipt: Receipt, of duty: String, in world: TestDistrict) async throws -> Int {
        try await world.database.read {
            try $0.count(
                """
                SELECT COUNT(*) AS n FROM terms
                WHERE matter_id = \(receipt.matter) AND duty = \(duty) AND state = 'running'
                """
            )
        }
    }

    private func expectSound(_ world: TestDistrict) async throws {
        let report = try await world.house.journal.verify(in: world.database, heads: nil)
        #expect(report.isSound, "\(report.problems)")
    }

    private func act(
        _ code: String, _ receipt: Receipt, _ revision: Int, _ input: ActionInput = ActionInput(), by actor: Actor,
        in world: TestDistrict
    ) async throws -> Matter {
        try await world.house.matters.act(
            code, on: receipt.matter, revision: revision, input: input, by: actor, at: TestDistrict.morning
        )
    }
}

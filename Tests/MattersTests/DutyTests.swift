import Accounts
import App
import Base
import Clocks
import Matters
import Rulebook
import Storage
import TestDistrict
import Testing

/// What a step performs, what falls away with it, and who then owes what.
@Suite struct DutyTests {
    private let town = "town:330110004"

    @Test func `to transfer performs the duty to decide, and the receiver has a time of its own`() async throws {
        let world = try await TestDistrict()
        let walk = try await Walk(.petition, in: world)
        #expect(try await walk.states("acceptance") == ["P3 running", "P9 running"])
        let target = try await world.unit(town).id
        try await walk.act("transfer", by: "chenglichun", after: 3) { $0.unit = target }
        #expect(
            try await walk.states("acceptance") == ["P10 running", "P2 running", "P3 met", "P9 met"])
        let due = try #require(try await walk.matter.due)
        #expect(due == (try await walk.terms("acceptance")).first { $0.ruleID == "P10" }?.due)
        #expect(due > walk.day(7).day, "nothing is over while the receiver still has time")
        try await walk.expectSoundRecord()
    }

    @Test func `what comes back after an objection is the sender's to decide again, and the other unit owes nothing`()
        async throws
    {
        let world = try await TestDistrict()
        let walk = try await Walk(.petition, in: world)
        let target = try await world.unit(town).id
        try await walk.act("transfer", by: "chenglichun", after: 1) { $0.unit = target }
        try await walk.act("objection", by: "shenxiaoshu", after: 2)
        #expect(try await walk.states("objection") == ["D1 met"])
        try await walk.act("objection-decision", by: "shaoqingming", after: 3) { $0.upheld = true }
        #expect(
            try await walk.states("acceptance")
                == ["P10 stopped", "P2 stopped", "P3 met", "P3 running", "P9 met", "P9 running"])
        let running = try await walk.terms("acceptance").filter { $0.state == .running }
        #expect(running.allSatisfy { $0.assignment == nil && $0.eventDay == walk.day(3).day })
        try await walk.expectSoundRecord()
    }

    @Test func `a unit whose offer was taken back owes nothing and is told of nothing`() async throws {
        let world = try await TestDistrict()
        let walk = try await Walk(.petition, in: world)
        let first = try await world.unit(town), second = try await world.unit("town:330110012")
        try await walk.act("transfer", by: "chenglichun") { $0.unit = first.id }
        try await walk.act("transfer", by: "chenglichun", after: 1) { $0.unit = second.id }
        let stopped = try await walk.terms("acceptance").filter { $0.state == .stopped }
        #expect(stopped.map(\.ruleID).sorted() == ["P10", "P2"])
        let store = world.house.matters
        _ = try await OverdueTermsJob(store).run(at: walk.day(40))
        let told = try await world.database.read { reader in
            try [first, second].map {
                try store.attentions(of: $0.id, to: [walk.receipt.matter], in: reader)[walk.receipt.matter] ?? []
            }
        }
        #expect(!told[0].contains("overdue"))
        #expect(told[1].contains("overdue"))
    }

    @Test func `what is taken from an office complained about keeps the day by which the filer hears`() async throws {
        let world = try await TestDistrict()
        let walk = try await Walk(.petition, in: world)
        let target = try await world.unit(town).id
        try await walk.act("transfer", by: "chenglichun", after: 1) { $0.unit = target }
        let promised = try #require(try await walk.matter.due)
        try await world.house.matters.exclude(
            target, from: walk.receipt.matter, revision: try await walk.matter.revision, reason: "反映的就是这个街道",
            by: try await world.actor("chenglichun"), at: walk.day(3))
        let running = try await walk.terms("acceptance").filter { $0.state == .running }
        #expect(running.map(\.ruleID) == ["P3", "P9"])
        #expect(running.allSatisfy { $0.assignment == nil && $0.eventDay == walk.day(1).day })
        #expect(try await walk.matter.due == promised)
        try await walk.expectSoundRecord()
    }

    @Test func `a matter withdrawn leaves no duty on time or late, and an unused objection falls away`() async throws {
        let world = try await TestDistrict()
        let walk = try await Walk(.petition, in: world, to: town)
        try await walk.act("accept", by: "shenxiaoshu", after: 1)
        #expect(try await walk.states("objection") == ["D1 stopped"])
        #expect(try await walk.states("acceptance").allSatisfy { $0.hasSuffix(" met") })
        try await walk.act("withdrawal", by: .filer(of: walk.receipt.matter), after: 80)
        #expect(try await walk.states("completion") == ["P11 stopped", "P4 stopped"])
        let early = try await Walk(.petition, in: world, to: town)
        try await early.act("withdrawal", by: .filer(of: early.receipt.matter), after: 1)
        #expect(try await early.states("acceptance").allSatisfy { $0.hasSuffix(" stopped") })
    }

    @Test func `a co-handler is invited only by whoever has the matter in hand, and accepts its own share`()
        async throws
    {
        let world = try await TestDistrict()
        let walk = try await Walk(.petition, in: world, to: town)
        let justice = try await world.unit("dept:justice"), other = try await world.unit("town:330110012").id
        await #expect(throws: MatterError.self) {
            try await walk.act("invitation", by: "chenglichun") { $0.unit = justice.id }
        }
        try await walk.act("accept", by: "shenxiaoshu")
        try await walk.act("invitation", by: "shenxiaoshu", after: 1) { $0.unit = justice.id }
        try await walk.act("transfer", by: "shenxiaoshu", after: 1) { $0.unit = other }
        try await walk.act("accept", by: "gulichun", after: 2)
        let waiting = try await walk.terms("acceptance").filter { $0.state == .running }
        #expect(waiting.count == 2, "the next lead has its own time still")
        try await walk.act("share", by: "gulichun", after: 3)
        try await walk.expectSoundRecord()
    }

    @Test func `under a procedure that lets one invite before, a co-handler's acceptance is none of the petition`()
        async throws
    {
        let world = try await TestDistrict()
        let rulebook = Rulebook(district: world.house.district.key), now = TestDistrict.morning
        try await world.database.write { transaction in
            let common = try #require(
                try rulebook.findCurrent(pack: "procedures", name: "common", on: now.day, in: transaction))
            let body = common.body.replacing(
                "from: [handling], by: [answerable], effect: invite",
                with: "from: [received, handling], by: [answerable], effect: invite")
            #expect(body != common.body)
            _ = try rulebook.publish(
                pack: "procedures", name: "common", body: body, from: Day(number: 0), by: .system("test"), at: now,
                in: transaction)
        }
        let walk = try await Walk(.petition, in: world)
        let justice = try await world.unit("dept:justice").id
        try await walk.act("invitation", by: "chenglichun") { $0.unit = justice }
        let matter = try await walk.act("accept", by: "gulichun", after: 1)
        #expect(matter.status == .received)
        #expect(matter.leadUnit == nil)
        #expect(try await walk.terms("completion").isEmpty)
        #expect(try await walk.states("acceptance") == ["P10 met", "P2 met", "P3 running", "P9 running"])
        try await walk.act("accept", by: "chenglichun", after: 2)
        #expect(try await walk.states("completion") == ["P11 running", "P4 running"])
    }
}

/// An office that must keep a matter, or was sent it, does not refuse it as not its own.
@Suite struct RefusalTests {
    private func refuse(_ walk: Walk, after days: Int, _ ground: String, _ route: String? = nil) async throws -> Matter
    {
        try await walk.act("refusal", by: "shenxiaoshu", after: days) { ($0.ground, $0.route) = (ground, route) }
    }

    @Test(arguments: ["2019-11-26", "2022-05-06"])
    func `after a rejected objection the unit keeps the petition and may still refuse it on other grounds`(
        day: String
    ) async throws {
        let world = try await TestDistrict()
        let walk = try await Walk(
            .petition, in: world, to: "town:330110004", at: Instant(try #require(Day(day)), hour: 9))
        try await walk.act("objection", by: "shenxiaoshu")
        try await walk.act("objection-decision", by: "shaoqingming") { $0.upheld = false }
        let error = await #expect(throws: MatterError.self) { _ = try await refuse(walk, after: 1, "other-organ") }
        guard case .invalid(let field, _)? = error else { return #expect(Bool(false), "\(String(describing: error))") }
        #expect(field == "ground")
        let bare = await #expect(throws: MatterError.self) { _ = try await refuse(walk, after: 1, "final-opinion") }
        guard case .invalid("reference", _)? = bare else { return #expect(Bool(false), "\(String(describing: bare))") }
        let refused = try await walk.act("refusal", by: "shenxiaoshu", after: 1) {
            ($0.ground, $0.reference) = ("final-opinion", "浙示信复核〔2018〕9号")
        }
        #expect(refused.end == .closed)
    }

    @Test func `from May 2022 a unit that was sent a petition objects, and one that took it in itself may say so`()
        async throws
    {
        let world = try await TestDistrict()
        let day = Instant(try #require(Day("2022-05-06")), hour: 9)
        let sent = try await Walk(.petition, in: world, to: "town:330110004", at: day)
        await #expect(throws: MatterError.self) { _ = try await refuse(sent, after: 1, "other-organ") }
        let own = try await Walk(.petition, in: world, at: day)
        let matter = try await own.act("refusal", by: "chenglichun", after: 1) { $0.ground = "other-organ" }
        #expect(matter.end == .closed)
        let before = try await Walk(.petition, in: world, to: "town:330110004")
        #expect(try await refuse(before, after: 1, "other-organ").end == .closed)
    }

    @Test func `the form leaves out the ground that is not open and says why`() async throws {
        let world = try await TestDistrict()
        let day = Instant(try #require(Day("2022-05-06")), hour: 9)
        let walk = try await Walk(.petition, in: world, to: "town:330110004", at: day)
        let client = TestClient(try world.server(now: { day.adding(seconds: 60) }))
        try await client.signIn("shenxiaoshu")
        let page = try await client.get("/desk/matters/\(walk.receipt.matter)/actions/refusal")
        #expect(!page.text.contains("value=\"other-organ\""))
        #expect(page.text.contains("在期限内提异议"))
        #expect(page.text.contains("name=\"route\""))
    }

    @Test func `a ground that refers needs one of its own routes`() async throws {
        let world = try await TestDistrict()
        let walk = try await Walk(
            .petition, in: world, to: "town:330110004", at: Instant(try #require(Day("2022-05-06")), hour: 9))
        for route in [nil, "nowhere", "labour-inspection"] {
            await #expect(throws: MatterError.self, "\(route ?? "none")") {
                _ = try await refuse(walk, after: 1, "court-or-review", route)
            }
        }
        let matter = try await refuse(walk, after: 1, "court-or-review", "party-appeal")
        #expect(matter.end == .referred)
        #expect(matter.endRoute == "party-appeal")
    }
}

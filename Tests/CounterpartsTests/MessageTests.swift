import Accounts
import App
import Base
import Clocks
import Journal
import Matters
import Storage
import TestDistrict
import Testing

@testable import Counterparts

/// What the court's system tells of 霜降's suit: in time, late, twice, out of order, against the record.
@Suite struct MessageTests {
    @Test func `what fits the record is written down at once and leaves an entry that names the message`() async throws
    {
        let house = try await CounterpartWorld()
        let message = try await house.tell("filing-simplified", "m-1", after: 3)
        #expect(message.state == .taken)
        #expect(message.why == nil)
        let opened = try await house.opened()
        #expect(opened.proceeding.stage == "trial")
        #expect(opened.proceeding.reference == "（2019）浙0110民初m-1号")
        let term = try #require(opened.clocks.first { $0.term.duty == "judgment" })
        #expect(term.term.eventDay == house.later(3).day)
        #expect(try await house.steps() == ["filing-simplified"])
        #expect(try await house.isSound())
    }

    @Test func `what is told late counts from the day on which it happened`() async throws {
        let house = try await CounterpartWorld()
        try await house.tell("filing-simplified", "m-1", after: 1, on: 20)
        let term = try #require(try await house.opened().clocks.first { $0.term.duty == "judgment" })
        #expect(term.term.eventDay == house.later(1).day)
        #expect(try await house.isSound())
    }

    @Test func `the same number is the same message, however often it comes`() async throws {
        let house = try await CounterpartWorld()
        let first = try await house.tell("filing", "m-1")
        #expect(try await house.tell("filing", "m-1", on: 2) == first)
        #expect(try await house.messages().count == 1)
        #expect(try await house.steps() == ["filing"])
        #expect(
            try await house.refusal { try await house.tell("filing", "m-1", told: house.told("另一个内容")) } == .reused)
        #expect(try await house.refusal { try await house.tell("judgment", "m-1") } == .reused)
        #expect(try await house.steps() == ["filing"])
    }

    @Test func `the same told under another number waits, and names the first`() async throws {
        let house = try await CounterpartWorld(), told = house.told("", reference: "（2019）浙0110民初9号")
        try await house.tell("filing", "m-1", told: told)
        let again = try await house.tell("filing", "m-2", told: told)
        #expect(again.state == .held)
        #expect(again.why == CounterpartWords.saidBefore("m-1"))
        #expect(try await house.steps() == ["filing"])
    }

    @Test func `messages that overtook each other find their order`() async throws {
        let house = try await CounterpartWorld()
        let early = try await house.tell("judgment", "m-2", after: 9, on: 10)
        #expect(early.state == .held)
        #expect(try await house.opened().proceeding.stage == "filed")
        try await house.tell("filing", "m-1", after: 2, on: 11)
        #expect(try await house.message("m-2").state == .taken)
        #expect(try await house.opened().proceeding.stage == "judged")
        #expect(try await house.steps() == ["filing", "judgment"])
        #expect(try await house.isSound())
    }

    @Test func `a message that tells of a day before the step before it waits`() async throws {
        let house = try await CounterpartWorld()
        try await house.tell("filing", "m-1", after: 5)
        let judgment = try await house.tell("judgment", "m-2", after: 4, on: 6)
        #expect(judgment.state == .held)
        #expect(judgment.why == CounterpartWords.outOfOrder(house.later(5).day))
    }

    @Test func `what contradicts the record waits for a person, who sets it aside with a reason`() async throws {
        let house = try await CounterpartWorld()
        try await house.tell("not-filed", "m-1", after: 1)
        let other = try await house.tell("filing", "m-2", after: 1)
        #expect(other.state == .held)
        #expect(try await house.opened().proceeding.end == "not-filed")
        #expect(try await house.refusal { try await house.setAside(other, " ") } != nil)
        let stranger = try await house.refusal { try await house.setAside(other, "不是我们的", by: "lyuqingming") }
        #expect(stranger == .notFound)
        try await house.setAside(other, "法院电话说发错了")
        #expect(try await house.message("m-2").state == .setAside)
        #expect(try await house.refusal { try await house.setAside(other, "又一次") } == .changedMeanwhile)
        // Once more from the court: it reads what became of it.
        #expect(try await house.tell("filing", "m-2", after: 1).state == .setAside)
        #expect(try await house.opened().proceeding.end == "not-filed")
        #expect(try await house.isSound())
    }

    @Test func `a message that waited is taken once the record was mended by hand`() async throws {
        let house = try await CounterpartWorld()
        let judgment = try await house.tell("judgment", "m-1", after: 8)
        #expect(judgment.state == .held)
        guard case .barred = try await house.refusal({ try await house.take(judgment, on: 9) }) else {
            Issue.record("the record does not let it in yet")
            return
        }
        #expect(try await house.message("m-1").state == .held)
        try await house.step("filing", after: 2, on: 9, reference: "（2019）浙0110民初1号")
        try await house.take(judgment, on: 9)
        #expect(try await house.message("m-1").state == .taken)
        let opened = try await house.opened()
        #expect(opened.proceeding.stage == "judged")
        #expect(opened.clocks.first { $0.term.duty == "appeal" }?.term.eventDay == house.later(8).day)
        #expect(try await house.refusal { try await house.take(judgment, on: 9) } == .changedMeanwhile)
        #expect(try await house.isSound())
    }

    @Test func `what is wrong in itself is refused with the reason, and nothing is written`() async throws {
        let house = try await CounterpartWorld()
        func field(_ work: () async throws -> CounterpartMessage) async throws -> String? {
            if case .invalid(let field, _) = try await house.refusal({ _ = try await work() }) { field } else { nil }
        }
        #expect(try await field { try await house.tell("filing", "m-1", after: 3, on: 2) } == "happened_at")
        #expect(try await field { try await house.tell("filing", "m-1", told: house.told()) } == "reference")
        #expect(try await field { try await house.tell("no-such-step", "m-1") } == "step")
        #expect(try await field { try await house.tell("effect", "m-1") } == "step")
        let long = house.told(String(repeating: "长", count: 5_001), reference: "1")
        #expect(try await field { try await house.tell("filing", "m-1", told: long) } == "text")
        #expect(try await house.messages().isEmpty)
        #expect(try await house.steps().isEmpty)
        #expect(try await house.tell("filing", "m-1").state == .taken)
    }

    @Test func `nobody speaks for another body, or of what is not its own`() async throws {
        let house = try await CounterpartWorld()
        #expect(try await house.refusal { try await house.tell("filing", "m-1", by: "shenxiaoshu") } == .notFound)
        #expect(try await house.refusal { try await house.tell("filing", "m-1", by: "luqingming") } == .notFound)
        let other = try await house.refusal {
            try await house.tell("filing", "m-1", from: "labour-arbitration", by: "luqingming")
        }
        #expect(other == .notFound)
        #expect(try await house.refusal { try await house.tell("filing", "m-1", from: "nobody") } == .notFound)
        #expect(try await house.messages().isEmpty)
    }

    @Test func `a court that is complained about learns nothing of the matter`() async throws {
        let house = try await CounterpartWorld(complained: "dept:court")
        #expect(try await house.refusal { try await house.tell("filing", "m-1") } == .notFound)
        let store = house.store, court = try await house.world.actor(CounterpartWorld.court), day = house.now.day
        let shown = try await house.world.database.read {
            try store.handovers("court", isOpen: true, after: nil, limit: 9, for: court, on: day, in: $0)
        }
        #expect(shown.isEmpty)
    }

    @Test func `an extension that the law does not know waits, and one beyond its ceiling is refused`() async throws {
        let house = try await CounterpartWorld()
        try await house.tell("filing-simplified", "m-1")
        var told = house.told("院长批准")
        told.days = 30
        #expect(try await house.tell("extension", "m-2", after: 1, told: told).state == .held)
        let wages = try await CounterpartWorld(opens: "labour-arbitration")
        let (body, clerk) = (Self.wages, Self.wagesClerk)
        try await wages.tell("acceptance", "m-1", from: body, by: clerk)
        told.days = 60
        let refused = try await wages.refusal {
            try await wages.tell("extension", "m-2", after: 1, told: told, from: body, by: clerk)
        }
        guard case .invalid("days", _) = refused else {
            Issue.record("\(String(describing: refused))")
            return
        }
        told.days = 15
        #expect(
            try await wages.tell("extension", "m-2", after: 1, told: told, from: body, by: clerk).state == .taken)
        #expect(try await wages.isSound())
    }

    private static let (wages, wagesClerk) = ("labour-arbitration", "luqingming")

    @Test func `a message that the law forbids holds up no other`() async throws {
        let house = try await CounterpartWorld(opens: "labour-arbitration")
        var told = house.told("主任批准")
        told.days = 60
        let early = try await house.tell("extension", "m-2", told: told, from: Self.wages, by: Self.wagesClerk)
        #expect(early.state == .held)
        #expect(try await house.tell("acceptance", "m-1", from: Self.wages, by: Self.wagesClerk).state == .taken)
        #expect(try await house.message("m-2").state == .held)
        guard case .invalid("days", _) = try await house.refusal({ try await house.take(early) }) else {
            Issue.record("beyond the ceiling it cannot be written down by anybody")
            return
        }
        #expect(try await house.isSound())
    }

    @Test func `what was held as told before is not taken when another step is`() async throws {
        let house = try await CounterpartWorld(opens: "labour-arbitration")
        func tell(_ step: String, _ number: String, _ told: CounterpartMessage.Told? = nil) async throws
            -> CounterpartMessage
        {
            try await house.tell(step, number, told: told, from: Self.wages, by: Self.wagesClerk)
        }
        _ = try await tell("acceptance", "m-1")
        let told = house.told("副本已送达")
        #expect(try await tell("copy", "m-2", told).state == .taken)
        #expect(try await tell("copy", "m-3", told).state == .held)
        #expect(try await tell("panel", "m-4").state == .taken)
        #expect(try await house.message("m-3").state == .held)
        #expect(try await house.steps() == ["acceptance", "copy", "panel"])
    }

    @Test func `an extension written by hand and told as well is counted once`() async throws {
        let house = try await CounterpartWorld(opens: "police-mediation"), police = "panchunfen"
        var input = ProceedingInput()
        (input.text, input.days) = ("上一级批准", 10)
        let opened = try await house.opened()
        guard opened.procedure.action("extension") != nil, !opened.clocks.isEmpty else { return }
        let handler = try await house.world.actor(CounterpartWorld.handler)
        _ = try await house.world.house.matters.step(
            "extension", of: house.suit, in: house.matter, revision: try await house.file().matter.revision,
            input: input, by: handler, at: house.now)
        let due = try #require(try await house.opened().clocks.first?.term.due)
        var told = house.told("上一级批准")
        told.days = 10
        let again = try await house.tell("extension", "m-1", on: 1, told: told, from: "police", by: police)
        #expect(again.state == .held)
        #expect(again.why == CounterpartWords.inTheRecord)
        #expect(try await house.opened().clocks.first?.term.due == due)
    }

    @Test func `an appeal in time that is told after the judgment took effect undoes what the clock did`() async throws
    {
        let house = try await CounterpartWorld()
        try await house.tell("filing-simplified", "m-1")
        try await house.tell("judgment", "m-2", after: 1)
        try await house.clock(on: 17)
        let over = try await house.opened()
        #expect(over.proceeding.end == "effective")
        #expect(over.stepsLearntLate.contains { $0.code == "appeal" })
        // Too late is too late.
        #expect(try await house.tell("appeal", "m-3", after: 17, on: 18).state == .held)
        let appeal = try await house.tell("appeal", "m-4", after: 16, on: 18)
        #expect(appeal.state == .taken, "\(String(describing: appeal.why))")
        #expect(try await house.opened().proceeding.end == "appealed")
        #expect(try await house.steps() == ["filing-simplified", "judgment", "effect", "appeal"])
        #expect(try await house.isSound())
    }

    @Test func `by hand too an appeal in time is written down after the clock has spoken`() async throws {
        let house = try await CounterpartWorld()
        try await house.step("filing-simplified", reference: "（2019）浙0110民初1号")
        try await house.step("judgment", after: 1, on: 1, reference: "（2019）浙0110民初1号")
        try await house.clock(on: 17)
        let handler = TestClient(try house.world.server(now: { house.later(18) }))
        try await handler.signIn(CounterpartWorld.handler)
        let page = try await handler.get("/desk/matters/\(house.matter)/proceedings/\(house.suit)")
        #expect(page.text.contains("期满前就办了") && page.text.contains("/steps/appeal"))
        await #expect(throws: MatterError.self) { try await house.step("appeal", after: 17, on: 18) }
        try await house.step("appeal", after: 15, on: 18)
        #expect(try await house.opened().proceeding.end == "appealed")
    }

    @Test func `an extension approved in time is counted though it is told after the time was over`() async throws {
        let house = try await CounterpartWorld(opens: "land-arbitration"),
            (body, clerk) = ("land-arbitration", "chengchushu")
        try await house.tell("acceptance", "m-1", from: body, by: clerk)
        let award = try #require(try await house.opened().clocks.first { $0.term.duty == "award" }).term.due
        var told = house.told("主任批准")
        told.days = 10
        let days = award.number - house.now.day.number
        let late = try await house.tell(
            "extension", "m-2", after: days, on: days + 1, told: told, from: body, by: clerk)
        #expect(late.state == .taken, "\(String(describing: late.why))")
        #expect(try await house.opened().clocks.first { $0.term.duty == "award" }.map { $0.term.due > award } == true)
    }

    @Test func `a day before the proceeding was opened here waits, and is taken by whoever looked at it`() async throws
    {
        let house = try await CounterpartWorld()
        let early = try await house.tell("filing-simplified", "m-1", after: -3, on: 2)
        #expect(early.state == .held)
        try await house.take(early, on: 2)
        let term = try #require(try await house.opened().clocks.first { $0.term.duty == "judgment" })
        #expect(term.term.eventDay == house.later(-3).day)
        #expect(try await house.isSound())
    }

    @Test func `a court that is shut out later reads nothing any more`() async throws {
        let house = try await CounterpartWorld()
        try await house.tell("filing", "m-1")
        let head = try await house.world.actor("hanchunfen"), court = try await house.world.unit("dept:court").id
        try await house.world.house.matters.exclude(
            court, from: house.matter, revision: try await house.file().matter.revision, reason: "当事人反映该院",
            by: head, at: house.now)
        #expect(try await house.refusal { try await house.tell("filing", "m-1") } == .notFound)
        #expect(try await house.refusal { try await house.tell("judgment", "m-2") } == .notFound)
        #expect(try await house.refusal { _ = try await house.refer("r-1") } != nil)
    }

    @Test func `a notary tells only of what its own unit runs`() async throws {
        let own = try await CounterpartWorld(opens: "notarisation", runBy: "dept:justice")
        let told = own.told("公证书已出")
        #expect(try await own.tell("acceptance", "m-1", from: "notary", by: "gulichun").state == .taken)
        #expect(try await own.tell("result", "m-2", told: told, from: "notary", by: "gulichun").state == .taken)
        #expect(try await own.opened().proceeding.end == "done")
        let other = try await CounterpartWorld(opens: "notarisation")
        let refused = try await other.refusal {
            try await other.tell("acceptance", "m-1", from: "notary", by: "gulichun")
        }
        #expect(refused == .notFound)
        let (store, actor, day) = (other.store, try await other.world.actor("gulichun"), other.now.day)
        let shown = try await other.world.database.read {
            try store.handovers("notary", isOpen: true, after: nil, limit: 9, for: actor, on: day, in: $0)
        }
        #expect(shown.isEmpty)
    }

    @Test func `whoever answers for the matter sets aside, and the running unit alone writes down`() async throws {
        let house = try await CounterpartWorld(opens: "notarisation", runBy: "dept:justice")
        let held = try await house.tell(
            "result", "m-1", told: house.told("公证书已出"), from: "notary", by: "gulichun")
        #expect(held.state == .held)
        #expect(try await house.refusal { try await house.take(held) } == .barred(CounterpartWords.runnerTakes))
        try await house.setAside(held, "还没有受理")
        #expect(try await house.message("m-1").state == .setAside)
    }

    @Test func `of two who decide at once one is told`() async throws {
        let house = try await CounterpartWorld()
        try await house.tell("not-filed", "m-1")
        let held = try await house.tell("filing", "m-2")
        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for _ in 1...4 {
                group.addTask { (try? await house.setAside(held, "发错了")) != nil }
            }
            return await group.reduce(into: [Bool]()) { $0.append($1) }
        }
        #expect(outcomes.count { $0 } == 1)
        #expect(try await house.isSound())
    }

    @Test func `by hand too an answer counts from its day, comes once, and may not contradict`() async throws {
        let house = try await CounterpartWorld(), revision = try await house.file().matter.revision
        try await house.step(
            "filing-simplified", after: 1, on: 5, reference: "（2019）浙0110民初1号", revision: revision)
        #expect(
            try await house.opened().clocks.first { $0.term.duty == "judgment" }?.term.eventDay == house.later(1).day)
        // A double click comes with the revision that was read before.
        await #expect(throws: MatterError.self) {
            try await house.step("filing-simplified", after: 1, on: 5, reference: "（2019）浙0110民初1号", revision: revision)
        }
        await #expect(throws: MatterError.self) { try await house.step("not-filed", on: 6) }
        #expect(try await house.steps() == ["filing-simplified"])
        // What was written down by hand and is told as well waits: nothing is counted twice.
        #expect(try await house.tell("filing-simplified", "m-1", after: 1, on: 6).state == .held)
        #expect(try await house.steps() == ["filing-simplified"])
    }
}

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
        #expect(try await field { try await house.tell("filing", "m-1", after: -3, on: 2) } == "happened_at")
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
        let (body, clerk) = ("labour-arbitration", "luqingming")
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

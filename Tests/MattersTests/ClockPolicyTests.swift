import Base
import TestDistrict
import Testing

@testable import Clocks
@testable import Matters

/// What changes a clock is judged before anybody tries it: each refusal says by which text, and until when.
@Suite struct ClockPolicyTests {
    private static let today = TestDistrict.morning.day
    private static let lead = Fixture.actor(Fixture.village, .handler)
    private static let head = Fixture.actor(Fixture.village, .head)

    private func why(
        _ code: String, _ clocks: [TermStanding], by actor: Actor = head, today: Day = today
    ) throws -> Words? {
        var parts = Fixture.Parts.handling
        parts.clocks = clocks
        let judged = try MatterPolicy.judge(Procedures.action(code), on: parts.file, by: actor, today: today)
        if case .barred(let why) = judged { return why }
        return nil
    }

    @Test func `where no term runs there is nothing to pause, to resume or to extend`() throws {
        #expect(try why("pause", [])?.zh == "没有正在走的时限")
        #expect(try why("extension", [])?.zh == "没有正在走的时限")
        #expect(try why("resumption", [])?.zh == "时限没有暂停")
        let objection = Fixture.clock("objection", share: Fixture.village)
        #expect(
            try why("pause", [objection])?.en == "No time limit is running", "a right to object is no term of theirs")
        #expect(try why("extension", [objection])?.en == "No time limit is running")
    }

    @Test func `a rule without pauses bars the pause and is named`() throws {
        let why = try #require(try why("pause", [Fixture.clock(pauses: [])], by: Self.lead))
        #expect(why.zh == "《试行办法》第一条没有规定可以暂停")
        #expect(why.en == "Trial Rules, Art. 1: no pause is provided for")
    }

    @Test func `a rule that knows other grounds than the procedure bars the pause`() throws {
        #expect(try why("pause", [Fixture.clock(pauses: ["hearing"])])?.zh == "《试行办法》第一条没有规定可以暂停")
        #expect(try why("pause", [Fixture.clock(pauses: ["hearing", "supplement"])]) == nil)
    }

    @Test func `the form offers only the grounds that the rule knows, and the write asks for no other`() throws {
        var parts = Fixture.Parts.handling
        parts.clocks = [Fixture.clock(pauses: ["supplement"])]
        let procedure = try Procedures.all()["petition"].unwrapped()
        let grounds = MatterPolicy.pauseGrounds(of: procedure, on: parts.file, from: Self.today)
        #expect(grounds.map(\.code) == ["supplement"])
        #expect(
            MatterPolicy.judgePause(parts.file, on: ["appraisal"], from: Self.today)
                == .barred(Words("《试行办法》第一条没有规定可以因此暂停", "Trial Rules, Art. 1: no pause on that ground")))
    }

    @Test func `a term that is over can neither be paused nor extended`() throws {
        let over = Fixture.clock(due: Self.today.adding(days: -1))
        for code in ["pause", "extension"] {
            #expect(try why(code, [over])?.zh == "时限 2019年11月25日 星期一 已经到期，不能再改", "\(code)")
        }
        let last = Fixture.clock(due: Self.today)
        for code in ["pause", "extension"] { #expect(try why(code, [last]) == nil, "the last day is whole") }
    }

    @Test func `a clock that stood still today cannot stand still again today`() throws {
        #expect(try why("pause", [Fixture.clock(lastPaused: Self.today)])?.zh == "时限现在不能这样改")
        #expect(try why("pause", [Fixture.clock(lastPaused: Self.today.adding(days: -1))]) == nil)
    }

    @Test func `a paused clock is extended, a rule without extension is not`() throws {
        #expect(try why("extension", [Fixture.clock("completion", .paused, due: Self.today.adding(days: -1))]) == nil)
        #expect(try why("extension", [Fixture.clock(extra: nil)])?.zh == "《试行办法》第一条没有规定可以延长")
    }

    @Test func `rules of two levels run side by side and the one that knows an extension decides`() throws {
        let local = Fixture.clock(extra: nil, article: Words("地方规定", "Local rules"))
        #expect(try why("extension", [local, Fixture.clock()]) == nil)
        let spent = Fixture.clock(added: 30)
        #expect(try why("extension", [Fixture.clock(), spent]) == nil, "each under its own text")
        #expect(try why("extension", [spent, spent]) != nil)
        #expect(try why("extension", [local, local])?.en == "Local rules: no extension is provided for", "named once")
    }

    @Test func `at the ceiling nothing is added, below it the form says how much is left`() throws {
        let why = try #require(try why("extension", [Fixture.clock(added: 30)]))
        #expect(why.zh == "已经延长 30 天，到了《试行办法》第一条允许的上限")
        #expect(why.en == "Extended by 30 days already, the most that Trial Rules, Art. 1 allows")
        var parts = Fixture.Parts.handling
        parts.clocks = [Fixture.clock(added: 10), Fixture.clock(added: 25), Fixture.clock(extra: nil)]
        #expect(MatterPolicy.longestExtension(parts.file, by: .head, on: Self.today) == TermLimit(20, .calendar))
        #expect(MatterPolicy.longestExtension(parts.file, by: .clerk, on: Self.today) == nil)
    }

    @Test func `where the rule names another approver the head does not approve`() throws {
        let arbiters = LawExtension(ceiling: 30, unit: .calendar, approver: "arbiter")
        #expect(try why("extension", [Fixture.clock(extra: arbiters)])?.zh == "按《试行办法》第一条，由派单裁定批准")
        let parties = LawExtension(ceiling: 30, unit: .calendar, approver: "parties")
        #expect(
            try why("extension", [Fixture.clock(extra: parties)])?.en
                == "By Trial Rules, Art. 1, this is approved by: somebody else")
    }

    @Test func `who may not act at all is told that first`() throws {
        #expect(try why("extension", [], by: Self.lead)?.zh == "由本机关负责人批准")
        #expect(try why("pause", [], by: Fixture.actor(Fixture.stranger, .handler))?.zh == "现在由别的单位负责")
    }
}

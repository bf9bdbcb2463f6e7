import Accounts
import App
import Base
import Clocks
import Journal
import Rulebook
import Storage
import TestDistrict
import Testing

@testable import Matters

/// Proceedings that are opened inside a matter: a quarrel of 谷雨 about wages goes to a made-up mediation and on to its confirmation.
@Suite struct ProceedingTests {
    private static let law = """
        pack: law
        id: zz-trial
        from: 2019-01-01
        rules:
          - {id: Z1, duty: trial-answer, applies: [trial], trigger: received, limit: {amount: 3, unit: working}, article: {zh: 试条一, en: Trial 1}, level: nation, from: 2019-01-01, sentence: {zh: 三个工作日内答复, en: Answer in three working days}}
          - {id: Z2, duty: trial-end, applies: [trial], trigger: accepted, limit: {amount: 30, unit: calendar}, extension: {approver: parties}, pauses: [expert], expiry: [failed], article: {zh: 试条二, en: Trial 2}, level: nation, from: 2019-01-01, sentence: {zh: 三十日内调结, en: Settle in 30 days}}
          - {id: Z3, duty: trial-confirmation, applies: [trial], trigger: agreed, limit: {amount: 30, unit: calendar}, holder: party, expiry: [closed], article: {zh: 试条三, en: Trial 3}, level: nation, from: 2019-01-01, sentence: {zh: 三十日内共同申请, en: Apply together within 30 days}}
        """
    private static let trial = """
        pack: procedures
        code: trial
        version: 1
        from: 2019-01-01
        road: mediation
        zh: 试调解
        en: Trial mediation
        plain: {zh: 有人帮着谈, en: Somebody helps to talk}
        kinds: [dispute]
        rights: [trial-confirmation]
        filing: {zh: 申请, en: Request, stage: requested, starts: [trial-answer], event: received, by: [answerable, lead], needs: [unit]}
        stages:
          - {code: requested, zh: 已申请, en: Requested, open: true, plain: {zh: 等答复, en: waiting}}
          - {code: talking, zh: 调解中, en: In mediation, open: true, plain: {zh: 正在谈, en: talking}}
          - {code: ended, zh: 已结束, en: Ended, open: false, plain: {zh: 有结果, en: there is a result}}
        ends:
          - {code: agreed, zh: 达成协议, en: Agreed, solved: true}
          - {code: failed, zh: 调解不成, en: Failed, solved: false}
        pause-grounds:
          - {code: expert, zh: 等专家意见, en: Waiting for an expert}
        actions:
          - {code: acceptance, zh: 受理, en: Accept, from: [requested], to: talking, by: [handler], event: accepted, starts: [trial-end], stops: [trial-answer]}
          - {code: refusal, zh: 不予受理, en: Refuse, from: [requested], to: ended, by: [handler], end: failed, needs: [text], stops: [trial-answer]}
          - {code: rest, zh: 暂停, en: Pause, from: [talking], by: [handler], effect: pause, needs: [ground]}
          - {code: going-on, zh: 恢复, en: Go on, from: [talking], by: [handler], effect: resume}
          - {code: longer, zh: 延长, en: Take longer, from: [talking], by: [handler], effect: extend, needs: [days, consent]}
          - {code: agreement, zh: 达成协议, en: Agree, from: [talking], to: ended, by: [handler], event: agreed, end: agreed, starts: [trial-confirmation], stops: [trial-end], needs: [text]}
          - {code: expiry, zh: 期满不成, en: Time is over, from: [talking], to: ended, by: [clock], on-expiry: trial-end, end: failed}
        """
    private static let confirmation = """
        pack: procedures
        code: trial-confirmation
        version: 1
        from: 2019-01-01
        road: litigation
        zh: 试确认
        en: Trial confirmation
        plain: {zh: 请法院确认, en: Ask the court to confirm}
        filing: {zh: 共同申请, en: Joint application, stage: asked, starts: [], by: [answerable, lead], needs: [consent], after: {procedure: trial, ends: [agreed], within: trial-confirmation}}
        stages:
          - {code: asked, zh: 已申请, en: Asked, open: true, plain: {zh: 等法院, en: waiting for the court}}
          - {code: ended, zh: 已裁定, en: Decided, open: false, plain: {zh: 有裁定, en: there is a ruling}}
        ends:
          - {code: confirmed, zh: 确认有效, en: Confirmed, solved: true}
        actions:
          - {code: ruling, zh: 裁定, en: Ruling, from: [asked], to: ended, by: [counterpart], end: confirmed, needs: [reference]}
        """

    /// A dispute that 星桥街道 has taken up, with the made-up procedures in force.
    private func taken() async throws -> Walk {
        let world = try await TestDistrict()
        let rulebook = Rulebook(district: world.house.district.key), journal = world.house.journal
        let packs = [
            ("law", "zz-trial", Self.law), ("procedures", "trial", Self.trial),
            ("procedures", "trial-confirmation", Self.confirmation),
        ]
        try await world.database.write { transaction in
            for (pack, name, body) in packs {
                _ = try rulebook.publish(
                    pack: pack, name: name, body: body, by: .system("test"), at: TestDistrict.morning, in: transaction,
                    record: { pack, transaction in
                        try journal.record(
                            JournalRecord(
                                "rule.published", subject: Subject(kind: "rule", id: "\(pack.pack)/\(pack.name)"),
                                by: .system("test"), happenedAt: TestDistrict.morning, parameters: ["pin": pack.pin]),
                            in: transaction)
                    })
            }
        }
        let walk = try await Walk(.dispute, in: world, to: "town:330110004")
        try await walk.act("accept", by: "shenxiaoshu")
        return walk
    }

    private func open(
        _ walk: Walk, _ code: String = "trial", by login: String = "shenxiaoshu", on day: Int = 0,
        _ change: (inout ProceedingInput) -> Void = { _ in }
    ) async throws -> Proceeding {
        var input = ProceedingInput()
        input.unit = try await walk.world.unit("town:330110004").id
        change(&input)
        return try await walk.world.house.matters.openProceeding(
            code, in: walk.receipt.matter, revision: try await walk.matter.revision, input: input,
            by: try await walk.world.actor(login), at: walk.day(day))
    }

    @discardableResult
    private func step(
        _ walk: Walk, _ code: String, of proceeding: Proceeding, by login: String = "shenxiaoshu", on day: Int = 0,
        _ change: (inout ProceedingInput) -> Void = { _ in }
    ) async throws -> Proceeding {
        var input = ProceedingInput()
        change(&input)
        return try await walk.world.house.matters.step(
            code, of: proceeding.id, in: walk.receipt.matter, revision: try await walk.matter.revision, input: input,
            by: try await walk.world.actor(login), at: walk.day(day))
    }

    private func list(_ walk: Walk) async throws -> [ProceedingFile] {
        let matters = walk.world.house.matters, id = walk.receipt.matter
        return try await walk.world.database.read { reader in
            try matters.listProceedings(of: matters.getFile(matters.getAny(id, in: reader), in: reader), in: reader)
        }
    }

    private func agreed(_ walk: Walk) async throws -> Proceeding {
        let trial = try await open(walk)
        try await step(walk, "acceptance", of: trial, on: 1)
        return try await step(walk, "agreement", of: trial, on: 8) { $0.text = "双方谈妥，分三期付清。" }
    }

    @Test func `a mediation runs beside the matter's own proceeding, each under its own terms`() async throws {
        let walk = try await taken()
        let trial = try await open(walk)
        #expect((trial.stage, trial.road, trial.end) == ("requested", .mediation, nil))
        try await step(walk, "acceptance", of: trial, on: 1)
        let all = try await list(walk)
        #expect(all.map(\.procedure.code) == ["dispute", "trial"])
        #expect(all.map(\.proceeding.stage) == ["handling", "talking"])
        #expect(all[1].clocks.map(\.term.ruleID) == ["Z2"])
        #expect(all[0].clocks.allSatisfy { $0.term.ruleID != "Z2" })
        #expect(try await walk.matter.status == .handling, "the matter's own stage is its own")
        try await walk.expectSoundRecord()
    }

    @Test func `an agreement ends it, starts the time for confirmation, and the page of the matter tells it`()
        async throws
    {
        let walk = try await taken()
        let trial = try await agreed(walk)
        #expect((trial.stage, trial.end, trial.isOpen) == ("ended", "agreed", false))
        let clocks = try await list(walk)[1].clocks
        #expect(clocks.map(\.term.ruleID) == ["Z3"])
        #expect(clocks.map(\.term.holder) == [.party])
        #expect(try await walk.matter.due.map { $0 > walk.day(8).day } == true, "a right is no due day of the office")
        let matters = walk.world.house.matters, id = walk.receipt.matter
        let told = try await walk.world.database.read { try matters.timeline(id, isForFiler: true, in: $0) }
        #expect(told.compactMap(\.step).map(\.zh) == ["试调解：达成协议（达成协议）", "试调解：受理", "试调解：申请"])
        #expect(told.first { $0.step != nil }?.text == nil, "what offices wrote is not for the filer")
    }

    @Test func `confirmation can be asked for on the thirtieth day and not on the thirty-first`() async throws {
        let walk = try await taken()
        _ = try await agreed(walk)
        let late = await #expect(throws: MatterError.self) {
            try await open(walk, "trial-confirmation", on: 8 + 31) { $0.hasConsent = true }
        }
        // The thirtieth day, Friday 3 January 2020, is the last.
        #expect(late.map { "\($0)".contains("试条三") } == true)
        let asked = try await open(walk, "trial-confirmation", on: 8 + 30) { $0.hasConsent = true }
        #expect(asked.stage == "asked")
        #expect(try await list(walk)[1].clocks.isEmpty, "the right was used")
    }

    @Test func `confirmation before there is an agreement, or without both sides, is refused`() async throws {
        let walk = try await taken()
        let early = await #expect(throws: MatterError.self) {
            try await open(walk, "trial-confirmation") { $0.hasConsent = true }
        }
        #expect(early == .barred(Words("先要有试调解的结果：达成协议", "Trial mediation must have ended first: Agreed")))
        _ = try await agreed(walk)
        let alone = await #expect(throws: MatterError.self) { try await open(walk, "trial-confirmation", on: 9) }
        #expect(alone == .invalid(field: "consent", Words("要各方都同意", "Everybody concerned must agree")))
    }

    @Test func `when its time is over the clock ends it as failed, once, dated on the day after`() async throws {
        let walk = try await taken()
        let trial = try await open(walk)
        try await step(walk, "acceptance", of: trial, on: 0)
        let job = OverdueTermsJob(walk.world.house.matters)
        _ = try await job.run(at: walk.day(30))
        #expect(try await list(walk)[1].proceeding.isOpen, "the last day is whole")
        _ = try await job.run(at: walk.day(31))
        _ = try await job.run(at: walk.day(31))
        let ended = try await list(walk)[1].proceeding
        #expect((ended.stage, ended.end) == ("ended", "failed"))
        let journal = walk.world.house.journal, id = walk.receipt.matter
        let entries = try await walk.world.database.read {
            try journal.listEntries(of: Subject("matter", id), limit: 50, in: $0)
                .filter { $0.parameters["action"] == "expiry" }
        }
        #expect(entries.map(\.principal) == ["system:clock"])
        #expect(entries.map(\.happenedAt.day) == [walk.day(31).day])
        try await walk.expectSoundRecord()
    }

    @Test func `a right that nobody used lapses with an entry and troubles no superior`() async throws {
        let walk = try await taken()
        _ = try await agreed(walk)
        _ = try await OverdueTermsJob(walk.world.house.matters).run(at: walk.day(40))
        #expect(try await list(walk)[1].clocks.isEmpty)
        let journal = walk.world.house.journal, id = walk.receipt.matter
        let entries = try await walk.world.database.read {
            try journal.listEntries(of: Subject("matter", id), limit: 60, in: $0)
        }
        #expect(entries.filter { $0.code == "matter.lapsed" }.map { $0.parameters["expiry"] } == ["closed"])
        #expect(!entries.contains { $0.code == "matter.escalated" && $0.parameters["rule"] == "Z3" })
    }

    @Test func `its clock stands still on the law's ground, and is extended by consent`() async throws {
        let walk = try await taken()
        let trial = try await open(walk)
        try await step(walk, "acceptance", of: trial, on: 0)
        let before = try #require(try await list(walk)[1].clocks.first).term.due
        try await step(walk, "rest", of: trial, on: 2) { $0.ground = "expert" }
        let again = await #expect(throws: MatterError.self) {
            try await step(walk, "rest", of: trial, on: 3) { $0.ground = "expert" }
        }
        #expect(again == .barred(Words("时限已经暂停", "The clock already stands still")))
        try await step(walk, "going-on", of: trial, on: 6)
        let after = try #require(try await list(walk)[1].clocks.first).term.due
        #expect(after.number - before.number == 4)
        let alone = await #expect(throws: MatterError.self) {
            try await step(walk, "longer", of: trial, on: 7) { $0.days = 10 }
        }
        #expect(alone == .invalid(field: "consent", Words("要各方都同意", "Everybody concerned must agree")))
        try await step(walk, "longer", of: trial, on: 7) { ($0.days, $0.hasConsent) = (10, true) }
        let longer = try #require(try await list(walk)[1].clocks.first).term.due
        #expect(longer > after)
    }

    @Test func `contradictory steps, strangers and whoever is slower are refused`() async throws {
        let walk = try await taken()
        let trial = try await open(walk)
        let early = await #expect(throws: MatterError.self) {
            try await step(walk, "agreement", of: trial) { $0.text = "还没受理就达成" }
        }
        #expect(early == .barred(Words("还没到这一步，或者已经做过", "It is not time for this step, or it has been taken")))
        let stranger = await #expect(throws: MatterError.self) {
            try await step(walk, "acceptance", of: trial, by: "chenglichun")
        }
        #expect(stranger == .barred(Words("由承办这个程序的单位来做", "The unit that runs this proceeding does it")))
        let revision = try await walk.matter.revision, matters = walk.world.house.matters
        let actor = try await walk.world.actor("shenxiaoshu"), id = walk.receipt.matter
        _ = try await matters.step(
            "acceptance", of: trial.id, in: id, revision: revision, input: ProceedingInput(), by: actor, at: walk.day(0)
        )
        let slower = await #expect(throws: MatterError.self) {
            try await matters.step(
                "refusal", of: trial.id, in: id, revision: revision, input: ProceedingInput(), by: actor,
                at: walk.day(0))
        }
        #expect(slower == .changedMeanwhile(revision: revision + 1))
        let twice = await #expect(throws: MatterError.self) { try await open(walk) }
        #expect(twice == .barred(Words("这个程序正在进行", "This proceeding is under way")))
        #expect(try await list(walk).count == 2)
    }

    @Test func `an answer of another body needs its number, and one after the end is refused`() async throws {
        let walk = try await taken()
        _ = try await agreed(walk)
        let asked = try await open(walk, "trial-confirmation", on: 9) { $0.hasConsent = true }
        let bare = await #expect(throws: MatterError.self) { try await step(walk, "ruling", of: asked, on: 10) }
        #expect(bare == .invalid(field: "reference", Words("请填对方的文号", "Please give the other body's number")))
        let done = try await step(walk, "ruling", of: asked, on: 12) { input in
            input.reference = "（2019）浙0110民特17号"
            input.text = "法院今天才告诉，前天裁的"
            input.happenedAt = walk.day(10)
        }
        #expect((done.end, done.reference) == ("confirmed", "（2019）浙0110民特17号"))
        let repeated = await #expect(throws: MatterError.self) {
            try await step(walk, "ruling", of: asked, on: 13) { $0.reference = "（2019）浙0110民特18号" }
        }
        #expect(repeated == .barred(Words("这个程序已经结束", "This proceeding has ended")))
    }

    @Test func `a step cannot be dated before the proceeding began, nor in the future`() async throws {
        let walk = try await taken()
        let trial = try await open(walk, on: 3)
        for day in [-1, 9] {
            let refused = await #expect(throws: MatterError.self) {
                try await step(walk, "acceptance", of: trial, on: 4) {
                    ($0.happenedAt, $0.text) = (walk.day(day), "补记")
                }
            }
            #expect(refused.map { "\($0)".contains("happened-day") } == true)
        }
    }
}

import Base
import Clocks
import Rulebook
import Storage
import TestSupport
import Testing

@Suite struct TermStoreTests {
    let store = TermStore(district: "yuhang")
    let matter = RecordID(trusted: "matter-1")
    let proceeding = RecordID(trusted: "proceeding-1")

    private func world() async throws -> TestDatabase {
        let test = try await TestDatabase(rulebookMigrations + clocksMigrations)
        let seeds = try Fixture.seeds("law") + Fixture.seeds("calendar") + [Self.medical]
        let noon = try Fixture.noon("2019-01-01")
        _ = try await test.engine.write { transaction in
            try Rulebook(district: "yuhang").load(seeds, at: noon, in: transaction)
        }
        return test
    }

    // A medical dispute: expert time is not counted (law on medical disputes 2018, Art. 38).
    private static let medical = RuleSeed(
        pack: "law", name: "zz-test",
        body: """
            pack: law
            id: zz-test
            rules:
              - id: T1
                duty: mediation
                applies: [medical]
                trigger: accepted
                limit: {amount: 30, unit: working}
                pauses: [appraisal]
                extension: {unit: working, approver: parties}
                article: {zh: 条, en: Article}
                level: nation
                from: 2018-10-01
                sentence: {zh: 句, en: Sentence}
            """
    )

    private func start(_ duty: String, _ procedure: String, _ trigger: LawTrigger, _ day: String) throws -> TermStart {
        TermStart(
            matter: matter, proceeding: proceeding, duty: duty, procedure: procedure, trigger: trigger,
            eventDay: try Fixture.day(day)
        )
    }

    private func begin(
        _ test: TestDatabase, _ duty: String = "completion", _ procedure: String = "petition",
        _ trigger: LawTrigger = .accepted, _ day: String = "2019-11-21"
    ) async throws -> [Term] {
        let start = try start(duty, procedure, trigger, day)
        let noon = try Fixture.noon(day)
        return try await test.engine.write { [store] in try store.start(start, at: noon, in: $0) }
    }

    @Test func `every rule in force starts and the strictest drives`() async throws {
        let test = try await world()
        let terms = try await begin(test)
        #expect(Set(terms.map(\.ruleID)) == ["P4", "P11"])
        let driving = try #require(terms.first { $0.drives })
        #expect(driving.ruleID == "P11")
        #expect((driving.due, driving.rawEnd) == (Day("2019-12-23"), Day("2019-12-21")))
        #expect(driving.ruleVersion == "law/petitions/1")
        #expect(driving.calendarVersion == "2019-2")
        #expect(terms.filter(\.drives).count == 1)
        let stored = try await test.engine.read { [store, matter] in try store.listTerms(matter: matter, in: $0) }
        #expect(Set(stored) == Set(terms))
    }

    @Test func `a district may let the national rule drive`() async throws {
        let test = try await world()
        let store = TermStore(district: "yuhang", driver: .level(.nation))
        let start = try start("completion", "petition", .accepted, "2019-11-21")
        let noon = try Fixture.noon("2019-11-21")
        let terms = try await test.engine.write { try store.start(start, at: noon, in: $0) }
        #expect(terms.first { $0.drives }?.ruleID == "P4")
    }

    @Test func `a duty done on the last day is met and a day later missed`() async throws {
        let test = try await world()
        for (day, states) in [("2019-12-23", [TermState.met, .met]), ("2019-12-24", [.missed, .met])] {
            let terms = try await begin(test)
            let done = try Fixture.day(day)
            let noon = try Fixture.noon(day)
            let ended = try await test.engine.write { [store, proceeding] in
                try store.finish(.proceeding(proceeding, duties: ["completion"]), on: done, at: noon, in: $0)
            }
            #expect(ended.count == terms.count)
            #expect(ended.sorted { $0.due < $1.due }.map(\.state) == states)
        }
        let left = try await test.engine.read { [store, matter] in try store.listActive(.matter(matter), in: $0) }
        #expect(left.isEmpty)
    }

    @Test func `a duty that falls away is stopped`() async throws {
        let test = try await world()
        let terms = try await begin(test)
        let (day, noon) = (try Fixture.day("2020-06-01"), try Fixture.noon("2020-06-01"))
        let ended = try await test.engine.write { [store, matter] in
            try store.stop(.matter(matter), on: day, at: noon, in: $0)
        }
        #expect(ended.map(\.state) == terms.map { _ in .stopped })
        #expect(ended.allSatisfy { $0.endedOn == day && $0.endedAt == noon })
    }

    @Test func `a pause over a holiday stops the clock and the resumed term counts on`() async throws {
        let test = try await world()
        let term = try #require(try await begin(test, "mediation", "medical", .accepted, "2019-09-20").first)
        #expect(term.due == Day("2019-11-06"))
        let (from, to) = (try Fixture.day("2019-09-30"), try Fixture.day("2019-10-11"))
        let move = try await test.engine.write { [store] transaction in
            let paused = try store.pause(
                term.id, from: from, ground: "appraisal", evidence: "file-1", at: Instant(from), in: transaction
            )
            #expect(paused.state == .paused)
            return try store.resume(term.id, lastPaused: to, at: Instant(to), in: transaction)
        }
        // Five working days were paused: 30 September, 8, 9, 10 and 11 October.
        #expect((move.dueBefore, move.term.due) == (Day("2019-11-06"), Day("2019-11-13")))
        let other = try #require(try await begin(test, "mediation", "medical", .accepted, "2019-09-24").first)
        let accounts = try await test.engine.read { [store] in try store.accounts(of: [other, move.term], in: $0) }
        // The pause of one does not move the other.
        #expect(accounts.map(\.result.due) == [other.due, move.term.due])
        let account = try #require(accounts.last)
        #expect(account.result.due == move.term.due)
        #expect(account.explanation.words.zh.contains("9月30日至10月11日暂停计时也不算"))
        let pauses = try await test.engine.read { [store] in try store.listPauses(term.id, in: $0) }
        #expect(pauses.map(\.evidence) == ["file-1"])
    }

    @Test func `a clock stands still only on a ground that its rule knows`() async throws {
        let test = try await world()
        let terms = try await begin(test)
        let day = try Fixture.day("2019-11-25")
        let paused = try await test.engine.write { [store, proceeding] in
            try store.pauseAll(.proceeding(proceeding), from: day, ground: "appraisal", at: Instant(day), in: $0)
        }
        #expect(paused.isEmpty)
        let first = try #require(terms.first)
        await #expect(throws: TermError.pauseNotAllowed(rule: first.ruleID, ground: "appraisal")) {
            try await test.engine.write { [store] in
                _ = try store.pause(first.id, from: day, ground: "appraisal", at: Instant(day), in: $0)
            }
        }
    }

    @Test func `a paused term cannot be paused again, nor escalated, and ends with its pause closed`() async throws {
        let test = try await world()
        let term = try #require(try await begin(test, "mediation", "medical", .accepted, "2019-09-20").first)
        let day = try Fixture.day("2019-09-30")
        let late = try Fixture.day("2020-02-28")
        try await test.engine.write { [store] in
            _ = try store.pause(term.id, from: day, ground: "appraisal", at: Instant(day), in: $0)
        }
        await #expect(throws: TermError.wrongState(.paused)) {
            try await test.engine.write { [store] in
                _ = try store.pause(term.id, from: day, ground: "appraisal", at: Instant(day), in: $0)
            }
        }
        let overdue = try await test.engine.read { [store] in try store.listOverdue(asOf: late, limit: 10, in: $0) }
        #expect(overdue.isEmpty)
        let ended = try await test.engine.write { [store] in
            try store.finish(.term(term.id), on: late, at: Instant(late), in: $0)
        }
        #expect(ended.map(\.state) == [.met])
        let pauses = try await test.engine.read { [store] in try store.listPauses(term.id, in: $0) }
        #expect(pauses.map(\.to) == [late])
    }

    @Test func `an extension needs an approver, a reason and room under the ceiling`() async throws {
        let test = try await world()
        let term = try #require(try await begin(test).first { $0.ruleID == "P11" })
        let noon = try Fixture.noon("2019-12-20")
        let head = TermApprover(role: "head", principal: .system("test"))
        func extend(_ amount: Int, _ approver: TermApprover?, _ reason: String, at: Instant) async throws -> TermMove {
            try await test.engine.write { [store] in
                try store.extend(term.id, by: amount, approver: approver, reason: reason, at: at, in: $0)
            }
        }
        await #expect(throws: TermError.approverMissing(role: "head")) { try await extend(60, nil, "鉴定", at: noon) }
        let clerk = TermApprover(role: "clerk", principal: .system("test"))
        await #expect(throws: TermError.approverMissing(role: "head")) { try await extend(60, clerk, "鉴定", at: noon) }
        await #expect(throws: TermError.reasonMissing) { try await extend(60, head, " ", at: noon) }
        await #expect(throws: TermError.beyondCeiling(left: 60)) { try await extend(61, head, "鉴定", at: noon) }
        await #expect(throws: TermError.beyondCeiling(left: 60)) { try await extend(0, head, "鉴定", at: noon) }
        let late = try Fixture.noon("2019-12-24")
        await #expect(throws: TermError.over(term.due)) { try await extend(10, head, "鉴定", at: late) }
        let move = try await extend(40, head, "鉴定", at: noon)
        // Day 40 is 30 January 2020, in Spring Festival.
        #expect((move.term.rawEnd, move.term.due) == (Day("2020-01-30"), Day("2020-01-31")))
        #expect(!move.term.drives)
        await #expect(throws: TermError.beyondCeiling(left: 20)) { try await extend(21, head, "鉴定", at: noon) }
        let last = try await extend(20, head, "鉴定", at: noon)
        #expect(last.term.due == Day("2020-02-19"))
        await #expect(throws: TermError.beyondCeiling(left: 0)) { try await extend(1, head, "鉴定", at: noon) }
    }

    @Test func `only the driving term is escalated, once`() async throws {
        let test = try await world()
        let terms = try await begin(test)
        let driving = try #require(terms.first { $0.drives })
        let (last, after) = (try Fixture.day("2019-12-23"), try Fixture.day("2019-12-24"))
        let found = try await test.engine.write { [store] transaction in
            let before = try store.listOverdue(asOf: last, limit: 10, in: transaction)
            let due = try store.listOverdue(asOf: after, limit: 10, in: transaction)
            let first = try store.markEscalated(driving.id, at: Instant(after), in: transaction)
            let second = try store.markEscalated(driving.id, at: Instant(after), in: transaction)
            let left = try store.listOverdue(asOf: after, limit: 10, in: transaction)
            #expect((before.count, left.count, first, second) == (0, 0, true, false))
            return due
        }
        #expect(found.map(\.id) == [driving.id])
        guard TestEngine.isFile else { return }
        let plan = try await test.engine.read { reader in
            try reader.rows(
                """
                EXPLAIN QUERY PLAN SELECT * FROM terms WHERE district = 'yuhang' AND state = 'running' AND drives = 1
                AND escalated_at IS NULL AND due_day < '2019-12-24' ORDER BY due_day LIMIT 10
                """
            ).map { try $0.text("detail") }
        }
        #expect(plan == ["SEARCH terms USING INDEX terms_to_escalate (district=? AND due_day<?)"])
    }

    @Test func `a new notice moves the open terms and says from where to where`() async throws {
        let test = try await world()
        let start = try start("objection", "help", .offered, "2020-01-22")
        let early = try Fixture.noon("2020-01-22")
        let started = try await test.engine.write { [store] in try store.start(start, at: early, in: $0) }
        let term = try #require(started.first)
        #expect((term.due, term.calendarVersion) == (Day("2020-01-31"), "2020-1"))
        let notice = try Fixture.noon("2020-01-27")
        let recount = try await test.engine.write { [store] in try store.recountAll(at: notice, in: $0) }
        #expect(recount.moves.map(\.dueBefore) == [Day("2020-01-31")])
        #expect(recount.moves.map(\.term.due) == [Day("2020-02-03")])
        #expect(recount.moves.map(\.term.calendarVersion) == ["2020-2"])
        #expect(recount.next == nil)
        let again = try await test.engine.write { [store] in try store.recountAll(at: notice, in: $0) }
        #expect(again.moves.isEmpty)
        let rows = try await test.engine.read { try $0.count("SELECT COUNT(*) AS n FROM term_recounts") }
        #expect(rows == 1)
    }

    @Test func `a recount goes through the terms in batches`() async throws {
        let test = try await world()
        for _ in 0..<3 { _ = try await begin(test, "objection", "help", .offered, "2020-01-22") }
        let notice = try Fixture.noon("2020-01-27")
        let moved = try await test.engine.write { [store] transaction in
            var moved = 0
            var next: RecordID?
            repeat {
                let batch = try store.recountAll(after: next, limit: 2, at: notice, in: transaction)
                moved += batch.moves.count
                next = batch.next
            } while next != nil
            return moved
        }
        #expect(moved == 3)
    }

    @Test func `a term keeps the version of the law that it began with`() async throws {
        let test = try await world()
        let term = try #require(try await begin(test, "mediation", "medical", .accepted, "2019-09-20").first)
        let body = Self.medical.body.replacing("amount: 30", with: "amount: 10")
        let noon = try Fixture.noon("2019-09-23")
        _ = try await test.engine.write { transaction in
            try Rulebook(district: "yuhang").publish(
                pack: "law", name: "zz-test", body: body, by: .system("test"), at: noon, in: transaction
            )
        }
        let accounts = try await test.engine.read { [store] in try store.accounts(of: [term], in: $0) }
        let account = try #require(accounts.first)
        #expect(account.result.due == term.due)
        let fresh = try #require(try await begin(test, "mediation", "medical", .accepted, "2019-09-24").first)
        #expect(fresh.ruleVersion == "law/zz-test/2")
        #expect(fresh.due < term.due)
    }

    @Test func `a duty done before its pause began ends with no paused day`() async throws {
        let test = try await world()
        let term = try #require(try await begin(test, "mediation", "medical", .accepted, "2019-09-20").first)
        let (from, done) = (try Fixture.day("2019-10-10"), try Fixture.day("2019-09-26"))
        let ended = try await test.engine.write { [store] transaction in
            _ = try store.pause(term.id, from: from, ground: "appraisal", at: Instant(from), in: transaction)
            return try store.finish(.term(term.id), on: done, at: Instant(from, hour: 9), in: transaction)
        }
        #expect(ended.map(\.state) == [.met])
        #expect(ended.map(\.due) == [term.due])
    }

    @Test func `another district does not see the term`() async throws {
        let test = try await world()
        let term = try #require(try await begin(test).first)
        await #expect(throws: TermError.notFound(term.id)) {
            try await test.engine.read { _ = try TermStore(district: "linping").getTerm(term.id, in: $0) }
        }
    }

    @Test func `a thousand terms start without reading the rules each time`() async throws {
        let test = try await world()
        let start = try start("acceptance", "help", .received, "2019-11-21")
        let noon = try Fixture.noon("2019-11-21")
        let clock = ContinuousClock()
        let time = try await clock.measure {
            try await test.engine.write { [store] transaction in
                for _ in 0..<1_000 { _ = try store.start(start, at: noon, in: transaction) }
            }
        }
        // A third of a second alone; the bound leaves room for a busy machine.
        #expect(time < .seconds(30))
    }
}

import Base
import Clocks
import Rulebook
import Storage
import TestSupport
import Testing

/// A row that was written wrongly, and a new version of a law: which running terms they move.
@Suite struct LawChangeTests {
    let store = TermStore(district: "yuhang")
    let matter = RecordID(trusted: "matter-1")

    private static func body(_ rows: String) -> String { "pack: law\nid: zz\nfrom: 2019-01-01\nrules:\n" + rows }

    private static func row(
        _ id: String = "T1", amount: Int = 30, from: String = "2019-01-01", to: String = "", more: String = ""
    ) -> String {
        """
          - id: \(id)
            duty: completion
            applies: [trial]
            trigger: accepted
            limit: {amount: \(amount), unit: calendar}
            article: {zh: 条, en: Article}
            level: nation
            from: \(from)
            to: \(to)
            sentence: {zh: 句, en: Sentence}
            \(more)

        """
    }

    private func world() async throws -> TestDatabase {
        let test = try await TestDatabase(rulebookMigrations + clocksMigrations)
        let seeds = try Fixture.seeds("calendar"), noon = try Fixture.noon("2019-01-01")
        try await test.engine.write { transaction in
            _ = try Rulebook(district: "yuhang").load(seeds, at: noon, in: transaction)
        }
        try await publish(Self.row(), on: "2019-01-01", test)
        return test
    }

    private func publish(_ rows: String, on day: String, _ test: TestDatabase) async throws {
        let noon = try Fixture.noon(day)
        try await test.engine.write { transaction in
            _ = try Rulebook(district: "yuhang").publish(
                pack: "law", name: "zz", body: Self.body(rows), by: .system("test"), at: noon, in: transaction)
        }
    }

    private func begin(_ day: String, _ test: TestDatabase) async throws -> [Term] {
        let start = TermStart(
            matter: matter, proceeding: matter, duty: "completion", procedure: "trial", trigger: .accepted,
            eventDay: try Fixture.day(day))
        let noon = try Fixture.noon(day)
        return try await test.engine.write { [store] in try store.start(start, at: noon, in: $0) }
    }

    private func recount(on day: String, _ test: TestDatabase) async throws -> TermRecount {
        let noon = try Fixture.noon(day)
        return try await test.engine.write { [store] in try store.recountAll(at: noon, in: $0) }
    }

    @Test func `a row that was written wrongly moves the running terms once it is corrected`() async throws {
        let test = try await world()
        let term = try #require(try await begin("2019-11-04", test).first)
        #expect(term.due == Day("2019-12-04"))
        try await publish(Self.row(amount: 15), on: "2019-11-06", test)
        let found = try await recount(on: "2019-11-06", test)
        #expect(found.moves.map(\.cause) == [.law])
        #expect(found.moves.map(\.ruleBefore) == ["law/zz/1"])
        #expect(found.moves.map(\.term.ruleVersion) == ["law/zz/2"])
        #expect(found.moves.map(\.term.due) == [Day("2019-11-19")])
        #expect(try await recount(on: "2019-11-06", test).moves.isEmpty, "a second run finds nothing")
    }

    @Test func `other words in a row move nothing and leave the version that a term pins`() async throws {
        let test = try await world()
        let term = try #require(try await begin("2019-11-04", test).first)
        try await publish(Self.row(more: "note: {zh: 注, en: Note}"), on: "2019-11-06", test)
        #expect(try await recount(on: "2019-11-06", test).matters.isEmpty)
        let kept = try await test.engine.read { [store] in try store.getTerm(term.id, in: $0) }
        #expect(kept.ruleVersion == "law/zz/1")
    }

    @Test func `a new version of a law reaches only what begins under it`() async throws {
        let test = try await world()
        let old = try #require(try await begin("2019-11-20", test).first)
        let rows = Self.row(to: "2019-11-30") + Self.row(amount: 10, from: "2019-12-01")
        try await publish(rows, on: "2019-11-21", test)
        let fresh = try #require(try await begin("2019-12-02", test).first)
        #expect(fresh.due == Day("2019-12-12"))
        #expect(try await recount(on: "2019-12-03", test).moves.isEmpty)
        let kept = try await test.engine.read { [store] in try store.getTerm(old.id, in: $0) }
        #expect(kept.due == Day("2019-12-20"))
    }

    @Test func `a row whose own text reaches running terms moves them from its first day on`() async throws {
        let test = try await world()
        let old = try #require(try await begin("2019-11-20", test).first)
        let rows =
            Self.row(to: "2019-11-30") + Self.row(amount: 45, from: "2019-12-01", more: "transition: open-terms")
        try await publish(rows, on: "2019-11-21", test)
        #expect(try await recount(on: "2019-11-30", test).moves.isEmpty, "not before its first day")
        let found = try await recount(on: "2019-12-01", test)
        #expect(
            found.moves.map(\.term.due) == [Day("2020-01-06")], "45 days from 20 November: Saturday 4 January, rolled")
        let accounts = try await test.engine.read { [store] in
            try store.accounts(of: [try store.getTerm(old.id, in: $0)], in: $0)
        }
        #expect(accounts.map(\.result.due) == [Day("2020-01-06")], "the page counts by the same row")
        #expect(try await recount(on: "2019-12-02", test).moves.isEmpty)
    }

    @Test func `another place's text starts no term here`() async throws {
        let test = try await world()
        try await publish(
            Self.row() + Self.row("T2", amount: 5).replacing("level: nation", with: "level: model"), on: "2019-01-02",
            test)
        #expect(try await begin("2019-11-04", test).map(\.ruleID) == ["T1"])
    }

    @Test func `a right of a party is told apart from a duty of an office`() async throws {
        let test = try await world()
        try await publish(Self.row(more: "holder: party\n    expiry: [closed]"), on: "2019-01-02", test)
        let term = try #require(try await begin("2019-11-04", test).first)
        #expect(term.holder == .party)
        let stored = try await test.engine.read { [store] in try store.getTerm(term.id, in: $0) }
        #expect(stored == term)
    }
}

import Base
import Clocks
import Testing

/// Every row of the law pack under its article, with days worked out by another program (Python, chinesecalendar) and read over.
@Suite struct LawArticleTests {
    struct Limit: CustomTestStringConvertible, Sendable {
        let article: String
        let rule: String
        let from: String
        let until: String
        let longest: String?

        init(_ article: String, _ rule: String, from: String, until: String, longest: String? = nil) {
            (self.article, self.rule, self.from, self.until, self.longest) = (article, rule, from, until, longest)
        }

        var testDescription: String { "\(rule) \(article)" }
    }

    struct Duty: CustomTestStringConvertible, Sendable {
        let article: String
        let rule: String
        let on: String
        let measure: String
        let figures: String

        init(_ article: String, _ rule: String, on day: String, _ measure: String, _ figures: String = "") {
            (self.article, self.rule, self.on, self.measure, self.figures) = (article, rule, day, measure, figures)
        }

        var testDescription: String { "\(rule) \(article)" }
    }

    @Test(arguments: limits) func `an article's time ends on its day, whole, and is over the day after`(limit: Limit)
        throws
    {
        let law = try Fixture.law(), calendar = try Fixture.calendar()
        let from = try Fixture.day(limit.from)
        let answer = try law.answer(ClockQuestion(rule: limit.rule, from: from), on: calendar)
        #expect(answer.rule.article.zh == limit.article)
        #expect(answer.result.due == Day(limit.until))
        #expect(!answer.result.isOverdue(on: answer.result.due))
        #expect(answer.result.isOverdue(on: answer.result.due.adding(days: 1)))
        #expect(!answer.result.provisional)
        for words in [answer.rule.sentence, answer.rule.article, answer.explanation.words] {
            #expect(!words.zh.isEmpty && !words.en.isEmpty)
        }
        guard let ceiling = answer.rule.extra?.ceiling else { return #expect(limit.longest == nil) }
        let longest = try law.answer(ClockQuestion(rule: limit.rule, from: from, added: ceiling), on: calendar)
        #expect(longest.result.due == limit.longest.flatMap { Day($0) })
        let beyond = ClockQuestion(rule: limit.rule, from: from, added: ceiling + 1)
        #expect(throws: ClockRefusal.self) { try law.answer(beyond, on: calendar) }
    }

    @Test(arguments: duties)
    func `an article without a time says its limit in people, money or figures, and starts no clock`(
        duty: Duty
    ) throws {
        let law = try Fixture.law(), day = try Fixture.day(duty.on)
        let rule = try #require(law.findRule(duty.rule, on: day))
        #expect(rule.article.zh == duty.article)
        #expect(rule.measure?.words.zh ?? "" == duty.measure)
        let figures = rule.figures.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.text)" }
        #expect(figures.joined(separator: " ") == duty.figures)
        #expect(TermCount(try Fixture.calendar()).count(rule, from: day) == nil)
        #expect(!rule.sentence.zh.isEmpty && !rule.sentence.en.isEmpty)
    }

    @Test func `no row of the pack is left without a test`() throws {
        let tested = Set(Self.limits.map(\.testDescription) + Self.duties.map(\.testDescription))
        let rows = Set(try Fixture.law().rules.map { "\($0.id) \($0.article.zh)" })
        #expect(rows.subtracting(tested).sorted() == [])
        #expect(tested.subtracting(rows).sorted() == [])
    }

    @Test func `every id of the law is there, lettered in the order of its limits`() throws {
        let ids = Set(try Fixture.law().rules.map(\.id))
        let wanted =
            (1...21).map { "P\($0)" } + (1...19).map { "M\($0)" } + (1...12).map { "L\($0)" }
            + (1...13).map { "R\($0)" }
            + (1...11).map { "G\($0)" }
            + [
                "P5b", "P6b", "P17b", "P17c", "P17d", "M8b", "M11b", "M12d", "M13c", "M16c", "M19b", "L5f", "L9c",
                "R5e", "R7e",
            ]
        #expect(wanted.filter { !ids.contains($0) } == [])
    }

    @Test func `where two levels differ both rows answer, and neither hides the other`() throws {
        let law = try Fixture.law(), day = try Fixture.day("2019-09-27")
        let both = law.rules(duty: "completion", procedure: "petition", on: day, trigger: .accepted)
        #expect(both.map(\.id) == ["P4", "P11"])
        #expect(both.map(\.level) == [.nation, .province])
        let decision = law.rules(
            duty: "court-decision", procedure: "confirmation", on: day, trigger: .accepted)
        #expect(decision.map(\.id) == ["M6", "M7"], "the target and the outer bound both run")
    }
}

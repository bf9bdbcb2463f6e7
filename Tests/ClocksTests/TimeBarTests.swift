import Base
import Clocks
import Testing

/// Times that run before anybody has asked for anything: no procedure begins them, the clock answers for them.
@Suite struct TimeBarTests {
    private func due(_ rule: String, from day: String, pauses: [DaySpan] = []) throws -> Day {
        let question = ClockQuestion(rule: rule, from: try Fixture.day(day), pauses: pauses)
        return try Fixture.law().answer(question, on: try Fixture.calendar()).result.due
    }

    @Test(arguments: ["L3", "L3b", "L12", "R5", "R6", "R7", "R8"])
    func `whoever lets such a time pass has lost a right, and no office is late`(id: String) throws {
        let rows = try Fixture.law().rules.filter { $0.id == id }
        #expect(!rows.isEmpty)
        #expect(rows.allSatisfy { $0.holder == .party && $0.expiry == [.barred] })
    }

    @Test func `谷雨 has a year for her wages, and the days of a suspension do not count (Article 27)`() throws {
        #expect(try due("L3", from: "2019-09-27") == Day("2020-09-27"))
        let illness = try Fixture.span("2020-02-01", "2020-03-31")
        #expect(try due("L3", from: "2019-09-27", pauses: [illness]) == Day("2020-11-26"), "sixty days later")
        let rule = try #require(try Fixture.law().findRule("L3", on: try Fixture.day("2019-09-27")))
        #expect(rule.mayPause(for: "suspension") && !rule.mayPause(for: "appraisal"))
    }

    @Test func `a review is asked for under the text of the day on which the act was known`() throws {
        #expect(try due("R6", from: "2023-12-31") == Day("2024-02-29"))
        #expect(try due("R7", from: "2024-01-01") == Day("2024-03-01"))
        #expect(throws: ClockRefusal.self) { try due("R6", from: "2024-01-01") }
        #expect(throws: ClockRefusal.self) { try due("R7", from: "2023-12-31") }
    }

    @Test func `before a hearing of 霜降's works five and three working days are counted back over a holiday`() throws {
        // Monday 11 April 2022: the 3rd to the 5th are days off, Saturday the 2nd is worked.
        #expect(try due("L5e", from: "2022-04-11") == Day("2022-04-01"))
        #expect(try due("L5f", from: "2022-04-11") == Day("2022-04-06"))
    }
}

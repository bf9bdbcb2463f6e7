import Base
import Clocks
import Testing

@Suite struct TermCountTests {
    struct Vector: CustomTestStringConvertible, Sendable {
        let name: String
        let limit: TermLimit
        let event: String
        let rawEnd: String
        let due: String
        var asOf: String?
        var testDescription: String { name }
    }

    @Test(arguments: [
        Vector(name: "V1", limit: TermLimit(5, .working), event: "2019-09-27", rawEnd: "2019-10-10", due: "2019-10-10"),
        Vector(name: "V2", limit: TermLimit(5, .working), event: "2019-09-30", rawEnd: "2019-10-12", due: "2019-10-12"),
        Vector(
            name: "V3", limit: TermLimit(15, .calendar), event: "2022-09-20", rawEnd: "2022-10-05", due: "2022-10-08"),
        Vector(
            name: "V4", limit: TermLimit(30, .calendar), event: "2019-09-07", rawEnd: "2019-10-07", due: "2019-10-08"),
        Vector(name: "V9", limit: TermLimit(3, .working), event: "2019-04-26", rawEnd: "2019-04-30", due: "2019-04-30"),
        Vector(
            name: "V9 first notice", limit: TermLimit(3, .working), event: "2019-04-26", rawEnd: "2019-05-02",
            due: "2019-05-02", asOf: "2019-03-21"
        ),
        Vector(
            name: "leap day", limit: TermLimit(1, .year), event: "2020-02-29", rawEnd: "2021-02-28", due: "2021-03-01"),
        Vector(
            name: "to leap day", limit: TermLimit(1, .month), event: "2020-01-29", rawEnd: "2020-02-29",
            due: "2020-03-02"),
        Vector(
            name: "month end", limit: TermLimit(1, .month), event: "2019-10-31", rawEnd: "2019-11-30", due: "2019-12-02"
        ),
        Vector(
            name: "short month", limit: TermLimit(1, .month), event: "2019-01-31", rawEnd: "2019-02-28",
            due: "2019-02-28"),
        Vector(
            name: "six months", limit: TermLimit(6, .month), event: "2019-08-31", rawEnd: "2020-02-29",
            due: "2020-03-02"),
        Vector(
            name: "two years", limit: TermLimit(2, .year), event: "2019-11-26", rawEnd: "2021-11-26", due: "2021-11-26"),
        Vector(
            name: "calendar leap", limit: TermLimit(1, .calendar), event: "2020-02-28", rawEnd: "2020-02-29",
            due: "2020-03-02"),
        Vector(
            name: "new year W", limit: TermLimit(5, .working), event: "2019-12-27", rawEnd: "2020-01-06",
            due: "2020-01-06"),
        Vector(
            name: "new year C", limit: TermLimit(15, .calendar), event: "2019-12-17", rawEnd: "2020-01-01",
            due: "2020-01-02"),
        Vector(
            name: "make-up Saturday takes the end", limit: TermLimit(15, .calendar), event: "2019-09-27",
            rawEnd: "2019-10-12", due: "2019-10-12"),
        Vector(
            name: "31 December 2018", limit: TermLimit(30, .calendar), event: "2018-12-01", rawEnd: "2018-12-31",
            due: "2019-01-02"),
    ])
    func `golden vector`(vector: Vector) throws {
        let count = TermCount(try Fixture.calendar(asOf: vector.asOf))
        let result = count.count(vector.limit, from: try Fixture.day(vector.event))
        #expect(result.rawEnd == Day(vector.rawEnd))
        #expect(result.due == Day(vector.due))
        #expect(result.rolled == (vector.rawEnd != vector.due))
        #expect(!result.provisional)
    }

    @Test func `Spring Festival 2020 moves the end when it is lengthened`() throws {
        let event = try Fixture.day("2020-01-22")
        let before = TermCount(try Fixture.calendar(asOf: "2020-01-26")).count(TermLimit(3, .working), from: event)
        let after = TermCount(try Fixture.calendar(asOf: "2020-01-27")).count(TermLimit(3, .working), from: event)
        #expect(before.due == Day("2020-02-01"))
        #expect(after.due == Day("2020-02-04"))
        #expect((before.noticeVersion, after.noticeVersion) == ("2020-1", "2020-2"))
    }

    @Test func `an extension is counted from the raw end or from the end after rolling, and both are known`() throws {
        let count = TermCount(try Fixture.calendar())
        let event = try Fixture.day("2019-11-21")
        let limit = TermLimit(30, .calendar)
        let raw = count.count(limit, from: event, added: TermExtension(TermLimit(60, .calendar), from: .rawEnd))
        #expect((raw.firstRawEnd, raw.firstDue) == (Day("2019-12-21"), Day("2019-12-23")))
        #expect((raw.rawEnd, raw.due, raw.otherDue) == (Day("2020-02-19"), Day("2020-02-19"), Day("2020-02-21")))
        let due = count.count(limit, from: event, added: TermExtension(TermLimit(60, .calendar), from: .due))
        #expect((due.due, due.otherDue) == (Day("2020-02-21"), Day("2020-02-19")))
        #expect(due.notCounted.contains(try Fixture.run("2019-12-22", "2019-12-23", .rolled)))
    }

    @Test func `an extension of an end that did not roll is the same from both starts`() throws {
        let count = TermCount(try Fixture.calendar())
        let result = count.count(
            TermLimit(30, .calendar), from: try Fixture.day("2019-11-20"),
            added: TermExtension(TermLimit(60, .calendar))
        )
        #expect(result.firstRawEnd == Day("2019-12-20"))
        #expect(result.due == result.otherDue)
        #expect(result.due == Day("2020-02-18"))
    }

    @Test func `a pause over a holiday costs only the days that would have been counted`() throws {
        let count = TermCount(try Fixture.calendar())
        let event = try Fixture.day("2019-09-27")
        let pause = try Fixture.span("2019-09-30", "2019-10-08")
        let working = count.count(TermLimit(5, .working), from: event, pauses: [pause])
        // Counted: 29 September, 9, 10, 11 and 12 October. Two working days were paused.
        #expect(working.due == Day("2019-10-12"))
        #expect(working.notCounted.map(\.reason) == [.event, .weekend, .pause])
        let calendar = count.count(TermLimit(5, .calendar), from: event, pauses: [pause])
        #expect(calendar.rawEnd == Day("2019-10-11"))
        let months = count.count(TermLimit(1, .month), from: event, pauses: [pause, pause])
        #expect(months.rawEnd == Day("2019-11-05"))
    }

    @Test func `a pause before the event or after the end changes nothing`() throws {
        let count = TermCount(try Fixture.calendar())
        let event = try Fixture.day("2019-11-04")
        let pauses = [try Fixture.span("2019-10-01", "2019-11-04"), try Fixture.span("2019-11-12", "2019-12-01")]
        let result = count.count(TermLimit(5, .working), from: event, pauses: pauses)
        #expect(result.due == Day("2019-11-11"))
        #expect(!result.notCounted.contains { $0.reason == .pause })
    }

    @Test func `an end that rolls into a pause moves behind it`() throws {
        let count = TermCount(try Fixture.calendar())
        let result = count.count(
            TermLimit(30, .calendar), from: try Fixture.day("2019-11-21"),
            pauses: [try Fixture.span("2019-12-23", "2019-12-27")]
        )
        #expect((result.rawEnd, result.due) == (Day("2019-12-21"), Day("2019-12-30")))
    }

    @Test func `a rule without rolling ends on the rest day itself`() throws {
        let count = TermCount(try Fixture.calendar())
        let result = count.count(TermLimit(30, .calendar), from: try Fixture.day("2019-11-21"), rolls: false)
        #expect(result.due == Day("2019-12-21"))
    }

    @Test func `an end past the last known year is provisional`() throws {
        let count = TermCount(try Fixture.calendar(asOf: "2019-11-01"))
        let event = try Fixture.day("2019-12-27")
        #expect(count.count(TermLimit(5, .working), from: event).provisional)
        #expect(count.count(TermLimit(5, .working), from: event).due == Day("2020-01-03"))
        #expect(!count.count(TermLimit(2, .working), from: event).provisional)
        #expect(count.count(TermLimit(1, .year), from: event).provisional)
        #expect(!count.count(TermLimit(1, .year), from: event, rolls: false).provisional)
    }

    @Test func `not counted days come as merged runs and make-up days are named`() throws {
        let count = TermCount(try Fixture.calendar())
        let result = count.count(TermLimit(5, .working), from: try Fixture.day("2019-09-27"))
        let expected = [
            try Fixture.run("2019-09-27", "2019-09-27", .event),
            try Fixture.run("2019-09-28", "2019-09-28", .weekend),
            try Fixture.run("2019-10-01", "2019-10-07", .holiday(nil)),
        ]
        #expect(result.notCounted == expected)
        #expect(result.makeUpDays == [try Fixture.day("2019-09-29")])
        let mid = count.count(TermLimit(2, .working), from: try Fixture.day("2019-09-12"))
        let midAutumn = try Fixture.run("2019-09-13", "2019-09-15", .holiday(nil))
        #expect(mid.notCounted.last == midAutumn)
    }

    @Test(arguments: [
        TermLimit(5, .working), TermLimit(15, .calendar), TermLimit(30, .calendar), TermLimit(60, .calendar),
        TermLimit(1, .month), TermLimit(2, .working), TermLimit(2, .year),
    ])
    func `the last day is whole and the day after is late`(limit: TermLimit) throws {
        let calendar = try Fixture.calendar()
        let result = TermCount(calendar).count(limit, from: try Fixture.day("2019-11-20"))
        let after = result.due.adding(days: 1)
        #expect(!result.isOverdue(on: result.due))
        #expect(result.isOverdue(on: after))
        #expect(result.isDueSoon(on: result.due, calendar: calendar))
        #expect(!result.isDueSoon(on: after, calendar: calendar))
        #expect(result.daysLeft(from: result.due, calendar: calendar) == 0)
        let next = calendar.workingDay(onOrAfter: after)
        #expect(result.daysLeft(from: next, calendar: calendar) < 0)
        if limit.unit == .working {
            #expect(result.daysLeft(from: result.eventDay, calendar: calendar) == limit.amount)
        }
    }

    @Test func `a term turns amber at a fifth of its length or one working day`() throws {
        let calendar = try Fixture.calendar()
        let result = TermCount(calendar).count(TermLimit(30, .calendar), from: try Fixture.day("2019-11-20"))
        #expect(result.due == Day("2019-12-20"))
        #expect(!result.isDueSoon(on: try Fixture.day("2019-12-13"), calendar: calendar))
        #expect(result.isDueSoon(on: try Fixture.day("2019-12-14"), calendar: calendar))
        let short = TermCount(calendar).count(TermLimit(2, .working), from: try Fixture.day("2019-11-20"))
        #expect(!short.isDueSoon(on: try Fixture.day("2019-11-20"), calendar: calendar))
        #expect(short.isDueSoon(on: try Fixture.day("2019-11-21"), calendar: calendar))
        let strict = TermWarning(percent: 50, workingDays: 2)
        #expect(short.isDueSoon(on: try Fixture.day("2019-11-20"), calendar: calendar, warning: strict))
    }

    @Test func `two thousand counts take a moment`() throws {
        let count = TermCount(try Fixture.calendar())
        let event = try Fixture.day("2019-11-20")
        let clock = ContinuousClock()
        let time = clock.measure {
            for index in 0..<2_000 { _ = count.count(TermLimit(15, .working), from: event.adding(days: index % 60)) }
        }
        // A quarter of a second alone; the bound leaves room for a busy machine.
        #expect(time < .seconds(20))
    }
}

import Base
import Clocks
import Testing

/// What holds for every count, tried on thousands of made-up ones; the same seed makes the same.
@Suite struct TermPropertyTests {
    private struct Made {
        let limit: TermLimit
        let event: Day
        let pause: DaySpan
        let rolls: Bool
    }

    private static let units: [TermUnit] = [.working, .calendar, .month, .year]

    private func made(_ count: Int, seed: UInt64) throws -> [Made] {
        var random = SplitMix64(seed: seed)
        let first = try Fixture.day("2004-01-02").number, last = try Fixture.day("2026-12-30").number
        return try (0..<count).map { _ in
            let unit = try #require(Self.units.randomElement(using: &random))
            let most = unit == .year ? 3 : unit == .month ? 12 : 90
            let event = Day(number: Int.random(in: first...last, using: &random))
            let start = event.adding(days: Int.random(in: -3...40, using: &random))
            return Made(
                limit: TermLimit(Int.random(in: 1...most, using: &random), unit), event: event,
                pause: DaySpan(start, start.adding(days: Int.random(in: 0...60, using: &random))),
                rolls: Bool.random(using: &random))
        }
    }

    @Test func `one more day never moves an end earlier`() throws {
        let count = TermCount(try Fixture.calendar())
        for item in try made(4_000, seed: 1) {
            let longer = TermLimit(item.limit.amount + 1, item.limit.unit)
            let (less, more) = (
                count.count(item.limit, from: item.event, rolls: item.rolls),
                count.count(longer, from: item.event, rolls: item.rolls)
            )
            #expect(less.due <= more.due && less.rawEnd < more.rawEnd, "\(item)")
        }
    }

    @Test func `an event one day later never ends earlier`() throws {
        let count = TermCount(try Fixture.calendar())
        for item in try made(4_000, seed: 2) {
            let today = count.count(item.limit, from: item.event, rolls: item.rolls)
            let tomorrow = count.count(item.limit, from: item.event.adding(days: 1), rolls: item.rolls)
            #expect(today.due <= tomorrow.due, "\(item)")
        }
    }

    @Test func `a pause never shortens, and no day of it is the last`() throws {
        let count = TermCount(try Fixture.calendar())
        for item in try made(4_000, seed: 3) {
            let plain = count.count(item.limit, from: item.event, rolls: item.rolls)
            let paused = count.count(item.limit, from: item.event, rolls: item.rolls, pauses: [item.pause])
            #expect(plain.due <= paused.due, "\(item)")
            if paused.due != plain.due { #expect(!item.pause.contains(paused.due), "\(item)") }
            let twice = count.count(
                item.limit, from: item.event, rolls: item.rolls, pauses: [item.pause, item.pause])
            #expect(twice.due == paused.due, "the same days are not taken out twice: \(item)")
        }
    }

    @Test func `an extension never ends before the term without it`() throws {
        let count = TermCount(try Fixture.calendar())
        for item in try made(4_000, seed: 4) {
            let plain = count.count(item.limit, from: item.event, rolls: item.rolls)
            for start in [ExtensionStart.rawEnd, .due] {
                let more = TermExtension(TermLimit(15, .calendar), from: start)
                let longer = count.count(item.limit, from: item.event, rolls: item.rolls, added: more)
                #expect(plain.rawEnd < longer.rawEnd && plain.due <= longer.due, "\(item)")
            }
        }
    }

    @Test func `an end that rolls is a working day, and every day between is a rest day`() throws {
        let calendar = try Fixture.calendar(), count = TermCount(calendar)
        for item in try made(4_000, seed: 5) where item.limit.unit != .working {
            let result = count.count(item.limit, from: item.event)
            #expect(calendar.isWorking(result.due), "\(item)")
            for number in result.rawEnd.number..<result.due.number {
                #expect(!calendar.isWorking(Day(number: number)), "\(item)")
            }
        }
    }

    @Test func `what was counted and what was not add up to the days gone by`() throws {
        let calendar = try Fixture.calendar(), count = TermCount(calendar)
        for item in try made(2_000, seed: 6) where item.limit.unit == .working || item.limit.unit == .calendar {
            let result = count.count(item.limit, from: item.event, rolls: false, pauses: [item.pause])
            let passed = result.notCounted.reduce(0) { $0 + $1.span.to.number - $1.span.from.number + 1 }
            #expect(passed + item.limit.amount == result.due.number - item.event.number + 1, "\(item)")
        }
    }

    @Test func `a limit counted back ends so many days before, on a working day where it counts them`() throws {
        let calendar = try Fixture.calendar(), count = TermCount(calendar)
        let hearing = try Fixture.day("2019-10-09")
        let notice = count.countBack(TermLimit(5, .working), from: hearing)
        // Back from Wednesday 9 October: 8 October, then over the holiday the Sunday that was worked.
        #expect(notice.due == Day("2019-09-26"))
        #expect(notice.makeUpDays == [Day("2019-09-29")])
        #expect(TermExplanation(notice).sentence(.english).contains("Counted back 5 working days"))
        for item in try made(1_000, seed: 7) where item.limit.unit == .working {
            let back = count.countBack(item.limit, from: item.event)
            #expect(calendar.isWorking(back.due))
            #expect(
                calendar.workingDays(after: back.due.adding(days: -1), through: item.event.adding(days: -1))
                    == item.limit.amount)
        }
        #expect(count.countBack(TermLimit(10, .calendar), from: hearing).due == Day("2019-09-29"))
    }
}

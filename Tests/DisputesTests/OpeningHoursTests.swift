import Base
import Clocks
import Disputes
import Testing

@Suite struct OpeningHoursTests {
    private let hours = OpeningHours.usual

    @Test func `a run of minutes begins before it ends, within one day`() {
        #expect(DayTimes(540, 540) == nil)
        #expect(DayTimes(600, 540) == nil)
        #expect(DayTimes(-15, 540) == nil)
        #expect(DayTimes(540, 24 * 60 + 15) == nil)
        #expect(DayTimes(540, 690)?.text == "9:00–11:30")
        #expect(DayTimes.minute("09:30") == 570)
        #expect(DayTimes.minute("25:00") == nil)
        #expect(DayTimes.minute("nine") == nil)
    }

    @Test func `the numbers of a day go from A001 to A999 and then to B001`() {
        #expect([1, 42, 999, 1_000].map(Ticket.number) == ["A001", "A042", "A999", "B001"])
    }

    @Test func `a closed hour in the middle of the day is no time for a booking`() throws {
        let monday = try #require(Day("2019-11-25")), plain = WorkCalendar([])
        #expect(hours.isOpen(try #require(DayTimes(660, 720)), on: monday, calendar: plain))
        #expect(!hours.isOpen(try #require(DayTimes(690, 825)), on: monday, calendar: plain))
        #expect(hours.times(on: monday.adding(days: 5), calendar: plain).isEmpty)
    }

    @Test func `a matter received twice is counted once, by what decided it first`() throws {
        let now = Instant(try #require(Day("2019-08-15")), hour: 9), day = RecordID.make(at: now)
        let (lamp, wall, tree) = (RecordID.make(at: now), RecordID.make(at: now), RecordID.make(at: now))
        func received(_ matter: RecordID, _ outcome: ReceptionOutcome, after: Int64) -> Reception {
            Reception(
                id: .make(at: now), day: day, matter: matter, leader: nil, outcome: outcome, proxy: nil,
                at: now.adding(seconds: after))
        }
        let table = ReceptionTable([
            received(lamp, .passed, after: 0), received(lamp, .solved, after: 90), received(wall, .open, after: 1),
            received(wall, .solved, after: 2), received(tree, .open, after: 3),
        ])
        #expect(table.receptions == 5)
        #expect([table.matters, table.solved, table.passed, table.open] == [3, 1, 1, 1])
        #expect(table.matters == table.solved + table.passed + table.open)
    }
}

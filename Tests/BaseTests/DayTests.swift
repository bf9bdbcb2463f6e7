import Base
import Testing

@Suite struct DayTests {
    @Test func `a day reads and writes ISO text`() {
        #expect(Day("2019-11-26")?.description == "2019-11-26")
        #expect(Day("2020-02-29")?.weekday == 6)
        #expect(Day("2019-02-29") == nil)
        #expect(Day("2019-1-1") == nil)
        #expect(Day("26.11.2019") == nil)
    }

    @Test func `a month later than 31 January is the last day of February`() {
        #expect(Day("2019-01-31")?.adding(months: 1) == Day("2019-02-28"))
        #expect(Day("2020-01-31")?.adding(months: 1) == Day("2020-02-29"))
        #expect(Day("2019-11-15")?.adding(months: 2) == Day("2020-01-15"))
    }

    @Test func `an instant late in the evening of UTC is the next day in Shanghai`() throws {
        let instant = Instant(milliseconds: 1_574_726_400_000)
        #expect(instant.iso == "2019-11-26T08:00:00+08:00")
        #expect(instant.adding(seconds: -8 * 3_600 - 1).day == Day("2019-11-25"))
        let day = try #require(Day("2019-11-26"))
        #expect(Instant(day, hour: 8) == instant)
    }

    @Test func `ids made later sort later and read back`() throws {
        let early = RecordID.make(at: Instant(milliseconds: 1_000))
        let late = RecordID.make(at: Instant(milliseconds: 2_000))
        #expect(early < late)
        #expect(RecordID(early.text) == early)
        #expect(RecordID("../../etc/passwd") == nil)
    }
}

import Base
import Clocks
import Testing

@Suite struct TermExplanationTests {
    private func words(
        _ limit: TermLimit, _ event: String, _ trigger: LawTrigger, pauses: [DaySpan] = [],
        added: TermExtension? = nil, asOf: String? = nil
    ) throws -> Words {
        let count = TermCount(try Fixture.calendar(asOf: asOf))
        let result = count.count(limit, from: try Fixture.day(event), pauses: pauses, added: added)
        return TermExplanation(result, trigger: trigger).words
    }

    @Test func `a last day on a Saturday is carried to Monday`() throws {
        let words = try words(TermLimit(30, .calendar), "2019-11-21", .accepted)
        #expect(words.zh == "11月21日接手，当天不算，第 30 天是 12月21日 星期六，顺延到 12月23日 星期一。")
        #expect(
            words.en == "Taken up on 21 November; that day does not count. "
                + "Day 30 is Saturday 21 December, so the time runs until Monday 23 December."
        )
    }

    @Test func `the event is called what its law calls it`() throws {
        let law = try Fixture.law(), day = try Fixture.day("2019-11-21")
        for (id, zh, en) in [("P11", "11月21日受理，", "Accepted on"), ("R11b", "11月21日接手，", "Taken up on")] {
            let rule = try #require(law.findRule(id, on: day))
            let result = try #require(TermCount(try Fixture.calendar()).count(rule, from: day))
            let words = TermExplanation(result, trigger: rule.trigger, event: rule.event).words
            #expect(words.zh.hasPrefix(zh) && words.en.hasPrefix(en), "\(id)")
        }
    }

    @Test func `working days name the holiday and the worked weekend`() throws {
        let words = try words(TermLimit(5, .working), "2019-09-27", .received)
        #expect(
            words.zh == "9月27日收到，当天不算，10月1日至7日放假、周末不算，9月29日 星期日补班要算，"
                + "第 5 个工作日是 10月10日 星期四。"
        )
        #expect(
            words.en == "Received on 27 September; that day does not count. "
                + "Not counted: 1 to 7 October (public holiday), weekends. "
                + "Worked and counted: Sunday 29 September. Working day 5 is Thursday 10 October."
        )
    }

    @Test func `a last day in a holiday says so, and two years are written out`() throws {
        let words = try words(TermLimit(15, .calendar), "2019-12-17", .received)
        #expect(
            words.zh == "2019年12月17日收到，当天不算，第 15 天是 2020年1月1日 星期三，正逢放假，"
                + "顺延到 2020年1月2日 星期四。"
        )
        #expect(
            words.en.hasSuffix(
                "Wednesday 1 January 2020, a public holiday, so the time runs until Thursday 2 January 2020."))
    }

    @Test func `an extension shows both ways of counting`() throws {
        let words = try words(
            TermLimit(30, .calendar), "2019-11-21", .accepted, added: TermExtension(TermLimit(60, .calendar))
        )
        #expect(
            words.zh == "2019年11月21日接手，当天不算，第 30 天是 2019年12月21日 星期六，顺延到 2019年12月23日 星期一。"
                + "后来批准延长 60 天，从 2019年12月21日 接着算，延长的第 60 天是 2020年2月19日 星期三。"
                + "（如果从 2019年12月23日 接着算，就是 2020年2月21日 星期五。）"
        )
        #expect(
            words.en.hasSuffix(
                "It was later extended by 60 days, counted on from 21 December 2019. "
                    + "Of the added time: Day 60 is Wednesday 19 February 2020. "
                    + "(Counted on from 23 December 2019 it would be Friday 21 February 2020.)"
            )
        )
    }

    @Test func `a pause and an unknown year are told`() throws {
        let words = try words(
            TermLimit(1, .month), "2019-12-02", .accepted, pauses: [try Fixture.span("2019-12-09", "2019-12-13")],
            asOf: "2019-11-01"
        )
        #expect(
            words.zh == "2019年12月2日接手，当天不算，2019年12月9日至13日暂停计时也不算，"
                + "满 1 个月的那天是 2020年1月7日 星期二。2020年的放假安排还没公布，先按周一到周五上班算，公布后会重算。"
        )
        #expect(words.en.contains("The clock stood still: 9 to 13 December 2019."))
        #expect(words.en.contains("The public holidays of 2020 are not known yet"))
    }

    @Test func `the days not counted come one run a line`() throws {
        let count = TermCount(try Fixture.calendar())
        let result = count.count(TermLimit(5, .working), from: try Fixture.day("2019-09-27"))
        let lines = TermExplanation(result).notCounted
        #expect(lines.map(\.zh) == ["9月27日：起算当天，不算", "9月28日：周末，不算", "10月1日至7日：放假，不算"])
        #expect(lines.last?.en == "1 to 7 October: public holiday, not counted")
    }

    @Test func `a holiday is called by the name that its notice gives`() throws {
        let day = try Fixture.day("2019-09-13")
        let notice = HolidayNotice(
            id: "2019-1", publishedOn: try Fixture.day("2018-12-06"), title: Words("通知", "Notice"), off: [day],
            work: [], names: [HolidayName(day: day, zh: "中秋节", en: "Mid-Autumn Festival")]
        )
        let calendar = WorkCalendar([HolidayYear(year: 2019, notices: [notice])])
        let result = TermCount(calendar).count(TermLimit(1, .working), from: try Fixture.day("2019-09-12"))
        let words = TermExplanation(result, trigger: .received).words
        #expect(words.zh == "9月12日收到，当天不算，9月13日至15日中秋节放假不算，第 1 个工作日是 9月16日 星期一。")
        #expect(words.en.contains("Not counted: 13 to 15 September (Mid-Autumn Festival)."))
    }

    @Test func `spans over months and years are written in both languages`() throws {
        let months = DayWords.span(try Fixture.span("2019-09-30", "2019-10-02"))
        #expect((months.zh, months.en) == ("9月30日至10月2日", "30 September to 2 October"))
        let years = DayWords.span(try Fixture.span("2019-12-30", "2020-01-01"))
        #expect((years.zh, years.en) == ("2019年12月30日至2020年1月1日", "30 December 2019 to 1 January 2020"))
        let full = DayWords.full(try Fixture.day("2019-12-23"))
        #expect((full.zh, full.en) == ("2019年12月23日 星期一", "Monday 23 December 2019"))
    }
}

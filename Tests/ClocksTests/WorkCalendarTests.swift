import Base
import Clocks
import Foundation
import Testing

@Suite struct WorkCalendarTests {
    @Test(arguments: [(2007, "2006-12-14"), (2008, "2007-12-18"), (2014, "2013-12-11")])
    func `a notice counts from the day on which it was published`(year: Int, day: String) throws {
        let notices = try Fixture.years.get().first { $0.year == year }?.notices
        #expect(notices?.map(\.publishedOn) == [try Fixture.day(day)])
    }

    @Test func `make-up weekends are worked and holidays are not`() throws {
        let calendar = try Fixture.calendar()
        #expect(calendar.kind(try Fixture.day("2019-09-29")) == .makeUp)
        #expect(calendar.kind(try Fixture.day("2019-10-01")) == .holiday)
        #expect(calendar.kind(try Fixture.day("2019-10-19")) == .weekend)
        #expect(calendar.kind(try Fixture.day("2019-10-21")) == .working)
        #expect(calendar.isWorking(try Fixture.day("2018-12-29")))
        #expect(!calendar.isWorking(try Fixture.day("2018-12-31")))
    }

    @Test(arguments: [
        (2018, 250), (2019, 250), (2020, 249), (2021, 250), (2022, 249), (2023, 249), (2024, 251), (2025, 248),
        (2026, 248),
    ])
    func `a year has the number of working days that its notices give`(year: Int, expected: Int) throws {
        let calendar = try Fixture.calendar()
        let before = try Fixture.day("\(year - 1)-12-31")
        #expect(calendar.workingDays(after: before, through: try Fixture.day("\(year)-12-31")) == expected)
        #expect(calendar.workingDays(after: try Fixture.day("\(year)-12-31"), through: before) == -expected)
    }

    @Test func `a notice counts from the day of its publication and replaces the earlier one`() throws {
        let day = try Fixture.day("2019-05-02")
        #expect(try Fixture.calendar(asOf: "2019-03-21").isWorking(day))
        #expect(try !Fixture.calendar(asOf: "2019-03-22").isWorking(day))
        let span = try Fixture.span("2019-04-26", "2019-05-02")
        #expect(try Fixture.calendar(asOf: "2019-03-21").noticeVersion(span) == "2019-1")
        #expect(try Fixture.calendar(asOf: "2019-03-22").noticeVersion(span) == "2019-2")
    }

    @Test func `past the last known year Monday to Friday is assumed and marked provisional`() throws {
        let calendar = try Fixture.calendar(asOf: "2019-11-20")
        #expect(calendar.lastKnownYear == 2019)
        #expect(calendar.isWorking(try Fixture.day("2020-01-01")))
        #expect(calendar.isProvisional(try Fixture.day("2020-01-01")))
        #expect(!calendar.isProvisional(try Fixture.day("2019-12-31")))
        #expect(WorkCalendar([]).isProvisional(try Fixture.day("2019-12-31")))
        #expect(try Fixture.calendar(asOf: "2019-11-21").lastKnownYear == 2020)
    }

    @Test func `a run over New Year rests on the notices of both years`() throws {
        let calendar = try Fixture.calendar()
        #expect(calendar.noticeVersion(try Fixture.span("2019-12-20", "2020-01-10")) == "2019-2,2020-2")
        #expect(calendar.noticeVersion(try Fixture.span("2018-12-20", "2018-12-29")) == "2018-1,2019-2")
        #expect(calendar.noticeVersion(try Fixture.span("2018-11-20", "2018-11-29")) == "2018-1")
    }

    @Test(.enabled(if: Oracle.python != nil, "set SHANZHI_PYTHON to a Python that has chinesecalendar"))
    func `every day from 2004 to 2026 agrees with PyPI chinesecalendar`() throws {
        let answers = try Oracle.workdays()
        let calendar = try Fixture.calendar()
        let first = try Fixture.day("2004-01-01")
        #expect(answers.count == 8_401)
        let wrong = answers.enumerated().filter { index, answer in
            calendar.isWorking(first.adding(days: index)) != answer
        }.map { first.adding(days: $0.offset).description }
        #expect(wrong == [])
    }

    @Test(.enabled(if: Oracle.python != nil, "set SHANZHI_PYTHON to a Python that has chinesecalendar"))
    func `the end of 5 W, 15 C and 30 C from every day of 2018 to 2021 agrees with a count in Python`() throws {
        let answers = try Oracle.ends()
        let count = TermCount(try Fixture.calendar())
        let first = try Fixture.day("2018-01-01")
        #expect(answers.count == 1_461)
        let wrong = answers.enumerated().filter { index, answer in
            let limits = [TermLimit(5, .working), TermLimit(15, .calendar), TermLimit(30, .calendar)]
            return limits.map { count.count($0, from: first.adding(days: index)).due.description } != answer
        }
        #expect(wrong.map(\.element) == [])
    }
}

/// An independent calendar, asked through Python where the module is there.
enum Oracle {
    static let python: String? = {
        let candidate = ProcessInfo.processInfo.environment["SHANZHI_PYTHON"] ?? "/usr/bin/python3"
        let answer = try? run(candidate, "import chinese_calendar; print('here')")
        return answer == "here\n" ? candidate : nil
    }()

    static func workdays() throws -> [Bool] {
        let script = """
            import datetime as d, chinese_calendar as c
            first = d.date(2004, 1, 1)
            print(''.join('01'[c.is_workday(first + d.timedelta(i))] for i in range(8401)), end='')
            """
        return try run(try #require(python), script).map { $0 == "1" }
    }

    /// For each day from 2018-01-01 to 2021-12-31 the end of 5 working, 15 and 30 calendar days.
    static func ends() throws -> [[String]] {
        let script = """
            import datetime as d, chinese_calendar as c
            one = d.timedelta(1)
            def working(day, left):
                while left:
                    day += one
                    left -= c.is_workday(day)
                return day
            def calendar(day, left):
                day += one * left
                return day if c.is_workday(day) else working(day, 1)
            for i in range(1461):
                day = d.date(2018, 1, 1) + one * i
                print(working(day, 5), calendar(day, 15), calendar(day, 30))
            """
        return try run(try #require(python), script).split(separator: "\n").map {
            $0.split(separator: " ").map(String.init)
        }
    }

    private static func run(_ python: String, _ script: String) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: python)
        process.arguments = ["-c", script]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}

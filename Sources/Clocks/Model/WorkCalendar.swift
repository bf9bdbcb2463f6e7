public import Base

/// What a day is for the counting of time.
public enum DayKind: UInt8, Sendable {
    /// Monday to Friday, worked.
    case working
    /// A Saturday or Sunday that a notice turned into a working day.
    case makeUp
    /// An ordinary Saturday or Sunday.
    case weekend
    /// A day off by a notice.
    case holiday
}

/// Which days are worked, by the notices in force on a day.
///
/// Past the last notice: Monday to Friday, provisional.
public struct WorkCalendar: Sendable {
    /// The last year with a notice, nil when there is none.
    public let lastKnownYear: Int?
    private let firstKnownYear: Int?
    private let firstNumber: Int
    private let kinds: [DayKind]
    private let spans: [NoticeSpan]
    private let names: [Day: Words]

    /// Builds the calendar of the notices published until a day; of all notices without a day.
    public init(_ years: [HolidayYear], asOf day: Day? = nil) {
        let notices = years.sorted { $0.year < $1.year }
            .compactMap { year in year.notice(asOf: day).map { (year.year, $0.within(year.year)) } }
        firstKnownYear = notices.first?.0
        lastKnownYear = notices.last?.0
        spans = notices.map(NoticeSpan.init)
        names = Dictionary(
            notices.flatMap { $0.1.names ?? [] }.map { ($0.day, Words($0.zh, $0.en)) }, uniquingKeysWith: { $1 }
        )
        let first = spans.map(\.span.from.number).min() ?? 0
        let last = spans.map(\.span.to.number).max() ?? -1
        var kinds = (first..<max(first, last + 1)).map { Self.plainKind(Day(number: $0)) }
        for (_, notice) in notices {
            for day in notice.off { kinds[day.number - first] = .holiday }
            for day in notice.work { kinds[day.number - first] = day.weekday > 5 ? .makeUp : .working }
        }
        firstNumber = first
        self.kinds = kinds
    }

    /// What a day is.
    public func kind(_ day: Day) -> DayKind {
        let index = day.number - firstNumber
        return kinds.indices.contains(index) ? kinds[index] : Self.plainKind(day)
    }

    /// Whether a day is worked, make-up Saturdays and Sundays included.
    public func isWorking(_ day: Day) -> Bool { kind(day).rawValue <= DayKind.makeUp.rawValue }

    /// Whether no notice in force speaks about the day's year.
    public func isProvisional(_ day: Day) -> Bool {
        guard let firstKnownYear, let lastKnownYear else { return true }
        return !(firstKnownYear...lastKnownYear).contains(day.parts.year)
    }

    /// The day itself when it is worked, else the next working day.
    public func workingDay(onOrAfter day: Day) -> Day {
        var candidate = day
        while !isWorking(candidate) { candidate = candidate.adding(days: 1) }
        return candidate
    }

    /// How many days after one day and until another are worked; negative when the second is earlier.
    public func workingDays(after start: Day, through end: Day) -> Int {
        if end < start { return -workingDays(after: end, through: start) }
        return (start.number..<end.number).reduce(0) { $0 + (isWorking(Day(number: $1 + 1)) ? 1 : 0) }
    }

    /// The ids of the notices that speak about a run of days, such as `2018-1,2019-2`, to pin on a term.
    public func noticeVersion(_ span: DaySpan) -> String {
        spans.filter { $0.touches(span) }.map(\.id).joined(separator: ",")
    }

    /// The name of the holiday in a run of days off, where a notice names it.
    func holidayName(_ span: DaySpan) -> Words? {
        guard !names.isEmpty else { return nil }
        return (span.from.number...span.to.number).lazy.compactMap { names[Day(number: $0)] }.first
    }

    private static func plainKind(_ day: Day) -> DayKind { day.weekday > 5 ? .weekend : .working }
}

/// The days that a notice speaks about: its year, and what it names of the year before.
private struct NoticeSpan: Sendable {
    let id: String
    let span: DaySpan

    init(year: Int, notice: HolidayNotice) {
        id = notice.id
        let bounds = [Day(year: year, month: 1, day: 1), Day(year: year, month: 12, day: 31)].compactMap(\.self)
        let days = bounds + notice.off + notice.work
        let first = days.min() ?? notice.publishedOn
        span = DaySpan(first, days.max() ?? first)
    }

    func touches(_ other: DaySpan) -> Bool { span.from <= other.to && other.from <= span.to }
}

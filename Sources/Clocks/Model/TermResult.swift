public import Base

/// Why days were passed over in a count.
public enum NotCountedReason: Hashable, Sendable {
    /// The day of the event (Civil Procedure Law 2021 Art. 85; General Part 2017 Art. 201).
    case event
    /// Saturdays and Sundays.
    case weekend
    /// A public holiday with the weekend days beside it; named where the notice names it.
    case holiday(Words?)
    /// The clock stood still.
    case pause
    /// Days on the way to the next working day, before an extension counted from there.
    case rolled
}

extension NotCountedReason {
    /// The reason as programs read it.
    public var code: String {
        switch self {
        case .event: "event"
        case .weekend: "weekend"
        case .holiday: "holiday"
        case .pause: "pause"
        case .rolled: "rolled"
        }
    }
}

/// A run of days that was passed over.
public struct NotCounted: Hashable, Sendable {
    /// The days.
    public let span: DaySpan
    /// Why.
    public let reason: NotCountedReason

    /// Names a run of days and the reason.
    public init(span: DaySpan, reason: NotCountedReason) {
        self.span = span
        self.reason = reason
    }
}

/// What a count found: when a term ends and why then.
public struct TermResult: Hashable, Sendable {
    /// The day of the event, not counted.
    public let eventDay: Day
    /// The length counted, without extension.
    public let limit: TermLimit
    /// The extension, if any.
    public let added: TermExtension?
    /// The last counted day before the extension.
    public let firstRawEnd: Day
    /// The end before the extension, rolled forward where the rule says so.
    public let firstDue: Day
    /// The last counted day.
    public let rawEnd: Day
    /// The last day to act.
    public let due: Day
    /// The last day to act if the extension were counted from the other start; nil without extension.
    public let otherDue: Day?
    /// The days passed over, in order, runs merged.
    public let notCounted: [NotCounted]
    /// Saturdays and Sundays that were counted as working days.
    public let makeUpDays: [Day]
    /// Whether the end depends on a year whose holidays are not known yet.
    public let provisional: Bool
    /// The notices that the count rests on, such as `2019-2,2020-1`.
    public let noticeVersion: String

    /// Whether the last day was a rest day and moved.
    public var rolled: Bool { rawEnd != due }

    /// Whether it was counted back from the event.
    public var isBefore: Bool { due < eventDay }
}

/// How near an end is.
public enum TermLight: String, Sendable {
    /// There is time.
    case calm
    /// Little time is left.
    case soon
    /// The last day is over.
    case late
}

/// When a term counts as due soon; both are settings of the district.
public struct TermWarning: Hashable, Sendable {
    /// Percent of the whole length that is left.
    public let percent: Int
    /// Working days that are left.
    public let workingDays: Int

    /// Makes a threshold: 20 % or one working day unless told otherwise.
    public init(percent: Int = 20, workingDays: Int = 1) {
        self.percent = percent
        self.workingDays = workingDays
    }
}

extension WorkCalendar {
    /// Days left until the last day, in working days for such limits, else calendar days; negative once it is over.
    public func daysLeft(until due: Day, unit: TermUnit, from today: Day) -> Int {
        unit == .working ? workingDays(after: today, through: due) : due.number - today.number
    }

    /// How near the end is: late after the last day, soon by the thresholds.
    ///
    /// The last day itself is whole.
    public func light(
        from eventDay: Day, until due: Day, unit: TermUnit, on today: Day, warning: TermWarning = TermWarning()
    ) -> TermLight {
        if today > due { return .late }
        let whole = daysLeft(until: due, unit: unit, from: eventDay)
        let left = daysLeft(until: due, unit: unit, from: today)
        if left * 100 <= whole * warning.percent { return .soon }
        return workingDays(after: today, through: due) <= warning.workingDays ? .soon : .calm
    }
}

extension TermResult {
    /// Days left in the term's unit; negative once the last day is over.
    public func daysLeft(from today: Day, calendar: WorkCalendar) -> Int {
        calendar.daysLeft(until: due, unit: limit.unit, from: today)
    }

    /// Whether little time is left (amber); false once the last day is over.
    public func isDueSoon(on today: Day, calendar: WorkCalendar, warning: TermWarning = TermWarning()) -> Bool {
        calendar.light(from: eventDay, until: due, unit: limit.unit, on: today, warning: warning) == .soon
    }

    /// Whether the last day is over.
    public func isOverdue(on today: Day) -> Bool { today > due }
}

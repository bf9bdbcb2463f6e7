public import Base
public import Clocks

/// A run of minutes of one day, such as 9:00 to 11:30.
public struct DayTimes: Hashable, Comparable, Sendable {
    /// The first minute, counted from midnight.
    public let from: Int
    /// The first minute that no longer belongs to it.
    public let to: Int

    /// A run; nil unless it begins before it ends, within one day.
    public init?(_ from: Int, _ to: Int) {
        guard 0 <= from, from < to, to <= 24 * 60 else { return nil }
        (self.from, self.to) = (from, to)
    }

    /// Whether another run lies within this one.
    public func contains(_ other: DayTimes) -> Bool { from <= other.from && other.to <= to }

    public static func < (left: DayTimes, right: DayTimes) -> Bool { (left.from, left.to) < (right.from, right.to) }

    /// The time of day of an instant, such as `9:00`.
    public static func text(_ at: Instant) -> String { text(at.timeOfDay.hour * 60 + at.timeOfDay.minute) }

    /// Such as `9:00`.
    public static func text(_ minute: Int) -> String {
        "\(minute / 60):\(minute % 60 < 10 ? "0" : "")\(minute % 60)"
    }

    /// Such as `09:00`, as the time field of a form takes it.
    public static func field(_ minute: Int) -> String { minute < 600 ? "0" + text(minute) : text(minute) }

    /// Such as `9:00–11:30`.
    public var text: String { "\(Self.text(from))–\(Self.text(to))" }

    /// Reads `9:00` or `09:00`; nil for anything else.
    public static func minute(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count >= 2, parts.count <= 3, let hour = parts[0], let minute = parts[1], (0...24).contains(hour),
            (0...59).contains(minute), hour * 60 + minute <= 24 * 60
        else { return nil }
        return hour * 60 + minute
    }
}

/// When a centre is open: by weekday, with days that differ, and by the work calendar.
public struct OpeningHours: Hashable, Sendable {
    /// The hours of each weekday, 1 for Monday.
    public let weekly: [Int: [DayTimes]]
    /// Days that have hours of their own; none for a day on which it is closed.
    public let special: [Day: [DayTimes]]

    /// Hours by weekday, and days that differ.
    public init(weekly: [Int: [DayTimes]], special: [Day: [DayTimes]] = [:]) {
        (self.weekly, self.special) = (weekly, special)
    }

    /// What a centre has that was given no hours: working days, 9:00 to 12:00 and 13:30 to 17:00.
    public static let usual = OpeningHours(
        weekly: Dictionary(
            uniqueKeysWithValues: (1...5).map { ($0, [(540, 720), (810, 1_020)].compactMap(DayTimes.init)) }))

    /// When it is open on a day. A day off by a notice is closed; a Saturday or Sunday that a notice turned into a working day
    /// has its own hours or else those of Monday.
    public func times(on day: Day, calendar: WorkCalendar) -> [DayTimes] {
        if let own = special[day] { return own.sorted() }
        let own = (weekly[day.weekday] ?? []).sorted()
        return switch calendar.kind(day) {
        case .holiday: []
        case .makeUp: own.isEmpty ? (weekly[1] ?? []).sorted() : own
        case .working, .weekend: own
        }
    }

    /// Whether all of a run lies in one stretch in which it is open.
    public func isOpen(_ times: DayTimes, on day: Day, calendar: WorkCalendar) -> Bool {
        self.times(on: day, calendar: calendar).contains { $0.contains(times) }
    }
}

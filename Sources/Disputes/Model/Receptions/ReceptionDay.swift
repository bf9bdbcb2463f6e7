public import Base
public import Clocks

/// On which day of each month the leaders of a town receive residents.
public struct ReceptionRule: Hashable, Sendable {
    /// What happens when the day is not worked.
    public enum Roll: String, Sendable, CaseIterable {
        /// It is the next working day.
        case next
        /// There is none that month.
        case skip
    }

    /// The permanent id.
    public let id: RecordID
    /// The day of the month, 1 to 28.
    public let dayOfMonth: Int
    /// What happens when it is not worked.
    public let roll: Roll
    /// When residents are received.
    public let times: DayTimes
    /// How long one reception takes, in minutes.
    public let length: Int
    /// How many are received at the same time.
    public let lanes: Int
    /// First day of the rule.
    public let from: Day

    /// Puts a rule together.
    public init(
        id: RecordID, dayOfMonth: Int, roll: Roll = .next, times: DayTimes, length: Int = 30, lanes: Int = 1, from: Day
    ) {
        (self.id, self.dayOfMonth, self.roll, self.times) = (id, dayOfMonth, roll, times)
        (self.length, self.lanes, self.from) = (length, lanes, from)
    }

    /// The day of a month on which residents are received; nil where the rule gives none.
    public func day(year: Int, month: Int, calendar: WorkCalendar) -> Day? {
        guard let plain = Day(year: year, month: month, day: dayOfMonth) else { return nil }
        let day = roll == .next ? calendar.workingDay(onOrAfter: plain) : plain
        return calendar.isWorking(day) && day >= from ? day : nil
    }

    /// The days of so many months, from that of a day on.
    public func days(from first: Day, months: Int, calendar: WorkCalendar) -> [Day] {
        let (year, month, _) = first.parts
        return (0..<max(0, months)).compactMap { step in
            let index = year * 12 + month - 1 + step
            return day(year: index / 12, month: index % 12 + 1, calendar: calendar)
        }
    }
}

/// One day on which leaders receive residents.
public struct ReceptionDay: Hashable, Sendable {
    /// The permanent id.
    public let id: RecordID
    /// The centre of the town.
    public let centre: RecordID
    /// The day.
    public let day: Day
    /// When residents are received.
    public let times: DayTimes
    /// How long one reception takes, and how many are received at the same time.
    public let length: Int, lanes: Int
    /// The posts that sit, with whoever holds them that day.
    public let leaders: [Leader]

    /// A post on the roster.
    public struct Leader: Hashable, Sendable {
        /// The post.
        public let post: RecordID
        /// Who holds it that day, by name; nil when nobody does.
        public let name: Words?
        /// What the post is for, and in which office.
        public let role: Role?, unit: Words
    }

    /// When a reception can begin.
    public var slots: [DayTimes] {
        stride(from: times.from, through: times.to - length, by: max(length, BookingWish.quarter)).compactMap {
            DayTimes($0, $0 + length)
        }
    }
}

/// What came of a reception.
public enum ReceptionOutcome: String, Sendable, CaseIterable {
    /// Solved while the resident was there.
    case solved
    /// An office runs it for the resident from here on.
    case passed
    /// Heard, and not yet decided.
    case open
}

/// One resident received about one matter.
public struct Reception: Hashable, Sendable {
    /// The permanent id.
    public let id: RecordID
    /// The reception day.
    public let day: RecordID
    /// The matter.
    public let matter: RecordID
    /// The post that received.
    public let leader: RecordID?
    /// What came of it.
    public let outcome: ReceptionOutcome
    /// The office that runs it for the resident.
    public let proxy: RecordID?
    /// When.
    public let at: Instant

    /// Puts a reception together.
    public init(
        id: RecordID, day: RecordID, matter: RecordID, leader: RecordID?, outcome: ReceptionOutcome, proxy: RecordID?,
        at: Instant
    ) {
        (self.id, self.day, self.matter, self.leader) = (id, day, matter, leader)
        (self.outcome, self.proxy, self.at) = (outcome, proxy, at)
    }
}

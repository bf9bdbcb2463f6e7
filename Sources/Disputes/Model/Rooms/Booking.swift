public import Base

/// What can be booked.
public enum ResourceKind: String, Sendable, CaseIterable {
    case window, room, person
    /// One of the places of a reception day.
    case reception
}

/// Something of which only one can be at one place at one time.
public struct Resource: Hashable, Comparable, Sendable {
    /// What it is.
    public let kind: ResourceKind
    /// Its id: of a window, a room, an account or a reception day.
    public let id: RecordID
    /// Which of several equal places.
    public let lane: Int

    /// Names a resource.
    public init(_ kind: ResourceKind, _ id: RecordID, lane: Int = 0) {
        (self.kind, self.id, self.lane) = (kind, id, lane)
    }

    /// The key under which its quarters of an hour are unique.
    public var key: String { "\(kind.rawValue):\(id):\(lane)" }

    public static func < (left: Resource, right: Resource) -> Bool { left.key < right.key }
}

/// What a booking is for.
public enum BookingPurpose: String, Sendable, CaseIterable {
    /// A resident comes to a window.
    case appointment
    /// Something about a matter, or one run of a procedure in it.
    case matter, proceeding
    /// A resident comes to a reception day.
    case reception
    /// Anything else that the centre needs the room for.
    case other
}

/// Where a booking stands.
public enum BookingState: String, Sendable, CaseIterable {
    case booked, kept, cancelled
    case noShow = "no-show"
}

/// What somebody wants to book.
public struct BookingWish: Hashable, Sendable {
    /// What must all be free.
    public var resources: [Resource]
    /// The day.
    public var day: Day
    /// From when to when, in whole quarters of an hour.
    public var times: DayTimes
    /// What for.
    public var purpose: BookingPurpose
    /// The matter, or the matter of the proceeding; nil when there is none yet.
    public var matter: RecordID?
    /// The proceeding or reception day it is for.
    public var subject: RecordID?
    /// Who comes, when there is no matter that says it. Stored sealed.
    public var name = ""
    /// How to reach them. Stored sealed.
    public var phone = ""

    /// A wish with the least that must be said.
    public init(
        _ resources: [Resource], on day: Day, _ times: DayTimes, for purpose: BookingPurpose, matter: RecordID? = nil,
        subject: RecordID? = nil
    ) {
        (self.resources, self.day, self.times) = (resources, day, times)
        (self.purpose, self.matter, self.subject) = (purpose, matter, subject)
    }

    /// The length of the quarters in which time is booked, in minutes.
    public static let quarter = 15
    /// How far ahead anybody can book, in days.
    public static let daysAhead = 183
    /// The most characters of a name and of a telephone number.
    public static let nameLimit = 50, phoneLimit = 30

    /// The quarters of an hour that it takes, counted from 1970.
    var quarters: [Int] {
        let first = day.number * 96
        return (times.from / Self.quarter..<(times.to + Self.quarter - 1) / Self.quarter).map { first + $0 }
    }

    /// When it begins.
    public var start: Instant { Instant(day, hour: times.from / 60, minute: times.from % 60) }
}

/// A time that is kept for somebody.
public struct Booking: Hashable, Sendable {
    /// The permanent id.
    public let id: RecordID
    /// The centre.
    public let centre: RecordID
    /// What it takes.
    public let resources: [Resource]
    /// When.
    public let day: Day, times: DayTimes
    /// What for.
    public let purpose: BookingPurpose
    /// The matter it is about, and the proceeding or reception day.
    public let matter: RecordID?, subject: RecordID?
    /// Where it stands.
    public let state: BookingState
    /// Counts the changes.
    public let revision: Int
}

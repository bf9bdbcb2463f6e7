public import Base

/// How far a sitting has come.
public enum SittingState: String, CaseIterable, Sendable {
    case invited, held, adjourned, cancelled

    /// What people call it.
    public var words: Words {
        switch self {
        case .invited: Words("已通知", "Invited")
        case .held: Words("已调解", "Held")
        case .adjourned: Words("休会，再约", "Adjourned")
        case .cancelled: Words("取消", "Cancelled")
        }
    }
}

/// How somebody was asked to come.
public enum Invitation: String, CaseIterable, Sendable {
    case sms, phone, letter, spoken

    /// What people call it.
    public var words: Words {
        switch self {
        case .sms: Words("短信", "Text message")
        case .phone: Words("电话", "Telephone")
        case .letter: Words("书面通知", "Letter")
        case .spoken: Words("当面", "In person")
        }
    }
}

/// How somebody took part.
public enum Attendance: String, CaseIterable, Sendable {
    case present, phone, paper, absent

    /// What people call it.
    public var words: Words {
        switch self {
        case .present: Words("到场", "In person")
        case .phone: Words("电话或视频", "By telephone or video")
        case .paper: Words("书面意见", "On paper")
        case .absent: Words("没有来", "Did not come")
        }
    }
}

/// A meeting of the sides with the mediator.
public struct Sitting: Hashable, Sendable {
    /// The permanent id.
    public let id: RecordID
    /// The running number, from 1.
    public let number: Int
    /// The room's booking; nil where no room was needed.
    public let booking: RecordID?
    /// The day.
    public let day: Day
    /// The minutes of the day in which it lies.
    public let times: DayTimes
    /// Where, in words.
    public let place: Words
    /// How far it has come.
    public let state: SittingState
    /// Who was asked and how, and how they took part.
    public let people: [Seat]
    /// The minutes; nil while none are written, or for who may not read them.
    public let minutes: String?
    /// Counts changes.
    public let revision: Int

    /// When it begins.
    public var begins: Instant { Instant(day, hour: times.from / 60, minute: times.from % 60) }

    /// Somebody's place in a sitting.
    public struct Seat: Hashable, Sendable {
        /// Who.
        public let party: RecordID
        /// How they were asked.
        public let invitation: Invitation
        /// How they took part; nil before.
        public let attendance: Attendance?
    }
}

/// What was said to the mediator alone. Behind the wall: only the mediator reads it, and it never leaves the mediation.
public struct CaucusNote: Hashable, Sendable {
    /// The permanent id.
    public let id: RecordID
    /// The side it was said by.
    public let side: PartySide
    /// When it was written.
    public let at: Instant
    /// The words.
    public let text: String
}

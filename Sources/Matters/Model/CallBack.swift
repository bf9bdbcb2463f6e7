public import Base

/// Why somebody is called back.
public enum CallBackKind: String, Sendable, CaseIterable {
    /// The caller asked for it.
    case asked
    /// An answer went out, and the desk asks whether they are content.
    case satisfaction
}

/// What became of a call.
public enum CallResult: String, Sendable, CaseIterable {
    case answered, unanswered = "no-answer", later, wrongNumber = "wrong-number"
    /// Nobody was reached, and it is given up.
    case givenUp = "given-up"

    /// Whether the call-back is over with it.
    public var isLast: Bool { self == .answered || self == .givenUp }
}

/// When a caller wants to be called back.
public struct CallBackWish: Hashable, Sendable {
    /// The number; empty for the filer's own. Stored sealed.
    public var number: String
    /// By when.
    public var due: Instant
    /// What for. Stored sealed; empty for nothing said.
    public var reason: String

    /// Puts a wish together.
    public init(number: String, due: Instant, reason: String = "") {
        self.number = number
        self.due = due
        self.reason = reason
    }

    /// The most that anybody may write of what it is for, in characters.
    public static let reasonLimit = 200
}

/// Somebody whom a desk is to call.
public struct CallBack: Hashable, Sendable {
    /// One call that was tried.
    public struct Attempt: Hashable, Sendable {
        /// When.
        public let at: Instant
        /// What became of it.
        public let result: CallResult
        /// What was said; nil for nothing, or once erased.
        public let text: String?
    }

    /// The permanent id.
    public let id: RecordID
    /// The matter.
    public let matter: Matter
    /// The matter's title; nil once erased.
    public let title: String?
    /// Why.
    public let kind: CallBackKind
    /// By when.
    public let due: Instant
    /// What for; nil for nothing said, or once erased.
    public let reason: String?
    /// The name of whom to call; nil where it is sealed, unknown or erased.
    public let name: String?
    /// The number; nil where it is sealed or erased.
    public let number: String?
    /// The calls so far, oldest first.
    public let attempts: [Attempt]
    /// Whether it is still to be made.
    public let isWaiting: Bool

    /// Whether the whole day is meant and no time of it.
    public var isByDay: Bool { due.timeOfDay == (23, 59) }

    /// The end of a day, for what is due on it at any time.
    public static func end(of day: Day) -> Instant { Instant(day, hour: 23, minute: 59) }
}

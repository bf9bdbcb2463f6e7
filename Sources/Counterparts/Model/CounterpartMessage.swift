public import Base

/// What another body told of a proceeding that was handed over to it, or with what it refers a matter here.
public struct CounterpartMessage: Hashable, Sendable {
    /// What became of it.
    public enum State: String, Sendable, CaseIterable {
        /// It stands in the record.
        case taken
        /// It does not fit the record, or must be signed for: a person looks at it.
        case held
        /// A person found that it does not hold, and said why.
        case setAside = "set-aside"
    }

    public let id: RecordID
    /// The body.
    public let counterpart: String
    /// The number that the body gave it; the same number is the same message.
    public let number: String
    public let matter: RecordID
    /// Nil for a referral that nobody has signed for.
    public let proceeding: RecordID?
    public let procedure: String
    /// The step that it tells of; nil for a referral.
    public let step: String?
    /// When it happened over there.
    public let happenedAt: Instant
    /// When it came.
    public let receivedAt: Instant
    public let state: State
    /// Why it was held; nil when it was taken at once.
    public let why: Words?
    /// When it was taken or set aside.
    public let decidedAt: Instant?
    /// What it says; nil once it was erased.
    public let told: Told?

    /// What a message says beside its codes; kept sealed with the matter.
    public struct Told: Hashable, Sendable, Codable {
        /// What was decided, or the reason.
        public var text = ""
        /// The number under which the body keeps the case.
        public var reference: String?
        /// The code of a ground.
        public var ground: String?
        /// The code of an end.
        public var end: String?
        /// By how much a time is extended, in the unit of its law.
        public var days: Int?
        /// The day that the step sets, such as that of a hearing.
        public var eventDay: Day?

        /// Nothing told.
        public init() {}
    }
}

/// A message as it comes in.
public struct CounterpartAnswer: Hashable, Sendable {
    /// The number that the body gave it.
    public var number: String
    /// The proceeding that it is about.
    public var proceeding: RecordID
    /// The step that was taken there.
    public var step: String
    /// When it was taken.
    public var happenedAt: Instant
    /// What it says.
    public var told = CounterpartMessage.Told()

    /// A message without words yet.
    public init(_ number: String, of proceeding: RecordID, step: String, at happenedAt: Instant) {
        (self.number, self.proceeding, self.step, self.happenedAt) = (number, proceeding, step, happenedAt)
    }
}

/// A matter that a body sends here, as it comes in.
public struct CounterpartReferral: Hashable, Sendable {
    /// The number that the body gave the message.
    public var number: String
    /// The matter's number.
    public var matter: String
    /// The procedure that is to begin.
    public var procedure: String
    /// When the body decided so.
    public var happenedAt: Instant
    /// What it says; a reference is needed.
    public var told = CounterpartMessage.Told()

    /// A referral without words yet.
    public init(_ number: String, of matter: String, to procedure: String, at happenedAt: Instant) {
        (self.number, self.matter, self.procedure, self.happenedAt) = (number, matter, procedure, happenedAt)
    }
}

/// What can go wrong between two bodies.
public enum CounterpartError: ExplainedError, Hashable {
    /// There is no such body, proceeding or message, or it is not the asker's to see.
    case notFound
    /// It is not possible now, or not for this unit.
    case barred(Words)
    /// A field is missing or wrong.
    case invalid(field: String, Words)
    /// The number was used for another message.
    case reused
    /// Somebody changed it first.
    case changedMeanwhile

    /// The fault in a sentence.
    public var explanation: String {
        switch self {
        case .notFound: "There is no such message or proceeding."
        case .barred(let words): words.en
        case .invalid(let field, let words): "The field \(field) is not right: \(words.en)."
        case .reused: "The number was used for another message."
        case .changedMeanwhile: "Somebody else changed it first; look at it again."
        }
    }
}

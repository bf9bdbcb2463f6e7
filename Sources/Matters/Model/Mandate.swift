public import Base

/// How a resident gave a mandate.
public enum MandateWay: String, Sendable, CaseIterable {
    case person, phone, written
}

/// How a resident was told.
public enum TellingWay: String, Sendable, CaseIterable {
    case visit, person, phone, message, letter
}

/// A resident's wish that an office runs a matter for them, as it was recorded.
public struct Mandate: Hashable, Sendable {
    /// Who asked: the resident, or somebody for them. Stored sealed.
    public var asker: String
    /// How it was given.
    public var way: MandateWay
    /// The day it was given.
    public var day: Day
    /// What it covers, in their words; empty for the whole matter. Stored sealed.
    public var scope: String

    /// Puts a mandate together.
    public init(asker: String, way: MandateWay, day: Day, scope: String = "") {
        self.asker = asker
        self.way = way
        self.day = day
        self.scope = scope
    }

    /// The most that anybody may write of who asked, and of what it covers, in characters.
    public static let askerLimit = 50, scopeLimit = 500
}

/// Where a mandate stands.
public enum ProxyState: String, Sendable, CaseIterable {
    /// The office runs the matter.
    case active
    /// The resident took the mandate back.
    case withdrawn
    /// It fell away, since the matter was found to complain about the office.
    case ended
}

/// An office that runs a matter for a resident, with the mandate.
public struct Proxy: Hashable, Sendable {
    /// The permanent id.
    public let id: RecordID
    /// The matter.
    public let matter: RecordID
    /// Who took it on.
    public let account: RecordID
    /// The name of whoever took it on.
    public let name: Words
    /// The unit that answers for it.
    public let unit: RecordID
    /// Whether the post on which it was taken on is still held: if not, the unit answers.
    public let isPostHeld: Bool
    /// Whether the mandate's words are kept from whoever reads this, as the filer's name is.
    public let isSealed: Bool
    /// Who asked; nil once erased, or where it is sealed.
    public let asker: String?
    /// How the mandate was given.
    public let way: MandateWay
    /// When it was given.
    public let day: Day
    /// What it covers; nil for the whole matter, once erased, or where it is sealed.
    public let scope: String?
    /// Where it stands.
    public let state: ProxyState
    /// When it was recorded.
    public let recordedAt: Instant
    /// When it ended, if it did.
    public let endedAt: Instant?
}

/// A step of a matter that the resident is to hear of from whoever runs it for them.
public struct ProxyReport: Hashable, Sendable {
    /// The permanent id.
    public let id: RecordID
    /// The matter.
    public let matter: RecordID
    /// The code of the step's entry, such as `matter.answer`.
    public let code: String
    /// The end, if the step ended the matter.
    public let end: MatterEnd?
    /// The unit that took the step.
    public let unit: RecordID?
    /// The words meant for the resident; nil for none, or once erased.
    public let text: String?
    /// When it happened.
    public let happenedAt: Instant
    /// How and when the resident was told; nil while they are still to be told.
    public let told: Telling?

    /// That a resident was told.
    public struct Telling: Hashable, Sendable {
        /// The day.
        public let day: Day
        /// How.
        public let way: TellingWay
    }
}

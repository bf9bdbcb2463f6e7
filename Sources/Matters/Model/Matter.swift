public import Base

/// The five kinds of matter; each has a procedure of the same name.
public enum MatterKind: String, Sendable, CaseIterable, Codable {
    case enquiry, help, report, petition, dispute
}

/// The way a matter came in. One form, one pipeline.
public enum Channel: String, Sendable, CaseIterable, Codable {
    case web, window, hotline, letter, police, court, grid, imported
}

/// Where a matter stands, for lists; the stage of its proceeding says it more exactly.
public enum MatterStatus: String, Sendable, CaseIterable {
    case received, handling, ended
}

/// What became of a matter. Closed without result is never counted as solved.
public enum MatterEnd: String, Sendable, CaseIterable {
    case solved, answered, agreed, withdrawn, referred, closed

    /// Whether statistics may count it as solved.
    public var isSolved: Bool {
        switch self {
        case .solved, .answered, .agreed: true
        case .withdrawn, .referred, .closed: false
        }
    }
}

/// Whether the filer's identity may be seen.
public enum Confidentiality: String, Sendable, CaseIterable {
    /// The name is shown to those who work on the matter.
    case named
    /// The identity is sealed; opening it takes a reason and two posts.
    case confidential
    /// No identity was given.
    case anonymous
}

/// The file of one thing somebody owes an answer for, without the words people wrote (these are personal values).
public struct Matter: Hashable, Sendable {
    /// The permanent id.
    public let id: RecordID
    /// The number that may be told to others, such as `YH2019-041826-K`.
    public let number: String
    /// What kind of matter.
    public let kind: MatterKind
    /// How it came in.
    public let channel: Channel
    /// The topic's code, nil while nobody has decided.
    public let topic: String?
    /// Whether a person confirmed the topic.
    public let topicConfirmed: Bool
    /// The personal value that holds title, text and place as said.
    public let narrative: RecordID
    /// The address record, nil when the place is not known.
    public let place: RecordID?
    /// How the place was found: confirmed, exact, alias or none.
    public let placeHow: String
    /// The village division of the place.
    public let village: RecordID?
    /// The town division of the place.
    public let town: RecordID?
    /// The grid division of the place, nil when none is known.
    public let grid: RecordID?
    /// The unit that took it in.
    public let firstReceiver: RecordID
    /// The unit whose lead assignment is accepted, nil before.
    public let leadUnit: RecordID?
    /// Where it stands.
    public let status: MatterStatus
    /// The stage of its proceeding.
    public let stage: String
    /// What became of it.
    public let end: MatterEnd?
    /// The route a referral names.
    public let endRoute: String?
    /// The strictest running due day.
    public let due: Day?
    /// When it happened, from which the law counts.
    public let happenedAt: Instant
    /// When it was recorded.
    public let filedAt: Instant
    /// When it ended.
    public let endedAt: Instant?
    /// Stars from 1 to 5.
    public let rating: Int?
    /// How often it was reopened.
    public let reopened: Int
    /// Whether the filer is named.
    public let confidentiality: Confidentiality
    /// The routing rule that proposed the first unit.
    public let routeRule: String?
    /// Counts changes; forms post it back.
    public let revision: Int

    /// Whether anything is still owed.
    public var isOpen: Bool { status != .ended }
}

/// What the filer said, as they said it: stored sealed, never converted.
public struct Narrative: Hashable, Sendable, Codable {
    /// One line.
    public let title: String
    /// The whole text.
    public let text: String
    /// The place in the filer's words.
    public let place: String

    /// Puts the words together.
    public init(title: String, text: String, place: String) {
        self.title = title
        self.text = text
        self.place = place
    }
}

public import Base

/// How a letter came.
public enum LetterWay: String, Sendable, CaseIterable {
    case post, hand, box
}

/// How a court passes a quarrel on: before it files the case, or after, in the ordinary or the simplified procedure
/// (Provisions of the Supreme People's Court on Specially Invited Mediation, Article 27).
public enum CourtReferral: String, Sendable, CaseIterable {
    case beforeFiling = "court-before-filing"
    case ordinary = "court-ordinary"
    case simplified = "court-simplified"
}

/// What is known of a matter's way in, beyond its channel: of a letter, a referral by a court, a hand-over by the police.
public struct Arrival: Hashable, Sendable {
    /// The code of the way: of `LetterWay` or `CourtReferral`, or a class of the hand-over pack.
    public let way: String
    /// The day that the paper itself bears: of a postmark or a court's letter; nil when it is not known.
    public let day: Day?
    /// The number by which the sender knows it: of a case, an incident, a registered letter. Stored sealed; empty for none.
    public let number: String
    /// Who sent it, such as the court's name. Stored sealed; empty for nobody.
    public let sender: String

    /// Puts it together.
    public init(way: String, day: Day? = nil, number: String = "", sender: String = "") {
        self.way = way
        self.day = day
        self.number = number
        self.sender = sender
    }
}

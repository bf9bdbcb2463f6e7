public import Base

/// Where a case is: open, decided by a person, or set aside.
public enum CaseState: String, Sendable, CaseIterable { case open, decided }

/// What rows have in common that a person decides about at once.
public struct CasePattern: Hashable, Sendable {
    /// What is to be decided.
    public enum Kind: String, Sendable, CaseIterable {
        /// Which of several places is meant.
        case choose
        /// Whether a place is meant that the text also speaks against.
        case against
        /// What a name means that the library has not.
        case name
        /// In which village a number of a road lies that the library has not.
        case door
        /// None of these.
        case other
    }

    var kind: Kind
    /// The words that it is about.
    var said: String
    /// The named places to choose from.
    var candidates: [RecordID] = []
    /// The divisions that the text names.
    var town: RecordID?, village: RecordID?

    /// The same for all rows of the pattern.
    var key: String {
        let places = candidates.map(\.text).sorted().joined(separator: " ")
        return "\(kind.rawValue)|\(town?.text ?? "")|\(village?.text ?? "")|\(said)|\(places)"
    }
}

/// A case of the review queue: all rows that one decision settles.
public struct AddressCase: Hashable, Sendable, Identifiable {
    /// Its id.
    public let id: RecordID
    /// What is to be decided.
    public let kind: CasePattern.Kind
    /// The words that it is about; empty where the places to choose from say it.
    public let said: String
    /// One of its texts.
    public let sample: String
    /// How many rows wait in it, of which sources.
    public let rows: Int, sources: [String]
    /// The town and village that the texts name.
    public let town: RecordID?, village: RecordID?
    /// The named places to choose from.
    public let candidates: [RecordID]
    /// Where it is.
    public let state: CaseState
    /// Whether it was parted from another case, and from which.
    public let part: Part?, whole: RecordID?
    /// What was decided, about which place, in which act, by whom and when.
    public let decision: String, place: RecordID?, act: RecordID?, decidedBy: String?, decidedAt: Instant?

    /// How a case came out of another.
    public enum Part: String, Sendable {
        /// A person took rows out.
        case chosen = "part"
        /// What the decided place did not settle.
        case rest
        /// What was too much for one decision.
        case more
    }
}

/// What a person decides about a case.
public enum CaseDecision: Hashable, Sendable {
    /// This place is meant.
    case place(RecordID)
    /// The name is another name of this place.
    case alias(RecordID)
    /// The name is a place that the library lacks.
    case new(PlaceKind, name: String, village: RecordID)
    /// The texts are no addresses of the district.
    case nothing

    /// What a person can add by name.
    public enum PlaceKind: String, Sendable, CaseIterable { case estate, landmark, road }

    /// The word that is kept.
    var word: String {
        switch self {
        case .place: "place"
        case .alias: "alias"
        case .new: "new"
        case .nothing: "nothing"
        }
    }
}

/// Why a decision is refused.
public enum CaseError: ExplainedError, Hashable {
    /// There is no such case.
    case unknown
    /// Somebody else has decided it meanwhile.
    case decided
    /// It is open: there is nothing to undo.
    case open
    /// The place or village is none, or has ended.
    case noPlace
    /// None of its rows is named, or all of them.
    case noPart

    public var explanation: String {
        switch self {
        case .unknown: "There is no such case."
        case .decided: "Somebody else has decided it meanwhile."
        case .open: "It is open; there is nothing to undo."
        case .noPlace: "There is no such place, or it has ended."
        case .noPart: "Name some of its rows, not all of them."
        }
    }
}

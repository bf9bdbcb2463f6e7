public import Base

/// Which matters belong to the police and which to the hotline, and who is the police here; see Rules/topics/handover.yaml.
public struct HandoverPack: Sendable, Codable {
    /// A class of calls.
    public struct Class: Sendable, Codable {
        public let code: String
        public let zh: String
        public let en: String
        /// Whether the police take it at once; else it is for the offices of the hotline.
        public let emergency: Bool

        /// The name in both languages.
        public var name: Words { Words(zh, en) }
    }

    public let version: String
    /// The code of the unit that the police answer through.
    public let unit: String
    /// The code of the unit that the hotline answers through; nil where the police pass nothing on to it.
    public let hotline: String?
    public let classes: [Class]
}

/// The two lines between which matters go, each with one key to the other.
public enum HandoverLine: Sendable {
    /// The police line 110.
    case police
    /// The hotline 12345.
    case hotline

    /// The number that people dial.
    public var number: String {
        switch self {
        case .police: "110"
        case .hotline: "12345"
        }
    }
}

/// A matter that was passed from one line to the other, or came back.
public struct Handover: Hashable, Sendable {
    /// Where it stands.
    public enum State: String, Sendable, CaseIterable {
        /// Passed on; until the other line accepts it, whoever answered for it goes on.
        case open
        /// The other line accepted it.
        case accepted
        /// It came back.
        case returned
        /// It went elsewhere, or ended, before the other line accepted it.
        case lapsed
    }

    /// The permanent id.
    public let id: RecordID
    /// The class of the call.
    public let reason: String
    /// The incident number that the police gave; nil for none, or once erased.
    public let incident: String?
    /// The unit that passed it on.
    public let from: RecordID
    /// The unit of the other line.
    public let to: RecordID
    /// Where it stands.
    public let state: State
    /// When it was passed on.
    public let at: Instant
}

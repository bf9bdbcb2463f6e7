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
    public let classes: [Class]
}

/// A matter that was passed to the police, or came back from them.
public struct Handover: Hashable, Sendable {
    /// Where it stands.
    public enum State: String, Sendable, CaseIterable {
        /// Passed on; until the police accept it, the first receiver keeps it.
        case open
        /// The police accepted it.
        case accepted
        /// It came back.
        case returned
        /// It went elsewhere, or ended, without the police.
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
    /// The unit of the police.
    public let to: RecordID
    /// Where it stands.
    public let state: State
    /// When it was passed on.
    public let at: Instant
}

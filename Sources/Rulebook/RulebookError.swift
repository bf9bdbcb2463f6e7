public import Base

/// What can go wrong with rule packs.
public enum RulebookError: ExplainedError, Equatable {
    /// The text is not YAML, or not of the shape asked for; the reason names the place.
    case unreadable(pack: String, reason: String)
    /// The text is longer than `RulePack.longest`.
    case tooLong(bytes: Int)
    /// A pack or a name is not made of lower-case letters, digits, hyphens and dots.
    case badName(String)
    /// There is no such version.
    case notFound(String)
    /// A version that is in force, or was, cannot be withdrawn.
    case inForce(String)
    /// Somebody else changed the draft first.
    case changedMeanwhile

    /// The fault in a sentence.
    public var explanation: String {
        switch self {
        case .unreadable("", let reason): "A rule pack cannot be read: \(reason)."
        case .unreadable(let pack, let reason): "The rule pack \(pack) cannot be read: \(reason)."
        case .tooLong(let bytes): "A rule pack of \(bytes) bytes is too long."
        case .badName(let name): "\(name) is no name for a rule pack; use lower-case letters, digits, hyphens and dots."
        case .notFound(let pin): "There is no rule pack \(pin)."
        case .inForce(let pin): "The rule pack \(pin) is in force already and cannot be withdrawn."
        case .changedMeanwhile: "Somebody else changed the draft first; look at it again."
        }
    }
}

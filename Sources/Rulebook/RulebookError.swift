/// What can go wrong with rule packs.
public enum RulebookError: Error, Equatable {
    /// The text is not YAML, or not of the shape asked for; the reason names the place.
    case unreadable(pack: String, reason: String)
    /// The text is longer than `RulePack.longest`.
    case tooLong(bytes: Int)
    /// A pack or a name is not made of lower-case letters, digits, hyphens and dots.
    case badName(String)
    /// There is no such version.
    case notFound(String)
}

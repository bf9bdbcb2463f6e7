/// Who acts: a person on a post, the filer of a matter, or the system itself.
public enum Principal: Hashable, Sendable {
    /// Somebody signed in, on one of their posts, for a unit.
    case staff(account: RecordID, post: RecordID, unit: RecordID)
    /// Whoever holds the receipt code of a matter.
    case filer(matter: RecordID)
    /// A resident who has not filed yet.
    case visitor
    /// A job or an import, by its name.
    case system(String)

    /// A short stable text for entries and keys, such as `staff:ACCOUNT:POST:UNIT`.
    public var key: String {
        switch self {
        case .staff(let account, let post, let unit): "staff:\(account):\(post):\(unit)"
        case .filer(let matter): "filer:\(matter)"
        case .visitor: "visitor"
        case .system(let name): "system:\(name)"
        }
    }
}

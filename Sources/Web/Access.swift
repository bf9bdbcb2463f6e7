public import Base

/// Who may ask for a route. Rows are scoped again by the stores; a route without a declared access does not compile.
public enum Access: Hashable, Sendable {
    /// Anybody.
    case everyone
    /// Whoever shows the receipt code of a matter; the handler checks it.
    case receipt
    /// Anybody signed in, on any post.
    case staff
    /// Anybody signed in, even who still has to set up the second factor that their role needs.
    case settingUp
    /// Somebody signed in on a post of one of these roles.
    case roles(Set<Role>)

    /// Whether a visitor passes.
    public func admits(_ signedIn: SignedIn?) -> Bool {
        switch self {
        case .everyone, .receipt: true
        case .settingUp: signedIn != nil
        case .staff: signedIn.map { !$0.owesSecondFactor } ?? false
        case .roles(let roles): signedIn.map { !$0.owesSecondFactor && roles.contains($0.role) } ?? false
        }
    }

    /// A stable text for the approved table of routes.
    public var description: String {
        switch self {
        case .everyone: "everyone"
        case .receipt: "receipt"
        case .settingUp: "setting-up"
        case .staff: "staff"
        case .roles(let roles): roles.map(\.rawValue).sorted().joined(separator: "+")
        }
    }
}

/// Somebody signed in, on the post they chose.
public struct SignedIn: Hashable, Sendable {
    /// The account.
    public let account: RecordID
    /// The post held today.
    public let post: RecordID
    /// The unit of the post.
    public let unit: RecordID
    /// What the post is for.
    public let role: Role
    /// The person's name as shown to colleagues.
    public let name: String
    /// The name in Latin letters; empty when it is not kept.
    public let englishName: String
    /// The unit's name.
    public let unitName: Words
    /// The units of all posts that the account holds today: what shuts one of them out shuts the person out.
    public let units: Set<RecordID>
    /// Whether a role of theirs needs a second factor that they have not set up: then nothing else opens.
    public var owesSecondFactor = false

    /// Puts together what a session resolves to.
    public init(
        account: RecordID, post: RecordID, unit: RecordID, role: Role, name: String, englishName: String = "",
        unitName: Words, units: Set<RecordID> = []
    ) {
        self.account = account
        self.post = post
        self.unit = unit
        self.role = role
        self.name = name
        self.englishName = englishName
        self.unitName = unitName
        self.units = units.union([unit])
    }

    /// The name as a reader of a language reads it.
    public func name(in language: Language) -> String {
        language == .english && !englishName.isEmpty ? englishName : name
    }

    /// The same as the one who acts.
    public var principal: Principal { .staff(account: account, post: post, unit: unit) }
}

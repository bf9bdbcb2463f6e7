public import Base

/// What a program that shows a token may do; a route that takes tokens names one of these.
public enum TokenScope: String, CaseIterable, Sendable {
    case mattersRead = "matters:read"
    case mattersWrite = "matters:write"
    case statisticsRead = "statistics:read"
    case addressesRead = "addresses:read"
    case rulesRead = "rules:read"
    case rulesWrite = "rules:write"
    case noticesRead = "notices:read"
    case noticesWrite = "notices:write"
    case counterpartsRead = "counterparts:read"
    case counterpartsWrite = "counterparts:write"
}

/// A program at the door: the person and post it acts for, and what it may do.
public struct TokenBearer: Hashable, Sendable {
    /// The token's id, for limits and logs; never the token itself.
    public let id: RecordID
    /// The person, on the post the token was made for: the same value as that of a session.
    public let person: SignedIn
    /// What the token was made for.
    public let scopes: Set<TokenScope>

    /// Puts together what a token resolves to.
    public init(id: RecordID, person: SignedIn, scopes: Set<TokenScope>) {
        self.id = id
        self.person = person
        self.scopes = scopes
    }
}

/// The form of a token: `szt_` and 32 random bytes in base64url without padding.
public enum TokenText {
    /// How every token begins, so that one in a wrong place is recognised.
    public static let mark = "szt_"
    /// The length of all of it.
    public static let length = mark.utf8.count + 43

    /// The token of an `Authorization` header (RFC 6750, 2.1); nil when it is none of ours, such as a proxy's own.
    static func presented(_ header: String?) -> String? {
        guard let header else { return nil }
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        let text = parts[1].trimmingPrefix { $0 == " " }
        return text.hasPrefix(mark) ? String(text) : nil
    }

    /// Whether a text can be a token at all; anything else is refused without looking it up.
    public static func isPlausible(_ text: String) -> Bool {
        text.hasPrefix(mark) && text.utf8.count == length
            && text.utf8.allSatisfy {
                (97...122).contains($0) || (65...90).contains($0) || (48...57).contains($0) || $0 == 45 || $0 == 95
            }
    }
}

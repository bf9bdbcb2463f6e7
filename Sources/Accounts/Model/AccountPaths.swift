import Base
import Markup

/// The addresses of the account area.
enum AccountPaths {
    static let start: Path = "/account"
    static let tidings: Path = "/account/tidings"
    static let posts: Path = "/desk/posts"
    static let password: Path = "/account/password"
    static let sessions: Path = "/account/sessions"
    static let otherSessions: Path = "/account/sessions/ending"
    static func sessionEnding(_ handle: String) -> Path { "/account/sessions/\(handle)/ending" }
    static let signIns: Path = "/account/sign-ins"
    static let tokens: Path = "/account/tokens"
    static func tokenRevocation(_ id: RecordID) -> Path { "/account/tokens/\(id)/revocation" }
    static let factor: Path = "/account/second-factor"
    static let factorConfirmation: Path = "/account/second-factor/confirmation"
    static let factorCodes: Path = "/account/second-factor/recovery-codes"
    static let factorRemoval: Path = "/account/second-factor/removal"
    static let people: Path = "/account/people"
    static func person(_ id: RecordID) -> Path { "/account/people/\(id)" }
    static func personSessions(_ id: RecordID) -> Path { "/account/people/\(id)/sessions" }
    static func personFactor(_ id: RecordID) -> Path { "/account/people/\(id)/second-factor" }
    static let allSignIns: Path = "/account/all-sign-ins"
    static let rules: Path = "/account/rules"
    static let signIn: Path = "/sign-in"
    static let signInCode: Path = "/sign-in/code"
}

import Base
import Markup

/// The addresses of the account area.
enum AccountPaths {
    static let start: Path = "/account"
    static let posts: Path = "/desk/posts"
    static let tokens: Path = "/account/tokens"
    static func tokenRevocation(_ id: RecordID) -> Path { "/account/tokens/\(id)/revocation" }
}

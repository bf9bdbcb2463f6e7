import Base
import Markup

/// The addresses of this module.
enum NoticePaths {
    static let list: Path = "/notices"
    static let sandbox: Path = "/notices/sandbox"

    /// Has a notice that was given up tried again.
    static func retry(_ id: RecordID) -> Path { "/notices/\(id)/retry" }
}

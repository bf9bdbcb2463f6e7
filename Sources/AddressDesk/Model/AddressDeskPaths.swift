import Base
import Markup

/// The addresses of this module.
enum AddressDeskPaths {
    static let search: Path = "/addresses"
    static let completions: Path = "/addresses/completions"
    /// How far the library covers the district; a page of the house.
    static let coverage: Path = "/addresses/coverage"
    static let review: Path = "/addresses/review"

    /// One address.
    static func address(_ id: RecordID) -> Path { "/addresses/\(id)" }

    /// What is done with an address.
    static func acts(_ id: RecordID) -> Path { "/addresses/\(id)/acts" }

    /// What hangs on an address.
    static func attachments(_ id: RecordID) -> Path { "/addresses/\(id)/attachments" }

    /// Something done with what hangs on an address, such as `showing`.
    static func attachments(_ id: RecordID, _ act: String) -> Path { "/addresses/\(id)/attachments/\(act)" }

    /// One case of the queue.
    static func reviewCase(_ id: RecordID) -> Path { "/addresses/review/\(id)" }
}

/// The addresses of bringing tables in.
enum ImportPaths {
    static let list: Path = "/addresses/imports"

    static func show(_ id: RecordID) -> Path { "/addresses/imports/\(id)" }
    static func columns(_ id: RecordID) -> Path { "/addresses/imports/\(id)/columns" }
    static func start(_ id: RecordID) -> Path { "/addresses/imports/\(id)/start" }
    static func drop(_ id: RecordID) -> Path { "/addresses/imports/\(id)/removal" }
    static func rejects(_ id: RecordID) -> Path { "/addresses/imports/\(id)/rejects" }
}

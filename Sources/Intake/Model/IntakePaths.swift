import Base
import Markup

/// The addresses of this module.
enum IntakePaths {
    static let start: Path = "/"
    static let file: Path = "/file"
    static let track: Path = "/track"
    static let code: Path = "/track/code"
    static let opening: Path = "/track/opening"
    static let about: Path = "/about"
    /// The centres where people take a number or book a time.
    static let centres: Path = "/centres"
    static let window: Path = "/desk/intake"
    static let suggestions: Path = "/desk/intake/suggestions"

    /// A page of the road of filing.
    static func step(_ step: FilingStep) -> Path { "/file/\(step.rawValue)" }

    /// Something the filer does with a matter, such as `rating`.
    static func track(_ act: String) -> Path { "/track/\(act)" }

    /// A file the filer sent.
    static func attachment(_ id: RecordID) -> Path { "/track/attachments/\(id)" }

    /// The tracking page as a slip prints it: with the number, never with the code.
    static func track(number: String) -> Path { track.query("number", number) }

    /// Whether matters are sent on without a person.
    static let settings: Path = "/rules/filing"
    /// Hot issues.
    static let issues: Path = "/desk/issues"

    /// Hot issues up to a day, so many days back.
    static func issues(_ day: Day?, _ days: Int) -> Path {
        issues.query("day", day?.description).query("days", String(days))
    }

    /// One issue.
    static func issue(_ id: RecordID) -> Path { "/desk/issues/\(id)" }

    /// Something done with an issue, such as `split`.
    static func issue(_ id: RecordID, _ act: String) -> Path { "/desk/issues/\(id)/\(act)" }

    /// What is known about the same as a matter.
    static func known(_ id: RecordID) -> Path { "/desk/matters/\(id)/known" }

    /// Those who follow a matter.
    static func followers(_ id: RecordID) -> Path { "/desk/matters/\(id)/followers" }

    /// A matter at the desk.
    static func matter(_ id: RecordID) -> Path { "/desk/matters/\(id)" }
}

/// The pages of the road of filing, in order.
enum FilingStep: String, CaseIterable, Sendable {
    case tell, `where`, whom, you, check

    var number: Int { (Self.allCases.firstIndex(of: self) ?? 0) + 1 }

    /// The page before; nil on the first.
    var former: FilingStep? { number > 1 ? Self.allCases[number - 2] : nil }

    /// The page after; nil on the last.
    var next: FilingStep? { number < Self.allCases.count ? Self.allCases[number] : nil }
}

import Foundation

/// One thing that `shanzhi check` looked at.
struct Finding: Encodable {
    /// How it stands.
    enum Mark: String, Encodable {
        case fine, look, wrong

        /// The word at the front of a line.
        var word: String {
            switch self {
            case .fine: "ok   "
            case .look: "LOOK "
            case .wrong: "WRONG"
            }
        }
    }

    let mark: Mark
    /// A short name that stays, for programs.
    let about: String
    let what: String
    /// What to do about it; nil when all is well.
    let remedy: String?

    static func fine(_ about: String, _ what: String) -> Finding {
        Finding(mark: .fine, about: about, what: what, remedy: nil)
    }

    static func look(_ about: String, _ what: String, _ remedy: String) -> Finding {
        Finding(mark: .look, about: about, what: what, remedy: remedy)
    }

    static func wrong(_ about: String, _ what: String, _ remedy: String) -> Finding {
        Finding(mark: .wrong, about: about, what: what, remedy: remedy)
    }

    /// The line for people.
    var line: String {
        let name = about.padding(toLength: 16, withPad: " ", startingAt: 0)
        return "\(mark.word) \(name) \(what)" + (remedy.map { " -> \($0)" } ?? "")
    }

    private enum CodingKeys: String, CodingKey { case mark, about, what, remedy }
}

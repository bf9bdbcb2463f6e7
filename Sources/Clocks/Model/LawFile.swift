public import Base

/// A file of the law pack as written.
///
/// Rows are read loosely, so that a fault can name its row.
public struct LawFile: Sendable, Decodable {
    let id: String
    let rules: [LawRow]
}

struct LawRow: Sendable, Decodable {
    let id: String?
    let duty: String?
    let applies: [String]?
    let trigger: String?
    let event: Words?
    let limit: Limit?
    let roll: String?
    let extra: Extension?
    let pauses: [String]?
    let consequence: Words?
    let article: Words?
    let level: String?
    let from: String?
    let to: String?
    let endConfirmed: Bool?
    let checked: String?
    let sentence: Words?
    let note: Words?
    let example: Bool?
    let group: Group?
    let refuses: Bool?
    let channels: [String]?
    let holder: String?
    let expiry: [String]?
    let transition: String?
    let figures: [String: String]?

    struct Group: Sendable, Decodable {
        let least: Int?
        let most: Int?

        private enum CodingKeys: String, CodingKey {
            case least = "at-least"
            case most = "at-most"
        }
    }

    struct Limit: Sendable, Decodable {
        let amount: Int?
        let unit: String?
        let of: Words?
        let before: Bool?
    }

    struct Extension: Sendable, Decodable {
        let amount: Int?
        let unit: String?
        let approver: String?
        let start: String?

        private enum CodingKeys: String, CodingKey {
            case amount, unit, approver
            case start = "counted-from"
        }
    }

    private enum CodingKeys: String, CodingKey {
        case id, duty, applies, trigger, event, limit, roll, pauses, consequence, article, level, from, to, checked
        case sentence, note, example, group, refuses, channels, holder, expiry, transition, figures
        case extra = "extension"
        case endConfirmed = "end_confirmed"
    }
}

/// What is wrong with a row of the law pack.
public struct LawFault: ExplainedError, Hashable, Sendable, CustomStringConvertible {
    /// The row's id, or its place such as `petitions[3]` when it has none.
    public let row: String
    /// The field at fault.
    public let field: String
    /// What is wrong.
    public let reason: String

    /// The line of the file on which the row begins, from 1; nil where the text is not known.
    public var line: Int?

    /// One line for a log or a command.
    public var description: String { (line.map { "line \($0): " } ?? "") + "\(row): \(field): \(reason)" }

    /// The fault in a sentence.
    public var explanation: String { "The law pack has a fault at \(self)." }
}

/// All faults of a law pack together.
public struct LawFaults: ExplainedError, Hashable, Sendable, CustomStringConvertible {
    /// The faults, in order of the rows.
    public let faults: [LawFault]

    /// Puts faults together.
    public init(faults: [LawFault]) { self.faults = faults }

    /// The same faults with the lines on which their rows begin in a text of the pack.
    public func located(in text: String) -> LawFaults {
        var lines: [String: Int] = [:]
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = line.drop { $0 == " " }
            guard line.hasPrefix("- "), let key = line.firstRange(of: "id:") else { continue }
            let id = line[key.upperBound...].prefix { $0 != "," && $0 != "}" && $0 != "#" }.filter { !$0.isWhitespace }
            lines[id] = lines[id] ?? index + 1
        }
        return LawFaults(
            faults: faults.map { fault in
                var fault = fault
                fault.line = lines[fault.row]
                return fault
            })
    }

    /// One fault a line.
    public var description: String { faults.map(\.description).joined(separator: "\n") }

    /// The faults in a sentence.
    public var explanation: String { "The law packs have \(faults.count) faults:\n\(self)" }
}

public import Base

/// One line of a list of dated changes of divisions.
public struct DivisionLine: Hashable, Sendable {
    /// What a line says.
    public enum What: String, Sendable, CaseIterable {
        /// A division begins; `code` names what it came out of, if anything.
        case new
        /// A division has another code.
        case recode
        /// A division has another name.
        case rename
        /// A division lies in another one.
        case move
        /// A division ends; `to_code` names what came out of it, if anything.
        case end
        /// People also say another name.
        case alias
        /// A division and all below it go on although that day was foreseen as their end.
        case keep
    }

    /// The columns of a list; only the first three and the one that says what changes must be there.
    public static let columns = [
        "on", "what", "level", "code", "to_code", "name_zh", "name_en", "kind", "parent_code", "reason", "code_system",
    ]

    /// The line in its file, from 1.
    public let number: Int
    /// The first day on which it is so.
    public let on: Day
    /// What changes.
    public let what: What
    /// The level of the division.
    public let level: DivisionLevel
    /// The codes up to the day: one, or for what is new any number.
    public let codes: [String]
    /// The codes from the day on: one, or for what ends any number.
    public let toCodes: [String]
    let name: String, english: String, kind: String, parent: String, codeSystem: String
    /// Why, in words.
    public let reason: String

    /// Reads a line from its cells by column. Throws `DivisionFault`.
    public init(_ number: Int, _ cells: [String: String]) throws(DivisionFault) {
        func cell(_ column: String) -> String { cells[column] ?? "" }
        func list(_ column: String) -> [String] { cell(column).split(separator: ";").map(String.init) }
        func require(_ column: String) throws(DivisionFault) {
            guard !cell(column).isEmpty else { throw .missing(column) }
        }
        guard let on = Day(cell("on")) else { throw .unreadable("on") }
        guard let what = What(rawValue: cell("what")) else { throw .unreadable("what") }
        guard let level = DivisionLevel(rawValue: cell("level")) else { throw .unreadable("level") }
        (self.number, self.on, self.what, self.level) = (number, on, what, level)
        (codes, toCodes) = (list("code"), list("to_code"))
        (name, english, kind) = (cell("name_zh"), cell("name_en"), cell("kind"))
        (parent, codeSystem, reason) = (cell("parent_code"), cell("code_system"), cell("reason"))
        if what != .new { try require("code") }
        switch what {
        case .new:
            for column in ["to_code", "name_zh", "kind"] { try require(column) }
            if level != .district { try require("parent_code") }
        case .recode: try require("to_code")
        case .rename, .alias: try require("name_zh")
        case .move: try require("parent_code")
        case .end, .keep: break
        }
        if what != .new, codes.count != 1 { throw .unreadable("code") }
        if what != .end, toCodes.count > 1 { throw .unreadable("to_code") }
    }
}

/// A list of dated changes as a file gives it: tab-separated columns with their names in the first line; lines that begin with
/// `#` and empty ones say nothing.
public struct DivisionList: Sendable {
    /// The lines that can be read, in the order of the file.
    public let lines: [DivisionLine]
    /// What is wrong with the others, by line.
    public let faults: [(line: Int, fault: DivisionFault)]

    /// Reads a list. A file without the columns `on`, `what` and `level` has one fault, in its first line.
    public init(_ text: String) {
        var (columns, lines): ([String]?, [DivisionLine]) = (nil, [])
        var faults: [(line: Int, fault: DivisionFault)] = []
        let rows = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, row) in rows.enumerated() where !row.hasPrefix("#") && row.contains(where: { !$0.isWhitespace }) {
            let cells = row.split(separator: "\t", omittingEmptySubsequences: false).map {
                String($0.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
            }
            guard let names = columns else {
                columns = cells
                for name in ["on", "what", "level"] where !cells.contains(name) {
                    faults.append((index + 1, .unreadable(name)))
                }
                if !faults.isEmpty { break }
                continue
            }
            do throws(DivisionFault) {
                guard cells.count <= names.count else { throw .unreadable(names.last ?? "on") }
                lines.append(try DivisionLine(index + 1, Dictionary(zip(names, cells)) { first, _ in first }))
            } catch {
                faults.append((index + 1, error))
            }
        }
        if columns == nil { faults.append((1, .missing("on"))) }
        (self.lines, self.faults) = (lines, faults)
    }
}

/// Why a list of changes is not applied.
public enum DivisionFault: Error, Hashable, Sendable {
    /// A column of the line is empty that it needs.
    case missing(String)
    /// A column of the line holds something else than it may.
    case unreadable(String)
    /// No division of the level has the code on that day.
    case unknown(code: String)
    /// Another line of the same day is about the same division.
    case twice
    /// Another division has the code from that day on.
    case codeTaken(String)
    /// The division above is not one level higher, or ends.
    case wrongParent(String)
    /// The division was changed on a later day already.
    case beforeLastChange(Day)
    /// The division does not stand on the day.
    case notStanding
    /// So many divisions below would stand in nothing.
    case standsBelow(Int)
    /// The division is so already.
    case nothingChanges

    /// The fault in a sentence.
    public var explanation: String {
        switch self {
        case .missing(let column): "The column \(column) is empty."
        case .unreadable(let column): "The column \(column) cannot be read."
        case .unknown(let code): "No division of that level has the code \(code) on that day."
        case .twice: "Another line of the same day is about the same division."
        case .codeTaken(let code): "Another division has the code \(code) from that day on."
        case .wrongParent(let code): "\(code) is no division one level higher that stands from that day on."
        case .beforeLastChange(let day):
            "The division was changed on \(day) already; changes come in the order of their days."
        case .notStanding: "The division does not stand on that day; a line \"keep\" lets a foreseen end go on."
        case .standsBelow(let count): "\(count) divisions below it would stand in nothing."
        case .nothingChanges: "The division is so already."
        }
    }
}

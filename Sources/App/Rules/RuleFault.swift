public import Base
import Clocks
import Matters
import Rulebook

/// What is wrong with a rule file, so that whoever edits it finds the place.
public struct RuleFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file as it was named; nil where none of the files given is at fault by itself.
    public let file: String?
    /// The line, from 1; nil where it cannot be told.
    public let line: Int?
    /// What is wrong.
    public let reason: String

    init(_ file: String?, line: Int? = nil, _ reason: String) {
        (self.file, self.line, self.reason) = (file, line, reason)
    }

    /// A fault as the modules tell it: `line 12: ` or `line 12, ` in front where they know it.
    init(_ file: String?, told text: Substring) {
        guard text.hasPrefix("line "), let end = text.firstIndex(where: { $0 == ":" || $0 == "," }),
            let line = Int(text[..<end].dropFirst(5))
        else {
            self.init(file, String(text))
            return
        }
        self.init(file, line: line, String(text[end...].dropFirst().drop { $0 == " " }))
    }

    /// A fault of a row of the law, with the line where its row begins.
    init(_ file: String?, _ fault: LawFault) {
        self.init(file, line: fault.line, "\(fault.row): \(fault.field): \(fault.reason)")
    }

    /// The faults that an error of reading tells of.
    static func all(_ file: String?, _ error: any Error) -> [RuleFault] {
        switch error {
        case let fault as RuleFault: [fault]
        case RulebookError.unreadable(_, let reason):
            reason.split(separator: "\n").map { RuleFault(file, told: $0) }
        case let fault as ProcedureFault: [RuleFault(file, fault.fault)]
        case let error as any ExplainedError: [RuleFault(file, error.explanation)]
        default: [RuleFault(file, "\(error)")]
        }
    }

    /// The fault in a sentence.
    public var description: String {
        let place = [file, line.map { "line \($0)" }].compactMap(\.self).joined(separator: ", ")
        let end = reason.last.map { ".!?".contains($0) } ?? false ? "" : "."
        return (place.isEmpty ? "" : place + ": ") + reason + end
    }
}

/// All faults of the rule files of one call: nothing of them was published.
public struct RuleFaults: ExplainedError, Hashable, Sendable {
    /// The faults, in the order of the files.
    public let faults: [RuleFault]

    /// The faults, a line each.
    public var explanation: String { faults.map(\.description).joined(separator: "\n") }
}

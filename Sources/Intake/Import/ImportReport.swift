import Base
import Foundation
import Matters

/// What an import did.
public struct ImportReport: Sendable {
    /// A line that was not imported.
    public struct Rejection: Sendable {
        /// The line as the file has it.
        public let line: ImportLine
        /// Why.
        public let fault: ImportFault
    }

    /// The name of the source.
    public let source: String
    /// How many became matters.
    public internal(set) var imported = 0
    /// How many stood before, or twice in the file.
    public internal(set) var already = 0
    /// How many of the imported have a place.
    public private(set) var placed = 0
    /// How many of the imported have a topic.
    public private(set) var withTopic = 0
    /// How many of the imported were answered.
    public private(set) var answered = 0
    /// The imported by kind.
    public private(set) var byKind: [String: Int] = [:]
    /// The imported by the code of the unit they are offered to.
    public private(set) var byUnit: [String: Int] = [:]
    /// What was not imported, and why.
    public private(set) var rejections: [Rejection] = []

    /// Whether not one line could be taken in, now or before.
    public var isUnreadable: Bool { imported == 0 && already == 0 && !rejections.isEmpty }

    init(source: String) {
        self.source = source
    }

    mutating func count(_ draft: ImportDraft) {
        imported += 1
        if draft.filing.place != nil { placed += 1 }
        if draft.filing.topic != nil { withTopic += 1 }
        if draft.message.reply != nil { answered += 1 }
        byKind[draft.filing.kind.rawValue, default: 0] += 1
        byUnit[draft.unit, default: 0] += 1
    }

    mutating func reject(_ line: ImportLine, _ error: any Error) {
        rejections.append(Rejection(line: line, fault: Self.fault(error)))
    }

    private static func fault(_ error: any Error) -> ImportFault {
        switch error {
        case let fault as ImportFault: return fault
        case MatterError.noProcedure: return .refused(FaultWords.noProcedure)
        case MatterError.barred(let words), MatterError.invalid(field: _, let words): return .refused(words)
        default: return .refused(Words("系统不接受这一条", "The system does not take it: \(error)"))
        }
    }

    /// The rejected lines in the order of the file, as TSV: line, reason, then the columns of the file.
    public func rejectFile(header: [String]) -> String {
        let lines = rejections.sorted { $0.line.line < $1.line.line }.map { rejection in
            let words = rejection.fault.words
            return [String(rejection.line.line), "\(words.zh) / \(words.en)"] + rejection.line.cells
        }
        return ([["line", "reason"] + header] + lines).map { cells in
            cells.map(DelimitedText.cell).joined(separator: "\t") + "\n"
        }.joined()
    }

    private struct Document: Encodable {
        struct Unit: Encodable {
            let unit: String
            let count: Int
        }

        let source: String
        let imported: Int
        let already: Int
        let rejected: Int
        let placed: Int
        let with_topic: Int
        let answered: Int
        let by_kind: [String: Int]
        let by_unit: [Unit]
        let seconds: Double
    }

    /// One JSON object on one line; the twenty units that got most.
    public func json(seconds: Double) -> String {
        let units = byUnit.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(20)
        let document = Document(
            source: source, imported: imported, already: already, rejected: rejections.count, placed: placed,
            with_topic: withTopic, answered: answered, by_kind: byKind,
            by_unit: units.map { Document.Unit(unit: $0.key, count: $0.value) }, seconds: (seconds * 10).rounded() / 10
        )
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(document)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}

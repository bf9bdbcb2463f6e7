import AddressText
import Base
import Foundation

/// A line of pairs: a JSON object with `query` and `candidate`, a list of objects with `text` and `label` (CCKS 2021,
/// track 3). Other members are kept.
public struct PairLine: Sendable {
    /// What the line says.
    public let group: PairGroup
    private let members: [String: LooseValue]
    private let candidates: [[String: LooseValue]]

    /// Reads a line; `labelled` wants a label of each candidate, else labels are passed over. Throws `PairFault`.
    public init(_ line: some Sequence<UInt8>, labelled: Bool) throws(PairFault) {
        guard let members = try? JSONDecoder().decode([String: LooseValue].self, from: Data(line)) else {
            throw .noJSON
        }
        guard let query = members["query"]?.text else { throw .noQuery }
        guard case .list(let list)? = members["candidate"], !list.isEmpty else { throw .noCandidates }
        guard list.count <= PairGroup.mostCandidates else { throw .tooMany }
        try Self.check(query)
        var group = PairGroup(query: query, candidates: []), candidates: [[String: LooseValue]] = []
        for item in list {
            guard case .object(let object) = item, let text = object["text"]?.text else { throw .noCandidates }
            try Self.check(text)
            let label = labelled ? object["label"]?.text.flatMap { PairLabel(word: $0) } : nil
            guard !labelled || label != nil else { throw .unknownLabel }
            group.candidates.append(PairGroup.Candidate(text: text, label: label))
            candidates.append(object)
        }
        (self.group, self.members, self.candidates) = (group, members, candidates)
    }

    /// The groups of a file, all candidates labelled. Throws `PairError.line`.
    public static func groups(_ file: some Collection<UInt8>) throws(PairError) -> [PairGroup] {
        var groups: [PairGroup] = []
        for (number, line) in lines(file) {
            do throws(PairFault) {
                groups.append(try PairLine(line, labelled: true).group)
            } catch {
                throw .line(number, error)
            }
        }
        return groups
    }

    /// The line written back, each candidate with the label at its place. JSON with sorted members, no line end.
    public func text(_ labels: [PairLabel]) throws -> String {
        var members = members
        members["candidate"] = .list(
            zip(candidates, labels).map { candidate, label in
                .object(candidate.merging(["label": .text(label.word)]) { $1 })
            })
        return try Self.text(members)
    }

    /// The answer to a line that could not be read: its number, from 1, and the reason.
    public static func refusal(_ fault: PairFault, line: Int) throws -> String {
        try text(["error": .text(fault.rawValue), "line": .int(Int64(line)), "reason": .text(fault.explanation)])
    }

    /// The lines of a file that are not blank, without their ends, each with its number from 1.
    public static func lines<Bytes: Collection<UInt8>>(_ file: Bytes) -> [(number: Int, bytes: Bytes.SubSequence)] {
        file.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
            .filter { !$0.element.allSatisfy(isBlank) }.map { ($0.offset + 1, $0.element) }
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

    private static func check(_ text: String) throws(PairFault) {
        guard !text.exceeds(PairGroup.mostCharacters) else { throw .tooLong }
        guard !NormalAddress(text).scalars.isEmpty else { throw .emptyText }
    }

    private static func text(_ members: [String: LooseValue]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(members), as: UTF8.self)
    }
}

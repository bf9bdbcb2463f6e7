public import Base

/// Why pairs cannot be learned from, or a model cannot be read.
public enum PairError: ExplainedError, Hashable, Sendable {
    /// A line, from 1, and what is wrong with it.
    case line(Int, PairFault)
    /// Fewer than ten different queries, or a label that no pair has.
    case nothingToLearn
    /// A file that is no model, is cut off, or was changed.
    case damaged
    /// A model of another version of the program.
    case otherVersion

    public var explanation: String {
        switch self {
        case .line(let number, let fault): "Line \(number): \(fault.explanation)"
        case .nothingToLearn: "Nothing can be learned: ten different queries and pairs of all three labels are needed."
        case .damaged: "The file is no model of pairs, is cut off, or was changed."
        case .otherVersion: "The model was made by another version of the program; train it again."
        }
    }
}

/// What is wrong with a line of pairs.
public enum PairFault: String, ExplainedError, CaseIterable, Sendable {
    case noJSON = "no_json"
    case noQuery = "no_query"
    case noCandidates = "no_candidates"
    case tooMany = "too_many_candidates"
    case emptyText = "empty_text"
    case tooLong = "too_long"
    case unknownLabel = "unknown_label"

    public var explanation: String {
        switch self {
        case .noJSON: "This is no JSON object."
        case .noQuery: "There is no text query."
        case .noCandidates: "There is no candidate, a list of objects with a text."
        case .tooMany: "There are more than \(PairGroup.mostCandidates) candidates."
        case .emptyText: "A text is empty."
        case .tooLong: "A text is longer than \(PairGroup.mostCharacters) characters."
        case .unknownLabel: "A label is missing or none of \(PairLabel.allCases.map(\.word).joined(separator: ", "))."
        }
    }
}

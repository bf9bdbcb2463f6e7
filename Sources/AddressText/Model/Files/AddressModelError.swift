public import Base

/// Why there is no model.
public enum AddressModelError: ExplainedError, Hashable, Sendable {
    /// No address has parts that end where tokens end.
    case nothingToLearn
    /// A file that is no model, is cut off, or was changed.
    case damaged
    /// A model of another version of the program.
    case otherVersion

    public var explanation: String {
        switch self {
        case .nothingToLearn: "No address holds anything to learn from."
        case .damaged: "The file is no model of addresses, is cut off, or was changed."
        case .otherVersion: "The model was made by another version of the program; train it again."
        }
    }
}

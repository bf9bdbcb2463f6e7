public import Base

/// Where a record is in its life. A record whose last day has come is retired, merged or split, whatever its state was.
public enum AddressState: String, Sendable, CaseIterable {
    /// It stands because of what lies below it: nobody has named it itself.
    case implied
    /// A system knows it; nobody has looked yet.
    case proposed
    /// A list of the district or a person says that it is there.
    case confirmed
}

/// Why a change of the library is refused.
public enum AddressError: ExplainedError, Hashable {
    /// There is no such record.
    case unknown
    /// The record's last day has come: it changes no more.
    case ended
    /// What is to be undone has changed since.
    case changedSince
    /// A place cannot take the place of itself or of what lies below or above it.
    case circular
    /// Two places of different kinds are not one.
    case unlike
    /// What a list or a system brought in one batch is not undone from the page of one place.
    case batch
    /// A name of fewer than 2 or more than 60 characters, or one that the place has.
    case badName
    /// Another place of the same kind has the number or the name there.
    case taken

    public var explanation: String {
        switch self {
        case .unknown: "The library has no such record."
        case .ended: "The record has ended and changes no more."
        case .changedSince: "Something of it has changed since; undo that first."
        case .circular: "A place cannot take the place of itself, of what lies in it or of what it lies in."
        case .unlike: "The two are not places of one kind."
        case .batch: "It came with a batch of a list or a system, and is not undone from the page of one place."
        case .badName: "A name has 2 to 60 characters, and a place has it once."
        case .taken: "Another place there has that number or name."
        }
    }
}

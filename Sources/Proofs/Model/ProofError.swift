public import Base

/// What can go wrong with signed heads.
public enum ProofError: ExplainedError, Equatable {
    /// A file of a signing key is missing, damaged or open to others.
    case keyFile(String)
    /// The log does not hold what was signed at this size: nothing more is signed.
    case logContradicts(size: Int64)
    /// Nothing was signed yet, so there is no key to follow.
    case noKey
    /// Somebody else added a key meanwhile.
    case keyAdded

    /// The fault in a sentence.
    public var explanation: String {
        switch self {
        case .keyFile(let name):
            "The key file \(name) is missing, damaged or open to others; copy it from the node that made it."
        case .logContradicts(let size):
            "The log does not agree with the signed head of \(size) entries; nothing is signed until it is explained."
        case .noKey: "There is no signing key yet; the first is made when the server signs its first head."
        case .keyAdded: "Somebody else added a signing key meanwhile; look at the keys again."
        }
    }
}

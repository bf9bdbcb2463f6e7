public import Base

/// What can go wrong in the journal.
public enum JournalError: Error, Equatable {
    /// Something is recorded more than a minute after it happened, and nobody said why.
    case reasonMissing
    /// Somebody else wrote on the same subject first: read it again, then decide again.
    case concurrent
    /// A code or a parameter is not a plain code: longer than 200 characters or not printable ASCII.
    /// What people said or are called goes into `personal`, never into `parameters`.
    case notACode(String)
    /// A table is not registered with the journal.
    case tableUnknown(String)
    /// There is no such row to take a digest of.
    case rowMissing(table: String, row: String)
    /// There is no such personal value to replace.
    case valueMissing(RecordID)
    /// A sealed value or its key cannot be opened: the bytes are damaged or belong elsewhere.
    case valueUnreadable(RecordID)
    /// A key file is missing, damaged or open to others.
    case keyFile(String)
    /// The stored journal itself cannot be read.
    case damaged(String)
    /// The file of heads cannot be read or written; the operating system's error number.
    case headsFile(Int32)
}

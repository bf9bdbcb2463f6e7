public import Base
public import Storage

/// What can go wrong in the journal.
public enum JournalError: ExplainedError, Equatable {
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

    /// The fault in a sentence.
    public var explanation: String {
        switch self {
        case .reasonMissing: "What is recorded later than it happened needs a reason."
        case .concurrent: "Somebody else wrote on the same subject first; try again."
        case .notACode(let text): "The journal takes codes only, and \(text) is none."
        case .tableUnknown(let table): "The journal does not answer for the table \(table)."
        case .rowMissing(let table, let row): "The table \(table) has no row \(row)."
        case .valueMissing(let id): "There is no personal value \(id)."
        case .valueUnreadable(let id): "The personal value \(id) cannot be opened; its bytes or its key are damaged."
        case .keyFile(let name): "The key file \(name) is missing, damaged or open to others."
        case .damaged(let what): "The stored journal cannot be read: \(what)."
        case .headsFile(let number): "The file of heads cannot be read or written (system error \(number))."
        }
    }
}

extension JournalError: LostRace {
    /// The subject's chain moved on since the transaction began: from its beginning it sees where.
    public var isLostRace: Bool { self == .concurrent }
}

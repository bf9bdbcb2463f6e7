public import Base

/// Reads inside one consistent snapshot.
public protocol Reader {
    /// Which engine answers.
    var dialect: Dialect { get }
    /// What was found out once in this snapshot.
    var memo: SnapshotMemo { get }
    /// All rows of a query.
    func rows(_ sql: SQL) throws -> [Row]
    /// Hands the rows of a query to a closure one after the other: for a million of them.
    ///
    /// The closure does not ask the same question. Throws `StorageError.column` for a value that is neither text nor null.
    func each(_ sql: SQL, _ body: (borrowing PassingRow) throws -> Void) throws
}

extension Reader {
    /// The first row of a query, or nil.
    public func row(_ sql: SQL) throws -> Row? { try rows(sql).first }

    /// The number in the first row's column `n`, 0 when there is no row.
    public func count(_ sql: SQL) throws -> Int { try row(sql)?.int("n") ?? 0 }
}

/// A transaction that writes.
///
/// The closure it is given to has no outside effects and may run twice.
public protocol Transaction: Reader {
    /// The rows that this write has changed since its last journal entry.
    var notes: ChangeNotes { get }
    /// Runs a statement after every write of the group and before its COMMIT; when it fails, the whole group does.
    ///
    /// For full-text indexes: SQLite writes their waiting words out at every savepoint, so at the end is once a group.
    func atCommit(_ statement: SQL) throws
    /// Runs a statement and answers how many rows it changed.
    func change(_ sql: SQL) throws -> Int
    /// Runs a statement whose count nobody asks for. An engine may keep it until the next question or the end, so as to send many
    /// at once: its failure then comes out there.
    func execute(_ sql: SQL) throws
    /// Inserts many rows, each with its values in the order of the shape's columns.
    func insert(_ rows: [[Value]], as shape: RowShape) throws
}

extension Transaction {
    /// An engine without a way of its own for many rows inserts one after the other.
    public func insert(_ rows: [[Value]], as shape: RowShape) throws {
        for row in rows { try execute(shape.row(row).sql) }
    }
}

/// An engine.
///
/// Reads run in parallel; a write is answered after its COMMIT is durable.
public protocol Database: Sendable {
    /// Which engine this is.
    var dialect: Dialect { get }
    /// Runs a short closure on a snapshot: what one page needs.
    ///
    /// Throws `StorageError.unreadable` when the engine fails: that says nothing about a write that came before.
    func read<Result: Sendable>(_ body: @escaping @Sendable (any Reader) throws -> Result) async throws -> Result
    /// The same for what takes more than some milliseconds, such as reading a whole table or comparing a hundred texts: other
    /// requests go on beside it.
    func readAtLength<Result: Sendable>(
        _ body: @escaping @Sendable (any Reader) throws -> Result
    ) async throws -> Result
    /// The same for figures, which may be a moment old: an engine with a replica reads there, as soon as the replica has everything
    /// that was committed when it was asked.
    func readFromReplica<Result: Sendable>(
        _ body: @escaping @Sendable (any Reader) throws -> Result
    ) async throws -> Result
    /// Runs a closure in a transaction; it is rolled back alone when the closure throws.
    ///
    /// Throws `StorageError` when the engine cannot commit (full disk, locked, I/O): then nothing was written.
    func write<Result: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result
    /// The same for imports and jobs: taken only when no person waits.
    ///
    /// Small batches keep people from waiting.
    func writeInBackground<Result: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result
}

extension Database {
    /// An engine that never reads on the caller's thread has one way of reading.
    public func readAtLength<Result: Sendable>(
        _ body: @escaping @Sendable (any Reader) throws -> Result
    ) async throws -> Result {
        try await read(body)
    }

    /// An engine without replicas reads where it always does.
    public func readFromReplica<Result: Sendable>(
        _ body: @escaping @Sendable (any Reader) throws -> Result
    ) async throws -> Result {
        try await readAtLength(body)
    }

    /// An engine whose writers do not wait for each other needs no second lane.
    public func writeInBackground<Result: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        try await write(body)
    }
}

/// A closure lost a race that it could not have seen coming: from its beginning it will see the other's work. Engines whose
/// writers run side by side run it again.
public protocol LostRace: Error {
    /// Whether it is such a case.
    var isLostRace: Bool { get }
}

/// What can go wrong below every module.
public enum StorageError: ExplainedError, Equatable {
    /// A column is missing or holds another type.
    case column(String)
    /// A row breaks a constraint of the schema.
    case constraint(String)
    /// The disk is full: nothing was written.
    case full
    /// Somebody else holds the database: nothing was written.
    case busy
    /// The engine failed otherwise: nothing was written.
    case engine(String)
    /// The connection broke while the COMMIT was under way: it may have been written or not. Whoever sends the same again
    /// under the same idempotency key learns which.
    case unknownOutcome
    /// A read failed. What was written before it stays written.
    case unreadable(String)
    /// A shipped migration was changed or is unknown to this program.
    case migration(String)
    /// The database was opened for reading only.
    case readOnly

    /// The fault in a sentence.
    public var explanation: String {
        switch self {
        case .column(let name): "The column \(name) is missing or holds another kind of value."
        case .constraint(let why): "The database refuses the row: \(why)."
        case .full: "The disk is full; nothing was written."
        case .busy: "Another program holds the database; nothing was written."
        case .engine(let why): "The database failed: \(why)."
        case .unknownOutcome: "The database went away in the middle; whether it was written is not known."
        case .unreadable(let why): "The database cannot be read: \(why)."
        case .migration(let why): "The schema of the database does not fit this program: \(why)."
        case .readOnly: "The database was opened for reading only."
        }
    }
}

extension StorageError {
    /// The same when a read ended with it: "nothing was written" would be said of a write that came before.
    public var ofReading: StorageError {
        switch self {
        case .full: .unreadable("the disk is full")
        case .busy: .unreadable("another program holds it")
        case .engine(let why): .unreadable(why)
        default: self
        }
    }
}

import GRDB
import GRDBSQLite
import Storage

/// What SQLite answered, in the words of the interface above it.
struct SQLiteFailure {
    let code: Int32
    let message: String

    // Extended codes keep the primary code in the low byte.
    private var primary: Int32 { code & 0xFF }

    /// After these the transaction may be gone or half done: the whole group must fail.
    var endsGroup: Bool {
        [SQLITE_FULL, SQLITE_IOERR, SQLITE_NOMEM, SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_BUSY, SQLITE_CANTOPEN]
            .contains(primary)
    }

    var error: any Error {
        // The index of the log cannot be made: there is no room for it.
        if code == SQLITE_IOERR | (19 << 8) { return StorageError.full }
        return byClass
    }

    private var byClass: any Error {
        switch primary {
        case SQLITE_CONSTRAINT: StorageError.constraint(message)
        case SQLITE_FULL: StorageError.full
        case SQLITE_BUSY, SQLITE_LOCKED: StorageError.busy
        case SQLITE_READONLY: StorageError.readOnly
        case SQLITE_INTERRUPT: CancellationError()
        default: StorageError.engine(message)
        }
    }

    /// Turns the driver's error into ours and leaves every other error as it is.
    static func translated(_ error: any Error) -> any Error {
        guard let error = error as? DatabaseError else { return error }
        let code = error.extendedResultCode.rawValue
        return SQLiteFailure(code: code, message: error.message ?? "SQLite error \(code)").error
    }

    /// The same of a read.
    static func ofReading(_ error: any Error) -> any Error {
        let error = translated(error)
        return (error as? StorageError)?.ofReading ?? error
    }
}

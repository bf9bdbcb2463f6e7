import GRDB
import Storage

/// Copies a database file that others may read and write meanwhile.
public enum SQLiteCopy {
    /// Copies the file as it stands at one moment, with the same row ids; no migration, and nobody waits for it.
    ///
    /// `copy` must not exist; it is closed and whole when the function returns, but not waited for on the disk. Throws
    /// `StorageError`.
    public static func make(of path: String, at copy: String, busyTimeout: Double = 5) throws {
        _ = SQLiteDatabase.settings
        var reading = Configuration()
        reading.busyMode = .timeout(busyTimeout)
        var writing = Configuration()
        writing.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = OFF") }
        do {
            let source = try DatabaseQueue(path: path, configuration: reading)
            let target = try DatabaseQueue(path: copy, configuration: writing)
            // In one step: SQLite begins anew when somebody writes between two of them, which under load is always.
            try source.backup(to: target)
            try target.close()
            try source.close()
        } catch {
            throw SQLiteFailure.translated(error)
        }
    }
}

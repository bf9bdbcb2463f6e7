public import Base
import Foundation
import GRDB
public import Storage

/// The embedded engine: one SQLite file in WAL mode, parallel readers, one writer.
public final class SQLiteDatabase: Storage.Database {
    public let dialect = Dialect.sqlite
    private let pool: DatabasePool

    /// Opens or creates the file. Throws `StorageError` when it cannot.
    public init(path: String) throws {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        pool = try DatabasePool(path: path, configuration: configuration)
        // The pool sets synchronous=NORMAL when it opens; a commit must be durable before anyone is answered.
        try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON") }
    }

    public func read<Result: Sendable>(
        _ body: @escaping @Sendable (any Reader) throws -> Result
    ) async throws -> Result {
        try await pool.read { try body(SQLiteConnection(database: $0)) }
    }

    public func write<Result: Sendable>(
        _ body: @escaping @Sendable (any Storage.Transaction) throws -> Result
    ) async throws -> Result {
        try await pool.write { try body(SQLiteConnection(database: $0)) }
    }

    /// Applies the migrations that are missing, each in its own transaction, and remembers their names and hashes.
    public func migrate(_ migrations: [Migration], at instant: Instant) async throws {
        try await pool.write { database in
            try database.execute(
                sql: "CREATE TABLE IF NOT EXISTS schema_migrations (name TEXT PRIMARY KEY, applied_at INTEGER NOT NULL) STRICT"
            )
            for migration in migrations {
                let known = try Bool.fetchOne(
                    database, sql: "SELECT 1 FROM schema_migrations WHERE name = ?", arguments: [migration.name]
                )
                if known != nil { continue }
                for statement in migration.statements { try database.execute(sql: statement) }
                try database.execute(
                    sql: "INSERT INTO schema_migrations VALUES (?, ?)",
                    arguments: [migration.name, instant.milliseconds]
                )
            }
        }
    }
}

public import Base
import GRDB
public import Storage

extension SQLiteDatabase {
    /// Applies the migrations that are missing, each in its own transaction, and remembers their names and hashes.
    ///
    /// Throws `StorageError.migration` when a shipped one was changed or the file knows one that this program does not.
    public func migrate(_ migrations: [Migration], at instant: Instant) async throws {
        try await maintain { database in
            try database.execute(
                sql: """
                    CREATE TABLE IF NOT EXISTS schema_migrations (
                        name TEXT PRIMARY KEY, hash TEXT NOT NULL, applied_at INTEGER NOT NULL
                    ) STRICT
                    """
            )
            try Self.refuseForeignSchema(database, migrations)
            for migration in migrations { try Self.apply(migration, to: database, at: instant) }
        }
    }

    private static func refuseForeignSchema(_ database: GRDB.Database, _ migrations: [Migration]) throws {
        let rows = try GRDB.Row.fetchAll(database, sql: "SELECT name, hash FROM schema_migrations ORDER BY name")
        try migrations.check(applied: rows.map { ($0["name"], $0["hash"]) }, for: .sqlite)
    }

    private static func apply(_ migration: Migration, to database: GRDB.Database, at instant: Instant) throws {
        try database.inTransaction(.immediate) {
            // Asked inside the transaction: another process may be migrating too.
            let isApplied = try Bool.fetchOne(
                database, sql: "SELECT 1 FROM schema_migrations WHERE name = ?", arguments: [migration.name]
            )
            if isApplied == true { return .commit }
            for statement in migration.statements(for: .sqlite) { try database.execute(sql: statement) }
            try database.execute(
                sql: "INSERT INTO schema_migrations VALUES (?, ?, ?)",
                arguments: [migration.name, migration.hash(for: .sqlite), instant.milliseconds]
            )
            return .commit
        }
    }
}

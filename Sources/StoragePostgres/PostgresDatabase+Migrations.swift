public import Base
import Crypto
public import Storage

extension PostgresDatabase {
    /// Applies the migrations that are missing, each in its own transaction, and remembers their names and hashes. One node at
    /// a time: the others wait.
    ///
    /// Throws `StorageError.migration` when a shipped one was changed or the database knows one that this program does not.
    public func migrate(_ migrations: [Migration], at instant: Instant) async throws {
        try await pool.run { connection in
            try connection.withoutLimits { try Self.migrate(connection, migrations, at: instant) }
        }
    }

    private static func migrate(
        _ connection: PostgresConnection, _ migrations: [Migration], at instant: Instant
    ) throws {
        // Any number will do, as long as every node takes the same.
        try connection.patiently("SELECT pg_advisory_lock(330110)")
        defer { try? connection.control("SELECT pg_advisory_unlock(330110)") }
        try connection.control(
            """
            CREATE TABLE IF NOT EXISTS schema_migrations (
                name TEXT PRIMARY KEY, hash TEXT NOT NULL, applied_at BIGINT NOT NULL
            )
            """
        )
        let applied = try applied(connection, migrations)
        for migration in migrations where !applied.contains(migration.name) {
            try apply(migration, to: connection, at: instant)
        }
    }

    private static func applied(_ connection: PostgresConnection, _ migrations: [Migration]) throws -> Set<String> {
        let rows = try connection.rows("SELECT name, hash FROM schema_migrations ORDER BY name")
        let applied = try rows.map { (name: try $0.text("name"), hash: try $0.text("hash")) }
        try migrations.check(applied: applied, for: .postgres)
        return Set(applied.map(\.name))
    }

    private static func apply(_ migration: Migration, to connection: PostgresConnection, at instant: Instant) throws {
        try connection.control("BEGIN")
        do {
            for statement in migration.statements(for: .postgres) { try connection.patiently(statement) }
            _ = try connection.change(
                "INSERT INTO schema_migrations VALUES (\(migration.name), \(migration.hash(for: .postgres)), \(instant))"
            )
            try connection.control("COMMIT")
        } catch {
            try? connection.control("ROLLBACK")
            throw error
        }
    }
}

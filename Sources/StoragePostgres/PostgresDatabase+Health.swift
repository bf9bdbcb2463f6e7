public import Storage

/// What an operator should know of a server: settings that a district's safety hangs on.
public struct PostgresHealth: Sendable {
    /// The version as a number, such as 150018.
    public let version: Int
    /// `fsync`, `synchronous_commit`, `full_page_writes`, `max_connections`, `superuser_reserved_connections`.
    public let settings: [String: String]
    /// How the database encodes text, such as `UTF8`.
    public let encoding: String
    /// How it sorts, such as `C.UTF-8`.
    public let collation: String
    /// Whether what goes to it is encrypted.
    public let isEncrypted: Bool
    /// Whether it runs on this machine.
    public let isLocal: Bool
    /// Whether it follows another server and takes no writes.
    public let isStandby: Bool
    /// How many connections all programs have open.
    public let connections: Int
}

/// How a replica stands to its leader.
public struct ReplicaStanding: Sendable {
    /// Whether it follows another server.
    public let isStandby: Bool
    /// How much of the leader's log it had not replayed yet.
    public let bytesBehind: Int
    /// Whether it follows and had replayed everything.
    public var hasAll: Bool { isStandby && bytesBehind == 0 }
}

extension PostgresDatabase {
    /// Asks the leader, then the replica for two seconds; nil without one. Throws `StorageError`.
    public func replicaStanding() async throws -> ReplicaStanding? {
        guard let replica else { return nil }
        return try await replica.standing(after: writtenPlace())
    }

    /// Asks the server about itself. Throws `StorageError`.
    public func health() async throws -> PostgresHealth {
        try await read { reader in
            let rows = try reader.rows(
                """
                SELECT name, setting FROM pg_settings WHERE name IN ('server_version_num', 'fsync', 'synchronous_commit',
                  'full_page_writes', 'max_connections', 'superuser_reserved_connections')
                """
            )
            var settings: [String: String] = [:]
            for row in rows { settings[try row.text("name")] = try row.text("setting") }
            let own = try reader.row(
                """
                SELECT CAST(pg_encoding_to_char(encoding) AS text) AS encoding, CAST(datcollate AS text) AS collation,
                  CASE WHEN pg_is_in_recovery() THEN 1 ELSE 0 END AS standby,
                  COALESCE((SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), false) AS encrypted,
                  COALESCE(inet_client_addr() = inet_server_addr(), true) AS local,
                  (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend') AS n
                FROM pg_database WHERE datname = current_database()
                """
            )
            guard let own else { throw StorageError.engine("the server does not know its own database") }
            return PostgresHealth(
                version: Int(settings["server_version_num"] ?? "") ?? 0, settings: settings,
                encoding: try own.text("encoding"), collation: try own.text("collation"),
                isEncrypted: try own.flag("encrypted"), isLocal: try own.flag("local"),
                isStandby: try own.int("standby") == 1, connections: try own.int("n")
            )
        }
    }

    /// Compares the schema with the steps of this program. Throws `StorageError`.
    public func age(against migrations: [Migration]) async throws -> SchemaAge {
        try await read { reader in
            let table = "SELECT CASE WHEN to_regclass('schema_migrations') IS NULL THEN 0 ELSE 1 END AS n" as SQL
            guard try reader.count(table) == 1 else { return .foreign }
            return try SchemaAge.compare(with: migrations, in: reader)
        }
    }
}

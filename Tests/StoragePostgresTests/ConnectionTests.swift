import Base
import Foundation
import Storage
import StoragePostgres
import TestSupport
import Testing

/// What lies between a node and its server: encryption, a PgBouncer, limits of an operator's own.
@Suite(.enabled(if: !TestEngine.isFile)) struct ConnectionTests {
    private static let step = Migration("shelf-01-notes", ["CREATE TABLE notes (id TEXT PRIMARY KEY) STRICT"])

    @Test func `over TLS the server is known by its certificate, and another one is refused`() async throws {
        let folder = try TestFolders.make("tls")
        let own = try TestCertificate.make(in: folder), other = try TestCertificate.make(in: folder, name: "other")
        let servers = try OwnServers.start(
            ["POSTGRES"], in: folder,
            """
            install -o "$(server_account)" -m 600 "$2/server-key.pem" "$2/postgres-key.pem"
            chmod 644 "$2/server.pem"
            POSTGRES_OPTIONS="$POSTGRES_OPTIONS -c ssl=on -c ssl_cert_file=$2/server.pem -c ssl_key_file=$2/postgres-key.pem" start_postgres "$2/leader"
            """)
        defer { servers.stop() }
        let address = servers.addresses[0] + "?sslmode=verify-full&sslrootcert="
        let database = PostgresDatabase(address + own.certificate.path, size: 2)
        try await database.migrate([Self.step], at: .init(milliseconds: 0))
        #expect(try await database.health().isEncrypted)
        try await database.close()
        let deceived = PostgresDatabase(address + other.certificate.path, size: 2)
        await #expect(throws: StorageError.self) { try await deceived.read { try $0.count("SELECT 1 AS n") } }
        try await deceived.close()
        let open = PostgresDatabase(servers.addresses[0] + "?sslmode=disable", size: 2)
        let health = try await open.health()
        #expect(!health.isEncrypted && health.isLocal)
        try await open.close()
    }

    @Test func `through a PgBouncer in session mode everything works, and the limits hold`() async throws {
        let servers = try OwnServers.start(
            ["POSTGRES", "BOUNCER"],
            """
            start_postgres "$2/leader"
            start_bouncer "$2/bouncer"
            """)
        defer { servers.stop() }
        let database = PostgresDatabase(servers.addresses[1], size: 4)
        try await database.migrate([Self.step], at: .init(milliseconds: 0))
        let told = database.messages.listen()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<40 {
                group.addTask {
                    try await database.write { try $0.execute("INSERT INTO notes VALUES (\("note \(number)"))") }
                    _ = try await database.read { try $0.count("SELECT COUNT(*) AS n FROM notes WHERE id > \("note")") }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await database.read { try $0.count("SELECT COUNT(*) AS n FROM notes") } == 40)
        #expect(try await database.setting("statement_timeout") == "15000")
        // Whoever has just begun to listen may miss the first ones.
        let telling = Task {
            while !Task.isCancelled {
                try await database.messages.send("rain")
                await Task.yield()
            }
        }
        #expect(await told.first { _ in true } == "rain")
        telling.cancel()
        _ = try? await telling.value
        try await database.close()
    }

    @Test func `an operator's limit stands, the others hold beside it, all again after a migration`() async throws {
        let server = try #require(TestEngine.server)
        let name = try TestEngine.make(on: server)
        defer { TestEngine.remove(name, on: server) }
        for (options, longest) in [("", "15000"), ("?options=-c%20statement_timeout%3D7s", "7000")] {
            // One connection: what takes as long as it takes must leave it as it was.
            let database = PostgresDatabase("\(server)/\(name)\(options)", size: 1)
            #expect(try await database.setting("statement_timeout") == longest)
            try await database.migrate([Self.step], at: .init(milliseconds: 0))
            try await database.analyze()
            #expect(try await database.setting("statement_timeout") == longest)
            #expect(try await database.setting("lock_timeout") == "5000")
            try await database.close()
        }
    }
}

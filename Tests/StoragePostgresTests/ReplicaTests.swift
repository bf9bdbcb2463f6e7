import Base
import Foundation
import Storage
import StoragePostgres
import TestSupport
import Testing

/// Reads that may come from a server that follows another.
@Suite(.enabled(if: !TestEngine.isFile)) struct ReplicaTests {
    private static let step = Migration("shelf-01-notes", ["CREATE TABLE notes (id TEXT PRIMARY KEY) STRICT"])

    private static func startPair() throws -> OwnServers {
        try OwnServers.start(
            ["POSTGRES", "STANDBY"],
            """
            start_postgres "$2/leader"
            start_standby "$2/standby"
            """)
    }

    @Test func `figures come from the replica when it has everything, and from the leader when it has not`()
        async throws
    {
        let pair = try Self.startPair()
        defer { pair.stop() }
        let (leader, standby) = (pair.addresses[0], pair.addresses[1])
        // Both in one address, the leader first: the one that follows has to be chosen.
        let hosts = pair.addresses.map { $0.dropFirst("postgres://postgres@".count).dropLast("/postgres".count) }
        let replica = "postgres://postgres@\(hosts.joined(separator: ","))/postgres"
        let database = PostgresDatabase(leader, replica: replica, size: 2)
        try await database.migrate([Self.step], at: .init(milliseconds: 0))
        try await database.write { try $0.execute("INSERT INTO notes VALUES ('lost rice')") }
        try await Self.wait(for: database)

        // Nobody has written since: an idle pair has everything too.
        #expect(try await Self.look(database) == Seen(isReplica: true, notes: 1))
        #expect(try await database.read(Self.seen) == Seen(isReplica: false, notes: 1))

        try PostgresDatabase.administer("\(standby)?target_session_attrs=any", "SELECT pg_wal_replay_pause()")
        try await database.write { try $0.execute("INSERT INTO notes VALUES ('lost tea')") }
        #expect(try await Self.look(database) == Seen(isReplica: false, notes: 2))
        #expect(try await database.replicaStanding()?.hasAll == false)

        try PostgresDatabase.administer("\(standby)?target_session_attrs=any", "SELECT pg_wal_replay_resume()")
        let rested = PostgresDatabase(leader, replica: replica, size: 2)
        try await Self.wait(for: rested)
        #expect(try await Self.look(rested) == Seen(isReplica: true, notes: 2))

        try pair.kill(1)
        #expect(try await Self.look(rested) == Seen(isReplica: false, notes: 2))
        #expect(try await rested.replicaStanding()?.isStandby == false)
        let alone = PostgresDatabase(leader, replica: standby, size: 2)
        #expect(try await Self.look(alone) == Seen(isReplica: false, notes: 2))
        await #expect(throws: StorageError.self) { try await alone.replicaStanding() }
        for each in [database, rested, alone] { try await each.close() }
    }

    @Test func `a replica that was made a leader is no replica any more, also over a connection from before`()
        async throws
    {
        let pair = try Self.startPair()
        defer { pair.stop() }
        let database = PostgresDatabase(pair.addresses[0], replica: pair.addresses[1], size: 2)
        try await database.migrate([Self.step], at: .init(milliseconds: 0))
        try await Self.wait(for: database)
        #expect(try await Self.look(database) == Seen(isReplica: true, notes: 0))
        try PostgresDatabase.administer("\(pair.addresses[1])?target_session_attrs=any", "SELECT pg_promote()")
        try await database.write { try $0.execute("INSERT INTO notes VALUES ('lost rice')") }
        #expect(try await Self.look(database) == Seen(isReplica: false, notes: 1))
        try await database.close()
    }

    private struct Seen: Equatable, Sendable {
        let isReplica: Bool
        let notes: Int
    }

    @Sendable private static func seen(_ reader: any Reader) throws -> Seen {
        Seen(
            isReplica: try reader.count("SELECT CASE WHEN pg_is_in_recovery() THEN 1 ELSE 0 END AS n") == 1,
            notes: try reader.count("SELECT COUNT(*) AS n FROM notes"))
    }

    private static func look(_ database: PostgresDatabase) async throws -> Seen {
        try await database.readFromReplica(seen)
    }

    // Each question waits two seconds for it, longer than a page would: a busy machine may take more than one.
    private static func wait(for database: PostgresDatabase) async throws {
        var questions = 10
        while questions > 0, try await database.replicaStanding()?.hasAll != true { questions -= 1 }
    }
}

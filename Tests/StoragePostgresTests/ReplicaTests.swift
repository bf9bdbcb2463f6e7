import Base
import Foundation
import Storage
import StoragePostgres
import TestSupport
import Testing

/// Reads that may be some seconds old, on a server that follows another.
@Suite(.enabled(if: !TestEngine.isFile)) struct ReplicaTests {
    private static let step = Migration("shelf-01-notes", ["CREATE TABLE notes (id TEXT PRIMARY KEY) STRICT"])

    @Test func `figures come from the replica while it is near, and from the leader when it is not`() async throws {
        let pair = try await Pair.start()
        defer { pair.stop() }
        let database = PostgresDatabase(pair.leader, replica: "\(pair.hosts)/postgres", size: 2)
        try await database.migrate([Self.step], at: .init(milliseconds: 0))
        try await database.write { try $0.execute("INSERT INTO notes VALUES ('lost rice')") }
        try await pair.caughtUp(with: database)

        #expect(try await Self.look(database) == Seen(isReplica: true, notes: 1))
        #expect(try await Self.look(database, fits: { _ in false }) == Seen(isReplica: false, notes: 1))
        #expect(try await database.read(Self.seen) == Seen(isReplica: false, notes: 1))
        let standing = try #require(try await database.replicaStanding())
        #expect(standing.isStandby)

        // It goes on answering while it stands still, with what it knew; a question that cannot be old goes elsewhere.
        try PostgresDatabase.administer(pair.standbyAlone, "SELECT pg_wal_replay_pause()")
        try await database.write { try $0.execute("INSERT INTO notes VALUES ('lost tea')") }
        #expect(try await Self.look(database) == Seen(isReplica: true, notes: 1))
        let knowsAll: @Sendable (any Reader) throws -> Bool = { try $0.count("SELECT COUNT(*) AS n FROM notes") == 2 }
        #expect(try await Self.look(database, fits: knowsAll) == Seen(isReplica: false, notes: 2))
        #expect(try #require(try await database.replicaStanding()).bytesBehind > 0)

        pair.kill(.standby)
        #expect(try await Self.look(database) == Seen(isReplica: false, notes: 2))
        #expect(try await database.replicaStanding()?.isStandby == false)
        try await database.close()
    }

    @Test func `a replica that has heard of no commit for ten seconds is not asked`() async throws {
        let pair = try await Pair.start()
        defer { pair.stop() }
        // The copy was made a moment ago, and nobody has written since.
        let database = PostgresDatabase(pair.leader, replica: pair.standby, size: 2)
        let isReplica = try await database.readWhereLagIsAllowed(if: { _ in true }) {
            try $0.count("SELECT CASE WHEN pg_is_in_recovery() THEN 1 ELSE 0 END AS n") == 1
        }
        #expect(!isReplica)

        pair.kill(.standby)
        let other = PostgresDatabase(pair.leader, replica: pair.standby, size: 2)
        #expect(try await other.readWhereLagIsAllowed(if: { _ in true }) { try $0.count("SELECT 1 AS n") } == 1)
        await #expect(throws: StorageError.self) { try await other.replicaStanding() }
        for each in [database, other] { try await each.close() }
    }

    @Test func `where nobody follows, the leader answers at both addresses`() async throws {
        let server = try #require(TestEngine.server)
        let name = try TestEngine.make(on: server)
        defer { TestEngine.remove(name, on: server) }
        let database = PostgresDatabase("\(server)/\(name)", replica: "\(server)/\(name)", size: 2)
        try await database.migrate([Self.step], at: .init(milliseconds: 0))
        #expect(try await Self.look(database) == Seen(isReplica: false, notes: 0))
        #expect(try await database.replicaStanding()?.isStandby == false)
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

    private static func look(
        _ database: PostgresDatabase, fits: @escaping @Sendable (any Reader) throws -> Bool = { _ in true }
    ) async throws -> Seen {
        try await database.readWhereLagIsAllowed(if: fits, seen)
    }
}

/// Two servers of a test's own, of which one follows the other.
private struct Pair {
    enum Member { case leader, standby }

    let leader: String
    let standby: String
    private let processes: [Member: Int32]
    private let folder: URL

    /// Both in one address, the leader first: whoever wants one that follows has to choose.
    var hosts: String {
        let ends = [leader, standby].map { $0.dropFirst("postgres://postgres@".count).dropLast("/postgres".count) }
        return "postgres://postgres@\(ends.joined(separator: ","))"
    }

    /// The one that follows, for what an operator does there.
    var standbyAlone: String { "\(standby)?target_session_attrs=any" }

    /// Starts them with what `script/test` starts its server with.
    static func start() async throws -> Pair {
        let root = URL(filePath: #filePath).appending(path: "../../..").standardizedFileURL
        let folder = try TestFolders.make("pair")
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = [
            "-euc",
            """
            # What tells this process's end to whoever waits for it is not for servers to hold open.
            for end in $(ls /proc/self/fd); do [ "$end" -le 2 ] || eval "exec $end>&-"; done
            . "$1/script/postgres.sh"
            chmod 711 "$2" "$2/.."
            POSTGRES_OPTIONS='-c fsync=off' start_postgres "$2/leader" >&2
            POSTGRES_OPTIONS='-c fsync=off' start_standby "$2/standby" >&2
            echo "$POSTGRES_ADDRESS/postgres $POSTGRES_PID $STANDBY_ADDRESS/postgres $STANDBY_PID"
            """, "bash", root.path, folder.path,
        ]
        let output = folder.appending(path: "output")
        try Data().write(to: output)
        process.standardOutput = try FileHandle(forWritingTo: output)
        try process.run()
        process.waitUntilExit()
        let said = try String(contentsOf: output, encoding: .utf8).split(whereSeparator: \.isWhitespace).map(
            String.init)
        try #require(said.count == 4, "the pair did not start")
        return Pair(
            leader: said[0], standby: said[2],
            processes: [.leader: try #require(Int32(said[1])), .standby: try #require(Int32(said[3]))], folder: folder)
    }

    /// Waits until the standby has replayed everything.
    func caughtUp(with database: PostgresDatabase) async throws {
        for _ in 0..<400 {
            if try await database.replicaStanding()?.bytesBehind == 0 { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("the standby did not catch up")
    }

    func kill(_ member: Member) {
        guard let process = processes[member] else { return }
        Foundation.kill(process, SIGQUIT)
        for _ in 0..<400 where Foundation.kill(process, 0) == 0 { usleep(50_000) }
    }

    func stop() {
        for member in [Member.standby, .leader] { kill(member) }
        try? FileManager.default.removeItem(at: folder)
    }
}

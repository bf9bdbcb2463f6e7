import CoreMetrics
import Foundation
import Storage
import Synchronization

/// A server that follows the leader, for what may be read there as soon as it has caught up.
final class PostgresReplica: Sendable {
    private let pool: PostgresPool
    private let restsUntil = Mutex<ContinuousClock.Instant?>(nil)
    /// One that is away or behind is left alone for so long: whoever asks waits for it.
    private static let rest = Duration.seconds(10)
    /// How long it is waited for.
    private static let patience = Duration.milliseconds(500)
    private static let reads = Counter(label: "shanzhi_replica_reads_total")
    private static let misses = Counter(label: "shanzhi_replica_misses_total")

    init(_ address: PostgresAddress, size: Int) { pool = PostgresPool(address, size: size) }

    /// What a closure reads there, not before the replica has replayed everything up to a place in the leader's log; nil when the
    /// leader is to be asked, since the replica is away, behind or no replica any more, or failed.
    func read<Result: Sendable>(
        after place: @Sendable () async throws -> String, _ body: @escaping @Sendable (any Reader) throws -> Result
    ) async -> Result? {
        guard !isResting, let place = try? await place() else {
            Self.misses.increment()
            return nil
        }
        // A failure of the closure itself comes out again when the leader is asked.
        let result: Result? = try? await pool.run { connection in
            guard try Self.standing(connection, after: place, patience: Self.patience).hasAll else {
                connection.giveUp()
                return nil
            }
            return try PostgresDatabase.reading(on: connection, body)
        }
        if let result {
            Self.reads.increment()
            return result
        }
        // Whoever comes next is not to wait for the connections that are left.
        restsUntil.withLock { $0 = .now + Self.rest }
        pool.forget()
        Self.misses.increment()
        return nil
    }

    private var isResting: Bool { restsUntil.withLock { $0.map { .now < $0 } ?? false } }

    /// How it stands to a place in the leader's log, waited for two seconds. Throws `StorageError`.
    func standing(after place: String) async throws -> ReplicaStanding {
        try await pool.run { try Self.standing($0, after: place, patience: .seconds(2)) }
    }

    func close() async throws { try await pool.close() }

    private static func standing(
        _ connection: PostgresConnection, after place: String, patience: Duration
    ) throws -> ReplicaStanding {
        let end = ContinuousClock.now + patience
        while true {
            let standing = try PostgresDatabase.reading(on: connection) { try ReplicaStanding(in: $0, after: place) }
            if standing.hasAll || !standing.isStandby || .now > end { return standing }
            usleep(10_000)
        }
    }
}

extension ReplicaStanding {
    /// Asks a server how much of another's log it has not replayed. A server that takes writes itself follows nobody.
    fileprivate init(in reader: any Reader, after place: String) throws {
        let row = try reader.row(
            """
            SELECT CASE WHEN pg_is_in_recovery() THEN 1 ELSE 0 END AS standby,
              CAST(GREATEST(pg_wal_lsn_diff(CAST(CAST(\(place) AS text) AS pg_lsn),
                COALESCE(pg_last_wal_replay_lsn(), CAST('0/0' AS pg_lsn))), 0) AS BIGINT) AS behind
            """
        )
        (isStandby, bytesBehind) = (try row?.int("standby") == 1, try row?.int("behind") ?? 0)
    }
}

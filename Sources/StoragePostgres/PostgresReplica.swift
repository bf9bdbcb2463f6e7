import CoreMetrics
import Storage
import Synchronization

/// A server that follows the leader, for reads that may be some seconds old.
final class PostgresReplica: Sendable {
    private let pool: PostgresPool
    private let restsUntil = Mutex<ContinuousClock.Instant?>(nil)
    /// One that is away or too far behind is left alone for so long: whoever asks waits for it.
    private static let rest = Duration.seconds(10)
    private static let reads = Counter(label: "shanzhi_replica_reads_total")
    private static let misses = Counter(label: "shanzhi_replica_misses_total")

    init(_ address: String, size: Int) { pool = PostgresPool(address, size: size) }

    /// What a closure reads there; nil when the leader is to be asked: the replica is away, too far behind, does not fit, or failed.
    func read<Result: Sendable>(
        if fits: @escaping @Sendable (any Reader) throws -> Bool,
        _ body: @escaping @Sendable (any Reader) throws -> Result
    ) async -> Result? {
        if let end = restsUntil.withLock({ $0 }), .now < end { return nil }
        // A failure of the closure itself comes out again when the leader is asked.
        let read = try? await pool.run { connection in
            try PostgresDatabase.again(on: connection) {
                try PostgresDatabase.reading(on: connection) { reader -> Read<Result> in
                    guard try Self.isNear(reader) else { return .behind }
                    return try fits(reader) ? .done(body(reader)) : .misfit
                }
            }
        }
        switch read {
        case .done(let result):
            Self.reads.increment()
            return result
        case .misfit: break
        case .behind, nil: restsUntil.withLock { $0 = .now + Self.rest }
        }
        Self.misses.increment()
        return nil
    }

    /// How far it is behind a place of the leader's log. Throws `StorageError`.
    func standing(after place: String) async throws -> ReplicaStanding {
        try await pool.run { connection in
            try PostgresDatabase.reading(on: connection) { reader in
                let row = try reader.row(
                    """
                    SELECT CASE WHEN pg_is_in_recovery() THEN 1 ELSE 0 END AS standby,
                      CAST(GREATEST(pg_wal_lsn_diff(CAST(CAST(\(place) AS text) AS pg_lsn),
                        COALESCE(pg_last_wal_replay_lsn(), CAST('0/0' AS pg_lsn))), 0) AS BIGINT) AS behind
                    """
                )
                return ReplicaStanding(
                    isStandby: try row?.int("standby") == 1, bytesBehind: try row?.int("behind") ?? 0)
            }
        }
    }

    func close() async throws { try await pool.close() }

    private enum Read<Result: Sendable>: Sendable {
        case done(Result), misfit, behind
    }

    /// Whether the server has replayed a commit of the last ten seconds: nodes write into their leases more often than that, so an
    /// older one means that the replica lags or that nobody is there to lead.
    private static func isNear(_ reader: any Reader) throws -> Bool {
        try reader.count(
            """
            SELECT CASE WHEN NOT pg_is_in_recovery() THEN 1
              WHEN pg_last_xact_replay_timestamp() > now() - interval '10 seconds' THEN 1 ELSE 0 END AS n
            """
        ) == 1
    }
}

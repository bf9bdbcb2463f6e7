import Foundation
public import Storage

/// The engine for several nodes: PostgreSQL 15 or later, a thread and a connection for everything that runs at a time.
public final class PostgresDatabase: Database {
    public let dialect = Dialect.postgres
    let pool: PostgresPool
    private let told: PostgresMessages
    let replica: PostgresReplica?
    /// How often a closure runs again because another transaction came first.
    private static let attempts = 12

    /// Opens a database by its address, `postgres://user@host:port,host:port/name?sslmode=verify-full` or libpq's words.
    ///
    /// Nothing is connected before the first use. A statement may take 15 s and wait 5 s for a lock; a server that says nothing
    /// for 18 s is given up. Several hosts are tried in their order until one takes writes. A replica's address may name several
    /// too: one that follows is taken first.
    public init(_ address: String, replica: String? = nil, size: Int = PostgresDatabase.standardSize) {
        let leader = PostgresAddress(address, for: .leader)
        pool = PostgresPool(leader, size: size)
        told = PostgresMessages(leader, pool: pool)
        self.replica = replica.map { PostgresReplica(PostgresAddress($0, for: .replica), size: max(2, size / 2)) }
    }

    /// Connections of a node: threads that wait for the server cost little, and a busy server is not helped by more.
    public static let standardSize = max(8, 3 * ProcessInfo.processInfo.activeProcessorCount)

    public func read<Result: Sendable>(
        _ body: @escaping @Sendable (any Reader) throws -> Result
    ) async throws -> Result {
        do {
            return try await retrying {
                try await self.pool.run { connection in
                    try Self.again(on: connection) { try Self.reading(on: connection, body) }
                }
            }
        } catch let error as StorageError {
            throw error.ofReading
        }
    }

    public func readFromReplica<Result: Sendable>(
        _ body: @escaping @Sendable (any Reader) throws -> Result
    ) async throws -> Result {
        if let result = await replica?.read(after: writtenPlace, body) { return result }
        return try await readAtLength(body)
    }

    /// How far the leader's log is on its disk: every commit that was acknowledged lies before it.
    @Sendable func writtenPlace() async throws -> String {
        try await read { try $0.row("SELECT CAST(pg_current_wal_flush_lsn() AS text) AS place")?.text("place") ?? "" }
    }

    public func write<Result: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        try await retrying {
            try await self.pool.run { connection in
                try Self.again(on: connection) {
                    try Self.transaction("BEGIN", on: connection, end: { try $0.commit() }, body)
                }
            }
        }
    }

    /// Takes nothing more, finishes what runs and closes every connection.
    public func close() async throws {
        told.close()
        try await replica?.close()
        try await pool.close()
    }

    public var messages: any NodeMessages { told }

    static func reading<Result>(
        on connection: PostgresConnection, _ body: (PostgresTransaction) throws -> Result
    ) throws -> Result {
        try transaction(
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", on: connection,
            end: { _ in try connection.endReading() }, body)
    }

    private static func transaction<Result>(
        _ begin: String, on connection: PostgresConnection, end: (PostgresTransaction) throws -> Void,
        _ body: (PostgresTransaction) throws -> Result
    ) throws -> Result {
        try connection.begin(begin)
        let transaction = PostgresTransaction(connection)
        do {
            let result = try body(transaction)
            try transaction.finish()
            try end(transaction)
            return result
        } catch {
            connection.rollBack()
            throw judged(error, transaction)
        }
    }

    // What a transaction ended with, and whether it may simply run again.
    private static func judged(_ error: any Error, _ transaction: PostgresTransaction) -> any Error {
        if let failure = transaction.failure, failure.isCollision { return Collision(error: failure.error) }
        if let race = error as? any LostRace, race.isLostRace { return Collision(error: race) }
        guard let failure = error as? PostgresFailure else { return error }
        return failure.isCollision ? Collision(error: failure.error) : failure.error
    }

    // A connection that broke while nobody used it: once more on a new one, before anything was asked of it.
    static func again<Result>(
        on connection: PostgresConnection, _ body: () throws -> Result
    ) throws -> Result {
        do {
            return try body()
        } catch {
            guard connection.isBroken, !connection.hasAnswered else { throw error }
            try connection.reconnect()
            return try body()
        }
    }

    // The one place where a transaction begins anew: it lost a race, or its connection had broken before it began.
    private func retrying<Result: Sendable>(_ body: @Sendable () async throws -> Result) async throws -> Result {
        var pause = Duration.milliseconds(1)
        for _ in 1..<Self.attempts {
            do {
                return try await body()
            } catch is Collision {
                try await Task.sleep(for: pause * Double.random(in: 0.5...1.5))
                pause = min(pause * 2, .milliseconds(50))
            }
        }
        do {
            return try await body()
        } catch let collision as Collision {
            throw collision.error
        }
    }

    private struct Collision: Error {
        let error: any Error
    }

    /// Runs statements outside any transaction and without limits of time on a connection of its own, such as `CREATE DATABASE`.
    /// They must not come from outside. Throws `StorageError`.
    public static func administer(_ address: String, _ statements: String) throws {
        do {
            let connection = try PostgresConnection(PostgresAddress(address, for: .leader))
            try connection.withoutLimits { try connection.patiently(statements) }
        } catch let failure as PostgresFailure {
            throw failure.error
        }
    }
}

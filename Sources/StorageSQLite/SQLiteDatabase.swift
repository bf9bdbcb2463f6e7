import CSQLiteSettings
import Foundation
import GRDB
public import Storage

/// The embedded engine: one SQLite file in WAL mode, parallel readers, one writer that commits in groups.
public final class SQLiteDatabase: Engine {
    public let dialect = Dialect.sqlite
    /// Where the database file lies.
    public let path: String
    let pool: DatabasePool
    let readers: ReaderPool
    private let writer: GroupCommitWriter
    private let local = LocalMessages()

    /// Opens or creates the file; `busyTimeout` is how many seconds to wait for another process, `groupBudget` how long
    /// a group takes further writes in.
    ///
    /// Throws `StorageError`.
    public init(path: String, busyTimeout: Double = 5, groupBudget: Duration = .milliseconds(25)) throws {
        self.path = path
        _ = Self.settings
        do {
            pool = try DatabasePool(path: path, configuration: Self.configuration(busyTimeout: busyTimeout))
            // The pool sets synchronous=NORMAL when it opens; a commit must be durable before anyone is answered.
            try pool.writeWithoutTransaction { database in
                try database.execute(
                    sql: """
                        PRAGMA synchronous = FULL;
                        PRAGMA secure_delete = ON;
                        PRAGMA journal_size_limit = 67108864;
                        PRAGMA wal_autocheckpoint = 4000;
                        """
                )
            }
        } catch {
            throw SQLiteFailure.translated(error)
        }
        var reading = Self.configuration(busyTimeout: busyTimeout)
        reading.readonly = true
        readers = ReaderPool(path: path, size: Self.readerCount, configuration: reading)
        writer = GroupCommitWriter(pool: pool, budget: groupBudget)
    }

    public func read<Result: Sendable>(
        _ body: @escaping @Sendable (any Reader) throws -> Result
    ) async throws -> Result {
        do {
            return try readers.read(body)
        } catch {
            throw SQLiteFailure.ofReading(error)
        }
    }

    public func readAtLength<Result: Sendable>(
        _ body: @escaping @Sendable (any Reader) throws -> Result
    ) async throws -> Result {
        do {
            return try await pool.read { try body(SQLiteConnection($0)) }
        } catch {
            throw SQLiteFailure.ofReading(error)
        }
    }

    public func write<Result: Sendable>(
        _ body: @escaping @Sendable (any Storage.Transaction) throws -> Result
    ) async throws -> Result {
        try await submit(body, lane: .people)
    }

    public func writeInBackground<Result: Sendable>(
        _ body: @escaping @Sendable (any Storage.Transaction) throws -> Result
    ) async throws -> Result {
        try await submit(body, lane: .background)
    }

    /// One process has the file: whoever shares it is here.
    public var messages: any NodeMessages { local }

    /// How many writes wait for their turn, for the operations page.
    public var waitingWrites: Int { writer.waiting }

    /// Takes no more writes, finishes those that wait and closes the file.
    ///
    /// Throws `StorageError`.
    public func close() async throws {
        await writer.close()
        readers.close()
        do {
            try pool.close()
        } catch {
            throw SQLiteFailure.translated(error)
        }
    }

    private func submit<Result: Sendable>(
        _ body: @escaping @Sendable (any Storage.Transaction) throws -> Result, lane: GroupCommitWriter.Lane
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            let write = QueuedWrite(
                run: { transaction in
                    let result = try body(transaction)
                    return { continuation.resume(returning: result) }
                },
                fail: { continuation.resume(throwing: $0) }
            )
            writer.submit(write, lane: lane)
        }
    }

    static let settings = shanzhi_sqlite_settings()
    /// More readers at a time than a small machine has processors: one may wait for the disk.
    private static let readerCount = max(4, ProcessInfo.processInfo.activeProcessorCount)

    private static func configuration(busyTimeout: Double) -> Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(busyTimeout)
        configuration.foreignKeysEnabled = true
        // For long reads: an auditor who verifies the record leaves room for clerks who look for known matters.
        configuration.maximumReaderCount = 4
        configuration.persistentReadOnlyConnections = true
        // The writer begins and ends its transactions itself, and must survive a ROLLBACK that fails on a broken disk.
        configuration.allowsUnsafeTransactions = true
        // No memory map: the file grows all the time, and every reader would throw its whole map away with each new
        // snapshot (measured: a sixth of the server's processor time).
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA cache_size = -65536") }
        return configuration
    }
}

import CoreMetrics
import NIOPosix
import Storage
import Synchronization

/// Threads with a connection each, beside those that answer requests: libpq waits for the server on the thread that asks.
final class PostgresPool: Sendable {
    private struct State {
        var free: [Held] = []
        var isClosed = false
    }

    /// A connection that goes from thread to thread, one at a time.
    private struct Held: @unchecked Sendable {
        let connection: PostgresConnection
    }

    private static let waits = Counter(label: "shanzhi_pool_waits_total")
    private let address: PostgresAddress
    private let size: Int
    private let threads: NIOThreadPool
    private let state = Mutex(State())
    private let running = Atomic(0)

    init(_ address: PostgresAddress, size: Int) {
        self.address = address
        self.size = size
        threads = NIOThreadPool(numberOfThreads: size)
        threads.start()
    }

    // Whoever forgot to close still gets the threads back.
    deinit { threads.shutdownGracefully { _ in } }

    /// How many closures wait for a thread or run.
    var inUse: Int { running.load(ordering: .relaxed) }

    /// Runs a closure with a connection of its own. One that broke is not used again.
    func run<Result: Sendable>(_ body: @escaping @Sendable (PostgresConnection) throws -> Result) async throws -> Result
    {
        guard !state.withLock({ $0.isClosed }) else { throw StorageError.engine("the database is closed") }
        if running.add(1, ordering: .relaxed).newValue > size { Self.waits.increment() }
        defer { running.subtract(1, ordering: .relaxed) }
        do {
            return try await threads.runIfActive { [self] in
                let held = try take()
                defer { giveBack(held) }
                return try body(held.connection)
            }
        } catch let failure as PostgresFailure {
            throw failure.error
        }
    }

    /// Waits for what runs, and closes every connection.
    func close() async throws {
        state.withLock { $0.isClosed = true }
        try await threads.shutdownGracefully()
        state.withLock { $0.free = [] }
    }

    /// Closes every connection that nobody uses: what they lead to is not to be trusted any more.
    func forget() { state.withLock { $0.free = [] } }

    private func take() throws -> Held {
        let (known, isClosed) = state.withLock { ($0.free.popLast(), $0.isClosed) }
        guard !isClosed else { throw StorageError.engine("the database is closed") }
        return try known ?? Held(connection: PostgresConnection(address))
    }

    private func giveBack(_ held: Held) {
        if held.connection.isBroken || held.connection.isInTransaction { return }
        state.withLock { state in
            if !state.isClosed { state.free.append(held) }
        }
    }
}

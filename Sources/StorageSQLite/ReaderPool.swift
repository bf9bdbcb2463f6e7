import CoreMetrics
import Foundation
import GRDB
import Storage
import Synchronization

/// Connections that read on the caller's own thread.
///
/// A read takes microseconds where waking another thread takes tens of them: nobody is woken.
final class ReaderPool: Sendable {
    private struct State {
        var free: [DatabaseQueue] = []
        var generation = 0
        var isClosed = false
    }

    private static let waits = Counter(label: "shanzhi_pool_waits_total")
    private let path: String
    private let configuration: Configuration
    private let turns: DispatchSemaphore
    private let state = Mutex(State())

    /// At most `size` reads at a time; a further one waits for its turn.
    init(path: String, size: Int, configuration: Configuration) {
        self.path = path
        self.configuration = configuration
        turns = DispatchSemaphore(value: size)
    }

    /// Runs a closure on a snapshot.
    func read<Result>(_ body: (any Reader) throws -> Result) throws -> Result {
        if turns.wait(timeout: .now()) == .timedOut {
            Self.waits.increment()
            turns.wait()
        }
        defer { turns.signal() }
        let (queue, generation) = try take()
        defer { giveBack(queue, generation) }
        return try queue.unsafeRead { database in
            let connection = SQLiteConnection(database)
            try connection.control("BEGIN")
            // Nothing was written: how the transaction ends does not matter, but it must end.
            defer { if connection.isInTransaction { try? connection.control("ROLLBACK") } }
            let result = try body(connection)
            try connection.control("COMMIT")
            return result
        }
    }

    /// Opens new connections from now on: what the old ones know of the planner's figures is stale.
    func renew() {
        state.withLock { state in
            state.generation += 1
            state.free = []
        }
    }

    /// Refuses further reads and closes what is not in use; the others close when they are done.
    func close() {
        state.withLock { state in
            state.isClosed = true
            state.generation += 1
            state.free = []
        }
    }

    private func take() throws -> (DatabaseQueue, Int) {
        let (known, generation, isClosed) = state.withLock { ($0.free.popLast(), $0.generation, $0.isClosed) }
        guard !isClosed else { throw StorageError.engine("the database is closed") }
        return (try known ?? DatabaseQueue(path: path, configuration: configuration), generation)
    }

    private func giveBack(_ queue: DatabaseQueue, _ generation: Int) {
        state.withLock { state in
            if state.generation == generation { state.free.append(queue) }
        }
    }
}

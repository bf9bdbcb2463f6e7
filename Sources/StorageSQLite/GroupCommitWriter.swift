import Foundation
import GRDB
import Storage
import Synchronization

/// One write that waits: `run` answers what to tell the caller once the group is committed.
struct QueuedWrite: Sendable {
    let run: @Sendable (any Storage.Transaction) throws -> (@Sendable () -> Void)
    let fail: @Sendable (any Error) -> Void
}

/// Commits queued writes in groups, so that many callers share one sync of the disk.
final class GroupCommitWriter: Sendable {
    enum Lane { case people, background }

    private let pool: DatabasePool
    private let budget: Duration
    private let lanes = Mutex(Lanes())

    init(pool: DatabasePool, budget: Duration) {
        self.pool = pool
        self.budget = budget
    }

    /// Queues a write; it is answered after the COMMIT of its group.
    func submit(_ write: QueuedWrite, lane: Lane) {
        let state = lanes.withLock { lanes in lanes.add(write, to: lane) }
        switch state {
        case .closed: write.fail(StorageError.engine("the database is closed"))
        case .draining: break
        case .idle: drain()
        }
    }

    /// How many writes have not been taken into a group yet.
    var waiting: Int { lanes.withLock { $0.count } }

    /// Takes no more writes and returns when the last one is answered.
    func close() async {
        await withCheckedContinuation { continuation in
            if lanes.withLock({ $0.close(continuation) }) { continuation.resume() }
        }
    }

    // Each group is a turn of its own on the writer's serial queue: maintenance and other processes come in between.
    private func drain() {
        pool.asyncWriteWithoutTransaction { database in
            self.runGroup(SQLiteConnection(database))
            sched_yield()
            let (more, waiting) = self.lanes.withLock { $0.finishGroup() }
            if more { self.drain() }
            for continuation in waiting { continuation.resume() }
        }
    }

    private func runGroup(_ connection: SQLiteConnection) {
        var group = WriteGroup(connection, budget: budget)
        do {
            try group.begin()
            while group.hasRoom, let write = lanes.withLock({ $0.next(alone: group.isEmpty) }) {
                try group.run(write.0)
                if write.lane == .background { break }
            }
            try group.commit()
        } catch {
            // BEGIN failed: those who wait are told, instead of waiting once more each.
            let waiting = group.isEmpty ? lanes.withLock { $0.takeGroup(of: WriteGroup.size) } : []
            group.fail(error, also: waiting)
        }
    }
}

/// The two queues.
///
/// People come first; background work is taken when nobody waits, one closure a group, and never waits for more than
/// `patience` groups of people: what they filed must be sequenced and told even in a rush that does not end.
private struct Lanes {
    /// How many groups of people may go before background work that waits.
    static let patience = 32

    enum State { case closed, draining, idle }

    private var people: [QueuedWrite] = []
    private var firstPerson = 0
    private var background: [QueuedWrite] = []
    private var firstBackground = 0
    // Groups of people since background work began to wait.
    private var passed = 0
    private var isDraining = false
    private var isClosed = false
    private var closing: [CheckedContinuation<Void, Never>] = []

    var count: Int { people.count - firstPerson + background.count - firstBackground }

    mutating func add(_ write: QueuedWrite, to lane: GroupCommitWriter.Lane) -> State {
        if isClosed { return .closed }
        switch lane {
        case .people: people.append(write)
        case .background: background.append(write)
        }
        defer { isDraining = true }
        return isDraining ? .draining : .idle
    }

    /// The next write of a group: a person's, or background work when it would be alone in its group.
    mutating func next(alone: Bool) -> (QueuedWrite, lane: GroupCommitWriter.Lane)? {
        let isTurnOfBackground = alone && passed >= Self.patience
        if !isTurnOfBackground, let write = Self.pop(&people, &firstPerson) {
            if alone { passed = firstBackground < background.count ? passed + 1 : 0 }
            return (write, .people)
        }
        guard alone, let write = Self.pop(&background, &firstBackground) else { return nil }
        passed = 0
        return (write, .background)
    }

    mutating func takeGroup(of size: Int) -> [QueuedWrite] {
        var writes: [QueuedWrite] = []
        while writes.count < size, let write = Self.pop(&people, &firstPerson) { writes.append(write) }
        if writes.isEmpty, let write = Self.pop(&background, &firstBackground) { writes.append(write) }
        return writes
    }

    /// Whether more writes wait, and who waits for the end.
    mutating func finishGroup() -> (more: Bool, closing: [CheckedContinuation<Void, Never>]) {
        isDraining = !people.isEmpty || !background.isEmpty
        if isDraining { return (true, []) }
        defer { closing = [] }
        return (false, closing)
    }

    /// True when nothing is under way and the caller need not wait.
    mutating func close(_ continuation: CheckedContinuation<Void, Never>) -> Bool {
        isClosed = true
        if isDraining { closing.append(continuation) }
        return !isDraining
    }

    // Taking from the front without moving the rest: the array is emptied when its last element is taken.
    private static func pop(_ queue: inout [QueuedWrite], _ first: inout Int) -> QueuedWrite? {
        guard first < queue.count else { return nil }
        let write = queue[first]
        first += 1
        if first == queue.count {
            queue.removeAll(keepingCapacity: first <= 1_024)
            first = 0
        } else if first >= 4_096 {
            queue.removeFirst(first)
            first = 0
        }
        return write
    }
}

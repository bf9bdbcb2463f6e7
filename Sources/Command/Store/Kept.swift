import Base
import Synchronization

/// Keeps answers for some seconds; whoever asks while one is being made waits for it instead of asking again.
final class Kept<Key: Hashable & Sendable, Answer: Sendable>: Sendable {
    private struct Entry: Sendable {
        var at: Instant
        var task: Task<Answer, any Error>
    }

    private let entries = Mutex<[Key: Entry]>([:])
    private static var most: Int { 500 }

    /// The answer of a key, not older than some seconds.
    func value(
        _ key: Key, at now: Instant, seconds: Int64, make: @escaping @Sendable () async throws -> Answer
    ) async throws -> Answer {
        let task = entries.withLock { entries in
            if let entry = entries[key], entry.at <= now, now < entry.at.adding(seconds: seconds) { return entry.task }
            if entries.count >= Self.most { entries.removeAll() }
            let task = Task { try await make() }
            entries[key] = Entry(at: now, task: task)
            return task
        }
        do {
            return try await task.value
        } catch {
            entries.withLock { entries in
                if entries[key]?.task == task { entries[key] = nil }
            }
            throw error
        }
    }
}

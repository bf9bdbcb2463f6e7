import Synchronization

/// Short messages between all who share a database, the sender included: at most once, and lost on whoever is not there.
///
/// What must not be lost goes through the outbox; a message says that there is something to look at.
public protocol NodeMessages: Sendable {
    /// Tells everybody. At most 7,000 bytes, no personal data. Throws `StorageError`.
    func send(_ text: String) async throws
    /// What is told from now on. Whoever reads slowly misses the oldest.
    func listen() -> AsyncStream<String>
}

/// Messages inside one process: all there is where the database is a file.
public final class LocalMessages: NodeMessages {
    private struct Listeners {
        var next = 0
        var all: [Int: AsyncStream<String>.Continuation] = [:]
    }

    private let listeners = Mutex(Listeners())

    /// Nobody listens yet.
    public init() {}

    public func send(_ text: String) { tell(text) }

    /// Hands a message to everybody in this process.
    public func tell(_ text: String) {
        for listener in listeners.withLock({ Array($0.all.values) }) { listener.yield(text) }
    }

    public func listen() -> AsyncStream<String> {
        let (stream, continuation) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingNewest(1_000))
        let seat = listeners.withLock { listeners in
            listeners.next += 1
            listeners.all[listeners.next] = continuation
            return listeners.next
        }
        continuation.onTermination = { [weak self] _ in self?.leave(seat) }
        return stream
    }

    /// Ends every stream.
    public func close() {
        for listener in listeners.withLock({ Array($0.all.values) }) { listener.finish() }
    }

    private func leave(_ seat: Int) {
        listeners.withLock { $0.all[seat] = nil }
    }
}

public import Base

/// A change of a matter, as the outbox tells it: who may know of it is asked again for every listener.
public struct FeedEvent: Hashable, Sendable {
    /// The matter.
    public let matter: RecordID
    /// The step's code; nil when the matter came in.
    public let action: String?
    /// When it happened.
    public let at: Instant

    /// Describes a change.
    public init(matter: RecordID, action: String?, at: Instant) {
        self.matter = matter
        self.action = action
        self.at = at
    }
}

/// Hands changes to everybody who watches just now; whoever reads slowly misses the oldest ones.
public actor Feed {
    private let buffer: Int
    private let seats: Int
    private var next = 0
    private var listeners: [Int: AsyncStream<FeedEvent>.Continuation] = [:]

    /// A feed that keeps at most `buffer` unread events a listener, for at most `seats` listeners.
    public init(buffer: Int = 64, seats: Int = 500) {
        self.buffer = max(1, buffer)
        self.seats = max(0, seats)
    }

    /// Tells everybody who listens.
    public func publish(_ event: FeedEvent) {
        for listener in listeners.values { listener.yield(event) }
    }

    /// The events from now on; a stream that ends at once when all seats are taken.
    public func subscribe() -> AsyncStream<FeedEvent> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: FeedEvent.self, bufferingPolicy: .bufferingNewest(buffer))
        guard listeners.count < seats else {
            continuation.finish()
            return stream
        }
        let seat = next
        next += 1
        listeners[seat] = continuation
        continuation.onTermination = { [weak self] _ in
            Task { await self?.leave(seat) }
        }
        return stream
    }

    /// How many listen just now.
    public var listenerCount: Int { listeners.count }

    private func leave(_ seat: Int) {
        listeners[seat] = nil
    }
}

public import Base
public import Storage

/// Hands events to their listeners in the order they were committed, at least once, on one node at a time.
///
/// An event that a listener refuses holds back the later ones of its district only; after ten attempts it is set aside.
public struct OutboxDispatcher: Sendable {
    /// How many attempts are made before an event is set aside.
    public static let maximumAttempts = 10

    // What a node that died had in hand is handed over again after so long.
    private static let leaseSeconds: Int64 = 15

    private let database: any Database
    private let holder: String
    private let listeners: [String: [OutboxListener]]

    /// Makes a dispatcher; `holder` names this node in the lease.
    public init(_ database: any Database, holder: String, listeners: [OutboxListener]) {
        self.database = database
        self.holder = holder
        self.listeners = Dictionary(grouping: listeners, by: \.topic)
    }

    /// Hands over up to `limit` waiting events and answers how many were delivered.
    public func deliver(at instant: Instant, limit: Int = 100) async throws -> Int {
        let isWaiting = try await database.read { try $0.row(Self.waiting(at: instant, limit: 1)) != nil }
        guard isWaiting else { return 0 }
        let leases = Leases(database)
        guard try await leases.acquire("outbox", holder: holder, seconds: Self.leaseSeconds, at: instant) else {
            return 0
        }
        // Read after the lease is held: what another node delivered meanwhile is no longer waiting.
        let events = try await database.read {
            try $0.rows(Self.waiting(at: instant, limit: limit)).map(OutboxEvent.init)
        }
        let (delivered, failures) = await hand(events, at: instant)
        // A program that ends still writes down what it handed over.
        try await Task { try await record(delivered, failures, at: instant) }.value
        return delivered.count
    }

    /// Lets another node go on at once.
    func giveUp() async throws { try await Leases(database).release("outbox", holder: holder) }

    private func hand(
        _ events: [OutboxEvent], at instant: Instant
    ) async -> (delivered: [OutboxEvent], failures: [(event: OutboxEvent, error: String)]) {
        var delivered: [OutboxEvent] = []
        var failures: [(event: OutboxEvent, error: String)] = []
        var heldBack: Set<DistrictKey> = []
        // Well before the lease ends: whoever is slow writes down what is done and goes on with a fresh one.
        let end = ContinuousClock.now + .seconds(Self.leaseSeconds / 3)
        for event in events where !heldBack.contains(event.district) {
            if ContinuousClock.now > end { break }
            do {
                for listener in listeners[event.topic] ?? [] { try await listener.take(event, instant) }
                delivered.append(event)
            } catch is CancellationError {
                // The program stops: the event keeps its turn.
                break
            } catch {
                heldBack.insert(event.district)
                failures.append((event, shortText(of: error)))
            }
        }
        return (delivered, failures)
    }

    // A district waits while an earlier event of its own waits for its next attempt.
    private static func waiting(at instant: Instant, limit: Int) -> SQL {
        """
        SELECT position, id, district, topic, body, created_at, attempts FROM outbox
        WHERE delivered_at IS NULL AND set_aside_at IS NULL AND district NOT IN
        (SELECT district FROM outbox WHERE delivered_at IS NULL AND set_aside_at IS NULL AND retry_at > \(instant))
        ORDER BY position LIMIT \(limit)
        """
    }

    private func record(
        _ delivered: [OutboxEvent], _ failures: [(event: OutboxEvent, error: String)], at instant: Instant
    ) async throws {
        try await database.writeInBackground { [delivered, failures, holder] transaction in
            // A node that was away longer than its lease leaves the book to the one that took over.
            let isOurs =
                try transaction.change(
                    "UPDATE leases SET holder = holder WHERE name = 'outbox' AND holder = \(holder)") == 1
            guard isOurs else { return }
            for event in delivered {
                try transaction.execute(
                    "UPDATE outbox SET delivered_at = \(instant) WHERE position = \(event.position)")
            }
            for (event, error) in failures {
                let attempts = event.attempts + 1
                let retry = instant.adding(seconds: pauseSeconds(afterAttempt: attempts))
                let aside = attempts >= Self.maximumAttempts ? instant : nil
                try transaction.execute(
                    """
                    UPDATE outbox SET attempts = \(attempts), retry_at = \(retry), set_aside_at = \(aside),
                    last_error = \(error) WHERE position = \(event.position)
                    """
                )
            }
        }
    }
}

public import Base
public import Storage

/// Something that happened, told to modules that listen after the transaction it happened in.
public struct OutboxEvent: Sendable, Equatable {
    /// The event's permanent id; a listener that must act once remembers it.
    public let id: RecordID
    /// The district it happened in.
    public let district: DistrictKey
    /// What happened, such as `matters.closed`.
    public let topic: String
    /// The details as JSON text: ids, no personal data.
    public let body: String
    /// When it was written.
    public let createdAt: Instant
    /// Its place in the order of events.
    let position: Int64
    let attempts: Int

    init(_ row: Row) throws {
        id = try row.id("id")
        district = try row.text("district")
        topic = try row.text("topic")
        body = try row.text("body")
        createdAt = try row.instant("created_at")
        position = try row.integer("position")
        attempts = try row.int("attempts")
    }
}

/// Writes events beside the rows they are about.
public enum Outbox {
    /// Adds an event in the caller's own transaction.
    @discardableResult
    public static func append(
        _ topic: String, district: DistrictKey, body: String, in transaction: any Transaction, at instant: Instant
    ) throws -> RecordID {
        let id = RecordID.make(at: instant)
        try transaction.execute(
            """
            INSERT INTO outbox (id, district, topic, body, created_at)
            VALUES (\(id), \(district), \(topic), \(body), \(instant))
            """
        )
        return id
    }

    /// The events that were set aside, oldest first, with the name of their last error; 100 at most.
    public static func listSetAside(in database: any Database) async throws -> [(event: OutboxEvent, error: String)] {
        let rows = try await database.read {
            try $0.rows("SELECT * FROM outbox WHERE set_aside_at IS NOT NULL ORDER BY position LIMIT 100")
        }
        return try rows.map { (try OutboxEvent($0), try $0.textOrNil("last_error") ?? "") }
    }

    /// Puts an event that was set aside back into its place, and answers false when there is none of that id.
    public static func putBack(_ id: RecordID, in database: any Database) async throws -> Bool {
        try await database.write { transaction in
            try transaction.change(
                """
                UPDATE outbox SET set_aside_at = NULL, retry_at = NULL, attempts = 0
                WHERE id = \(id) AND set_aside_at IS NOT NULL
                """
            ) == 1
        }
    }

    /// Removes up to 1,000 events delivered before an instant; answers how many.
    public static func prune(deliveredBefore instant: Instant, in database: any Database) async throws -> Int {
        try await database.writeInBackground { transaction in
            try transaction.change(
                """
                DELETE FROM outbox WHERE position IN
                (SELECT position FROM outbox WHERE delivered_at < \(instant) LIMIT 1000)
                """
            )
        }
    }
}

/// Who is told about events of a topic.
///
/// The closure may be told twice and must then do no harm.
public struct OutboxListener: Sendable {
    /// The topic it listens to.
    public let topic: String
    /// Takes an event.
    public let take: @Sendable (OutboxEvent, Instant) async throws -> Void

    /// Makes a listener.
    public init(_ topic: String, take: @escaping @Sendable (OutboxEvent, Instant) async throws -> Void) {
        self.topic = topic
        self.take = take
    }
}

public import Base
public import Storage

/// Lets the same request run once: a key is unique per actor and route, and kept 7 days.
public struct Idempotency: Sendable {
    /// What a key turned out to be.
    public enum Claim: Hashable, Sendable {
        /// Nobody used it yet: do the work, then `complete`.
        case new
        /// The same request was answered already; the reference that `complete` stored, or empty without one.
        case replay(String)
        /// The same key came with another body: answer 422.
        case conflict
    }

    private let district: String

    /// The keys of a district.
    public init(district: String) {
        self.district = district
    }

    /// Takes a key in the transaction of the work itself. `actor` is the principal's key; visitors, who share one,
    /// add their session. `fingerprint` is a hash of the body.
    public func claim(
        actor: String, route: String, key: String, fingerprint: [UInt8], at instant: Instant,
        in transaction: any Transaction
    ) throws -> Claim {
        let taken = try transaction.change(
            """
            INSERT INTO idempotency_keys (district, actor, route, key, fingerprint, response_ref, at)
            VALUES (\(district), \(actor), \(route), \(key), \(fingerprint), '', \(instant))
            ON CONFLICT (district, actor, route, key) DO NOTHING
            """
        )
        if taken == 1 { return .new }
        let row = try transaction.row(
            """
            SELECT fingerprint, response_ref FROM idempotency_keys
            WHERE district = \(district) AND actor = \(actor) AND route = \(route) AND key = \(key)
            """
        )
        guard let row, try row.bytes("fingerprint") == fingerprint else { return .conflict }
        return .replay(try row.text("response_ref"))
    }

    /// Stores where the answer is, in the same transaction as the claim.
    public func complete(
        actor: String, route: String, key: String, response: String, in transaction: any Transaction
    ) throws {
        try transaction.execute(
            """
            UPDATE idempotency_keys SET response_ref = \(response)
            WHERE district = \(district) AND actor = \(actor) AND route = \(route) AND key = \(key)
            """
        )
    }

    /// Forgets keys older than 7 days. Answers how many.
    @discardableResult
    public func purge(at instant: Instant, in transaction: any Transaction) throws -> Int {
        let oldest = instant.adding(seconds: -7 * 86_400)
        return try transaction.change("DELETE FROM idempotency_keys WHERE district = \(district) AND at < \(oldest)")
    }
}

public import Base
public import Storage

/// Who may do a piece of work that only one node does at a time.
///
/// A lease ends by itself when it is not renewed.
public struct Leases: Sendable {
    private let database: any Database

    /// Makes the leases of a database.
    public init(_ database: any Database) {
        self.database = database
    }

    /// Takes or renews a lease for so many seconds.
    ///
    /// Answers false while somebody else holds it.
    public func acquire(_ name: String, holder: String, seconds: Int64, at instant: Instant) async throws -> Bool {
        try await database.write { transaction in
            try Self.acquire(name, holder: holder, seconds: seconds, in: transaction, at: instant)
        }
    }

    /// The same in the caller's own transaction, so that what it guards is written under the lease.
    public static func acquire(
        _ name: String, holder: String, seconds: Int64, in transaction: any Transaction, at instant: Instant
    ) throws -> Bool {
        try transaction.change(
            """
            INSERT INTO leases (name, holder, until) VALUES (\(name), \(holder), \(instant.adding(seconds: seconds)))
            ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
            WHERE leases.until <= \(instant) OR leases.holder = excluded.holder
            """
        ) == 1
    }

    /// Lengthens a lease that is still held.
    ///
    /// Answers false when it has ended or went to somebody else.
    public func renew(_ name: String, holder: String, seconds: Int64, at instant: Instant) async throws -> Bool {
        try await database.write { transaction in
            try transaction.change(
                """
                UPDATE leases SET until = \(instant.adding(seconds: seconds))
                WHERE name = \(name) AND holder = \(holder) AND until > \(instant)
                """
            ) == 1
        }
    }

    /// Gives a lease back; nothing happens when it is held by somebody else.
    public func release(_ name: String, holder: String) async throws {
        try await database.write { transaction in
            try transaction.execute("DELETE FROM leases WHERE name = \(name) AND holder = \(holder)")
        }
    }
}

import Base
import Storage
public import Web

/// How often strangers of one address may do something: a bucket that fills up evenly over the hour, the same for all nodes.
///
/// A bucket that nobody touched for a day is forgotten by the housekeeping.
public struct AddressAllowance: Sendable {
    private let accounts: AccountStore
    private let act: String
    private let hourly: Int64
    /// One of an hour's acts in the parts that a bucket holds: a millisecond adds as many parts as acts are allowed.
    private static let whole: Int64 = 3_600_000

    /// So many an hour of an act for each address, all of them at once if need be; 0 sets no limit.
    public init(_ act: String, hourly: Int, in accounts: AccountStore) {
        self.act = act
        self.hourly = Int64(max(0, hourly))
        self.accounts = accounts
    }

    /// Takes one from the visitor's bucket; answers nil, or after how many seconds there is one again.
    ///
    /// Whoever is signed in is never limited.
    public func wait(for visit: Visit) async throws -> Int? {
        guard hourly > 0, visit.signedIn == nil else { return nil }
        return try await take(visit.network, at: visit.now)
    }

    func take(_ network: String, at now: Instant) async throws -> Int? {
        let district = accounts.district, subject = "\(act):\(network)", hourly = hourly, whole = Self.whole
        let full = hourly * whole
        // A clock that goes back gives nothing; a day is more than a bucket takes.
        let since: SQL = """
            CASE WHEN \(now) <= allowances.at THEN 0 WHEN \(now) - allowances.at > 86400000 THEN 86400000
            ELSE \(now) - allowances.at END
            """
        let filled: SQL = """
            CASE WHEN allowances.rest + (\(since)) * \(hourly) > \(full) THEN \(full)
            ELSE allowances.rest + (\(since)) * \(hourly) END
            """
        return try await accounts.database.write { transaction in
            let taken = try transaction.change(
                """
                INSERT INTO allowances (district, subject, rest, at) VALUES (\(district), \(subject), \(full - whole), \(now))
                ON CONFLICT (district, subject) DO UPDATE SET rest = (\(filled)) - \(whole),
                  at = CASE WHEN excluded.at > allowances.at THEN excluded.at ELSE allowances.at END
                WHERE (\(filled)) >= \(whole)
                """
            )
            if taken == 1 { return nil }
            let rest =
                try transaction.row(
                    "SELECT \(filled) AS n FROM allowances WHERE district = \(district) AND subject = \(subject)"
                )?.integer("n") ?? 0
            let milliseconds = (whole - rest + hourly - 1) / hourly
            return Int((milliseconds + 999) / 1_000)
        }
    }
}

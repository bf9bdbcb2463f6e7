public import Base
import Crypto
import Foundation
public import Journal
public import Storage

/// Codes of six digits that open one thing once: kept as a keyed hash, for ten minutes, for five tries.
public struct OneTimeCodes: Sendable {
    /// How long a code holds, in seconds.
    public static let seconds: Int64 = 600
    /// How many wrong tries a code bears.
    public static let tries = 5
    /// How many codes for one subject go out an hour.
    public static let hourly = 3

    private let district: DistrictKey
    private let keys: KeyRing

    /// The codes of a district.
    public init(district: DistrictKey, keys: KeyRing) {
        self.district = district
        self.keys = keys
    }

    /// Makes a code for a purpose and a subject, and answers it: nobody can read it again. Nil when too many went out.
    ///
    /// `digits` are the six digits; they come from a random source that nobody can guess.
    public func make(
        purpose: String, subject: String, digits: String = OneTimeCodes.random(), in transaction: any Transaction,
        at now: Instant
    ) throws -> String? {
        let hour = now.adding(seconds: -3_600)
        let recent = try transaction.count(
            """
            SELECT count(*) AS n FROM one_time_codes WHERE district = \(district) AND purpose = \(purpose)
              AND subject = \(subject) AND created_at > \(hour)
            """
        )
        guard recent < Self.hourly else { return nil }
        try insert(purpose, subject, digits, in: transaction, at: now)
        return digits
    }

    /// Writes what no code opens: who asks in vain then waits as long as who asks rightly.
    public func makeNone(purpose: String, in transaction: any Transaction, at now: Instant) throws {
        try insert(purpose, "none", nil, in: transaction, at: now)
    }

    /// Whether it is the newest code of a subject: true once. A wrong one is counted, whichever it was.
    public func use(
        _ typed: String, purpose: String, subject: String, in transaction: any Transaction, at now: Instant
    ) throws -> Bool {
        let row = try transaction.row(
            """
            SELECT id, digest FROM one_time_codes WHERE district = \(district) AND purpose = \(purpose)
              AND subject = \(subject) ORDER BY created_at DESC, id DESC LIMIT 1
            """
        )
        guard let row else { return false }
        let id = try row.id("id")
        // Counted before it is compared: of many tries at once none slips through.
        let isOpen = try transaction.change(
            """
            UPDATE one_time_codes SET tries = tries + 1 WHERE id = \(id) AND tries < \(Self.tries)
              AND used_at IS NULL AND expires_at > \(now)
            """
        )
        let expected = try row.text("digest")
        let given = try digest(Self.read(typed), of: id, purpose, subject)
        // Where no code was made the digest is empty, which no hash is.
        guard isOpen == 1, SecretComparison.isSame(given.utf8, expected.utf8) else {
            return false
        }
        return try transaction.change(
            "UPDATE one_time_codes SET used_at = \(now) WHERE id = \(id) AND used_at IS NULL") == 1
    }

    /// Forgets codes made before an instant.
    public func purge(madeBefore instant: Instant, in transaction: any Transaction) throws {
        try transaction.execute("DELETE FROM one_time_codes WHERE district = \(district) AND created_at < \(instant)")
    }

    /// Six digits from the system's random source.
    public static func random() -> String {
        let number = Int.random(in: 0..<1_000_000)
        return String(String(1_000_000 + number).dropFirst())
    }

    private func insert(
        _ purpose: String, _ subject: String, _ digits: String?, in transaction: any Transaction, at now: Instant
    ) throws {
        let id = RecordID.make(at: now)
        let digest = try digits.map { try self.digest($0, of: id, purpose, subject) } ?? ""
        try transaction.execute(
            """
            INSERT INTO one_time_codes (id, district, purpose, subject, digest, tries, created_at, expires_at)
            VALUES (\(id), \(district), \(purpose), \(subject), \(digest), 0, \(now), \(now.adding(seconds: Self.seconds)))
            """
        )
    }

    /// As people type it: with spaces, in full width.
    private static func read(_ typed: String) -> String {
        typed.prefix(20).compactMap { $0.wholeNumberValue.map(String.init) }.joined()
    }

    // The id is part of it: two rows with the same six digits do not look alike.
    private func digest(_ digits: String, of id: RecordID, _ purpose: String, _ subject: String) throws -> String {
        let message = ["one-time-code", district, purpose, subject, id.text, digits].joined(separator: "\u{1F}")
        return HexText.encode(try keys.hmac(.session, message.utf8))
    }
}

public import Base
import Journal
import Storage
public import Web

extension AccountStore {
    /// Who a session token belongs to, or nil when it is unknown, expired or the post has ended. Notes every ten minutes that
    /// the session is in use.
    public func signedIn(token: String, at now: Instant) async throws -> SignedIn? {
        let hash = SecretHash.hash(token), district = district
        let found = try await database.read { reader -> (person: SignedIn, seenAt: Instant)? in
            let held = try reader.rows(
                Self.holding(
                    from: "sessions",
                    also: "s.seen_at",
                    where: "s.token_hash = \(hash) AND s.district = \(district) AND s.expires_at > \(now)", on: now.day)
            )
            guard let row = held.first, let person = try Self.person(held) else { return nil }
            return (person, try row.instant("seen_at"))
        }
        if let found, found.seenAt < now.adding(seconds: -600) {
            // A courtesy to whoever reads the list of sessions: nobody is turned away because it cannot be written.
            try? await database.write { transaction in
                try transaction.execute("UPDATE sessions SET seen_at = \(now) WHERE token_hash = \(hash)")
            }
        }
        return found?.person
    }

    /// Changes to another post that the person holds today. Throws `AccountError.unknown`.
    public func choose(post: RecordID, token: String, account: RecordID, at now: Instant) async throws {
        let hash = SecretHash.hash(token)
        try await database.write { transaction in
            guard try Self.posts(of: account, on: now.day, in: transaction).contains(where: { $0.id == post }) else {
                throw AccountError.unknown
            }
            try transaction.execute("UPDATE sessions SET post_id = \(post) WHERE token_hash = \(hash)")
        }
    }

    /// Ends a session.
    public func signOut(token: String) async throws {
        let hash = SecretHash.hash(token)
        try await database.write { try $0.execute("DELETE FROM sessions WHERE token_hash = \(hash)") }
    }

    /// The sessions of an account that stand, the one in use first, then by use.
    public func sessions(of account: RecordID, current token: String?, at now: Instant) async throws -> [SessionLine] {
        let own = token.map { SecretHash.hash($0) }
        return try await database.read { reader in
            try reader.rows(
                "SELECT * FROM sessions WHERE account_id = \(account) AND expires_at > \(now) ORDER BY seen_at DESC LIMIT 100"
            ).map { row in
                let hash = try row.text("token_hash")
                let createdAt = try row.instant("created_at")
                return SessionLine(
                    handle: String(hash.prefix(Self.handleLength)), createdAt: createdAt,
                    seenAt: max(createdAt, try row.instant("seen_at")), network: try row.text("network"),
                    device: Device(code: try row.text("device")), isCurrent: hash == own)
            }.sorted { $0.isCurrent && !$1.isCurrent }
        }
    }

    /// Ends one of an account's sessions, by its handle. Throws `AccountError.unknown` when there is none.
    public func endSession(_ handle: String, of account: RecordID) async throws {
        guard handle.utf8.count == Self.handleLength else { throw AccountError.unknown }
        let ended = try await database.write { transaction in
            try transaction.change(
                """
                DELETE FROM sessions WHERE account_id = \(account)
                  AND SUBSTR(token_hash, 1, \(Self.handleLength)) = \(handle)
                """
            )
        }
        if ended == 0 { throw AccountError.unknown }
    }

    /// Ends an account's sessions but the one in use.
    public func endOtherSessions(of account: RecordID, keeping token: String?) async throws {
        try await database.write { try Self.endSessions(of: account, keeping: token, in: $0) }
    }

    /// Ends all sessions of somebody else, who is told at the next sign-in. Throws `AccountError.unknown`.
    public func endSessions(of account: RecordID, by person: SignedIn, at now: Instant) async throws {
        let store = self
        try await database.write { transaction in
            try store.require(account, in: transaction)
            try Self.endSessions(of: account, keeping: nil, in: transaction)
            try store.tell(account, .sessionsEnded, by: person.account, at: now, in: transaction)
            try store.journal.record(
                JournalRecord(
                    "account.sessions-ended", subject: Subject("account", account), by: person.principal,
                    happenedAt: now),
                in: transaction)
        }
    }

    /// Sets a new password after the old one was right; other sessions end. Throws `AccountError`.
    public func changePassword(
        _ person: SignedIn, from old: String, to new: String, keeping token: String?, at place: SignInPlace,
        _ now: Instant
    ) async throws {
        guard new.count >= 8, new.utf8.count <= 1_024 else { throw AccountError.passwordTooShort }
        let proof = try await prove(person, password: old, from: place, at: now)
        let hash = try await hash(new), store = self
        try await database.write { transaction in
            let changed = try transaction.change(
                """
                UPDATE accounts SET password_hash = \(hash)
                WHERE id = \(proof.account) AND password_hash = \(proof.hash) AND disabled_at IS NULL
                """
            )
            if changed != 1 { throw AccountError.wrong }
            transaction.noteChange("accounts", of: proof.account, id: proof.account)
            try Self.takeBack(proof.subjects, store.district, transaction)
            try Self.endSessions(of: proof.account, keeping: token, in: transaction)
            try store.journal.record(
                JournalRecord(
                    "account.password-set", subject: Subject("account", proof.account), by: person.principal,
                    happenedAt: now),
                in: transaction)
        }
    }

    /// Holds a password against that of somebody signed in, as a sign-in would. Throws `AccountError`.
    func prove(
        _ person: SignedIn, password: String, from place: SignInPlace, at now: Instant
    ) async throws -> Proof {
        let login = try await login(of: person.account)
        return try await prove(login: login, password: password, from: place, at: now)
    }

    /// Whether somebody signed in knows their password, counted as at the door. Throws `AccountError`.
    public func confirm(
        _ person: SignedIn, password: String, from place: SignInPlace, at now: Instant
    ) async throws {
        let proof = try await prove(person, password: password, from: place, at: now), district = district
        try await database.write { try Self.takeBack(proof.subjects, district, $0) }
    }

    /// The sign-in name of an account. Throws `AccountError.unknown`.
    public func login(of account: RecordID) async throws -> String {
        let row = try await database.read { try $0.row("SELECT login FROM accounts WHERE id = \(account)") }
        guard let row else { throw AccountError.unknown }
        return try row.text("login")
    }

    private static let handleLength = 16

    /// Ends sessions, and sign-ins that wait for their code.
    static func endSessions(of account: RecordID, keeping token: String?, in transaction: any Transaction) throws {
        let kept = token.map { SecretHash.hash($0) } ?? ""
        try transaction.execute("DELETE FROM sessions WHERE account_id = \(account) AND token_hash <> \(kept)")
        try transaction.execute("DELETE FROM sign_in_steps WHERE account_id = \(account)")
    }

    /// Throws `AccountError.unknown` when the district has no such account.
    func require(_ account: RecordID, in reader: any Reader) throws {
        let row = try reader.row("SELECT 1 AS n FROM accounts WHERE id = \(account) AND district = \(district)")
        if row == nil { throw AccountError.unknown }
    }
}

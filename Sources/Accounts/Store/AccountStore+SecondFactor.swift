public import Base
import Crypto
import Journal
public import Storage
public import Web

/// How an account stands with its second factor.
public struct FactorState: Hashable, Sendable {
    /// Since when it is on; nil when it is off.
    public let since: Instant?
    /// How many recovery codes are left.
    public let codesLeft: Int
}

extension AccountStore {
    /// How an account stands.
    public func factorState(of account: RecordID) async throws -> FactorState {
        try await database.read { reader in
            let row = try reader.row("SELECT confirmed_at FROM second_factors WHERE account_id = \(account)")
            return FactorState(
                since: try row?.instant("confirmed_at"),
                codesLeft: try reader.count(
                    "SELECT COUNT(*) AS n FROM recovery_codes WHERE account_id = \(account) AND used_at IS NULL"))
        }
    }

    /// Begins to turn it on: a new secret waits half an hour for its first code, in this session alone. Asks the password
    /// first. Throws `AccountError`.
    public func beginFactor(
        _ person: SignedIn, password: String, session: String, at place: SignInPlace, _ now: Instant
    ) async throws {
        let proof = try await prove(person, password: password, from: place, at: now)
        let secret = SymmetricKey(size: SymmetricKeySize(bitCount: 160)).withUnsafeBytes { Array($0) }
        let sealed = try journal.sealSecret(secret, of: Subject("account", person.account)), store = self
        try await database.write { transaction in
            try Self.takeBack(proof.subjects, store.district, transaction)
            try transaction.execute(
                """
                INSERT INTO second_factor_setups (account_id, district, secret, key_version, session_hash, begun_at)
                VALUES (\(person.account), \(store.district), \(sealed.bytes), \(sealed.keyVersion),
                  \(SecretHash.hash(session)), \(now))
                ON CONFLICT (account_id) DO UPDATE SET secret = excluded.secret, key_version = excluded.key_version,
                  session_hash = excluded.session_hash, begun_at = excluded.begun_at
                """
            )
        }
    }

    /// The secret that waits for its first code in this session, or nil.
    public func factorSecret(_ person: SignedIn, session: String, at now: Instant) async throws -> [UInt8]? {
        let store = self
        return try await database.read { try store.setup(person.account, session: session, at: now, in: $0)?.secret }
    }

    /// Turns it on with the first code, ends the other sessions and answers the recovery codes, which are nowhere afterwards;
    /// nil when the code is wrong. Throws `AccountError.unknown` when nothing waits.
    public func confirmFactor(
        _ person: SignedIn, code: String, session: String, at now: Instant
    ) async throws -> [String]? {
        let codes = RecoveryCode.make(), account = person.account, store = self
        return try await database.write { transaction in
            guard let (secret, sealed) = try store.setup(account, session: session, at: now, in: transaction) else {
                throw AccountError.unknown
            }
            guard let typed = TimeCode.read(code),
                let step = TimeCode.matchingStep(typed, secret: secret, at: store.machine(now), after: 0)
            else { return nil }
            let id = RecordID.make(at: now)
            let added = try transaction.change(
                """
                INSERT INTO second_factors (id, account_id, district, secret, key_version, confirmed_at, last_step)
                VALUES (\(id), \(account), \(store.district), \(sealed.bytes), \(sealed.keyVersion), \(now), \(step))
                ON CONFLICT (account_id) DO NOTHING
                """
            )
            if added != 1 { throw AccountError.unknown }
            transaction.noteChange("second_factors", of: account, id: id)
            try transaction.execute("DELETE FROM second_factor_setups WHERE account_id = \(account)")
            try store.keep(codes, of: account, in: transaction)
            try Self.endSessions(of: account, keeping: session, in: transaction)
            try store.record("account.second-factor-on", account, by: person.principal, at: now, in: transaction)
            return codes
        }
    }

    /// Makes new recovery codes in place of the old ones, after password and code. Throws `AccountError`.
    public func renewCodes(
        _ person: SignedIn, password: String, code: String, at place: SignInPlace, _ now: Instant
    ) async throws -> [String] {
        let codes = RecoveryCode.make(), store = self
        try await withFactor(person, password: password, code: code, at: place, now) { transaction in
            try store.keep(codes, of: person.account, in: transaction)
            try store.record(
                "account.recovery-codes-made", person.account, by: person.principal, at: now, in: transaction)
        }
        return codes
    }

    /// Turns it off, after password and code. Throws `AccountError`.
    public func removeFactor(
        _ person: SignedIn, password: String, code: String, at place: SignInPlace, _ now: Instant
    ) async throws {
        let store = self
        try await withFactor(person, password: password, code: code, at: place, now) { transaction in
            try store.takeOff(person.account, in: transaction)
            try store.record(
                "account.second-factor-off", person.account, by: person.principal, at: now, in: transaction)
        }
    }

    /// Takes somebody else's off, with a reason: their sessions end, and they are told at the next sign-in. Answers false when
    /// there was none. Throws `AccountError.unknown`, and `own` for an administrator's own account.
    public func resetFactor(
        of account: RecordID, reason: String, by principal: Principal, at now: Instant, in transaction: any Transaction
    ) throws -> Bool {
        try require(account, in: transaction)
        var by: RecordID?
        if case .staff(let own, _, _) = principal { by = own }
        guard by != account else { throw AccountError.own }
        guard try takeOff(account, in: transaction) else { return false }
        try Self.endSessions(of: account, keeping: nil, in: transaction)
        try tell(account, .factorReset, by: by, at: now, in: transaction)
        try record("account.second-factor-reset", account, by: principal, reason: reason, at: now, in: transaction)
        return true
    }

    /// The same in a transaction of its own.
    public func resetFactor(of account: RecordID, reason: String, by principal: Principal, at now: Instant) async throws
    {
        let store = self
        _ = try await database.write { transaction in
            try store.resetFactor(of: account, reason: reason, by: principal, at: now, in: transaction)
        }
    }

    /// The roles that need a second factor.
    public func factorRoles() async throws -> Set<Role> {
        let district = district
        return try await database.read { reader in
            let row = try reader.row("SELECT second_factor_roles FROM account_rules WHERE district = \(district)")
            let names = try row?.text("second_factor_roles").split(separator: " ") ?? []
            return Set(names.compactMap { Role(rawValue: String($0)) })
        }
    }

    /// Says which roles need a second factor; who lacks it sets it up before anything else.
    public func setFactorRoles(_ roles: Set<Role>, by person: SignedIn, at now: Instant) async throws {
        let text = roles.map(\.rawValue).sorted().joined(separator: " "), (district, journal) = (district, journal)
        try await database.write { transaction in
            let rows = try transaction.rows(
                """
                INSERT INTO account_rules (id, district, second_factor_roles)
                VALUES (\(RecordID.make(at: now)), \(district), \(text))
                ON CONFLICT (district) DO UPDATE SET second_factor_roles = excluded.second_factor_roles RETURNING id
                """
            )
            for row in rows {
                transaction.noteChange("account_rules", of: RecordID(trusted: district), id: try row.id("id"))
            }
            try journal.record(
                JournalRecord(
                    "district.second-factor-roles", subject: Subject(kind: "district", id: district),
                    by: person.principal, happenedAt: now, parameters: ["roles": text.isEmpty ? "none" : text]),
                in: transaction)
        }
    }
}

extension AccountStore {
    func hasSecondFactor(_ account: RecordID, in reader: any Reader) throws -> Bool {
        try reader.row("SELECT 1 AS n FROM second_factors WHERE account_id = \(account)") != nil
    }

    /// Uses up a code: one of the authenticator, good once, or a recovery code. Nil when it is wrong.
    func accept(
        _ typed: String, of account: RecordID, at now: Instant, in transaction: any Transaction
    ) throws -> SignInResult? {
        if let code = TimeCode.read(typed) {
            let row = try transaction.row("SELECT * FROM second_factors WHERE account_id = \(account)")
            guard let row else { return nil }
            let secret = try journal.openSecret(Self.sealed(row), of: Subject("account", account))
            let last = try row.integer("last_step")
            let step = TimeCode.matchingStep(code, secret: secret, at: machine(now), after: last)
            guard let step else { return nil }
            // Of two who bring the same code at once, the second finds the step taken.
            let taken = try transaction.change(
                "UPDATE second_factors SET last_step = \(step) WHERE account_id = \(account) AND last_step < \(step)")
            return taken == 1 ? .ok : nil
        }
        guard let code = RecoveryCode.read(typed) else { return nil }
        let used = try transaction.change(
            """
            UPDATE recovery_codes SET used_at = \(now)
            WHERE account_id = \(account) AND code_hash = \(Self.hash(code, of: account)) AND used_at IS NULL
            """
        )
        guard used == 1 else { return nil }
        try tell(account, .recoveryCodeUsed, by: nil, at: now, in: transaction)
        return .recoveryCode
    }

    /// Does something that wants password and code, both counted as at the door.
    private func withFactor(
        _ person: SignedIn, password: String, code: String, at place: SignInPlace, _ now: Instant,
        _ body: @escaping @Sendable (any Transaction) throws -> Void
    ) async throws {
        let proof = try await prove(person, password: password, from: place, at: now), store = self
        let isRight = try await database.write { transaction in
            let subject = "code:\(person.account)"
            try Self.count([subject], store.district, now, transaction)
            guard try store.accept(code, of: person.account, at: now, in: transaction) != nil else { return false }
            try Self.takeBack(proof.subjects + [subject], store.district, transaction)
            try body(transaction)
            return true
        }
        if !isRight { throw AccountError.wrongCode }
    }

    @discardableResult
    private func takeOff(_ account: RecordID, in transaction: any Transaction) throws -> Bool {
        try transaction.execute("DELETE FROM recovery_codes WHERE account_id = \(account)")
        try transaction.execute("DELETE FROM second_factor_setups WHERE account_id = \(account)")
        let gone = try transaction.rows("DELETE FROM second_factors WHERE account_id = \(account) RETURNING id")
        for row in gone { transaction.noteRemoval("second_factors", of: account, id: try row.id("id")) }
        return !gone.isEmpty
    }

    private func setup(
        _ account: RecordID, session: String, at now: Instant, in reader: any Reader
    ) throws -> (secret: [UInt8], sealed: Journal.Sealed)? {
        let row = try reader.row(
            """
            SELECT * FROM second_factor_setups WHERE account_id = \(account)
              AND session_hash = \(SecretHash.hash(session)) AND begun_at > \(now.adding(seconds: -Self.setupLength))
            """
        )
        guard let row else { return nil }
        let sealed = try Self.sealed(row)
        return (try journal.openSecret(sealed, of: Subject("account", account)), sealed)
    }

    private func keep(_ codes: [String], of account: RecordID, in transaction: any Transaction) throws {
        try transaction.execute("DELETE FROM recovery_codes WHERE account_id = \(account)")
        for code in codes.compactMap(RecoveryCode.read) {
            try transaction.execute(
                """
                INSERT INTO recovery_codes (account_id, code_hash, district)
                VALUES (\(account), \(Self.hash(code, of: account)), \(district))
                """
            )
        }
    }

    private func record(
        _ code: String, _ account: RecordID, by principal: Principal, reason: String? = nil, at now: Instant,
        in transaction: any Transaction
    ) throws {
        try journal.record(
            JournalRecord(
                code, subject: Subject("account", account), by: principal, happenedAt: now, reason: reason),
            in: transaction)
    }

    private static func sealed(_ row: Row) throws -> Journal.Sealed {
        Journal.Sealed(bytes: try row.bytes("secret"), keyVersion: try row.int("key_version"))
    }

    /// 80 random bits need no slow hash; the account is part of it, so that equal codes of two people look different.
    private static func hash(_ code: String, of account: RecordID) -> String {
        SecretHash.hash("recovery:\(account):\(code)")
    }
}

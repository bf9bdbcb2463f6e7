public import Base
import Storage
import Web

extension AccountStore {
    /// A password that was right: whose, and what it was held against.
    struct Proof: Sendable {
        let account: RecordID
        let hash: String
        let subjects: [String]
    }

    /// Takes sign-in name and password: the first step, and the only one for an account without a second factor.
    /// Throws `AccountError`.
    public func signIn(
        login: String, password: String, from place: SignInPlace, at now: Instant
    ) async throws -> SignInOutcome {
        let proof = try await prove(login: login, password: password, from: place, at: now)
        let token = SecretHash.random(), (district, store) = (district, self)
        let outcome = try await database.write { transaction -> SignInOutcome? in
            // A password that was changed, or an account that was shut, while the hash was at work opens nothing.
            let stands = try transaction.change(
                """
                UPDATE accounts SET password_hash = password_hash
                WHERE id = \(proof.account) AND password_hash = \(proof.hash) AND disabled_at IS NULL
                """
            )
            if stands != 1 { throw AccountError.wrong }
            if try store.hasSecondFactor(proof.account, in: transaction) {
                // The guesses before stay counted until the code is right too.
                try Self.takeBack(proof.subjects, district, transaction)
                try transaction.execute(
                    """
                    INSERT INTO sign_in_steps (token_hash, district, account_id, tries, expires_at)
                    VALUES (\(SecretHash.hash(token)), \(district), \(proof.account), 0,
                      \(now.adding(seconds: Self.stepLength)))
                    """
                )
                return .step(token)
            }
            guard try store.begin(token, for: proof, .ok, from: place, at: now, in: transaction) else { return nil }
            return .session(token, hasNews: try store.hasTidings(proof.account, in: transaction))
        }
        guard let outcome else { throw AccountError.noPost }
        return outcome
    }

    /// Takes the code of the second step and answers the session token for the cookie. Throws `AccountError.wrongCode`, and
    /// `stepOver` when the sign-in has to begin again.
    public func finishSignIn(
        step: String, code: String, from place: SignInPlace, at now: Instant
    ) async throws -> (token: String, hasNews: Bool) {
        let hash = SecretHash.hash(step), token = SecretHash.random(), (district, store) = (district, self)
        guard let login = try await login(ofStep: hash, at: now) else { throw AccountError.stepOver }
        let outcome = try await shutting(login, from: place, at: now) { transaction -> Ending in
            // First the step's own row: who brings the same step at the same time waits, and finds it gone.
            let taken = try transaction.rows(
                """
                UPDATE sign_in_steps SET tries = tries + 1
                WHERE token_hash = \(hash) AND district = \(district) AND expires_at > \(now) AND tries < \(Self.attemptLimit)
                  AND account_id IN (SELECT id FROM accounts WHERE disabled_at IS NULL)
                RETURNING account_id
                """
            )
            guard let account = try taken.first?.id("account_id") else { return .over }
            let subjects = Self.subjects(login, place) + ["code:\(account)"]
            try Self.count(subjects, district, now, transaction)
            guard let result = try store.accept(code, of: account, at: now, in: transaction) else {
                try store.log(.wrongCode, account, from: place, at: now, in: transaction)
                return .wrong
            }
            try transaction.execute("DELETE FROM sign_in_steps WHERE token_hash = \(hash)")
            let proof = Proof(account: account, hash: "", subjects: subjects)
            guard try store.begin(token, for: proof, result, from: place, at: now, in: transaction) else {
                return .noPost
            }
            return .session(hasNews: try store.hasTidings(account, in: transaction))
        }
        switch outcome {
        case .over: throw AccountError.stepOver
        case .wrong: throw AccountError.wrongCode
        case .noPost: throw AccountError.noPost
        case .session(let hasNews): return (token, hasNews)
        }
    }

    private enum Ending: Sendable {
        case over, wrong, noPost
        case session(hasNews: Bool)
    }

    /// Whether the second step of a browser still waits for its code.
    public func isWaiting(step: String, at now: Instant) async throws -> Bool {
        try await login(ofStep: SecretHash.hash(step), at: now) != nil
    }

    private func login(ofStep hash: String, at now: Instant) async throws -> String? {
        let district = district
        return try await database.read { reader in
            try reader.row(
                """
                SELECT a.login FROM sign_in_steps s JOIN accounts a ON a.id = s.account_id
                WHERE s.token_hash = \(hash) AND s.district = \(district) AND s.expires_at > \(now)
                """
            )?.text("login")
        }
    }

    /// Holds a password against a sign-in name, counting the attempt. Throws `AccountError.wrong` and `lockedOut`.
    func prove(
        login: String, password: String, from place: SignInPlace, at now: Instant
    ) async throws -> Proof {
        guard login.utf8.count <= 64, password.utf8.count <= 1_024 else { throw AccountError.wrong }
        let subjects = Self.subjects(login, place), (district, store) = (district, self)
        // The attempt is counted before the slow hash: of many guesses at once none slips through.
        let found = try await shutting(login, from: place, at: now) { transaction in
            // Counted, then looked at: who comes from another node at the same time waits for the count.
            try Self.count(subjects, district, now, transaction)
            return try transaction.row(
                "SELECT id, password_hash, disabled_at FROM accounts WHERE district = \(district) AND login = \(login)"
            ).map { row in
                (
                    id: try row.id("id"), hash: try row.text("password_hash"),
                    isShut: try row.instantOrNil("disabled_at") != nil
                )
            }
        }
        // An unknown login costs the same time as a wrong password, and a line in the log of its own.
        let hash =
            found.flatMap { $0.isShut ? nil : $0.hash }
            ?? "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        if try await hasher.matches(password, hash), let found, !found.isShut {
            return Proof(account: found.id, hash: hash, subjects: subjects)
        }
        let result: SignInResult = found?.isShut == true ? .shut : .wrongPassword
        try await database.write { try store.log(result, found?.id, from: place, at: now, in: $0) }
        throw AccountError.wrong
    }

    /// Opens a session on the first post of the day and forgets the guesses; false when the person holds none.
    private func begin(
        _ token: String, for proof: Proof, _ result: SignInResult, from place: SignInPlace, at now: Instant,
        in transaction: any Transaction
    ) throws -> Bool {
        guard let post = try Self.posts(of: proof.account, on: now.day, in: transaction).first else {
            try log(.shut, proof.account, from: place, at: now, in: transaction)
            return false
        }
        try transaction.execute(
            "DELETE FROM attempts WHERE district = \(district) AND subject = \(proof.subjects.first ?? "")")
        try Self.takeBack(Array(proof.subjects.dropFirst()), district, transaction)
        try transaction.execute(
            """
            INSERT INTO sessions (token_hash, district, account_id, post_id, created_at, expires_at, seen_at, network, device)
            VALUES (\(SecretHash.hash(token)), \(district), \(proof.account), \(post.id), \(now),
              \(now.adding(seconds: Self.sessionLength)), \(now), \(place.network), \(place.device.code))
            """
        )
        try log(result, proof.account, from: place, at: now, in: transaction)
        return true
    }

    /// Runs a write; when there were too many attempts, that is in the log too, once in a pause, before it is thrown.
    private func shutting<Result: Sendable>(
        _ login: String, from place: SignInPlace, at now: Instant,
        _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        do {
            return try await database.write(body)
        } catch AccountError.lockedOut {
            let store = self
            try await database.write { transaction in
                let account = try store.find(login: login, in: transaction)
                let whose: SQL = account.map { "account_id = \($0)" } ?? "account_id IS NULL"
                let last = try transaction.row(
                    """
                    SELECT 1 AS n FROM sign_ins WHERE district = \(store.district) AND network = \(place.network)
                      AND result = \(SignInResult.shut.rawValue) AND at > \(now.adding(seconds: -Self.pause))
                      AND \(whose) LIMIT 1
                    """
                )
                if last == nil { try store.log(.shut, account, from: place, at: now, in: transaction) }
            }
            throw AccountError.lockedOut
        }
    }
}

extension AccountStore {
    // By login and address together: a stranger elsewhere cannot lock a colleague out with a few guesses. Who guesses from many
    // places meets the account's own limit (NIST SP 800-63B, 5.2.2: no more than 100).
    static func subjects(_ login: String, _ place: SignInPlace) -> [String] {
        ["login:\(login)@\(place.network)", "address:\(place.network)", "account:\(login)"]
    }

    /// Counts an attempt for each subject. Throws `AccountError.lockedOut`, which undoes it, beyond the limit of one.
    static func count(
        _ subjects: [String], _ district: DistrictKey, _ now: Instant, _ transaction: any Transaction
    ) throws {
        for subject in subjects { try countFailure(subject, district, now, transaction) }
        try checkAttempts(subjects, counted: 1, district, now, transaction)
    }

    /// Takes back what was counted for an attempt that was right.
    static func takeBack(_ subjects: [String], _ district: DistrictKey, _ transaction: any Transaction) throws {
        for subject in subjects {
            try transaction.execute(
                """
                UPDATE attempts SET failures = failures - 1
                WHERE district = \(district) AND subject = \(subject) AND failures > 0
                """
            )
        }
    }

    /// Writes one line into the log of sign-ins.
    func log(
        _ result: SignInResult, _ account: RecordID?, from place: SignInPlace, at now: Instant,
        in transaction: any Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO sign_ins (id, district, account_id, at, network, device, result)
            VALUES (\(RecordID.make(at: now)), \(district), \(account), \(now), \(place.network), \(place.device.code),
              \(result.rawValue))
            """
        )
    }

    /// Counts a wrong attempt at a secret, such as a receipt code. Throws `AccountError.lockedOut` beyond the limit.
    public func checkAttempts(_ subject: String, at now: Instant) async throws {
        let district = district
        try await database.read { try Self.checkAttempts([subject], counted: 0, district, now, $0) }
    }

    /// Remembers a wrong attempt.
    public func countFailure(_ subject: String, at now: Instant) async throws {
        let district = district
        try await database.write { try Self.countFailure(subject, district, now, $0) }
    }

    /// How many wrong attempts a subject has: a code has fewer figures than a password.
    private static func limit(_ subject: String) -> Int {
        if subject.hasPrefix("account:") { return attemptLimit * 20 }
        if subject.hasPrefix("code:") { return attemptLimit * 2 }
        return subject.contains("address:") ? attemptLimit * 6 : attemptLimit
    }

    private static func checkAttempts(
        _ subjects: [String], counted: Int, _ district: DistrictKey, _ now: Instant, _ reader: any Reader
    ) throws {
        for subject in subjects {
            let row = try reader.row(
                """
                SELECT failures FROM attempts WHERE district = \(district) AND subject = \(subject)
                  AND last_at > \(now.adding(seconds: -pause))
                """
            )
            if try (row?.int("failures") ?? 0) - counted >= limit(subject) { throw AccountError.lockedOut }
        }
    }

    private static func countFailure(
        _ subject: String, _ district: DistrictKey, _ now: Instant, _ transaction: any Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO attempts (district, subject, failures, last_at) VALUES (\(district), \(subject), 1, \(now))
            ON CONFLICT (district, subject) DO UPDATE SET last_at = excluded.last_at,
              failures = CASE WHEN attempts.last_at > \(now.adding(seconds: -pause)) THEN attempts.failures + 1 ELSE 1 END
            """
        )
    }
}

public import Base
public import Journal
public import Storage
public import Web

/// People, the posts they hold, and their sessions.
public struct AccountStore: Sendable {
    let database: any Database
    let district: DistrictKey
    let journal: Journal
    private let hasher: PasswordHasher
    /// Wrong attempts before a quarter of an hour's pause.
    public static let attemptLimit = 5
    private static let pause: Int64 = 15 * 60
    private static let sessionLength: Int64 = 12 * 3_600

    /// A store for one district.
    public init(database: any Database, district: DistrictKey, journal: Journal, hasher: PasswordHasher) {
        self.database = database
        self.district = district
        self.journal = journal
        self.hasher = hasher
    }

    /// Makes an account. Throws `AccountError`.
    ///
    /// The English name may be empty; then people see the Chinese one everywhere.
    public func add(
        login: String, name: String, englishName: String = "", password: String, by principal: Principal,
        at now: Instant
    ) async throws -> RecordID {
        guard !login.isEmpty else { throw AccountError.loginTaken(login) }
        guard password.count >= 8 else { throw AccountError.passwordTooShort }
        let hash = try await hasher.hash(password)
        let id = RecordID.make(at: now)
        let district = district, journal = journal
        do {
            try await database.write { transaction in
                try Self.insert(id, login, Words(name, englishName), hash, now, district, transaction)
                try journal.record(
                    JournalRecord("account.added", subject: Subject("account", id), by: principal, happenedAt: now),
                    in: transaction
                )
            }
        } catch StorageError.constraint {
            throw AccountError.loginTaken(login)
        }
        return id
    }

    /// Writes many accounts that share one password hash, for the demo district.
    public func seed(
        _ people: [(id: RecordID, login: String, name: Words)], hash: String, at now: Instant,
        in transaction: any Transaction
    ) throws {
        for person in people { try Self.insert(person.id, person.login, person.name, hash, now, district, transaction) }
    }

    /// The hash of a password, for seeding.
    public func hash(_ password: String) async throws -> String { try await hasher.hash(password) }

    /// Gives a person a post from a day on.
    public func appoint(
        _ account: RecordID, unit: RecordID, role: Role, from day: Day, by principal: Principal, at now: Instant,
        in transaction: any Transaction
    ) throws {
        // What somebody accepted on a post is that person's work: two who serve at a time have a post each.
        var post = try transaction.row(
            """
            SELECT p.id FROM posts p WHERE p.unit_id = \(unit) AND p.role = \(role.rawValue) AND NOT EXISTS
              (SELECT 1 FROM post_spells t WHERE t.post_id = p.id AND t.account_id <> \(account)
                AND (t.to_day IS NULL OR t.to_day > \(day)))
            ORDER BY p.id LIMIT 1
            """
        )?.id("id")
        if post == nil || role == .clerk || role == .custodian {
            let id = RecordID.make(at: now)
            let row = Self.postShape.row([id.value, district.value, unit.value, role.rawValue.value])
            try transaction.insert(row, of: id, first: true)
            post = id
        }
        let spell = [
            RecordID.make(at: now).value, district.value, post.value, account.value, day.value, Value.null,
        ]
        try transaction.insert(Self.spellShape.row(spell), of: account)
        try journal.record(
            JournalRecord(
                "account.appointed", subject: Subject("account", account), by: principal, happenedAt: now,
                parameters: ["unit": unit.text, "role": role.rawValue, "from": day.description]
            ),
            in: transaction
        )
    }

    /// The posts a person holds on a day.
    public func posts(of account: RecordID, on day: Day) async throws -> [Post] {
        try await database.read { try Self.posts(of: account, on: day, in: $0) }
    }

    /// Sets a new password. Throws `AccountError`.
    public func setPassword(login: String, password: String, by principal: Principal, at now: Instant) async throws {
        guard password.count >= 8 else { throw AccountError.passwordTooShort }
        let hash = try await hasher.hash(password)
        let district = district, journal = journal
        try await database.write { transaction in
            guard
                let id = try transaction.row(
                    "SELECT id FROM accounts WHERE district = \(district) AND login = \(login)")?.id("id")
            else { throw AccountError.noAccount(login) }
            try transaction.execute("UPDATE accounts SET password_hash = \(hash) WHERE id = \(id)")
            transaction.noteChange("accounts", of: id, id: id)
            try transaction.execute("DELETE FROM sessions WHERE account_id = \(id)")
            try journal.record(
                JournalRecord("account.password-set", subject: Subject("account", id), by: principal, happenedAt: now),
                in: transaction
            )
        }
    }

    private static func insert(
        _ id: RecordID, _ login: String, _ name: Words, _ hash: String, _ now: Instant, _ district: DistrictKey,
        _ transaction: any Transaction
    ) throws {
        let row = accountShape.row([
            id.value, district.value, login.value, name.zh.value, name.en.value, hash.value, .null, now.value,
        ])
        try transaction.insert(row, of: id, first: true)
    }

    private static let accountShape = RowShape(
        "accounts", ["id", "district", "login", "name", "name_en", "password_hash", "disabled_at", "created_at"]
    )
    private static let postShape = RowShape("posts", ["id", "district", "unit_id", "role"])
    private static let spellShape = RowShape(
        "post_spells", ["id", "district", "post_id", "account_id", "from_day", "to_day"]
    )

    private static func posts(of account: RecordID, on day: Day, in reader: any Reader) throws -> [Post] {
        try reader.rows(
            """
            SELECT p.id, p.unit_id, p.role, u.name_zh, u.name_en FROM post_spells s
              JOIN posts p ON p.id = s.post_id JOIN units u ON u.id = p.unit_id
            WHERE s.account_id = \(account) AND s.from_day <= \(day) AND (s.to_day IS NULL OR s.to_day > \(day))
            ORDER BY s.from_day, p.id
            """
        ).map { row in
            Post(
                id: try row.id("id"), unit: try row.id("unit_id"),
                role: Role(rawValue: try row.text("role")) ?? .administrator,
                unitName: Words(try row.text("name_zh"), try row.text("name_en"))
            )
        }
    }
}

extension AccountStore {
    /// Signs in and answers the session token for the cookie. Throws `AccountError`.
    public func signIn(login: String, password: String, address: String, at now: Instant) async throws -> String {
        guard login.utf8.count <= 64, password.utf8.count <= 1_024 else { throw AccountError.wrong }
        // By login and address together: a stranger elsewhere cannot lock a colleague out with a few guesses. Who guesses from many
        // places meets the account's own limit (NIST SP 800-63B, 5.2.2: no more than 100).
        let subjects = ["login:\(login)@\(address)", "address:\(address)", "account:\(login)"]
        let district = district
        // The attempt is counted before the slow hash: of many guesses at once none slips through.
        let found = try await database.write { transaction in
            // Counted, then looked at: who comes from another node at the same time waits for the count.
            for subject in subjects { try Self.countFailure(subject, district, now, transaction) }
            try Self.checkAttempts(subjects, counted: 1, district, now, transaction)
            return try transaction.row(
                "SELECT id, password_hash FROM accounts WHERE district = \(district) AND login = \(login) AND disabled_at IS NULL"
            ).map { (id: try $0.id("id"), hash: try $0.text("password_hash")) }
        }
        // An unknown login costs the same time as a wrong password.
        let hash =
            found?.hash
            ?? "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        guard try await hasher.matches(password, hash), let account = found?.id else { throw AccountError.wrong }
        let token = SecretHash.random()
        try await database.write { transaction in
            // A password that was changed, or an account that was shut, while the hash was at work opens nothing.
            let stands = try transaction.change(
                """
                UPDATE accounts SET password_hash = password_hash
                WHERE id = \(account) AND password_hash = \(hash) AND disabled_at IS NULL
                """
            )
            if stands != 1 { throw AccountError.wrong }
            guard let post = try Self.posts(of: account, on: now.day, in: transaction).first else {
                throw AccountError.noPost
            }
            try transaction.execute("DELETE FROM attempts WHERE district = \(district) AND subject = \(subjects[0])")
            for subject in subjects.dropFirst() {
                try transaction.execute(
                    """
                    UPDATE attempts SET failures = failures - 1
                    WHERE district = \(district) AND subject = \(subject) AND failures > 0
                    """
                )
            }
            try transaction.execute(
                """
                INSERT INTO sessions (token_hash, district, account_id, post_id, created_at, expires_at)
                VALUES (\(SecretHash.hash(token)), \(district), \(account), \(post.id), \(now), \(now.adding(seconds: Self.sessionLength)))
                """
            )
        }
        return token
    }

    /// Who a session token belongs to, or nil when it is unknown, expired or the post has ended.
    public func signedIn(token: String, at now: Instant) async throws -> SignedIn? {
        let hash = SecretHash.hash(token), district = district
        return try await database.read { reader in
            try Self.person(
                reader.rows(
                    Self.holding(
                        from: "sessions", also: "s.created_at",
                        where: "s.token_hash = \(hash) AND s.district = \(district) AND s.expires_at > \(now)",
                        on: now.day)))
        }
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

    private static func checkAttempts(
        _ subjects: [String], counted: Int, _ district: DistrictKey, _ now: Instant, _ reader: any Reader
    ) throws {
        for subject in subjects {
            let limit = attemptLimit * (subject.hasPrefix("account:") ? 20 : subject.contains("address:") ? 6 : 1)
            let row = try reader.row(
                """
                SELECT failures FROM attempts WHERE district = \(district) AND subject = \(subject)
                  AND last_at > \(now.adding(seconds: -pause))
                """
            )
            if try (row?.int("failures") ?? 0) - counted >= limit { throw AccountError.lockedOut }
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

extension AccountStore {
    /// The account of a sign-in name, or nil.
    public func find(login: String, in reader: any Reader) throws -> RecordID? {
        try reader.row("SELECT id FROM accounts WHERE district = \(district) AND login = \(login)")?.id("id")
    }
}

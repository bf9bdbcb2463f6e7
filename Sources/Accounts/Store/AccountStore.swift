public import Base
public import Journal
public import Storage
import Web

/// People, the posts they hold, and their sessions.
public struct AccountStore: Sendable {
    let database: any Database
    let district: DistrictKey
    let journal: Journal
    let hasher: PasswordHasher
    /// Milliseconds by which the district's clock stands beside the machine's, which authenticators go by.
    private let clockOffset: Int64
    /// Wrong attempts before a quarter of an hour's pause.
    public static let attemptLimit = 5
    static let pause: Int64 = 15 * 60
    static let sessionLength: Int64 = 12 * 3_600
    /// Seconds in which the second step is to be taken.
    static let stepLength: Int64 = 5 * 60
    /// Seconds in which a new second factor is to be confirmed.
    static let setupLength: Int64 = 30 * 60

    /// A store for one district.
    public init(
        database: any Database, district: DistrictKey, journal: Journal, hasher: PasswordHasher, clockOffset: Int64 = 0
    ) {
        self.clockOffset = clockOffset
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

    /// The time of the machine at a time of the district.
    func machine(_ now: Instant) -> Instant { Instant(milliseconds: now.milliseconds - clockOffset) }

    /// The posts a person holds on a day.
    public func posts(of account: RecordID, on day: Day) async throws -> [Post] {
        try await database.read { try Self.posts(of: account, on: day, in: $0) }
    }

    /// Sets a new password. It may have been in wrong hands: every session ends and every token is taken back. Throws
    /// `AccountError`.
    public func setPassword(login: String, password: String, by principal: Principal, at now: Instant) async throws {
        guard password.count >= 8 else { throw AccountError.passwordTooShort }
        let hash = try await hasher.hash(password)
        let district = district, journal = journal, store = self
        try await database.write { transaction in
            guard
                let id = try transaction.row(
                    "SELECT id FROM accounts WHERE district = \(district) AND login = \(login)")?.id("id")
            else { throw AccountError.noAccount(login) }
            try transaction.execute("UPDATE accounts SET password_hash = \(hash) WHERE id = \(id)")
            transaction.noteChange("accounts", of: id, id: id)
            try Self.endSessions(of: id, keeping: nil, in: transaction)
            try store.revokeTokens("TRUE", of: id, by: principal, at: now, in: transaction)
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

    static func posts(of account: RecordID, on day: Day, in reader: any Reader) throws -> [Post] {
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
    /// The account of a sign-in name, or nil.
    public func find(login: String) async throws -> RecordID? {
        let store = self
        return try await database.read { try store.find(login: login, in: $0) }
    }

    /// The account of a sign-in name, or nil.
    public func find(login: String, in reader: any Reader) throws -> RecordID? {
        try reader.row("SELECT id FROM accounts WHERE district = \(district) AND login = \(login)")?.id("id")
    }
}

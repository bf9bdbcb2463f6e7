public import Base
import Journal
public import Storage

/// An account as administrators and auditors see it.
public struct PersonLine: Hashable, Sendable {
    /// Its id.
    public let id: RecordID
    /// The sign-in name.
    public let login: String
    /// The person's name.
    public let name: Words
    /// Whether they can sign in no more.
    public let isDisabled: Bool
    /// Whether the second factor is on.
    public let hasFactor: Bool
    /// How many sessions stand.
    public let sessions: Int
    /// When they last got in, as far back as the log goes.
    public let lastIn: Instant?
}

extension AccountStore {
    /// How long the log of sign-ins is kept, in days.
    public static let logDays = 180

    /// The attempts to sign in to an account, the newest first.
    public func signIns(of account: RecordID, limit: Int = 50) async throws -> [SignInLine] {
        try await signIns("s.account_id = \(account)", limit: limit)
    }

    /// Those of the district, the newest first: of one account and with one result when they are given, older than a line.
    public func signIns(
        account: RecordID?, result: SignInResult?, before: RecordID?, limit: Int
    ) async throws -> [SignInLine] {
        var conditions: [SQL] = ["s.district = \(district)"]
        if let account { conditions.append("s.account_id = \(account)") }
        if let result { conditions.append("s.result = \(result.rawValue)") }
        if let before { conditions.append("s.id < \(before)") }
        return try await signIns(SQL.joined(conditions, separator: " AND "), limit: limit)
    }

    private func signIns(_ condition: SQL, limit: Int) async throws -> [SignInLine] {
        try await database.read { reader in
            try reader.rows(
                """
                SELECT s.*, a.login, a.name, a.name_en FROM sign_ins s LEFT JOIN accounts a ON a.id = s.account_id
                WHERE \(condition) ORDER BY s.id DESC LIMIT \(limit)
                """
            ).map { row in
                SignInLine(
                    id: try row.id("id"), at: try row.instant("at"),
                    name: try row.textOrNil("name").map { Words($0, try row.textOrNil("name_en") ?? "") },
                    login: try row.textOrNil("login"), network: try row.text("network"),
                    device: Device(code: try row.text("device")),
                    result: SignInResult(rawValue: try row.text("result")) ?? .shut)
            }
        }
    }

    /// The people whose name or sign-in name holds a text, by sign-in name, from the one after `login` on.
    public func people(
        holding text: String = "", after login: String = "", limit: Int, at now: Instant
    ) async throws -> [PersonLine] {
        let escaped = text.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_")
        let like = "%\(escaped.lowercased())%"
        return try await people(
            """
            a.login > \(login) AND (LOWER(a.login) LIKE \(like) ESCAPE '\\' OR a.name LIKE \(like) ESCAPE '\\'
              OR LOWER(a.name_en) LIKE \(like) ESCAPE '\\')
            """, limit: limit, at: now)
    }

    /// One of them. Throws `AccountError.unknown`.
    public func person(_ account: RecordID, at now: Instant) async throws -> PersonLine {
        guard let line = try await people("a.id = \(account)", limit: 1, at: now).first else {
            throw AccountError.unknown
        }
        return line
    }

    private func people(_ condition: SQL, limit: Int, at now: Instant) async throws -> [PersonLine] {
        let district = district, isIn = [SignInResult.ok, .recoveryCode].map(\.rawValue)
        return try await database.read { reader in
            try reader.rows(
                """
                SELECT a.id, a.login, a.name, a.name_en, a.disabled_at,
                  (SELECT COUNT(*) FROM second_factors f WHERE f.account_id = a.id) AS factors,
                  (SELECT COUNT(*) FROM sessions s WHERE s.account_id = a.id AND s.expires_at > \(now)) AS sessions,
                  (SELECT MAX(i.at) FROM sign_ins i WHERE i.account_id = a.id AND i.result IN (\(list: isIn))) AS last_in
                FROM accounts a WHERE a.district = \(district) AND \(condition) ORDER BY a.login LIMIT \(limit)
                """
            ).map { row in
                PersonLine(
                    id: try row.id("id"), login: try row.text("login"),
                    name: Words(try row.text("name"), try row.text("name_en")),
                    isDisabled: try row.instantOrNil("disabled_at") != nil, hasFactor: try row.int("factors") > 0,
                    sessions: try row.int("sessions"), lastIn: try row.instantOrNil("last_in"))
            }
        }
    }

    /// What somebody has not been told yet about their account, the newest first.
    public func tidings(of account: RecordID) async throws -> [AccountTiding] {
        try await database.read { reader in
            try reader.rows(
                """
                SELECT t.kind, t.at, a.name, a.name_en FROM account_tidings t LEFT JOIN accounts a ON a.id = t.by_account
                WHERE t.account_id = \(account) AND t.seen_at IS NULL ORDER BY t.id DESC LIMIT 20
                """
            ).compactMap { row in
                guard let kind = AccountTiding.Kind(rawValue: try row.text("kind")) else { return nil }
                return AccountTiding(
                    kind: kind, at: try row.instant("at"),
                    by: try row.textOrNil("name").map { Words($0, try row.textOrNil("name_en") ?? "") })
            }
        }
    }

    /// They have been read.
    public func readTidings(of account: RecordID, at now: Instant) async throws {
        try await database.write { transaction in
            try transaction.execute(
                "UPDATE account_tidings SET seen_at = \(now) WHERE account_id = \(account) AND seen_at IS NULL")
        }
    }

    func hasTidings(_ account: RecordID, in reader: any Reader) throws -> Bool {
        try reader.row("SELECT 1 AS n FROM account_tidings WHERE account_id = \(account) AND seen_at IS NULL LIMIT 1")
            != nil
    }

    func tell(
        _ account: RecordID, _ kind: AccountTiding.Kind, by other: RecordID?, at now: Instant,
        in transaction: any Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO account_tidings (id, district, account_id, kind, at, by_account)
            VALUES (\(RecordID.make(at: now)), \(district), \(account), \(kind.rawValue), \(now), \(other))
            """
        )
    }

    /// Removes what has served its time: the log and read tidings after 180 days, half-finished sign-ins and set-ups at once.
    public func forget(at now: Instant, in transaction: any Transaction) throws {
        let oldest = now.adding(seconds: -Int64(Self.logDays) * 86_400)
        try transaction.execute("DELETE FROM sign_ins WHERE district = \(district) AND at < \(oldest)")
        try transaction.execute("DELETE FROM account_tidings WHERE district = \(district) AND seen_at < \(oldest)")
        try transaction.execute("DELETE FROM sign_in_steps WHERE district = \(district) AND expires_at < \(now)")
        let begun = now.adding(seconds: -Self.setupLength)
        try transaction.execute("DELETE FROM second_factor_setups WHERE district = \(district) AND begun_at < \(begun)")
    }
}

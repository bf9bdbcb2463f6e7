public import Base
import Journal
import Storage
public import Web

/// A token as lists show it; the token itself is nowhere.
public struct TokenLine: Hashable, Sendable {
    /// Its id.
    public let id: RecordID
    /// Whose it is.
    public let account: RecordID
    /// The person's name.
    public let holder: Words
    /// What it is for, as its holder wrote.
    public let name: String
    /// How it begins.
    public let prefix: String
    /// What it may do.
    public let scopes: [TokenScope]
    /// The unit of the post it acts on.
    public let unit: Words
    /// What that post is for.
    public let role: Role
    /// When it was made.
    public let createdAt: Instant
    /// The last day on which it works.
    public let until: Day
    /// The last day on which it was used.
    public let lastUsed: Day?
    /// When it was taken back.
    public let revokedAt: Instant?

    /// Whether it still works on a day, as far as the token itself goes.
    public func works(on day: Day) -> Bool { revokedAt == nil && day <= until }
}

extension AccountStore {
    /// Makes a token for somebody signed in, on the post in use, and answers its text, which is nowhere afterwards; nil when
    /// the form's key was used before. Throws `AccountError.invalid` for a key that came with another order.
    public func issueToken(
        _ order: TokenOrder, key: String, for person: SignedIn, at now: Instant
    ) async throws -> String? {
        let text = TokenText.mark + SecretHash.randomURL(), hash = SecretHash.hash(text), id = RecordID.make(at: now)
        let (district, journal) = (district, journal)
        let print = Array(
            SecretHash.hash(([order.name, order.until.description] + order.scopes).joined(separator: "\n")).utf8)
        return try await database.write { transaction in
            let actor = person.principal.key, keys = Idempotency(district: district)
            switch try keys.claim(
                actor: actor, route: "/account/tokens", key: key, fingerprint: print, at: now, in: transaction)
            {
            case .new: break
            case .replay: return nil
            case .conflict: throw Problem.keyReused
            }
            let row = Self.tokenShape.row([
                id.value, district.value, person.account.value, person.post.value, order.name.value,
                order.scopes.joined(separator: " ").value, String(text.prefix(8)).value, hash.value, now.value,
                Instant(order.until.adding(days: 1)).value, .null, .null,
            ])
            try transaction.insert(row, of: person.account)
            try journal.record(
                JournalRecord(
                    "account.token-made", subject: Subject("account", person.account), by: person.principal,
                    happenedAt: now,
                    parameters: [
                        "token": id.text, "scopes": order.scopes.joined(separator: " "),
                        "until": order.until.description, "post": person.post.text,
                    ]
                ),
                in: transaction
            )
            return text
        }
    }

    /// The person and post that a token acts for and what it may do; nil as soon as it was revoked or has run out, the
    /// account is shut or the post has ended. Whoever owes a second factor owes it here too. Notes the day of use.
    public func findToken(_ presented: String, at now: Instant) async throws -> TokenBearer? {
        // It has full entropy: looking its hash up tells nobody anything about another.
        guard TokenText.isPlausible(presented) else { return nil }
        let hash = SecretHash.hash(presented), district = district
        let found = try await database.read { reader -> (bearer: TokenBearer, isFirst: Bool)? in
            let held = try reader.rows(
                Self.holding(
                    from: "api_tokens", also: "s.id AS token_id, s.scopes, s.last_used_on",
                    where: """
                        s.token_hash = \(hash) AND s.district = \(district) AND s.expires_at > \(now)
                          AND s.revoked_at IS NULL
                        """,
                    on: now.day))
            guard let row = held.first, let person = try Self.person(held) else { return nil }
            let scopes = try row.text("scopes").split(separator: " ").compactMap { TokenScope(rawValue: String($0)) }
            let bearer = TokenBearer(id: try row.id("token_id"), person: person, scopes: Set(scopes))
            return (bearer, try row.dayOrNil("last_used_on") != now.day)
        }
        if let found, found.isFirst {
            // The day of use is a courtesy: what asks is answered although it cannot be written.
            try? await database.write { transaction in
                try transaction.execute(
                    "UPDATE api_tokens SET last_used_on = \(now.day) WHERE id = \(found.bearer.id)")
            }
        }
        return found?.bearer
    }

    /// Takes a token back at once; one's own, or as an administrator anybody's. Does nothing to one that was taken back
    /// before. Throws `AccountError.unknown`.
    public func revokeToken(_ id: RecordID, by person: SignedIn, at now: Instant) async throws {
        let (district, store) = (district, self)
        try await database.write { transaction in
            let row = try transaction.row(
                "SELECT account_id FROM api_tokens WHERE id = \(id) AND district = \(district)")
            guard let owner = try row?.id("account_id"), owner == person.account || person.role == .administrator else {
                throw AccountError.unknown
            }
            try store.revokeTokens("id = \(id)", of: owner, by: person.principal, at: now, in: transaction)
        }
    }

    /// The tokens of an account, or of everybody when there is none, the newest first.
    public func tokens(of account: RecordID? = nil, limit: Int = 200) async throws -> [TokenLine] {
        let district = district
        let own: SQL = account.map { "AND k.account_id = \($0)" } ?? ""
        return try await database.read { reader in
            try reader.rows(
                """
                SELECT k.*, a.name AS holder, a.name_en AS holder_en, p.role, u.name_zh, u.name_en
                FROM api_tokens k JOIN accounts a ON a.id = k.account_id JOIN posts p ON p.id = k.post_id
                  JOIN units u ON u.id = p.unit_id
                WHERE k.district = \(district) \(own) ORDER BY k.id DESC LIMIT \(limit)
                """
            ).map(Self.tokenLine)
        }
    }

    /// Takes back those of somebody's tokens that a condition names, with an entry for each.
    func revokeTokens(
        _ condition: SQL, of account: RecordID, by principal: Principal, at now: Instant,
        in transaction: any Transaction
    ) throws {
        let ids = try transaction.rows(
            """
            UPDATE api_tokens SET revoked_at = \(now)
            WHERE account_id = \(account) AND revoked_at IS NULL AND (\(condition)) RETURNING id
            """
        ).map { try $0.id("id") }
        for id in ids.sorted() {
            transaction.noteChange("api_tokens", of: account, id: id)
            try journal.record(
                JournalRecord(
                    "account.token-revoked", subject: Subject("account", account), by: principal, happenedAt: now,
                    parameters: ["token": id.text]
                ),
                in: transaction
            )
        }
    }

    private static func tokenLine(_ row: Row) throws -> TokenLine {
        TokenLine(
            id: try row.id("id"), account: try row.id("account_id"),
            holder: Words(try row.text("holder"), try row.text("holder_en")), name: try row.text("name"),
            prefix: try row.text("prefix"),
            scopes: try row.text("scopes").split(separator: " ").compactMap { TokenScope(rawValue: String($0)) },
            unit: Words(try row.text("name_zh"), try row.text("name_en")),
            role: Role(rawValue: try row.text("role")) ?? .administrator, createdAt: try row.instant("created_at"),
            until: try row.instant("expires_at").adding(seconds: -1).day, lastUsed: try row.dayOrNil("last_used_on"),
            revokedAt: try row.instantOrNil("revoked_at")
        )
    }

    private static let tokenShape = RowShape(
        "api_tokens",
        [
            "id", "district", "account_id", "post_id", "name", "scopes", "prefix", "token_hash", "created_at",
            "expires_at", "last_used_on", "revoked_at",
        ]
    )
}

extension AccountStore {
    /// One row for each post that the account of a session or a token holds on a day; its own must be among them.
    static func holding(from table: SQL, also columns: SQL, where condition: SQL, on day: Day) -> SQL {
        """
        SELECT a.id AS account_id, a.name, a.name_en AS english_name, p.id AS post_id, p.role, u.id AS unit_id,
          u.name_zh, u.name_en, s.post_id AS chosen,
          (SELECT COUNT(*) FROM second_factors f WHERE f.account_id = a.id) AS factors,
          (SELECT r.second_factor_roles FROM account_rules r WHERE r.district = s.district) AS wanted, \(columns)
        FROM \(table) s JOIN accounts a ON a.id = s.account_id JOIN post_spells t ON t.account_id = a.id
          JOIN posts p ON p.id = t.post_id JOIN units u ON u.id = p.unit_id
        WHERE \(condition) AND a.disabled_at IS NULL AND t.from_day <= \(day) AND (t.to_day IS NULL OR t.to_day > \(day))
        """
    }

    /// The person whom such rows tell of, on the chosen post.
    static func person(_ held: [Row]) throws -> SignedIn? {
        guard let row = try held.first(where: { try $0.text("post_id") == $0.text("chosen") }) else { return nil }
        let wanted = Set(try row.textOrNil("wanted")?.split(separator: " ").map(String.init) ?? [])
        // Any post counts: who holds two could choose the other one.
        let isWanted = try held.contains { wanted.contains(try $0.text("role")) }
        var person = SignedIn(
            account: try row.id("account_id"), post: try row.id("post_id"), unit: try row.id("unit_id"),
            role: Role(rawValue: try row.text("role")) ?? .administrator, name: try row.text("name"),
            englishName: try row.text("english_name"),
            unitName: Words(try row.text("name_zh"), try row.text("name_en")),
            units: Set(try held.map { try $0.id("unit_id") })
        )
        person.owesSecondFactor = try isWanted && row.int("factors") == 0
        return person
    }
}

public import Base
import Journal
public import Storage

/// What the end of somebody's posts in a unit leaves behind.
public struct Dismissal: Hashable, Sendable {
    /// The roles that ended.
    public let roles: [Role]
    /// Whether the unit has no head from now on, though it had one.
    public let leavesNoHead: Bool
    /// Whether nobody works for the unit from now on.
    public let leavesNobody: Bool

    /// Puts it together.
    public init(roles: [Role], leavesNoHead: Bool, leavesNobody: Bool) {
        self.roles = roles
        self.leavesNoHead = leavesNoHead
        self.leavesNobody = leavesNobody
    }
}

/// An account with what it holds today, for the list.
public struct AccountLine: Hashable, Sendable {
    /// One post.
    public struct Holding: Hashable, Sendable {
        /// The unit's code.
        public let unit: String
        /// What the post is for.
        public let role: Role
        /// The first day.
        public let from: Day
    }

    /// The sign-in name.
    public let login: String
    /// The person's name.
    public let name: String
    /// Whether they can sign in no more.
    public let isDisabled: Bool
    /// The posts held on the day, oldest first.
    public let posts: [Holding]
}

extension AccountStore {
    /// Ends a person's posts in a unit, all or those of one role, from today on; whoever is signed in on one of them is
    /// signed out. What they had accepted stays with the unit, where everybody sees it. Throws `AccountError`.
    public func dismiss(
        login: String, unit code: String, role: Role?, by principal: Principal, at now: Instant,
        in transaction: any Transaction
    ) throws -> Dismissal {
        let account = try known(login, in: transaction)
        guard let unit = try transaction.row("SELECT id FROM units WHERE district = \(district) AND code = \(code)")
        else { throw AccountError.noUnit(code) }
        let unitID = try unit.id("id")
        let spells = try spells(of: account, unit: unitID, role: role, on: now.day, in: transaction)
        guard !spells.isEmpty else { throw AccountError.holdsNoPost(login, unit: code) }
        let hadHead = try holders(unitID, roles: [.head], on: now.day, in: transaction) > 0
        for spell in spells {
            // One that has not begun never will.
            try transaction.execute(
                "UPDATE post_spells SET to_day = \(max(now.day, spell.from)) WHERE id = \(spell.id)")
            transaction.noteChange("post_spells", of: account, id: spell.id)
            try transaction.execute(
                "DELETE FROM sessions WHERE account_id = \(account) AND post_id = \(spell.post)")
            try journal.record(
                JournalRecord(
                    "account.dismissed", subject: Subject("account", account), by: principal, happenedAt: now,
                    parameters: ["unit": unitID.text, "role": spell.role.rawValue, "to": now.day.description]
                ),
                in: transaction
            )
            try revokeTokens("post_id = \(spell.post)", of: account, by: principal, at: now, in: transaction)
        }
        let heads = try holders(unitID, roles: [.head], on: now.day, in: transaction)
        let workers = try holders(unitID, roles: [.clerk, .handler, .head], on: now.day, in: transaction)
        return Dismissal(roles: spells.map(\.role), leavesNoHead: hadHead && heads == 0, leavesNobody: workers == 0)
    }

    /// Lets an account sign in no more, or again; disabling ends its sessions. Answers false when it was so already.
    /// Throws `AccountError.noAccount`.
    public func setDisabled(
        _ isDisabled: Bool, login: String, by principal: Principal, at now: Instant, in transaction: any Transaction
    ) throws -> Bool {
        let account = try known(login, in: transaction)
        let changed = try transaction.change(
            isDisabled
                ? "UPDATE accounts SET disabled_at = \(now) WHERE id = \(account) AND disabled_at IS NULL"
                : "UPDATE accounts SET disabled_at = NULL WHERE id = \(account) AND disabled_at IS NOT NULL"
        )
        if isDisabled { try Self.endSessions(of: account, keeping: nil, in: transaction) }
        guard changed == 1 else { return false }
        transaction.noteChange("accounts", of: account, id: account)
        try journal.record(
            JournalRecord(
                isDisabled ? "account.disabled" : "account.enabled", subject: Subject("account", account),
                by: principal, happenedAt: now
            ),
            in: transaction
        )
        // For good: an account that is opened again has no doors that nobody remembers.
        if isDisabled { try revokeTokens("TRUE", of: account, by: principal, at: now, in: transaction) }
        return true
    }

    /// Every account with the posts it holds on a day, by sign-in name.
    public func list(on day: Day, in reader: any Reader) throws -> [AccountLine] {
        let rows = try reader.rows(
            """
            SELECT s.account_id, s.from_day, p.role, u.code FROM post_spells s JOIN posts p ON p.id = s.post_id
              JOIN units u ON u.id = p.unit_id
            WHERE s.district = \(district) AND s.from_day <= \(day) AND (s.to_day IS NULL OR s.to_day > \(day))
            ORDER BY s.from_day, u.code, p.role
            """
        )
        var posts: [RecordID: [AccountLine.Holding]] = [:]
        for row in rows {
            let role = Role(rawValue: try row.text("role")) ?? .administrator
            posts[try row.id("account_id"), default: []].append(
                AccountLine.Holding(unit: try row.text("code"), role: role, from: try row.day("from_day")))
        }
        return try reader.rows(
            "SELECT id, login, name, disabled_at FROM accounts WHERE district = \(district) ORDER BY login"
        ).map { row in
            AccountLine(
                login: try row.text("login"), name: try row.text("name"),
                isDisabled: try row.instantOrNil("disabled_at") != nil, posts: posts[try row.id("id")] ?? []
            )
        }
    }

    private func known(_ login: String, in reader: any Reader) throws -> RecordID {
        guard let account = try find(login: login, in: reader) else { throw AccountError.noAccount(login) }
        return account
    }

    private struct Spell {
        let id: RecordID
        let post: RecordID
        let role: Role
        let from: Day
    }

    private func spells(
        of account: RecordID, unit: RecordID, role: Role?, on day: Day, in reader: any Reader
    ) throws -> [Spell] {
        try reader.rows(
            """
            SELECT s.id, s.post_id, s.from_day, p.role FROM post_spells s JOIN posts p ON p.id = s.post_id
            WHERE s.account_id = \(account) AND p.unit_id = \(unit) AND (s.to_day IS NULL OR s.to_day > \(day))
              AND (s.to_day IS NULL OR s.to_day > s.from_day)
            ORDER BY s.from_day, s.id
            """
        ).map { row in
            Spell(
                id: try row.id("id"), post: try row.id("post_id"),
                role: Role(rawValue: try row.text("role")) ?? .administrator, from: try row.day("from_day")
            )
        }.filter { role == nil || $0.role == role }
    }

    /// How many people hold such a post on a day and can sign in.
    private func holders(_ unit: RecordID, roles: [Role], on day: Day, in reader: any Reader) throws -> Int {
        try reader.count(
            """
            SELECT COUNT(DISTINCT s.account_id) AS n FROM post_spells s JOIN posts p ON p.id = s.post_id
              JOIN accounts a ON a.id = s.account_id
            WHERE p.unit_id = \(unit) AND p.role IN (\(list: roles.map(\.rawValue))) AND a.disabled_at IS NULL
              AND s.from_day <= \(day) AND (s.to_day IS NULL OR s.to_day > \(day))
            """
        )
    }
}

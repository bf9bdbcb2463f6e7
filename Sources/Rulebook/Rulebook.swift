// The versions of rule packs in the database. It knows no law: what a pack means is for the module that reads it.
public import Base
public import Journal
public import Storage

/// Publishes and finds versions of rule packs, always inside a transaction of the caller.
public struct Rulebook: Sendable {
    /// Called for a new version before it is stored; throws to refuse it.
    public typealias Check = (RulePack) throws -> Void
    /// Called for a new version in the same transaction, to write the journal entry.
    public typealias Record = (RulePack, any Transaction) throws -> Void

    /// The district whose packs these are.
    public let district: DistrictKey

    /// Makes the rulebook of a district.
    public init(district: DistrictKey) {
        self.district = district
    }

    /// Publishes a text as the next version; the same text as the newest version is answered with that version.
    ///
    /// In force from the text's own `from:` unless a day is given. Throws `RulebookError` or what `check` throws.
    @discardableResult
    public func publish(
        pack: String, name: String, body: String, from: Day? = nil, by principal: Principal, at instant: Instant,
        in transaction: any Transaction, check: Check = { _ in }, record: Record = { _, _ in }
    ) throws -> RulePack {
        try Self.checkName(pack)
        try Self.checkName(name)
        let latest = try find(Self.newestFirst, pack: pack, name: name, in: transaction)
        let hash = RulePack.hash(body)
        if let latest, latest.hash == hash, from == nil || from == latest.from,
            try !isWithdrawn(latest.id, in: transaction)
        {
            return latest
        }
        let header = try RulePack.decode(RulePackHeader.self, yaml: body)
        let version = RulePack(
            id: RecordID.make(at: instant), district: district, pack: pack, name: name,
            version: (latest?.version ?? 0) + 1, from: from ?? header.from ?? RulePack.always, body: body, hash: hash,
            publishedAt: instant, publishedBy: principal.key
        )
        try check(version)
        try insert(version, in: transaction)
        try record(version, transaction)
        return version
    }

    /// The version in force on a day: of those already in force the one that began last, then the newest.
    public func findCurrent(pack: String, name: String, on day: Day, in reader: any Reader) throws -> RulePack? {
        let order: SQL = "AND from_day <= \(day) AND \(Self.stands) ORDER BY from_day DESC, version DESC LIMIT 1"
        return try find(order, pack: pack, name: name, in: reader)
    }

    /// The version in force on a day of every name in a pack, ordered by name.
    public func listCurrent(pack: String, on day: Day, in reader: any Reader) throws -> [RulePack] {
        let sql: SQL = """
            SELECT * FROM rule_packs
            WHERE district = \(district) AND pack = \(pack) AND from_day <= \(day) AND \(Self.stands)
            ORDER BY name, from_day DESC, version DESC
            """
        var current: [RulePack] = []
        for version in try reader.rows(sql).map(RulePack.init) where current.last?.name != version.name {
            current.append(version)
        }
        return current
    }

    /// The days after a day on which another version of a pack begins, in order.
    public func listBeginnings(pack: String, after day: Day, in reader: any Reader) throws -> [Day] {
        let sql: SQL = """
            SELECT DISTINCT from_day FROM rule_packs
            WHERE district = \(district) AND pack = \(pack) AND from_day > \(day) AND \(Self.stands) ORDER BY from_day
            """
        return try reader.rows(sql).map { try $0.day("from_day") }
    }

    /// Every version of a pack that was not withdrawn, by name and from the oldest on.
    public func listStanding(pack: String, in reader: any Reader) throws -> [RulePack] {
        let sql: SQL = """
            SELECT * FROM rule_packs WHERE district = \(district) AND pack = \(pack) AND \(Self.stands)
            ORDER BY name, version
            """
        return try reader.rows(sql).map(RulePack.init)
    }

    /// All versions of a pack's name, newest first.
    public func listVersions(pack: String, name: String, in reader: any Reader) throws -> [RulePack] {
        let sql: SQL = """
            SELECT * FROM rule_packs WHERE district = \(district) AND pack = \(pack) AND name = \(name)
            ORDER BY version DESC
            """
        return try reader.rows(sql).map(RulePack.init)
    }

    /// The version that a pin such as `law/petitions/3` names.
    ///
    /// Throws `RulebookError.notFound`.
    public func get(pin: String, in reader: any Reader) throws -> RulePack {
        let fields = pin.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard fields.count == 3, let version = Int(fields[2]),
            let found = try find("AND version = \(version)", pack: fields[0], name: fields[1], in: reader)
        else { throw RulebookError.notFound(pin) }
        return found
    }

    /// The text of a version, byte for byte as published.
    ///
    /// Throws `RulebookError.notFound`.
    public func export(pin: String, in reader: any Reader) throws -> String { try get(pin: pin, in: reader).body }

    /// A stamp that changes with each publication, so that a cache knows when it is stale. One for all packs: it is asked for at
    /// every step, and read once in a snapshot.
    public func stamp(in reader: any Reader) throws -> RulebookStamp {
        try reader.memo.value("rulebook") {
            let sql: SQL = """
                SELECT COUNT(*) AS n, COALESCE(MAX(id), '') AS newest,
                  (SELECT COUNT(*) FROM rule_withdrawals WHERE district = \(district)) AS withdrawn
                FROM rule_packs WHERE district = \(district)
                """
            guard let row = try reader.row(sql) else { return RulebookStamp(count: 0, newest: "", withdrawn: 0) }
            return RulebookStamp(
                count: try row.int("n"), newest: try row.text("newest"), withdrawn: try row.int("withdrawn"))
        }
    }

    static let newestFirst: SQL = "ORDER BY version DESC LIMIT 1"

    func find(_ condition: SQL, pack: String, name: String, in reader: any Reader) throws -> RulePack? {
        let sql: SQL = """
            SELECT * FROM rule_packs WHERE district = \(district) AND pack = \(pack) AND name = \(name) \(condition)
            """
        return try reader.row(sql).map(RulePack.init)
    }

    private func insert(_ version: RulePack, in transaction: any Transaction) throws {
        let row = Self.shape.row([
            version.id.value, district.value, version.pack.value, version.name.value, version.version.value,
            version.from.value, version.body.value, version.hash.value, version.publishedAt.value,
            version.publishedBy.value,
        ])
        try transaction.insert(row, of: version.id, first: true)
        transaction.memo.clear()
    }

    private static let columns = [
        "pack", "name", "version", "from_day", "body", "hash", "published_at", "published_by",
    ]
    private static let shape = RowShape("rule_packs", ["id", "district"] + columns)
    /// The tables of the rulebook whose rows the journal answers for; a draft decides nothing and is not among them.
    public static let journaledFamilies = [
        JournaledFamily(
            "rule_packs",
            [
                FamilyMember("rule_packs", columns: columns),
                FamilyMember(
                    "rule_withdrawals", owner: "pack_id", id: "pack_id", columns: ["withdrawn_at", "withdrawn_by"]
                ),
            ]
        )
    ]

    static func checkName(_ name: String) throws {
        let allowed = name.utf8.allSatisfy {
            ($0 >= 97 && $0 <= 122) || ($0 >= 48 && $0 <= 57) || $0 == 45 || $0 == 46
        }
        guard allowed, (1...80).contains(name.utf8.count) else { throw RulebookError.badName(name) }
    }
}

/// Tells whether a district has published since a cache was filled.
public struct RulebookStamp: Hashable, Sendable {
    /// How many versions there are.
    public let count: Int
    /// The greatest id among them; empty when there is none.
    public let newest: String
    /// How many of them were withdrawn.
    public let withdrawn: Int
}

extension RulePack {
    init(row: Row) throws {
        self.init(
            id: try row.id("id"), district: try row.text("district"), pack: try row.text("pack"),
            name: try row.text("name"), version: try row.int("version"), from: try row.day("from_day"),
            body: try row.text("body"), hash: try row.text("hash"), publishedAt: try row.instant("published_at"),
            publishedBy: try row.text("published_by")
        )
    }
}

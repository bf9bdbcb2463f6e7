public import Base
import Journal
public import Storage

/// A request to open a sealed identity, waiting for the second post.
public struct SealRequest: Hashable, Sendable {
    /// The request.
    public let id: RecordID
    /// The matter.
    public let matter: RecordID
    /// The matter's number.
    public let number: String
    /// Who asks.
    public let askedBy: Words
    /// Their unit.
    public let askedUnit: Words
    /// Why; nil once erased.
    public let reason: String?
    /// When they asked.
    public let askedAt: Instant
}

extension MatterStore {
    /// Asks to open the filer's sealed identity, with a reason. Throws `MatterError`.
    public func requestSeal(matter id: RecordID, reason: String, by actor: Actor, at now: Instant) async throws {
        guard reason.count >= 5 else {
            throw MatterError.invalid(field: "reason", Words("请写明为什么要打开", "Please say why it must be opened"))
        }
        try await database.write { transaction in
            let matter = try getMatter(id, scope: try scope(of: actor, in: transaction), in: transaction)
            let file = try getFile(matter, in: transaction)
            guard case .staff(let account, let post, _) = actor.principal,
                MatterPolicy.stands(actor, in: .involved, to: file),
                let party = file.parties.first(where: { $0.sealed }),
                party.identity != nil
            else { throw MatterError.barred(Words("这件事没有可以打开的密封身份", "There is no sealed identity to open")) }
            let value = try personal.seal(
                reason, owner: Subject("matter", id), field: "seal-reason", at: now, in: transaction
            )
            let request = RecordID.make(at: now)
            try transaction.execute(
                """
                INSERT INTO seal_requests (id, district, matter_id, party_id, reason_id, asked_account, asked_post, asked_at)
                VALUES (\(request), \(district), \(id), \(party.id), \(value.id), \(account), \(post), \(now))
                """
            )
            try journal.record(
                JournalRecord(
                    "matter.seal-requested", subject: Subject("matter", id), by: actor.principal, happenedAt: now,
                    parameters: ["request": request.text], personal: ["reason": value]
                ),
                in: transaction
            )
        }
    }

    /// Decides a request. Only a custodian on another post, held by another person, may. Throws `MatterError`.
    public func decideSeal(_ request: RecordID, granted: Bool, by actor: Actor, at now: Instant) async throws {
        try await database.write { transaction in
            guard case .staff(let account, let post, let unit) = actor.principal, actor.role == .custodian,
                let row = try transaction.row(
                    "SELECT * FROM seal_requests WHERE id = \(request) AND district = \(district) AND decided_at IS NULL"
                )
            else { throw MatterError.notFound }
            let matter = try row.id("matter_id")
            guard try row.id("asked_account") != account, try row.id("asked_post") != post else {
                throw MatterError.barred(Words("须由另一个人、另一个岗位决定", "Another person on another post must decide"))
            }
            let shut = try transaction.row(
                "SELECT 1 AS n FROM matter_exclusions WHERE matter_id = \(matter) AND unit_id = \(unit)"
            )
            guard shut == nil else { throw MatterError.notFound }
            try transaction.execute(
                """
                UPDATE seal_requests SET decided_account = \(account), decided_post = \(post), decided_at = \(now),
                  granted = \(granted) WHERE id = \(request)
                """
            )
            try journal.record(
                JournalRecord(
                    granted ? "matter.seal-granted" : "matter.seal-denied", subject: Subject("matter", matter),
                    by: actor.principal, happenedAt: now, parameters: ["request": request.text]
                ),
                in: transaction
            )
        }
    }

    /// How long an opened seal stays open to whoever asked, in seconds.
    public static let sealOpenFor: Int64 = 24 * 3_600

    /// The requests that wait for a custodian.
    public func listSealRequests(for actor: Actor, in reader: any Reader) throws -> [SealRequest] {
        guard actor.role == .custodian, let unit = actor.unit else { return [] }
        let rows = try reader.rows(
            """
            SELECT r.id, r.matter_id, r.reason_id, r.asked_at, m.number, a.name, a.name_en AS english_name,
              u.name_zh, u.name_en
            FROM seal_requests r JOIN matters m ON m.id = r.matter_id JOIN accounts a ON a.id = r.asked_account
              JOIN posts p ON p.id = r.asked_post JOIN units u ON u.id = p.unit_id
            WHERE r.district = \(district) AND r.decided_at IS NULL AND NOT EXISTS
              (SELECT 1 FROM matter_exclusions x WHERE x.matter_id = r.matter_id AND x.unit_id = \(unit))
            ORDER BY r.asked_at LIMIT 200
            """
        )
        let reasons = try personal.open(ids: rows.map { try $0.id("reason_id") }, in: reader)
        return try rows.map { row in
            let (name, english) = (try row.text("name"), try row.text("english_name"))
            return SealRequest(
                id: try row.id("id"), matter: try row.id("matter_id"), number: try row.text("number"),
                askedBy: Words(name, english.isEmpty ? name : english),
                askedUnit: Words(try row.text("name_zh"), try row.text("name_en")),
                reason: reasons[try row.id("reason_id")], askedAt: try row.instant("asked_at")
            )
        }
    }

    /// What somebody may know of a party.
    public enum IdentityView: Hashable, Sendable {
        case shown(Identity)
        /// Sealed; `waiting` when this person has asked already.
        case sealed(waiting: Bool)
        case anonymous
        case erased
    }

    /// The identity of a party as far as an actor may see it now.
    public func identity(of party: Party, for actor: Actor, at now: Instant, in reader: any Reader) throws
        -> IdentityView
    {
        guard let value = party.identity else { return .anonymous }
        var isOpen = !party.sealed
        if case .filer = actor.principal { isOpen = true }
        var isWaiting = false
        if !isOpen, case .staff(let account, let post, _) = actor.principal {
            let row = try reader.row(
                """
                SELECT granted, decided_at FROM seal_requests WHERE party_id = \(party.id) AND asked_account = \(account)
                  AND asked_post = \(post) ORDER BY asked_at DESC LIMIT 1
                """
            )
            isWaiting = try row.map { try $0.instantOrNil("decided_at") == nil } ?? false
            if let row, try row.integerOrNil("granted") == 1, let decided = try row.instantOrNil("decided_at") {
                isOpen = now < decided.adding(seconds: Self.sealOpenFor)
            }
        }
        guard isOpen else { return .sealed(waiting: isWaiting) }
        guard let text = try personal.open(value, in: reader), let identity: Identity = Self.decode(text) else {
            return .erased
        }
        return .shown(identity)
    }
}

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
            try checkNoRequest(of: account, for: party.id, at: now, in: transaction)
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
            transaction.noteChange("seal_requests", of: id, id: request)
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
            guard case .staff(let account, let post, _) = actor.principal, actor.role == .custodian,
                let row = try transaction.row(
                    "SELECT * FROM seal_requests WHERE id = \(request) AND district = \(district) AND decided_at IS NULL"
                )
            else { throw MatterError.notFound }
            let matter = try row.id("matter_id")
            guard try row.id("asked_account") != account, try row.id("asked_post") != post else {
                throw MatterError.barred(Words("须由另一个人、另一个岗位决定", "Another person on another post must decide"))
            }
            let shut = try transaction.row(
                """
                SELECT 1 AS n FROM matter_exclusions
                WHERE matter_id = \(matter) AND unit_id IN (\(list: actor.units.sorted()))
                """
            )
            guard shut == nil else { throw MatterError.notFound }
            try transaction.execute(
                """
                UPDATE seal_requests SET decided_account = \(account), decided_post = \(post), decided_at = \(now),
                  granted = \(granted) WHERE id = \(request)
                """
            )
            transaction.noteChange("seal_requests", of: matter, id: request)
            try journal.record(
                JournalRecord(
                    granted ? "matter.seal-granted" : "matter.seal-denied", subject: Subject("matter", matter),
                    by: actor.principal, happenedAt: now, parameters: ["request": request.text]
                ),
                in: transaction
            )
        }
    }

    /// One request at a time: not while one waits, nor while one that was granted is good.
    private func checkNoRequest(
        of account: RecordID, for party: RecordID, at now: Instant, in reader: any Reader
    ) throws {
        let rows = try reader.rows(
            """
            SELECT decided_at FROM seal_requests WHERE party_id = \(party) AND asked_account = \(account)
              AND (decided_at IS NULL OR (granted = 1 AND decided_at > \(now.adding(seconds: -Self.sealOpenFor))))
            """
        )
        guard let row = rows.first else { return }
        throw MatterError.barred(
            try row.instantOrNil("decided_at") == nil
                ? Words("您已经申请过，等密封保管人决定", "You have asked already; a custodian decides")
                : Words("已经同意您打开，24 小时内有效，不用再申请", "It was granted to you for 24 hours; you need not ask again")
        )
    }

    /// Looks at an identity whose opening was granted: the first look is written down before anything is shown.
    /// Throws `MatterError`.
    public func openSeal(matter id: RecordID, by actor: Actor, at now: Instant) async throws {
        try await database.write { transaction in
            _ = try getMatter(id, scope: try scope(of: actor, in: transaction), in: transaction)
            guard case .staff(let account, let post, _) = actor.principal,
                let row = try transaction.row(
                    """
                    SELECT id, opened_at FROM seal_requests WHERE matter_id = \(id) AND asked_account = \(account)
                      AND asked_post = \(post) AND granted = 1
                      AND decided_at > \(now.adding(seconds: -Self.sealOpenFor))
                    ORDER BY asked_at DESC LIMIT 1
                    """
                )
            else {
                throw MatterError.barred(
                    Words("没有同意您打开，或者已经过了 24 小时", "It was not granted to you, or the 24 hours are over"))
            }
            guard try row.instantOrNil("opened_at") == nil else { return }
            let request = try row.id("id")
            try transaction.execute("UPDATE seal_requests SET opened_at = \(now) WHERE id = \(request)")
            transaction.noteChange("seal_requests", of: id, id: request)
            try journal.record(
                JournalRecord(
                    "matter.seal-opened", subject: Subject("matter", id), by: actor.principal, happenedAt: now,
                    parameters: ["request": request.text]
                ),
                in: transaction
            )
        }
    }

    /// How long an opened seal stays open to whoever asked, in seconds.
    public static let sealOpenFor: Int64 = 24 * 3_600

    /// The requests that wait for a custodian.
    public func listSealRequests(for actor: Actor, in reader: any Reader) throws -> [SealRequest] {
        guard actor.role == .custodian, !actor.units.isEmpty else { return [] }
        let rows = try reader.rows(
            """
            SELECT r.id, r.matter_id, r.reason_id, r.asked_at, m.number, a.name, a.name_en AS english_name,
              u.name_zh, u.name_en
            FROM seal_requests r JOIN matters m ON m.id = r.matter_id JOIN accounts a ON a.id = r.asked_account
              JOIN posts p ON p.id = r.asked_post JOIN units u ON u.id = p.unit_id
            WHERE r.district = \(district) AND r.decided_at IS NULL AND NOT EXISTS
              (SELECT 1 FROM matter_exclusions x WHERE x.matter_id = r.matter_id AND x.unit_id IN (\(list: actor.units.sorted())))
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
        /// Granted to this person, who has not looked yet: looking is written down.
        case granted
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
        var isWaiting = false, isGranted = false
        if !isOpen, case .staff(let account, let post, _) = actor.principal {
            let row = try reader.row(
                """
                SELECT granted, decided_at, opened_at FROM seal_requests WHERE party_id = \(party.id) AND asked_account = \(account)
                  AND asked_post = \(post) ORDER BY asked_at DESC LIMIT 1
                """
            )
            isWaiting = try row.map { try $0.instantOrNil("decided_at") == nil } ?? false
            if let row, try row.integerOrNil("granted") == 1, let decided = try row.instantOrNil("decided_at") {
                isGranted = now < decided.adding(seconds: Self.sealOpenFor)
                isOpen = try isGranted && row.instantOrNil("opened_at") != nil
            }
        }
        guard isOpen else { return isGranted ? .granted : .sealed(waiting: isWaiting) }
        guard let text = try personal.open(value, in: reader), let identity: Identity = Self.decode(text) else {
            return .erased
        }
        return .shown(identity)
    }
}

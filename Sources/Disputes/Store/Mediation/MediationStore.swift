import Accounts
public import Base
import Foundation
public import Journal
public import Matters
import Notices
public import Storage

/// Whoever reads or changes a mediation: the post and the account behind it.
public struct MediationReader: Sendable {
    /// The post.
    public let actor: Actor
    /// The account.
    public let account: RecordID?

    /// Takes the account out of the principal.
    public init(_ actor: Actor) {
        self.actor = actor
        if case .staff(let account, _, _) = actor.principal { self.account = account } else { account = nil }
    }
}

/// Reads and changes the file of a mediation. Every change is one transaction with its rows and its entry.
public struct MediationStore: Sendable {
    /// The centres, with matters and rooms.
    public let centres: CentreStore
    let codes: OneTimeCodes
    let keys: KeyRing
    /// Whether drawn seals say that they are samples.
    let isSample: Bool
    var matters: MatterStore { centres.matters }
    var journal: Journal { centres.journal }
    var district: DistrictKey { centres.district }
    var mediators: MediatorStore { MediatorStore(centres) }

    /// The mediations of a district; `keys` make the codes that parties sign with; `isSample` where the district is a demonstration.
    public init(_ centres: CentreStore, keys: KeyRing, isSample: Bool) {
        (self.centres, self.keys, self.isSample) = (centres, keys, isSample)
        codes = OneTimeCodes(district: centres.district, keys: keys)
    }

    // MARK: - Reading

    /// The file of a mediation as somebody may read it. Throws `DisputeError.notFound` for what is none, or not theirs to see.
    public func get(
        _ id: RecordID, of matter: RecordID, for reader: MediationReader, at now: Instant, in database: any Reader
    ) throws -> Mediation {
        let scope = try matters.scope(of: reader.actor, in: database)
        let found: Matter
        do {
            found = try matters.getMatter(matter, scope: scope, in: database)
        } catch MatterError.notFound {
            throw DisputeError.notFound
        }
        let file = try matters.getFile(found, in: database)
        let opened = try matters.listProceedings(of: file, in: database).first { $0.proceeding.id == id }
        guard let opened, opened.proceeding.road == .mediation else { throw DisputeError.notFound }
        let mediation = try load(opened, for: reader, at: now, in: database)
        guard mediation.rights.mayRead else { throw DisputeError.notFound }
        return mediation
    }

    private func load(
        _ opened: ProceedingFile, for reader: MediationReader, at now: Instant, in database: any Reader
    ) throws -> Mediation {
        let id = opened.proceeding.id
        let row = try database.row("SELECT * FROM mediations WHERE id = \(id)")
        let mediator = try row?.idOrNil("mediator_id").map { try mediators.get($0, in: database) }
        let gone = try database.rows(
            """
            SELECT m.account_id FROM mediation_recusals r JOIN mediators m ON m.id = r.mediator_id
            WHERE r.mediation_id = \(id) AND m.account_id IS NOT NULL
            """
        ).map { try $0.id("account_id") }
        let rights = MediationRights(
            actor: reader.actor, account: reader.account, mediator: mediator, opened: opened, on: now.day,
            isRecused: reader.account.map(gone.contains) ?? false)
        let parties = try parties(of: id, in: database)
        var choices: [PartySide: RecordID] = [:]
        for row in try database.rows("SELECT * FROM mediation_choices WHERE mediation_id = \(id)") {
            if let side = PartySide(rawValue: try row.text("side")) { choices[side] = try row.id("mediator_id") }
        }
        return Mediation(
            opened: opened, revision: try row?.int("revision") ?? 0, mediator: mediator, choices: choices,
            parties: parties,
            sittings: try sittings(of: id, withMinutes: rights.readsMinutes, in: database),
            offers: rights.mediates ? try offers(of: id, on: now.day, in: database) : [],
            notes: rights.mediates ? try notes(of: id, by: mediator?.id, in: database) : [],
            failure: try row?.idOrNil("failure_id").flatMap { try journal.personalValues.open($0, in: database) },
            agreements: try agreements(of: id, in: database).map {
                $0.seen(isOpen: opened.proceeding.isOpen, signers: parties.signers.map(\.id), at: now)
            }, fulfilments: try fulfilments(of: id, in: database),
            rights: rights)
    }

    func parties(of id: RecordID, in reader: any Reader) throws -> [MediationParty] {
        let rows = try reader.rows(
            "SELECT * FROM mediation_parties WHERE mediation_id = \(id) ORDER BY side, added_at, id")
        let texts = try open(rows, "identity_id", in: reader)
        return try rows.map { row in
            MediationParty(
                id: try row.id("id"), side: PartySide(rawValue: try row.text("side")) ?? .b,
                role: PartyRole(rawValue: try row.text("role")) ?? .party, actsFor: try row.idOrNil("acts_for"),
                isJoint: try row.int("is_joint") == 1,
                identity: texts[try row.id("identity_id")].flatMap { Self.decode(PartyIdentity.self, $0) },
                hasLeft: try row.integerOrNil("left_at") != nil)
        }
    }

    /// What was said to one mediator alone: a successor does not read it.
    func notes(of id: RecordID, by mediator: RecordID?, in reader: any Reader) throws -> [CaucusNote] {
        let rows = try reader.rows(
            "SELECT * FROM caucus_notes WHERE mediation_id = \(id) AND mediator_id = \(mediator) ORDER BY at, id")
        let texts = try open(rows, "text_id", in: reader)
        return try rows.compactMap { row in
            guard let text = texts[try row.id("text_id")] else { return nil }
            return CaucusNote(
                id: try row.id("id"), side: PartySide(rawValue: try row.text("side")) ?? .a,
                at: try row.instant("at"), text: text)
        }
    }

    /// The sealed texts that some rows name in a column.
    func open(_ rows: [Row], _ column: String, in reader: any Reader) throws -> [RecordID: String] {
        guard !rows.isEmpty else { return [:] }
        return try journal.personalValues.open(ids: rows.compactMap { try $0.idOrNil(column) }, in: reader)
    }

    static func decode<Content: Decodable>(_ type: Content.Type, _ text: String) -> Content? {
        try? JSONDecoder().decode(type, from: Data(text.utf8))
    }

    static func encode(_ content: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(content), as: UTF8.self)
    }

    // MARK: - Changing

    /// One change on its way: the file as it was, who changes it and when.
    public struct Change {
        /// The file before.
        public let mediation: Mediation
        /// Who.
        public let reader: MediationReader
        /// When.
        public let now: Instant
        let transaction: any Transaction
        var id: RecordID { mediation.id }
        var subject: Subject { Subject("mediation", mediation.id) }
        var today: Day { now.day }
    }

    /// Takes the file for a change, once: of two who change it at the same time the second is told. Throws `DisputeError`.
    public func change(
        _ id: RecordID, of matter: RecordID, revision: Int, by reader: MediationReader, at now: Instant,
        in transaction: any Transaction
    ) throws -> Change {
        let mediation = try get(id, of: matter, for: reader, at: now, in: transaction)
        guard mediation.rights.mayArrange else { throw DisputeError.notFound }
        if revision == 0 {
            let row = MediationShapes.mediations.row([
                id.value, district.value, matter.value, .null, .null, .null, 1.value,
            ])
            // The first change waits for another first change at its proceeding.
            try transaction.execute("UPDATE proceedings SET stage = stage WHERE id = \(id)")
            guard try transaction.row("SELECT 1 AS n FROM mediations WHERE id = \(id)") == nil else {
                throw DisputeError.changedMeanwhile
            }
            try transaction.insert(row, of: id, first: true)
        } else {
            let changed = try transaction.change(
                "UPDATE mediations SET revision = revision + 1 WHERE id = \(id) AND revision = \(revision)")
            guard changed == 1 else { throw DisputeError.changedMeanwhile }
            transaction.noteChange("mediations", of: id, id: id)
        }
        return Change(mediation: mediation, reader: reader, now: now, transaction: transaction)
    }

    func seal(_ text: String, _ field: String, _ change: Change) throws -> PersonalValueRef {
        try journal.personalValues.seal(
            text, owner: change.subject, field: field, at: change.now, in: change.transaction)
    }

    func record(
        _ code: String, _ change: Change, _ parameters: [String: String] = [:],
        _ personal: [String: PersonalValueRef] = [:]
    ) throws {
        try journal.record(
            JournalRecord(
                code, subject: change.subject, by: change.reader.actor.principal, happenedAt: change.now,
                parameters: parameters, personal: personal), in: change.transaction)
    }

    static func checkText(_ text: String, field: String, longest: Int = 5_000) throws {
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw CentreStore.wrong(field, "请写内容", "Please write it")
        }
        guard text.count <= longest else {
            throw CentreStore.wrong(field, "最多 \(longest) 个字", "At most \(longest) characters")
        }
    }

    /// Only while the proceeding runs.
    static func checkOpen(_ change: Change) throws {
        guard change.mediation.opened.proceeding.isOpen else {
            throw DisputeError.barred(Words("这次调解已经结束", "This mediation has ended"))
        }
    }

    /// Only the mediator, or who keeps the file for one who does not sign in.
    static func checkDraws(_ change: Change) throws {
        guard change.mediation.mayDraw else {
            throw DisputeError.barred(Words("由主持的调解员来做", "The mediator does this"))
        }
    }

    /// Only the mediator.
    static func checkMediates(_ change: Change) throws {
        guard change.mediation.rights.mediates else {
            throw DisputeError.barred(Words("只有主持的调解员能做", "Only the mediator can do this"))
        }
    }
}

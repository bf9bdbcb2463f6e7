// Matters of a district: every write is one transaction with its rows, journal entry, search row and outbox event.
public import Accounts
public import Addresses
public import Base
public import Clocks
public import Foundation
public import Journal
public import Notices
public import Storage

/// Reads and writes matters.
public struct MatterStore: Sendable {
    /// The engine.
    public let database: any Database
    /// The district.
    public let district: DistrictKey
    /// The terms.
    public let terms: TermStore
    /// Procedures, topics, routing.
    public let book: ProcedureBook
    /// The units.
    public let units: UnitStore
    /// What filers are told; nil where nobody is.
    public let notices: NoticeStore?
    /// The places.
    public let addresses: AddressStore
    let guards: [StepGuard]
    let codes: OneTimeCodes
    let journal: Journal
    let keys: KeyRing
    let idempotency: Idempotency
    let numbers: MatterNumbers
    let blobs: BlobFolder

    /// A store for one district; `prefix` begins every number, `blobFolder` holds the attachments, and filers who agreed
    /// are told through `notices`; `guards` stand before steps that a module above takes itself.
    public init(
        database: any Database, district: DistrictKey, prefix: String, journal: Journal, keys: KeyRing, blobFolder: URL,
        notices: NoticeStore? = nil, addresses: AddressStore? = nil,
        guards: [StepGuard] = []
    ) {
        self.database = database
        self.district = district
        self.journal = journal
        self.notices = notices
        self.guards = guards
        self.addresses = addresses ?? AddressStore(district: district)
        codes = OneTimeCodes(district: district, keys: keys)
        self.keys = keys
        terms = TermStore(district: district)
        book = ProcedureBook(district: district)
        units = UnitStore(district: district)
        idempotency = Idempotency(district: district)
        numbers = MatterNumbers(database: database, district: district, prefix: prefix)
        blobs = BlobFolder(folder: blobFolder, keys: keys)
    }

    var personal: PersonalValues { journal.personalValues }

    /// The scope of somebody signed in.
    public func scope(of actor: Actor, in reader: any Reader) throws -> MatterScope {
        guard let unit = actor.unit, let role = actor.role else {
            return MatterScope(district: district, reach: .nothing)
        }
        let isCentre = try units.find(unit, in: reader)?.level == .centre
        return MatterScope(district: district, role: role, unit: unit, isCentre: isCentre, others: actor.units)
    }

    /// The matter of an id within a scope. Throws `MatterError.notFound`.
    public func getMatter(_ id: RecordID, scope: MatterScope, in reader: any Reader) throws -> Matter {
        let row = try reader.row("SELECT \(Matter.columns) FROM matters m WHERE m.id = \(id) AND \(scope.condition)")
        guard let row else { throw MatterError.notFound }
        return try Matter(row)
    }

    /// The matter of a number with the receipt code that belongs to it. Throws `MatterError.wrongReceipt`.
    public func getMatter(number: String, code: String, in reader: any Reader) throws -> Matter {
        guard let number = MatterNumber.read(number),
            let row = try reader.row(
                "SELECT \(Matter.columns), m.key_version FROM matters m WHERE m.district = \(district) AND m.number = \(number)"
            )
        else { throw MatterError.wrongReceipt }
        let matter = try Matter(row)
        let expected = try receiptCode(of: matter.id, keyVersion: try row.int("key_version"))
        guard ReceiptCode.matches(code, expected) else { throw MatterError.wrongReceipt }
        return matter
    }

    /// The secret code of a matter: an HMAC of its id under the receipt key, never stored.
    func receiptCode(of matter: RecordID, keyVersion: Int) throws -> String {
        ReceiptCode.make(hmac: try keys.hmac(.receipt, matter.text.utf8, version: keyVersion))
    }

    /// Everything the rules need to know about a matter.
    public func getFile(_ matter: Matter, in reader: any Reader) throws -> MatterFile {
        // The one that still runs comes last, also when it began in the same millisecond as the one it took over from.
        let proceedings = try reader.rows(
            """
            SELECT * FROM proceedings WHERE matter_id = \(matter.id) AND road IS NULL
            ORDER BY opened_at, CASE WHEN ended_at IS NULL THEN 1 ELSE 0 END, ended_at, id
            """
        )
        guard let proceeding = try proceedings.last.map(Proceeding.init) else { throw MatterError.notFound }
        let assignments = try reader.rows(
            "SELECT * FROM assignments WHERE matter_id = \(matter.id) ORDER BY offered_at, id"
        ).map(Assignment.init)
        let parties = try reader.rows(
            """
            SELECT * FROM parties WHERE matter_id = \(matter.id) ORDER BY
              CASE part WHEN 'filer' THEN 0 WHEN 'representative' THEN 1 WHEN 'member' THEN 2
                WHEN 'respondent' THEN 3 ELSE 4 END, id
            """
        ).map(Party.init)
        let line = try matter.leadUnit.map { try units.line(of: $0, in: reader) }
        let proxy = try activeProxy(of: matter.id, in: reader)
        return MatterFile(
            matter: matter, proceeding: proceeding, assignments: assignments, parties: parties,
            leadAncestors: line?.ancestors ?? [],
            excluded: Set(
                try reader.rows("SELECT unit_id FROM matter_exclusions WHERE matter_id = \(matter.id)").map {
                    try $0.id("unit_id")
                }
            ),
            clocks: try terms.listStandings(.proceeding(proceeding.id), in: reader),
            leadOrgan: line?.organ,
            reopening: try matter.endedAt.flatMap {
                try window("reopening", .ended, of: proceeding, from: $0.day, in: reader)
            },
            proxyUnit: try proxy?.id("unit_id"),
            proxyWay: try proxy.flatMap { MandateWay(rawValue: try $0.text("way")) }
        )
    }

    /// The filer's words; nil once they were erased.
    public func narrative(_ matter: Matter, in reader: any Reader) throws -> Narrative? {
        try personal.open(matter.narrative, in: reader).flatMap(Self.decode)
    }

    /// The filer's words of many matters, by matter; erased ones are left out.
    public func narratives(_ matters: [Matter], in reader: any Reader) throws -> [RecordID: Narrative] {
        let texts = try personal.open(ids: matters.map(\.narrative), in: reader)
        var result: [RecordID: Narrative] = [:]
        for matter in matters { result[matter.id] = texts[matter.narrative].flatMap(Self.decode) }
        return result
    }

    static func encode(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    static func decode<Value: Decodable>(_ text: String) -> Value? {
        try? JSONDecoder().decode(Value.self, from: Data(text.utf8))
    }
}

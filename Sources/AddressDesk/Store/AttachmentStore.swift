public import Addresses
public import Base
public import Journal
public import Storage

/// What hangs on an address: somebody or something of a source, for a dated spell.
public struct AddressAttachment: Hashable, Sendable {
    /// What it is.
    public enum Kind: String, Sendable, CaseIterable { case person, house, enterprise, matter, thing, line }

    /// Its id.
    public let id: RecordID
    /// The address, or one that lies in the one asked for.
    public let address: RecordID
    /// What it is.
    public let kind: Kind
    /// The source and what it is called there.
    public let source: String, externalID: String
    /// What it is called; nil when nothing was kept or it was erased.
    public let label: String?
    /// First day, and first day no longer.
    public let validFrom: Day, validTo: Day?
}

/// Why something cannot hang on an address.
public enum AttachmentError: ExplainedError, Hashable {
    /// Nobody looks at what hangs on an address without saying what for.
    case noPurpose
    /// No such address or attachment, or it has ended.
    case unknown
    /// It hangs there already.
    case taken
    /// A source or an id that is empty or too long, or a last day before the first.
    case bad

    public var explanation: String {
        switch self {
        case .noPurpose: "Say what it is looked at for."
        case .unknown: "There is no such address or attachment, or it has ended."
        case .taken: "It hangs there already."
        case .bad: "The source and its id have 1 to 100 characters, and the last day is not before the first."
        }
    }
}

/// Keeps what hangs on addresses. Labels are sealed; whoever looks says what for, and that is in the record of the address.
public struct AttachmentStore: Sendable {
    private let addresses: AddressStore
    private let journal: Journal
    private var district: DistrictKey { journal.district }

    /// The attachments of a district.
    public init(addresses: AddressStore, journal: Journal) { (self.addresses, self.journal) = (addresses, journal) }

    /// Hangs something on an address from a day on. Throws `AttachmentError`.
    @discardableResult
    public func attach(
        _ kind: AddressAttachment.Kind, source: String, externalID: String, label: String?, to address: RecordID,
        from day: Day, by principal: Principal, at now: Instant, in transaction: any Transaction
    ) throws -> RecordID {
        guard (1...100).contains(source.count), (1...100).contains(externalID.count), label?.count ?? 1 <= 200 else {
            throw AttachmentError.bad
        }
        guard try addresses.stands(address, in: transaction) else { throw AttachmentError.unknown }
        let twin = try transaction.row(
            """
            SELECT id FROM address_attachments WHERE district = \(district) AND source = \(source)
              AND kind = \(kind.rawValue) AND external_id = \(externalID) AND address_id = \(address) AND valid_to IS NULL
            """
        )
        guard twin == nil else { throw AttachmentError.taken }
        let id = RecordID.make(at: now), subject = Subject("address", address)
        let sealed = try label.map {
            try journal.personalValues.seal(
                $0, owner: Subject("address-attachment", id), field: "label", at: now, in: transaction)
        }
        let row = Self.shape.row([
            id.value, district.value, address.value, kind.rawValue.value, source.value, externalID.value,
            (sealed?.id).value, day.value, .null,
        ])
        try transaction.insert(row, of: id, first: true)
        try journal.record(
            JournalRecord(
                "addresses.attached", subject: subject, by: principal, happenedAt: now,
                parameters: ["kind": kind.rawValue, "attachment": id.text],
                personal: sealed.map { ["label": $0] } ?? [:]), in: transaction)
        return id
    }

    private static let shape = RowShape(
        "address_attachments",
        [
            "id", "district", "address_id", "kind", "source", "external_id", "label_id", "valid_from", "valid_to",
        ])

    /// Ends it on a day, the first on which it hangs there no more. Throws `AttachmentError`.
    public func end(
        _ id: RecordID, on day: Day, by principal: Principal, at now: Instant, in transaction: any Transaction
    ) throws {
        let row = try transaction.row(
            """
            SELECT address_id, valid_from FROM address_attachments
            WHERE id = \(id) AND district = \(district) AND valid_to IS NULL
            """
        )
        guard let row else { throw AttachmentError.unknown }
        guard try row.day("valid_from") <= day else { throw AttachmentError.bad }
        try transaction.execute("UPDATE address_attachments SET valid_to = \(day) WHERE id = \(id)")
        transaction.noteChange("address_attachments", of: id, id: id)
        try journal.record(
            JournalRecord(
                "addresses.detached", subject: Subject("address", try row.id("address_id")), by: principal,
                happenedAt: now, parameters: ["attachment": id.text]), in: transaction)
    }

    /// Everything that hangs on an address today, on what lies in it and on what it took the place of; at most 500. The purpose is
    /// recorded with who looked. Throws `AttachmentError.noPurpose` and `.unknown`.
    public func show(
        at address: RecordID, for purpose: String, by principal: Principal, at now: Instant,
        in transaction: any Transaction
    ) throws -> [AddressAttachment] {
        guard purpose.count(where: { !$0.isWhitespace }) >= 4 else { throw AttachmentError.noPurpose }
        guard try addresses.find(address, in: transaction) != nil else { throw AttachmentError.unknown }
        let rows = try attached(to: places(at: address, in: transaction), in: transaction)
        try journal.record(
            JournalRecord(
                "addresses.attachments-shown", subject: Subject("address", address), by: principal, happenedAt: now,
                parameters: ["count": String(rows.count)], reason: purpose), in: transaction)
        let labels = try journal.personalValues.open(
            ids: rows.compactMap { try $0.idOrNil("label_id") }, in: transaction)
        return try rows.map { row in
            AddressAttachment(
                id: try row.id("id"), address: try row.id("address_id"),
                kind: AddressAttachment.Kind(rawValue: try row.text("kind")) ?? .thing, source: try row.text("source"),
                externalID: try row.text("external_id"), label: try row.idOrNil("label_id").flatMap { labels[$0] },
                validFrom: try row.day("valid_from"), validTo: try row.dayOrNil("valid_to"))
        }
    }

    /// The address, what lies in it, and what they took the place of; at most 20,000.
    private func places(at address: RecordID, in reader: any Reader) throws -> [RecordID] {
        var all: Set<RecordID> = [address], order = [address], level = [address]
        while !level.isEmpty, order.count < 20_000 {
            var next: [RecordID] = []
            for some in stride(from: 0, to: level.count, by: 500).map({ level[$0..<min($0 + 500, level.count)] }) {
                let rows = try reader.rows(
                    """
                    SELECT id FROM addresses WHERE parent_id IN (\(list: Array(some))) AND number IS NOT NULL
                    UNION SELECT address_id AS id FROM address_successors WHERE successor_id IN (\(list: Array(some)))
                    """
                )
                for row in rows where all.insert(try row.id("id")).inserted { next.append(try row.id("id")) }
            }
            order += next
            level = next
        }
        return order
    }

    private func attached(to places: [RecordID], in reader: any Reader) throws -> [Row] {
        var rows: [Row] = []
        for start in stride(from: 0, to: places.count, by: 500) where rows.count < 500 {
            let some = Array(places[start..<min(start + 500, places.count)])
            rows += try reader.rows(
                """
                SELECT * FROM address_attachments WHERE address_id IN (\(list: some)) AND district = \(district)
                  AND valid_to IS NULL ORDER BY kind, source, external_id LIMIT 500
                """
            )
        }
        return Array(rows.prefix(500))
    }
}

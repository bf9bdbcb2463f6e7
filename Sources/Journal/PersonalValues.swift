public import Base
import Crypto
public import Storage

/// What an entry holds instead of a personal value: its id, and an HMAC under the row's own key. When the key is
/// destroyed, nobody can tell any more which text the HMAC belongs to.
public struct PersonalValueRef: Hashable, Sendable {
    /// The id of the sealed value.
    public let id: RecordID
    /// HMAC-SHA256 of the text under the row's key, 32 bytes.
    public let digest: [UInt8]

    var json: CanonicalJSON { .object(["value": .text(id.text), "digest": .text(HexText.encode(digest))]) }

    init(id: RecordID, digest: [UInt8]) {
        (self.id, self.digest) = (id, digest)
    }

    init?(json: CanonicalJSON) {
        guard let members = json.object, let id = members["value"]?.text,
            let digest = (members["digest"]?.text).flatMap(HexText.decode)
        else { return nil }
        self.init(id: RecordID(trusted: id), digest: digest)
    }
}

/// Names, contacts, identity numbers and free text about people: each sealed under a random key of its own, which is
/// wrapped by the installation's `personal` key. Nothing is cached in clear.
public struct PersonalValues: Sendable {
    let district: String
    let keys: KeyRing

    /// The personal values of a district.
    public init(district: String, keys: KeyRing) {
        self.district = district
        self.keys = keys
    }

    /// Seals a text that belongs to an owner. Put the answer into the entry's `personal`.
    public func seal(
        _ text: String, owner: Subject, field: String, at instant: Instant, in transaction: any Transaction
    ) throws -> PersonalValueRef {
        let (reference, statements) = try sealed(text, owner: owner, field: field, at: instant)
        for statement in statements { try transaction.execute(statement) }
        return reference
    }

    /// The same without a transaction: the statements that write the value and its key.
    public func sealed(
        _ text: String, owner: Subject, field: String, at instant: Instant
    ) throws -> (reference: PersonalValueRef, statements: [SQL]) {
        let place = ValuePlace(id: RecordID.make(at: instant), district: district, owner: owner, field: field)
        let value = try SealedValue(text, at: place, keys: keys)
        let statements: [SQL] = [
            """
            INSERT INTO personal_values (id, district, owner_kind, owner_id, field, sealed, digest)
            VALUES (\(place.id), \(district), \(owner.kind), \(owner.id), \(field), \(value.sealed), \(value.digest))
            """,
            """
            INSERT INTO personal_keys (value_id, district, wrapped, key_version)
            VALUES (\(place.id), \(district), \(value.wrapped), \(value.keyVersion))
            """,
        ]
        return (PersonalValueRef(id: place.id, digest: value.digest), statements)
    }

    /// Seals a new text under the same id with a new key; the old text and key are gone.
    /// Throws `JournalError.valueMissing` when it was erased or never there.
    public func replace(
        _ id: RecordID, with text: String, in transaction: any Transaction
    ) throws -> PersonalValueRef {
        let row = try transaction.row(
            "SELECT id, owner_kind, owner_id, field FROM personal_values WHERE id = \(id) AND district = \(district)"
        )
        guard let row else { throw JournalError.valueMissing(id) }
        let value = try SealedValue(text, at: ValuePlace(row, district: district), keys: keys)
        try transaction.execute(
            "UPDATE personal_values SET sealed = \(value.sealed), digest = \(value.digest) WHERE id = \(id)"
        )
        try transaction.execute(
            """
            UPDATE personal_keys SET wrapped = \(value.wrapped), key_version = \(value.keyVersion)
            WHERE value_id = \(id)
            """
        )
        return PersonalValueRef(id: id, digest: value.digest)
    }

    /// The text of a value; nil when it was erased. Throws `JournalError.valueUnreadable` when it is damaged.
    public func open(_ id: RecordID, in reader: any Reader) throws -> String? {
        try open(ids: [id], in: reader)[id]
    }

    /// The texts of many values for a list page; erased ones are left out.
    /// Throws `JournalError.valueUnreadable` when one is damaged.
    public func open(ids: [RecordID], in reader: any Reader) throws -> [RecordID: String] {
        var texts: [RecordID: String] = [:]
        for start in stride(from: 0, to: ids.count, by: 500) {
            let some = Array(ids[start..<min(start + 500, ids.count)])
            let rows = try reader.rows(
                """
                SELECT v.id, v.owner_kind, v.owner_id, v.field, v.sealed, v.digest, k.wrapped, k.key_version
                FROM personal_values v JOIN personal_keys k ON k.value_id = v.id
                WHERE v.district = \(district) AND v.id IN (\(list: some))
                """
            )
            for row in rows { texts[try row.id("id")] = try open(row) }
        }
        return texts
    }

    /// The values of an owner, by id and field, for pages and for `matter erase`.
    public func list(owner: Subject, in reader: any Reader) throws -> [(id: RecordID, field: String)] {
        try reader.rows(
            """
            SELECT id, field FROM personal_values
            WHERE district = \(district) AND owner_kind = \(owner.kind) AND owner_id = \(owner.id) ORDER BY id
            """
        ).map { (try $0.id("id"), try $0.text("field")) }
    }

    func open(_ row: Row, againstDigest: Bool = false) throws -> String {
        let value = SealedValue(
            sealed: try row.bytes("sealed"), digest: try row.bytes("digest"), wrapped: try row.bytes("wrapped"),
            keyVersion: try row.int("key_version")
        )
        let place = try ValuePlace(row, district: district)
        return try value.open(at: place, keys: keys, againstDigest: againstDigest)
    }
}

public import Base
public import Storage

/// One line of the journal as it is shown to people.
public struct JournalEntry: Sendable {
    /// The id of the entry.
    public let id: RecordID
    /// What it is about.
    public let subject: Subject
    /// Its number in the subject's chain, from 1.
    public let number: Int64
    /// What happened, such as `matter.filed`.
    public let code: String
    /// What the sentence needs.
    public let parameters: [String: String]
    /// The personal values that were set, by name.
    public let personal: [String: PersonalValueRef]
    /// Who acted, as `Principal.key`.
    public let principal: String
    /// When it happened.
    public let happenedAt: Instant
    /// When it was written down.
    public let recordedAt: Instant
    /// The sealed reason.
    public let reason: PersonalValueRef?
    /// The hash of the subject's previous entry; empty at the first.
    public let previous: [UInt8]
    /// SHA-256(0x00 || text).
    public let hash: [UInt8]
    /// The exact text that was hashed.
    public let text: String

    /// The hash as printed on a slip: 64 hexadecimal digits.
    public var hashText: String { HexText.encode(hash) }

    init(_ row: Row) throws {
        text = try row.text("body")
        guard let body = EntryBody(text) else { throw JournalError.damaged(try row.text("id")) }
        (id, subject, number, code, parameters) = (body.id, body.subject, body.number, body.code, body.parameters)
        (personal, principal, reason, previous) = (body.personal, body.principal, body.reason, body.previous)
        (happenedAt, recordedAt, hash) = (body.happenedAt, body.recordedAt, try row.bytes("hash"))
    }
}

extension Journal {
    /// The entries of a subject, oldest first, from the one after `number` on.
    /// Throws `JournalError.damaged` when a text cannot be read.
    public func listEntries(
        of subject: Subject, after number: Int64 = 0, limit: Int = 200, in reader: any Reader
    ) throws -> [JournalEntry] {
        try reader.rows(
            """
            SELECT id, hash, body FROM journal_entries
            WHERE district = \(district) AND subject_kind = \(subject.kind) AND subject_id = \(subject.id)
                AND number > \(number) ORDER BY number LIMIT \(limit)
            """
        ).map(JournalEntry.init)
    }

    /// The first entry of each of many subjects of a kind, by the subject's id; those without one are left out.
    /// Throws `JournalError.damaged` when a text cannot be read.
    public func firstEntries(of kind: String, ids: [String], in reader: any Reader) throws -> [String: JournalEntry] {
        var entries: [String: JournalEntry] = [:]
        for start in stride(from: 0, to: ids.count, by: 500) {
            let some = Array(ids[start..<min(start + 500, ids.count)])
            let rows = try reader.rows(
                """
                SELECT id, hash, body FROM journal_entries
                WHERE district = \(district) AND subject_kind = \(kind) AND subject_id IN (\(list: some)) AND number = 1
                """
            )
            for entry in try rows.map(JournalEntry.init) { entries[entry.subject.id] = entry }
        }
        return entries
    }

    /// One entry. Throws `JournalError.damaged` when its text cannot be read.
    public func findEntry(_ id: RecordID, in reader: any Reader) throws -> JournalEntry? {
        try reader.row("SELECT id, hash, body FROM journal_entries WHERE id = \(id) AND district = \(district)")
            .map(JournalEntry.init)
    }

    /// Hands out every entry in the order of arrival, a line each, as the exact text that was hashed: whoever has the
    /// lines can recompute SHA-256(0x00 || line). Answers how many.
    public func export(
        from database: any Database, progress: @escaping @Sendable (Int) -> Void = { _ in },
        to line: @escaping @Sendable (String) throws -> Void
    ) async throws -> Int {
        try await database.read { reader in
            // From the very first number there can be: a forged entry before the record's own beginning is handed out too.
            var (last, count): (Int64, Int) = (.min, 0)
            while true {
                let rows = try reader.rows(
                    """
                    SELECT arrival, body FROM journal_entries
                    WHERE arrival > \(last) AND district = \(district) ORDER BY arrival LIMIT 1000
                    """
                )
                for row in rows {
                    try line(try row.text("body"))
                    last = try row.integer("arrival")
                }
                count += rows.count
                progress(count)
                if rows.count < 1_000 { return count }
            }
        }
    }
}

import AddressMatch
import Addresses
public import Base
import Journal
public import Storage

// Rows that do not belong together are parted, and what was parted can be put back.
extension ReviewStore {
    /// Takes rows, each as source and key, out of an open case into one of their own; answers it. Throws `CaseError.unknown`,
    /// `.decided` and, for no rows or all of them, `.noPart`.
    @discardableResult
    public func part(
        _ rows: [(source: String, key: String)], from id: RecordID, by principal: Principal, at now: Instant,
        in transaction: any Transaction
    ) throws -> RecordID {
        let whole = try find(id, in: transaction)
        guard whole.state == .open else { throw CaseError.decided }
        let asked = Set(rows.map { [$0.source, $0.key] })
        let waiting = try self.waiting(in: id, transaction)
        let chosen = try waiting.filter { asked.contains([try $0.text("source"), try $0.text("row_key")]) }
        guard !chosen.isEmpty, chosen.count < waiting.count else { throw CaseError.noPart }
        let part = try open(
            .chosen, of: whole, CasePattern(kind: whole.kind, said: whole.said, candidates: whole.candidates), chosen,
            at: now, in: transaction)
        try set("rows = \(waiting.count - chosen.count)", of: id, in: transaction)
        try record("addresses.case-parted", of: id, rows: chosen.count, by: principal, at: now, in: transaction)
        return part
    }

    /// Puts the rows of a part back to the case that it came from, and ends the part; answers the whole. Throws `CaseError`.
    @discardableResult
    public func join(
        _ id: RecordID, by principal: Principal, at now: Instant, in transaction: any Transaction
    ) throws -> RecordID {
        let part = try find(id, in: transaction)
        guard let whole = part.whole else { throw CaseError.unknown }
        guard part.state == .open, try find(whole, in: transaction).state == .open else { throw CaseError.decided }
        let count = try move(part, to: whole, in: transaction)
        try record("addresses.case-joined", of: whole, rows: count, by: principal, at: now, in: transaction)
        return whole
    }

    // MARK: - What a decision leaves over

    /// What a decision left over waits by itself: the chosen place stands first among those to choose from.
    func partRest(
        of open: AddressCase, _ place: RecordID?, settled: Int, at now: Instant, in transaction: any Transaction
    ) throws {
        let left = try waiting(in: open.id, transaction)
        guard !left.isEmpty else { return }
        let isTried = settled + left.count <= Self.rowsAtOnce
        let pattern =
            place.map { place in
                CasePattern(kind: .other, said: "", candidates: [place] + open.candidates.filter { $0 != place })
            } ?? CasePattern(kind: open.kind, said: open.said, candidates: open.candidates)
        _ = try self.open(isTried ? .rest : .more, of: open, pattern, left, at: now, in: transaction)
    }

    /// With a decision what it left over is taken back too, where nobody has decided about that.
    func joinRest(to whole: RecordID, in transaction: any Transaction) throws {
        for part in [AddressCase.Part.rest, .more] {
            let prefix = "\(part.rawValue)|\(whole)|"
            let rows = try transaction.rows(
                """
                SELECT * FROM address_cases WHERE district = \(district) AND pattern LIKE \(prefix + "%")
                  AND state = \(CaseState.open.rawValue)
                """
            )
            for row in rows { try move(try Self.reviewCase(row), to: whole, in: transaction) }
        }
    }

    // MARK: - Rows

    private func waiting(in id: RecordID, _ reader: any Reader) throws -> [Row] {
        try reader.rows(
            """
            SELECT * FROM address_links WHERE case_id = \(id) AND address_id = '' AND band = \(MatchBand.c.rawValue)
              AND district = \(district) ORDER BY source, row_key
            """
        )
    }

    private func open(
        _ part: AddressCase.Part, of whole: AddressCase, _ pattern: CasePattern, _ rows: [Row], at now: Instant,
        in transaction: any Transaction
    ) throws -> RecordID {
        let id = RecordID.make(at: now), sources = Set(try rows.map { try $0.text("source") })
        let row = MergeWriting.caseShape.row([
            id.value, district.value, pattern.kind.rawValue.value,
            "\(part.rawValue)|\(whole.id)|\(id)".value, whole.town.value, whole.village.value, pattern.said.value,
            (try rows.first?.text("text") ?? whole.sample).value, rows.count.value,
            whole.sources.filter(sources.contains).joined(separator: " ").value,
            pattern.candidates.map(\.text).joined(separator: " ").value, CaseState.open.rawValue.value, "".value,
            .null, .null, .null, .null,
        ])
        try transaction.insert(row, of: id, first: true)
        for row in rows { try transfer(row, to: id, in: transaction) }
        return id
    }

    @discardableResult
    private func move(_ part: AddressCase, to whole: RecordID, in transaction: any Transaction) throws -> Int {
        let rows = try waiting(in: part.id, transaction)
        for row in rows { try transfer(row, to: whole, in: transaction) }
        try transaction.execute("DELETE FROM address_cases WHERE id = \(part.id) AND district = \(district)")
        transaction.noteRemoval("address_cases", of: part.id, id: part.id)
        try set("rows = rows + \(rows.count)", of: whole, in: transaction)
        return rows.count
    }

    private func transfer(_ row: Row, to id: RecordID, in transaction: any Transaction) throws {
        let (source, key) = (try row.text("source"), try row.text("row_key"))
        try transaction.execute(
            """
            UPDATE address_links SET case_id = \(id) WHERE district = \(district) AND source = \(source)
              AND address_id = '' AND row_key = \(key)
            """
        )
        try note(source, key, nil, in: transaction)
    }

    private func set(_ change: SQL, of id: RecordID, in transaction: any Transaction) throws {
        try transaction.execute("UPDATE address_cases SET \(change) WHERE id = \(id) AND district = \(district)")
        transaction.noteChange("address_cases", of: id, id: id)
    }

    private func record(
        _ code: String, of id: RecordID, rows: Int, by principal: Principal, at now: Instant,
        in transaction: any Transaction
    ) throws {
        try journal.record(
            JournalRecord(
                code, subject: Subject("address-case", id), by: principal, happenedAt: now,
                parameters: ["rows": String(rows)]), in: transaction)
    }
}

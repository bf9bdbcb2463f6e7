import AddressMatch
import Addresses
public import Base
import Divisions
import Journal
public import Storage

// A decision about a case settles all its rows: each text is read once more, against the chosen place and what lies in it.
extension ReviewStore {
    /// Rows that one decision settles at most; what is left stays open and is decided again.
    static let rowsAtOnce = 5_000

    /// Decides a case; answers how many rows were settled. Rows whose text leads elsewhere than to the chosen place go on waiting in a
    /// case of their own. Throws `CaseError` and `AddressError`.
    @discardableResult
    public func decide(
        _ id: RecordID, _ decision: CaseDecision, by principal: Principal, at now: Instant,
        in transaction: any Transaction
    ) throws -> Int {
        // Whoever comes second waits here and is told, on engines whose writers run side by side.
        _ = try transaction.change("UPDATE address_cases SET state = state WHERE id = \(id) AND district = \(district)")
        let open = try find(id, in: transaction)
        guard open.state == .open else { throw CaseError.decided }
        let act = AddressAct(on: now.day, at: now)
        let place = try place(decision, of: open, by: act, in: transaction)
        let settled = try settle(open, place, by: act, in: transaction)
        try partRest(of: open, place, settled: settled, at: now, in: transaction)
        try transaction.execute(
            """
            UPDATE address_cases SET state = \(CaseState.decided.rawValue), decision = \(decision.word), rows = \(settled),
              place_id = \(place), act_id = \(act.id), decided_by = \(principal.key), decided_at = \(now)
            WHERE id = \(id)
            """
        )
        transaction.noteChange("address_cases", of: id, id: id)
        try journal.record(
            JournalRecord(
                "addresses.case-decided", subject: Subject("address-case", id), by: principal, happenedAt: now,
                parameters: ["decision": decision.word, "rows": String(settled)]), in: transaction)
        return settled
    }

    /// The place that a decision is about; added or named when it says so.
    private func place(
        _ decision: CaseDecision, of open: AddressCase, by act: AddressAct, in transaction: any Transaction
    ) throws -> RecordID? {
        switch decision {
        case .nothing: return nil
        case .place(let place):
            guard try addresses.stands(place, in: transaction) else { throw CaseError.noPlace }
            return place
        case .alias(let place):
            guard try addresses.stands(place, in: transaction) else { throw CaseError.noPlace }
            try addresses.addName(open.said, .alias, of: place, by: act, in: transaction)
            return place
        case .new(let kind, let name, let village):
            guard (2...60).contains(name.count) else { throw AddressError.badName }
            guard let division = try divisions.find(village, in: transaction), division.level == .village,
                let town = try division.parent.flatMap({ try divisions.find($0, in: transaction) })
            else { throw CaseError.noPlace }
            let place = Place(
                id: .make(at: act.now), type: PlaceType(rawValue: kind.rawValue) ?? .estate, name: name,
                village: division.id, town: town.id, villageName: division.name, townName: town.name)
            let aliases = name == open.said || open.said.count < 2 ? [] : [open.said]
            try addresses.add(
                place, aliases: aliases, origin: "review", from: act.day, act: act.id, at: act.now, in: transaction)
            return place.id
        }
    }

    // MARK: - Rows

    private func settle(
        _ open: AddressCase, _ place: RecordID?, by act: AddressAct, in transaction: any Transaction
    ) throws -> Int {
        let rows = try transaction.rows(
            """
            SELECT * FROM address_links WHERE case_id = \(open.id) AND address_id = '' AND band = \(MatchBand.c.rawValue)
              AND district = \(district) ORDER BY source, row_key LIMIT \(Self.rowsAtOnce)
            """
        )
        guard let place else {
            for row in rows { try mark(row, band: Self.refused, by: act, in: transaction) }
            return rows.count
        }
        let register = try addresses.register(around: place, divisions: divisions, on: act.day, in: transaction)
        var resolver = AddressResolver(register), settled = 0
        for row in rows {
            let found = resolver.resolve(try row.text("text"))
            let read = try meant(found, register, by: act, origin: row.text("source"), in: transaction)
            // What was left over once is what no reading leads further into the place: the place itself is meant.
            guard let meant = read ?? (open.part == .rest ? place : nil) else { continue }
            try mark(row, band: Self.reviewed, place: meant, by: act, in: transaction)
            settled += 1
        }
        return settled
    }

    /// The place that a text means now that a person has said around which: no other place is in question.
    private func meant(
        _ found: AddressResolution, _ register: AddressRegister, by act: AddressAct, origin: String,
        in transaction: any Transaction
    ) throws -> RecordID? {
        if let place = (found.current ?? (found.candidates.count == 1 ? found.candidates.first : nil)) {
            return register.record(place).map { RecordID(trusted: $0) }
        }
        guard found.band == .none, let within = found.within.flatMap(register.record),
            found.namesWithin || !found.missing.isEmpty
        else { return nil }
        return try AddressGrowth(addresses, act, origin: origin)
            .grow(RecordID(trusted: within), found.missing, in: transaction) {}
    }

    /// The band of a row that a person linked, and of one that a person said is no address.
    static let reviewed = "R", refused = "none"

    private func mark(
        _ row: Row, band: String, place: RecordID? = nil, by act: AddressAct, in transaction: any Transaction
    ) throws {
        let (source, key) = (try row.text("source"), try row.text("row_key"))
        try transaction.execute(
            """
            UPDATE address_links SET address_id = \(place?.text ?? ""), band = \(band), act_id = \(act.id)
            WHERE district = \(district) AND source = \(source) AND address_id = \(try row.text("address_id"))
              AND row_key = \(key)
            """
        )
        try note(source, key, place, in: transaction)
    }

    func note(_ source: String, _ key: String, _ place: RecordID?, in transaction: any Transaction) throws {
        let row = try transaction.row(
            """
            SELECT * FROM address_links WHERE district = \(district) AND source = \(source)
              AND address_id = \(place?.text ?? "") AND row_key = \(key)
            """
        )
        if let row { transaction.note("address_links", of: try row.text("batch_id"), row) }
    }

    // MARK: - Back again

    /// Takes a decision back: the rows wait again, and what was added or named for it is undone. Throws `CaseError` and
    /// `AddressError.changedSince`.
    public func reopen(
        _ id: RecordID, by principal: Principal, at now: Instant, in transaction: any Transaction
    ) throws {
        _ = try transaction.change("UPDATE address_cases SET state = state WHERE id = \(id) AND district = \(district)")
        let decided = try find(id, in: transaction)
        guard decided.state == .decided, let done = decided.act else { throw CaseError.open }
        if try !addresses.feed.changes(act: done, in: transaction).isEmpty {
            try addresses.undo(done, by: AddressAct(on: now.day, reason: "reopened", at: now), in: transaction)
        }
        let rows = try transaction.rows(
            "SELECT * FROM address_links WHERE case_id = \(id) AND act_id = \(done) AND district = \(district)")
        for row in rows {
            let (source, key) = (try row.text("source"), try row.text("row_key"))
            try transaction.execute(
                """
                UPDATE address_links SET address_id = '', band = \(MatchBand.c.rawValue), act_id = NULL
                WHERE district = \(district) AND source = \(source) AND address_id = \(try row.text("address_id"))
                  AND row_key = \(key)
                """
            )
            try note(source, key, nil, in: transaction)
        }
        try transaction.execute(
            """
            UPDATE address_cases SET state = \(CaseState.open.rawValue), decision = '', place_id = NULL, act_id = NULL,
              decided_by = NULL, decided_at = NULL WHERE id = \(id)
            """
        )
        transaction.noteChange("address_cases", of: id, id: id)
        try joinRest(to: id, in: transaction)
        try journal.record(
            JournalRecord(
                "addresses.case-reopened", subject: Subject("address-case", id), by: principal, happenedAt: now,
                parameters: ["rows": String(rows.count)]), in: transaction)
    }
}

import AddressMatch
import Addresses
import Base
import Journal
import Storage

/// One batch of an import inside of its transaction.
struct MergeWriting {
    struct Count: Sendable {
        var a = 0, b = 0, new = 0, waiting = 0, conflicts = 0, proposed = 0, changed = 0
    }

    private let merge: AddressMerge
    private let source: String
    private let act: AddressAct
    private let batch: RecordID
    private var count = Count()
    /// Rows by the case they wait in.
    private var cases: [String: RecordID] = [:]

    init(_ merge: AddressMerge, _ source: String, at now: Instant) {
        (self.merge, self.source) = (merge, source)
        act = AddressAct(on: now.day, at: now)
        batch = .make(at: now)
    }

    private var district: DistrictKey { merge.district }

    mutating func write(_ links: [PlannedLink], in transaction: any Transaction) throws -> Count {
        for link in links {
            guard let place = link.stoodAt else { continue }
            count.changed += 1
            try remove(link.key, at: place, in: transaction)
        }
        try openCases(links, in: transaction)
        for link in links {
            switch link.fate {
            case .linked(let place, let band):
                if band == .a { count.a += 1 } else { count.b += 1 }
                try insert(link, place: place, band: band.rawValue, in: transaction)
            case .grows(let within, let missing):
                let place = try AddressGrowth(merge.addresses, act, origin: source)
                    .grow(within, missing, in: transaction) { count.proposed += 1 }
                count.new += 1
                try insert(link, place: place, band: Self.new, in: transaction)
            case .waits(let pattern):
                count.waiting += 1
                if pattern.kind == .against { count.conflicts += 1 }
                try insert(link, place: nil, band: MatchBand.c.rawValue, case: cases[pattern.key], in: transaction)
            case .rejected: continue
            }
        }
        try merge.journal.recordBatch(
            JournalRecord(
                "addresses.merged", subject: Subject(kind: "import", id: district), by: .system("addresses"),
                happenedAt: act.now, parameters: ["rows": String(links.count)]),
            in: transaction)
        return count
    }

    /// The band of a row whose place was added for it.
    static let new = "new"

    private mutating func insert(
        _ link: PlannedLink, place: RecordID?, band: String, case id: RecordID? = nil, in transaction: any Transaction
    ) throws {
        let row = Self.shape.row([
            district.value, source.value, (place?.text ?? "").value, link.key.value, batch.value, link.text.value,
            band.value, link.evidence.value, id.value, .null,
        ])
        try transaction.execute(row.sql)
        transaction.note("address_links", of: batch.text, row.row)
    }

    static let shape = RowShape(
        "address_links",
        [
            "district", "source", "address_id", "row_key", "batch_id", "text", "band", "evidence", "case_id", "act_id",
        ])

    /// A row whose text changed is read anew; it waits no longer in the case of its former text.
    private func remove(_ key: String, at place: String, in transaction: any Transaction) throws {
        let here: SQL = "district = \(district) AND source = \(source) AND address_id = \(place) AND row_key = \(key)"
        guard let old = try transaction.row("SELECT batch_id, case_id FROM address_links WHERE \(here)") else { return }
        try transaction.execute("DELETE FROM address_links WHERE \(here)")
        transaction.noteRemoval("address_links", of: try old.id("batch_id"), id: RecordID(trusted: key))
        guard place.isEmpty, let id = try old.idOrNil("case_id") else { return }
        let changed = try transaction.change(
            "UPDATE address_cases SET rows = rows - 1 WHERE id = \(id) AND state = \(CaseState.open.rawValue)")
        if changed == 1 { transaction.noteChange("address_cases", of: id, id: id) }
    }

    // MARK: - Cases

    /// Opens the cases that rows wait in, or finds those that are open, and counts the rows.
    private mutating func openCases(_ links: [PlannedLink], in transaction: any Transaction) throws {
        var patterns: [String: (pattern: CasePattern, rows: [PlannedLink])] = [:], order: [String] = []
        for link in links {
            guard case .waits(let pattern) = link.fate else { continue }
            if patterns[pattern.key] == nil { order.append(pattern.key) }
            patterns[pattern.key, default: (pattern, [])].rows.append(link)
        }
        for key in order {
            guard let (pattern, rows) = patterns[key], let first = rows.first else { continue }
            cases[key] = try open(pattern, key, rows: rows.count, sample: first.text, in: transaction)
        }
    }

    private func open(
        _ pattern: CasePattern, _ key: String, rows: Int, sample: String, in transaction: any Transaction
    ) throws -> RecordID {
        let known = try transaction.row(
            "SELECT id, sources, state FROM address_cases WHERE district = \(district) AND pattern = \(key)")
        if let known {
            let id = try known.id("id"), sources = try known.text("sources").split(separator: " ").map(String.init)
            let named = sources.contains(source) ? sources : sources + [source]
            try transaction.execute(
                """
                UPDATE address_cases SET rows = CASE WHEN state = \(CaseState.open.rawValue) THEN rows ELSE 0 END + \(rows),
                  sources = \(named.joined(separator: " ")), state = \(CaseState.open.rawValue) WHERE id = \(id)
                """
            )
            transaction.noteChange("address_cases", of: id, id: id)
            return id
        }
        let id = RecordID.make(at: act.now)
        let row = Self.caseShape.row([
            id.value, district.value, pattern.kind.rawValue.value, key.value,
            pattern.town.value, pattern.village.value,
            pattern.said.value, sample.value, rows.value, source.value,
            pattern.candidates.map(\.text).joined(separator: " ").value, CaseState.open.rawValue.value, "".value,
            .null, .null, .null, .null,
        ])
        try transaction.insert(row, of: id, first: true)
        return id
    }

    static let caseShape = RowShape(
        "address_cases",
        [
            "id", "district", "kind", "pattern", "town_id", "village_id", "said", "sample", "rows", "sources",
            "candidates", "state", "decision", "place_id", "act_id", "decided_by", "decided_at",
        ])
}

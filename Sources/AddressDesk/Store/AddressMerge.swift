public import AddressMatch
public import Addresses
public import Base
public import Journal
public import Storage

/// Merges the rows of a system into the library: each row is linked to the place it means, with band and evidence; what is new below
/// a place that is sure is proposed; what is not sure waits for a person. Rows that stand with the same text are passed over, so that an
/// import that broke off is simply run again; each batch is one transaction and one entry of the record with the root of its rows.
public struct AddressMerge: Sendable {
    /// A row of a source: its key there, and its address.
    public typealias Row = (key: String, text: String)
    /// A row that is no address of the district.
    public struct Reject: Sendable {
        /// The key of the row, or its line where it has none.
        public let key: String
        /// Why.
        public let fault: SourceText.Fault
    }

    /// The reason of a row that cannot be read as it was meant, beside those of `SourceText.Fault`.
    public static let badRow = "row"

    /// What is written together with each batch.
    var alongside: (@Sendable (MergeWriting.Count, any Transaction) throws -> Void)?

    let district: DistrictKey
    let addresses: AddressStore
    let journal: Journal
    let database: any Database

    /// A merge into the library of a district.
    public init(addresses: AddressStore, journal: Journal, database: any Database) {
        (self.addresses, self.journal, self.database) = (addresses, journal, database)
        district = journal.district
    }

    /// Rows planned at a time: they are sorted by place before they are written, so that neighbours lie together.
    private static let portion = 250_000
    /// Rows written at a time.
    private static let batch = 1_000

    /// Merges rows of one source. `register` is the library in memory with ids of records; `nameIn` tells which name and road a text has
    /// that the library does not know. Throws `StorageError`: what was committed before stays.
    public func run(
        _ rows: some Sequence<Row>, source: String, title: String, register: AddressRegister,
        nameIn: @escaping NameFinder, at now: Instant,
        reject: (Reject) -> Void = { _ in }, tell: (MergeReport) -> Void = { _ in }
    ) async throws -> MergeReport {
        var report = MergeReport(source: source)
        try await open(source, title: title, at: now)
        let known = try await knownRows(of: source)
        var planner = MergePlanner(register, nameIn: nameIn), seen = Set<String>(), links: [PlannedLink] = []
        func flush() async throws {
            try await write(&links, of: source, at: now, report: &report)
            tell(report)
        }
        for row in rows {
            report.rows += 1
            guard Self.isKey(row.key), seen.insert(row.key).inserted else {
                report.refuse(Reject(key: row.key, fault: .key), reject)
                continue
            }
            let stood = known[row.key]
            let (said, fault) = Self.read(row.text)
            if said.isMasked { report.masked += 1 }
            guard fault != nil || stood?.text != said.text else {
                report.already += 1
                continue
            }
            let (fate, evidence) = fault.map { (.rejected($0), "") } ?? planner.fate(of: said.plain)
            if case .rejected(let fault) = fate { report.refuse(Reject(key: row.key, fault: fault), reject) }
            // What is no address any more leaves nothing behind.
            if case .rejected = fate, stood == nil { continue }
            links.append(
                PlannedLink(key: row.key, text: said.text, fate: fate, evidence: evidence, stoodAt: stood?.place))
            if links.count >= Self.portion { try await flush() }
        }
        try await flush()
        return report
    }

    static func isKey(_ key: String) -> Bool { !key.isEmpty && key.utf8.count <= 100 }

    private static func read(_ text: String) -> (SourceText, SourceText.Fault?) {
        do throws(SourceText.Fault) {
            return (try SourceText(text), nil)
        } catch {
            return (.none, error)
        }
    }

    private func open(_ source: String, title: String, at now: Instant) async throws {
        try await database.write { [district, journal] transaction in
            let known = try transaction.row(
                "SELECT id FROM address_sources WHERE district = \(district) AND name = \(source)")
            guard known == nil else { return }
            let id = RecordID.make(at: now)
            let row = Self.sourceShape.row([id.value, district.value, source.value, title.value, now.value])
            try transaction.insert(row, of: id, first: true)
            try journal.record(
                JournalRecord(
                    "addresses.source-opened", subject: Subject("address-source", id), by: .system("addresses"),
                    happenedAt: now), in: transaction)
        }
    }

    private static let sourceShape = RowShape("address_sources", ["id", "district", "name", "title", "since"])

    /// The texts of the rows that stand, and at which place; empty for those that wait.
    private func knownRows(of source: String) async throws -> [String: (text: String, place: String)] {
        try await database.readAtLength { [district] reader in
            var known: [String: (text: String, place: String)] = [:], place = "", key = ""
            while true {
                let rows = try reader.rows(
                    """
                    SELECT address_id, row_key, text FROM address_links WHERE district = \(district)
                      AND source = \(source) AND (address_id, row_key) > (\(place), \(key))
                    ORDER BY address_id, row_key LIMIT 5000
                    """
                )
                guard let last = rows.last else { return known }
                for row in rows { known[try row.text(at: 1)] = (try row.text(at: 2), try row.text(at: 0)) }
                (place, key) = (try last.text(at: 0), try last.text(at: 1))
            }
        }
    }

    // MARK: - Writing

    /// What is below what: in which order rows are written does not matter to what comes of them.
    private func write(
        _ links: inout [PlannedLink], of source: String, at now: Instant, report: inout MergeReport
    ) async throws {
        links.sort { ($0.place, $0.key) < ($1.place, $1.key) }
        for start in stride(from: 0, to: links.count, by: Self.batch) {
            let batch = Array(links[start..<min(start + Self.batch, links.count)])
            let written = try await database.writeInBackground { transaction in
                var writing = MergeWriting(self, source, at: now)
                let count = try writing.write(batch, in: transaction)
                try alongside?(count, transaction)
                return count
            }
            report.add(written)
        }
        links = []
    }
}

/// A row with what becomes of it, before it is written.
struct PlannedLink: Sendable {
    var key: String, text: String, fate: RowFate, evidence: String
    /// The place at which it stands already, with another text; empty where it waits, nil where it is new.
    var stoodAt: String?

    /// Where it comes in the order of writing.
    var place: String {
        switch fate {
        case .linked(let place, _), .grows(let place, _): place.text
        case .waits, .rejected: ""
        }
    }
}

extension MergeReport {
    mutating func refuse(_ reject: AddressMerge.Reject, _ tell: (AddressMerge.Reject) -> Void) {
        rejected[reject.fault.rawValue, default: 0] += 1
        tell(reject)
    }

    mutating func add(_ written: MergeWriting.Count) {
        a += written.a
        b += written.b
        new += written.new
        waiting += written.waiting
        conflicts += written.conflicts
        proposed += written.proposed
        changed += written.changed
    }
}

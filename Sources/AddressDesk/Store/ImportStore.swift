public import Addresses
public import Base
public import Foundation
import Jobs
public import Journal
import Sheets
public import Storage

/// The tables that people bring into the browser: kept as files until they are merged, at most a week.
public struct ImportStore: Sendable {
    /// The kind of job that merges a table.
    public static let job = "address-import"
    /// Rejected rows that are kept for who brought the table.
    static let rejectLimit = 10_000

    let addresses: AddressStore
    let journal: Journal
    let database: any Database
    private let folder: URL
    var district: DistrictKey { journal.district }

    /// The tables of a district; their files lie in `folder`.
    public init(addresses: AddressStore, journal: Journal, database: any Database, folder: URL) {
        (self.addresses, self.journal, self.database, self.folder) = (addresses, journal, database, folder)
    }

    /// What the job is given.
    struct Payload: Codable {
        let id: String
    }

    // MARK: - Looking

    /// The last ones, the newest first.
    func list(limit: Int, in reader: any Reader) throws -> [AddressImport] {
        try reader.rows(
            "SELECT * FROM address_imports WHERE district = \(district) ORDER BY id DESC LIMIT \(limit)"
        ).map(Self.one)
    }

    /// Throws `ImportFault.moved` when there is none.
    func find(_ id: RecordID, in reader: any Reader) throws -> AddressImport {
        let row = try reader.row("SELECT * FROM address_imports WHERE id = \(id) AND district = \(district)")
        guard let row else { throw ImportFault.moved }
        return try Self.one(row)
    }

    /// Rejected rows by key and reason, in the order of the file.
    func rejects(of id: RecordID, in reader: any Reader) throws -> [(key: String, reason: String)] {
        try reader.rows("SELECT row_key, reason FROM address_import_rejects WHERE import_id = \(id) ORDER BY number")
            .map { (try $0.text("row_key"), try $0.text("reason")) }
    }

    /// The table itself. Throws `ImportFault.gone` and `SheetError`.
    func open(_ id: RecordID) throws -> SheetReader {
        let file = file(of: id).path
        guard FileManager.default.fileExists(atPath: file) else { throw ImportFault.gone }
        return try SheetReader(path: file)
    }

    private static func one(_ row: Row) throws -> AddressImport {
        var counts = AddressImport.Counts()
        (counts.a, counts.b, counts.new) = (try row.int("rows_a"), try row.int("rows_b"), try row.int("rows_new"))
        (counts.waiting, counts.changed) = (try row.int("rows_waiting"), try row.int("rows_changed"))
        (counts.proposed, counts.masked) = (try row.int("proposed"), try row.int("masked"))
        let decoder = JSONDecoder()
        counts.rejected = try decoder.decode([String: Int].self, from: Data(try row.text("rejected").utf8))
        return AddressImport(
            id: try row.id("id"), source: try row.text("source"), title: try row.text("title"),
            file: try row.text("file"), format: try row.text("format"),
            header: try decoder.decode([String].self, from: Data(try row.text("header").utf8)),
            rows: try row.int("rows"), faulty: try row.int("faulty"),
            columns: SourceColumns(line: try row.text("columns")) ?? SourceColumns(key: nil, address: []),
            state: AddressImport.State(rawValue: try row.text("state")) ?? .failed, counts: counts,
            broughtAt: try row.instant("brought_at"), endedAt: try row.instantOrNil("ended_at"))
    }

    private func file(of id: RecordID) -> URL { folder.appending(path: id.text) }

    // MARK: - Bringing

    /// Takes a table in: reads it through, guesses its columns and keeps it. `name` is the system's short name, nil takes one that is
    /// free; `title` its name for people. Throws `ImportFault`, `SheetError` and `StorageError`.
    func bring(
        _ bytes: [UInt8], file name: String, source: String?, title: String, by principal: Principal, at now: Instant
    ) async throws -> RecordID {
        let reader = try SheetReader(bytes: bytes)
        var sample: [SheetRow] = [], rows = 0, faulty = 0
        while let row = try reader.next() {
            rows += 1
            if !row.faults.isEmpty { faulty += 1 } else if sample.count < 50 { sample.append(row) }
        }
        guard rows > 0 else { throw SheetError.empty }
        let id = RecordID.make(at: now), file = file(of: id)
        let columns = SourceColumns(guessing: reader.header, sample)
        let header = String(decoding: try JSONEncoder().encode(reader.header), as: UTF8.self)
        let (format, count, bad) = (reader.format, rows, faulty)
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            // On disk before its row: a row without its file would be a promise.
            try Data(bytes).write(to: file, options: .atomic)
        } catch let error as CocoaError {
            throw error.code == .fileWriteOutOfSpace ? StorageError.full : StorageError.engine("\(error)")
        }
        do {
            try await database.write { [self] transaction in
                let source = try system(source, title: title, in: transaction)
                let none = 0.value
                let row = Self.shape.row([
                    id.value, district.value, source.name.value, source.title.value, Self.shown(name).value,
                    format.value, header.value, count.value, bad.value, columns.line.value,
                    AddressImport.State.brought.rawValue.value, none, none, none, none, none, none, none, "{}".value,
                    now.value, .null,
                ])
                try transaction.insert(row, of: id, first: true)
                try record(
                    "addresses.import-brought", id, by: principal, at: now, ["rows": "\(count)"], in: transaction)
            }
        } catch {
            try? FileManager.default.removeItem(at: file)
            throw error
        }
        return id
    }

    private static let shape = RowShape(
        "address_imports",
        [
            "id", "district", "source", "title", "file", "format", "header", "rows", "faulty", "columns", "state",
            "rows_a", "rows_b", "rows_new", "rows_waiting", "rows_changed", "proposed", "masked", "rejected",
            "brought_at", "ended_at",
        ])

    private static func shown(_ name: String) -> String {
        String(name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last?.prefix(120) ?? "")
    }

    /// The system by its short name, or a new one.
    private func system(_ name: String?, title: String, in reader: any Reader) throws -> (name: String, title: String) {
        // A table that waits has its name already: two systems that are brought one after the other must not get the same.
        let waiting = try reader.rows(
            "SELECT DISTINCT source, title FROM address_imports WHERE district = \(district) ORDER BY source"
        ).map { (name: try $0.text("source"), title: try $0.text("title")) }
        let known = try AddressLinks(addresses).sources(in: reader) + waiting
        let title = String(title.prefix(60))
        if let one = known.first(where: { $0.name == name || name == nil && $0.title == title }) {
            // A short name with another name for people would quietly mix two systems.
            guard title.isEmpty || one.title == title else { throw ImportFault.badName }
            return one
        }
        guard !title.isEmpty else { throw ImportFault.noSystem }
        if let name {
            guard SourceName.isGood(name) else { throw ImportFault.badName }
            return (name, title)
        }
        let taken = Set(known.map(\.name))
        let free = (1...).lazy.map { "system-\($0)" }.first { !taken.contains($0) }
        return (free ?? "system", title)
    }

    /// Says which columns are read; what was counted of other columns counts no more. Throws `ImportFault`.
    func choose(
        _ columns: SourceColumns, of id: RecordID, by principal: Principal, at now: Instant,
        in transaction: any Transaction
    ) throws {
        guard !columns.address.isEmpty else { throw ImportFault.noAddress }
        guard columns.key.map({ !columns.address.contains($0) }) ?? true else { throw ImportFault.keyIsAddress }
        let one = try find(id, in: transaction)
        guard (columns.address + [columns.key].compactMap(\.self)).allSatisfy(one.header.indices.contains) else {
            throw ImportFault.noAddress
        }
        try change(
            id,
            """
            columns = \(columns.line), rows_a = 0, rows_b = 0, rows_new = 0, rows_waiting = 0, rows_changed = 0, proposed = 0
            """, from: [.brought, .failed], "addresses.import-read", by: principal, at: now, in: transaction)
    }

    // MARK: - Merging

    /// Puts the merge into the queue of jobs. Throws `ImportFault`.
    func start(_ id: RecordID, by principal: Principal, at now: Instant, in transaction: any Transaction) throws {
        guard try !find(id, in: transaction).columns.address.isEmpty else { throw ImportFault.noAddress }
        guard FileManager.default.fileExists(atPath: file(of: id).path) else { throw ImportFault.gone }
        try change(
            id, "state = \(AddressImport.State.running.rawValue), ended_at = NULL", from: [.brought, .failed],
            "addresses.import-started", by: principal, at: now, in: transaction)
        let payload = String(decoding: try JSONEncoder().encode(Payload(id: id.text)), as: UTF8.self)
        try JobQueue.add(Self.job, district: district, payload: payload, in: transaction, at: now)
    }

    /// Throws the table away before it was merged. Throws `ImportFault.moved`.
    func drop(_ id: RecordID, by principal: Principal, at now: Instant) async throws {
        try await database.write { [self] in
            try end(
                id, .dropped, from: [.brought, .failed], "addresses.import-dropped", by: principal, at: now, in: $0)
        }
        removeFile(of: id)
    }

    /// Throws away what nobody started for a week, and files that belong to nothing. Throws `StorageError`.
    public func tidy(at now: Instant) async throws {
        let week = now.adding(seconds: -7 * 86_400)
        let old = try await database.read { [district] reader in
            try reader.rows(
                """
                SELECT id FROM address_imports WHERE district = \(district) AND brought_at < \(week)
                  AND state IN (\(list: [AddressImport.State.brought.rawValue, AddressImport.State.failed.rawValue]))
                """
            ).map { try $0.id("id") }
        }
        for id in old { try? await drop(id, by: .system("addresses"), at: now) }
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        for id in files.compactMap(RecordID.init) {
            let state = try await database.read { try? find(id, in: $0).state }
            if state == .done || state == .dropped || state == nil && (id.instant ?? now) < week { removeFile(of: id) }
        }
    }

    func removeFile(of id: RecordID) { try? FileManager.default.removeItem(at: file(of: id)) }

    /// Changes the state with its entry. Throws `ImportFault.moved` when it stands in none of `from`: of two who press at once only
    /// one is first.
    func end(
        _ id: RecordID, _ state: AddressImport.State, from: [AddressImport.State], _ what: String,
        by principal: Principal, at now: Instant, _ parameters: [String: String] = [:],
        in transaction: any Transaction
    ) throws {
        try change(
            id, "state = \(state.rawValue), ended_at = \(now)", from: from, what, by: principal, at: now, parameters,
            in: transaction)
    }

    private func change(
        _ id: RecordID, _ change: SQL, from: [AddressImport.State], _ what: String, by principal: Principal,
        at now: Instant, _ parameters: [String: String] = [:], in transaction: any Transaction
    ) throws {
        let changed = try transaction.change(
            """
            UPDATE address_imports SET \(change) WHERE id = \(id) AND district = \(district)
              AND state IN (\(list: from.map(\.rawValue)))
            """
        )
        guard changed == 1 else { throw ImportFault.moved }
        transaction.noteChange("address_imports", of: id, id: id)
        try record(what, id, by: principal, at: now, parameters, in: transaction)
    }

    private func record(
        _ what: String, _ id: RecordID, by principal: Principal, at now: Instant, _ parameters: [String: String],
        in transaction: any Transaction
    ) throws {
        try journal.record(
            JournalRecord(
                what, subject: Subject("address-import", id), by: principal, happenedAt: now, parameters: parameters),
            in: transaction)
    }
}

/// The short name of a system.
public enum SourceName {
    /// 1 to 40 small letters, digits and `-`.
    public static func isGood(_ name: String) -> Bool {
        (1...40).contains(name.utf8.count)
            && name.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
    }
}

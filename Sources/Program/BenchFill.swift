import App
import ArgumentParser
import Base
import Foundation
import Journal
import Matters
import Storage
import StoragePostgres

/// Makes the district that is measured, with its past matters, or finds it made before.
struct BenchFill {
    /// What the fill leaves for the run and the report.
    struct Filled {
        let texts: BenchTexts
        let offices: BenchOffices
        let seconds: Double
        let bytesPerMatter: Int
        let engine: String
        let synchronous: String
    }

    let place: PlaceOptions
    let count: Int
    let seed: UInt64
    /// Whether all matters are of the last weeks and still open.
    var areOpen = false
    // Five years of a district with 200,000 matters a year end here: a Friday morning.
    static let now = Instant(Day(number: 19_685), hour: 9)  // 2023-11-24
    private static let first = Instant(Day(number: 17_899), hour: 9)  // 2019-01-03
    // What a matter takes with its log, indexes and the write-ahead log beside it, generously.
    private static let bytesNeeded: Int64 = 24_000
    private static let batch = 1_000

    func run() async throws -> Filled {
        let home = try place.homeFolder()
        let facts = try DistrictFacts(folder: home.appending(path: "Rules/districts/yuhang-2019"))
        let before = marker()
        if before == nil { try checkRoom() }
        let database = try await place.openDatabase(creating: true)
        let found = try await database.read { try District.find(in: $0) }
        if before == nil, found != nil {
            throw ValidationError("\(place.folder.path) holds another district; nothing was changed.")
        }
        let house = House(
            district: found ?? Self.district(facts), database: database, folder: place.folder,
            keys: try place.openKeys()
        )
        if before == nil {
            try await DemoDistrict.make(
                in: house, facts: facts, home: home, size: .offices, seed: seed, tell: Tell.progress)
        }
        let texts = try await texts(house, home: home)
        let offices = try await database.read { try BenchOffices(house, in: $0) }
        var (seconds, bytes) = before ?? (0, 0)
        if before == nil { (seconds, bytes) = try await fill(house, database, texts, offices) }
        let (engine, synchronous) = (try await database.version(), try await database.durability())
        try await database.close()
        return Filled(
            texts: texts, offices: offices, seconds: seconds, bytesPerMatter: bytes, engine: engine,
            synchronous: synchronous
        )
    }

    private func checkRoom() throws {
        let needed = Int64(count) * Self.bytesNeeded + 500_000_000
        let free = try BenchDisk.freeBytes(in: place.folder)
        guard free > needed else {
            throw Refusal("\(count) matters want \(needed >> 20) MiB of disk; there are \(free >> 20).")
        }
    }

    private static func district(_ facts: DistrictFacts) -> District {
        let demo = DemoDistrict.district(facts: facts, machine: Machine.now())
        return District(
            key: demo.key, code: demo.code, prefix: demo.prefix, name: demo.name,
            note: Words("测速用，全部虚构。", "For measuring; all of it is made up."),
            clockOffset: now.milliseconds - Machine.now().milliseconds, isDemo: true
        )
    }

    private func texts(_ house: House, home: URL) async throws -> BenchTexts {
        let samples = try DistrictFacts.table(home.appending(path: "Rules/samples"), "messages-300.tsv")
        let topics = try await house.database.read { try house.matters.book.rules(on: Self.now.day, in: $0).topics }
        let keywords = topics.topics.flatMap(\.leaves).flatMap(\.keywords).map(\.word)
        return BenchTexts(samples: samples, keywords: keywords, seed: seed)
    }

    private func fill(
        _ house: House, _ database: any Engine, _ texts: BenchTexts, _ offices: BenchOffices
    ) async throws -> (Double, Int) {
        let size = try await database.size(), start = ContinuousClock.now
        try await Journal.months.make(from: Self.first, through: Self.now, in: database)
        var past = BenchPast(
            from: areOpen ? Self.now.adding(seconds: -50 * 86_400) : Self.first, to: Self.now.adding(seconds: -86_400),
            count: count, areOpen: areOpen, prefix: house.district.prefix, texts: texts, offices: offices, seed: seed
        )
        let indexes = try await dropSearchIndexes(database)
        var (done, row) = (0, 0)
        var writing: Task<Void, any Error>?
        while case let batch = past.next(Self.batch), !batch.isEmpty {
            let rows = batch.map { past in
                row = max(row + 1, MatterStore.firstSearchRow(at: past.filedAt))
                return row
            }
            let statements = try await prepare(Array(zip(batch, rows)), house)
            try await writing?.value
            writing = Task { try await Self.write(statements, database) }
            done += batch.count
            if done % 10_000 == 0 || done == count { Tell.slowProgress("matters", done, count, since: start) }
        }
        try await writing?.value
        try await keep(past.serials, house)
        try await sequence(house)
        for definition in indexes { try administer(definition) }
        // What a district does every night.
        try await house.matters.tidyIndexes()
        try await database.analyze()
        try await database.purge()
        let seconds = BenchDisk.milliseconds(ContinuousClock.now - start) / 1_000
        let bytes = (try await database.size() - size) / max(1, count)
        try "\(count) \(mark) \(seconds) \(bytes)".write(to: markerFile, atomically: true, encoding: .utf8)
        return (seconds, bytes)
    }

    /// Everything costly is done here, beside the transaction of the batch before.
    private func prepare(_ batch: [(past: PastMatter, row: Int)], _ house: House) async throws -> [SQL] {
        let matters = house.matters
        let rules = try await house.database.read { try matters.rules(for: batch.map(\.past), in: $0) }
        let middle = batch.count / 2
        async let early = Self.statements(Array(batch[..<middle]), matters, rules)
        async let late = Self.statements(Array(batch[middle...]), matters, rules)
        return try await early + late
    }

    private static func statements(
        _ batch: [(past: PastMatter, row: Int)], _ matters: MatterStore, _ rules: PastRules
    ) async throws -> [SQL] {
        var statements: [SQL] = []
        for (past, row) in batch { statements += try matters.statements(of: past, searchRow: row, by: rules) }
        return statements
    }

    private static func write(_ statements: [SQL], _ database: any Engine) async throws {
        try await database.write { transaction in
            if let join = transaction.dialect.joinNumbering { try transaction.execute(join) }
            for statement in statements { try transaction.execute(statement) }
        }
    }

    /// Row by row an index of full text takes most of the fill: where it can, it is made anew at the end. Answers how.
    private func dropSearchIndexes(_ database: any Engine) async throws -> [String] {
        guard database.dialect == .postgres else { return [] }
        let indexes = try await database.read {
            try $0.rows(
                "SELECT CAST(indexname AS text) AS name, indexdef FROM pg_indexes WHERE indexdef LIKE '% USING gin %'"
            ).map { (name: try $0.text("name"), definition: try $0.text("indexdef")) }
        }
        for index in indexes { try administer("DROP INDEX \(index.name)") }
        return indexes.map(\.definition)
    }

    private func administer(_ statement: String) throws {
        guard let address = place.address else { return }
        try PostgresDatabase.administer(address, statement)
    }

    private func keep(_ serials: [Int: Int], _ house: House) async throws {
        let district = house.district.key
        try await house.database.write { transaction in
            for (year, last) in serials {
                try transaction.execute(
                    "INSERT INTO serial_leases (district, year, next_serial) VALUES (\(district), \(year), \(last + 1))"
                )
            }
        }
    }

    private func sequence(_ house: House) async throws {
        let start = ContinuousClock.now
        var turns = 0
        while try await house.sequencer.sequenceOnce(limit: 10_000, at: Self.now) != nil {
            turns += 1
            if turns % 10 == 0 { Tell.slowProgress("record", min(turns * 10_000, count * 3), count * 3, since: start) }
        }
    }

    // MARK: - What a folder was filled with

    private var markerFile: URL { place.folder.appending(path: "bench.filled") }

    private var mark: String { areOpen ? "open-\(seed)" : "\(seed)" }

    private func marker() -> (Double, Int)? {
        guard let text = try? String(contentsOf: markerFile, encoding: .utf8) else { return nil }
        let parts = text.split(separator: " ")
        guard parts.count == 4, Int(parts[0]) == count, parts[1] == mark, let seconds = Double(parts[2]),
            let bytes = Int(parts[3])
        else { return nil }
        return (seconds, bytes)
    }
}

extension Tell {
    /// A line of progress with the speed so far, for work of minutes.
    static func slowProgress(_ name: String, _ done: Int, _ all: Int, since start: ContinuousClock.Instant) {
        let seconds = BenchDisk.milliseconds(ContinuousClock.now - start) / 1_000
        line("\(name) \(done)/\(all), \(Int(Double(done) / max(0.001, seconds))) a second")
    }
}

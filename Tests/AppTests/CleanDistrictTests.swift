import Accounts
import App
import Base
import Foundation
import Journal
import Matters
import Storage
import StorageSQLite
import TestDistrict
import Testing

/// Districts as the commands make them verify clean, every table of them.
@Suite struct CleanDistrictTests {
    @Test func `a small demo district verifies clean`() async throws {
        let place = try await Place(isDemo: true)
        defer { place.remove() }
        try await DemoDistrict.make(
            in: place.house, facts: place.facts, home: TestDistrict.home, size: .small, seed: 2019
        ) { _, _, _ in }
        let report = try await place.verify()
        #expect(report.isSound && report.unverifiedTables.isEmpty, "\(report.problems)")
        #expect(report.rows > 2_000)
        // The matters that ended late were told of: the job is part of the record too.
        _ = try await OverdueTermsJob(place.house.matters).run(at: DemoDistrict.morning.adding(seconds: 30 * 86_400))
        #expect(try await place.verify().isSound)
    }

    @Test func `a district of one's own verifies clean with its first administrator`() async throws {
        let place = try await Place(isDemo: false)
        defer { place.remove() }
        let house = place.house, now = TestDistrict.morning
        try await DemoDistrict.found(house, facts: place.facts, home: TestDistrict.home, at: now)
        let account = try await house.accounts.add(
            login: "admin", name: "立春", password: "eight-chars", by: .system("init"), at: now
        )
        try await house.database.write { transaction in
            guard let centre = try house.units.find(code: "centre", in: transaction) else { throw AccountError.unknown }
            try house.accounts.appoint(
                account, unit: centre.id, role: .administrator, from: now.day, by: .system("init"), at: now,
                in: transaction
            )
        }
        let report = try await place.verify()
        #expect(report.isSound && report.unverifiedTables.isEmpty, "\(report.problems)")
    }
}

extension CleanDistrictTests {
    @Test func `a district's own places and grids are its own, and the demo's are made up`() async throws {
        for (isDemo, origin) in [(true, "made-up"), (false, "yuhang")] {
            let place = try await Place(isDemo: isDemo, withOrigin: isDemo)
            defer { place.remove() }
            try await DemoDistrict.found(
                place.house, facts: place.facts, home: TestDistrict.home, at: TestDistrict.morning)
            let named = try await place.database.read { reader in
                try reader.rows(
                    """
                    SELECT DISTINCT origin AS name FROM addresses WHERE type NOT IN ('village', 'town')
                    UNION SELECT DISTINCT code_system FROM divisions WHERE level = 'grid'
                    """
                ).map { try $0.text("name") }
            }
            #expect(named == [origin])
        }
    }
}

/// An empty data folder.
private struct Place {
    let folder: URL
    let facts: DistrictFacts
    let database: SQLiteDatabase
    let house: House

    init(isDemo: Bool, withOrigin: Bool = true) async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "shanzhi-clean-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let demo = TestDistrict.home.appending(path: "Rules/districts/yuhang-2019")
        if withOrigin {
            facts = try DistrictFacts(folder: demo)
        } else {
            let own = folder.appending(path: "facts"), header = own.appending(path: "district.yaml")
            try FileManager.default.copyItem(at: demo, to: own)
            let lines = try String(contentsOf: header, encoding: .utf8).split(separator: "\n")
            try lines.filter { !$0.hasPrefix("origin:") }.joined(separator: "\n")
                .write(to: header, atomically: true, encoding: .utf8)
            facts = try DistrictFacts(folder: own)
        }
        database = try SQLiteDatabase(path: folder.appending(path: "shanzhi.sqlite").path)
        try await database.migrate(allMigrations, at: TestDistrict.morning)
        let district =
            isDemo ? DemoDistrict.district(facts: facts, machine: TestDistrict.morning) : facts.district
        house = House(
            district: district, database: database, folder: folder,
            keys: try KeyRing.open(folder: folder.appending(path: "keys").path, creating: true)
        )
    }

    func verify() async throws -> VerificationReport {
        try await house.journal.verify(in: database, heads: house.heads)
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }
}

import Addresses
import App
import Base
import Divisions
import Journal
import Storage
import StorageSQLite
import TestDistrict
import TestSupport
import Testing

/// A district made before towns were places goes on, and gets them.
@Suite struct TownMigrationTests {
    @Test func `places of before keep their ids, names and villages, and towns get a record once`() async throws {
        let now = TestDistrict.morning
        let later = [
            "addresses-03-towns-without-village", "addresses-04-down-to-the-room", "addresses-05-history-and-codes",
            "addresses-06-where-positions-are-from",
        ]
        let test = try await TestFile(allMigrations.filter { !later.contains($0.name) })
        let (town, village, place) = (RecordID.make(at: now), RecordID.make(at: now), RecordID.make(at: now))
        try await test.database.write { transaction in
            for (id, level, name, parent) in [
                (town, "town", "谷雨街道", RecordID?.none), (village, "village", "立春村", town),
            ] {
                try transaction.execute(
                    """
                    INSERT INTO divisions (id, district, level, code, code_system, name_zh, name_en, kind, parent_id,
                      valid_from)
                    VALUES (\(id), 'yuhang', \(level), \(level), 'x', \(name), 'x', 'x', \(parent), '2019-01-01')
                    """
                )
            }
            try transaction.execute(
                """
                INSERT INTO addresses (id, district, type, name, village_id, town_id, grid_id, origin, valid_from)
                VALUES (\(place), 'yuhang', 'estate', '雨水苑', \(village), \(town), NULL, 'made-up', '2019-01-01')
                """
            )
            try transaction.execute(
                "INSERT INTO address_names VALUES ('yuhang', '雨水', '雨水苑', \(place), 'exact')")
        }
        try await test.database.migrate(allMigrations, at: now)
        let store = AddressStore(district: "yuhang")
        let before = try await test.database.read { try store.matches(in: "谷雨街道雨水苑", reader: $0) }
        #expect(before.map(\.place.id) == [place])
        #expect(before.first?.place.village == village)
        for added in [1, 0] {
            #expect(try await test.database.write { try store.addTowns(on: now.day, at: now, in: $0) } == added)
        }
        let after = try await test.database.read { try store.matches(in: "谷雨街道雨水苑", reader: $0) }
        #expect(after.map(\.place.type) == [.estate, .town])
        #expect(after.last?.place.town == town)
    }

    @Test func `a town without a record gets one when the house is opened, and the record stays clean`() async throws {
        let world = try await TestDistrict()
        let house = world.house, now = TestDistrict.morning
        #expect(try await house.addMissingTowns(at: now) == 0, "a new district has them")
        try await world.database.write { transaction in
            let town = Division(
                id: .make(at: now), level: .town, code: "330110099", codeSystem: "made-up",
                name: Words("谷雨街道", "Guyu Subdistrict"), kind: "street", parent: nil, point: nil, validFrom: now.day,
                validTo: nil
            )
            try house.divisions.add(town, at: now, in: transaction)
            try house.journal.record(
                JournalRecord(
                    "divisions.added", subject: Subject(kind: "import", id: "yuhang"), by: .system("test"),
                    happenedAt: now),
                in: transaction
            )
        }
        #expect(try await house.addMissingTowns(at: now) == 1)
        #expect(try await house.addMissingTowns(at: now) == 0)
        let found = try await world.database.read { try house.addresses.matches(in: "谷雨街道", reader: $0) }
        #expect(found.map(\.place.type) == [.town])
        let report = try await house.journal.verify(in: world.database, heads: nil)
        #expect(report.isSound, "\(report.problems)")
    }
}

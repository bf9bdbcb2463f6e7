import Addresses
import App
import Base
import Matters
import Storage
import StorageSQLite
import TestDistrict
import TestSupport
import Testing

/// A district made before grids were known goes on.
@Suite struct GridMigrationTests {
    @Test func `places and matters of before have no grid and lose nothing`() async throws {
        let now = TestDistrict.morning
        let later = ["addresses-02-grids", "addresses-03-towns-without-village", "matters-05-grids"]
        let test = try await TestFile(allMigrations.filter { !later.contains($0.name) })
        let (town, village, place, matter) = (
            RecordID.make(at: now), RecordID.make(at: now), RecordID.make(at: now), RecordID.make(at: now)
        )
        try await test.database.write { transaction in
            for (id, level) in [(town, "town"), (village, "village")] {
                try transaction.execute(
                    """
                    INSERT INTO divisions (id, district, level, code, code_system, name_zh, name_en, kind, valid_from)
                    VALUES (\(id), 'yuhang', \(level), \(level), 'x', '立春村', 'Lichun', 'x', '2019-01-01')
                    """
                )
            }
            try transaction.execute(
                """
                INSERT INTO addresses (id, district, type, name, village_id, town_id, origin, valid_from)
                VALUES (\(place), 'yuhang', 'estate', '雨水苑', \(village), \(town), 'made-up', '2019-01-01')
                """
            )
            try transaction.execute(
                """
                INSERT INTO matters (id, district, number, kind, channel, topic_confirmed, narrative_id, place_id, place_how,
                  village_id, town_id, first_receiver, received_by, status, stage, happened_at, filed_at, reopened,
                  confidentiality, key_version, search_row, revision)
                VALUES (\(matter), 'yuhang', 'YH2019-000001-0', 'help', 'web', 0, \(matter), \(place), 'exact', \(village),
                  \(town), \(town), 'visitor', 'received', 'received', \(now), \(now), 0, 'named', 1, 1, 1)
                """
            )
        }
        try await test.database.migrate(allMigrations, at: now)
        try await test.database.read { reader in
            let found = try #require(try AddressStore(district: "yuhang").find(place, in: reader))
            #expect(found.name == "雨水苑")
            #expect(found.grid == nil)
            let row = try #require(try reader.row("SELECT * FROM matters WHERE id = \(matter)"))
            #expect(try row.idOrNil("grid_id") == nil)
            #expect(try row.text("number") == "YH2019-000001-0")
        }
    }
}

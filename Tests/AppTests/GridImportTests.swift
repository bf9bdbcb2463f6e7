import Addresses
import App
import Base
import Divisions
import Foundation
import Journal
import Storage
import TestDistrict
import TestSupport
import Testing

/// Grids drawn anew on a day: what is written, what moves, and what a point lies in before and after.
@Suite struct GridImportTests {
    private static let now = TestDistrict.morning
    private static let day = now.day.adding(days: -5)

    /// A village with two grids and three places, at a corner of its own.
    private struct Ground {
        var world: TestDistrict
        var village: Division
        var grids: [Division]
        var places: [RecordID]
    }

    private static func spot(_ x: Int, _ y: Int) -> GeoPoint {
        GeoPoint(longitudeE6: 120_000_000 + x * 1_000, latitudeE6: 30_000_000 + y * 1_000)
    }

    private static func box(_ west: Int, _ east: Int) -> [Ring] {
        [[spot(west, 0), spot(east, 0), spot(east, 10), spot(west, 10)]]
    }

    /// The grids of a file, which must be taken whole.
    private static func file(
        _ grids: [(code: String, name: String, west: Int, east: Int)], of village: Division
    ) throws -> [GridFile.Grid] {
        let features = grids.map { grid in
            let corners = box(grid.west, grid.east).joined() + [spot(grid.west, 0)]
            let ring = corners.map { "[\(Double($0.longitudeE6) / 1e6),\(Double($0.latitudeE6) / 1e6)]" }
            return """
                {"type":"Feature","properties":{"code":"\(grid.code)","name":"\(grid.name)","village_code":"\(village.code)"},
                "geometry":{"type":"Polygon","coordinates":[[\(ring.joined(separator: ","))]]}}
                """
        }
        let text = "{\"type\":\"FeatureCollection\",\"features\":[\(features.joined(separator: ","))]}"
        let file = try GridFile(Data(text.utf8), system: .wgs84, villages: [(village.code, box(0, 40))])
        #expect(file.refusals.isEmpty)
        return file.grids
    }

    private func ground() async throws -> Ground {
        let world = try await TestDistrict(), house = world.house
        let (village, town, grids) = try await world.database.read { reader in
            let grids = try house.divisions.list(.grid, on: Self.now.day, in: reader)
            let homes = Dictionary(grouping: grids, by: \.parent)
            let village = try house.divisions.list(.village, on: Self.now.day, in: reader).first {
                (homes[$0.id]?.count ?? 0) >= 2
            }
            let town = try village?.parent.flatMap { try house.divisions.find($0, in: reader) }
            return (village, town, village.flatMap { homes[$0.id] } ?? [])
        }
        return try await furnish(world, #require(village), #require(town), grids)
    }

    private func furnish(
        _ world: TestDistrict, _ village: Division, _ town: Division, _ grids: [Division]
    ) async throws -> Ground {
        let house = world.house
        let library = AddressLibrary(
            addresses: house.addresses, divisions: house.divisions, journal: house.journal, database: world.database)
        let spots = [("甲号楼", 2), ("乙号楼", 12), ("丙号楼", 35)]
        let lines = spots.enumerated().map { number, spot in
            (
                number: number + 2,
                cells: [
                    "village_code": village.code, "name": spot.0 + "站", "id": "P\(number)",
                    "longitude": "120.0\(spot.1 < 10 ? "0" : "")\(spot.1)", "latitude": "30.005",
                    "grid": number == 2 ? "" : grids[0].code,
                ]
            )
        }
        // The corner is the village's own: what lies far from its village is no position.
        let corner = Self.box(0, 40).joined().map { "[\(Double($0.longitudeE6) / 1e6),\(Double($0.latitudeE6) / 1e6)]" }
        try await world.database.write { transaction in
            try house.divisions.setShape(
                of: village.id, rings: "[[\(corner.joined(separator: ","))]]", quality: "loaded", on: Self.day,
                at: Self.now, in: transaction)
            try house.journal.record(
                JournalRecord(
                    "divisions.shaped", subject: Subject(kind: "import", id: house.district.key), by: .system("test"),
                    happenedAt: Self.now), in: transaction)
        }
        let outcome = try await library.load(lines, origin: "test", at: Self.now)
        #expect(outcome.added == 3 && outcome.rejected.isEmpty)
        let places = try await world.database.read { reader in
            try ["P0", "P1", "P2"].compactMap { code in
                try reader.row("SELECT id FROM addresses WHERE code = \(code)")?.id("id")
            }
        }
        return Ground(world: world, village: village, grids: grids, places: places)
    }

    private func draw(
        _ ground: Ground, _ grids: [GridFile.Grid], on day: Day = day
    ) async throws -> GridAssignment.Outcome {
        let house = ground.world.house
        let plan = try await ground.world.database.write { transaction in
            let plan = try house.divisions.plan(grids, on: day, origin: "test", at: Self.now, in: transaction)
            try house.divisions.write(plan, reason: "redrawn", at: Self.now, in: transaction)
            try house.journal.recordBatch(
                JournalRecord(
                    "divisions.redrawn", subject: Subject(kind: "import", id: "yuhang"), by: .system("test"),
                    happenedAt: Self.now),
                in: transaction)
            return plan
        }
        let assignment = GridAssignment(
            addresses: house.addresses, journal: house.journal, database: ground.world.database)
        let outcome = try await assignment.find(plan.after)
        try await assignment.write(outcome, on: day, reason: "redrawn", at: Self.now)
        return outcome
    }

    private func grids(of ground: Ground) async throws -> [RecordID?] {
        let addresses = ground.world.house.addresses
        let places = try await ground.world.database.read { try addresses.find(ids: ground.places, in: $0) }
        return ground.places.map { places[$0]?.grid }
    }

    @Test func `a drawing adds, changes and ends grids from its day on, and moves what lies in another`() async throws {
        let ground = try await ground(), (world, house) = (ground.world, ground.world.house)
        let (first, second) = (ground.grids[0], ground.grids[1])
        let outcome = try await draw(
            ground,
            Self.file(
                [
                    (first.code, first.name.zh, 0, 10), (second.code, "新名网格", 10, 30), ("NEW1", "新网格", 30, 40),
                ], of: ground.village))
        #expect(outcome.seen == 3 && outcome.inOtherVillage == 0 && outcome.outside == 0)
        #expect(outcome.moves.values.sorted() == [1, 1])
        let standing = try await world.database.read { reader in
            try [-1, 0].map { days in
                try house.divisions.list(.grid, on: Self.day.adding(days: days), in: reader).filter {
                    $0.parent == ground.village.id
                }
            }
        }
        #expect(standing[0] == ground.grids, "the day before everything is as it was")
        #expect(Set(standing[1].map(\.code)) == [first.code, second.code, "NEW1"])
        #expect(standing[1].first { $0.code == second.code }?.name.zh == "新名网格")
        let added = try #require(standing[1].first { $0.code == "NEW1" })
        #expect(added.codeSystem == first.codeSystem)
        #expect(try await grids(of: ground) == [first.id, second.id, added.id])
        let feed = PlaceFeed(district: house.district.key)
        let told = try await world.database.read { try feed.changes(of: ground.places[1], in: $0) }
        #expect(told.last?.what == .located && told.last?.kind == .address && told.last?.validOn == Self.day)
        let report = try await house.journal.verify(in: world.database, heads: nil)
        #expect(report.isSound, "\(report.problems)")
    }

    @Test func `the same file again changes nothing, and a border that moves takes along what lies there`() async throws
    {
        let ground = try await ground(), (world, house) = (ground.world, ground.world.house)
        let (first, second) = (ground.grids[0], ground.grids[1])
        func file(_ border: Int) throws -> [GridFile.Grid] {
            try Self.file(
                [(first.code, first.name.zh, 0, border), (second.code, second.name.zh, border, 40)], of: ground.village)
        }
        _ = try await draw(ground, file(10))
        let last = try await world.database.read { try house.divisions.lastChange(in: $0) }
        #expect(try await draw(ground, file(10)).moves.isEmpty)
        #expect(try await world.database.read { try house.divisions.lastChange(in: $0) } == last)
        let later = Self.day.adding(days: 3)
        let outcome = try await draw(ground, file(20), on: later)
        #expect(outcome.moves == [GridAssignment.Move(from: second.id, to: first.id): 1])
        #expect(try await grids(of: ground) == [first.id, first.id, second.id])
        let found = try await world.database.read { reader in
            try [Self.day, later].map { day in
                try house.divisions.locator(on: day, in: reader).find(at: Self.spot(12, 5)).grid?.id
            }
        }
        #expect(found == [second.id, first.id], "each day has its own border")
    }

    @Test func `a point tells grid, village and town, and what is outside tells nothing`() async throws {
        let ground = try await ground(), house = ground.world.house
        let shelf = LocatorShelf(house.divisions, in: ground.world.database)
        #expect(try await shelf.locator(on: Self.now.day).find(at: Self.spot(5, 5)).grid == nil, "no outline yet")
        let first = ground.grids[0]
        _ = try await draw(ground, Self.file([(first.code, first.name.zh, 0, 10)], of: ground.village))
        let found = try await shelf.locator(on: Self.now.day).find(at: Self.spot(5, 5))
        #expect(found.grid?.id == first.id && found.village == ground.village)
        #expect(found.town?.id == ground.village.parent)
        let outside = try await shelf.locator(on: Self.now.day).find(at: Self.spot(50, 5))
        #expect(outside.grid == nil && outside.village == nil && outside.town == nil)
    }

    @Test func `a place whose position lies in a grid of another village stays, and is counted`() async throws {
        let ground = try await ground(), (world, house) = (ground.world, ground.world.house)
        let other = try await world.database.read { reader in
            try house.divisions.list(.village, on: Self.now.day, in: reader).first { $0.id != ground.village.id }
        }
        let before = try await grids(of: ground)
        let outcome = try await draw(ground, Self.file([("FAR1", "远网格", 0, 40)], of: #require(other)))
        #expect(outcome.inOtherVillage == 3 && outcome.moves.isEmpty)
        #expect(try await grids(of: ground) == before)
    }

    @Test func `an address that says where it lies and no grid gets the grid that lies there`() async throws {
        let ground = try await ground(), (world, house) = (ground.world, ground.world.house)
        let (first, second) = (ground.grids[0], ground.grids[1])
        _ = try await draw(
            ground,
            Self.file([(first.code, first.name.zh, 0, 20), (second.code, second.name.zh, 20, 40)], of: ground.village))
        let library = AddressLibrary(
            addresses: house.addresses, divisions: house.divisions, journal: house.journal, database: world.database)
        let cells = [
            "id": "G1", "village_code": ground.village.code, "name": "丁号楼站", "longitude": "120.03",
            "latitude": "30.005",
        ]
        _ = try await library.load([(2, cells)], origin: "test", at: Self.now)
        let grid = try await world.database.read { reader in
            try reader.row("SELECT grid_id FROM addresses WHERE code = 'G1'")?.idOrNil("grid_id")
        }
        #expect(grid == second.id)
    }

    @Test func `a grid that ends lets go of what lies in no other`() async throws {
        let ground = try await ground()
        let second = ground.grids[1]
        let outcome = try await draw(ground, Self.file([(second.code, second.name.zh, 30, 40)], of: ground.village))
        #expect(outcome.outside == 2)
        #expect(try await grids(of: ground) == [nil, nil, second.id])
    }

    @Test func `addresses are counted by town, village and grid, with and without a position`() async throws {
        let ground = try await ground(), addresses = ground.world.house.addresses
        let areas = try await ground.world.database.read { try addresses.coverage(in: $0) }
        let own = areas.filter { $0.village == ground.village.id }
        #expect(own.reduce(0) { $0 + $1.located } == 3)
        #expect(own.first { $0.grid == ground.grids[0].id }?.located == 2)
        #expect(areas.allSatisfy { $0.located <= $0.addresses && $0.addresses > 0 })
    }
}

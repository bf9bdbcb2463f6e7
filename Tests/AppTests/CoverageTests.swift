import App
import Base
import Divisions
import Foundation
import Journal
import Storage
import TestDistrict
import Testing
import Web

/// The coverage map, and what programs ask about points and the past of divisions.
@Suite struct CoverageTests {
    private let english = ["accept-language": "en"]

    private func division(_ code: String, _ level: DivisionLevel, _ desk: APIDesk) async throws -> Division {
        let divisions = desk.world.house.divisions
        let found = try await desk.world.database.read { reader in
            try divisions.list(level, on: TestDistrict.morning.day, in: reader).first { $0.code == code }
        }
        return try #require(found)
    }

    @Test func `the page shows each town with its figures, and a town its villages and grids`() async throws {
        let world = try await TestDistrict()
        let client = TestClient(try world.server())
        try await client.signIn("chenglichun")
        let district = try await client.get("/addresses/coverage", headers: english)
        #expect(district.status == 200 && district.text.contains("/addresses/coverage?town=330110004"))
        #expect(district.text.contains("<svg class=\"map\"") && district.text.contains("<table"))
        let town = try await client.get("/addresses/coverage?town=330110004", headers: english)
        #expect(town.status == 200 && town.text.contains("id=\"d330110004010\""))
        #expect(town.text.contains("id=\"d33011000401001\"") && town.text.contains("href=\"#d330110004010\""))
        #expect(try await client.get("/addresses/coverage?town=404").status == 404)
        withExtendedLifetime(world) {}
    }

    @Test func `programs get the same figures, and each level adds up to the one above`() async throws {
        let desk = try await APIDesk()
        let (status, body) = try await desk.get("/api/v1/addresses/coverage", as: "chenglichun")
        #expect(status == 200)
        let towns = body["items"]?.array ?? []
        #expect(towns.count == 20 && towns.allSatisfy { $0["level"]?.string == "town" })
        let all = try await desk.count(
            """
            SELECT COUNT(*) AS n FROM addresses WHERE valid_to IS NULL AND state = 'confirmed'
              AND type NOT IN ('town', 'village', 'road')
            """)
        #expect(towns.compactMap { $0["addresses"]?.integer }.reduce(0, +) == all && all > 0)
        let (_, inside) = try await desk.get("/api/v1/addresses/coverage?town=330110004", as: "chenglichun")
        let lines = inside["items"]?.array ?? []
        let villages = lines.filter { $0["level"]?.string == "village" }
        let whole = towns.first { $0["code"]?.string == "330110004" }?["addresses"]?.integer
        #expect(villages.compactMap { $0["addresses"]?.integer }.reduce(0, +) == whole)
        #expect(lines.contains { $0["level"]?.string == "grid" && $0["parent"]?.string == "330110004010" })
        #expect(try await desk.get("/api/v1/addresses/coverage?town=404", as: "chenglichun").status == 422)
        withExtendedLifetime(desk) {}
    }

    @Test func `a point is told by its outline, and a new outline counts at once`() async throws {
        let desk = try await APIDesk(), house = desk.world.house, now = TestDistrict.morning
        let path = "/api/v1/divisions/at?longitude=120.005&latitude=30.005"
        #expect(try await desk.get(path, as: "chenglichun").body["town"] == .null)
        let town = try await division("330110004", .town, desk)
        try await desk.world.database.write { transaction in
            try house.divisions.setShape(
                of: town.id, rings: "[[[120,30],[120.01,30],[120.01,30.01],[120,30.01]]]", quality: "loaded",
                on: now.day, at: now, in: transaction)
            try house.journal.record(
                JournalRecord(
                    "divisions.shaped", subject: Subject(kind: "import", id: house.district.key), by: .system("test"),
                    happenedAt: now),
                in: transaction)
        }
        let (status, body) = try await desk.get(path, as: "chenglichun")
        #expect(status == 200 && body["town"]?["code"]?.string == "330110004" && body["grid"] == .null)
        let eve = now.day.adding(days: -1)
        #expect(try await desk.get("\(path)&on=\(eve)", as: "chenglichun").body["town"] == .null)
        #expect(try await desk.get("\(path)&system=bd09", as: "chenglichun").body["town"] == .null)
        withExtendedLifetime(desk) {}
    }

    @Test(arguments: [
        "longitude=x&latitude=30", "longitude=nan&latitude=30", "longitude=inf&latitude=30",
        "longitude=181&latitude=30",
        "longitude=120&latitude=91", "longitude=120", "longitude=120&latitude=30&system=utm",
        "longitude=120&latitude=30&on=2021-02-30",
    ])
    func `what is no point is refused`(query: String) async throws {
        let desk = try await APIDesk()
        #expect(try await desk.get("/api/v1/divisions/at?\(query)", as: "chenglichun").status == 422)
        withExtendedLifetime(desk) {}
    }

    @Test func `the history of a division is told, and there is none of an unknown one`() async throws {
        let desk = try await APIDesk(), house = desk.world.house, now = TestDistrict.morning
        let town = try await division("330110004", .town, desk)
        try await desk.world.database.write { transaction in
            try house.divisions.change(
                town.id, DivisionPatch(name: Words("星桥镇", "Xingqiao Town")), on: now.day, reason: "test", at: now,
                in: transaction)
            try house.journal.record(
                JournalRecord(
                    "divisions.changed", subject: Subject(kind: "import", id: house.district.key), by: .system("test"),
                    happenedAt: now),
                in: transaction)
        }
        let (status, body) = try await desk.get("/api/v1/divisions/\(town.id)/history", as: "chenglichun")
        let versions = body["versions"]?.array ?? []
        #expect(status == 200 && versions.compactMap { $0["name"]?["zh"]?.string } == ["星桥街道", "星桥镇"])
        #expect(versions.first?["held_to"]?.string == now.day.description)
        #expect(body["names"]?.array?.first?["how"]?.string == "former" && body["successors"]?.array?.isEmpty == true)
        let unknown = "0196b5a0-0000-7000-8000-000000000000"
        #expect(try await desk.get("/api/v1/divisions/\(unknown)/history", as: "chenglichun").status == 404)
        withExtendedLifetime(desk) {}
    }
}

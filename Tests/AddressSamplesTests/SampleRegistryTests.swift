import AddressSamples
import Testing

@Suite struct SampleRegistryTests {
    @Test func `a registry has exactly as many addresses as were asked for, each with an id of its own`() throws {
        for size in [500, 2_000, 10_001] {
            let rows = try Samples.registry(addresses: size, seed: 7)
            #expect(rows.count == size)
            #expect(Set(rows.map { $0["id"] }).count == size)
        }
    }

    @Test func `the same seed makes the same registry and another seed another`() throws {
        let first = try Samples.files(addresses: 800, rows: 100, seed: 3)
        #expect(try Samples.files(addresses: 800, rows: 100, seed: 3) == first)
        #expect(try Samples.files(addresses: 800, rows: 100, seed: 4)["registry.tsv"] != first["registry.tsv"])
    }

    @Test func `a full text is made of the row's own parts below the village's names`() throws {
        let villages = try Samples.villages()
        for row in try Samples.registry(addresses: 20_000, seed: 1) {
            let village = try #require(villages[row["village_code"] ?? ""])
            let floor = row["room"] == "" ? row["floor"] : ""
            let below = ["road", "number", "estate", "name", "building", "unit"].map { row[$0] ?? "" }.joined()
            let text = "杭州市余杭区\(village.town)\(village.name)\(below)\(floor ?? "")\(row["room"] ?? "")"
            #expect(row["standard"] == text)
            #expect(row["town_code"] == village.townCode)
            #expect(row["grid"]?.hasPrefix(row["village_code"] ?? "?") == true)
        }
    }

    @Test func `no two addresses of a town are written the same`() throws {
        let rows = try Samples.registry(addresses: 20_000, seed: 5)
        #expect(Set(rows.map { $0["standard"] }).count == rows.count)
        let parts = ["town_code", "road", "number", "estate", "name", "building", "unit", "floor", "room"]
        #expect(Set(rows.map { row in parts.map { row[$0] ?? "" } }).count == rows.count)
    }

    @Test func `homes, offices, shops, houses of hamlets and places without a number all occur`() throws {
        let rows = try Samples.registry(addresses: 20_000, seed: 1)
        #expect(rows.contains { $0["unit"] != "" && $0["room"] != "" })
        #expect(rows.contains { $0["name"] != "" && $0["room"] == "" && $0["floor"] != "" })
        #expect(rows.contains { $0["number"]?.contains("-") == true })
        #expect(rows.contains { $0["road"]?.contains("家") == true && $0["number"] != "" })
        #expect(rows.contains { $0["number"] == "" && $0["estate"] == "" && $0["name"] != "" })
        #expect(rows.contains { $0["aliases"]?.contains(";") == true })
        #expect(rows.contains { $0["building"] == "A幢" })
    }

    @Test func `names of roads and of estates recur in another town and never within one`() throws {
        let rows = try Samples.registry(addresses: 30_000, seed: 2)
        for column in ["road", "estate"] {
            var towns: [String: Set<String>] = [:]
            for row in rows where row[column] != "" {
                towns[row[column] ?? "", default: []].insert(row["town_code"] ?? "")
            }
            #expect(towns.values.contains { $0.count > 1 })
        }
        var places: [String: Set<String>] = [:]
        for row in rows where row["estate"] != "" {
            places["\(row["town_code"] ?? "")\(row["estate"] ?? "")", default: []].insert(row["village_code"] ?? "")
        }
        #expect(places.values.allSatisfy { $0.count == 1 })
    }

    @Test func `grids are those of the village and every place lies in the district`() throws {
        let villages = try Samples.villages()
        for row in try Samples.registry(addresses: 5_000, seed: 9) {
            let grid = try #require(Int(row["grid"]?.suffix(2) ?? ""))
            let grids = villages[row["village_code"] ?? ""]?.grids ?? 0
            #expect((1...grids).contains(grid))
            let longitude = try #require(Double(row["longitude"] ?? "")),
                latitude = try #require(Double(row["latitude"] ?? ""))
            #expect((119.6...120.5).contains(longitude) && (30.1...30.7).contains(latitude))
        }
    }

    @Test(arguments: [0, 499, 1_110_001, -1]) func `too few and too many addresses are refused`(addresses: Int) throws {
        #expect(throws: SampleError.self) { try Samples.registry(addresses: addresses, seed: 1) }
    }
}

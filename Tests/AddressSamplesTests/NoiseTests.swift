import AddressSamples
import Testing

@Suite struct NoiseTests {
    /// The rows of all systems: their truth, and the text of the columns put together.
    private func rows(_ noise: Noise, addresses: Int = 4_000, rows: Int = 6_000) throws -> [[String: String]] {
        let files = try Samples.files(addresses: addresses, rows: rows, seed: 11, noise: noise)
        return Samples.table(files["truth.tsv"] ?? [])
    }

    private func share(_ mark: String, of rows: [[String: String]]) -> Double {
        let marked = rows.count { $0["noises"]?.split(separator: ";").contains(Substring(mark)) == true }
        return Double(marked) / Double(max(1, rows.count))
    }

    @Test func `without noise the text ends as the registry writes it and nothing is marked`() throws {
        let noise = try Noise("")
        let files = try Samples.files(addresses: 2_000, rows: 3_000, seed: 1, noise: noise)
        let registry = Samples.table(files["registry.tsv"] ?? [])
        let standard = Dictionary(uniqueKeysWithValues: registry.map { ($0["id"] ?? "", $0["standard"] ?? "") })
        let truth = Samples.table(files["truth.tsv"] ?? []).filter { $0["source"] == "post" }
        let texts = Samples.table(files["sources/17-post.tsv"] ?? [])
        try #require(truth.count == texts.count && texts.count > 100)
        for (row, text) in zip(truth, texts) {
            let id = try #require(row["id"])
            #expect(row["noises"] == "")
            #expect(text["address"] == "浙江省" + (standard[id] ?? "?"))
        }
    }

    @Test func `shipped shares come out as they were measured`() throws {
        let rows = try rows(try Samples.noise(), addresses: 20_000, rows: 30_000)
        #expect(abs(share("no_division", of: rows) - 0.269) < 0.02)
        #expect(abs(share("no_town", of: rows) - 0.562) < 0.04)
        #expect(abs(share("no_village", of: rows) - 0.859) < 0.02)
        #expect(abs(share("chinese_numerals", of: rows) - 0.073) < 0.015)
        let redundant = ["brackets", "repeat", "person", "shop", "note"].map { share("redundant_\($0)", of: rows) }
        #expect(abs(redundant.reduce(0, +) - 0.245) < 0.03)
        #expect(abs(Double(rows.count { $0["id"] == "new" }) / Double(rows.count) - 0.02) < 0.004)
        #expect(abs(Double(rows.count { $0["id"] == "none" }) / Double(rows.count) - 0.01) < 0.003)
    }

    @Test(arguments: NoiseKind.allCases.filter { $0 != .buildingWord && $0 != .ambiguous })
    func `every noise occurs when it is asked for alone and no other does`(kind: NoiseKind) throws {
        // What presupposes another noise is asked for together with it.
        let needs: [NoiseKind: String] = [.noCity: "no_province = 1\n", .renamedDistrict: "district.330113 = 临平区\n"]
        let aloud = try rows(try Noise((needs[kind] ?? "") + "\(kind.mark) = 0.5"), rows: 2_000)
        let marks = Set(aloud.flatMap { ($0["noises"] ?? "").split(separator: ";").map(String.init) })
        #expect(marks.subtracting(needs[kind] == "no_province = 1\n" ? ["no_province"] : []) == [kind.mark])
    }

    @Test func `a text that fits two towns says which as a rule, and is marked when it does not`() throws {
        let bare = "no_division = 1\nno_town = 1\nno_village = 1\nno_road = 1\n"
        let apart = try rows(try Noise(bare + "ambiguous = 0"), addresses: 20_000)
        let left = try rows(try Noise(bare + "ambiguous = 1"), addresses: 20_000)
        #expect(share("ambiguous", of: apart) == 0)
        #expect(share("no_town", of: apart) < 1)
        #expect(share("ambiguous", of: left) > 0.01)
        #expect(share("no_town", of: left) == 1)
    }

    @Test func `unless marked, no two addresses are ever written with the same text`() throws {
        let files = try Samples.files(addresses: 10_000, rows: 30_000, seed: 5)
        var seen: [String: String] = [:], repeated = 0
        for row in Samples.texts(files) {
            guard let text = row.text, let truth = row.truth["id"], truth != "none", truth != "new",
                row.truth["noises"]?.contains("ambiguous") == false
            else { continue }
            let id = seen.updateValue(truth, forKey: text)
            if id == truth { repeated += 1 }
            #expect(id == nil || id == truth, "\(row.source): \(text)")
        }
        #expect(repeated > 0)
    }

    @Test func `a new place is in no line of the registry, and several systems know it`() throws {
        let files = try Samples.files(addresses: 5_000, rows: 20_000, seed: 6)
        let standards = Set(Samples.table(files["registry.tsv"] ?? []).map { $0["standard"] ?? "" })
        let rows = Samples.table(files["truth.tsv"] ?? []).filter { $0["id"] == "new" }
        #expect(rows.count > 200)
        var systems: [String: Set<String>] = [:]
        for row in rows {
            let place = try #require(row["place"])
            #expect(place.hasPrefix("杭州市余杭区") && !standards.contains(place))
            systems[place, default: []].insert(row["source"] ?? "")
        }
        #expect(systems.values.contains { $0.count > 1 })
    }

    @Test(arguments: [
        "no_town = 2", "no_town = -0.1", "no_town = nan", "no_town", "no_towns = 0.1", "= 1", "building.楼 = 0.1",
        "town. = 乡", "town.中泰街道 =", "building_word = 0.5", "new = 0.6\njunk = 0.6",
    ])
    func `a line that is no known share is refused`(line: String) {
        #expect(throws: SampleError.self) { try Noise("# shares\n" + line) }
    }

    @Test func `a refusal names the line`() {
        #expect(throws: SampleError.badNoise(line: 3, text: "no_town = many")) {
            try Noise("# shares\nnew = 0.5 # half\n  no_town = many\n")
        }
    }

    @Test func `a file changes only the shares it names`() throws {
        let changed = try Samples.noise("no_town = 0")
        #expect(changed[.noTown] == 0)
        #expect(changed[.noVillage] == (try Samples.noise())[.noVillage])
    }
}

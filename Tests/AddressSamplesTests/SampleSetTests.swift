import AddressSamples
import Testing

@Suite struct SampleSetTests {
    @Test func `29 systems have a file each, and together as many rows as were asked for`() throws {
        let files = try Samples.files(addresses: 1_000, rows: 4_321, seed: 1)
        let list = Samples.table(files["sources/sources.tsv"] ?? [])
        #expect(list.count == 29)
        #expect(Set(list.map { $0["source"] }).count == 29)
        #expect(list.compactMap { Int($0["rows"] ?? "") }.reduce(0, +) == 4_321)
        #expect(
            Set(files.keys.filter { $0.hasPrefix("sources/") })
                == Set(list.map { "sources/" + ($0["file"] ?? "") } + ["sources/sources.tsv"]))
        #expect(Samples.table(files["truth.tsv"] ?? []).count == 4_321)
    }

    @Test func `every row of every system has one line of truth, in the same order`() throws {
        let files = try Samples.files(addresses: 1_000, rows: 3_000, seed: 2)
        let ids = Set(Samples.table(files["registry.tsv"] ?? []).map { $0["id"] ?? "" })
        let rows = Samples.texts(files)
        #expect(rows.count == 3_000)
        #expect(rows.allSatisfy { ids.union(["new", "none"]).contains($0.truth["id"] ?? "") })
    }

    @Test func `systems say the columns and the encoding of their files`() throws {
        let files = try Samples.files(addresses: 1_000, rows: 3_000, seed: 2)
        let list = Samples.table(files["sources/sources.tsv"] ?? [])
        #expect(list.contains { $0["encoding"] == "GB 18030" })
        for row in list {
            let bytes = try #require(files["sources/" + (row["file"] ?? "")])
            let isUTF8 = String(validating: bytes, as: UTF8.self) != nil
            #expect(isUTF8 == (row["encoding"] == "UTF-8"), "\(row["source"] ?? "")")
            let header = bytes.prefix { $0 != 0x0A }.split(separator: 9).map { String(decoding: $0, as: UTF8.self) }
            #expect(header == ["id"] + (row["address_columns"] ?? "").split(separator: ";").map(String.init))
        }
    }

    @Test func `two systems write different rows`() throws {
        let files = try Samples.files(addresses: 5_000, rows: 5_000, seed: 2)
        let rows = Samples.table(files["truth.tsv"] ?? [])
        let police = rows.filter { $0["source"] == "police" }.map { $0["id"] }
        let post = rows.filter { $0["source"] == "post" }.map { $0["id"] }
        // Neighbouring streams of one generator would be the same, shifted by some rows.
        let shared = (0..<40).map { shift in
            zip(police.dropFirst(shift), post).count { $0 == $1 && $0 != "new" && $0 != "none" }
        }
        #expect(shared.allSatisfy { $0 < 10 })
    }

    @Test(arguments: [0, 28, 30_000_001]) func `too few and too many rows are refused`(rows: Int) throws {
        let registry = try SampleRegistry(try Samples.district(), addresses: 500, seed: 1)
        #expect(throws: SampleError.self) { try SampleSet(registry, noise: .none, rows: rows, seed: 1) }
    }

    @Test func `a disk that is full stops the work with its own error`() throws {
        struct Full: Error {}
        let set = try SampleSet(
            try SampleRegistry(try Samples.district(), addresses: 500, seed: 1), noise: .none, rows: 29, seed: 1)
        #expect(throws: Full.self) { try set.write { file, _ in if file == "truth.tsv" { throw Full() } } }
    }

    @Test func `tables without a column or with a village of no town are refused`() {
        let towns = "code\tzh\tcode_2021\n330110001\t临平街道\t330113001\n"
        let villages = "code\tzh\tkind\ttown\tgrids\tlng\tlat\n"
        func district(_ towns: String, _ villages: String) throws -> SampleDistrict {
            try SampleDistrict(
                province: "浙江省", city: "杭州市", name: "余杭区", towns: towns, villages: villages,
                places: "name\ttype\tvillage_code\taliases\tgrid\n")
        }
        #expect(throws: SampleError.missingColumn(table: "towns.tsv", column: "code_2021")) {
            try district("code\tzh\n", villages)
        }
        #expect(throws: SampleError.badLine(table: "villages.tsv", line: 2)) {
            try district(towns, villages + "330110001001\t西大街社区\tcommunity\t330110099\t4\t120.2\t30.4\n")
        }
        #expect(throws: SampleError.badLine(table: "towns.tsv", line: 2)) {
            try district("code\tzh\tcode_2021\n330110001\n", villages)
        }
        #expect(throws: SampleError.self) { try district(towns, villages) }
        #expect(throws: SampleError.self) { try district("", "") }
    }
}

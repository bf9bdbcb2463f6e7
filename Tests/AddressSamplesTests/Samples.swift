import AddressSamples
import Foundation

/// Small sets of samples, made from the district that is shipped.
enum Samples {
    struct Village { var name: String, town: String, townCode: String, grids: Int }

    private static let rules = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Rules")

    static func rule(_ path: String) throws -> String {
        try String(contentsOf: rules.appending(path: path), encoding: .utf8)
    }

    static func district() throws -> SampleDistrict {
        let folder = "districts/yuhang-2019/"
        return try SampleDistrict(
            province: "浙江省", city: "杭州市", name: "余杭区", towns: try rule(folder + "towns.tsv"),
            villages: try rule(folder + "villages.tsv"), places: try rule(folder + "places.tsv"))
    }

    static func noise(_ changes: String = "") throws -> Noise {
        try Noise(changes, over: try Noise(try rule("addresses/noise.conf")))
    }

    /// Every file by its name, as bytes.
    static func files(addresses: Int, rows: Int, seed: UInt64, noise: Noise? = nil) throws -> [String: [UInt8]] {
        let registry = try SampleRegistry(try district(), addresses: addresses, seed: seed)
        let set = try SampleSet(registry, noise: try noise ?? Self.noise(), rows: rows, seed: seed)
        var files: [String: [UInt8]] = [:]
        try set.write { file, bytes in files[file, default: []] += bytes }
        return files
    }

    /// The rows of a registry by column.
    static func registry(addresses: Int, seed: UInt64) throws -> [[String: String]] {
        table(try files(addresses: addresses, rows: 29, seed: seed)["registry.tsv"] ?? [])
    }

    static func table(_ bytes: [UInt8]) -> [[String: String]] {
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map {
            $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
        guard let header = lines.first else { return [] }
        return lines.dropFirst().map { Dictionary(zip(header, $0)) { first, _ in first } }
    }

    static func villages() throws -> [String: Village] {
        let towns = table(Array(try rule("districts/yuhang-2019/towns.tsv").utf8))
        let names = Dictionary(uniqueKeysWithValues: towns.map { ($0["code"] ?? "", $0["zh"] ?? "") })
        let villages = table(Array(try rule("districts/yuhang-2019/villages.tsv").utf8))
        return Dictionary(
            uniqueKeysWithValues: villages.map { row in
                let town = row["town"] ?? ""
                let village = Village(
                    name: row["zh"] ?? "", town: names[town] ?? "", townCode: town, grids: Int(row["grids"] ?? "") ?? 0)
                return (row["code"] ?? "", village)
            })
    }
}

extension Samples {
    struct SourceRow { var source: String, truth: [String: String], text: String? }

    /// The rows of all systems with their truth, and the text of all columns; nil where it is not UTF-8.
    static func texts(_ files: [String: [UInt8]]) -> [SourceRow] {
        var truth = table(files["truth.tsv"] ?? [])[...], rows: [SourceRow] = []
        for system in table(files["sources/sources.tsv"] ?? []) {
            let columns = (system["address_columns"] ?? "").split(separator: ";").map(String.init)
            for row in table(files["sources/" + (system["file"] ?? "")] ?? []) {
                guard let line = truth.popFirst(), line["source"] == system["source"], line["row"] == row["id"] else {
                    continue
                }
                let text = columns.map { row[$0] ?? "" }.joined(separator: "|")
                let isText = system["encoding"] == "UTF-8"
                rows.append(SourceRow(source: system["source"] ?? "", truth: line, text: isText ? text : nil))
            }
        }
        return rows
    }
}

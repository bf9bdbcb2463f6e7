import App
import ArgumentParser
import Base
import Divisions
import Foundation
import Journal
import Storage

extension DivisionsCommand {
    struct Shapes: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Load one's own boundaries from GeoJSON; features are matched by code or name."
        )

        @OptionGroup var place: PlaceOptions
        @Argument(help: "The GeoJSON file.") var file: String
        @Option(name: .long, help: "The level: town or village.") var level = DivisionLevel.town
        @Option(name: .long, help: "wgs84, gcj02 or bd09.") var system = CoordinateSystem.wgs84

        func run() async throws {
            let text = try String(contentsOf: URL(filePath: file), encoding: .utf8)
            let outlines = try GeoJSON.read(text, system: system)
            let (house, database) = try await place.openHouse()
            let now = house.district.now(machine: Machine.now())
            let level = level
            let (loaded, missing) = try await database.write { transaction in
                try Self.load(outlines, level, into: house, at: now, in: transaction)
            }
            try await database.close()
            if !missing.isEmpty { Tell.line("without a shape in the file: \(missing.joined(separator: "、"))") }
            print("loaded \(loaded) shapes")
        }

        private static func load(
            _ outlines: GeoJSON.Outlines, _ level: DivisionLevel, into house: House, at now: Instant,
            in transaction: any Transaction
        ) throws -> (loaded: Int, missing: [String]) {
            var (loaded, missing): (Int, [String]) = (0, [])
            let known = try house.divisions.shapes(level, in: transaction)
            for division in try house.divisions.list(level, on: now.day, in: transaction) {
                guard let rings = outlines.rings(code: division.code, name: division.name.zh) else {
                    let other = outlines.name(of: division.code).map { " (\(division.code) is \($0) there)" } ?? ""
                    missing.append(division.name.zh + other)
                    continue
                }
                // The first outline that is known counts since the beginning: the border did not move when it was loaded.
                try house.divisions.setShape(
                    of: division.id, rings: GeoJSON.text(of: rings), quality: "loaded",
                    on: known[division.id] == nil ? division.validFrom : now.day, at: now, in: transaction)
                loaded += 1
            }
            try house.journal.record(
                JournalRecord(
                    "divisions.shaped", subject: Subject(kind: "import", id: house.district.key),
                    by: .system("command"), happenedAt: now,
                    parameters: ["level": level.rawValue, "shapes": String(loaded)]),
                in: transaction)
            return (loaded, missing)
        }
    }
}

import App
public import ArgumentParser
import Base
import Divisions
import Foundation
import Journal
import Storage

/// `shanzhi divisions`
struct DivisionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "divisions", abstract: "Look after the map.", subcommands: [Shapes.self]
    )

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
            let shapes = try GeoJSON.read(text, system: system)
            let (house, database) = try await place.openHouse()
            let now = house.district.now(machine: Machine.now())
            let level = level
            let (loaded, missing) = try await database.write { transaction in
                var loaded = 0
                var missing: [String] = []
                for division in try house.divisions.list(level, on: now.day, in: transaction) {
                    guard let rings = shapes.rings(code: division.code, name: division.name.zh) else {
                        let other = shapes.name(of: division.code).map { " (\(division.code) is \($0) there)" } ?? ""
                        missing.append(division.name.zh + other)
                        continue
                    }
                    try house.divisions.setShape(
                        of: division.id, rings: GeoJSON.text(of: rings), quality: "loaded", in: transaction
                    )
                    loaded += 1
                }
                try house.journal.record(
                    JournalRecord(
                        "divisions.shaped", subject: Subject(kind: "import", id: house.district.key),
                        by: .system("command"), happenedAt: now,
                        parameters: ["level": level.rawValue, "shapes": String(loaded)]
                    ),
                    in: transaction
                )
                return (loaded, missing)
            }
            try await database.close()
            if !missing.isEmpty { Tell.line("without a shape in the file: \(missing.joined(separator: "、"))") }
            print("loaded \(loaded) shapes")
        }
    }
}

extension DivisionLevel: ExpressibleByArgument {}
extension CoordinateSystem: ExpressibleByArgument {}

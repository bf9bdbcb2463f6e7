import App
import ArgumentParser
import Base
import Divisions
import Storage

extension DivisionsCommand {
    struct At: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say in which town, village and grid a point lies; prints one JSON object.",
            discussion: "What lies outside of all outlines, or has none, is left out."
        )

        @OptionGroup var place: PlaceOptions
        @Argument(help: "Degrees east, such as 120.21.") var longitude: Double
        @Argument(help: "Degrees north, such as 30.41.") var latitude: Double
        @Option(name: .long, help: "wgs84, gcj02 or bd09.") var system = CoordinateSystem.wgs84
        @Option(name: .customLong("on"), help: "The day; today unless given.") var day: String?

        private struct Answer: Encodable {
            struct Part: Encodable { var code: String, name: String }
            var town: Part?, village: Part?, grid: Part?
        }

        func validate() throws { _ = try day.map(DivisionsCommand.day) }

        func run() async throws {
            guard let point = GeoPoint(longitude: longitude, latitude: latitude, system: system) else {
                throw ValidationError("\(longitude) \(latitude) is no longitude and latitude in degrees.")
            }
            let (house, database) = try await place.openHouse()
            let day = try day.map(DivisionsCommand.day) ?? house.district.now(machine: Machine.now()).day
            let found = try await database.readAtLength { reader in
                try house.divisions.locator(on: day, in: reader).find(at: point)
            }
            try await database.close()
            func part(_ division: Division?) -> Answer.Part? {
                division.map { Answer.Part(code: $0.code, name: $0.name.zh) }
            }
            try IntakeCommand.tell(
                Answer(town: part(found.town), village: part(found.village), grid: part(found.grid)))
        }
    }
}

import App
public import ArgumentParser
import Base
import Foundation
import Storage

/// `shanzhi demo`
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make the demo district in an empty data folder.",
        subcommands: [DemoAddresses.self]
    )

    @OptionGroup var place: PlaceOptions

    @Option(name: .long, help: "small: two streets, for trying and tests. full: 20 towns, 374 villages, 1,468 grids.")
    var size = DemoDistrict.Size.full

    @Option(name: .long, help: "The same seed makes the same district.")
    var seed: UInt64 = 2019

    func run() async throws {
        let home = try place.homeFolder()
        let facts = try DistrictFacts(folder: home.appending(path: "Rules/districts/yuhang-2019"))
        let database = try await place.openDatabase(creating: true)
        guard try await database.read({ try District.find(in: $0) }) == nil else {
            throw ValidationError("\(place.folder.path) holds a district already; nothing was changed.")
        }
        let district = DemoDistrict.district(facts: facts, machine: Machine.now())
        let house = House(district: district, database: database, folder: place.folder, keys: try place.openKeys())
        try await DemoDistrict.make(in: house, facts: facts, home: home, size: size, seed: seed) { stage, done, all in
            Tell.progress(stage, done, all)
        }
        try await database.analyze()
        try await database.close()
        print("demo district in \(place.folder.path); the password of every account is \(DemoDistrict.password)")
    }
}

extension DemoDistrict.Size: ExpressibleByArgument {}

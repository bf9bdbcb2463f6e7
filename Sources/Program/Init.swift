import Accounts
import App
import ArgumentParser
import Base
import Foundation
import Storage

/// `shanzhi init`
struct Init: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make one's own district in an empty data folder, with one administrator.",
        discussion:
            "FACTS is a folder with district.yaml, centre.yaml, departments.yaml, staff.yaml, towns.tsv, villages.tsv "
            + "and places.tsv, such as Rules/districts/yuhang-2019. The administrator's password is read from standard input."
    )

    @OptionGroup var place: PlaceOptions
    @Option(name: .long, help: "The folder of facts.") var facts: String
    @Option(name: .long, help: "The administrator's sign-in name.") var login = "admin"
    @Option(name: .long, help: "The administrator's name.") var name = "系统管理员"

    func run() async throws {
        let home = try place.homeFolder()
        let facts = try DistrictFacts(folder: URL(filePath: facts, directoryHint: .isDirectory))
        let password = try UserCommand.readPassword()
        let database = try await place.openDatabase(creating: true)
        guard try await database.read({ try District.find(in: $0) }) == nil else {
            throw ValidationError("\(place.folder.path) holds a district already; nothing was changed.")
        }
        let house = House(
            district: facts.district, database: database, folder: place.folder, keys: try place.openKeys())
        try await DemoDistrict.found(house, facts: facts, home: home, at: Machine.now())
        let login = login
        _ = try await house.accounts.add(
            login: login, name: name, password: password, by: .system("init"), at: Machine.now()
        )
        let now = Machine.now()
        try await database.write { transaction in
            guard let account = try house.accounts.find(login: login, in: transaction) else {
                throw AccountError.noAccount(login)
            }
            guard let centre = try house.units.find(code: "centre", in: transaction) else {
                throw AccountError.noUnit("centre")
            }
            try house.accounts.appoint(
                account, unit: centre.id, role: .administrator, from: now.day, by: .system("init"), at: now,
                in: transaction)
        }
        try await database.close()
        print("district \(facts.district.name.zh) in \(place.folder.path); `shanzhi user` adds people and posts")
    }
}

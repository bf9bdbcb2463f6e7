public import Base
public import Foundation
import Journal
import Storage

/// Makes the demo district in an empty database.
public enum DemoDistrict {
    /// How much of it.
    public enum Size: String, Sendable, CaseIterable {
        /// The same two streets without any matter: for tests.
        case empty
        /// Two streets with their villages and some 130 matters in every state: for trying and browser tests.
        case small
        /// All 20 towns, 374 villages and 1,468 grids without any matter: for measuring.
        case offices
        /// All 20 towns, 374 villages, 1,468 grids and some 370 matters.
        case full
    }

    /// The password of every demo account.
    public static let password = "shanzhi-demo"
    /// Where the demo's clock stands when the district is made.
    public static let morning = Instant(Day(number: 18_226), hour: 9)  // 2019-11-26

    /// The row of the demo district for a machine time.
    public static func district(facts: DistrictFacts, machine: Instant) -> District {
        District(
            key: facts.header.key, code: facts.header.code, prefix: facts.header.prefix,
            name: Words(facts.header.zh, facts.header.en),
            note: Words(
                "演示：地名取自 2020 年官方区划名单，网格、人员、小区道路和事项都是虚构的；时钟从 2019 年 11 月 26 日走起。位置点：Vonng/adcode，CC BY 4.0，有改动。",
                "Demo: place names are from the official list of 2020; grids, people, estates, roads and matters are made up. "
                    + "Its clock began on 26 November 2019. Points: Vonng/adcode, CC BY 4.0, changed."
            ),
            clockOffset: morning.milliseconds - machine.milliseconds, isDemo: true
        )
    }

    /// Founds a real district: rules and places, no people and no matters.
    public static func found(_ house: House, facts: DistrictFacts, home: URL, at now: Instant) async throws {
        let district = house.district
        try await write(district, to: house, at: now)
        let seeder = DistrictSeeder(house: house, facts: facts, home: home, now: now, towns: nil)
        try await seeder.loadRules()
        try await seeder.writePlaces()
        _ = try await house.sequencer.sequenceOnce(at: now)
    }

    /// Fills the database. `tell` is given a stage's name and how far it is.
    public static func make(
        in house: House, facts: DistrictFacts, home: URL, size: Size, seed: UInt64, tell: (String, Int, Int) -> Void
    ) async throws {
        let district = house.district
        // Everything that stands before the first matter was written down on 1 January 2019.
        let start = Instant(Day(number: 17_897), hour: 8)
        try await write(district, to: house, at: start)
        let seeder = DistrictSeeder(
            house: house, facts: facts, home: home, now: start,
            towns: size == .full || size == .offices ? nil : ["330110004", "330110012"]
        )
        tell("rules", 0, 1)
        try await seeder.loadRules()
        tell("places", 0, 1)
        try await seeder.writePlaces()
        tell("people", 0, 1)
        try await seeder.writePeople(password: password, fillOffices: true)
        try await seeder.writeMediators()
        if size == .empty || size == .offices { return }
        let samples = try DistrictFacts.table(home.appending(path: "Rules/samples"), "messages-300.tsv")
        var chosen = samples
        if size == .small {
            chosen = samples.enumerated().filter { index, row in
                index % 8 == 0 || row["place"]?.contains("星桥") == true || row["place"]?.contains("仓前") == true
            }.map(\.element)
        }
        let cases = try DistrictFacts.table(home.appending(path: "Rules/samples"), "cases.tsv")
        let life = try DemoMatters(house: house, messages: chosen, cases: cases, end: morning, seed: seed)
        try await life.live { tell("matters", $0, $1) }
        try await DemoProceedings(house: house, morning: morning).make()
        try await DemoMediations(house: house, morning: morning).make()
        try await DemoMessages(house: house, morning: morning).make()
        try await DemoCentre(house: house, morning: morning).make()
        tell("record", 0, 1)
        while try await house.sequencer.sequenceOnce(at: morning) != nil {}
        tell("record", 1, 1)
    }

    private static func write(_ district: District, to house: House, at now: Instant) async throws {
        let journal = house.journal
        try await house.database.write { transaction in
            try district.insert(in: transaction)
            try journal.record(
                JournalRecord(
                    "district.founded", subject: Subject(kind: "district", id: district.key), by: .system("seed"),
                    happenedAt: now
                ),
                in: transaction
            )
        }
    }
}

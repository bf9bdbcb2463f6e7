import App
import ArgumentParser
import Base
import Foundation
import Journal
import Matters
import Rulebook
import Storage

/// `shanzhi rules`
struct RulesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "Check rule files, publish them into a district, list what is in force.",
        subcommands: [Publish.self, Check.self, List.self]
    )

    struct Publish: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Publish rule files into a district that exists: all of them, or none.",
            discussion: """
                The folder of a file (\(RuleSeed.packs.filter { $0 != "routing" }.joined(separator: ", "))) or its line pack: says \
                what it holds, its name whose. Files are checked as `init` checks them, and together: a procedure and its law \
                may come at once. Exit 2 when one is wrong; each fault is said with file, line and reason. A server that runs \
                follows at once. Prints what came of each file: published or same, pack/name, version, first day, SHA-256, and \
                what becomes of open terms.
                """
        )

        @OptionGroup var place: PlaceOptions
        @Argument(help: "YAML files, such as Rules/calendar/2027.yaml.") var files: [String]
        @Option(name: .long, help: "The first day in force, in place of the one that a file names.")
        var from: DayArgument?
        @Flag(name: .long, help: "Count open terms anew now; else the server does so every night.") var recount = false

        func run() async throws {
            let reading = RuleReading(paths: files)
            let (house, database) = try await place.openHouse()
            let now = house.district.now(machine: Machine.now())
            do {
                let outcomes = try await RulePublication(house, by: .system("command"))
                    .publish(reading, from: from?.day, at: now)
                for outcome in outcomes { print(line(outcome, on: now.day)) }
                if recount { print("moved\t\(try await RecountTermsJob(house.matters).run(at: now)) terms") }
                while try await house.sequencer.sequenceOnce(at: now) != nil {}
            } catch let error as RuleFaults {
                try await database.close()
                throw RulesCommand.refuse(error.faults, "Nothing was published; what was in force stays.")
            }
            try await database.close()
        }

        private func line(_ outcome: RulePublication.Outcome, on today: Day) -> String {
            [outcome.isNew ? "published" : "same", RulesCommand.line(outcome.version), terms(outcome, on: today)]
                .joined(separator: "\t")
        }

        private func terms(_ outcome: RulePublication.Outcome, on today: Day) -> String {
            guard outcome.isNew else { return "in force already, not published again" }
            guard ["law", "calendar"].contains(outcome.version.pack) else { return "open terms stay" }
            if outcome.version.from > today { return "open terms stay until \(outcome.version.from)" }
            return recount ? "open terms are counted anew" : "open terms are counted anew tonight"
        }
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check rule files without a district, beside those of the folder Rules.",
            discussion:
                "A file stands in for the one of its name. Exit 2 when one is wrong; without a file, all of Rules."
        )

        @Argument(help: "YAML files, such as Rules/law/petitions.yaml.") var files: [String] = []
        @Option(name: .long, help: "The folder that holds Rules; found by itself as a rule.") var home: String?

        func run() async throws {
            let folder = try PlaceOptions.homeFolder(named: home).appending(path: "Rules")
            let reading = files.isEmpty ? try RuleFile.read(folder: folder) : RuleReading(paths: files)
            let faults = try RuleRehearsal(folder: folder).faults(in: reading)
            guard faults.isEmpty else { throw RulesCommand.refuse(faults, nil) }
            for file in reading.files { print("fine\t\(file.title)\t\(file.path)") }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the rules that are in force today: pack, name, version, first day, SHA-256.")

        @OptionGroup var place: PlaceOptions

        func run() async throws {
            let (house, close) = try await place.openHouseForReading()
            let today = house.district.now(machine: Machine.now()).day
            let rulebook = Rulebook(district: house.district.key)
            let versions = try await house.database.read { reader in
                try RuleSeed.packs.flatMap { try rulebook.listCurrent(pack: $0, on: today, in: reader) }
            }
            try await close()
            for version in versions { print(RulesCommand.line(version)) }
        }
    }

    /// A version as columns.
    private static func line(_ version: RulePack) -> String {
        [version.pack, version.name, String(version.version), version.from.description, version.hash]
            .joined(separator: "\t")
    }

    /// Says each fault and ends with 2.
    private static func refuse(_ faults: [RuleFault], _ end: String?) -> any Error {
        for fault in faults { Tell.line(fault.description) }
        if let end { Tell.line(end) }
        return ExitCode(2)
    }
}

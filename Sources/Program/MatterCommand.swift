import App
import ArgumentParser
import Base
import Journal
import Matters
import Storage

/// `shanzhi matter`
struct MatterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "matter", abstract: "Look after single matters.", subcommands: [Erase.self]
    )

    struct Erase: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Destroy everything people said or are called in a matter, with its keys. It cannot be undone."
        )

        @OptionGroup var place: PlaceOptions
        @Argument(help: "The matter's number.") var number: String
        @Flag(name: .long, help: "Do not ask.") var yes = false

        func run() async throws {
            if !yes {
                Tell.line("Type the number again to erase \(number):")
                guard readLine() == number else { throw Refusal("Nothing was erased.") }
            }
            let (house, database) = try await place.openHouse()
            let now = house.district.now(machine: Machine.now())
            let report = try await house.matters.erase(number: number, by: .system("command"), at: now)
            _ = try await house.sequencer.sequenceOnce(at: now)
            try await database.purge()
            try await database.close()
            print("erased: \(report.values) values, \(report.searchRows) search rows, \(report.files) files")
            print("Backups and archived WAL made before still hold them, under keys that expire with the backup.")
        }
    }
}

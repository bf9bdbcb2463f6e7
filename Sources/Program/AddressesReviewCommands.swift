import Accounts
import AddressDesk
import App
import ArgumentParser
import Base
import Divisions
import Foundation
import Intake
import Journal
import Sheets
import Storage

extension AddressesCommand {
    struct ReviewExport: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "review-export",
            abstract: "Write the open cases of a town as a spreadsheet, to be decided there and brought back.",
            discussion:
                "Prints how many cases it holds. Exit 2 when there is no such town or the file cannot be written."
        )

        @OptionGroup var place: PlaceOptions
        @Option(name: .long, help: "The town's code; all towns unless given.") var town: String?
        @Option(name: .long, help: "The file: its name ends in .xlsx or .csv.") var out: String
        @Flag(name: .long, help: "Name the columns in English.") var english = false

        func validate() throws {
            guard format != nil else { throw ValidationError("--out ends in .xlsx or .csv.") }
        }

        private var format: SheetWriter.Format? { SheetWriter.Format(rawValue: URL(filePath: out).pathExtension) }

        func run() async throws {
            let (house, database) = try await place.openHouse()
            let day = house.district.now(machine: Machine.now()).day
            let towns = try await database.read { try house.divisions.list(.town, on: day, in: $0) }
            let asked = towns.first { $0.code == town }
            guard town == nil || asked != nil else {
                Tell.line("There is no town \(town ?? ""); the codes are \(towns.map(\.code).joined(separator: ", ")).")
                throw ExitCode(2)
            }
            do {
                let count = try await AddressesCommand.sheet(house, database).write(
                    to: out, format ?? .csv, town: asked?.id, language: english ? .english : .simplified, on: day)
                try await database.close()
                print(count)
            } catch let error as SheetError {
                Tell.line(error.explanation)
                throw ExitCode(2)
            }
        }
    }

    struct ReviewImport: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "review-import",
            abstract: "Follow the decisions of a spreadsheet that a town sent back; every row is checked first.",
            discussion: """
                Rows with faults are told by line and are not followed; the others are, each in a transaction of its own. Prints one \
                JSON object: decided, rows, blank, faults, refused. Exit 2 when the file cannot be read, 1 when a row had a fault.
                """
        )

        @OptionGroup var place: PlaceOptions
        @Argument(help: "The file: XLSX, CSV or TSV.") var file: String
        @Option(name: .long, help: "The sign-in name of who decides.") var by: String
        @Flag(name: .long, help: "Only check the rows.") var dryRun = false

        func run() async throws {
            let (house, database) = try await place.openHouse()
            let now = house.district.now(machine: Machine.now())
            let principal = try await decider(house, on: now.day)
            let sheet = AddressesCommand.sheet(house, database)
            let check = try await read(sheet, on: now.day)
            for fault in check.faults { Tell.line("line \(fault.line): \(fault.words.en)") }
            var answer = Answer(decided: check.count, blank: check.blank, faults: check.faults.count, isDry: dryRun)
            if !dryRun {
                let done = try await sheet.apply(check, by: principal, at: now)
                for refused in done.refused { Tell.line("\(refused.id): \(refused.words.en)") }
                (answer.decided, answer.rows, answer.refused) = (done.cases, done.rows, done.refused.count)
                while try await house.sequencer.sequenceOnce(at: house.district.now(machine: Machine.now())) != nil {}
            }
            try await database.close()
            try IntakeCommand.tell(answer)
            if answer.faults + answer.refused > 0 { throw ExitCode(1) }
        }

        private struct Answer: Encodable {
            var decided: Int, rows = 0, blank: Int, faults: Int, refused = 0
            var isDry: Bool

            private enum CodingKeys: String, CodingKey {
                case decided, rows, blank, faults, refused, isDry = "dry_run"
            }
        }

        private func read(_ sheet: ReviewSheet, on day: Day) async throws -> ReviewSheetCheck {
            do {
                return try await sheet.check(try SheetReader(path: file), on: day)
            } catch let error as SheetError {
                Tell.line(error.explanation)
            } catch let fault as ReviewSheetFault {
                Tell.line(fault.words.en + ".")
            }
            throw ExitCode(2)
        }

        /// The person on a post that may decide. Throws `ExitCode` 2.
        private func decider(_ house: House, on day: Day) async throws -> Principal {
            guard let account = try await house.accounts.find(login: by) else {
                Tell.line("Nobody signs in as \(by).")
                throw ExitCode(2)
            }
            let posts = try await house.accounts.posts(of: account, on: day)
            guard let post = posts.first(where: { ReviewSheet.roles.contains($0.role) }) else {
                Tell.line("\(by) has no post that may decide about addresses.")
                throw ExitCode(2)
            }
            return .staff(account: account, post: post.id, unit: post.unit)
        }
    }

    private static func sheet(_ house: House, _ database: any Database) -> ReviewSheet {
        ReviewSheet(
            review: ReviewStore(addresses: house.addresses, divisions: house.divisions, journal: house.journal),
            database: database)
    }
}

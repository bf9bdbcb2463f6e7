import Accounts
import App
public import ArgumentParser
import Base
import Foundation
import Intake
import Journal
import Matters
import Storage

/// `shanzhi intake`
struct IntakeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "intake",
        abstract:
            "Bring past messages and place names in; train models, find and group messages about the same trouble.",
        subcommands: [
            Import.self, Names.self, Train.self, Evaluate.self, Classify.self, Similar.self, Cluster.self, Score.self,
            Regroup.self,
            Answers.self,
        ]
    )

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Bring past messages in from CSV or TSV, UTF-8 or GB 18030. What stands is passed over.",
            discussion: """
                Fields: id, time, name, phone, title, text, place, kind, topic, reply, reply_time. Columns with usual names \
                are known without --map. The last line is one JSON object. Exit 0, also when single lines were \
                rejected; 2 when nothing of the file can be read or every line was rejected.
                """
        )

        @OptionGroup var place: PlaceOptions
        @Argument(help: "The file.") var file: String
        @Option(name: .long, help: "FIELD=COLUMN,... by the names in the first line.") var map: String?
        @Option(name: .long, help: "A name for where the messages come from; made from the file's name unless given.")
        var source: String?
        @Option(name: .long, help: "Write rejected lines here, with line number and reason.") var rejects: String?
        @Option(name: .long, help: "Add the places of this file first; see `shanzhi intake gazetteer`.") var gazetteer:
            String?
        @Option(name: .long, help: "The kind of messages that name none; their words decide unless given.")
        var kind: MatterKind?
        @Option(name: .long, help: "The channel they are shown under.") var channel = Channel.imported

        func run() async throws {
            let start = Machine.now()
            let (table, columns, options) = try IntakeCommand.readable {
                let table = try IntakeCommand.table(self.file)
                var options = try MessageImport.Options(source: source ?? MessageImport.Options.source(of: file))
                (options.kind, options.channel) = (kind, channel)
                return (table, try ImportMap(self.map, header: table.header), options)
            }
            Tell.line("\(table.lines.count) lines, \(table.encoding), source \(options.source)")
            let (house, database) = try await place.openHouse()
            let now = house.district.now(machine: start)
            if let gazetteer { try await IntakeCommand.add(names: gazetteer, to: house, at: now) }
            let report = try await MessageImport(into: house.intake, options: options)
                .run(table, map: columns, at: now, latest: max(now, start)) { Tell.progress("import", $0, $1) }
            while try await house.sequencer.sequenceOnce(at: now) != nil {}
            try await database.close()
            try tell(report, table)
            print(report.json(seconds: Double(Machine.now().milliseconds - start.milliseconds) / 1_000))
            guard report.isUnreadable else { return }
            Tell.line("Every line was rejected: nothing could be read. Look at the columns, or name them with --map.")
            throw ExitCode(2)
        }

        private func tell(_ report: ImportReport, _ table: ImportTable) throws {
            for rejection in report.rejections.prefix(10) {
                Tell.line("line \(rejection.line.line): \(rejection.fault.words.en)")
            }
            if report.rejections.count > 10 { Tell.line("and \(report.rejections.count - 10) more") }
            guard let rejects else { return }
            try report.rejectFile(header: table.header).write(toFile: rejects, atomically: true, encoding: .utf8)
        }
    }

    struct Regroup: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put a district's matters about the same trouble together now, as every night.",
            discussion:
                "What people put together or apart stays. Prints one JSON object: issues, matters in them, seconds."
        )

        @OptionGroup var place: PlaceOptions

        func run() async throws {
            let start = Machine.now()
            let (house, database) = try await place.openHouse()
            let now = house.district.now(machine: start)
            let issues = try await house.issues.regroup(at: now)
            while try await house.sequencer.sequenceOnce(at: now) != nil {}
            let members = try await database.read {
                try $0.count("SELECT COUNT(*) AS n FROM issue_members WHERE district = \(house.district.key)")
            }
            try await database.close()
            guard let issues else {
                Tell.line("Somebody put matters together meanwhile: nothing was changed. Try again.")
                throw ExitCode(1)
            }
            struct Outcome: Encodable { var issues: Int, matters: Int, seconds: Double }
            let seconds = Double(Machine.now().milliseconds - start.milliseconds) / 1_000
            try IntakeCommand.tell(Outcome(issues: issues, matters: members, seconds: seconds))
        }
    }

    struct Names: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "gazetteer",
            abstract: "Add places from a table: name, type (estate or road), village_code, aliases (a;b), grid."
        )

        @OptionGroup var place: PlaceOptions
        @Argument(help: "The file.") var file: String

        func run() async throws {
            let (house, database) = try await place.openHouse()
            try await IntakeCommand.add(names: file, to: house, at: house.district.now(machine: Machine.now()))
            try await database.close()
        }
    }

    private static func add(names file: String, to house: House, at now: Instant) async throws {
        let table = try readable { try Self.table(file) }
        let names = Gazetteer(addresses: house.addresses, divisions: house.divisions, journal: house.journal)
        let outcome = try await house.database.write { transaction in
            try names.add(table, origin: URL(filePath: file).lastPathComponent, at: now, in: transaction)
        }
        Tell.line("places: \(outcome.added) added, \(outcome.already) stand, \(outcome.rejected.count) rejected")
        for line in outcome.rejected.prefix(10) { Tell.line("line \(line): no name, type or village of the district") }
    }

    static func table(_ file: String) throws -> ImportTable {
        let data = try Data(contentsOf: URL(filePath: file))
        return try ImportTable(bytes: [UInt8](data), name: file)
    }

    static func readable<Result>(_ read: () throws -> Result) throws -> Result {
        do {
            return try read()
        } catch let error as ImportError {
            Tell.line("\(error.words.zh) / \(error.words.en)")
        } catch {
            Tell.line("The file cannot be read: \(Refusal.telling(error))")
        }
        throw ExitCode(2)
    }
}

extension MatterKind: ExpressibleByArgument {}
extension Channel: ExpressibleByArgument {}

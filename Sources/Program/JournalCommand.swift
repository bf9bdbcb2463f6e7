import App
import ArgumentParser
import Base
import Foundation
import Journal
import Proofs
import Storage

/// `shanzhi journal`
struct JournalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal", abstract: "Verify, export and show the record.",
        subcommands: [Verify.self, Export.self, Head.self, Prove.self, Consistency.self, Keys.self]
    )

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Recompute every entry, chain, log and row. Exit 0 when clean, 3 when something was changed.",
            discussion: "Nothing in the data folder is changed: no migration, no checkpoint. A running server may stay."
        )

        @OptionGroup var place: PlaceOptions
        @Option(name: .long, help: "The file of heads to hold the log against; DIR/journal.heads unless named.")
        var heads: String?
        @Option(
            name: .long, parsing: .singleValue,
            help: "The hash on a slip, 64 hexadecimal digits, with its spaces or without; may repeat.")
        var entry: [String] = []
        @Flag(name: .long, help: "Print one JSON object.") var json = false

        func run() async throws {
            let known = try entry.map { text in
                // A slip prints it in groups of four.
                guard let bytes = HexText.decode(text.filter { !$0.isWhitespace }), bytes.count == 32 else {
                    throw ValidationError("\(text) is not the hash of an entry.")
                }
                return bytes
            }
            let (house, close) = try await place.openHouseForReading()
            let file = heads.map { HeadsFile(path: $0) } ?? house.heads
            let ownReport = try await house.journal.verify(in: house.database, heads: file, known: known) { progress in
                Tell.count(progress.stage.rawValue, progress.done)
            }
            let proofs = house.proofs
            let report = try await house.database.readAtLength { reader in
                var report = ownReport
                try proofs.check(&report, in: reader)
                return report
            }
            Tell.clear()
            try await close()
            if json { print(Self.json(report)) } else { Self.tell(report) }
            if !report.isSound { throw ExitCode(3) }
        }

        private struct Document: Encodable {
            let entries: Int64
            let sequenced: Int64
            let erased: Int64
            let first_bad: String?
            let problems: [String]

            // `first_bad` is always there, null when all is well.
            func encode(to encoder: any Encoder) throws {
                var container = encoder.container(keyedBy: CodingKeys.self)
                try container.encode(entries, forKey: .entries)
                try container.encode(sequenced, forKey: .sequenced)
                try container.encode(erased, forKey: .erased)
                try container.encode(first_bad, forKey: .first_bad)
                try container.encode(problems, forKey: .problems)
            }

            enum CodingKeys: String, CodingKey { case entries, sequenced, erased, first_bad, problems }
        }

        private static func json(_ report: VerificationReport) -> String {
            let document = Document(
                entries: report.entries, sequenced: report.sequenced, erased: report.erased, first_bad: report.firstBad,
                problems: report.problems.map { "\($0.kind.rawValue): \($0.name)" }
            )
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return (try? encoder.encode(document)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
        }

        static func tell(_ report: VerificationReport) {
            print(
                "entries \(report.entries), sequenced \(report.sequenced), erased \(report.erased), rows \(report.rows)"
            )
            print(report.isSound ? "clean" : "TAMPERED")
            for problem in report.problems { print("  \(problem.words.en)") }
        }
    }

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print every entry as the exact text that was hashed.",
            discussion: "script/verify-journal checks both without this program.")

        @OptionGroup var place: PlaceOptions
        @Option(name: .long, help: "Write keys, signed heads and the log to this file, a JSON line each.")
        var log: String?

        func run() async throws {
            let (house, close) = try await place.openHouseForReading()
            // The log first: entries that come meanwhile only wait at the end.
            if let log { try await ProofText.writeLog(of: house, to: log) }
            // On a terminal the entries themselves show how far it is.
            let isShown = isatty(1) == 0
            let progress: @Sendable (Int) -> Void = { if isShown { Tell.count("entries", Int64($0)) } }
            _ = try await house.journal.export(from: house.database, progress: progress) { print($0) }
            Tell.clear()
            try await close()
        }
    }

    struct Head: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print the newest head of the log: size, root, time.")

        @OptionGroup var place: PlaceOptions

        func run() async throws {
            let (house, close) = try await place.openHouseForReading()
            let head = try await house.database.read { try house.journal.findHead(in: $0) }
            try await close()
            guard let head else {
                Tell.line("The log is empty.")
                return
            }
            print("\(head.size) \(HexText.encode(head.root)) \(head.at.iso)")
        }
    }
}

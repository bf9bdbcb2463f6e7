import App
import ArgumentParser
import Base
import Foundation
import Matters
import Rulebook
import Storage

/// `shanzhi export`
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write procedures as BPMN and proceedings as XES, for the tools of others.",
        discussion: "Each version of a procedure has a file of its own; a log and its procedure have the same name.",
        subcommands: [BPMN.self, XES.self]
    )

    struct BPMN: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write each procedure as BPMN 2.0 and as a drawing (SVG).",
            discussion: """
                Without --data the procedures are those of the folder Rules; with it, all versions that the district has had.
                """
        )

        @Option(name: .long, help: "The folder to write to; made where there is none.") var out: String
        @Option(name: .long, help: "A data folder: what the district has published.") var data: String?
        @Option(name: .long, help: "A district on a PostgreSQL server, beside --data.") var database: String?
        @Option(name: .long, help: "The folder that holds Rules; found by itself as a rule.") var home: String?

        func run() async throws {
            let folder = try ExportFolder(out)
            for version in try await versions() {
                let graph = ProcedureGraph(version.procedure)
                try folder.write(BPMNDocument(graph, version: version.name).text, to: version.name + ".bpmn")
                try folder.write(ProcedureDrawing(graph, language: .simplified).file, to: version.name + ".svg")
                print("\(version.name).bpmn")
            }
        }

        private func versions() async throws -> [ProcedureVersion] {
            guard data != nil || database != nil else {
                let rules = try PlaceOptions.homeFolder(named: home).appending(path: "Rules")
                return try ProcedureBook.versions(try RuleSeed.read(folder: rules))
            }
            var arguments: [String] = []
            if let data { arguments += ["--data", data] }
            if let database { arguments += ["--database", database] }
            if let home { arguments += ["--home", home] }
            let (house, close) = try await PlaceOptions.parse(arguments).openHouseForReading()
            let today = house.district.now(machine: Machine.now()).day
            let found = try await house.database.read { try house.matters.book.versions(on: today, in: $0) }
            try await close()
            return found
        }
    }

    struct XES: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write each proceeding of a district as a trace of an event log (XES, IEEE 1849-2016).",
            discussion: "A log names matters, units, steps and days; no person, and no word that anybody wrote."
        )

        @OptionGroup var place: PlaceOptions
        @Option(name: .long, help: "The folder to write to; made where there is none.") var out: String

        func run() async throws {
            let (house, close) = try await place.openHouseForReading()
            let folder = try ExportFolder(out), today = house.district.now(machine: Machine.now()).day
            let lines = try await house.database.readAtLength { reader in
                let logs = try EventLogs(try house.matters.book.versions(on: today, in: reader), in: folder)
                try house.matters.listTraces(in: reader) { try logs.write($0) }
                return try logs.close()
            }
            try await close()
            for line in lines { print(line) }
        }
    }
}

/// The folder that is written to.
private struct ExportFolder: Sendable {
    let url: URL

    init(_ path: String) throws {
        url = URL(filePath: path, directoryHint: .isDirectory).standardizedFileURL
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: url.appending(path: name), options: .atomic)
    }

    /// A new file that is written piece by piece.
    func open(_ name: String) throws -> FileHandle {
        let file = url.appending(path: name)
        try Data().write(to: file)
        return try FileHandle(forWritingTo: file)
    }
}

/// One log for each version under which there are proceedings, begun with its first.
private final class EventLogs {
    private struct Log {
        let writer: XESWriter
        let file: FileHandle
        var count = 0
    }

    private let versions: [String: ProcedureVersion]
    private let folder: ExportFolder
    private var logs: [String: Log] = [:]

    init(_ versions: [ProcedureVersion], in folder: ExportFolder) throws {
        self.versions = Dictionary(versions.map { ($0.procedure.pin, $0) }) { first, _ in first }
        self.folder = folder
    }

    func write(_ trace: ProceedingTrace) throws {
        guard let version = versions[trace.version] else { throw MatterError.noProcedure(trace.procedure) }
        var log = try logs[trace.version] ?? begin(version)
        try log.file.write(contentsOf: Data(log.writer.text(trace).utf8))
        log.count += 1
        logs[trace.version] = log
        Tell.count("proceedings", Int64(logs.values.reduce(0) { $0 + $1.count }))
    }

    /// Ends the files; a line for each, with how many traces it has.
    func close() throws -> [String] {
        Tell.clear()
        return try logs.map { pin, log in
            try log.file.write(contentsOf: Data(log.writer.foot.utf8))
            try log.file.close()
            return "\(versions[pin]?.name ?? pin).xes\t\(log.count)"
        }.sorted()
    }

    private func begin(_ version: ProcedureVersion) throws -> Log {
        let log = Log(
            writer: XESWriter(ProcedureGraph(version.procedure)), file: try folder.open(version.name + ".xes"))
        try log.file.write(contentsOf: Data(log.writer.head(name: version.name).utf8))
        return log
    }
}

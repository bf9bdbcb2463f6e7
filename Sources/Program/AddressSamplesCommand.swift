import AddressSamples
import ArgumentParser
import Foundation
import Yams

/// `shanzhi demo addresses`
struct DemoAddresses: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "addresses",
        abstract: "Make up a registry of addresses, 29 systems that wrote them down, and the truth about every row.",
        discussion: """
            Writes registry.tsv, sources/sources.tsv, one file a system and, apart, truth.tsv. The shares of noise are those \
            of Rules/addresses/noise.conf; --noise changes those it names. Prints one JSON object.
            """
    )

    @Option(name: .long, help: "An empty or new folder for the files.") var out: String
    @Option(name: .long, help: "Rows of all systems together.") var rows = 3_000_000
    @Option(name: .long, help: "Addresses of the registry.") var addresses = SampleRegistry.sizes.upperBound
    @Option(name: .long, help: "Lines key = share, as in Rules/addresses/noise.conf.") var noise: String?
    // Seed and home are the parent's: it would take them from an option of the same name here.
    @ParentCommand var demo: Demo

    func run() async throws {
        let start = ContinuousClock.now
        let rules = try demo.place.homeFolder().appending(path: "Rules")
        let (registry, set) = try samples(rules)
        let files = try SampleFolder(URL(filePath: out, directoryHint: .isDirectory))
        try set.write(progress: { Tell.progress("addresses", $0, $1) }, to: { try files.append($1, to: $0) })
        try files.close()
        struct Outcome: Encodable { var addresses: Int, rows: Int, files: Int, bytes: Int, seconds: Double }
        try IntakeCommand.tell(
            Outcome(
                addresses: registry.count, rows: rows, files: files.count, bytes: files.bytes,
                seconds: IntakeCommand.seconds(since: start)))
    }

    private func samples(_ rules: URL) throws -> (registry: SampleRegistry, set: SampleSet) {
        let shipped = try Noise(try Self.text(rules.appending(path: "addresses/noise.conf")))
        let noise = try self.noise.map { try Noise(try Self.text(URL(filePath: $0)), over: shipped) } ?? shipped
        let district = try Self.district(rules.appending(path: "districts/yuhang-2019"))
        let registry = try SampleRegistry(district, addresses: addresses, seed: demo.seed)
        return (registry, try SampleSet(registry, noise: noise, rows: rows, seed: demo.seed))
    }

    private static func district(_ folder: URL) throws -> SampleDistrict {
        struct Header: Decodable {
            struct Parent: Decodable { var zh: String, level: String }
            var zh: String
            var parents: [Parent]
        }
        let header = try YAMLDecoder().decode(Header.self, from: try text(folder.appending(path: "district.yaml")))
        func parent(_ level: String) -> String { header.parents.first { $0.level == level }?.zh ?? "" }
        return try SampleDistrict(
            province: parent("province"), city: parent("city"), name: header.zh,
            towns: try text(folder.appending(path: "towns.tsv")),
            villages: try text(folder.appending(path: "villages.tsv")),
            places: try text(folder.appending(path: "places.tsv")))
    }

    private static func text(_ file: URL) throws -> String { try String(contentsOf: file, encoding: .utf8) }
}

/// A folder of files that are written piece by piece; each stays open until the end.
private final class SampleFolder {
    private let folder: URL
    private var handles: [String: FileHandle] = [:]
    private(set) var bytes = 0

    /// Refuses a folder that holds something: samples of two seeds must never lie in one.
    init(_ folder: URL) throws {
        self.folder = folder
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        guard try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty else {
            throw Refusal("\(folder.path) is not empty; nothing was written.")
        }
    }

    var count: Int { handles.count }

    func append(_ piece: [UInt8], to file: String) throws {
        try (handles[file] ?? open(file)).write(contentsOf: Data(piece))
        bytes += piece.count
    }

    func close() throws {
        for handle in handles.values { try handle.close() }
    }

    private func open(_ file: String) throws -> FileHandle {
        let place = folder.appending(path: file)
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data().write(to: place)
        let handle = try FileHandle(forWritingTo: place)
        handles[file] = handle
        return handle
    }
}

/// `shanzhi addresses score`
struct AddressesScore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score",
        abstract: "Judge matched source rows against the truth that `demo addresses` wrote.",
        discussion: """
            The answers are JSON lines: source, row, code (the registry's id or null) and band (A, B, C or none). Prints one \
            JSON object: all, by_source, by_noise, each with a_precision, ab_recall and what was matched of new places and of \
            none. Exit 2 when a file cannot be read.
            """
    )

    @Option(name: .long, help: "truth.tsv.") var truth: String
    @Argument(help: "The answers; standard input unless given.") var answers: String?

    func run() async throws {
        var score = MatchScore()
        try IntakeCommand.readable {
            try Self.lines(try FileHandle(forReadingFrom: URL(filePath: truth))) { try score.addTruth($0) }
            let input =
                try answers.map { try FileHandle(forReadingFrom: URL(filePath: $0)) } ?? FileHandle.standardInput
            try Self.lines(input) { score.addAnswer($0) }
        }
        try IntakeCommand.tell(score.report())
    }

    private static func lines(_ file: FileHandle, _ take: (ArraySlice<UInt8>) throws -> Void) throws {
        var cutter = LineCutter()
        while let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty { try cutter.add([UInt8](piece), take) }
        try cutter.finish(take)
    }
}

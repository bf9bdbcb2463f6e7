import ArgumentParser
import Foundation

/// `shanzhi bench similar`
struct BenchSimilar: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "similar",
        abstract: "Ask the window for likely-same matters beside many others; prints one JSON object.",
        discussion: """
            Fills a district of its own with past matters, starts this program as a server over it, signs clerks in and asks for \
            the proposals that a page asks for while somebody types: known matters, kind, topic, place and unit together. The \
            folder is removed afterwards unless --data names one; a folder filled before with the same number of matters is \
            used again.
            """
    )

    @Option(name: .long, help: "How many matters there are before.") var matters = 200_000
    @Option(name: .long, help: "How many clerks type at a time.") var clients = 4
    @Option(name: .long, help: "How many questions each of them asks.") var questions = 200
    @Option(name: .long, help: "An empty folder, or one filled before; a temporary one unless named.") var data: String?
    @Option(name: .long, help: "An empty database on a PostgreSQL server instead of a file.") var database: String?
    @Option(name: .long, help: "The folder that holds Rules; found by itself as a rule.") var home: String?
    @Option(name: .long, help: "The same seed makes the same matters.") var seed: UInt64 = 2019

    func validate() throws {
        guard matters >= 0, (1...1_000).contains(clients), questions > 0 else {
            throw ValidationError("The numbers must be positive; at most 1,000 clients.")
        }
    }

    func run() async throws {
        let folder = try BenchPlace.folder(data)
        defer { if data == nil { try? FileManager.default.removeItem(at: folder) } }
        let place = try BenchPlace.options(folder, database: database, home: home)
        let filled = try await BenchFill(place: place, count: matters, seed: seed).run()
        let server = try await BenchServer.start(place: place)
        defer { server.stop() }
        let run = BenchRun(
            port: server.port, server: server.processID, texts: filled.texts, offices: filled.offices, clients: clients,
            warmUp: 0, seconds: 0, seed: seed
        )
        Tell.line("server \(server.address), \(clients) clerks, \(questions) questions each")
        let outcome = try await run.ask(questions)
        print(try report(outcome, filled))
        if outcome.errors > 0 { throw ExitCode(1) }
    }

    private func report(_ outcome: BenchLookups, _ filled: BenchFill.Filled) throws -> String {
        struct Document: Encodable {
            let matters: Int, clients: Int, lookups: Int, errors: Int
            let found: Double, p50_ms: Double, p95_ms: Double, p99_ms: Double
            let engine: String
        }
        let times = outcome.times.sorted()
        func at(_ share: Double) -> Double {
            guard !times.isEmpty else { return 0 }
            return (Double(times[min(times.count - 1, Int(Double(times.count) * share))]) * 10).rounded() / 10
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let document = Document(
            matters: matters, clients: clients, lookups: times.count, errors: outcome.errors,
            found: (Double(outcome.found) / Double(max(1, times.count)) * 100).rounded() / 100, p50_ms: at(0.5),
            p95_ms: at(0.95), p99_ms: at(0.99), engine: filled.engine)
        return String(decoding: try encoder.encode(document), as: UTF8.self)
    }
}

/// What clerks saw who asked for likely-same matters.
struct BenchLookups: Sendable {
    /// Milliseconds of each.
    var times: [Float] = []
    /// How many answers named at least one known matter.
    var found = 0
    var errors = 0

    mutating func add(_ other: BenchLookups) {
        times += other.times
        found += other.found
        errors += other.errors
    }
}

/// Where a measurement works.
enum BenchPlace {
    /// The folder named, or a temporary one; made if need be.
    static func folder(_ named: String?) throws -> URL {
        let folder =
            named.map { URL(filePath: $0, directoryHint: .isDirectory).standardizedFileURL }
            ?? FileManager.default.temporaryDirectory.appending(path: "shanzhi-bench-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    /// The place of a district in a folder.
    static func options(_ folder: URL, database: String?, home: String?) throws -> PlaceOptions {
        var found = PlaceOptions()
        (found.givenData, found.givenHome, found.givenDatabase, found.config) = ("", home, nil, nil)
        var place = PlaceOptions()
        (place.givenData, place.givenHome, place.givenDatabase, place.config) = (
            folder.path, try found.homeFolder().path, database, nil
        )
        return place
    }
}

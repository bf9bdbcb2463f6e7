import App
import ArgumentParser
import Base
import Foundation
import Storage

/// `shanzhi bench`
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure this program on this machine.",
        subcommands: [
            Lifecycle.self, BenchSimilar.self, BenchResolve.self, BenchComplete.self, BenchJobs.self, BenchClocks.self,
            BenchLetters.self,
        ]
    )

    struct Lifecycle: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "File, accept, answer and search beside many matters; prints one JSON object.",
            discussion: """
                Fills a district of its own with past matters, starts this program as a server over it, signs in clients and \
                measures them. The folder is removed afterwards unless --data names one; a folder filled before with the \
                same number of matters is used again.
                """
        )

        @Option(name: .long, help: "How many matters there are before.") var matters = 10_000
        @Option(name: .long, help: "How many clients at a time.") var clients = 16
        @Option(name: .long, help: "Seconds that are measured.") var seconds = 60
        @Option(name: .long, help: "Seconds before measuring.") var warmUp = 10
        @Option(name: .long, help: "An empty folder, or one filled before; a temporary one unless named.") var data:
            String?
        @Option(name: .long, help: "An empty database on a PostgreSQL server instead of a file.") var database: String?
        @Option(name: .long, help: "The folder that holds Rules; found by itself as a rule.") var home: String?
        @Option(name: .long, help: "Words that stand in the result, such as the name of the disk.") var label: String?
        @Option(name: .long, help: "The same seed makes the same matters.") var seed: UInt64 = 2019

        func validate() throws {
            guard matters >= 0, (1...1_000).contains(clients), seconds > 0, warmUp >= 0 else {
                throw ValidationError("The numbers must be positive; at most 1,000 clients.")
            }
        }

        func run() async throws {
            let folder = try BenchPlace.folder(data)
            defer { if data == nil { try? FileManager.default.removeItem(at: folder) } }
            let place = try BenchPlace.options(folder, database: database, home: home)
            let filled = try await BenchFill(place: place, count: matters, seed: seed).run()
            let sync = try BenchDisk.syncMilliseconds(in: folder)
            let server = try await BenchServer.start(place: place)
            defer { server.stop() }
            Tell.line("server \(server.address), \(clients) clients, \(warmUp) s to warm up, then \(seconds) s")
            let run = BenchRun(
                port: server.port, server: server.processID, texts: filled.texts, offices: filled.offices,
                clients: clients, warmUp: warmUp,
                seconds: seconds, seed: seed
            )
            let outcome = try await run.run()
            let report = BenchReport(
                label: label, outcome: outcome, filled: filled, sync: sync, matters: matters, clients: clients
            )
            print(report.json)
            if outcome.errors > 0 { throw ExitCode(1) }
        }
    }
}

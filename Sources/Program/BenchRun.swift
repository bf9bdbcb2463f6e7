import Addresses
import Foundation

/// Lets the clients work side by side, each on a thread of its own.
struct BenchRun {
    /// What all clients saw together.
    struct Outcome {
        let count: BenchCount
        let seconds: Int
        /// Milliseconds of processor time while it was measured.
        let serverProcessor: Double
        let clientProcessor: Double
        var errors: Int { count.errors }
    }

    let port: Int
    let server: Int32
    let texts: BenchTexts
    let offices: BenchOffices
    let clients: Int
    let warmUp: Int
    let seconds: Int
    let seed: UInt64

    func run() async throws -> Outcome {
        let makers = try (0..<clients).map { try client($0) }
        let start = ContinuousClock.now + .seconds(warmUp)
        let end = start + .seconds(seconds)
        let server = server
        async let before = Self.processor(server, at: start)
        async let after = Self.processor(server, at: end)
        let counts = await withTaskGroup(of: BenchCount.self) { group in
            for client in makers { group.addTask { await Self.onThread(client, from: start, until: end) } }
            return await group.reduce(into: BenchCount()) { $0.add($1) }
        }
        for complaint in counts.complaints.prefix(5) { Tell.line("not answered well: \(complaint)") }
        let (first, last) = try await (before, after)
        return Outcome(
            count: counts, seconds: seconds, serverProcessor: last.server - first.server,
            clientProcessor: last.client - first.client
        )
    }

    /// Lets each client ask for likely-same matters so many times.
    func ask(_ questions: Int) async throws -> BenchLookups {
        let makers = try (0..<clients).map { try client($0) }
        return await withTaskGroup(of: BenchLookups.self) { group in
            for client in makers {
                group.addTask {
                    await withCheckedContinuation { continuation in
                        Thread.detachNewThread { continuation.resume(returning: client.client.ask(questions)) }
                    }
                }
            }
            return await group.reduce(into: BenchLookups()) { $0.add($1) }
        }
    }

    private static func processor(
        _ server: Int32, at instant: ContinuousClock.Instant
    ) async throws -> (server: Double, client: Double) {
        try await Task.sleep(until: instant, clock: .continuous)
        return (BenchDisk.processorMilliseconds(of: server), BenchDisk.processorMilliseconds(of: getpid()))
    }

    private func client(_ number: Int) throws -> Sealed {
        let towns = offices.towns.isEmpty ? offices.villages : offices.towns
        // Two of three take in at the district's centre, the third in a town.
        let clerks = number % 3 == 2 ? towns : offices.clerks
        let office = offices.villages[(number * 37 + 5) % offices.villages.count]
        return Sealed(
            client: try BenchClient(
                port: port, texts: texts, clerk: clerks[number % clerks.count], office: office,
                places: Zipf(offices.places.map(\.place.fullName)), seed: seed &+ UInt64(number) &* 7_919
            )
        )
    }

    private static func onThread(
        _ client: Sealed, from: ContinuousClock.Instant, until end: ContinuousClock.Instant
    ) async -> BenchCount {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: client.client.work(from: from, until: end)) }
        }
    }

    /// A client that is handed to its thread and used there alone.
    private struct Sealed: @unchecked Sendable {
        let client: BenchClient
    }
}

/// The one JSON object.
struct BenchReport {
    let label: String?
    let outcome: BenchRun.Outcome
    let filled: BenchFill.Filled
    let sync: Double
    let matters: Int
    let clients: Int

    private struct Document: Encodable {
        struct Step: Encodable {
            let p50_ms: Double
            let p95_ms: Double
            let p99_ms: Double
        }
        let label: String?
        let lifecycles_per_second: Double
        let errors: Int
        let matters: Int
        let clients: Int
        let seconds: Int
        let steps: [String: Step]
        let engine: String
        let synchronous: String
        let fdatasync_p50_ms: Double
        let server_cpu_ms_per_lifecycle: Double
        let client_cpu_ms_per_lifecycle: Double
        let load_average: Double
        let fill_seconds: Double
        let bytes_per_matter: Int
    }

    var json: String {
        var steps: [String: Document.Step] = [:]
        for step in BenchStep.allCases {
            let times = outcome.count.times[step.rawValue].sorted()
            steps["\(step)"] = Document.Step(
                p50_ms: Self.part(0.50, times), p95_ms: Self.part(0.95, times), p99_ms: Self.part(0.99, times)
            )
        }
        let document = Document(
            label: label,
            lifecycles_per_second: Self.rounded(Double(outcome.count.lifecycles) / Double(outcome.seconds)),
            errors: outcome.errors, matters: matters, clients: clients, seconds: outcome.seconds, steps: steps,
            engine: filled.engine, synchronous: filled.synchronous, fdatasync_p50_ms: Self.rounded(sync),
            server_cpu_ms_per_lifecycle: perLifecycle(outcome.serverProcessor),
            client_cpu_ms_per_lifecycle: perLifecycle(outcome.clientProcessor), load_average: Self.load,
            fill_seconds: Self.rounded(filled.seconds), bytes_per_matter: filled.bytesPerMatter
        )
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(document)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    private func perLifecycle(_ milliseconds: Double) -> Double {
        Self.rounded(milliseconds / Double(max(1, outcome.count.lifecycles)))
    }

    // What else the machine did: everybody who wants a processor, ourselves included.
    private static var load: Double {
        var averages = [0.0]
        return getloadavg(&averages, 1) == 1 ? rounded(averages[0]) : 0
    }

    private static func part(_ part: Double, _ sorted: [Float]) -> Double {
        guard !sorted.isEmpty else { return 0 }
        return rounded(Double(sorted[min(sorted.count - 1, Int(Double(sorted.count) * part))]))
    }

    private static func rounded(_ number: Double) -> Double { (number * 100).rounded() / 100 }
}

import App
import ArgumentParser
import Base
import Foundation
import Jobs
import Storage

/// `shanzhi bench jobs`: one node of several that work off a queue, for the test that kills them.
struct BenchJobs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jobs", abstract: "Fill a queue, work it off beside other nodes, and count what came of it.",
        discussion: """
            Every job leaves one row in the outbox in the transaction that ends it. Start --work as often as wished over the \
            same database and kill the programs at will: --count must find as many effects as jobs, and no two alike.
            """
    )

    private static let name = "bench-mark"

    @OptionGroup var place: PlaceOptions
    @Option(name: .long, help: "Put so many jobs into the queue.") var add = 0
    @Flag(name: .long, help: "Work until no such job is open any more.") var work = false
    @Flag(name: .long, help: "Print jobs, done ones, effects and different effects as JSON.") var count = false
    @Option(name: .long, help: "Seconds after which a job of a node that died goes to another.") var lease: Int64 = 2

    func run() async throws {
        let (house, database) = try await place.openHouse()
        let district = house.district.key
        for batch in stride(from: 0, to: add, by: 500) {
            let size = min(500, add - batch), now = Machine.now()
            try await database.writeInBackground { transaction in
                for _ in 0..<size { try JobQueue.add(Self.name, district: district, in: transaction, at: now) }
            }
        }
        if work { try await workOff(database, district) }
        if count { print(try await counted(database)) }
        try await database.close()
    }

    private func workOff(_ database: any Engine, _ district: DistrictKey) async throws {
        let kind = JobKind(Self.name, maximumAttempts: 1_000, leaseSeconds: lease) { job, instant, transaction in
            try Outbox.append(Self.name, district: district, body: job.id.text, in: transaction, at: instant)
        }
        let runner = JobRunner(database, holder: RecordID.make(at: Machine.now()).text, kinds: [kind])
        let running = Task { await runner.run(workers: 4, tick: .milliseconds(50)) { Machine.now() } }
        while try await open(database) > 0 { try await Task.sleep(for: .milliseconds(200)) }
        running.cancel()
        await running.value
    }

    private func open(_ database: any Engine) async throws -> Int {
        try await database.read {
            try $0.count(
                "SELECT count(*) AS n FROM jobs WHERE name = \(Self.name) AND state IN ('waiting', 'running')")
        }
    }

    private func counted(_ database: any Engine) async throws -> String {
        try await database.read { reader in
            let jobs = try reader.count("SELECT count(*) AS n FROM jobs WHERE name = \(Self.name)")
            let done = try reader.count("SELECT count(*) AS n FROM jobs WHERE name = \(Self.name) AND state = 'done'")
            let again = try reader.count("SELECT count(*) AS n FROM jobs WHERE name = \(Self.name) AND attempts > 1")
            let effects = try reader.count("SELECT count(*) AS n FROM outbox WHERE topic = \(Self.name)")
            let different = try reader.count(
                """
                SELECT count(*) AS n FROM
                (SELECT DISTINCT o.body FROM outbox o JOIN jobs j ON j.id = o.body WHERE o.topic = \(Self.name)) d
                """
            )
            return """
                {"jobs":\(jobs),"done":\(done),"taken_over":\(again),"effects":\(effects),"different":\(different)}
                """
        }
    }
}

import Base
import Glibc
import Jobs
import Storage
import Synchronization
import TestSupport
import Testing

/// Remembers what ran.
final class Diary: Sendable {
    private let lines = Mutex<[String]>([])
    var list: [String] { lines.withLock { $0 } }
    func note(_ line: String) { lines.withLock { $0.append(line) } }
}

struct Trouble: Error {}

let noon = Instant(milliseconds: 1_574_740_800_000)

@Suite struct JobQueueTests {
    private func add(_ name: String, payload: String = "{}", runAt: Instant? = nil, to test: TestDatabase) async throws
    {
        _ = try await test.database.write {
            try JobQueue.add(name, district: "yuhang", payload: payload, runAt: runAt, in: $0, at: noon)
        }
    }

    private func runner(_ test: TestDatabase, _ kinds: JobKind..., holder: String = "node a") -> JobRunner {
        JobRunner(test.database, holder: holder, kinds: kinds)
    }

    @Test func `a job runs once, and a second step is harmless`() async throws {
        let test = try await TestDatabase(JobsSchema.migrations)
        let diary = Diary()
        let runner = runner(test, JobKind("letter") { job, _ in diary.note(job.payload) })
        try await add("letter", payload: #"{"to":"小满"}"#, to: test)
        #expect(try await runner.runDue(at: noon) == 1)
        #expect(try await runner.runDue(at: noon) == 0)
        #expect(diary.list == [#"{"to":"小满"}"#])
        #expect(try await JobQueue(test.database).countByState() == ["done": 1])
    }

    @Test func `a job of a transaction that is rolled back never runs`() async throws {
        let test = try await TestDatabase(JobsSchema.migrations)
        let diary = Diary()
        await #expect(throws: Trouble.self) {
            try await test.database.write { transaction in
                try JobQueue.add("letter", district: "yuhang", in: transaction, at: noon)
                throw Trouble()
            }
        }
        #expect(try await runner(test, JobKind("letter") { _, _ in diary.note("ran") }).runDue(at: noon) == 0)
        #expect(diary.list.isEmpty)
    }

    @Test func `work that is one transaction with its job leaves nothing when another node took the job over`()
        async throws
    {
        let test = try await TestDatabase(JobsSchema.migrations)
        try await add("mark", to: test)
        let queue = JobQueue(test.database)
        let kind = JobKind("mark", leaseSeconds: 60, writing: Self.mark)
        let job = try #require(try await queue.claim([kind], by: "node a", at: noon))
        // Node a sleeps through its lease, node b does the work, node a wakes up.
        let later = noon.adding(seconds: 61)
        #expect(try await runner(test, kind, holder: "node b").runDue(at: later) == 1)
        #expect(try await !queue.finish(job, by: "node a", at: later, writing: Self.mark))
        #expect(try await Self.marks(test) == 1)
    }

    @Test func `two nodes do each of many jobs exactly once, though half of their runs break`() async throws {
        let test = try await TestDatabase(JobsSchema.migrations)
        for _ in 0..<40 { try await add("mark", to: test) }
        let kind = JobKind("mark") { job, instant, transaction in
            try Self.mark(job, instant, transaction)
            // What was written before the break goes with it.
            if job.attempt == 1, job.id.text.utf8.last.map({ $0 % 2 == 0 }) ?? false { throw Trouble() }
        }
        let nodes = ["node a", "node b"].map { runner(test, kind, holder: $0) }
        for step in 0..<3 {
            let instant = noon.adding(seconds: Int64(step) * 60)
            await withTaskGroup(of: Void.self) { group in
                for node in nodes { group.addTask { _ = try? await node.runDue(at: instant) } }
            }
        }
        #expect(try await JobQueue(test.database).countByState() == ["done": 40])
        #expect(try await Self.marks(test) == 40)
    }

    private static let mark: @Sendable (Job, Instant, any Transaction) throws -> Void = { job, instant, transaction in
        try Outbox.append("marked", district: job.district, body: job.id.text, in: transaction, at: instant)
    }

    private static func marks(_ test: TestDatabase) async throws -> Int {
        try await test.database.read {
            try $0.count("SELECT count(*) AS n FROM outbox WHERE topic = 'marked'")
        }
    }

    @Test func `a job does not run before its time`() async throws {
        let test = try await TestDatabase(JobsSchema.migrations)
        let runner = runner(test, JobKind("letter") { _, _ in })
        try await add("letter", runAt: noon.adding(seconds: 60), to: test)
        #expect(try await runner.runDue(at: noon.adding(seconds: 59)) == 0)
        #expect(try await runner.runDue(at: noon.adding(seconds: 60)) == 1)
    }

    @Test func `a job whose node fell silent runs again after the lease, and the silent node can no longer end it`()
        async throws
    {
        let test = try await TestDatabase(JobsSchema.migrations)
        let kind = JobKind("letter", leaseSeconds: 60) { _, _ in }
        let queue = JobQueue(test.database)
        try await add("letter", to: test)
        let lost = try #require(try await queue.claim([kind], by: "node a", at: noon))
        #expect(try await queue.claim([kind], by: "node b", at: noon.adding(seconds: 59)) == nil)
        let taken = try #require(try await queue.claim([kind], by: "node b", at: noon.adding(seconds: 60)))
        #expect(taken.id == lost.id)
        #expect(taken.attempt == 2)
        #expect(try await queue.finish(lost, by: "node a", at: noon.adding(seconds: 61)) == false)
        #expect(try await queue.finish(taken, by: "node b", at: noon.adding(seconds: 61)))
    }

    @Test func `a lease that is renewed keeps the job`() async throws {
        let test = try await TestDatabase(JobsSchema.migrations)
        let kind = JobKind("letter", leaseSeconds: 60) { _, _ in }
        let queue = JobQueue(test.database)
        try await add("letter", to: test)
        let job = try #require(try await queue.claim([kind], by: "node a", at: noon))
        #expect(try await queue.renew(job, by: "node a", seconds: 60, at: noon.adding(seconds: 50)))
        #expect(try await queue.claim([kind], by: "node b", at: noon.adding(seconds: 60)) == nil)
    }

    @Test func `a failing job backs off, is given up in the end and never blocks the others`() async throws {
        let test = try await TestDatabase(JobsSchema.migrations)
        let diary = Diary()
        let runner = runner(
            test,
            JobKind("broken", maximumAttempts: 3) { job, _ in
                diary.note("broken \(job.attempt)")
                throw Trouble()
            },
            JobKind("letter") { _, _ in diary.note("letter") }
        )
        // Due earlier, so that it comes first.
        try await add("broken", runAt: noon.adding(seconds: -1), to: test)
        try await add("letter", to: test)
        try await runner.runDue(at: noon)
        #expect(diary.list == ["broken 1", "letter"])
        try await runner.runDue(at: noon.adding(seconds: 9))
        try await runner.runDue(at: noon.adding(seconds: 10))
        try await runner.runDue(at: noon.adding(seconds: 29))
        #expect(diary.list == ["broken 1", "letter", "broken 2"])
        try await runner.runDue(at: noon.adding(seconds: 30))
        try await runner.runDue(at: noon.adding(seconds: 9_999))
        #expect(diary.list.last == "broken 3")
        let failed = try await JobQueue(test.database).listFailed()
        #expect(failed.map(\.error) == ["Trouble.Trouble"])
    }

    @Test func `a given-up job can be put back`() async throws {
        let test = try await TestDatabase(JobsSchema.migrations)
        let queue = JobQueue(test.database)
        try await add("broken", to: test)
        try await runner(test, JobKind("broken", maximumAttempts: 1) { _, _ in throw Trouble() }).runDue(at: noon)
        let failed = try #require(try await queue.listFailed().first)
        #expect(try await queue.retry(failed.job.id, at: noon))
        #expect(try await runner(test, JobKind("broken") { _, _ in }).runDue(at: noon) == 1)
        #expect(try await queue.countByState() == ["done": 1])
    }

    @Test func `a job that stops the whole program each time is given up`() async throws {
        let test = try await TestDatabase(JobsSchema.migrations)
        let diary = Diary()
        let kind = JobKind("fatal", maximumAttempts: 2, leaseSeconds: 10) { _, _ in diary.note("ran") }
        let queue = JobQueue(test.database)
        try await add("fatal", to: test)
        for second in [0, 10] as [Int64] {
            _ = try await queue.claim([kind], by: "node a", at: noon.adding(seconds: second))
        }
        try await runner(test, kind).runDue(at: noon.adding(seconds: 20))
        #expect(diary.list.isEmpty)
        #expect(try await queue.countByState() == ["failed": 1])
    }

    @Test func `a kind of work this node does not know is left to another`() async throws {
        let test = try await TestDatabase(JobsSchema.migrations)
        try await add("new kind", to: test)
        #expect(try await runner(test, JobKind("letter") { _, _ in }).runDue(at: noon) == 0)
        #expect(try await JobQueue(test.database).countByState() == ["waiting": 1])
    }

    @Test func `what a failure says about people is not kept`() async throws {
        enum LetterError: Error { case refused(phone: String) }
        let test = try await TestDatabase(JobsSchema.migrations)
        try await add("letter", to: test)
        let kind = JobKind("letter", maximumAttempts: 1) { _, _ in throw LetterError.refused(phone: "00012345678") }
        try await runner(test, kind).runDue(at: noon)
        #expect(try await JobQueue(test.database).listFailed().map(\.error) == ["LetterError.refused"])
    }

    @Test func `done jobs are removed after their time`() async throws {
        let test = try await TestDatabase(JobsSchema.migrations)
        let queue = JobQueue(test.database)
        try await add("letter", to: test)
        try await runner(test, JobKind("letter") { _, _ in }).runDue(at: noon)
        #expect(try await queue.prune(endedBefore: noon) == 0)
        #expect(try await queue.prune(endedBefore: noon.adding(seconds: 1)) == 1)
    }

    @Test func `the loop works until it is cancelled`() async throws {
        let test = try await TestDatabase(JobsSchema.migrations)
        try await add("letter", to: test)
        let (stream, continuation) = AsyncStream<Void>.makeStream()
        let runner = runner(test, JobKind("letter") { _, _ in continuation.yield() })
        let loop = Task { await runner.run { noon } }
        for await _ in stream { break }
        loop.cancel()
        await loop.value
    }

    @Test func `the loop gives common work a thread that steps back for people, and notices an ordinary one`()
        async throws
    {
        let test = try await TestDatabase(JobsSchema.migrations)
        try await add("regroup", to: test)
        try await add("letter", to: test)
        let (stream, continuation) = AsyncStream<String>.makeStream()
        let note: @Sendable (String) -> Void = {
            continuation.yield("\($0) \(getpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0))")
        }
        let usual = getpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0)
        let runner = runner(
            test, JobKind("regroup") { _, _ in note("regroup") },
            JobKind("letter", lane: "letters") { _, _ in note("letter") })
        let loop = Task { await runner.run { noon } }
        var said: Set<String> = []
        for await line in stream where said.insert(line).inserted && said.count == 2 { break }
        #expect(said == ["regroup 19", "letter \(usual)"])
        loop.cancel()
        await loop.value
    }

    @Test(.enabled(if: TestEngine.isFile)) func `what is due is found by its index`() async throws {
        let test = try await TestDatabase(JobsSchema.migrations)
        let database = test.database
        try await database.write { transaction in
            for number in 0..<2_000 {
                let name = number.isMultiple(of: 2) ? "letter" : "sweep"
                try JobQueue.add(
                    name, district: "yuhang", runAt: noon.adding(seconds: Int64(number)), in: transaction, at: noon
                )
            }
        }
        for isAnalyzed in [false, true] {
            if isAnalyzed { try await database.analyze() }
            let plan = try await database.read { reader in
                try reader.rows(
                    """
                    EXPLAIN QUERY PLAN SELECT name FROM jobs WHERE state IN ('waiting', 'running')
                    AND coalesce(lease_until, run_at) <= \(noon) AND name IN ('letter', 'sweep')
                    ORDER BY coalesce(lease_until, run_at), id LIMIT 1
                    """
                )
            }
            #expect(try plan.map { try $0.text("detail") } == ["SEARCH jobs USING INDEX jobs_due (<expr><?)"])
        }
    }
}

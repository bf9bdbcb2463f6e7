import Base
import Jobs
import Storage
import TestSupport
import Testing

@Suite struct TimetableTests {
    private let hourly = TimetableEntry("sweep", district: "yuhang", everySeconds: 3_600)

    private func waiting(_ test: TestDatabase) async throws -> Int {
        try await JobQueue(test.database).countByState()["waiting"] ?? 0
    }

    @Test func `recurring work is queued once an interval, however often it is asked for`() async throws {
        let test = try await TestDatabase(JobsSchema.migrations)
        let diary = Diary()
        let kind = JobKind("sweep") { _, instant in diary.note("\(instant.iso)") }
        func step(_ seconds: Int64) async throws {
            // A runner made anew each time: what is next stands in the database.
            let runner = JobRunner(test.database, holder: "node \(seconds)", kinds: [kind], timetable: [hourly])
            try await runner.runDue(at: noon.adding(seconds: seconds))
        }
        for seconds in [0, 1, 3_599, 3_600, 3_601] as [Int64] { try await step(seconds) }
        #expect(diary.list.count == 2)
    }

    @Test func `after a long standstill one run is made up for and not many`() async throws {
        let test = try await TestDatabase(JobsSchema.migrations)
        let timetable = Timetable(test.database, [hourly])
        #expect(try await timetable.queueDue(at: noon) == 1)
        let kind = JobKind("sweep") { _, _ in }
        try await JobRunner(test.database, holder: "node a", kinds: [kind]).runDue(at: noon)
        #expect(try await timetable.queueDue(at: noon.adding(seconds: 100 * 3_600)) == 1)
        #expect(try await timetable.queueDue(at: noon.adding(seconds: 100 * 3_600 + 1)) == 0)
    }

    @Test func `nothing is queued behind a run that still waits`() async throws {
        let test = try await TestDatabase(JobsSchema.migrations)
        let timetable = Timetable(test.database, [hourly])
        _ = try await timetable.queueDue(at: noon)
        #expect(try await timetable.queueDue(at: noon.adding(seconds: 3_600)) == 0)
        #expect(try await waiting(test) == 1)
    }

    @Test func `a daily run at three is due at three in Shanghai, and in a new district not before`() async throws {
        let test = try await TestDatabase(JobsSchema.migrations)
        let daily = TimetableEntry("night", district: "yuhang", everySeconds: 86_400, offsetSeconds: 3 * 3_600)
        let timetable = Timetable(test.database, [daily])
        #expect(try await timetable.queueDue(at: noon) == 0)
        let row = try await test.database.read { try $0.row("SELECT next_at FROM job_timetable") }
        let day = try #require(Day("2019-11-27"))
        let three = Instant(day, hour: 3)
        #expect(try row?.instant("next_at") == three)
        #expect(try await timetable.queueDue(at: three.adding(seconds: -1)) == 0)
        #expect(try await timetable.queueDue(at: three) == 1)
    }

    @Test func `a lease goes to one holder until it ends or is given back`() async throws {
        let test = try await TestDatabase(JobsSchema.migrations)
        let leases = Leases(test.database)
        #expect(try await leases.acquire("sequencer", holder: "a", seconds: 10, at: noon))
        #expect(try await leases.acquire("sequencer", holder: "b", seconds: 10, at: noon) == false)
        #expect(try await leases.renew("sequencer", holder: "a", seconds: 10, at: noon.adding(seconds: 9)))
        #expect(try await leases.acquire("sequencer", holder: "b", seconds: 10, at: noon.adding(seconds: 18)) == false)
        #expect(try await leases.acquire("sequencer", holder: "b", seconds: 10, at: noon.adding(seconds: 19)))
        #expect(try await leases.renew("sequencer", holder: "a", seconds: 10, at: noon.adding(seconds: 20)) == false)
        try await leases.release("sequencer", holder: "a")
        #expect(try await leases.acquire("sequencer", holder: "a", seconds: 1, at: noon.adding(seconds: 20)) == false)
        try await leases.release("sequencer", holder: "b")
        #expect(try await leases.acquire("sequencer", holder: "a", seconds: 1, at: noon.adding(seconds: 20)))
    }
}

import Base
import Jobs
import Storage
import Synchronization
import TestSupport
import Testing

@Suite struct OutboxTests {
    private func append(_ bodies: [String], district: DistrictKey = "yuhang", to test: TestDatabase) async throws {
        try await test.database.write { transaction in
            for body in bodies {
                try Outbox.append("matters.closed", district: district, body: body, in: transaction, at: noon)
            }
        }
    }

    @Test func `events are handed over in the order in which they were written, and once`() async throws {
        let test = try await TestDatabase(JobsSchema.migrations)
        let diary = Diary()
        let listener = OutboxListener("matters.closed") { event, _ in diary.note(event.body) }
        let dispatcher = OutboxDispatcher(test.database, holder: "node a", listeners: [listener])
        // All in one millisecond: the order is that of the writing, not of the ids.
        try await append((0..<30).map(String.init), to: test)
        #expect(try await dispatcher.deliver(at: noon, limit: 20) == 20)
        #expect(try await dispatcher.deliver(at: noon) == 10)
        #expect(try await dispatcher.deliver(at: noon) == 0)
        #expect(diary.list == (0..<30).map(String.init))
    }

    @Test func `every listener of a topic is told, others are not`() async throws {
        let test = try await TestDatabase(JobsSchema.migrations)
        let diary = Diary()
        let listeners = [
            OutboxListener("matters.closed") { _, _ in diary.note("notices") },
            OutboxListener("matters.closed") { _, _ in diary.note("statistics") },
            OutboxListener("matters.opened") { _, _ in diary.note("wrong") },
        ]
        try await append(["1"], to: test)
        _ = try await OutboxDispatcher(test.database, holder: "node a", listeners: listeners).deliver(at: noon)
        #expect(diary.list == ["notices", "statistics"])
    }

    @Test func `a refused event holds back its own district until it is taken, and no other`() async throws {
        let test = try await TestDatabase(JobsSchema.migrations)
        let diary = Diary()
        let isBroken = Mutex(true)
        let listener = OutboxListener("matters.closed") { event, _ in
            if event.body == "bad", isBroken.withLock({ $0 }) { throw Trouble() }
            diary.note(event.body)
        }
        let dispatcher = OutboxDispatcher(test.database, holder: "node a", listeners: [listener])
        try await append(["first", "bad", "after"], to: test)
        try await append(["elsewhere"], district: "fuyang", to: test)
        #expect(try await dispatcher.deliver(at: noon) == 2)
        #expect(diary.list == ["first", "elsewhere"])
        isBroken.withLock { $0 = false }
        #expect(try await dispatcher.deliver(at: noon.adding(seconds: 9)) == 0)
        #expect(try await dispatcher.deliver(at: noon.adding(seconds: 10)) == 2)
        #expect(diary.list == ["first", "elsewhere", "bad", "after"])
    }

    @Test func `an event that is refused ten times is set aside until somebody puts it back`() async throws {
        let test = try await TestDatabase(JobsSchema.migrations)
        let diary = Diary()
        let listener = OutboxListener("matters.closed") { event, _ in
            if event.body == "bad" { throw Trouble() }
            diary.note(event.body)
        }
        let dispatcher = OutboxDispatcher(test.database, holder: "node a", listeners: [listener])
        try await append(["bad", "after"], to: test)
        for hour in 0...10 { _ = try await dispatcher.deliver(at: noon.adding(seconds: Int64(hour) * 3_600)) }
        #expect(diary.list == ["after"])
        let aside = try #require(try await Outbox.listSetAside(in: test.database).first)
        #expect(aside.error == "Trouble.Trouble")
        #expect(try await Outbox.putBack(aside.event.id, in: test.database))
        #expect(try await Outbox.listSetAside(in: test.database).isEmpty)
    }

    @Test func `a second node hands nothing over while the first holds the lease`() async throws {
        let test = try await TestDatabase(JobsSchema.migrations)
        let leases = Leases(test.database)
        #expect(try await leases.acquire("outbox", holder: "node a", seconds: 300, at: noon))
        try await append(["1"], to: test)
        let second = OutboxDispatcher(test.database, holder: "node b", listeners: [])
        #expect(try await second.deliver(at: noon) == 0)
        #expect(try await second.deliver(at: noon.adding(seconds: 300)) == 1)
    }

    @Test func `delivered events are removed after their time`() async throws {
        let test = try await TestDatabase(JobsSchema.migrations)
        try await append(["1", "2"], to: test)
        _ = try await OutboxDispatcher(test.database, holder: "node a", listeners: []).deliver(at: noon, limit: 1)
        #expect(try await Outbox.prune(deliveredBefore: noon.adding(seconds: 1), in: test.database) == 1)
    }
}

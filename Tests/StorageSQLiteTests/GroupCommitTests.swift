import CDiskFaults
import Foundation
import Storage
import StorageSQLite
import TestSupport
import Testing

@Suite struct GroupCommitTests {
    /// Puts `count` writes behind a gate, opens it when all of them wait, and answers their results.
    private func writeTogether(
        _ count: Int, _ database: SQLiteDatabase,
        _ body: @escaping @Sendable (Int, any Transaction) throws -> Void
    ) async throws -> [Result<Void, any Error>] {
        let gate = Gate()
        let first = Task { try await database.write { _ in gate.stop() } }
        await gate.waitForArrival()
        let tasks = (0..<count).map { number in
            Task<Void, any Error> { try await database.write { try body(number, $0) } }
        }
        while database.waitingWrites < count { await Task.yield() }
        gate.open()
        _ = await first.result
        var results: [Result<Void, any Error>] = []
        for task in tasks { results.append(await task.result) }
        return results
    }

    @Test func `a write that changes many megabytes is kept whole or undone whole`() async throws {
        let test = try await Shelf.file()
        let long = String(repeating: "霜降", count: 600)
        try await test.database.write { transaction in
            for number in 0..<3_000 { try Shelf.add("note \(number)", long, in: transaction) }
        }
        // Every page of the table is touched, some ten megabytes of it.
        try await test.database.write { try $0.execute("UPDATE notes SET revision = 1") }
        await #expect(throws: Refusal.self) {
            try await test.database.write { transaction in
                try transaction.execute("UPDATE notes SET revision = 2")
                throw Refusal()
            }
        }
        let kept = try await test.database.read { try $0.count("SELECT count(*) AS n FROM notes WHERE revision = 1") }
        #expect(kept == 3_000)
    }

    @Test func `128 writes that wait share one commit and one sync of the disk`() async throws {
        let test = try await Shelf.file()
        let watch = disk_watch(test.folder.lastPathComponent + "/")
        try await test.database.write { try Shelf.add("before", in: $0) }
        #expect(disk_syncs(watch) == 1)
        // Patient enough to take in everybody, however slow the machine is: the gate and 127 more.
        let patient = try SQLiteDatabase(path: test.database.path, groupBudget: .seconds(60))
        let single = disk_syncs(watch)
        let results = try await writeTogether(127, patient) { try Shelf.add("note \($0)", in: $1) }
        #expect(results.allSatisfy { (try? $0.get()) != nil })
        #expect(disk_syncs(watch) - single == 1)
        #expect(try await Shelf.count(test.database) == 128)
    }

    @Test func `the 129th write goes into the next group`() async throws {
        let test = try await Shelf.file()
        let patient = try SQLiteDatabase(path: test.database.path, groupBudget: .seconds(60))
        let watch = disk_watch(test.folder.lastPathComponent + "/")
        _ = try await writeTogether(128, patient) { try Shelf.add("note \($0)", in: $1) }
        #expect(disk_syncs(watch) == 2)
    }

    @Test func `after its time is up a group takes nobody in`() async throws {
        let test = try await Shelf.file()
        let hasty = try SQLiteDatabase(path: test.database.path, groupBudget: .zero)
        let watch = disk_watch(test.folder.lastPathComponent + "/")
        _ = try await writeTogether(10, hasty) { try Shelf.add("note \($0)", in: $1) }
        #expect(disk_syncs(watch) == 10)
    }

    @Test func `one that throws is rolled back alone and only its caller gets the error`() async throws {
        let test = try await Shelf.file()
        let results = try await writeTogether(9, test.database) { number, transaction in
            try Shelf.add("note \(number)", in: transaction)
            if number == 4 { throw Refusal() }
        }
        for (number, result) in results.enumerated() {
            if number == 4 {
                #expect(throws: Refusal()) { try result.get() }
            } else {
                #expect(throws: Never.self) { try result.get() }
            }
        }
        #expect(try await Shelf.count(test.database) == 8)
    }

    @Test func `an SQL error, a broken constraint or an open foreign key does not poison the others`() async throws {
        let test = try await Shelf.file()
        let results = try await writeTogether(6, test.database) { number, transaction in
            try Shelf.add("note \(number)", in: transaction)
            switch number {
            case 1: try transaction.execute("INSERT INTO nowhere VALUES (1)")
            case 2: try Shelf.add("note 2", in: transaction)
            case 3: try transaction.execute("INSERT INTO leaves (note) VALUES ('never written')")
            case 4: try transaction.execute("COMMIT")
            default: break
            }
        }
        #expect(throws: StorageError.engine("no such table: nowhere")) { try results[1].get() }
        #expect(throws: StorageError.constraint("UNIQUE constraint failed: notes.id")) { try results[2].get() }
        #expect(throws: StorageError.constraint("FOREIGN KEY constraint failed")) { try results[3].get() }
        #expect(throws: StorageError.self) { try results[4].get() }
        #expect(try await Shelf.count(test.database) == 2)
    }

    @Test func `nobody is answered before the commit`() async throws {
        let test = try await Shelf.file()
        let results = try await writeTogether(5, test.database) { try Shelf.add("note \($0)", in: $1) }
        #expect(results.count == 5)
        for number in 0..<50 {
            try await test.database.write { try Shelf.add("later \(number)", in: $0) }
            #expect(try await Shelf.count(test.database) == 6 + number)
        }
    }

    @Test func `background work waits until no person does`() async throws {
        let test = try await Shelf.file()
        let order = Order()
        let gate = Gate()
        let first = Task { try await test.database.write { _ in gate.stop() } }
        await gate.waitForArrival()
        var tasks: [Task<Void, any Error>] = []
        for number in 0..<3 {
            tasks.append(Task { try await test.database.writeInBackground { _ in order.note("job \(number)") } })
        }
        while test.database.waitingWrites < 3 { await Task.yield() }
        for _ in 0..<300 { tasks.append(Task { try await test.database.write { _ in order.note("person") } }) }
        while test.database.waitingWrites < 303 { await Task.yield() }
        gate.open()
        try await first.value
        for task in tasks { try await task.value }
        #expect(order.list.prefix(300).allSatisfy { $0 == "person" })
        #expect(order.list.suffix(3).allSatisfy { $0.hasPrefix("job") })
    }

    @Test func `a rush that does not end holds background work back for 32 groups, not for ever`() async throws {
        let test = try await Shelf.file()
        // Every write is a group of its own.
        let hasty = try SQLiteDatabase(path: test.database.path, groupBudget: .zero)
        let order = Order()
        let gate = Gate()
        let first = Task { try await hasty.write { _ in gate.stop() } }
        await gate.waitForArrival()
        var tasks = [Task { try await hasty.writeInBackground { _ in order.note("job") } }]
        for _ in 0..<100 { tasks.append(Task { try await hasty.write { _ in order.note("person") } }) }
        while hasty.waitingWrites < 101 { await Task.yield() }
        gate.open()
        try await first.value
        for task in tasks { try await task.value }
        #expect(order.list.firstIndex(of: "job") == 32)
        #expect(order.list.count == 101)
    }

    @Test func `a person waits for one piece of background work at most`() async throws {
        let test = try await Shelf.file()
        let order = Order()
        let gate = Gate()
        let first = Task {
            try await test.database.writeInBackground { _ in
                order.note("job")
                gate.stop()
            }
        }
        await gate.waitForArrival()
        let second = Task { try await test.database.writeInBackground { _ in order.note("job") } }
        while test.database.waitingWrites < 1 { await Task.yield() }
        let person = Task { try await test.database.write { _ in order.note("person") } }
        while test.database.waitingWrites < 2 { await Task.yield() }
        gate.open()
        try await first.value
        try await person.value
        try await second.value
        #expect(order.list == ["job", "person", "job"])
    }

    @Test func `of two who change the same revision one succeeds`() async throws {
        let test = try await Shelf.file()
        try await test.database.write { try Shelf.add("a", in: $0) }
        let results = try await writeTogether(2, test.database) { number, transaction in
            let changed = try transaction.change(
                "UPDATE notes SET revision = revision + 1, body = \("by \(number)") WHERE id = 'a' AND revision = \(0)"
            )
            if changed == 0 { throw Refusal() }
        }
        #expect(results.filter { (try? $0.get()) != nil }.count == 1)
        let row = try await test.database.read { try $0.row("SELECT revision FROM notes") }
        #expect(try row?.int("revision") == 1)
    }

    @Test func `closing finishes what waits and refuses what comes later`() async throws {
        let test = try await Shelf.file()
        let gate = Gate()
        let first = Task { try await test.database.write { _ in gate.stop() } }
        await gate.waitForArrival()
        let waiting = Task { try await test.database.write { try Shelf.add("last", in: $0) } }
        while test.database.waitingWrites < 1 { await Task.yield() }
        let closing = Task { try await test.database.close() }
        gate.open()
        try await first.value
        try await waiting.value
        try await closing.value
        await #expect(throws: StorageError.engine("the database is closed")) {
            try await test.database.write { try Shelf.add("too late", in: $0) }
        }
        let again = try SQLiteDatabase(path: test.database.path)
        #expect(try await Shelf.count(again) == 1)
    }
}

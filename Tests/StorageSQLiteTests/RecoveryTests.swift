import CDiskFaults
import Foundation
import Storage
import StorageSQLite
import TestSupport
import Testing

@Suite struct RecoveryTests {
    private func growingNote(_ id: String) -> @Sendable (any Transaction) throws -> Void {
        { try Shelf.add(id, String(repeating: "霜降", count: 20_000), in: $0) }
    }

    @Test func `a file at its size limit says full, writes nothing and goes on when there is room again`() async throws
    {
        let test = try await Shelf.file()
        let database = test.database
        let pages = try #require(try await database.setting("page_count"))
        _ = try await database.setting("max_page_count = \(pages)")
        await #expect(throws: StorageError.full) { try await database.write(growingNote("a")) }
        #expect(try await Shelf.count(database) == 0)
        _ = try await database.setting("max_page_count = 1000000")
        try await database.write(growingNote("a"))
        #expect(try await Shelf.count(database) == 1)
    }

    @Test func `a full disk fails every write of the group, and the next group works when there is room again`()
        async throws
    {
        let test = try await Shelf.file()
        let watch = disk_watch(test.folder.lastPathComponent + "/")
        disk_set_fault(watch, disk_write_full)
        let tasks = (0..<20).map { number in
            Task { try await test.database.write { try Shelf.add("note \(number)", in: $0) } }
        }
        for task in tasks { await #expect(throws: StorageError.full) { try await task.value } }
        #expect(try await Shelf.count(test.database) == 0)
        disk_set_fault(watch, disk_sound)
        try await test.database.write { try Shelf.add("after", in: $0) }
        #expect(try await Shelf.count(test.database) == 1)
    }

    @Test func `a commit that cannot be synced is answered with an error to everybody`() async throws {
        let test = try await Shelf.file()
        let watch = disk_watch(test.folder.lastPathComponent + "/")
        disk_set_fault(watch, disk_sync_broken)
        let tasks = (0..<20).map { number in
            Task { try await test.database.write { try Shelf.add("note \(number)", in: $0) } }
        }
        for task in tasks { await #expect(throws: StorageError.self) { try await task.value } }
        disk_set_fault(watch, disk_sound)
        try await test.database.write { try Shelf.add("after", in: $0) }
        let row = try await test.database.read { try $0.row("SELECT id FROM notes WHERE id = 'after'") }
        #expect(row != nil)
    }

    @Test func `an error of the disk fails the group even when a closure swallows it`() async throws {
        let test = try await Shelf.file()
        let pages = try #require(try await test.database.setting("page_count"))
        _ = try await test.database.setting("max_page_count = \(pages)")
        let note = growingNote("a")
        await #expect(throws: StorageError.full) {
            try await test.database.write { transaction in try? note(transaction) }
        }
    }

    @Test func `a lock of another process says busy, and writing goes on when it is gone`() async throws {
        let test = try await Shelf.file()
        let impatient = try SQLiteDatabase(path: test.database.path, busyTimeout: 0.05)
        let gate = Gate()
        let holder = Task {
            try await test.database.write { transaction in
                try Shelf.add("holder", in: transaction)
                gate.stop()
            }
        }
        await gate.waitForArrival()
        await #expect(throws: StorageError.busy) { try await impatient.write { try Shelf.add("a", in: $0) } }
        #expect(try await Shelf.count(impatient) == 0)
        gate.open()
        try await holder.value
        try await impatient.write { try Shelf.add("a", in: $0) }
        #expect(try await Shelf.count(impatient) == 2)
    }
}

import Base
import Foundation
import Storage
import StoragePostgres
import Synchronization
import TestSupport
import Testing

/// What the engine for several nodes promises; runs when script/test has started one.
@Suite(.enabled(if: !TestEngine.isFile)) struct PostgresTests {
    @Test func `a text with a zero byte is refused and not cut off`() async throws {
        let test = try await Shelf.database()
        await #expect(throws: StorageError.constraint("a text holds a zero byte")) {
            try await test.database.write { try Shelf.add("a", "a\0b", in: $0) }
        }
        #expect(try await Shelf.count(test.database) == 0)
    }

    @Test func `a query counts as no change`() async throws {
        let test = try await Shelf.database()
        let changes = try await test.database.write { transaction in
            try Shelf.add("a", in: transaction)
            return try transaction.change("SELECT id FROM notes")
        }
        #expect(changes == 0)
    }

    @Test func `an error inside a transaction undoes all of it, even when the closure swallows it`() async throws {
        let test = try await Shelf.database()
        await #expect(throws: StorageError.self) {
            try await test.database.write { transaction in
                try Shelf.add("a", in: transaction)
                try? Shelf.add("a", in: transaction)
            }
        }
        #expect(try await Shelf.count(test.database) == 0)
    }

    @Test func `two who wait for each other are both done in the end`() async throws {
        let test = try await Shelf.database()
        try await test.database.write { transaction in
            for id in ["a", "b"] { try Shelf.add(id, in: transaction) }
        }
        let tasks = [("a", "b"), ("b", "a")].map { first, second in
            Task {
                for _ in 0..<20 {
                    try await test.database.write { transaction in
                        for id in [first, second] {
                            try transaction.execute("UPDATE notes SET revision = revision + 1 WHERE id = \(id)")
                        }
                    }
                }
            }
        }
        for task in tasks { try await task.value }
        let sum = try await test.database.read { try $0.count("SELECT CAST(SUM(revision) AS BIGINT) AS n FROM notes") }
        #expect(sum == 80)
    }

    @Test func `connections that the server ended are replaced before anything is asked of them`() async throws {
        let test = try await Shelf.database()
        #expect(try await Shelf.count(test.database) == 0)
        let server = try #require(TestEngine.server)
        let name = try await test.database.read {
            try $0.row("SELECT CAST(current_database() AS text) AS name")?.text("name") ?? ""
        }
        try TestEngine.release(name, on: server)
        try await test.database.write { try Shelf.add("a", in: $0) }
        #expect(try await Shelf.count(test.database) == 1)
    }

    @Test func `a table that a newer node gave another column goes on being read and written here`() async throws {
        let test = try await Shelf.database()
        try await test.database.write { try Shelf.add("a", in: $0) }
        let all = "SELECT * FROM notes ORDER BY id" as SQL
        // More than the threads of a node, so that the statement is prepared on every connection.
        for _ in 1...20 { #expect(try await test.database.read { try $0.rows(all) }.count == 1) }
        try await test.database.write { try $0.execute("ALTER TABLE notes ADD COLUMN colour TEXT DEFAULT 'pine'") }
        for _ in 1...20 {
            let rows = try await test.database.read { try $0.rows(all) }
            #expect(try rows.map { try $0.text("colour") } == ["pine"])
        }
        let written = try await test.database.write { transaction in
            try Shelf.add("b", in: transaction)
            return try transaction.rows(all).count
        }
        #expect(written == 2)
    }

    @Test func `a server that is not there is said clearly`() async throws {
        let nowhere = PostgresDatabase("postgres://postgres@127.0.0.1:1/none", size: 1)
        await #expect(throws: StorageError.self) { try await nowhere.read { try $0.rows("SELECT 1 AS n") } }
        try await nowhere.close()
        await #expect(throws: StorageError.unreadable("the database is closed")) {
            try await nowhere.read { try $0.rows("SELECT 1 AS n") }
        }
    }
}

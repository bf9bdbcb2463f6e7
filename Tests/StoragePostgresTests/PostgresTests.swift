import Base
import Foundation
import Storage
import StoragePostgres
import Synchronization
import TestSupport
import Testing

/// What the engine for several nodes promises; runs when script/test has started one.
@Suite(.enabled(if: !TestEngine.isFile)) struct PostgresTests {
    private static let shelf = Migration(
        "shelf-01-notes",
        [
            "CREATE TABLE notes (id TEXT PRIMARY KEY, body TEXT, revision INTEGER NOT NULL DEFAULT 0) STRICT",
            """
            CREATE TABLE leaves (
                id INTEGER PRIMARY KEY,
                note TEXT NOT NULL REFERENCES notes (id) DEFERRABLE INITIALLY DEFERRED
            ) STRICT
            """,
        ]
    )

    private static func add(_ id: String, _ body: String = "立春", in transaction: any Transaction) throws {
        try transaction.execute("INSERT INTO notes (id, body) VALUES (\(id), \(body))")
    }

    private static func count(_ database: any Database) async throws -> Int {
        try await database.read { try $0.count("SELECT count(*) AS n FROM notes") }
    }

    @Test(arguments: ["'; DROP TABLE notes; --", "\"", "$1", "?1", "", "𠮷野家 ☂️", "%_\\", "\\x00"])
    func `hostile text comes back as it went in`(text: String) async throws {
        let test = try await TestDatabase([Self.shelf])
        try await test.database.write { try Self.add("a", text, in: $0) }
        let row = try await test.database.read { try $0.row("SELECT body FROM notes WHERE body = \(text)") }
        #expect(try row?.text("body") == text)
    }

    @Test func `a text with a zero byte is refused and not cut off`() async throws {
        let test = try await TestDatabase([Self.shelf])
        await #expect(throws: StorageError.constraint("a text holds a zero byte")) {
            try await test.database.write { try Self.add("a", "a\0b", in: $0) }
        }
        #expect(try await Self.count(test.database) == 0)
    }

    @Test func `numbers, blobs and nulls keep their type`() async throws {
        let test = try await TestDatabase([
            Migration("kinds", ["CREATE TABLE kinds (low INTEGER, bytes BLOB, empty BLOB, none INTEGER) STRICT"])
        ])
        let row = try await test.database.write { transaction in
            let none: Int? = nil
            let empty: [UInt8] = []
            try transaction.execute(
                "INSERT INTO kinds VALUES (\(Int64.min), \([0, 255, 39, 92] as [UInt8]), \(empty), \(none))")
            return try transaction.row("SELECT * FROM kinds")
        }
        #expect(try row?.integer("low") == .min)
        #expect(try row?.bytes("bytes") == [0, 255, 39, 92])
        #expect(try row?.bytes("empty") == [])
        #expect(try row?.integerOrNil("none") == nil)
    }

    @Test func `a fraction is refused instead of being cut off`() async throws {
        let test = try await TestDatabase([Self.shelf])
        await #expect(throws: StorageError.column("half")) {
            try await test.database.read { try $0.rows("SELECT 0.5 AS half") }
        }
    }

    @Test func `a statement answers how many rows it changed`() async throws {
        let test = try await TestDatabase([Self.shelf])
        let changes = try await test.database.write { transaction in
            try Self.add("a", in: transaction)
            try Self.add("b", in: transaction)
            let none = try transaction.execute("UPDATE notes SET body = 'x' WHERE id = 'c'")
            let asked = try transaction.execute("SELECT id FROM notes")
            return [try transaction.execute("UPDATE notes SET body = 'x'"), none, asked]
        }
        #expect(changes == [2, 0, 0])
    }

    @Test func `a reader cannot write, and sees only what is committed`() async throws {
        let test = try await TestDatabase([Self.shelf])
        await #expect(throws: StorageError.readOnly) {
            try await test.database.read { try $0.rows("INSERT INTO notes (id) VALUES ('a') RETURNING id") }
        }
        #expect(try await Self.count(test.database) == 0)
    }

    @Test func `an error inside a transaction undoes all of it, even when the closure swallows it`() async throws {
        let test = try await TestDatabase([Self.shelf])
        await #expect(throws: StorageError.self) {
            try await test.database.write { transaction in
                try Self.add("a", in: transaction)
                try? Self.add("a", in: transaction)
            }
        }
        #expect(try await Self.count(test.database) == 0)
    }

    @Test func `broken constraints are named, also those that are looked at in the end`() async throws {
        let test = try await TestDatabase([Self.shelf])
        for statement: SQL in [
            "INSERT INTO leaves (note) VALUES ('never written')", "INSERT INTO notes (id, revision) VALUES ('a', NULL)",
        ] {
            do {
                _ = try await test.database.write { try $0.execute(statement) }
                Issue.record("nothing was thrown")
            } catch StorageError.constraint {}
        }
    }

    @Test func `of two who change the same revision one succeeds`() async throws {
        let test = try await TestDatabase([Self.shelf])
        try await test.database.write { try Self.add("a", in: $0) }
        let tasks = (0..<8).map { number in
            Task {
                try await test.database.write { transaction in
                    try transaction.execute(
                        "UPDATE notes SET revision = revision + 1, body = \("by \(number)") WHERE id = 'a' AND revision = 0"
                    )
                }
            }
        }
        var changed = 0
        for task in tasks { changed += try await task.value }
        #expect(changed == 1)
    }

    @Test func `two who wait for each other are both done in the end`() async throws {
        let test = try await TestDatabase([Self.shelf])
        try await test.database.write { transaction in
            for id in ["a", "b"] { try Self.add(id, in: transaction) }
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
        let test = try await TestDatabase([Self.shelf])
        #expect(try await Self.count(test.database) == 0)
        let server = try #require(TestEngine.server)
        let name = try await test.database.read {
            try $0.row("SELECT CAST(current_database() AS text) AS name")?.text("name") ?? ""
        }
        try TestEngine.release(name, on: server)
        try await test.database.write { try Self.add("a", in: $0) }
        #expect(try await Self.count(test.database) == 1)
    }

    @Test func `a server that is not there is said clearly`() async throws {
        let nowhere = PostgresDatabase("postgres://postgres@127.0.0.1:1/none", size: 1)
        await #expect(throws: StorageError.self) { try await nowhere.read { try $0.rows("SELECT 1 AS n") } }
        try await nowhere.close()
        await #expect(throws: StorageError.engine("the database is closed")) {
            try await nowhere.read { try $0.rows("SELECT 1 AS n") }
        }
    }

    @Test func `migrations are applied once though two nodes start at a time, and changed ones are refused`()
        async throws
    {
        let test = try await TestDatabase([])
        let noon = Instant(milliseconds: 1_574_740_800_000)
        async let one: Void = test.database.migrate([Self.shelf], at: noon)
        async let two: Void = test.database.migrate([Self.shelf], at: noon)
        _ = try await (one, two)
        let changed = Migration(Self.shelf.name, ["CREATE TABLE notes (id TEXT) STRICT"])
        await #expect(throws: StorageError.migration("shelf-01-notes was changed after it was applied")) {
            try await test.database.migrate([changed], at: noon)
        }
        await #expect(throws: StorageError.migration("shelf-01-notes is unknown to this program")) {
            try await test.database.migrate([], at: noon)
        }
    }

    @Test func `two-character words are found by their bigrams and a removed record is not`() async throws {
        let dialect = Dialect.postgres
        let index = try #require(dialect.searchIndex("search"))
        let test = try await TestDatabase([
            Migration("search", [], postgres: [dialect.searchTable("search", columns: ["words"]), index])
        ])
        let words = "人民 民调 调解 解协 协议"
        try await test.database.write { transaction in
            try transaction.execute(dialect.addToSearch(table: "search", row: 1, words: words))
            try transaction.execute(dialect.addToSearch(table: "search", row: 2, words: "调查 解决 it's \\"))
        }
        func find(_ words: [String], isPrefix: Bool = false) async throws -> [Int] {
            let query = SearchQuery([.init(words, isPrefix: isPrefix)], in: "search", limit: 10)
            return try await test.database.read { reader in
                try reader.rows(dialect.findInSearch(query)).map { try $0.int("n") }
            }
        }
        #expect(try await find(["调解"]) == [1])
        #expect(try await find(["调解", "解协", "协议"]) == [1])
        #expect(try await find(["调解", "协议"]) == [])
        #expect(try await find(["调"], isPrefix: true) == [2, 1])
        #expect(try await find(["it's", "\\"]) == [2])
        _ = try await test.database.write { transaction in
            try transaction.execute(dialect.removeFromSearch(table: "search", row: 1, words: words))
        }
        #expect(try await find(["调解"]) == [])
    }
}

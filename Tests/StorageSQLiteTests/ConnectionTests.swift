import Storage
import StorageSQLite
import TestSupport
import Testing

@Suite struct ConnectionTests {
    @Test(arguments: ["'; DROP TABLE notes; --", "\"", "$1", "?1", "a\0b", "", "𠮷野家 ☂️", "%_\\"])
    func `hostile text comes back as it went in`(text: String) async throws {
        let test = try await Shelf.database()
        try await test.database.write { try Shelf.add("a", text, in: $0) }
        let row = try await test.database.read { try $0.row("SELECT body FROM notes WHERE body = \(text)") }
        #expect(try row?.text("body") == text)
    }

    @Test func `a placeholder may be used twice and out of order`() async throws {
        let test = try await Shelf.database()
        let row = try await test.database.read { reader in
            var sql: SQL = "\("a")\("b")\("c")"
            sql = SQL(text: "SELECT $3 || $1 || $3 || $2 AS joined", values: sql.values)
            return try reader.row(sql)
        }
        #expect(try row?.text("joined") == "cacb")
    }

    @Test func `a placeholder without a value is an error and not null`() async throws {
        let test = try await Shelf.database()
        await #expect(throws: StorageError.self) {
            try await test.database.read { try $0.rows("SELECT $1 AS x") }
        }
    }

    @Test func `numbers, blobs and nulls keep their type`() async throws {
        let test = try await Shelf.database()
        let row = try await test.database.read { reader in
            let none: Int? = nil
            let empty: [UInt8] = []
            return try reader.row(
                "SELECT \(Int64.min) AS low, \([0, 255] as [UInt8]) AS bytes, \(empty) AS empty, \(none) AS none"
            )
        }
        #expect(try row?.integer("low") == .min)
        #expect(try row?.bytes("bytes") == [0, 255])
        #expect(try row?.bytes("empty") == [])
        #expect(try row?.integerOrNil("none") == nil)
    }

    @Test func `a fraction is refused instead of being cut off`() async throws {
        let test = try await Shelf.database()
        await #expect(throws: StorageError.column("half")) {
            try await test.database.read { try $0.rows("SELECT 0.5 AS half") }
        }
    }

    @Test func `a statement answers how many rows it changed`() async throws {
        let test = try await Shelf.database()
        let changes = try await test.database.write { transaction in
            try Shelf.add("a", in: transaction)
            try Shelf.add("b", in: transaction)
            let none = try transaction.execute("UPDATE notes SET body = 'x' WHERE id = 'c'")
            return [try transaction.execute("UPDATE notes SET body = 'x'"), none]
        }
        #expect(changes == [2, 0])
    }

    @Test func `a reader cannot write`() async throws {
        let test = try await Shelf.database()
        await #expect(throws: StorageError.self) {
            try await test.database.read { try $0.rows("INSERT INTO notes (id) VALUES ('a') RETURNING id") }
        }
        #expect(try await Shelf.count(test.database) == 0)
    }

    @Test func `readers see only what is committed`() async throws {
        let test = try await Shelf.database()
        let gate = Gate()
        let write = Task {
            try await test.database.write { transaction in
                try Shelf.add("a", in: transaction)
                gate.stop()
            }
        }
        await gate.waitForArrival()
        #expect(try await Shelf.count(test.database) == 0)
        gate.open()
        try await write.value
        #expect(try await Shelf.count(test.database) == 1)
    }

    @Test func `two-character words are found by their bigrams and a removed record is not`() async throws {
        let test = try await TestFile([
            Migration("search-01", [Dialect.sqlite.searchTable("search", columns: ["words"])])
        ])
        let dialect = test.database.dialect
        let words = "人民 民调 调解 解协 协议"
        try await test.database.write { transaction in
            try transaction.execute(dialect.addToSearch(table: "search", row: 1, words: words))
            try transaction.execute(dialect.addToSearch(table: "search", row: 2, words: "调查 解决"))
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
        try await test.database.write { transaction in
            try transaction.execute(dialect.removeFromSearch(table: "search", row: 1, words: words))
            try transaction.execute(dialect.optimizeSearch(table: "search"))
        }
        #expect(try await find(["调解"]) == [])
    }
}

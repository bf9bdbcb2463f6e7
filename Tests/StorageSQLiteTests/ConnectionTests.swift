import Storage
import StorageSQLite
import TestSupport
import Testing

@Suite struct ConnectionTests {
    @Test func `a text with a zero byte is kept whole`() async throws {
        let test = try await Shelf.file()
        try await test.database.write { try Shelf.add("a", "a\0b", in: $0) }
        let row = try await test.database.read { try $0.row("SELECT body FROM notes WHERE body = \("a\0b")") }
        #expect(try row?.text("body") == "a\0b")
    }

    @Test func `a placeholder may be used twice and out of order`() async throws {
        let test = try await Shelf.file()
        let row = try await test.database.read { reader in
            var sql: SQL = "\("a")\("b")\("c")"
            sql = SQL(text: "SELECT $3 || $1 || $3 || $2 AS joined", values: sql.values)
            return try reader.row(sql)
        }
        #expect(try row?.text("joined") == "cacb")
    }

    @Test func `a placeholder without a value is an error and not null`() async throws {
        let test = try await Shelf.file()
        await #expect(throws: StorageError.self) {
            try await test.database.read { try $0.rows("SELECT $1 AS x") }
        }
    }

    @Test func `readers see only what is committed`() async throws {
        let test = try await Shelf.file()
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
}

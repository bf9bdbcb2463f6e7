import Base
import Foundation
import Storage
import TestSupport
import Testing

/// What both engines promise: script/test runs this suite on a file and on a server.
@Suite struct EngineContractTests {
    private let noon = Instant(milliseconds: 1_574_740_800_000)

    // MARK: - Values

    @Test(arguments: ["'; DROP TABLE notes; --", "\"", "$1", "?1", "", "𠮷野家 ☂️", "%_\\", "\\x00", "e\u{301}"])
    func `hostile text comes back as it went in`(text: String) async throws {
        let test = try await Shelf.database()
        try await test.database.write { try Shelf.add("a", text, in: $0) }
        let row = try await test.database.read { try $0.row("SELECT body FROM notes WHERE body = \(text)") }
        #expect(try Array(#require(row).text("body").utf8) == Array(text.utf8))
    }

    @Test func `numbers, blobs and nulls keep their type`() async throws {
        let test = try await TestDatabase([
            Migration(
                "kinds", ["CREATE TABLE kinds (low INTEGER, high INTEGER, bytes BLOB, empty BLOB, none INTEGER) STRICT"]
            )
        ])
        let row = try await test.database.write { transaction in
            let none: Int? = nil
            let empty: [UInt8] = []
            try transaction.execute(
                """
                INSERT INTO kinds
                VALUES (\(Int64.min), \(Int64.max), \([0, 255, 39, 92] as [UInt8]), \(empty), \(none))
                """
            )
            return try transaction.row("SELECT * FROM kinds")
        }
        #expect(try row?.integer("low") == .min)
        #expect(try row?.integer("high") == .max)
        #expect(try row?.bytes("bytes") == [0, 255, 39, 92])
        #expect(try row?.bytes("empty") == [])
        #expect(try row?.integerOrNil("none") == nil)
    }

    @Test func `a fraction is refused instead of being cut off`() async throws {
        let test = try await Shelf.database()
        await #expect(throws: StorageError.column("half")) {
            try await test.database.read { try $0.rows("SELECT 0.5 AS half") }
        }
    }

    @Test func `an empty text is not null, and capitals are other letters`() async throws {
        let test = try await Shelf.database()
        try await test.database.write { transaction in
            try Shelf.add("empty", "", in: transaction)
            try Shelf.add("low", "qingming", in: transaction)
            try transaction.execute("INSERT INTO notes (id, body) VALUES ('none', NULL)")
        }
        func ids(_ condition: SQL) async throws -> [String] {
            try await test.database.read { reader in
                try reader.rows("SELECT id FROM notes WHERE \(condition) ORDER BY id").map { try $0.text("id") }
            }
        }
        #expect(try await ids("body IS NULL") == ["none"])
        #expect(try await ids("body = ''") == ["empty"])
        #expect(try await ids("body = 'Qingming'") == [])
    }

    @Test func `texts are in the order of their code points, and null stands where the query says`() async throws {
        let test = try await Shelf.database()
        try await test.database.write { transaction in
            for body in ["é", "z", "Z", "民", "乙", "𠮷"] { try Shelf.add("id \(body)", body, in: transaction) }
            try transaction.execute("INSERT INTO notes (id, body) VALUES ('none', NULL)")
        }
        let bodies = try await test.database.read { reader in
            try reader.rows("SELECT body FROM notes ORDER BY body NULLS LAST").map { try $0.textOrNil("body") }
        }
        #expect(bodies == ["Z", "z", "é", "乙", "民", "𠮷", nil])
    }

    // MARK: - Writing

    @Test func `a statement answers how many rows it changed`() async throws {
        let test = try await Shelf.database()
        let changes = try await test.database.write { transaction in
            try Shelf.add("a", in: transaction)
            try Shelf.add("b", in: transaction)
            let none = try transaction.change("UPDATE notes SET body = 'x' WHERE id = 'c'")
            return [try transaction.change("UPDATE notes SET body = 'x'"), none]
        }
        #expect(changes == [2, 0])
    }

    @Test func `what is written is there for the next question, however much it was`() async throws {
        let test = try await Shelf.database()
        let counts = try await test.database.write { transaction in
            var counts: [Int] = []
            for number in 1...250 {
                try Shelf.add("note \(number)", in: transaction)
                if number % 125 == 0 { counts.append(try transaction.count("SELECT COUNT(*) AS n FROM notes")) }
            }
            return counts
        }
        #expect(counts == [125, 250])
        #expect(try await Shelf.count(test.database) == 250)
    }

    @Test func `a statement that fails in the middle undoes what came before it and after it`() async throws {
        let test = try await Shelf.database()
        for _ in 1...2 {
            do {
                try await test.database.write { transaction in
                    for id in ["a", "b", "a", "c"] { try Shelf.add(id, in: transaction) }
                }
                Issue.record("nothing was thrown")
            } catch StorageError.constraint {}
            #expect(try await Shelf.count(test.database) == 0)
        }
        try await test.database.write { try Shelf.add("a", in: $0) }
        #expect(try await Shelf.count(test.database) == 1)
    }

    @Test func `a read that fails does not say that nothing was written`() async throws {
        let test = try await Shelf.database()
        do {
            _ = try await test.database.read { try $0.rows("SELECT id FROM nowhere") }
            Issue.record("nothing was thrown")
        } catch StorageError.unreadable {}
        #expect(try await Shelf.count(test.database) == 0)
    }

    @Test func `a reader cannot write`() async throws {
        let test = try await Shelf.database()
        await #expect(throws: StorageError.readOnly) {
            try await test.database.read { try $0.rows("INSERT INTO notes (id) VALUES ('a') RETURNING id") }
        }
        #expect(try await Shelf.count(test.database) == 0)
    }

    @Test func `what a closure wrote before it throws is undone, and the next one succeeds`() async throws {
        struct Refusal: Error {}
        let test = try await Shelf.database()
        await #expect(throws: Refusal.self) {
            try await test.database.write { transaction in
                try Shelf.add("a", in: transaction)
                throw Refusal()
            }
        }
        try await test.database.write { try Shelf.add("b", in: $0) }
        #expect(try await Shelf.count(test.database) == 1)
    }

    @Test(arguments: [
        "INSERT INTO leaves (note) VALUES ('never written')",
        "INSERT INTO notes (id, revision) VALUES ('a', NULL)",
        "INSERT INTO notes (id) VALUES ('twice'), ('twice')",
    ])
    func `a broken constraint is said to be one`(statement: String) async throws {
        let test = try await Shelf.database()
        do {
            _ = try await test.database.write { try $0.execute(SQL(text: statement, values: [])) }
            Issue.record("nothing was thrown")
        } catch StorageError.constraint {}
        #expect(try await Shelf.count(test.database) == 0)
    }

    @Test func `of eight who change the same revision one succeeds`() async throws {
        let test = try await Shelf.database()
        try await test.database.write { try Shelf.add("a", in: $0) }
        let tasks = (0..<8).map { number in
            Task {
                try await test.database.write { transaction in
                    try transaction.change(
                        """
                        UPDATE notes SET revision = revision + 1, body = \("by \(number)")
                        WHERE id = 'a' AND revision = 0
                        """
                    )
                }
            }
        }
        var changed = 0
        for task in tasks { changed += try await task.value }
        #expect(changed == 1)
    }

    @Test func `one snapshot shows one state, whatever is committed meanwhile`() async throws {
        let test = try await Shelf.database()
        let database = test.database
        let gate = DispatchSemaphore(value: 0)
        let first = AsyncStream<Int>.makeStream()
        let reading = Task {
            try await database.read { reader in
                let sql: SQL = "SELECT count(*) AS n FROM notes"
                first.continuation.yield(try reader.count(sql))
                first.continuation.finish()
                gate.wait()
                return try reader.count(sql)
            }
        }
        var before = -1
        for await count in first.stream { before = count }
        try await database.write { try Shelf.add("a", in: $0) }
        gate.signal()
        #expect(before == 0)
        #expect(try await reading.value == 0)
        #expect(try await Shelf.count(database) == 1)
    }

    @Test func `many rows at once come back as they went in`() async throws {
        let test = try await Shelf.database()
        let bodies: [String?] = ["a\tb", "two\nlines\r", "\\N", "\\", "", nil, "立春", "it's \"so\"", "\\.", "\\x41"]
        let shape = RowShape("notes", ["id", "body", "revision"])
        try await test.database.write { transaction in
            try transaction.insert(
                bodies.enumerated().map { ["\($0)".value, $1.value, (1 << 40 + $0).value] }, as: shape)
            try transaction.insert([], as: shape)
        }
        let rows = try await test.database.read { try $0.rows("SELECT body, revision FROM notes ORDER BY id") }
        #expect(try rows.map { try $0.textOrNil("body") } == bodies)
        #expect(try rows.map { try $0.int("revision") } == bodies.indices.map { 1 << 40 + $0 })
    }

    @Test func `of many rows none is kept when one is refused`() async throws {
        let test = try await Shelf.database()
        do {
            try await test.database.write { transaction in
                try transaction.insert([["a".value], ["b".value], ["a".value]], as: RowShape("notes", ["id"]))
            }
            Issue.record("nothing was thrown")
        } catch StorageError.constraint {}
        #expect(try await Shelf.count(test.database) == 0)
    }

    @Test func `a closure that lost a race to another writes in the end`() async throws {
        let test = try await Shelf.database()
        try await test.database.write { try Shelf.add("a", in: $0) }
        // Each adds one to what it read: none is lost.
        let tasks = (0..<8).map { _ in
            Task {
                try await test.database.write { transaction in
                    let before = try transaction.count("SELECT revision AS n FROM notes WHERE id = 'a'")
                    let moved = try transaction.change(
                        "UPDATE notes SET revision = \(before + 1) WHERE id = 'a' AND revision = \(before)")
                    if moved != 1 { throw Overtaken() }
                }
            }
        }
        for task in tasks { try await task.value }
        #expect(try await test.database.read { try $0.count("SELECT revision AS n FROM notes") } == 8)
    }

    private struct Overtaken: LostRace {
        let isLostRace = true
    }

    // MARK: - Messages

    @Test func `a message reaches everybody who listens`() async throws {
        let test = try await Shelf.database()
        let messages = test.database.messages
        let streams = [messages.listen(), messages.listen()]
        // Whoever has just begun to listen may miss the first ones.
        let sending = Task {
            while !Task.isCancelled {
                try await messages.send("清明 \"1\"")
                await Task.yield()
            }
        }
        for stream in streams {
            var heard = stream.makeAsyncIterator()
            #expect(await heard.next() == "清明 \"1\"")
        }
        sending.cancel()
        _ = try? await sending.value
    }

    // MARK: - Tables

    @Test func `the engine tells its tables with their keys and what they point to`() async throws {
        let test = try await Shelf.database()
        let tables = try await test.database.tables().filter { $0.name != "schema_migrations" }
        #expect(tables.map(\.name) == ["leaves", "notes"])
        #expect(tables[0].columns == ["id", "note"])
        #expect(tables[0].key == ["id"])
        #expect(tables[0].parents == ["notes"])
        #expect(tables.parentsFirst.map(\.name) == ["notes", "leaves"])
    }

    // MARK: - Schema

    @Test func `migrations are applied once though two start at a time, and changed ones are refused`() async throws {
        let test = try await TestDatabase([])
        let name = Shelf.migrations[0].name
        async let one: Void = test.database.migrate(Shelf.migrations, at: noon)
        async let two: Void = test.database.migrate(Shelf.migrations, at: noon)
        _ = try await (one, two)
        await #expect(throws: StorageError.migration("\(name) was changed after it was applied")) {
            try await test.database.migrate([Migration(name, ["CREATE TABLE notes (id TEXT) STRICT"])], at: noon)
        }
        await #expect(throws: StorageError.migration("\(name) is unknown to this program")) {
            try await test.database.migrate([], at: noon)
        }
        await #expect(throws: StorageError.migration("two migrations share a name")) {
            try await test.database.migrate(Shelf.migrations + Shelf.migrations, at: noon)
        }
    }

    // MARK: - Full text

    @Test func `two-character words are found by their bigrams and a removed record is not`() async throws {
        let test = try await TestDatabase([searchMigration])
        let dialect = test.database.dialect
        let words = "人民 民调 调解 解协 协议"
        try await test.database.write { transaction in
            try transaction.execute(dialect.addToSearch(table: "search", row: 1, words: words))
            try transaction.execute(dialect.addToSearch(table: "search", row: 2, words: "调查 解决 it's \\"))
        }
        func find(_ words: [String], isPrefix: Bool = false) async throws -> [Int] {
            let query = SearchQuery([.init(words, isPrefix: isPrefix)], in: "search", limit: 10)
            return try await test.database.read { reader in
                try reader.rows(finding: query).map { try $0.int("n") }
            }
        }
        #expect(try await find(["调解"]) == [1])
        #expect(try await find(["调解", "解协", "协议"]) == [1])
        #expect(try await find(["调解", "协议"]) == [])
        #expect(try await find(["调"], isPrefix: true) == [2, 1])
        _ = try await test.database.write { transaction in
            try transaction.execute(dialect.removeFromSearch(table: "search", row: 1, words: words))
            try transaction.execute(dialect.optimizeSearch(table: "search"))
        }
        #expect(try await find(["调解"]) == [])
    }

    @Test func `the newest rows with a word come first, page by page, however far apart they stand`() async throws {
        let test = try await TestDatabase([searchMigration])
        let dialect = test.database.dialect
        // Three rows every sixth day over three years; a common word, one in every fiftieth row, one in two rows far apart.
        let numbers = (0..<540).map { ($0 / 3) << 31 + $0 % 3 * 1_000 }
        let rare: Set = [7, 400]
        try await test.database.write { transaction in
            for (index, number) in numbers.enumerated() {
                let words = "噪音" + (index.isMultiple(of: 50) ? " 装修" : "") + (rare.contains(index) ? " 半夜" : "")
                try transaction.execute(dialect.addToSearch(table: "search", row: number, words: words))
            }
        }
        let holders = [
            "噪音": numbers, "装修": numbers.enumerated().filter { $0.offset.isMultiple(of: 50) }.map(\.element),
            "半夜": rare.sorted().map { numbers[$0] }, "没有": [],
        ]
        for (word, rows) in holders {
            for before in [Int.max, numbers[400], numbers[7] + 1, 0] {
                for limit in [1, 5, 100, 1_000] {
                    let query = SearchQuery([.init(["噪音"]), .init([word])], in: "search", before: before, limit: limit)
                    let found = try await test.database.read { reader in
                        try reader.rows(finding: query).map { try $0.int("n") }
                    }
                    let wanted = rows.filter { $0 < before }.suffix(limit).reversed()
                    #expect(found == Array(wanted), "\(word) before \(before), at most \(limit)")
                }
            }
        }
    }

    private var searchMigration: Migration {
        Migration(
            "search", [Dialect.sqlite.searchTable("search", columns: ["words"])],
            postgres: [Dialect.postgres.searchTable("search", columns: ["words"])]
                + Dialect.postgres.searchIndex("search"))
    }
}

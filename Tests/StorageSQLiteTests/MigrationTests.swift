import Base
import Storage
import StorageSQLite
import TestSupport
import Testing

@Suite struct MigrationTests {
    private let noon = Instant(milliseconds: 1_574_740_800_000)
    private let first = Migration("garden-01-beds", ["CREATE TABLE beds (id TEXT PRIMARY KEY) STRICT"])
    private let second = Migration("garden-02-names", ["ALTER TABLE beds ADD COLUMN name TEXT"])

    @Test func `migrations are applied once and in order`() async throws {
        let test = try await TestFile([first])
        try await test.database.migrate([first, second], at: noon)
        try await test.database.migrate([first, second], at: noon)
        let rows = try await test.database.read {
            try $0.rows("SELECT name, hash FROM schema_migrations ORDER BY name")
        }
        #expect(try rows.map { try $0.text("name") } == [first.name, second.name])
        #expect(try rows.allSatisfy { try $0.text("hash").count == 64 })
    }

    @Test func `a shipped migration that was changed is refused`() async throws {
        let test = try await TestFile([first])
        let changed = Migration(first.name, ["CREATE TABLE beds (id TEXT PRIMARY KEY, name TEXT) STRICT"])
        await #expect(throws: StorageError.migration("garden-01-beds was changed after it was applied")) {
            try await test.database.migrate([changed, second], at: noon)
        }
    }

    @Test func `a database that is newer than the program is refused`() async throws {
        let test = try await TestFile([first, second])
        await #expect(throws: StorageError.migration("garden-02-names is unknown to this program")) {
            try await test.database.migrate([first], at: noon)
        }
    }

    @Test func `a migration that fails leaves nothing behind`() async throws {
        let test = try await TestFile([first])
        let broken = Migration("garden-03", ["CREATE TABLE paths (id TEXT) STRICT", "CREATE NONSENSE"])
        await #expect(throws: StorageError.self) { try await test.database.migrate([first, broken], at: noon) }
        #expect(try await test.database.approvedSchema().contains("paths") == false)
        try await test.database.migrate([first, second], at: noon)
    }

    @Test func `the approved schema is the whole schema in a fixed order`() async throws {
        let test = try await TestFile([
            first, Migration("search", [Dialect.sqlite.searchTable("a_search", columns: ["words"])]),
        ])
        let schema = try await test.database.approvedSchema()
        #expect(schema.hasPrefix("CREATE VIRTUAL TABLE a_search"))
        #expect(schema.contains("CREATE TABLE beds (id TEXT PRIMARY KEY) STRICT;\n"))
        #expect(!schema.contains("a_search_data"))
    }

    @Test func `a query prepared before a column was added reads the new column`() async throws {
        let test = try await TestFile([first])
        try await test.database.write { try $0.execute("INSERT INTO beds VALUES ('a')") }
        let before = try await test.database.read { try $0.row("SELECT * FROM beds") }
        #expect(throws: StorageError.column("name")) { try before?.value("name") }
        try await test.database.migrate([first, second], at: noon)
        let after = try await test.database.read { try $0.row("SELECT * FROM beds") }
        #expect(try after?.textOrNil("name") == nil)
    }
}

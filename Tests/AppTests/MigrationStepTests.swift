import App
import Base
import Foundation
import Storage
import StorageSQLite
import TestDistrict
import TestSupport
import Testing

/// Every step of the schema is taken from a real file of the version before, with a row in each table, and loses nothing.
@Suite struct MigrationStepTests {
    /// The steps a file had before a step shipped: everything but it and later steps of its module; for the first step
    /// of a module what lies below it in the house.
    private static func before(_ index: Int) -> [Migration] {
        let parts = allMigrations[index].name.split(separator: "-")
        guard parts.count > 1, parts[1] != "01" else { return Array(allMigrations.prefix(index)) }
        return allMigrations.enumerated().filter { other, migration in
            other < index || !migration.name.hasPrefix(parts[0] + "-")
        }.map(\.element)
    }

    @Test(arguments: allMigrations.indices.dropFirst())
    func `a step keeps the rows of a file of the version before`(index: Int) async throws {
        let step = allMigrations[index]
        let path = try TestFolders.make("migration").appending(path: "shanzhi.sqlite").path
        let now = TestDistrict.morning
        let old = try SQLiteDatabase(path: path)
        try await old.migrate(Self.before(index), at: now)
        try await FilledFile.fill(old)
        let rows = try await FilledFile.rows(old)
        #expect(rows.count > 3 && rows.values.allSatisfy { $0.count == 1 }, "a row in each table")
        try await old.close()

        let known = Self.before(index)
        let next = allMigrations.filter { migration in
            migration.name == step.name || known.contains { $0.name == migration.name }
        }
        let new = try SQLiteDatabase(path: path)
        try await new.migrate(next, at: now.adding(seconds: 60))
        let applied = try await new.read {
            try $0.rows("SELECT name FROM schema_migrations").map { try $0.text("name") }
        }
        #expect(Set(applied) == Set(next.map(\.name)))
        #expect(try await FilledFile.rows(new, like: rows) == rows)
        try await new.close()

        let newest = try SQLiteDatabase(path: path)
        try await newest.migrate(allMigrations, at: now.adding(seconds: 120))
        #expect(try await FilledFile.rows(newest, like: rows) == rows)
        let fresh = try await TestFile(allMigrations)
        let schema = try await fresh.database.approvedSchema()
        #expect(try await newest.approvedSchema() == schema, "an old file comes to the same schema as a new one")
        try await newest.close()
    }
}

/// Puts one row into every table of a database, whatever its columns, and reads them back.
private enum FilledFile {
    private struct Column {
        let name: String
        let type: String
        let parent: (table: String, column: String)?
    }

    /// What a step may make anew from other rows: the tokens under which offices find their matters.
    private static let derived = ["matter_search_rows": "units"]

    static func fill(_ database: SQLiteDatabase) async throws {
        try await database.write { transaction in
            var waiting = try tables(transaction)
            var filled: Set<String> = []
            // Parents before children; a table that refers to itself gets no parent.
            while !waiting.isEmpty {
                let ready = try waiting.filter { table in
                    try columns(table, transaction).allSatisfy { column in
                        column.parent.map { filled.contains($0.table) || $0.table == table } ?? true
                    }
                }
                guard !ready.isEmpty else { throw StorageError.constraint("tables refer to each other in a circle") }
                for table in ready { try insert(table, transaction) }
                filled.formUnion(ready)
                waiting.removeAll { ready.contains($0) }
            }
        }
    }

    /// Each table's rows as texts; with `like` only its tables and columns, since a step may add some.
    static func rows(
        _ database: SQLiteDatabase, like known: [String: [[String: String]]]? = nil
    ) async throws -> [String: [[String: String]]] {
        try await database.read { reader in
            var all: [String: [[String: String]]] = [:]
            for table in try known.map({ Array($0.keys) }) ?? tables(reader) {
                let names =
                    try known?[table]?.first.map { $0.keys.sorted() }
                    ?? columns(table, reader).map(\.name)
                    .filter { Self.derived[table] != $0 }
                let list = names.map { "quote(\"\($0)\") AS \"\($0)\"" }.joined(separator: ", ")
                all[table] = try reader.rows(SQL(text: "SELECT \(list) FROM \"\(table)\"", values: [])).map { row in
                    Dictionary(try names.map { ($0, try row.text($0)) }, uniquingKeysWith: { first, _ in first })
                }
            }
            return all
        }
    }

    private static func tables(_ reader: any Reader) throws -> [String] {
        try reader.rows(
            """
            SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
              AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> 'schema_migrations' ORDER BY name
            """
        ).map { try $0.text("name") }
    }

    private static func columns(_ table: String, _ reader: any Reader) throws -> [Column] {
        let parents = try reader.rows(
            "SELECT \"from\" AS own, \"table\" AS other, COALESCE(\"to\", 'id') AS target FROM pragma_foreign_key_list(\(table))"
        )
        return try reader.rows("SELECT name, type FROM pragma_table_info(\(table)) ORDER BY cid").map { row in
            let name = try row.text("name")
            let parent = try parents.first { try $0.text("own") == name }
            return Column(
                name: name, type: try row.text("type"),
                parent: try parent.map { (try $0.text("other"), try $0.text("target")) }
            )
        }
    }

    private static func insert(_ table: String, _ transaction: any Transaction) throws {
        let columns = try columns(table, transaction)
        let text = try transaction.row("SELECT sql FROM sqlite_schema WHERE name = \(table)")?.text("sql") ?? ""
        let values = columns.enumerated().map { index, column in
            if let parent = column.parent {
                return parent.table == table ? "NULL" : "(SELECT \"\(parent.column)\" FROM \"\(parent.table)\")"
            }
            if let mark = text.range(of: "CHECK (\(column.name) IN ('") {
                return "'" + text[mark.upperBound...].prefix { $0 != "'" } + "'"
            }
            return switch column.type {
            case "INTEGER": String(index + 1)
            case "BLOB": "x'0A\(index < 10 ? "0" : "")\(index % 100)'"
            default: "'谷雨 \(table) \(index)'"
            }
        }
        let names = columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
        try transaction.execute(
            SQL(text: "INSERT INTO \"\(table)\" (\(names)) VALUES (\(values.joined(separator: ", ")))", values: []))
    }
}

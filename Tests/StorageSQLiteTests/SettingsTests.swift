import Foundation
import Storage
import StorageSQLite
import TestSupport
import Testing

@Suite struct SettingsTests {
    @Test(arguments: [
        ("synchronous", "2"), ("journal_mode", "wal"), ("secure_delete", "1"), ("foreign_keys", "1"),
        ("busy_timeout", "5000"),
    ])
    func `the writer keeps its settings`(name: String, value: String) async throws {
        let test = try await Shelf.file()
        #expect(try await test.database.setting(name) == value)
        try await test.database.write { try Shelf.add("a", in: $0) }
        try await test.database.analyze()
        #expect(try await test.database.setting(name) == value)
        let again = try SQLiteDatabase(path: test.database.path)
        #expect(try await again.setting(name) == value)
    }

    @Test func `erased text is in neither the file nor the log once the log is truncated`() async throws {
        let test = try await Shelf.file()
        let phrase = "秋分 000-1234"
        try await test.database.write { try Shelf.add("a", phrase, in: $0) }
        try await test.database.checkpoint(truncate: false)
        try await test.database.write { try $0.execute("DELETE FROM notes") }
        try await test.database.purge()
        for name in ["shanzhi.sqlite", "shanzhi.sqlite-wal"] {
            let bytes = try Data(contentsOf: test.folder.appending(path: name))
            #expect(bytes.range(of: Data(phrase.utf8)) == nil)
        }
    }

    @Test func `the planner uses an index after its figures are renewed`() async throws {
        let test = try await TestFile([
            Migration("plan-01", ["CREATE TABLE t (a INTEGER, b INTEGER) STRICT", "CREATE INDEX t_b ON t (b)"])
        ])
        try await test.database.write { transaction in
            for number in 0..<100 { try transaction.execute("INSERT INTO t VALUES (1, \(number))") }
        }
        try await test.database.analyze()
        let figures = try await test.database.read { try $0.row("SELECT stat FROM sqlite_stat1 WHERE idx = 't_b'") }
        #expect(try figures?.text("stat") == "100 1")
    }
}

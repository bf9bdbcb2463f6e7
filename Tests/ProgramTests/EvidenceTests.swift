import App
import Crypto
import Foundation
import Journal
import Matters
import Storage
import StorageSQLite
import TestDistrict
import TestSupport
import Testing

/// Who verifies the record changes nothing of what is to be proven.
@Suite(.enabled(if: TestEngine.isFile)) struct EvidenceTests {
    /// A closed data folder with two matters whose record is numbered.
    private func closed() async throws -> URL {
        let folder = try await TestDistrict.makeFolder(.empty)
        let world = try await TestDistrict(copying: folder)
        _ = try await world.file()
        _ = try await world.file(.dispute)
        while try await world.house.sequencer.sequenceOnce(at: TestDistrict.morning) != nil {}
        try await world.database.close()
        try FileManager.default.removeItem(at: folder)
        try FileManager.default.copyItem(at: world.folder, to: folder)
        return folder
    }

    private func verify(_ folder: URL, _ more: String...) throws -> Shell.Outcome {
        try Shell.run(["journal", "verify", "--json", "--data", folder.path] + more, home: TestDistrict.home)
    }

    /// Name, length and SHA-256 of every file, less the shared memory of those who have the database open.
    private func traces(_ folder: URL) throws -> [String: String] {
        var traces: [String: String] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) where !name.hasSuffix("-shm") {
            let bytes = FileManager.default.contents(atPath: folder.appending(path: name).path) ?? Data()
            traces[name] = SHA256.hash(data: bytes).description
        }
        return traces
    }

    private func change(_ folder: URL, _ sql: SQL) async throws {
        let database = try SQLiteDatabase(path: folder.appending(path: "shanzhi.sqlite").path)
        try await database.write { try $0.execute(sql) }
        try await database.close()
    }

    @Test func `a closed district is verified without a trace`() async throws {
        let folder = try await closed()
        let before = try traces(folder)
        let outcome = try verify(folder)
        #expect(outcome.status == 0)
        #expect(outcome.told.isEmpty)
        let report = outcome.json as? [String: Any]
        #expect((report?["entries"] as? Int ?? 0) > 2)
        #expect(report?["first_bad"] is NSNull)
        for command in ["export", "head"] {
            #expect(try Shell.run(["journal", command, "--data", folder.path], home: TestDistrict.home).status == 0)
        }
        #expect(try traces(folder) == before)
    }

    @Test func `a row edited behind the journal's back ends with 3`() async throws {
        let folder = try await closed()
        try await change(folder, "UPDATE matters SET kind = 'report' WHERE kind = 'dispute'")
        let before = try traces(folder)
        let outcome = try verify(folder)
        #expect(outcome.status == 3)
        #expect((outcome.json as? [String: Any])?["first_bad"] is String)
        #expect(try traces(folder) == before)
    }

    @Test func `while the district is open its log is read and not moved into the file`() async throws {
        let folder = try await closed()
        let world = try await TestDistrict(copying: folder)
        _ = try await world.file(.report)
        let before = try traces(world.folder)
        #expect(before["shanzhi.sqlite-wal"] != nil)
        let outcome = try verify(world.folder)
        #expect(outcome.status == 0)
        let without = try verify(folder).json as? [String: Any], with = outcome.json as? [String: Any]
        #expect(with?["entries"] as? Int == (without?["entries"] as? Int).map { $0 + 1 }, "the log was read")
        #expect(try traces(world.folder) == before)
    }

    @Test func `a log left by a crash is read from a copy and stays`() async throws {
        let world = try await TestDistrict(copying: try await closed())
        _ = try await world.file(.report)
        let crashed = try TestFolders.make("crashed")
        for name in ["shanzhi.sqlite", "shanzhi.sqlite-wal", "keys", "journal.heads"] {
            try FileManager.default.copyItem(
                at: world.folder.appending(path: name), to: crashed.appending(path: name))
        }
        let before = try traces(crashed)
        let outcome = try verify(crashed)
        #expect(outcome.status == 0)
        #expect(outcome.told.contains("a copy is read"))
        #expect(try traces(crashed) == before)
        #expect(try FileManager.default.contentsOfDirectory(atPath: crashed.path).count == 4)
    }

    @Test func `a database of a newer program is refused, and one of an older named, both unchanged`() async throws {
        let newer = try await closed()
        try await change(newer, "INSERT INTO schema_migrations VALUES ('matters-99-of-tomorrow', 'x', 0)")
        let before = try traces(newer)
        let refused = try verify(newer)
        #expect(refused.status == 1)
        #expect(refused.output.isEmpty)
        #expect(refused.told.contains("newer than this program, which does not know matters-99-of-tomorrow"))
        #expect(try traces(newer) == before)
        let older = try await closed()
        try await change(older, "DELETE FROM schema_migrations WHERE name = 'accounts-02-units-by-level'")
        let still = try traces(older)
        let outcome = try verify(older)
        #expect(outcome.status == 0)
        #expect(
            outcome.told.contains("older than this program and stays as it is; it lacks accounts-02-units-by-level"))
        #expect(try traces(older) == still)
    }

    @Test func `a file that is no database of this program is refused`() async throws {
        let folder = try TestFolders.make("foreign")
        try Data("not a database, but long enough to be looked at".utf8)
            .write(to: folder.appending(path: "shanzhi.sqlite"))
        let outcome = try verify(folder)
        #expect(outcome.status == 1)
        #expect(outcome.told.hasPrefix("Error: The database failed: "))
    }

    @Test(.enabled(if: geteuid() != 0, "root may write everywhere"))
    func `a folder that may only be read is verified`() async throws {
        let folder = try await closed()
        let files = FileManager.default
        try files.setAttributes([.posixPermissions: 0o500], ofItemAtPath: folder.path)
        defer { try? files.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path) }
        #expect(throws: (any Error).self) { try Data().write(to: folder.appending(path: "probe")) }
        #expect(try verify(folder).status == 0)
    }
}

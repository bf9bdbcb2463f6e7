import App
import Foundation
import Journal
import Matters
import Storage
import StorageSQLite
import TestDistrict
import TestSupport
import Testing

/// An operator reads what is wrong, and what to do about it.
@Suite(.enabled(if: TestEngine.isFile)) struct CheckTests {
    /// A closed data folder with a matter whose record is numbered, for its owner alone.
    private func folder() async throws -> URL {
        let world = try await TestDistrict()
        _ = try await world.file(name: "谷雨")
        while try await world.house.sequencer.sequenceOnce(at: TestDistrict.morning) != nil {}
        try await world.database.close()
        let folder = try TestFolders.place("checked")
        try FileManager.default.copyItem(at: world.folder, to: folder)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path)
        return folder
    }

    private struct Finding: Decodable {
        let mark: String
        let about: String
        let what: String
        let remedy: String?
    }

    private struct Report: Decodable {
        let healthy: Bool
        let findings: [Finding]
    }

    private func check(_ folder: URL, _ more: String..., home: URL = TestDistrict.home) throws -> (
        status: Int32, findings: [String: Finding]
    ) {
        let outcome = try Shell.run(["check", "--json", "--data", folder.path] + more, home: home)
        let report = try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
        #expect(outcome.told.isEmpty, "\(outcome.told)")
        #expect(report.healthy == (outcome.status == 0))
        for finding in report.findings {
            #expect((finding.remedy == nil) == (finding.mark == "fine"), "\(finding.what)")
        }
        return (
            outcome.status, Dictionary(report.findings.map { ($0.about, $0) }, uniquingKeysWith: { first, _ in first })
        )
    }

    private func change(_ folder: URL, _ sql: SQL) async throws {
        let database = try SQLiteDatabase(path: folder.appending(path: "shanzhi.sqlite").path)
        try await database.write { try $0.execute(sql) }
        try await database.close()
    }

    // What hangs on the machine that runs the tests and not on the folder.
    private static let machine: Set = ["clock", "disk", "web"]

    @Test func `a certificate is looked at where one is named: its end, its key, and who may read that`() async throws {
        let data = try await folder(), place = try TestFolders.make("certificates")
        let good = try TestCertificate.make(in: place)
        let short = try TestCertificate.make(in: place, name: "short", days: 5)
        func look(_ certificate: URL, _ key: URL) throws -> [String: Finding] {
            try check(data, "--certificate", certificate.path, "--key", key.path).findings
        }
        #expect(try check(data).findings["certificate"] == nil)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: good.key.path)
        let fine = try look(good.certificate, good.key)
        #expect(fine["certificate"]?.mark == "fine")
        #expect(fine["certificate-key"] == nil)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: short.key.path)
        let near = try look(short.certificate, short.key)
        #expect(near["certificate"]?.mark == "look")
        #expect(near["certificate"]?.what.contains("in 5 days") == true)
        #expect(near["certificate-key"]?.remedy == "chmod o-rwx \(short.key.path)")
        #expect(try look(good.certificate, short.key)["certificate"]?.mark == "wrong")
    }

    @Test func `a district in order is found in order, and nothing of it is changed`() async throws {
        let folder = try await folder()
        let before = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
        let (status, findings) = try check(folder)
        for (about, finding) in findings where !Self.machine.contains(about) {
            #expect(finding.mark == "fine", "\(finding.what)")
        }
        #expect(findings.values.allSatisfy { $0.mark != "wrong" })
        #expect(status == (findings.values.allSatisfy { $0.mark == "fine" } ? 0 : 1))
        for about in ["folder", "rules", "keys", "database", "schema", "district", "heads"] {
            #expect(findings[about] != nil, "\(about)")
        }
        let lines = try Shell.run(["check", "--data", folder.path], home: TestDistrict.home)
        #expect(lines.output.contains("ok    keys             4 keys, readable by their owner alone.\n"))
        #expect(try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted() == before)
    }

    @Test func `a key that others can read is wrong, and so is one that is gone`() async throws {
        let folder = try await folder()
        let key = folder.appending(path: "keys/personal-1.key").path
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: key)
        let open = try check(folder)
        #expect(open.status == 3)
        #expect(open.findings["keys"]?.what.contains("personal-1.key") == true)
        #expect(open.findings["keys"]?.remedy?.contains("chmod 600") == true)
        try FileManager.default.removeItem(atPath: key)
        #expect(try check(folder).findings["keys"]?.mark == "wrong")
    }

    @Test func `an older copy under a newer file of heads is wrong, and a lost file wants a look`() async throws {
        let folder = try await folder()
        let heads = folder.appending(path: "journal.heads")
        let newer = try await TestDistrict(copying: folder)
        _ = try await newer.file(name: "白露")
        while try await newer.house.sequencer.sequenceOnce(at: TestDistrict.morning) != nil {}
        try FileManager.default.removeItem(at: heads)
        let lost = try check(folder)
        #expect(lost.status == 1)
        #expect(lost.findings["heads"]?.what.contains("journal.heads is missing") == true)
        try FileManager.default.copyItem(at: newer.folder.appending(path: "journal.heads"), to: heads)
        let ahead = try check(folder)
        #expect(ahead.status == 3)
        #expect(ahead.findings["heads"]?.what.contains("entries that the database does not have") == true)
    }

    @Test func `a log that does not agree with its head is sent to verification`() async throws {
        let folder = try await folder()
        try await change(folder, "UPDATE journal_heads SET root = x'00'")
        let (status, findings) = try check(folder)
        #expect(status == 3)
        #expect(findings["heads"]?.remedy?.contains("shanzhi journal verify") == true)
    }

    @Test func `a clock behind the newest entry is wrong`() async throws {
        let folder = try await folder()
        try await change(folder, "UPDATE journal_heads SET at = at + 3155760000000")
        let (status, findings) = try check(folder)
        #expect(status == 3)
        #expect(findings["time"]?.what.contains("The newest entry is of ") == true)
    }

    @Test func `a database of a newer program, of another program or of nobody is named`() async throws {
        let newer = try await folder()
        try await change(newer, "INSERT INTO schema_migrations VALUES ('matters-99-of-tomorrow', 'x', 0)")
        let tomorrow = try check(newer)
        #expect(tomorrow.status == 3)
        #expect(tomorrow.findings["schema"]?.what.contains("matters-99-of-tomorrow") == true)
        let older = try await folder()
        try await change(older, "DELETE FROM schema_migrations WHERE name = 'accounts-02-units-by-level'")
        let yesterday = try check(older)
        #expect(yesterday.status == 1)
        #expect(yesterday.findings["schema"]?.remedy?.contains("make a backup") == true)
        let other = try await folder()
        try Data("not a database, but long enough to be looked at".utf8)
            .write(to: other.appending(path: "shanzhi.sqlite"))
        #expect(try check(other).findings["database"]?.mark == "wrong")
        let nobody = try check(URL(filePath: "/nowhere/at/all"))
        #expect(nobody.status == 3)
        #expect(nobody.findings["folder"]?.what == "There is no folder /nowhere/at/all.")
    }

    @Test func `a server that does not answer is wrong, without its address being printed`() async throws {
        let (status, findings) = try check(
            try await folder(), "--database", "postgres://guyu:rain@127.0.0.1:1/district")
        #expect(status == 3)
        #expect(findings["database"]?.mark == "wrong")
        #expect(findings["database"]?.what.contains("rain") == false)
    }

    @Test func `a folder open to others, a killed backup and missing rules are named`() async throws {
        let folder = try await folder()
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path)
        let work = folder.appending(path: "backup-work")
        try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
        let home = try TestFolders.make("home")
        let (status, findings) = try check(folder, home: home)
        #expect(status == 3)
        #expect(findings["folder"]?.remedy == "chmod 700 \(folder.path)")
        #expect(findings["backup"]?.mark == "look")
        #expect(findings["rules"]?.what == "There is no folder Rules in \(home.path).")
    }

    @Test(.enabled(if: geteuid() == 0, "only root may give files away"))
    func `files that another account made are named`() async throws {
        let folder = try await folder()
        #expect(chown(folder.appending(path: "journal.heads").path, 65_534, 65_534) == 0)
        let (status, findings) = try check(folder)
        #expect(status == 3)
        #expect(findings["owner"]?.what == "journal.heads belong to another account than the folder.")
    }
}

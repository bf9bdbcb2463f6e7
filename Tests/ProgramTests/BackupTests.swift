import App
import Base
import Foundation
import Journal
import Matters
import Storage
import StorageSQLite
import Synchronization
import TestDistrict
import TestSupport
import Testing

/// The restore is rehearsed: what comes back is the district, its record clean, its slips good.
@Suite(.enabled(if: TestEngine.isFile)) struct BackupTests {
    private static let words = "小满过后 the wheat begins to ripen\n"
    private static let picture = Array("%PDF-1.4 谷雨的照片".utf8) + [UInt8](repeating: 7, count: 200_000)

    private func run(_ arguments: String..., input: String = words) throws -> Shell.Outcome {
        try Shell.run(arguments, input: input, home: TestDistrict.home)
    }

    private final class Filed: Sendable {
        let count = Atomic(0)
    }

    /// An open district where 谷雨 has filed a matter with a file, and her slip.
    private func district() async throws -> (world: TestDistrict, slip: Receipt) {
        let world = try await TestDistrict()
        let slip = try await world.file(name: "谷雨")
        try await world.house.matters.attach(
            [("楼道.pdf", Self.picture)], to: slip.matter, by: .visitor, at: TestDistrict.morning)
        while try await world.house.sequencer.sequenceOnce(at: TestDistrict.morning) != nil {}
        return (world, slip)
    }

    /// A backup of such a district, and the slip.
    private func backup(_ more: String...) async throws -> (file: String, slip: Receipt) {
        let (world, slip) = try await district()
        let file = try TestFolders.make("backups").appending(path: "guyu.backup").path
        let made = try Shell.run(
            ["backup", "--data", world.folder.path, "--to", file] + more, input: Self.words, home: TestDistrict.home)
        #expect(made.status == 0, "\(made.told)")
        return (file, slip)
    }

    private func expectSlipWorks(_ slip: Receipt, in folder: URL) async throws {
        let again = try await TestDistrict(copying: folder)
        let store = again.house.matters
        let (found, repeated, files) = try await again.database.read { reader in
            let found = try store.getMatter(number: slip.number, code: slip.code, in: reader)
            return (found, try store.receipt(of: found.id, in: reader), try store.listAttachments(found.id, in: reader))
        }
        #expect(found.id == slip.matter)
        #expect(repeated.code == slip.code && repeated.entryHash == slip.entryHash)
        let bytes = try await store.getAttachment(try #require(files.first).id, of: slip.matter).bytes
        #expect(bytes == Self.picture)
        try await again.database.close()
    }

    @Test func `a district backed up while people file comes back clean, and the slip of 谷雨 still works`() async throws
    {
        let (world, slip) = try await district()
        let filed = Filed()
        let filing = Task {
            while !Task.isCancelled {
                _ = try await world.file(.report, name: "白露")
                _ = try await world.house.sequencer.sequenceOnce(at: TestDistrict.morning)
                filed.count.add(1, ordering: .relaxed)
            }
        }
        // Until one was made while somebody filed.
        var (folder, made, before, rounds) = (URL(filePath: "/"), Shell.Outcome.none, 0, 0)
        repeat {
            folder = try TestFolders.make("backups")
            before = filed.count.load(ordering: .relaxed)
            made = try await Shell.runBeside(
                ["backup", "--data", world.folder.path, "--to", folder.appending(path: "guyu.backup").path],
                input: Self.words, home: TestDistrict.home)
            rounds += 1
        } while filed.count.load(ordering: .relaxed) == before && rounds < 100
        #expect(filed.count.load(ordering: .relaxed) > before)
        filing.cancel()
        try await filing.value
        let file = folder.appending(path: "guyu.backup").path
        #expect(made.status == 0, "\(made.told)")
        #expect(made.output.contains("余杭区 in \(file): "))
        #expect(made.output.contains("It expires on "))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["guyu.backup"])
        #expect(!FileManager.default.fileExists(atPath: world.folder.appending(path: "backup-work").path))

        let seen = try run("backup", "verify", file)
        #expect(seen.status == 0)
        #expect(seen.output.contains("holds database, heads, attachments, keys\n"))
        #expect(seen.output.hasSuffix("whole\n"))

        let place = folder.appending(path: "restored")
        let restored = try run("restore", "--from", file, "--data", place.path)
        #expect(restored.status == 0, "\(restored.told)")
        #expect(restored.output.hasSuffix("clean\n"))
        for name in try FileManager.default.subpathsOfDirectory(atPath: place.path) + [""] {
            let facts = try FileManager.default.attributesOfItem(atPath: place.appending(path: name).path)
            let isFolder = facts[.type] as? FileAttributeType == .typeDirectory
            #expect(facts[.posixPermissions] as? Int == (isFolder ? 0o700 : 0o600), "\(name)")
        }
        try await expectSlipWorks(slip, in: place)
    }

    @Test func `verifying says what is in a backup, file by file and as one object`() async throws {
        let (file, _) = try await backup("--expires-days", "7")
        let listed = try run("backup", "verify", file, "--files")
        let lines = listed.output.split(separator: "\n")
        #expect(lines.contains { $0.wholeMatch(of: #/[0-9a-f]{64} \d+ shanzhi\.sqlite/#) != nil })
        #expect(lines.contains { $0.wholeMatch(of: #/[0-9a-f]{64} 65 keys/receipt-1\.key/#) != nil })
        #expect(lines.contains { $0.contains(" \(Self.picture.count) blobs/") })
        let report = try run("backup", "verify", file, "--json").json as? [String: Any]
        let label = report?["label"] as? [String: Any]
        #expect(report?["whole"] as? Bool == true && report?["expired"] as? Bool == false)
        #expect((label?["counts"] as? [String: Int])?["matters"] == 1)
        #expect((label?["counts"] as? [String: Int])?["attachments"] == 1)
        #expect((label?["migrations"] as? [String])?.count == allMigrations.count)
    }

    @Test func `a wrong passphrase, a full folder and a file of something else end with 1 and a sentence`() async throws
    {
        let (file, _) = try await backup()
        let place = try TestFolders.place("restored").path
        let wrong = try run("restore", "--from", file, "--data", place, input: "not the passphrase\n")
        #expect(wrong.status == 1)
        #expect(wrong.told.hasPrefix("Error: The passphrase is not the one of this backup"))
        #expect(!FileManager.default.fileExists(atPath: place))
        let full = try TestFolders.make("full")
        try Data("mine".utf8).write(to: full.appending(path: "diary"))
        let refused = try run("restore", "--from", file, "--data", full.path)
        #expect(refused.status == 1)
        #expect(refused.told == "Error: There is something in \(full.path) already; nothing was changed.\n")
        #expect(try FileManager.default.contentsOfDirectory(atPath: full.path) == ["diary"])
        let other = full.appending(path: "diary").path
        #expect(try run("backup", "verify", other).told.hasPrefix("Error: \(other) is not a backup of this program"))
        #expect(try run("backup", "verify", "/nowhere").told == "Error: /nowhere: No such file or directory.\n")
        #expect(try run("backup", "verify", file, input: "short\n").told.contains("12 characters or more"))
    }

    @Test func `a changed, cut or reordered backup ends with 3 and leaves no folder`() async throws {
        let (file, _) = try await backup()
        let whole = [UInt8](try Data(contentsOf: URL(filePath: file)))
        let chunk = 65_536 + 16
        var flipped = whole
        flipped[76 + 2 * chunk + 5] ^= 1
        let swapped =
            whole[..<76] + whole[(76 + chunk)..<(76 + 2 * chunk)] + whole[76..<(76 + chunk)]
            + whole[(76 + 2 * chunk)...]
        let cases: [(bytes: [UInt8], sentence: String)] = [
            (flipped, "from byte \(76 + 2 * chunk) on it cannot be opened"),
            (Array(whole.prefix(76 + 2 * chunk)), "its end is missing"),
            (Array(whole.dropLast(5)), "changed, damaged or cut off"), (Array(swapped), "from byte 76 on"),
        ]
        let above = try TestFolders.make("above")
        for (bytes, sentence) in cases {
            let bad = try TestFolders.place("bad.backup")
            try Data(bytes).write(to: bad)
            let place = above.appending(path: "restored").path
            for outcome in [
                try run("restore", "--from", bad.path, "--data", place), try run("backup", "verify", bad.path),
            ] {
                #expect(outcome.status == 3, "\(sentence)")
                #expect(outcome.told.contains(sentence), "\(outcome.told)")
                #expect(!outcome.output.contains("whole") && !outcome.output.contains("clean"))
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: above.path).isEmpty, "nothing half is left")
        }
    }

    @Test func `keys kept apart come back beside the database, which without them is not verified`() async throws {
        let (world, slip) = try await district()
        let folder = try TestFolders.make("backups")
        func file(_ name: String) -> String { folder.appending(path: name).path }
        let data = world.folder.path
        #expect(try run("backup", "--data", data, "--to", file("data"), "--without-keys").status == 0)
        #expect(try run("backup", "--data", data, "--to", file("keys"), "--only-keys").status == 0)
        let holds = try run("backup", "verify", file("keys")).output
        #expect(holds.contains("holds keys\n"))
        #expect(holds.contains("files 4,"))
        let bare = try run("restore", "--from", file("data"), "--data", file("bare"))
        #expect(bare.status == 0)
        #expect(bare.output.contains("The keys are not in it"))
        let ring = try run("restore", "--from", file("keys"), "--data", file("ring"))
        #expect(ring.status == 0 && ring.output.contains("Nothing but keys"))
        let both = try run("restore", "--from", file("data"), "--data", file("both"), "--keys", file("ring/keys"))
        #expect(both.status == 0 && both.output.hasSuffix("clean\n"), "\(both.told)")
        try await expectSlipWorks(slip, in: folder.appending(path: "both"))
        #expect(try run("backup", "--data", data, "--to", file("none"), "--only-keys", "--without-keys").status == 64)
    }

    @Test func `attachments on another disk behind a link come along, and one that is lost is told`() async throws {
        let (world, slip) = try await district()
        let folder = try TestFolders.make("backups")
        func file(_ name: String) -> String { folder.appending(path: name).path }
        let files = FileManager.default
        let blobs = world.folder.appending(path: "blobs")
        try files.moveItem(atPath: blobs.path, toPath: file("other-disk"))
        try files.createSymbolicLink(atPath: blobs.path, withDestinationPath: file("other-disk"))
        let linked = try run("backup", "--data", world.folder.path, "--to", file("linked"))
        #expect(linked.status == 0 && linked.told.isEmpty, "\(linked.told)")
        #expect(try run("restore", "--from", file("linked"), "--data", file("restored")).status == 0)
        try await expectSlipWorks(slip, in: folder.appending(path: "restored"))
        try files.removeItem(atPath: file("other-disk"))
        let lost = try run("backup", "--data", world.folder.path, "--to", file("lost"))
        #expect(lost.status == 0)
        #expect(lost.told == "Files that attachments name and that are not in blobs/ any more: 1.\n")
    }

    @Test func `a record that was changed before the backup is named after the restore`() async throws {
        let (world, _) = try await district()
        _ = try await world.database.write { try $0.execute("UPDATE matters SET kind = 'report'") }
        let file = try TestFolders.place("changed.backup").path
        #expect(try run("backup", "--data", world.folder.path, "--to", file).status == 0)
        let restored = try run("restore", "--from", file, "--data", try TestFolders.place("restored").path)
        #expect(restored.status == 3)
        #expect(restored.output.contains("TAMPERED\n"))
    }

    @Test func `an expired backup or one of a newer program is refused in plain words`() async throws {
        let (world, _) = try await district()
        let folder = try TestFolders.make("backups")
        func file(_ name: String) -> String { folder.appending(path: name).path }
        try await world.database.purge()
        try BackupSample.expired(at: file("expired"), of: world.folder, passphrase: Self.words)
        #expect(try run("backup", "verify", file("expired")).output.contains("EXPIRED"))
        let refused = try run("restore", "--from", file("expired"), "--data", file("restored"))
        #expect(refused.status == 1)
        #expect(refused.told.contains("may hold what was erased since. --expired restores it all the same."))
        let insisted = try run("restore", "--from", file("expired"), "--data", file("restored"), "--expired")
        #expect(insisted.status == 0 && insisted.output.hasSuffix("clean\n"), "\(insisted.told)")
        _ = try await world.database.write {
            try $0.execute("INSERT INTO schema_migrations VALUES ('matters-99-of-tomorrow', 'x', 0)")
        }
        let newer = try run("backup", "--data", world.folder.path, "--to", file("newer"))
        #expect(newer.status == 1)
        #expect(newer.told.contains("newer than this program, which does not know matters-99-of-tomorrow"))
        #expect(!FileManager.default.fileExists(atPath: file("newer")))
        #expect(!FileManager.default.fileExists(atPath: file("newer.partial")))
    }

    @Test func `a district on a server and a passphrase that others can read are refused`() async throws {
        let (world, _) = try await district()
        let file = try TestFolders.place("server.backup").path
        let server = try run(
            "backup", "--data", world.folder.path, "--database", "postgres://localhost/x", "--to", file)
        #expect(server.status == 1)
        #expect(server.told.contains("Documentation/operations.md"))
        let words = try TestFolders.place("passphrase")
        try Data(Self.words.utf8).write(to: words)
        func make() throws -> Shell.Outcome {
            try run("backup", "--data", world.folder.path, "--to", file, "--passphrase-file", words.path, input: "")
        }
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: words.path)
        #expect(try make().told.contains("may be read by others"))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: words.path)
        #expect(try make().status == 0)
        #expect(try make().told == "Error: There is something in \(file) already; nothing was changed.\n")
    }
}

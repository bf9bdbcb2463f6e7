import App
import Base
import Foundation
import Journal
import Matters
import Proofs
import Storage
import StorageSQLite
import TestDistrict
import TestSupport
import Testing

/// Whoever edits the database file is found by `journal verify` and, on an export, by the verifier that needs nothing of ours.
@Suite(.enabled(if: TestEngine.isFile)) struct OutsideTests {
    private static let origin = "shanzhi/"

    /// A closed folder with matters, a signed head over most of their entries, and one over all.
    private func closed() async throws -> URL {
        let folder = try await TestDistrict.makeFolder(.empty)
        let world = try await TestDistrict(copying: folder)
        for hour in 0..<2 {
            _ = try await world.file()
            _ = try await world.file(.dispute)
            while try await world.house.sequencer.sequenceOnce(at: TestDistrict.morning) != nil {}
            _ = try await world.house.proofs.sign(at: TestDistrict.morning.adding(seconds: Int64(hour) * 3_600))
        }
        try await world.database.close()
        try FileManager.default.removeItem(at: folder)
        try FileManager.default.copyItem(at: world.folder, to: folder)
        return folder
    }

    private func copy(_ folder: URL) throws -> URL {
        let copy = try TestFolders.place("tampered")
        try FileManager.default.copyItem(at: folder, to: copy)
        return copy
    }

    private func change(_ folder: URL, _ statements: [SQL]) async throws {
        let database = try SQLiteDatabase(path: folder.appending(path: "shanzhi.sqlite").path)
        try await database.write { for statement in statements { try $0.execute(statement) } }
        try await database.close()
    }

    /// The entries of the log in their order.
    private func places(_ folder: URL) async throws -> [(entry: String, subject: String, leaf: String)] {
        let database = try SQLiteDatabase(path: folder.appending(path: "shanzhi.sqlite").path)
        let rows = try await database.read {
            try $0.rows(
                """
                SELECT l.entry_id, l.leaf, e.subject_kind, e.subject_id
                FROM journal_log l JOIN journal_entries e ON e.id = l.entry_id ORDER BY l.position
                """)
        }
        try await database.close()
        return try rows.map {
            (
                try $0.text("entry_id"), "\(try $0.text("subject_kind"))/\(try $0.text("subject_id"))",
                HexText.encode(try $0.bytes("leaf"))
            )
        }
    }

    private func verify(_ folder: URL) throws -> (status: Int32, problems: [String]) {
        let outcome = try Shell.run(["journal", "verify", "--json", "--data", folder.path], home: TestDistrict.home)
        let report = outcome.json as? [String: Any]
        return (outcome.status, report?["problems"] as? [String] ?? [outcome.told])
    }

    /// Exports, and runs the outside verifier on the export.
    private func verifyOutside(_ folder: URL, _ more: [String] = []) throws -> (status: Int32, text: String) {
        let place = try TestFolders.make("export")
        defer { try? FileManager.default.removeItem(at: place) }
        let entries = place.appending(path: "entries.jsonl"), log = place.appending(path: "log.jsonl")
        let export = try Shell.run(
            ["journal", "export", "--log", log.path, "--data", folder.path], home: TestDistrict.home)
        #expect(export.status == 0, "\(export.told)")
        try Data(export.output.utf8).write(to: entries)
        return try outside([entries.path, log.path] + more)
    }

    private func outside(_ arguments: [String]) throws -> (status: Int32, text: String) {
        let place = try TestFolders.make("outside")
        defer { try? FileManager.default.removeItem(at: place) }
        let output = place.appending(path: "output")
        try Data().write(to: output)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments =
            ["python3", TestDistrict.home.appending(path: "script/verify-journal").path] + arguments
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: output)
        try process.run()
        process.waitUntilExit()
        return (process.terminationStatus, try String(contentsOf: output, encoding: .utf8))
    }

    @Test func `an untouched record is clean for both, and a slip and a proof hold`() async throws {
        let folder = try await closed()
        #expect(try verify(folder).status == 0)
        let (entry, _, hash) = try #require(try await places(folder).last)
        let proven = try Shell.run(
            ["journal", "prove", entry, "--json", "--data", folder.path], home: TestDistrict.home)
        #expect(proven.status == 0, "\(proven.told)")
        let byHash = try Shell.run(
            ["journal", "prove", hash, "--json", "--data", folder.path], home: TestDistrict.home)
        #expect(byHash.output == proven.output)
        let file = try TestFolders.place("proof.json")
        try Data(proven.output.utf8).write(to: file)
        let both = try verifyOutside(folder, ["--slip", hash, "--proof", file.path])
        #expect(both.status == 0 && both.text.contains("clean"), "\(both.text)")
        let broken = proven.output.replacing("\"position\":", with: "\"position\":1")
        try Data(broken.utf8).write(to: file)
        #expect(try verifyOutside(folder, ["--proof", file.path]).status == 3)
        let none = try verifyOutside(folder, ["--slip", String(repeating: "0", count: 64)])
        #expect(none.status == 3 && none.text.contains("no entry has the hash"))
    }

    @Test func `entries that were edited, deleted, swapped or slipped in are named by both`() async throws {
        let folder = try await closed()
        let log = try await places(folder)
        let (one, other) = (log[log.count - 4].entry, log[log.count - 3].entry)
        let ways: [(what: String, sql: [SQL], named: [String])] = [
            (
                "edited", ["UPDATE journal_entries SET body = replace(body, 'number', 'numbeR') WHERE id = \(one)"],
                [one]
            ),
            ("deleted", ["DELETE FROM journal_entries WHERE id = \(one)"], [one]),
            (
                "swapped",
                [
                    "UPDATE journal_entries SET arrival = arrival + 1000000 WHERE id IN (\(one), \(other))",
                    """
                    UPDATE journal_entries SET arrival = (SELECT arrival - 1000000 + 1 FROM journal_entries WHERE id = \(one))
                    WHERE id = \(one)
                    """,
                    """
                    UPDATE journal_entries SET arrival = (SELECT arrival - 1000000 - 1 FROM journal_entries WHERE id = \(other))
                    WHERE id = \(other)
                    """,
                ], [one, other]
            ),
            (
                "slipped in",
                [
                    """
                    INSERT INTO journal_entries
                        (arrival, id, district, subject_kind, subject_id, number, previous, hash, body, recorded_at)
                    SELECT -1, '00000000-0000-7000-8000-000000000001', district, subject_kind, 'forged', 1, x'', hash,
                        replace(replace(body, id, '00000000-0000-7000-8000-000000000001'), subject_id, 'forged'), recorded_at
                    FROM journal_entries WHERE number = 1 AND id = \(log[0].entry)
                    """
                ], ["00000000-0000-7000-8000-000000000001"]
            ),
        ]
        for way in ways {
            let copy = try copy(folder)
            try await change(copy, way.sql)
            let inside = try verify(copy), outside = try verifyOutside(copy)
            #expect(
                inside.status == 3 && way.named.contains { name in inside.problems.contains { $0.contains(name) } },
                "\(way.what): \(inside)")
            #expect(
                outside.status == 3 && way.named.contains { outside.text.contains($0) }, "\(way.what): \(outside.text)")
        }
    }

    @Test func `a forged entry whose log was forged too contradicts the signed head`() async throws {
        let folder = try await closed()
        let (entry, _, hash) = try #require(try await places(folder).last)
        let export = try Shell.run(["journal", "export", "--data", folder.path], home: TestDistrict.home).output
        let text = try #require(export.split(separator: "\n").first { Merkle.leaf($0.utf8) == HexText.decode(hash) })
        let forged = text.replacing("\"parameters\"", with: "\"parameterS\""), leaf = Merkle.leaf(forged.utf8)
        try await change(
            folder,
            [
                "UPDATE journal_entries SET body = \(String(forged)), hash = \(leaf) WHERE id = \(entry)",
                "UPDATE journal_log SET leaf = \(leaf) WHERE entry_id = \(entry)",
                "UPDATE journal_chains SET hash = \(leaf) WHERE hash = \(HexText.decode(hash) ?? [])",
            ])
        let inside = try verify(folder), outside = try verifyOutside(folder)
        #expect(inside.status == 3 && inside.problems.contains { $0.hasPrefix("signedHeadWrong: signed head") })
        #expect(outside.status == 3 && outside.text.contains("the log does not agree; look between positions"))
    }

    @Test func `a cut end and an edited signed head are named by both, a row by its own verifier`() async throws {
        let folder = try await closed()
        let count = try await places(folder).count
        let cut = try copy(folder)
        try await change(
            cut,
            [
                "DELETE FROM journal_entries WHERE id IN (SELECT entry_id FROM journal_log WHERE position >= \(count - 2))",
                "DELETE FROM journal_log WHERE position >= \(count - 2)",
            ])
        #expect(try verify(cut).problems.contains { $0.contains("signed head \(count)") })
        let outsideCut = try verifyOutside(cut)
        #expect(outsideCut.status == 3 && outsideCut.text.contains("signed head \(count): the log was cut off"))
        let head = try copy(folder)
        try await change(head, ["UPDATE signed_heads SET at = at + 1 WHERE size = \(count)"])
        #expect(try verify(head).problems == ["signatureWrong: signed head \(count)"])
        let outsideHead = try verifyOutside(head)
        #expect(outsideHead.text.contains("signed head \(count): the signature does not hold"), "\(outsideHead.text)")
        let row = try copy(folder)
        try await change(row, ["UPDATE matters SET kind = 'report' WHERE kind = 'dispute'"])
        #expect(try verify(row).problems.contains { $0.hasPrefix("rowChanged: matters/") })
        #expect(try verifyOutside(row).status == 0, "the salts of rows are in no export")
    }

    @Test func `a new key signs on, and both check the succession`() async throws {
        let folder = try await closed()
        let rotated = try Shell.run(["journal", "keys", "rotate", "--data", folder.path], home: TestDistrict.home)
        #expect(rotated.status == 0 && rotated.output.hasPrefix("2 shanzhi/"), "\(rotated.told)")
        let listed = try Shell.run(["journal", "keys", "--data", folder.path], home: TestDistrict.home)
        #expect(listed.output.split(separator: "\n").count == 2)
        let world = try await TestDistrict(copying: folder)
        _ = try await world.house.proofs.sign(at: TestDistrict.morning.adding(seconds: 7_200))
        try await world.database.close()
        #expect(try verify(world.folder).status == 0)
        #expect(try verifyOutside(world.folder).status == 0)
        try await change(
            world.folder,
            [
                "UPDATE signing_keys SET public_key = (SELECT public_key FROM signing_keys WHERE number = 1) WHERE number = 2"
            ])
        #expect(try verify(world.folder).problems.contains("signatureWrong: signing key 2"))
        #expect(try verifyOutside(world.folder).text.contains("signing key 2 is not vouched for"))
    }
}

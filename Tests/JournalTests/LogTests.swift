import Base
import Foundation
import Storage
import TestSupport
import Testing

@testable import Journal

struct LogTests {
    @Test func `an entry is proved to stand in the log, also past stored nodes`() async throws {
        let desk = try await JournalDesk()
        let journal = desk.journal
        let receipts = try await desk.database.write { transaction in
            try (1...700).map { try journal.record(JournalDesk.record("petition.filed", $0), in: transaction) }
        }
        while try await desk.sequence(limit: 300) != nil {}
        for receipt in [receipts[0], receipts[255], receipts[256], receipts[699]] {
            let proof = try #require(
                try await desk.database.read { try journal.findProof(of: receipt.id, in: $0) }
            )
            #expect(proof.isValid && proof.leaf == receipt.hash && proof.head.size == 700)
            let forged = InclusionProof(position: 3, size: 700, path: proof.proof.path)
            #expect(!forged.isValid(leaf: proof.leaf, root: proof.head.root))
        }
        let heads = try await desk.database.read { try journal.listHeads(after: 0, in: $0) }
        #expect(heads.map(\.size) == [300, 600, 700])
        let proof = try await desk.database.read { try journal.consistencyProof(from: 300, to: 700, in: $0) }
        #expect(proof.isValid(old: heads[0].root, new: heads[2].root))
        #expect(!proof.isValid(old: heads[1].root, new: heads[2].root))
        #expect(try await desk.verify().isSound)
        try await desk.tamper("UPDATE journal_nodes SET hash = \([0] as [UInt8]) WHERE position = 1")
        #expect(try await desk.verify().names(.nodeChanged) == ["8/1"])
    }

    @Test func `an entry that is not sequenced has no proof yet`() async throws {
        let desk = try await JournalDesk()
        let journal = desk.journal
        let receipt = try await desk.file(1)
        #expect(try await desk.database.read { try journal.findProof(of: receipt.id, in: $0) } == nil)
    }

    @Test func `the file of heads is never ahead of the database`() async throws {
        let desk = try await JournalDesk()
        let journal = desk.journal
        try await desk.file(1)
        struct Crash: Error {}
        await #expect(throws: Crash.self) {
            try await desk.database.write { transaction in
                _ = try journal.sequence(at: JournalDesk.start, in: transaction)
                throw Crash()
            }
        }
        #expect(try desk.heads.lastSize(district: "330110") == 0)
        try await desk.sequence()
        #expect(try desk.heads.lastSize(district: "330110") == 1)
    }

    @Test func `heads that a crash kept from the file are appended on start, and a torn line is mended`() async throws {
        let desk = try await JournalDesk.busy()
        let journal = desk.journal
        try await desk.move(1, to: "reopened")
        _ = try await desk.database.write { try journal.sequence(at: JournalDesk.start, in: $0) }
        #expect(try desk.heads.lastSize(district: "330110") == 9)
        let path = desk.test.folder.appending(path: "journal.heads")
        let file = try FileHandle(forWritingTo: path)
        try file.seekToEnd()
        try file.write(contentsOf: Data("{\"at\":15747".utf8))
        try file.close()
        #expect(try await Sequencer(journal, in: desk.database, heads: desk.heads).catchUp() == 1)
        #expect(try desk.heads.list(district: "330110").map(\.size) == [9, 10])
        #expect(try desk.heads.list(district: "330106").isEmpty)
        #expect(try await desk.verify().isSound)
    }

    @Test func `entries are sequenced once, in the order of their arrival`() async throws {
        let desk = try await JournalDesk.busy()
        #expect(try await desk.sequence() == nil)
        let order = try await desk.database.read { reader in
            try reader.rows("SELECT entry_id FROM journal_log ORDER BY position").map { try $0.text("entry_id") }
                == reader.rows("SELECT id FROM journal_entries ORDER BY arrival").map { try $0.text("id") }
        }
        #expect(order)
    }

    @Test(arguments: [
        "SELECT MAX(arrival) AS n FROM journal_entries",
        "SELECT arrival, id, hash FROM journal_entries WHERE arrival > 5 AND district = 'd' ORDER BY arrival LIMIT 9",
        "SELECT 1 AS n FROM journal_entries WHERE district = 'd' AND arrival > 5 LIMIT 1",
        "SELECT id FROM journal_entries e WHERE e.district = 'd' AND e.arrival <= 5 ORDER BY e.arrival LIMIT 9",
        "SELECT id, hash, body FROM journal_entries WHERE id = 'e' AND district = 'd'",
        """
        SELECT id, hash, body FROM journal_entries WHERE district = 'd' AND subject_kind = 'k' AND subject_id = 's'
            AND number > 3 ORDER BY number LIMIT 9
        """,
        """
        SELECT v.id FROM personal_values v WHERE v.district = 'd' AND (v.owner_kind, v.owner_id, v.id) > ('', '', '')
        ORDER BY v.owner_kind, v.owner_id, v.id LIMIT 9
        """,
        """
        SELECT body FROM journal_entries e WHERE e.district = 'd'
            AND (e.subject_kind, e.subject_id, e.number, e.arrival) > ('', '', 0, 0)
        ORDER BY e.subject_kind, e.subject_id, e.number, e.arrival LIMIT 9
        """,
    ])
    func `a page costs the page: an index gives its order`(query: String) async throws {
        let desk = try await JournalDesk()
        try await Journal.months.makeAhead(at: JournalDesk.start, in: desk.database)
        let plan = try await TestEngine.plan(SQL(stringLiteral: query), in: desk.database)
        #expect(TestEngine.isByIndex(plan), "\(plan)")
        #expect(plan.count == 1 || !TestEngine.isFile, "\(plan)")
    }
}

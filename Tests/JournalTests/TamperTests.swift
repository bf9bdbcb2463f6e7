import Base
import Storage
import Testing

@testable import Journal

struct TamperTests {
    @Test func `an untouched journal is sound`() async throws {
        let report = try await JournalDesk.busy().verify()
        #expect(report.isSound, "\(report.problems)")
        #expect(report.entries == 9 && report.sequenced == 9 && report.rows == 3)
        #expect(report.firstBad == nil)
    }

    @Test func `entries that are not in the log yet are verified too`() async throws {
        let desk = try await JournalDesk.busy()
        try await desk.move(2, to: "reopened")
        let report = try await desk.verify()
        #expect(report.isSound && report.entries == 10 && report.sequenced == 9)
    }

    @Test func `an edited entry is named`() async throws {
        let desk = try await JournalDesk.busy()
        let id = try await desk.entry(2, 2).id
        try await desk.tamper("UPDATE journal_entries SET body = replace(body, 'moved', 'moveD') WHERE id = \(id)")
        let report = try await desk.verify()
        #expect(report.firstBad == id.text)
        #expect(report.names(.entryChanged) == [id.text])
    }

    @Test func `an edited entry with a matching hash is named`() async throws {
        let desk = try await JournalDesk.busy()
        let entry = try await desk.entry(2, 2)
        let forged = String(entry.text.map { $0 == "1" ? "2" : $0 })
        let hash = Merkle.leaf(forged.utf8)
        try await desk.tamper("UPDATE journal_entries SET body = \(forged), hash = \(hash) WHERE id = \(entry.id)")
        let report = try await desk.verify()
        #expect(report.firstBad == entry.id.text)
        #expect(report.names(.logChanged) == [entry.id.text])
    }

    @Test func `a forged entry with a forged leaf contradicts the recorded head`() async throws {
        let desk = try await JournalDesk.busy()
        let entry = try await desk.entry(3, 3)
        let forged = entry.text.replacing("petition.moved", with: "petition.mended")
        let hash = Merkle.leaf(forged.utf8)
        try await desk.tamper(
            "UPDATE journal_entries SET body = \(forged), hash = \(hash) WHERE id = \(entry.id)",
            "UPDATE journal_log SET leaf = \(hash) WHERE entry_id = \(entry.id)",
            "UPDATE journal_chains SET hash = \(hash) WHERE subject_id = 'petition-3'"
        )
        let report = try await desk.verify()
        #expect(report.names(.headWrong) == ["9", "journal.heads 9"])
    }

    @Test func `a deleted entry is named`() async throws {
        let desk = try await JournalDesk.busy()
        let id = try await desk.entry(1, 2).id
        try await desk.tamper("DELETE FROM journal_entries WHERE id = \(id)")
        let report = try await desk.verify()
        #expect(report.firstBad == id.text)
        #expect(report.names(.entryMissing) == [id.text, "petition/petition-1 2"])
    }

    @Test func `an entry deleted before it was sequenced is named by its chain`() async throws {
        let desk = try await JournalDesk.busy()
        let receipt = try await desk.move(1, to: "reopened")
        try await desk.tamper("DELETE FROM journal_entries WHERE id = \(receipt.id)")
        #expect(try await desk.verify().names(.entryMissing) == ["petition/petition-1 4"])
    }

    @Test func `two swapped entries are both named`() async throws {
        let desk = try await JournalDesk.busy()
        let (first, second) = (try await desk.entry(1, 1), try await desk.entry(2, 1))
        try await desk.tamper(
            "UPDATE journal_entries SET body = \(second.text), hash = \(second.hash) WHERE id = \(first.id)",
            "UPDATE journal_entries SET body = \(first.text), hash = \(first.hash) WHERE id = \(second.id)"
        )
        let report = try await desk.verify()
        #expect(Set(report.names(.entryMisfiled)) == [first.id.text, second.id.text])
        #expect(Set(report.names(.logChanged)) == [first.id.text, second.id.text])
    }

    @Test func `a log with two positions swapped is found`() async throws {
        let desk = try await JournalDesk.busy()
        let entry = try await desk.entry(2, 1)
        try await desk.tamper(
            "UPDATE journal_log SET position = 100 WHERE position = 0",
            "UPDATE journal_log SET position = 0 WHERE position = 1",
            "UPDATE journal_log SET position = 1 WHERE position = 100"
        )
        let report = try await desk.verify()
        #expect(report.names(.logOrder).count == 1 && report.names(.headWrong).contains("9"))
        #expect(entry.number == 1)
    }

    @Test func `a tail that was cut off with all its traces is found by the file of heads`() async throws {
        let desk = try await JournalDesk.busy()
        let before = try await desk.entry(2, 3)
        try await desk.cutOff(petition: 2, backTo: before) { try await desk.move(2, to: "reopened") }
        let report = try await desk.verify()
        #expect(report.names(.logCut) == ["journal.heads 10"])
        #expect(report.firstBad == "journal.heads 10")
        #expect(report.problemCount == 1)
    }

    @Test func `an entry cut off before it was sequenced is found by its slip`() async throws {
        let desk = try await JournalDesk()
        let receipt = try await desk.file(1)
        #expect(try await desk.verify(known: [receipt.hash]).isSound)
        try await desk.tamper(
            "DELETE FROM journal_entries", "DELETE FROM journal_chains", "DELETE FROM journal_states",
            "DELETE FROM petitions"
        )
        #expect(try await desk.verify().isSound)
        #expect(try await desk.verify(known: [receipt.hash]).names(.slipUnknown) == [receipt.hashText])
    }

    @Test func `an entry left out of the log is named`() async throws {
        let desk = try await JournalDesk.busy()
        let receipt = try await desk.move(1, to: "reopened")
        try await desk.tamper("UPDATE journal_frontiers SET arrival = 10")
        #expect(try await desk.verify().names(.logMissing) == [receipt.id.text])
    }
}

extension JournalDesk {
    /// Lets somebody write and sequence, then removes the newest entry so thoroughly that the database alone agrees.
    func cutOff(
        petition: Int, backTo entry: JournalEntry, after write: () async throws -> EntryReceipt
    ) async throws {
        let old = try await database.read { reader in
            let frontier = try #require(try reader.row("SELECT nodes FROM journal_frontiers"))
            let state = try #require(
                try reader.row("SELECT salt, digest FROM journal_states WHERE row_id = 'petition-2'")
            )
            return (try frontier.bytes("nodes"), try state.bytes("salt"), try state.bytes("digest"))
        }
        let receipt = try await write()
        try await sequence()
        try await tamper(
            "DELETE FROM journal_entries WHERE id = \(receipt.id)",
            "DELETE FROM journal_log WHERE entry_id = \(receipt.id)",
            "DELETE FROM journal_heads WHERE size = 10",
            "UPDATE journal_frontiers SET size = 9, arrival = 9, nodes = \(old.0)",
            "UPDATE journal_chains SET number = 3, hash = \(entry.hash) WHERE subject_id = 'petition-2'",
            "UPDATE journal_states SET salt = \(old.1), digest = \(old.2) WHERE row_id = 'petition-2'",
            "UPDATE petitions SET stage = 'closed' WHERE id = 'petition-2'"
        )
    }
}

import Base
import Foundation
import Storage
import Synchronization
import Testing

@testable import Journal

struct EntryTests {
    @Test func `entries of a subject are numbered and each names the one before`() async throws {
        let desk = try await JournalDesk.busy()
        let (first, second) = (try await desk.entry(1, 1), try await desk.entry(1, 2))
        #expect(first.previous.isEmpty && second.previous == first.hash)
        #expect(first.code == "petition.filed" && first.principal == "staff:a:p:u")
        #expect(Merkle.leaf(first.text.utf8) == first.hash)
    }

    @Test func `of two writers who saw the same entry one wins`() async throws {
        let desk = try await JournalDesk.busy()
        try await desk.move(1, to: "reopened", after: 3)
        await #expect(throws: JournalError.concurrent) { try await desk.move(1, to: "lost", after: 3) }
        let stage = try await desk.database.read {
            try $0.row("SELECT stage FROM petitions WHERE id = 'petition-1'")?.text("stage")
        }
        #expect(stage == "reopened")
        #expect(try await desk.verify().isSound)
    }

    @Test func `a chain moves only from the end that was read`() async throws {
        let desk = try await JournalDesk.busy()
        let journal = desk.journal
        let receipt = EntryReceipt(id: RecordID(trusted: "e"), number: 4, hash: [1])
        await #expect(throws: JournalError.concurrent) {
            try await desk.database.write {
                let stale = ChainEnd(number: 3, hash: [9])
                try journal.moveChain(of: JournalDesk.subject(1), from: stale, to: receipt, in: $0)
            }
        }
    }

    @Test func `a back-date needs a reason, and the reason is sealed`() async throws {
        let desk = try await JournalDesk.busy()
        let journal = desk.journal
        var record = JournalRecord(
            "petition.heard", subject: JournalDesk.subject(1), by: JournalDesk.clerk, happenedAt: JournalDesk.start,
            recordedAt: JournalDesk.start.adding(seconds: 61)
        )
        let bare = record
        await #expect(throws: JournalError.reasonMissing) {
            try await desk.database.write { try journal.record(bare, in: $0) }
        }
        record.reason = "谷雨女士当天没有带身份证"
        let reasoned = record
        _ = try await desk.database.write { try journal.record(reasoned, in: $0) }
        let entry = try await desk.entry(1, 4)
        let id = try #require(entry.reason?.id)
        #expect(!entry.text.contains("谷雨"))
        #expect(try await desk.database.read { try journal.personalValues.open(id, in: $0) } == record.reason)
        #expect(try await desk.verify().isSound)
    }

    @Test func `what people are called cannot get into parameters`() async throws {
        let desk = try await JournalDesk.busy()
        let journal = desk.journal
        var record = JournalDesk.record("petition.moved", 1)
        record.parameters = ["to": "芒种"]
        let named = record
        await #expect(throws: JournalError.notACode("芒种")) {
            try await desk.database.write { try journal.record(named, in: $0) }
        }
    }

    @Test func `the export is the exact text of every entry`() async throws {
        let desk = try await JournalDesk.busy()
        let lines = Mutex<[String]>([])
        let count = try await desk.journal.export(from: desk.database) { line in lines.withLock { $0.append(line) } }
        let text = try await desk.entry(1, 1).text
        #expect(count == 9 && lines.withLock { $0.first } == text)
    }

    @Test func `the same key runs once, answers again, and refuses another body`() async throws {
        let desk = try await JournalDesk()
        let keys = Idempotency(district: "330110")
        @Sendable func claim(_ body: UInt8, at instant: Instant = JournalDesk.start) async throws -> Idempotency.Claim {
            try await desk.database.write {
                let claim = try keys.claim(
                    actor: "visitor:s", route: "/matters", key: "k", fingerprint: [body], at: instant, in: $0
                )
                if claim == .new {
                    try keys.complete(actor: "visitor:s", route: "/matters", key: "k", response: "m1", in: $0)
                }
                return claim
            }
        }
        #expect(try await claim(1) == .new)
        #expect(try await claim(1) == .replay("m1"))
        #expect(try await claim(2) == .conflict)
        let later = JournalDesk.start.adding(seconds: 7 * 86_400)
        #expect(try await desk.database.write { try keys.purge(at: later, in: $0) } == 0)
        #expect(try await desk.database.write { try keys.purge(at: later.adding(seconds: 1), in: $0) } == 1)
        #expect(try await claim(2) == .new)
    }
}

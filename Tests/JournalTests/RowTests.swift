import Base
import Storage
import Testing

@testable import Journal

struct RowTests {
    @Test func `a row edited behind the journal is named`() async throws {
        let desk = try await JournalDesk.busy()
        try await desk.tamper("UPDATE petitions SET days = 60 WHERE id = 'petition-2'")
        let report = try await desk.verify()
        #expect(report.firstBad == "petitions/petition-2")
        #expect(report.names(.rowChanged) == ["petitions/petition-2"])
    }

    @Test func `a row deleted behind the journal is named, with or without its digest`() async throws {
        let desk = try await JournalDesk.busy()
        try await desk.tamper(
            "DELETE FROM petitions WHERE id IN ('petition-1', 'petition-2')",
            "DELETE FROM journal_states WHERE row_id = 'petition-2'"
        )
        #expect(try await desk.verify().names(.rowMissing) == ["petitions/petition-1", "petitions/petition-2"])
    }

    @Test func `a row inserted behind the journal is named`() async throws {
        let desk = try await JournalDesk.busy()
        try await desk.tamper("INSERT INTO petitions (id, district, stage, days) VALUES ('x', '330110', 'filed', 1)")
        #expect(try await desk.verify().names(.rowAdded) == ["petitions/x"])
    }

    @Test func `a row put back to an earlier state with its old digest is named`() async throws {
        let desk = try await JournalDesk.busy()
        let old = try await desk.database.read {
            try $0.rows("SELECT salt, digest FROM journal_states WHERE row_id = 'petition-2'")
        }
        let (salt, digest) = (try #require(old.first).bytes("salt"), try #require(old.first).bytes("digest"))
        try await desk.move(2, to: "reopened")
        try await desk.tamper(
            "UPDATE petitions SET stage = 'closed' WHERE id = 'petition-2'",
            "UPDATE journal_states SET salt = \(salt), digest = \(digest) WHERE row_id = 'petition-2'"
        )
        #expect(try await desk.verify().names(.stateForged) == ["petitions/petition-2"])
    }

    @Test func `a row removed on the record is not missed`() async throws {
        let desk = try await JournalDesk.busy()
        let journal = desk.journal
        try await desk.database.write { transaction in
            try transaction.execute("DELETE FROM petitions WHERE id = 'petition-2'")
            let state = StateDigest.removed(table: "petitions", row: "petition-2")
            try journal.record(JournalDesk.record("petition.removed", 2, states: [state]), in: transaction)
        }
        #expect(try await desk.verify().isSound)
    }

    @Test func `a row from before a new column is still verified`() async throws {
        let desk = try await JournalDesk.busy()
        try await desk.tamper("ALTER TABLE petitions ADD COLUMN topic TEXT")
        let wider = JournaledTable(
            "petitions", subjectKind: "petition", columns: ["stage", "days", "topic"], earlier: [["stage", "days"]]
        )
        let journal = Journal(district: "330110", keys: .temporary(), tables: [wider])
        #expect(try await journal.verify(in: desk.database, heads: desk.heads).isSound)
        try await desk.tamper("UPDATE petitions SET days = 1 WHERE id = 'petition-1'")
        #expect(try await journal.verify(in: desk.database, heads: nil).names(.rowChanged) == ["petitions/petition-1"])
    }

    @Test func `a batch of rows is one entry, and each row starts its chain from its leaf`() async throws {
        let desk = try await JournalDesk.imported()
        try await desk.move(7, to: "accepted")
        try await desk.sequence()
        let report = try await desk.verify()
        #expect(report.isSound, "\(report.problems)")
        #expect(report.batches == 1 && report.entries == 2 && report.rows == 1_200)
        let leaf = try await desk.database.read { reader in
            let row = try reader.row("SELECT digest FROM journal_batch_rows WHERE row_id = 'petition-7'")
            return StateDigest.leaf(table: "petitions", row: "petition-7", digest: try row?.bytes("digest") ?? [])
        }
        #expect(try await desk.entry(7, 1).previous == leaf)
    }

    @Test func `changed rows of a batch are named`() async throws {
        let desk = try await JournalDesk.imported()
        try await desk.tamper(
            "UPDATE petitions SET days = 3 WHERE id = 'petition-5'",
            "DELETE FROM petitions WHERE id = 'petition-1100'"
        )
        let report = try await desk.verify()
        #expect(report.names(.rowChanged) == ["petitions/petition-5"])
        #expect(report.names(.rowMissing) == ["petitions/petition-1100"])
        try await desk.tamper("DELETE FROM journal_batch_rows WHERE row_id = 'petition-9'")
        #expect(try await desk.verify().names(.batchChanged).count == 1)
    }
}

extension JournalDesk {
    /// A district whose 1,200 petitions came with one import.
    static func imported() async throws -> JournalDesk {
        let desk = try await JournalDesk()
        let journal = desk.journal
        try await desk.database.write { transaction in
            let ids = (1...1_200).map(id)
            for id in ids {
                try transaction.execute(
                    "INSERT INTO petitions (id, district, stage, days) VALUES (\(id), '330110', 'filed', 15)"
                )
            }
            let states = try journal.stateDigests(of: "petitions", ids, in: transaction)
            let record = JournalRecord(
                "import.petitions", subject: Subject(kind: "import", id: "2019-11"), by: .system("import"),
                happenedAt: start, states: states
            )
            try journal.recordBatch(record, in: transaction)
        }
        return desk
    }
}

extension RowTests {
    @Test func `owners that many batches touched are verified whole, also where a page of their states ends`()
        async throws
    {
        let desk = try await JournalDesk()
        let journal = Journal(
            district: "330110", keys: .temporary(),
            families: [JournaledFamily("petitions", columns: ["stage", "days"])])
        let shape = RowShape("petitions", ["id", "district", "stage", "days"])
        for round in 0..<3 {
            try await desk.database.write { transaction in
                for id in (1...700).map(JournalDesk.id) {
                    if round == 0 {
                        try transaction.insert(
                            shape.row([id.value, "330110".value, "filed".value, 15.value]), of: id, first: true)
                    } else {
                        try transaction.execute("UPDATE petitions SET days = \(round) WHERE id = \(id)")
                        transaction.noteChange("petitions", of: id, id: id)
                    }
                }
                try journal.recordBatch(
                    JournalRecord(
                        "import.petitions", subject: Subject(kind: "import", id: "2019-11"), by: .system("import"),
                        happenedAt: JournalDesk.start), in: transaction)
            }
        }
        let report = try await journal.verify(in: desk.database, heads: desk.heads)
        #expect(report.isSound, "\(report)")
        try await desk.tamper("UPDATE petitions SET days = 99 WHERE id = 'petition-400'")
        let after = try await journal.verify(in: desk.database, heads: desk.heads)
        #expect(after.names(.rowChanged) == ["petitions/petition-400"])
    }
}

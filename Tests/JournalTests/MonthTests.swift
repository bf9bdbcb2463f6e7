import Base
import Storage
import TestSupport
import Testing

@testable import Journal

/// The entries on a server, a partition a month.
@Suite(.enabled(if: !TestEngine.isFile)) struct MonthTests {
    private static let earlier = Array(journalMigrations.prefix { $0.name != "journal-08-months-apart" })

    private static func places(_ database: any Database) async throws -> [String] {
        try await database.read { reader in
            try reader.rows(
                """
                SELECT CAST(tableoid AS regclass) || ' ' || arrival AS place FROM journal_entries ORDER BY arrival
                """
            ).map { try $0.text("place") }
        }
    }

    @Test func `a district of an earlier version is carried over with its entries, and goes on behind them`()
        async throws
    {
        let desk = try await JournalDesk.busy(Self.earlier)
        // Rolled back, and yet its number is gone.
        await #expect(throws: CancellationError.self) {
            try await desk.database.write { [journal = desk.journal] transaction in
                try journal.record(JournalDesk.record("petition.moved", 1), in: transaction)
                throw CancellationError()
            }
        }
        let next = JournalDesk.start.adding(seconds: 60)
        try await desk.test.database.migrate(journalMigrations + [JournalDesk.petitions], at: next)
        let places = try await Self.places(desk.database)
        #expect(places == (1...9).map { "journal_entries_2019_11 \($0)" })
        #expect(try await desk.verify().isSound)
        try await desk.move(1, to: "reopened")
        try await desk.sequence()
        #expect(try await Self.places(desk.database).last == "journal_entries_2019_11 11")
        let report = try await desk.verify()
        #expect(report.isSound && report.sequenced == 10, "\(report.problems)")
    }

    @Test func `an empty district of an earlier version begins at one`() async throws {
        let desk = try await JournalDesk(Self.earlier)
        try await desk.test.database.migrate(journalMigrations + [JournalDesk.petitions], at: JournalDesk.start)
        try await Journal.months.makeAhead(at: JournalDesk.start, in: desk.database)
        try await desk.file(1)
        #expect(try await Self.places(desk.database) == ["journal_entries_2019_11 1"])
    }

    @Test func `entries stay sound and in their order when their months are made later`() async throws {
        let desk = try await JournalDesk.busy()
        #expect(try await Self.places(desk.database).allSatisfy { $0.hasPrefix("journal_entries_default") })
        #expect(try await Journal.months.makeAhead(at: JournalDesk.start, in: desk.database) == 4)
        try await desk.move(2, to: "reopened")
        try await desk.sequence()
        #expect(try await Self.places(desk.database) == (1...10).map { "journal_entries_2019_11 \($0)" })
        let report = try await desk.verify()
        #expect(report.isSound && report.sequenced == 10, "\(report.problems)")
    }

    @Test func `an id is there once, in whatever month somebody puts it`() async throws {
        let desk = try await JournalDesk.busy()
        try await Journal.months.makeAhead(at: JournalDesk.start, in: desk.database)
        let entry = try await desk.entry(2, 2)
        do {
            try await desk.tamper(
                """
                INSERT INTO journal_entries (id, district, subject_kind, subject_id, number, previous, hash, body, recorded_at)
                SELECT id, district, subject_kind, subject_id, number, previous, hash, body, recorded_at + 3000000000
                FROM journal_entries WHERE id = \(entry.id)
                """)
            Issue.record("nothing was thrown")
        } catch StorageError.constraint {}
        #expect(try await desk.verify().isSound)
    }

    // The id is part of this unique key: the chain keeps writers from doubling, verification finds who went past it.
    @Test func `a number that was given twice is named, also where a page ends between the two`() async throws {
        let desk = try await JournalDesk()
        let journal = desk.journal
        try await desk.database.write { transaction in
            for _ in 0..<1_001 { try journal.record(JournalDesk.record("petition.moved", 1), in: transaction) }
        }
        let entry = try #require(
            try await desk.database.read { reader in
                try journal.listEntries(of: JournalDesk.subject(1), after: 999, limit: 1, in: reader).first
            })
        try await desk.tamper(
            """
            INSERT INTO journal_entries (id, district, subject_kind, subject_id, number, previous, hash, body, recorded_at)
            SELECT 'double', district, subject_kind, subject_id, number, previous, hash, body, recorded_at + 1
            FROM journal_entries WHERE id = \(entry.id)
            """)
        #expect(try await desk.verify().names(.entryDoubled) == ["petition/petition-1 1000"])
    }

    @Test func `of two who write the same number one is refused, in whatever months they write`() async throws {
        let desk = try await JournalDesk()
        let journal = desk.journal
        try await Journal.months.makeAhead(at: JournalDesk.start, in: desk.database)
        try await desk.file(1)
        let counts = await withTaskGroup(of: Bool.self) { group in
            for month in 0..<4 {
                group.addTask {
                    var record = JournalDesk.record("petition.moved", 1)
                    record.recordedAt = Instant(JournalDesk.start.day.adding(months: month))
                    record.happenedAt = record.recordedAt
                    let sent = record
                    let receipt = try? await desk.database.write { transaction in
                        try journal.record(sent, in: transaction, after: 1)
                    }
                    return receipt != nil
                }
            }
            return await group.reduce(into: 0) { count, isWritten in count += isWritten ? 1 : 0 }
        }
        #expect(counts == 1)
        #expect(try await desk.database.read { try journal.listEntries(of: JournalDesk.subject(1), in: $0).count } == 2)
    }
}

import Base
import Foundation
import Storage
import TestSupport

@testable import Journal

/// A district with one small table of petitions, for the tests of this module.
struct JournalDesk {
    static let start = Instant(milliseconds: 1_574_726_400_000)
    static let table = JournaledTable("petitions", subjectKind: "petition", columns: ["stage", "days"])
    static let clerk = Principal.staff(
        account: RecordID(trusted: "a"), post: RecordID(trusted: "p"), unit: RecordID(trusted: "u")
    )

    static let petitions = Migration(
        "petitions",
        ["CREATE TABLE petitions (id TEXT PRIMARY KEY, district TEXT NOT NULL, stage TEXT, days INTEGER) STRICT"]
    )

    let test: TestDatabase
    let journal = Journal(district: "330110", keys: .temporary(), tables: [Self.table])
    let heads: HeadsFile

    /// A district with all steps of the journal, or with those of an earlier version.
    init(_ migrations: [Migration] = journalMigrations) async throws {
        test = try await TestDatabase(migrations + [Self.petitions])
        heads = HeadsFile(path: test.folder.appending(path: "journal.heads").path)
    }

    var database: any Database { test.database }

    static func id(_ number: Int) -> RecordID { RecordID(trusted: "petition-\(number)") }
    static func subject(_ number: Int) -> Subject { Subject("petition", id(number)) }

    static func record(_ code: String, _ number: Int, states: [StateDigest] = []) -> JournalRecord {
        JournalRecord(code, subject: subject(number), by: clerk, happenedAt: start, states: states)
    }

    /// Files a petition: a row and its first entry.
    @discardableResult
    func file(_ number: Int) async throws -> EntryReceipt {
        let journal = journal
        return try await database.write { transaction in
            try transaction.execute(
                "INSERT INTO petitions (id, district, stage, days) VALUES (\(Self.id(number)), '330110', 'filed', 15)"
            )
            let states = try journal.stateDigests(of: "petitions", [Self.id(number)], in: transaction)
            return try journal.record(Self.record("petition.filed", number, states: states), in: transaction)
        }
    }

    /// Moves a petition to a stage.
    @discardableResult
    func move(_ number: Int, to stage: String, after seen: Int64? = nil) async throws -> EntryReceipt {
        let journal = journal
        return try await database.write { transaction in
            try transaction.execute("UPDATE petitions SET stage = \(stage) WHERE id = \(Self.id(number))")
            let states = try journal.stateDigests(of: "petitions", [Self.id(number)], in: transaction)
            return try journal.record(
                Self.record("petition.moved", number, states: states), in: transaction, after: seen
            )
        }
    }

    /// Three petitions with three entries each, in the log.
    static func busy(_ migrations: [Migration] = journalMigrations) async throws -> JournalDesk {
        let desk = try await JournalDesk(migrations)
        for number in 1...3 { try await desk.file(number) }
        for stage in ["accepted", "closed"] { for number in 1...3 { try await desk.move(number, to: stage) } }
        try await desk.sequence()
        return desk
    }

    @discardableResult
    func sequence(limit: Int = 1_000) async throws -> JournalHead? {
        try await Sequencer(journal, in: database, heads: heads).sequenceOnce(limit: limit, at: Self.start)
    }

    func verify(known: [[UInt8]] = []) async throws -> VerificationReport {
        try await journal.verify(in: database, heads: heads, known: known)
    }

    /// Changes the database behind the journal's back.
    func tamper(_ statements: SQL...) async throws {
        try await database.write { for statement in statements { try $0.execute(statement) } }
    }

    /// The id of the n-th entry of a petition.
    func entry(_ petition: Int, _ number: Int64) async throws -> JournalEntry {
        let journal = journal
        let found = try await database.read { try journal.listEntries(of: Self.subject(petition), in: $0) }
        guard let entry = found.first(where: { $0.number == number }) else { throw JournalError.damaged("test") }
        return entry
    }
}

extension VerificationReport {
    func names(_ kind: VerificationProblem.Kind) -> [String] { problems.filter { $0.kind == kind }.map(\.name) }
}

import Base
import Foundation
import Journal
import Storage
import TestSupport

@testable import Proofs

/// A journal with entries in its log, and a folder of keys.
struct ProofWorld {
    static let start = Instant(milliseconds: 1_574_726_400_000)
    static let clerk = Principal.staff(
        account: RecordID(trusted: "a"), post: RecordID(trusted: "p"), unit: RecordID(trusted: "u"))

    let test: TestDatabase
    let journal = Journal(district: "330110", keys: .temporary())
    let keyFolder: String

    init() async throws {
        test = try await TestDatabase(journalMigrations + proofsMigrations)
        keyFolder = test.folder.appending(path: "keys").path
        try FileManager.default.createDirectory(atPath: keyFolder, withIntermediateDirectories: true)
    }

    var store: ProofStore { store(keys: keyFolder) }

    func store(keys folder: String) -> ProofStore {
        ProofStore(database: test.database, journal: journal, keyFolder: folder)
    }

    static func hours(_ count: Int64) -> Instant { start.adding(seconds: count * 3_600) }

    /// Writes so many entries about one petition each, without giving them a place.
    @discardableResult
    func write(_ numbers: ClosedRange<Int>) async throws -> [EntryReceipt] {
        let journal = journal
        return try await test.database.write { transaction in
            try numbers.map { number in
                try journal.record(
                    JournalRecord(
                        "petition.filed", subject: Subject(kind: "petition", id: "petition-\(number)"), by: Self.clerk,
                        happenedAt: Self.start), in: transaction)
            }
        }
    }

    func sequence() async throws {
        try await Sequencer(journal, in: test.database, heads: nil).sequenceOnce(at: Self.start)
    }

    func heads() async throws -> [SignedHead] {
        let store = store
        return try await test.database.read { try store.listHeads(limit: 100, in: $0) }
    }

    func keys() async throws -> [SigningKey] {
        let store = store
        return try await test.database.read { try store.listKeys(in: $0) }
    }

    func find(_ leaf: [UInt8]) async throws -> HeadFinding {
        let store = store
        return try await test.database.read { try store.find(leaf: leaf, in: $0) }
    }

    /// What the check of signed heads finds.
    func problems() async throws -> [VerificationProblem] {
        let store = store, journal = journal
        var report = try await journal.verify(in: test.database, heads: nil)
        report = try await test.database.read { [report] reader in
            var report = report
            try store.check(&report, in: reader)
            return report
        }
        return report.problems.filter { [.signatureWrong, .signedHeadWrong, .logCut].contains($0.kind) }
    }

    func tamper(_ statements: SQL...) async throws {
        try await test.database.write { for statement in statements { try $0.execute(statement) } }
    }
}

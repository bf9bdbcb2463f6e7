import Base
import Foundation
import Storage
import StorageSQLite
import TestSupport
import Testing

@testable import Journal

struct PersonalValueTests {
    static let owner = JournalDesk.subject(1)

    /// A desk where petition 1 has a filer, with an entry that speaks of the name.
    private func deskWithFiler() async throws -> (JournalDesk, PersonalValueRef) {
        let desk = try await JournalDesk.busy()
        let journal = desk.journal
        let ref = try await desk.database.write { transaction in
            let ref = try journal.personalValues.seal(
                "惊蛰 00013800001", owner: Self.owner, field: "filer", at: JournalDesk.start, in: transaction
            )
            var record = JournalDesk.record("petition.filer", 1)
            record.personal = ["filer": ref]
            try journal.record(record, in: transaction)
            return ref
        }
        return (desk, ref)
    }

    @Test func `a sealed value opens, alone and in bulk`() async throws {
        let (desk, ref) = try await deskWithFiler()
        let values = desk.journal.personalValues
        #expect(try await desk.database.read { try values.open(ref.id, in: $0) } == "惊蛰 00013800001")
        let unknown = RecordID(trusted: "unknown")
        let many = try await desk.database.read { try values.open(ids: [ref.id, unknown], in: $0) }
        #expect(many == [ref.id: "惊蛰 00013800001"])
    }

    @Test(.enabled(if: TestEngine.isFile))
    func `an erased value cannot be read, and the files hold neither the phrase nor its seal`() async throws {
        let (desk, ref) = try await deskWithFiler()
        let journal = desk.journal
        let values = journal.personalValues
        let seal = try await desk.database.read { try $0.rows("SELECT sealed FROM personal_values") }
        let sealed = try #require(seal.first).bytes("sealed")
        #expect(try !desk.filesContain(Array("惊蛰 0001380".utf8)))
        #expect(try desk.filesContain(sealed))
        let count = try await desk.database.write { transaction in
            let count = try values.erase(owner: Self.owner, at: JournalDesk.start, in: transaction)
            try journal.record(JournalDesk.record("petition.erased", 1), in: transaction)
            return count
        }
        #expect(count == 1)
        try await desk.test.database.purge()
        #expect(try !desk.filesContain(Array("惊蛰 0001380".utf8)))
        #expect(try !desk.filesContain(sealed))
        #expect(try await desk.database.read { try values.open(ref.id, in: $0) } == nil)
        #expect(try await desk.database.read { try values.findErasure(ref.id, in: $0) } != nil)
        #expect(try await desk.database.read { try $0.count("SELECT count(*) AS n FROM personal_keys") } == 0)
        let report = try await desk.verify()
        #expect(report.isSound && report.erased == 1, "\(report.problems)")
    }

    @Test func `a replaced value is read anew, and the old seal is gone`() async throws {
        let (desk, ref) = try await deskWithFiler()
        let journal = desk.journal
        try await desk.database.write { transaction in
            var record = JournalDesk.record("petition.filer", 1)
            record.personal = ["filer": try journal.personalValues.replace(ref.id, with: "清明", in: transaction)]
            try journal.record(record, in: transaction)
        }
        #expect(try await desk.database.read { try journal.personalValues.open(ref.id, in: $0) } == "清明")
        #expect(try await desk.verify().isSound)
    }

    @Test func `a value changed, moved or deleted behind the journal is named`() async throws {
        let (desk, ref) = try await deskWithFiler()
        let values = desk.journal.personalValues
        try await desk.tamper("UPDATE personal_values SET field = 'respondent'")
        await #expect(throws: JournalError.valueUnreadable(ref.id)) {
            try await desk.database.read { try values.open(ref.id, in: $0) }
        }
        #expect(try await desk.verify().names(.valueChanged) == [ref.id.text])
        _ = try await desk.database.write { try values.replace(ref.id, with: "立夏", in: $0) }
        #expect(try await desk.verify().names(.valueChanged) == [ref.id.text])
        try await desk.tamper("DELETE FROM personal_values")
        #expect(try await desk.verify().names(.valueMissing) == [ref.id.text])
    }

    @Test func `an erasure that nobody recorded is named`() async throws {
        let (desk, ref) = try await deskWithFiler()
        let values = desk.journal.personalValues
        _ = try await desk.database.write { try values.erase(ref.id, at: JournalDesk.start, in: $0) }
        #expect(try await desk.verify().names(.erasureUnrecorded) == [ref.id.text])
    }

    @Test func `keys are made once, kept from others, and versions live side by side`() throws {
        let folder = try TestFolders.place("keys").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        #expect(throws: JournalError.keyFile("receipt")) { try KeyRing.open(folder: folder, creating: false) }
        let first = try KeyRing.open(folder: folder, creating: true)
        let second = try KeyRing.open(folder: folder, creating: false)
        #expect(try first.hmac(.receipt, [1]) == second.hmac(.receipt, [1]))
        #expect(try first.hmac(.receipt, [1]) != first.hmac(.blobs, [1]))
        #expect(try KeyRing.addVersion(.receipt, folder: folder) == 2)
        let third = try KeyRing.open(folder: folder, creating: false)
        #expect(third.newestVersion(.receipt) == 2)
        #expect(try third.hmac(.receipt, [1], version: 1) == first.hmac(.receipt, [1]))
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: folder + "/blobs-1.key")
        #expect(throws: JournalError.keyFile("blobs-1.key")) { try KeyRing.open(folder: folder, creating: false) }
    }
}

extension JournalDesk {
    /// Whether any file of the database, the write-ahead log too, contains the bytes.
    func filesContain(_ bytes: [UInt8]) throws -> Bool {
        try FileManager.default.contentsOfDirectory(atPath: test.folder.path).contains { name in
            let data = FileManager.default.contents(atPath: test.folder.appending(path: name).path) ?? Data()
            return data.range(of: Data(bytes)) != nil
        }
    }
}

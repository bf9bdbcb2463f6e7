public import Base
import Foundation
import Journal
import Notices
import Storage

/// What an erasure removed, for the operator's report.
public struct ErasureReport: Hashable, Sendable {
    /// Personal values destroyed with their keys: words, identities, reasons, remarks, file names.
    public let values: Int
    /// Files removed from the blob folder.
    public let files: Int
    /// Rows of the search index removed.
    public let searchRows: Int
}

extension MatterStore {
    /// Destroys everything people said or are called in a matter: values and keys, search rows, files. The codes and
    /// the chain of entries stay. Throws `MatterError.notFound`.
    public func erase(number typed: String, by principal: Principal, at now: Instant) async throws -> ErasureReport {
        guard let number = MatterNumber.read(typed) else { throw MatterError.notFound }
        let (report, orphans) = try await database.write { transaction in
            guard
                let row = try transaction.row(
                    "SELECT id FROM matters WHERE district = \(district) AND number = \(number)"
                )
            else { throw MatterError.notFound }
            return try erase(try row.id("id"), by: principal, at: now, in: transaction)
        }
        for blob in orphans { blobs.remove(blob) }
        return report
    }

    private func erase(
        _ id: RecordID, by principal: Principal, at now: Instant, in transaction: any Transaction
    ) throws -> (ErasureReport, [String]) {
        let subject = Subject("matter", id)
        try notices?.withdraw(about: subject, in: transaction, at: now)
        var values = try personal.erase(owner: subject, at: now, in: transaction)
        // What was said in its mediations is sealed with each of them, and goes too.
        for row in try transaction.rows("SELECT id FROM proceedings WHERE matter_id = \(id) AND road = 'mediation'") {
            let mediation = Subject("mediation", try row.id("id"))
            try notices?.withdraw(about: mediation, in: transaction, at: now)
            values += try personal.erase(owner: mediation, at: now, in: transaction)
        }
        var searchRows = 0
        for row in try transaction.rows("SELECT * FROM matter_search_rows WHERE matter_id = \(id)") {
            let number = try row.int("search_row")
            try removeFromIndex(number, words: try row.text("words"), units: try row.text("units"), in: transaction)
            // The row stays, empty, so that no later matter takes its number.
            try transaction.execute("UPDATE matter_search_rows SET words = '', units = '' WHERE search_row = \(number)")
            searchRows += 1
        }
        // Merges the index so that no segment keeps the removed words.
        for index in Self.indexes { try transaction.atCommit(transaction.dialect.optimizeSearch(table: index)) }
        let files = try transaction.rows("SELECT id, blob FROM attachments WHERE matter_id = \(id)")
        let names = Set(try files.map { try $0.text("blob") }).sorted()
        for file in files { transaction.noteRemoval("attachments", of: id, id: try file.id("id")) }
        try transaction.execute("DELETE FROM attachments WHERE matter_id = \(id)")
        let orphans = try names.filter { name in
            try transaction.row("SELECT 1 AS n FROM attachments WHERE blob = \(name) LIMIT 1") == nil
        }
        let edited = try journal.listEdited(["matters": [id]], in: transaction)
        try transaction.execute("UPDATE matters SET topic_words = '' WHERE id = \(id)")
        try transaction.execute(
            "DELETE FROM idempotency_keys WHERE district = \(district) AND response_ref = \(id.text)"
        )
        try journal.record(
            JournalRecord(
                "matter.erased", subject: subject, by: principal, happenedAt: now,
                parameters: ["values": String(values), "files": String(orphans.count)],
                states: try states(matter: id, assignments: [], less: edited, in: transaction)
            ),
            in: transaction
        )
        return (ErasureReport(values: values, files: orphans.count, searchRows: searchRows), orphans)
    }

    /// Removes files that no row names and that are older than an hour: what a crash left between a commit and the
    /// removal, or between writing a file and its row. Answers how many.
    ///
    /// `machine` is the machine's time, like the files' own, not the district's.
    public func sweepBlobs(at machine: Instant) async throws -> Int {
        var removed = 0
        let hour = Date(timeIntervalSince1970: Double(machine.milliseconds) / 1_000 - 3_600)
        let old = blobs.list(writtenBefore: hour)
        for start in stride(from: 0, to: old.count, by: 500) {
            let names = Array(old[start..<min(start + 500, old.count)])
            let known = try await database.read { reader in
                Set(
                    try reader.rows("SELECT DISTINCT blob FROM attachments WHERE blob IN (\(list: names))")
                        .map { try $0.text("blob") })
            }
            removed += names.count { !known.contains($0) && blobs.remove($0, writtenBefore: hour) }
        }
        return removed
    }
}

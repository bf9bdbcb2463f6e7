public import AddressMatch
public import Base
import Foundation
import Jobs
import Sheets
import Storage

// A table is merged by a job: what was written counts in the same transaction, so that a merge that a dead machine broke off goes on
// where it stood and its figures stay right.
extension ImportStore {
    /// Merges the table that a job names; `register` is the library, `nameIn` tells names that it does not know. Throws `StorageError`:
    /// the job is tried again.
    public func merge(
        _ job: String, register: @Sendable () async throws -> AddressRegister,
        nameIn: @Sendable () throws -> NameFinder, at now: Instant
    ) async throws {
        let payload = try? JSONDecoder().decode(Payload.self, from: Data(job.utf8))
        guard let id = payload.flatMap({ RecordID($0.id) }) else { return }
        let one = try await database.read { try? find(id, in: $0) }
        guard let one, one.state == .running else { return }
        let table: (rows: [AddressMerge.Row], faults: [(line: Int, fault: SheetFault)])
        do {
            table = try one.columns.readAll(open(id))
        } catch let error where error is SheetError || error is ImportFault {
            // It was whole when it was brought: the disk lost it, or the folder came from a backup, which keeps none.
            return try await fail(id, at: now)
        }
        var merge = AddressMerge(addresses: addresses, journal: journal, database: database)
        merge.alongside = { count, transaction in
            try transaction.execute(
                """
                UPDATE address_imports SET rows_a = rows_a + \(count.a), rows_b = rows_b + \(count.b),
                  rows_new = rows_new + \(count.new), rows_waiting = rows_waiting + \(count.waiting),
                  rows_changed = rows_changed + \(count.changed), proposed = proposed + \(count.proposed)
                WHERE id = \(id)
                """
            )
        }
        var rejects = table.faults.prefix(Self.rejectLimit).map { (key: String($0.line), reason: AddressMerge.badRow) }
        let report = try await merge.run(
            table.rows, source: one.source, title: one.title, register: try await register(), nameIn: try nameIn(),
            at: now, reject: { if rejects.count < Self.rejectLimit { rejects.append(($0.key, $0.fault.rawValue)) } })
        try await end(one, report, table.faults.count, rejects, at: now)
        removeFile(of: id)
    }

    /// Gives a merge up whose job comes to nothing however often it is tried.
    public func giveUp(_ job: String, at now: Instant) async {
        let payload = try? JSONDecoder().decode(Payload.self, from: Data(job.utf8))
        if let id = payload.flatMap({ RecordID($0.id) }) { try? await fail(id, at: now) }
    }

    private func fail(_ id: RecordID, at now: Instant) async throws {
        try await database.write { [self] in
            try end(id, .failed, from: [.running], "addresses.import-failed", by: .system("addresses"), at: now, in: $0)
        }
    }

    private func end(
        _ one: AddressImport, _ report: MergeReport, _ faults: Int, _ rejects: [(key: String, reason: String)],
        at now: Instant
    ) async throws {
        var reasons = report.rejected
        if faults > 0 { reasons[AddressMerge.badRow] = faults }
        let rejected = String(decoding: try JSONEncoder().encode(reasons), as: UTF8.self), masked = report.masked
        try await database.writeInBackground { [self] transaction in
            try transaction.execute("DELETE FROM address_import_rejects WHERE import_id = \(one.id)")
            for (number, reject) in rejects.enumerated() {
                try transaction.execute(
                    """
                    INSERT INTO address_import_rejects (import_id, number, row_key, reason)
                    VALUES (\(one.id), \(number), \(String(reject.key.prefix(100))), \(reject.reason))
                    """
                )
            }
            try transaction.execute(
                "UPDATE address_imports SET rejected = \(rejected), masked = \(masked) WHERE id = \(one.id)")
            try end(
                one.id, .done, from: [.running], "addresses.import-done", by: .system("addresses"), at: now,
                ["rows": "\(one.rows)"], in: transaction)
        }
    }
}

public import Base
import Clocks
import Journal
import Storage

/// Counts the terms that run anew when a holiday notice came, and tells each matter what moved.
public struct RecountTermsJob: Sendable {
    private let store: MatterStore

    /// A job over the matters of a district.
    public init(_ store: MatterStore) {
        self.store = store
    }

    /// Counts by the notices published until now; answers how many terms moved. Can run twice.
    public func run(at now: Instant) async throws -> Int {
        var moved = 0
        var next: RecordID?
        repeat {
            let after = next
            let batch = try await store.database.writeInBackground {
                try store.recountTerms(after: after, at: now, in: $0)
            }
            moved += batch.moves.count
            next = batch.next
        } while next != nil
        return moved
    }
}

extension MatterStore {
    /// Counts a batch of terms anew. Each matter with a term that was written gets an entry: the days of the term that
    /// drives its alarm, and the rules of all that moved.
    func recountTerms(
        after: RecordID?, at now: Instant, in transaction: any Transaction
    ) throws -> TermRecount {
        let batch = try terms.recountAll(after: after, at: now, in: transaction)
        for id in batch.matters {
            let edited = try journal.listEdited(["matters": [id]], in: transaction)
            let before = try getAny(id, in: transaction).due
            let row = try update(id, in: transaction)
            let due = try row.dayOrNil("due_day")
            var parameters: [String: String] = [:]
            let moves = batch.moves.filter { $0.term.matter == id }
            if !moves.isEmpty { parameters["rules"] = moves.map(\.term.ruleID).joined(separator: " ") }
            let laws = Set(moves.filter { $0.cause == .law }.map { "\($0.ruleBefore)>\($0.term.ruleVersion)" })
            if !laws.isEmpty { parameters["law"] = laws.sorted().joined(separator: " ") }
            if due != before { (parameters["before"], parameters["due"]) = (before?.description, due?.description) }
            try journal.record(
                JournalRecord(
                    laws.isEmpty ? "matter.recount" : "matter.law-recount", subject: Subject("matter", id),
                    by: .system("recount-terms"), happenedAt: now,
                    parameters: parameters,
                    states: try states(of: row, assignments: [], less: edited, in: transaction)
                ),
                in: transaction
            )
        }
        return batch
    }
}

import Accounts
public import Base
import Clocks
import Journal
import Storage

/// Tells the unit above about every term that is over, once, and the unit itself about those due soon.
public struct OverdueTermsJob: Sendable {
    private let store: MatterStore

    /// A job over the matters of a district.
    public init(_ store: MatterStore) {
        self.store = store
    }

    /// Escalates what is over on a day; answers how many. Can run twice.
    public func run(at now: Instant) async throws -> Int {
        let overdue = try await store.database.read {
            try store.terms.listOverdue(asOf: now.day, limit: 500, in: $0)
        }
        for term in overdue {
            try await store.database.writeInBackground { try store.escalate(term, at: now, in: $0) }
        }
        return overdue.count
    }
}

extension MatterStore {
    func escalate(_ term: Term, at now: Instant, in transaction: any Transaction) throws {
        guard try terms.markEscalated(term.id, at: now, in: transaction) else { return }
        let matter = try getAny(term.matter, in: transaction)
        let owner = matter.leadUnit ?? matter.firstReceiver
        let chain = try units.ancestors(of: owner, in: transaction)
        for unit in chain.prefix(2) { try attend(matter.id, unit: unit, kind: "overdue", at: now, in: transaction) }
        try journal.record(
            JournalRecord(
                "matter.escalated", subject: Subject("matter", matter.id), by: .system("overdue-terms"), happenedAt: now,
                parameters: [
                    "rule": term.ruleID, "due": term.due.description, "unit": (chain.dropFirst().first ?? owner).text,
                ]
            ),
            in: transaction
        )
    }
}

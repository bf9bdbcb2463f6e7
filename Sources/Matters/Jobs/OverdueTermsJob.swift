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

    /// Warns of what is due today or within two working days and escalates what is over; answers how many. Can run twice.
    public func run(at now: Instant) async throws -> Int {
        let soon = try await store.database.read { try store.listToWarn(on: now.day, limit: 500, in: $0) }
        for id in soon {
            try await store.database.writeInBackground { try store.warn(id, at: now, in: $0) }
        }
        let overdue = try await store.database.read {
            try store.terms.listOverdue(asOf: now.day, limit: 500, in: $0)
        }
        for term in overdue {
            try await store.database.writeInBackground { try store.act(on: term, at: now, in: $0) }
        }
        return soon.count + overdue.count
    }
}

extension MatterStore {
    /// Open matters due today or within two working days whose unit was not told in the last week of the term that is due: a
    /// warning about acceptance is none about completion.
    func listToWarn(on today: Day, limit: Int, in reader: any Reader) throws -> [RecordID] {
        let last = try lastSoonDay(from: today, in: reader)
        return try reader.rows(
            """
            SELECT m.id FROM matters m WHERE m.district = \(district) AND m.status <> 'ended'
              AND m.due_day >= \(today) AND m.due_day <= \(last) AND NOT EXISTS
                (SELECT 1 FROM attentions a WHERE a.matter_id = m.id AND a.kind = 'due-soon'
                  AND a.at > \(Instant(today).adding(seconds: -7 * 86_400))
                  AND a.at > COALESCE((SELECT MAX(t.started_at) FROM terms t WHERE t.matter_id = m.id
                    AND t.due_day = m.due_day AND \(Self.setsDue)), 0))
            ORDER BY m.due_day, m.id LIMIT \(limit)
            """
        ).map { try $0.id("id") }
    }

    func warn(_ id: RecordID, at now: Instant, in transaction: any Transaction) throws {
        let file = try getFile(try getAny(id, in: transaction), in: transaction)
        guard file.matter.isOpen else { return }
        let waiting = file.assignments.last { $0.part == .lead && $0.state == .offered }?.unit
        let owner = waiting ?? file.answerable
        let told = try units.ancestors(of: owner, in: transaction).filter { !file.excluded.contains($0) }.prefix(2)
        for unit in told { try attend(id, unit: unit, kind: "due-soon", at: now, in: transaction) }
        try journal.record(
            JournalRecord(
                "matter.due-soon", subject: Subject("matter", id), by: .system("overdue-terms"), happenedAt: now,
                parameters: ["due": file.matter.due?.description ?? "", "unit": (told.last ?? owner).text]
            ),
            in: transaction
        )
    }

    /// Does what follows from a time that is over: the step that the procedure leaves to the clock, such as closing a petition for
    /// good, and for a duty of an office the report to the unit above. A right that nobody used is nobody's delay.
    func act(on term: Term, at now: Instant, in transaction: any Transaction) throws {
        let file = try getFile(try getAny(term.matter, in: transaction), in: transaction)
        let opened = try listProceedings(of: file, in: transaction).first { $0.proceeding.id == term.proceeding }
        let action = opened?.procedure.actions?.first {
            $0.onExpiry == term.duty && $0.from.contains(opened?.proceeding.stage ?? "")
        }
        if term.holder == .body {
            try escalate(term, at: now, in: transaction)
        } else if try !terms.markEscalated(term.id, at: now, in: transaction) {
            return
        }
        if let opened, let action {
            let fresh = try listProceedings(
                of: try getFile(try getAny(term.matter, in: transaction), in: transaction), in: transaction)
            guard let current = fresh.first(where: { $0.proceeding.id == opened.proceeding.id }) else { return }
            try takeByClock(action, on: current, since: term.due, at: now, in: transaction)
        } else if term.holder == .party {
            try lapse(term, at: now, in: transaction)
        }
    }

    /// A right whose time is over ends; its entry says what the law attaches to that.
    private func lapse(_ term: Term, at now: Instant, in transaction: any Transaction) throws {
        let rule = try terms.rules.rules(of: [term], in: transaction).first
        try terms.finish(.term(term.id), on: term.due.adding(days: 1), at: now, in: transaction)
        try journal.record(
            JournalRecord(
                "matter.lapsed", subject: Subject("matter", term.matter), by: .system("clock"),
                happenedAt: Instant(term.due.adding(days: 1)), recordedAt: now,
                parameters: [
                    "rule": term.ruleID, "due": term.due.description,
                    "expiry": (rule?.expiry ?? []).map(\.rawValue).joined(separator: " "),
                ],
                reason: Self.byClock),
            in: transaction)
    }

    func escalate(_ term: Term, at now: Instant, in transaction: any Transaction) throws {
        guard try terms.markEscalated(term.id, at: now, in: transaction) else { return }
        let matter = try getAny(term.matter, in: transaction)
        let file = try getFile(matter, in: transaction)
        // A duty of one unit is that unit's; else it is for the one that leads, then for the one that should take it over.
        let own = term.assignment.flatMap { share in file.assignments.first { $0.id == share }?.unit }
        let waiting = file.assignments.last { $0.part == .lead && $0.state == .offered }?.unit
        let owner = own ?? matter.leadUnit ?? waiting ?? matter.firstReceiver
        let chain = try units.ancestors(of: owner, in: transaction).filter { !file.excluded.contains($0) }
        for unit in chain.prefix(2) { try attend(matter.id, unit: unit, kind: "overdue", at: now, in: transaction) }
        try journal.record(
            JournalRecord(
                "matter.escalated", subject: Subject("matter", matter.id), by: .system("overdue-terms"),
                happenedAt: now,
                parameters: [
                    "rule": term.ruleID, "due": term.due.description, "unit": (chain.dropFirst().first ?? owner).text,
                ]
            ),
            in: transaction
        )
    }
}

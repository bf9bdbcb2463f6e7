public import Base

/// The table of reception days: each matter once, however often it was received.
public struct ReceptionTable: Hashable, Sendable {
    /// How many residents' matters were received.
    public var matters = 0
    /// Of these, solved while the resident was there.
    public var solved = 0
    /// Of these, taken over by an office that runs them.
    public var passed = 0
    /// Of these, heard and not yet decided.
    public var open = 0
    /// How often somebody was received.
    public var receptions = 0
    /// Of those taken over, how many have ended.
    public var ended = 0

    /// Counts receptions. What decided a matter first counts: one that was passed on is not solved on the spot when the resident
    /// comes back to hear its end.
    public init(_ receptions: [Reception], ended: Set<RecordID> = []) {
        var decided: [RecordID: ReceptionOutcome] = [:]
        for reception in receptions.sorted(by: { ($0.at, $0.id) < ($1.at, $1.id) })
        where decided[reception.matter] ?? .open == .open { decided[reception.matter] = reception.outcome }
        self.receptions = receptions.count
        matters = decided.count
        solved = decided.values.count { $0 == .solved }
        passed = decided.values.count { $0 == .passed }
        open = decided.values.count { $0 == .open }
        self.ended = decided.count { $0.value == .passed && ended.contains($0.key) }
    }
}

public import Base

/// Where a term stands.
public enum TermState: String, Sendable, Codable, CaseIterable {
    /// The clock runs.
    case running
    /// The clock stands still.
    case paused
    /// The duty was done in time.
    case met
    /// The duty was done too late.
    case missed
    /// The duty fell away.
    case stopped
}

/// A time limit that runs on a proceeding or an assignment, with the versions it was counted by.
public struct Term: Hashable, Sendable {
    /// The term's id.
    public let id: RecordID
    /// The matter it belongs to.
    public let matter: RecordID
    /// The proceeding it runs on.
    public let proceeding: RecordID
    /// The assignment it runs on, if it is one unit's own.
    public let assignment: RecordID?
    /// The duty, such as `completion`.
    public let duty: String
    /// The row of the law pack.
    public let ruleID: String
    /// The version of the law pack, such as `law/petitions/1`.
    public var ruleVersion: String
    /// The holiday notices that the count rests on, such as `2019-2,2020-1`.
    public var calendarVersion: String
    /// The level of the norm.
    public let level: LawLevel
    /// What the limit is counted in.
    public let unit: TermUnit
    /// The day of the event, not counted.
    public let eventDay: Day
    /// When the term was recorded.
    public let startedAt: Instant
    /// When it was last counted: notices published until that day are in it.
    public var countedAt: Instant
    /// The last counted day.
    public var rawEnd: Day
    /// The last day to act.
    public var due: Day
    /// Where it stands.
    public var state: TermState
    /// The day on which the duty was done or fell away.
    public var endedOn: Day?
    /// When the end was recorded.
    public var endedAt: Instant?
    /// Whether the end depends on holidays that are not known yet.
    public var provisional: Bool
    /// Whether this term drives the alarm among those of the same duty.
    public var drives: Bool
    /// When it was acted on that the time is over: the superior told, or what the law attaches to it done.
    public var escalatedAt: Instant?
    /// The first day of the row, where its text reaches terms that ran before; nil where the day of the event decides.
    public var rowDay: Day?

    /// Whose the time is.
    public var holder = LawHolder.body

    /// The day on which its row of the law is looked for.
    public var lawDay: Day { rowDay ?? eventDay }

    /// Whether the term has not ended.
    public var isActive: Bool { state == .running || state == .paused }

    /// Whether the clock runs and the last day is over.
    public func isOverdue(on today: Day) -> Bool { state == .running && today > due }
}

/// Why a term was counted anew.
public enum TermCause: String, Sendable {
    /// The clock stood still.
    case pause
    /// Time was added.
    case extended = "extension"
    /// A holiday notice came.
    case notice
    /// The row of the law was corrected, or a new one reaches terms that ran before.
    case law
}

/// How far a term moved, to be told to the person.
public struct TermMove: Hashable, Sendable {
    /// The term after the move.
    public let term: Term
    /// The last day to act before.
    public let dueBefore: Day
    /// The notices counted by before.
    public let calendarBefore: String
    /// The version of the law counted by before.
    public let ruleBefore: String
    /// Why it was counted anew.
    public let cause: TermCause
}

/// A span in which the clock stood still, or still does.
public struct TermPause: Hashable, Sendable {
    /// The pause's id.
    public let id: RecordID
    /// The first day that is not counted.
    public let from: Day
    /// The last day that is not counted; nil while the clock stands still.
    public let to: Day?
    /// The code of the ground, such as `appraisal`.
    public let reason: String
    /// What proves it, if anything.
    public let evidence: String?
}

/// Which of several terms for one duty drives the alarm; all of them stay on the matter.
public enum TermDriver: Hashable, Sendable {
    /// The one that ends first.
    case strictest
    /// The one of a level, else the one that ends first.
    case level(LawLevel)

    /// Picks the term that drives: a running one before a paused one.
    func pick(_ terms: [Term]) -> RecordID? {
        let running = terms.filter { $0.state == .running }
        var candidates = running.isEmpty ? terms.filter { $0.state == .paused } : running
        if case .level(let level) = self, candidates.contains(where: { $0.level == level }) {
            candidates = candidates.filter { $0.level == level }
        }
        return candidates.min { ($0.due, $0.ruleID, $0.id) < ($1.due, $1.ruleID, $1.id) }?.id
    }
}

public import Base
public import Clocks

/// Where a unit's share in a proceeding stands.
public enum AssignmentState: String, Sendable, CaseIterable {
    case offered, accepted, refused, objected, ended
}

/// One unit's share in a proceeding.
public struct Assignment: Hashable, Sendable {
    /// Lead or co-handler.
    public enum Part: String, Sendable { case lead, cohandler }

    /// The permanent id.
    public let id: RecordID
    /// The proceeding.
    public let proceeding: RecordID
    /// The unit.
    public let unit: RecordID
    /// Lead or co-handler.
    public let part: Part
    /// Where it stands.
    public let state: AssignmentState
    /// The unit that offered it.
    public let offeredBy: RecordID
    /// Whether an arbiter already decided against the unit's objection.
    public let keptByDecision: Bool
    /// The post that accepted it.
    public let acceptedPost: RecordID?
    /// When it was offered.
    public let offeredAt: Instant
    /// When it was accepted.
    public let acceptedAt: Instant?
    /// When it ended.
    public let endedAt: Instant?

    /// Whether it still counts.
    public var isOpen: Bool { state == .offered || state == .accepted || state == .objected }
}

/// One run of a procedure inside a matter; it keeps the version it began with.
public struct Proceeding: Hashable, Sendable {
    /// The permanent id.
    public let id: RecordID
    /// The procedure's code.
    public let procedure: String
    /// The version of the rule pack it runs under.
    public let version: String
    /// The stage it is in.
    public var stage: String
    /// When it began.
    public let openedAt: Instant
    /// When it ended.
    public var endedAt: Instant?
    /// Where it stands on the one road; nil for the matter's own proceeding, which handles its kind.
    public var road: Procedure.Road?
    /// The unit that runs it; nil for the matter's own, which has assignments.
    public var unit: RecordID?
    /// What became of it, a code of its procedure; nil while it is open and for the matter's own.
    public var end: String?
    /// The number under which another body keeps it, as given.
    public var reference: String?

    /// Whether it has not ended.
    public var isOpen: Bool { endedAt == nil }
}

/// A person or organisation with a role in a matter.
public struct Party: Hashable, Sendable {
    /// What a party is in the matter.
    public enum Part: String, Sendable, CaseIterable {
        case filer, respondent
        /// Somebody whom a group has chosen to speak for it, beside the filer.
        case representative
        /// Somebody else of the group that files together.
        case member
        /// Somebody who came about the same and waits for how it ends, without a matter of their own.
        case follower

        /// Whether the party files the matter.
        public var files: Bool { self == .filer || self == .representative || self == .member }
    }

    /// The permanent id.
    public let id: RecordID
    /// Filer, respondent, representative, member or follower.
    public let part: Part
    /// The personal value with name and contact; nil for an anonymous filer.
    public let identity: RecordID?
    /// The unit complained about, when the respondent is one of ours.
    public let unit: RecordID?
    /// Whether the identity is sealed.
    public let sealed: Bool
}

/// Name and contact of a party: stored sealed.
public struct Identity: Hashable, Sendable, Codable {
    /// The name as given.
    public let name: String
    /// The telephone number as given.
    public let phone: String
    /// The e-mail address as given.
    public let email: String?
    /// Whether the person agreed to be told by these ways.
    public let wantsNotices: Bool?
    /// The language in which the person is told.
    public let language: Language?

    /// Puts name and ways together.
    public init(
        name: String, phone: String, email: String? = nil, wantsNotices: Bool? = nil, language: Language? = nil
    ) {
        self.name = name
        self.phone = phone
        self.email = email
        self.wantsNotices = wantsNotices
        self.language = language
    }
}

/// Until when something may be done, by a row of the law pack.
public struct ActWindow: Hashable, Sendable {
    /// The last day.
    public let until: Day
    /// The rule in one sentence.
    public let sentence: Words
    /// The article, marked when the row is made up.
    public let article: Words
}

/// Everything the rules need to know about one matter, read in one transaction.
public struct MatterFile: Sendable {
    /// The matter.
    public let matter: Matter
    /// Its running proceeding, or the last one.
    public let proceeding: Proceeding
    /// All assignments, oldest first.
    public let assignments: [Assignment]
    /// The parties.
    public let parties: [Party]
    /// The lead unit and everything above it, nearest first.
    public let leadAncestors: [RecordID]
    /// Units that may never see it.
    public let excluded: Set<RecordID>
    /// The terms of the proceeding that have not ended, each with what its law allows.
    public let clocks: [TermStanding]

    /// The last day for objecting to an open offer, by assignment.
    public var objectionDue: [RecordID: Day] {
        var days: [RecordID: Day] = [:]
        for clock in clocks where clock.term.duty == "objection" {
            if let assignment = clock.term.assignment { days[assignment] = clock.term.due }
        }
        return days
    }

    /// Whether a clock stands still.
    public var isPaused: Bool { clocks.contains { $0.term.state == .paused } }
    /// The organ whose head approves for a lead village, grid or platform that has no head of its own; else nil.
    public var leadOrgan: RecordID? = nil
    /// Until when an ended matter may be reopened; nil while it is open and where no rule sets a time.
    public var reopening: ActWindow? = nil
    /// The unit that runs the matter for the resident under a mandate; nil when nobody does.
    public var proxyUnit: RecordID? = nil
    /// How that mandate was given.
    public var proxyWay: MandateWay? = nil

    /// How many people file it: one where nobody gave a name.
    public var peopleCount: Int { parties.count { $0.part.files } }

    /// The accepted lead assignment, if any.
    public var lead: Assignment? { assignments.last { $0.part == .lead && $0.state == .accepted } }

    /// The unit that answers for the matter: the accepted lead, after the end whoever led, else the first receiver.
    /// Never nobody.
    public var answerable: RecordID {
        let former = matter.isOpen ? nil : matter.leadUnit.flatMap { excluded.contains($0) ? nil : $0 }
        return lead?.unit ?? former ?? matter.firstReceiver
    }

    /// The open offer of a unit, if any.
    public func offer(to unit: RecordID) -> Assignment? { assignments.last { $0.unit == unit && $0.state == .offered } }

    /// The shares of co-handlers: their clocks are theirs, not what the filer waits for.
    public var helpersShares: Set<RecordID> { Set(assignments.filter { $0.part == .cohandler }.map(\.id)) }

    /// The accepted share of a co-handler.
    public func share(of unit: RecordID) -> Assignment? {
        assignments.last { $0.unit == unit && $0.state == .accepted && $0.part == .cohandler }
    }
}

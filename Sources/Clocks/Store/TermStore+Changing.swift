public import Base
public import Storage

extension TermStore {
    /// Stops the clock of every running term in the scope whose rule knows the ground; the others run on.
    ///
    /// The day itself is not counted any more. Returns the terms that now stand still.
    @discardableResult
    public func pauseAll(
        _ scope: TermScope, from day: Day, ground: String, evidence: String? = nil, at instant: Instant,
        in transaction: any Transaction
    ) throws -> [Term] {
        var paused: [Term] = []
        for standing in try listStandings(scope, in: transaction)
        where standing.term.state == .running && standing.rule.mayPause(for: ground) {
            paused.append(
                try pause(standing.term.id, from: day, ground: ground, evidence: evidence, at: instant, in: transaction)
            )
        }
        return paused
    }

    /// Stops the clock of a running term on a ground that its rule knows.
    ///
    /// The day itself is not counted any more.
    @discardableResult
    public func pause(
        _ id: RecordID, from day: Day, ground: String, evidence: String? = nil, at instant: Instant,
        in transaction: any Transaction
    ) throws -> Term {
        let standing = try getStanding(id, in: transaction)
        if let fault = standing.pauseFault(for: ground, from: day) { throw fault }
        var term = standing.term
        let pause = RecordID.make(at: instant)
        try transaction.execute(
            """
            INSERT INTO term_pauses (id, district, term_id, from_day, reason, evidence, paused_at)
            VALUES (\(pause), \(district), \(id), \(day), \(ground), \(evidence.value), \(instant))
            """
        )
        transaction.noteChange("term_pauses", of: term.matter, id: pause)
        term.state = .paused
        try save(term, in: transaction)
        try chooseDriver(like: term, in: transaction)
        return try getTerm(id, in: transaction)
    }

    /// Lets the clocks of the paused terms in the scope run on; the day given is the last that is not counted.
    @discardableResult
    public func resumeAll(
        _ scope: TermScope, lastPaused day: Day, at instant: Instant, in transaction: any Transaction
    ) throws -> [TermMove] {
        try listActive(scope, in: transaction).filter { $0.state == .paused }.map {
            try resume($0.id, lastPaused: day, at: instant, in: transaction)
        }
    }

    /// Lets the clock of a paused term run on and counts anew; the day given is the last that is not counted.
    @discardableResult
    public func resume(
        _ id: RecordID, lastPaused day: Day, at instant: Instant, in transaction: any Transaction
    ) throws -> TermMove {
        var term = try getTerm(id, in: transaction)
        guard term.state == .paused else { throw TermError.wrongState(term.state) }
        let open = try listPauses(id, in: transaction).first { $0.to == nil }
        guard let open, day.adding(days: 1) >= open.from else { throw TermError.badDays }
        try closePause(of: term, on: day, at: instant, in: transaction)
        term.state = .running
        let move = try recount(term, cause: .pause, at: instant, in: transaction)
        try chooseDriver(like: term, in: transaction)
        return move.after(try getTerm(id, in: transaction))
    }

    /// Adds time to a term, in the unit that its rule gives.
    ///
    /// `day` is that on which it was approved, if that was not today. Refused without approver or reason, beyond the ceiling of all
    /// extensions together, and after the end. Throws `TermError`.
    @discardableResult
    public func extend(
        _ id: RecordID, by amount: Int, approver: TermApprover?, reason: String, on day: Day? = nil,
        at instant: Instant, in transaction: any Transaction
    ) throws -> TermMove {
        let standing = try getStanding(id, in: transaction)
        let role = approver.flatMap { $0.key.isEmpty ? nil : $0.role }
        if let fault = standing.extensionFault(by: amount, approver: role, on: day ?? instant.day) { throw fault }
        let term = standing.term
        guard let approver, let extra = standing.rule.extra else {
            throw TermError.extensionNotAllowed(rule: term.ruleID)
        }
        guard !reason.allSatisfy(\.isWhitespace) else { throw TermError.reasonMissing }
        let added = RecordID.make(at: instant)
        try transaction.execute(
            """
            INSERT INTO term_extensions (id, district, term_id, amount, unit, approver, reason, at)
            VALUES (\(added), \(district), \(id), \(amount), \(extra.unit.rawValue),
                \(approver.key), \(reason), \(instant))
            """
        )
        transaction.noteChange("term_extensions", of: term.matter, id: added)
        let move = try recount(term, cause: .extended, at: instant, in: transaction)
        try chooseDriver(like: term, in: transaction)
        return move.after(try getTerm(id, in: transaction))
    }

    /// The duty was done on a day: the active terms in the scope end as met or missed.
    @discardableResult
    public func finish(
        _ scope: TermScope, on day: Day, at instant: Instant, in transaction: any Transaction
    ) throws -> [Term] {
        try end(scope, on: day, at: instant, in: transaction) { day <= $0.due ? .met : .missed }
    }

    /// The duty fell away on a day: the active terms in the scope end as stopped.
    @discardableResult
    public func stop(
        _ scope: TermScope, on day: Day, at instant: Instant, in transaction: any Transaction
    ) throws -> [Term] {
        try end(scope, on: day, at: instant, in: transaction) { _ in .stopped }
    }

    private func end(
        _ scope: TermScope, on day: Day, at instant: Instant, in transaction: any Transaction,
        as state: (Term) -> TermState
    ) throws -> [Term] {
        var ended: [Term] = []
        for var term in try listActive(scope, in: transaction) {
            if term.state == .paused {
                try closePause(of: term, on: day, at: instant, in: transaction)
                term = try recount(term, cause: .pause, at: instant, in: transaction).term
            }
            term.state = state(term)
            term.endedOn = day
            term.endedAt = instant
            try save(term, in: transaction)
            ended.append(term)
        }
        return ended
    }

    private func closePause(
        of term: Term, on day: Day, at instant: Instant, in transaction: any Transaction
    ) throws {
        guard let open = try listPauses(term.id, in: transaction).first(where: { $0.to == nil }) else { return }
        // A pause that ended before its first day took nothing away: it keeps its row and no day.
        let day = max(day, open.from.adding(days: -1))
        try transaction.execute(
            "UPDATE term_pauses SET to_day = \(day), resumed_at = \(instant) WHERE id = \(open.id) AND to_day IS NULL"
        )
        transaction.noteChange("term_pauses", of: term.matter, id: open.id)
    }
}

/// Who approves an extension.
public struct TermApprover: Hashable, Sendable {
    /// The role on whose strength it is approved, such as `head`.
    public let role: String
    /// Who it is: the key of a `Principal`.
    public let key: String

    /// Names an approver by role and principal.
    public init(role: String, principal: Principal) {
        self.role = role
        key = principal.key
    }
}

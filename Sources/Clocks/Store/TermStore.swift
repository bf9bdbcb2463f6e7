// Terms of a district: started, paused, extended and ended inside the caller's transaction, which writes the journal.
public import Base
import Rulebook
public import Storage

/// What starts a term.
public struct TermStart: Hashable, Sendable {
    /// The matter.
    public let matter: RecordID
    /// The proceeding.
    public let proceeding: RecordID
    /// The assignment, for a duty of one unit.
    public let assignment: RecordID?
    /// The duty, such as `completion`.
    public let duty: String
    /// The code of the procedure, such as `petition`.
    public let procedure: String
    /// The event; nil takes the rules of every event.
    public let trigger: LawTrigger?
    /// The day of the event in law, which may be earlier than the day of recording.
    public let eventDay: Day

    /// Describes the start of a duty.
    public init(
        matter: RecordID, proceeding: RecordID, assignment: RecordID? = nil, duty: String, procedure: String,
        trigger: LawTrigger?, eventDay: Day
    ) {
        self.matter = matter
        self.proceeding = proceeding
        self.assignment = assignment
        self.duty = duty
        self.procedure = procedure
        self.trigger = trigger
        self.eventDay = eventDay
    }
}

/// Keeps the terms of one district.
public struct TermStore: Sendable {
    /// The district.
    public let district: DistrictKey
    /// The law and the calendars.
    public let rules: ClockRulesCache
    /// Which term of several drives the alarm.
    public let driver: TermDriver

    /// Makes the store of a district; keep one, since it keeps the rules it has read.
    public init(district: DistrictKey, driver: TermDriver = .strictest) {
        self.district = district
        self.driver = driver
        rules = ClockRulesCache(Rulebook(district: district))
    }

    /// Starts every rule in force on the day of the event, on all levels; empty when no rule sets a time.
    public func start(_ start: TermStart, at instant: Instant, in transaction: any Transaction) throws -> [Term] {
        let rules = try rules.rules(on: start.eventDay, asOf: instant.day, in: transaction)
        let terms = plan(start, by: rules, at: instant)
        for term in terms { try transaction.insert(insertion(of: term), of: term.matter) }
        return terms
    }

    /// The terms that a start begins under some rules, not written yet.
    public func plan(_ start: TermStart, by rules: ClockRules, at instant: Instant) -> [Term] {
        let count = TermCount(rules.calendar)
        let found = rules.law.rules(
            duty: start.duty, procedure: start.procedure, on: start.eventDay, trigger: start.trigger
        )
        var terms = found.filter { $0.level != .model }.compactMap { rule in
            count.count(rule, from: start.eventDay).map { term(start, rule, $0, at: instant) }
        }
        let driving = driver.pick(terms)
        for index in terms.indices { terms[index].drives = terms[index].id == driving }
        return terms
    }

    /// The terms of a matter, oldest first, ended ones too.
    public func listTerms(matter: RecordID, in reader: any Reader) throws -> [Term] {
        try reader.rows(
            "SELECT * FROM terms WHERE district = \(district) AND matter_id = \(matter) ORDER BY started_at, id"
        ).map(Term.init)
    }

    /// The terms in a scope that have not ended, oldest first.
    public func listActive(_ scope: TermScope, in reader: any Reader) throws -> [Term] {
        try reader.rows(
            """
            SELECT * FROM terms WHERE district = \(district) AND state IN ('running', 'paused') AND \(scope.condition)
            ORDER BY started_at, id
            """
        ).map(Term.init)
    }

    /// The terms in a scope that have not ended, oldest first, each with what a change of it is judged by.
    public func listStandings(_ scope: TermScope, in reader: any Reader) throws -> [TermStanding] {
        try standings("state IN ('running', 'paused') AND \(scope.condition)", in: reader)
    }

    /// A term of the district, ended or not, with what a change of it is judged by.
    ///
    /// Throws `TermError.notFound`.
    func getStanding(_ id: RecordID, in reader: any Reader) throws -> TermStanding {
        guard let standing = try standings("id = \(id)", in: reader).first else { throw TermError.notFound(id) }
        return standing
    }

    // One statement for all of them: every step on a matter asks.
    private func standings(_ condition: SQL, in reader: any Reader) throws -> [TermStanding] {
        let rows = try reader.rows(
            """
            SELECT terms.*,
              (SELECT CAST(COALESCE(SUM(e.amount), 0) AS BIGINT) FROM term_extensions e
                WHERE e.term_id = terms.id) AS added,
              (SELECT MAX(p.to_day) FROM term_pauses p WHERE p.term_id = terms.id) AS last_paused
            FROM terms WHERE district = \(district) AND \(condition) ORDER BY started_at, id
            """
        )
        let terms = try rows.map(Term.init)
        let laws = try rules.rules(of: terms, in: reader)
        return try zip(rows, zip(terms, laws)).map { row, pair in
            TermStanding(
                term: pair.0, rule: pair.1, added: try row.int("added"), lastPaused: try row.dayOrNil("last_paused")
            )
        }
    }

    /// A term of the district.
    ///
    /// Throws `TermError.notFound`.
    public func getTerm(_ id: RecordID, in reader: any Reader) throws -> Term {
        let row = try reader.row("SELECT * FROM terms WHERE district = \(district) AND id = \(id)")
        guard let row else { throw TermError.notFound(id) }
        return try Term(row: row)
    }

    /// Running terms that drive an alarm, are over on a day and were not acted on yet: the latest first. Rights of parties are
    /// among them, for what the law attaches to their lapse; the right to object to a dispatch is not: it lapses by itself.
    public func listOverdue(asOf today: Day, limit: Int, in reader: any Reader) throws -> [Term] {
        try reader.rows(
            """
            SELECT * FROM terms
            WHERE district = \(district) AND state = 'running' AND drives = 1 AND escalated_at IS NULL
                AND due_day < \(today) AND duty <> 'objection'
            ORDER BY due_day LIMIT \(limit)
            """
        ).map(Term.init)
    }

    /// Remembers that a term was escalated; false when that was done before or the term no longer runs.
    public func markEscalated(_ id: RecordID, at instant: Instant, in transaction: any Transaction) throws -> Bool {
        let marked = try transaction.row(
            """
            UPDATE terms SET escalated_at = \(instant)
            WHERE district = \(district) AND id = \(id) AND state = 'running' AND escalated_at IS NULL
            RETURNING matter_id
            """
        )
        guard let marked else { return false }
        transaction.noteChange("terms", of: try marked.id("matter_id"), id: id)
        return true
    }

    /// The pauses of a term, oldest first.
    public func listPauses(_ term: RecordID, in reader: any Reader) throws -> [TermPause] {
        try reader.rows("SELECT * FROM term_pauses WHERE term_id = \(term) ORDER BY from_day, id").map(TermPause.init)
    }

    private func term(_ start: TermStart, _ rule: LawRule, _ result: TermResult, at instant: Instant) -> Term {
        Term(
            id: RecordID.make(at: instant), matter: start.matter, proceeding: start.proceeding,
            assignment: start.assignment, duty: start.duty, ruleID: rule.id, ruleVersion: rule.version,
            calendarVersion: result.noticeVersion, level: rule.level, unit: result.limit.unit,
            eventDay: start.eventDay, startedAt: instant, countedAt: instant, rawEnd: result.rawEnd, due: result.due,
            state: .running, provisional: result.provisional, drives: false, holder: rule.holder
        )
    }

    /// A term as it stands, to be inserted.
    public func insertion(of term: Term) -> NewRow {
        Self.shape.row([
            term.id.value, district.value, term.matter.value, term.proceeding.value, term.assignment.value,
            term.duty.value, term.ruleID.value, term.ruleVersion.value, term.calendarVersion.value,
            term.level.rawValue.value, term.unit.rawValue.value, term.eventDay.value, term.startedAt.value,
            term.countedAt.value, term.rawEnd.value, term.due.value, term.state.rawValue.value, term.endedOn.value,
            term.endedAt.value, term.provisional.value, term.drives.value, term.escalatedAt.value, term.rowDay.value,
            term.holder.rawValue.value,
        ])
    }

    func note(_ term: Term, in transaction: any Transaction) {
        transaction.note("terms", of: term.matter.text, insertion(of: term).row)
    }

    private static let shape = RowShape(
        "terms",
        [
            "id", "district", "matter_id", "proceeding_id", "assignment_id", "duty", "rule_id", "rule_version",
            "calendar_version", "level", "unit", "event_day", "started_at", "counted_at", "raw_end", "due_day", "state",
            "ended_on", "ended_at", "provisional", "drives", "escalated_at", "row_day",
            "holder",
        ]
    )
}

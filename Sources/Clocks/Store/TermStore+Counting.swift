public import Base
public import Storage

/// A term with its rule and the whole count, to be shown.
public struct TermAccount: Sendable {
    /// The term.
    public let term: Term
    /// The row of the law pack that it pins.
    public let rule: LawRule
    /// The count.
    public let result: TermResult
    /// The calendar it was counted on.
    public let calendar: WorkCalendar

    /// The count in plain words.
    public var explanation: TermExplanation { TermExplanation(result, trigger: rule.trigger, event: rule.event) }

    /// Days left until the last day, in the limit's unit; negative once it is over.
    public func daysLeft(from today: Day) -> Int { calendar.daysLeft(until: term.due, unit: term.unit, from: today) }

    /// How near the end is.
    public func light(on today: Day, warning: TermWarning = TermWarning()) -> TermLight {
        calendar.light(from: term.eventDay, until: term.due, unit: term.unit, on: today, warning: warning)
    }
}

/// What a recount over a batch of terms found.
public struct TermRecount: Sendable {
    /// The terms that moved.
    public let moves: [TermMove]
    /// The matters of every term that was written, also of those that only rest on another notice now: each needs an entry.
    public let matters: [RecordID]
    /// Where the next batch begins; nil after the last.
    public let next: RecordID?
}

extension TermStore {
    /// Terms with their rules and their counts, by the versions they pin; in the order given.
    public func accounts(of terms: [Term], in reader: any Reader) throws -> [TermAccount] {
        let shifts = try shifts(of: terms.map(\.id), in: reader)
        return try terms.map { term in
            let rule = try rule(of: term, in: reader)
            let calendar = try rules.calendar(asOf: term.countedAt.day, in: reader)
            let result = try count(term, rule, calendar, shifts[term.id] ?? TermShift())
            return TermAccount(term: term, rule: rule, result: result, calendar: calendar)
        }
    }

    /// Counts a batch of active terms anew by the notices published and the law corrected until now; run it until `next` is
    /// nil.
    ///
    /// The caller journals the moves and tells the people. Running it twice moves nothing.
    public func recountAll(
        after: RecordID? = nil, limit: Int = 1_000, at instant: Instant, in transaction: any Transaction
    ) throws -> TermRecount {
        let calendar = try rules.calendar(asOf: instant.day, in: transaction)
        let batch = try transaction.rows(
            """
            SELECT * FROM terms WHERE district = \(district) AND state IN ('running', 'paused')
                AND id > \(after?.text ?? "")
            ORDER BY id LIMIT \(limit)
            """
        ).map(Term.init)
        let laws = try rules.rules(of: batch, in: transaction)
        let shifts = try shifts(of: batch.map(\.id), in: transaction)
        var moves: [TermMove] = []
        var matters: [RecordID] = []
        for (term, law) in zip(batch, laws) {
            let change = try rules.change(of: term, law, on: instant.day, in: transaction)
            let result = try count(term, change?.0 ?? law, calendar, shifts[term.id] ?? TermShift())
            guard change != nil || result.moves(term) else { continue }
            var changed = term
            if let (rule, day) = change { (changed.ruleVersion, changed.rowDay) = (rule.version, day) }
            let cause: TermCause = change == nil ? .notice : .law
            let move = try write(changed, result, before: term, cause: cause, at: instant, in: transaction)
            if matters.last != term.matter, !matters.contains(term.matter) { matters.append(term.matter) }
            guard move.term.due != move.dueBefore || change != nil else { continue }
            try chooseDriver(like: term, in: transaction)
            moves.append(move.after(try getTerm(term.id, in: transaction)))
        }
        return TermRecount(moves: moves, matters: matters, next: batch.count < limit ? nil : batch.last?.id)
    }

    func rule(of term: Term, in reader: any Reader) throws -> LawRule {
        try rules.rule(term.ruleID, version: term.ruleVersion, on: term.lawDay, in: reader)
    }

    // Two statements, however many terms.
    private func shifts(of terms: [RecordID], in reader: any Reader) throws -> [RecordID: TermShift] {
        var shifts: [RecordID: TermShift] = [:]
        if terms.isEmpty { return shifts }
        let pauses = try reader.rows(
            "SELECT * FROM term_pauses WHERE term_id IN (\(list: terms)) ORDER BY from_day, id")
        for row in pauses {
            let pause = try TermPause(row: row)
            guard let end = pause.to, end >= pause.from else { continue }
            shifts[try row.id("term_id"), default: TermShift()].pauses.append(DaySpan(pause.from, end))
        }
        let extensions = try reader.rows(
            "SELECT term_id, amount FROM term_extensions WHERE term_id IN (\(list: terms))")
        for row in extensions { shifts[try row.id("term_id"), default: TermShift()].added += try row.int("amount") }
        return shifts
    }

    /// Counts a term anew and writes it with its state; a changed end leaves a row in term_recounts.
    func recount(
        _ before: Term, cause: TermCause, at instant: Instant, in transaction: any Transaction
    ) throws -> TermMove {
        let rule = try rule(of: before, in: transaction)
        let calendar = try rules.calendar(asOf: instant.day, in: transaction)
        let shift = try shifts(of: [before.id], in: transaction)[before.id] ?? TermShift()
        let result = try count(before, rule, calendar, shift)
        return try write(before, result, before: before, cause: cause, at: instant, in: transaction)
    }

    private func write(
        _ changed: Term, _ result: TermResult, before: Term, cause: TermCause, at instant: Instant,
        in transaction: any Transaction
    ) throws -> TermMove {
        var term = changed
        term.rawEnd = result.rawEnd
        term.due = result.due
        term.provisional = result.provisional
        term.calendarVersion = result.noticeVersion
        term.countedAt = instant
        // An end that moved later may be missed again: the superior is told again then.
        if term.due > before.due { term.escalatedAt = nil }
        try save(term, in: transaction)
        if term.due != before.due || term.calendarVersion != before.calendarVersion || cause == .law {
            let id = RecordID.make(at: instant)
            try transaction.execute(
                """
                INSERT INTO term_recounts
                    (id, district, term_id, cause, due_before, due_after, calendar_before, calendar_after, at)
                VALUES (\(id), \(district), \(term.id), \(cause.rawValue), \(before.due), \(term.due),
                    \(before.calendarVersion), \(term.calendarVersion), \(instant))
                """
            )
            transaction.noteChange("term_recounts", of: term.matter, id: id)
        }
        return TermMove(
            term: term, dueBefore: before.due, calendarBefore: before.calendarVersion, ruleBefore: before.ruleVersion,
            cause: cause)
    }

    func save(_ term: Term, in transaction: any Transaction) throws {
        try transaction.execute(
            """
            UPDATE terms SET rule_version = \(term.ruleVersion), row_day = \(term.rowDay.value),
                calendar_version = \(term.calendarVersion), counted_at = \(term.countedAt),
                raw_end = \(term.rawEnd), due_day = \(term.due), state = \(term.state.rawValue),
                ended_on = \(term.endedOn.value), ended_at = \(term.endedAt.value), provisional = \(term.provisional),
                escalated_at = \(term.escalatedAt.value)
            WHERE district = \(district) AND id = \(term.id)
            """
        )
        note(term, in: transaction)
    }

    /// Chooses anew which of the active terms of a duty drives the alarm.
    func chooseDriver(like term: Term, in transaction: any Transaction) throws {
        let group = try listActive(.proceeding(term.proceeding, duties: [term.duty]), in: transaction)
            .filter { $0.assignment == term.assignment }
        let driving = driver.pick(group)
        for member in group where member.drives != (member.id == driving) {
            try transaction.execute("UPDATE terms SET drives = \(member.id == driving) WHERE id = \(member.id)")
            var after = member
            after.drives = member.id == driving
            note(after, in: transaction)
        }
    }

    private func count(
        _ term: Term, _ rule: LawRule, _ calendar: WorkCalendar, _ shift: TermShift
    ) throws -> TermResult {
        let result = TermCount(calendar).count(
            rule, from: term.eventDay, pauses: shift.pauses, extension: shift.added
        )
        guard let result else { throw TermError.ruleMissing(id: term.ruleID, version: term.ruleVersion) }
        return result
    }
}

/// What moves the end of a term.
private struct TermShift {
    /// The pauses that are over.
    var pauses: [DaySpan] = []
    /// What was added, in the unit of the rule's extension.
    var added = 0
}

extension TermMove {
    /// The same move with the term as it was read afterwards.
    func after(_ term: Term) -> TermMove {
        TermMove(
            term: term, dueBefore: dueBefore, calendarBefore: calendarBefore, ruleBefore: ruleBefore, cause: cause)
    }
}

extension TermResult {
    /// Whether a term says something else than the count.
    fileprivate func moves(_ term: Term) -> Bool {
        due != term.due || rawEnd != term.rawEnd || provisional != term.provisional
            || noticeVersion != term.calendarVersion
    }
}

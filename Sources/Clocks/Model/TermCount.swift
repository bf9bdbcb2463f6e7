// The one place where an end of time is computed (Civil Procedure Law 2021 Art. 85; Civil Code Art. 201 to 203).
public import Base

/// Counts limits on a calendar.
public struct TermCount: Sendable {
    /// The calendar counted on.
    public let calendar: WorkCalendar

    /// Makes a counter.
    public init(_ calendar: WorkCalendar) {
        self.calendar = calendar
    }

    /// Counts a rule's limit; nil for a rule without a length of time.
    ///
    /// An extension is in the unit the rule gives it.
    public func count(
        _ rule: LawRule, from eventDay: Day, pauses: [DaySpan] = [], extension amount: Int? = nil
    ) -> TermResult? {
        guard let limit = rule.limit else { return nil }
        if rule.isBefore { return countBack(limit, from: eventDay) }
        let added = amount.flatMap { $0 > 0 ? $0 : nil }.map { amount in
            TermExtension(TermLimit(amount, rule.extra?.unit ?? limit.unit), from: rule.extra?.start ?? .rawEnd)
        }
        return count(limit, from: eventDay, rolls: rule.rolls, pauses: pauses, added: added)
    }

    /// Counts a limit from the day of an event.
    ///
    /// Days of a pause are not counted, both its ends included.
    public func count(
        _ limit: TermLimit, from eventDay: Day, rolls: Bool = true, pauses: [DaySpan] = [], added: TermExtension? = nil
    ) -> TermResult {
        let firstRawEnd = end(of: limit, after: eventDay, pauses: pauses)
        let firstDue = rolls ? rolled(firstRawEnd, unit: limit.unit, pauses: pauses) : firstRawEnd
        var rawEnd = firstRawEnd
        var due = firstDue
        var otherDue: Day?
        if let added {
            let ends = [firstRawEnd, firstDue].map { start in
                let raw = end(of: added.limit, after: start, pauses: pauses)
                return (raw: raw, due: rolls ? rolled(raw, unit: added.limit.unit, pauses: pauses) : raw)
            }
            (rawEnd, due) = added.start == .rawEnd ? ends[0] : ends[1]
            otherDue = added.start == .rawEnd ? ends[1].due : ends[0].due
        }
        let walk = Walk(
            calendar: calendar, eventDay: eventDay, working: limit.unit == .working,
            firstRawEnd: firstRawEnd, resumeAfter: added?.start == .due ? firstDue : firstRawEnd,
            addedWorking: added.map { $0.limit.unit == .working }, rawEnd: rawEnd, due: due, pauses: pauses
        )
        return TermResult(
            eventDay: eventDay, limit: limit, added: added, firstRawEnd: firstRawEnd, firstDue: firstDue,
            rawEnd: rawEnd, due: due, otherDue: otherDue, notCounted: walk.notCounted(), makeUpDays: walk.makeUpDays(),
            provisional: isProvisional(walk, rolls: rolls),
            noticeVersion: calendar.noticeVersion(DaySpan(eventDay, due))
        )
    }

    /// Counts a limit back from the day of an event, such as a notice at the latest five days before a hearing.
    ///
    /// The event day is not counted. The day found is the last to act: it never rolls over, since that would shorten the notice.
    public func countBack(_ limit: TermLimit, from eventDay: Day) -> TermResult {
        var day = eventDay
        switch limit.unit {
        case .calendar: day = eventDay.adding(days: -limit.amount)
        case .month: day = eventDay.adding(months: -limit.amount)
        case .year: day = eventDay.adding(months: -12 * limit.amount)
        case .working:
            for _ in 0..<limit.amount { repeat { day = day.adding(days: -1) } while !calendar.isWorking(day) }
        }
        let passed = limit.unit == .working ? (day.number..<eventDay.number).map(Day.init(number:)) : []
        var runs = restRuns(passed)
        runs.append(NotCounted(span: DaySpan(eventDay, eventDay), reason: .event))
        let isOpen = calendar.isProvisional(day) || calendar.isProvisional(eventDay)
        return TermResult(
            eventDay: eventDay, limit: limit, added: nil, firstRawEnd: day, firstDue: day, rawEnd: day, due: day,
            otherDue: nil, notCounted: runs, makeUpDays: passed.filter { calendar.kind($0) == .makeUp },
            provisional: limit.unit == .working && isOpen, noticeVersion: calendar.noticeVersion(DaySpan(day, eventDay))
        )
    }

    private func restRuns(_ days: [Day]) -> [NotCounted] {
        var runs: [NotCounted] = []
        for day in days where !calendar.isWorking(day) {
            let reason: NotCountedReason = calendar.kind(day) == .weekend ? .weekend : .holiday(nil)
            if let last = runs.last, last.span.to.adding(days: 1) == day, let both = Walk.merged(last.reason, reason) {
                runs[runs.count - 1] = NotCounted(span: DaySpan(last.span.from, day), reason: both)
            } else {
                runs.append(NotCounted(span: DaySpan(day, day), reason: reason))
            }
        }
        return runs.map { $0.named(on: calendar) }
    }

    private func end(of limit: TermLimit, after start: Day, pauses: [DaySpan]) -> Day {
        switch limit.unit {
        case .working: advance(start, by: limit.amount, pauses: pauses) { calendar.isWorking($0) }
        case .calendar: advance(start, by: limit.amount, pauses: pauses) { _ in true }
        case .month: advance(start, to: start.adding(months: limit.amount), pauses: pauses)
        case .year: advance(start, to: start.adding(months: limit.amount * 12), pauses: pauses)
        }
    }

    private func advance(_ start: Day, to end: Day, pauses: [DaySpan]) -> Day {
        pauses.isEmpty ? end : advance(start, by: end.number - start.number, pauses: pauses) { _ in true }
    }

    private func advance(_ start: Day, by steps: Int, pauses: [DaySpan], counts: (Day) -> Bool) -> Day {
        var day = start
        var left = steps
        while left > 0 {
            day = day.adding(days: 1)
            if counts(day), !pauses.contains(where: { $0.contains(day) }) { left -= 1 }
        }
        return day
    }

    /// A last day that is a rest day moves to the next working day; a make-up Saturday is one (Article 85).
    private func rolled(_ end: Day, unit: TermUnit, pauses: [DaySpan]) -> Day {
        guard unit != .working, !calendar.isWorking(end) else { return end }
        var day = calendar.workingDay(onOrAfter: end)
        while let pause = pauses.first(where: { $0.contains(day) }) {
            day = calendar.workingDay(onOrAfter: pause.to.adding(days: 1))
        }
        return day
    }

    private func isProvisional(_ walk: Walk, rolls: Bool) -> Bool {
        if walk.working || walk.addedWorking == true {
            return calendar.isProvisional(walk.due) || calendar.isProvisional(walk.eventDay)
        }
        guard rolls else { return false }
        return calendar.isProvisional(walk.rawEnd) || calendar.isProvisional(walk.due)
    }
}

/// Goes over the days of a finished count once more, to name those that were passed over.
private struct Walk {
    let calendar: WorkCalendar
    let eventDay: Day
    let working: Bool
    let firstRawEnd: Day
    let resumeAfter: Day
    let addedWorking: Bool?
    let rawEnd: Day
    let due: Day
    let pauses: [DaySpan]

    func notCounted() -> [NotCounted] {
        var runs = [NotCounted(span: DaySpan(eventDay, eventDay), reason: .event)]
        guard eventDay < due,
            working || addedWorking == true || !pauses.isEmpty || rawEnd != due
                || resumeAfter != firstRawEnd
        else { return runs }
        for number in (eventDay.number + 1)...due.number {
            let day = Day(number: number)
            guard let reason = reason(day) else { continue }
            if let last = runs.last, last.span.to.number + 1 == number, let both = Self.merged(last.reason, reason) {
                runs[runs.count - 1] = NotCounted(span: DaySpan(last.span.from, day), reason: both)
            } else {
                runs.append(NotCounted(span: DaySpan(day, day), reason: reason))
            }
        }
        return runs.map { $0.named(on: calendar) }
    }

    func makeUpDays() -> [Day] {
        guard eventDay < due, working || addedWorking == true else { return [] }
        return ((eventDay.number + 1)...due.number).map(Day.init(number:)).filter { day in
            calendar.kind(day) == .makeUp && countsWorkingDays(day) && reason(day) == nil
        }
    }

    private func countsWorkingDays(_ day: Day) -> Bool { day <= firstRawEnd ? working : addedWorking ?? working }

    private func reason(_ day: Day) -> NotCountedReason? {
        if pauses.contains(where: { $0.contains(day) }) { return .pause }
        if day > firstRawEnd, day <= resumeAfter { return .rolled }
        guard countsWorkingDays(day) || day > rawEnd else { return nil }
        return switch calendar.kind(day) {
        case .weekend: .weekend
        case .holiday: .holiday(nil)
        case .working, .makeUp: nil
        }
    }

    static func merged(_ left: NotCountedReason, _ right: NotCountedReason) -> NotCountedReason? {
        switch (left, right) {
        case (.weekend, .weekend): .weekend
        case (.weekend, .holiday), (.holiday, .weekend), (.holiday, .holiday): .holiday(nil)
        case (.pause, .pause): .pause
        case (.rolled, .rolled): .rolled
        default: nil
        }
    }
}

extension NotCounted {
    /// The run with the holiday's name, where a notice gives one.
    fileprivate func named(on calendar: WorkCalendar) -> NotCounted {
        guard case .holiday = reason else { return self }
        return NotCounted(span: span, reason: .holiday(calendar.holidayName(span)))
    }
}

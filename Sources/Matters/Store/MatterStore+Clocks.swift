// What lists show of the terms: one query a page, not one a row.
public import Base
public import Clocks
public import Storage

/// The term that drives a matter's alarm just now, reduced to what a chip shows.
public struct DueClock: Hashable, Sendable {
    /// The duty, such as `completion`.
    public let duty: String
    /// Running or paused.
    public let state: TermState
    /// The last day to act.
    public let due: Day
    /// What the limit is counted in.
    public let unit: TermUnit
    /// Days left in the unit; negative once it is over.
    public let daysLeft: Int
    /// How near the end is.
    public let light: TermLight
}

extension MatterStore {
    /// The driving clocks of many matters; those whose terms have ended are left out.
    public func clocks(of matters: [RecordID], on today: Day, in reader: any Reader) throws -> [RecordID: DueClock] {
        guard !matters.isEmpty else { return [:] }
        let calendar = try terms.rules.calendar(asOf: today, in: reader)
        let rows = try reader.rows(
            """
            SELECT matter_id, duty, state, unit, event_day, due_day FROM terms
            WHERE district = \(district) AND matter_id IN (\(list: matters)) AND state IN ('running', 'paused')
              AND drives = 1 AND duty <> 'objection' AND holder = 'body' AND \(Self.notHelpers("terms"))
            ORDER BY state DESC, due_day
            """
        )
        var clocks: [RecordID: DueClock] = [:]
        for row in rows {
            let matter = try row.id("matter_id")
            guard clocks[matter] == nil else { continue }
            let unit = TermUnit(rawValue: try row.text("unit")) ?? .calendar
            let due = try row.day("due_day")
            clocks[matter] = DueClock(
                duty: try row.text("duty"), state: TermState(rawValue: try row.text("state")) ?? .running, due: due,
                unit: unit, daysLeft: calendar.daysLeft(until: due, unit: unit, from: today),
                light: calendar.light(from: try row.day("event_day"), until: due, unit: unit, on: today)
            )
        }
        return clocks
    }

    /// The time that a rule gives for something from a day on; of several the longest.
    func window(
        _ duty: String, _ trigger: LawTrigger, of proceeding: Proceeding, from day: Day, in reader: any Reader
    ) throws -> ActWindow? {
        let rules = try terms.rules.rules(on: day, asOf: day, in: reader)
        let count = TermCount(rules.calendar)
        return rules.law.rules(duty: duty, procedure: proceeding.procedure, on: day, trigger: trigger).compactMap {
            rule in
            count.count(rule, from: day).map {
                ActWindow(until: $0.due, sentence: rule.sentence, article: rule.citation)
            }
        }.max { $0.until < $1.until }
    }

    /// The last day that is soon, seen from a day: on a Friday with a weekend behind it the Tuesday.
    func lastSoonDay(from today: Day, in reader: any Reader) throws -> Day {
        let calendar = try terms.rules.calendar(asOf: today, in: reader)
        var day = today
        while calendar.workingDays(after: today, through: day.adding(days: 1)) <= WorkList.soonDays {
            day = day.adding(days: 1)
        }
        return day
    }

    /// The names of divisions by id, for lists.
    public func divisionNames(of ids: Set<RecordID>, in reader: any Reader) throws -> [RecordID: Words] {
        guard !ids.isEmpty else { return [:] }
        let rows = try reader.rows("SELECT id, name_zh, name_en FROM divisions WHERE id IN (\(list: ids.sorted()))")
        var names: [RecordID: Words] = [:]
        for row in rows { names[try row.id("id")] = Words(try row.text("name_zh"), try row.text("name_en")) }
        return names
    }
}

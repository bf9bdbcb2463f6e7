import Base
import Storage

extension Term {
    init(row: Row) throws {
        guard let level = LawLevel(rawValue: try row.text("level")) else { throw StorageError.column("level") }
        guard let unit = TermUnit(rawValue: try row.text("unit")) else { throw StorageError.column("unit") }
        guard let state = TermState(rawValue: try row.text("state")) else { throw StorageError.column("state") }
        self.init(
            id: try row.id("id"), matter: try row.id("matter_id"), proceeding: try row.id("proceeding_id"),
            assignment: try row.idOrNil("assignment_id"), duty: try row.text("duty"), ruleID: try row.text("rule_id"),
            ruleVersion: try row.text("rule_version"), calendarVersion: try row.text("calendar_version"),
            level: level, unit: unit, eventDay: try row.day("event_day"), startedAt: try row.instant("started_at"),
            countedAt: try row.instant("counted_at"), rawEnd: try row.day("raw_end"), due: try row.day("due_day"),
            state: state, endedOn: try row.dayOrNil("ended_on"), endedAt: try row.instantOrNil("ended_at"),
            provisional: try row.flag("provisional"), drives: try row.flag("drives"),
            escalatedAt: try row.instantOrNil("escalated_at"), rowDay: try row.dayOrNil("row_day"),
            holder: LawHolder(rawValue: try row.text("holder")) ?? .body
        )
    }
}

extension TermPause {
    init(row: Row) throws {
        self.init(
            id: try row.id("id"), from: try row.day("from_day"), to: try row.dayOrNil("to_day"),
            reason: try row.text("reason"), evidence: try row.textOrNil("evidence")
        )
    }
}

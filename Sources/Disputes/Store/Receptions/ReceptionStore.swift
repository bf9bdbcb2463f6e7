// The fixed days on which leaders of a town receive residents: rule, roster, what came of each reception.
import Accounts
public import Base
import Clocks
import Journal
import Matters
public import Storage

/// Reads and writes reception days.
public struct ReceptionStore: Sendable {
    let centres: CentreStore
    private var district: DistrictKey { centres.district }
    private var matters: MatterStore { centres.matters }

    /// The reception days of a district's centres.
    public init(_ centres: CentreStore) { self.centres = centres }

    /// The rule in force on a day; nil where there is none.
    public func rule(of centre: RecordID, on day: Day, in reader: any Reader) throws -> ReceptionRule? {
        let row = try reader.row(
            """
            SELECT * FROM reception_rules WHERE unit_id = \(centre) AND from_day <= \(day)
            ORDER BY from_day DESC, id DESC LIMIT 1
            """
        )
        guard let row, let times = DayTimes(try row.int("opens"), try row.int("closes")) else { return nil }
        return ReceptionRule(
            id: try row.id("id"), dayOfMonth: try row.int("day_of_month"),
            roll: ReceptionRule.Roll(rawValue: try row.text("roll")) ?? .next, times: times,
            length: try row.int("minutes"), lanes: try row.int("lanes"), from: try row.day("from_day"))
    }

    /// Sets the rule from a day on. Throws `DisputeError`.
    public func setRule(
        _ rule: ReceptionRule, of centre: RecordID, by principal: Principal, at now: Instant,
        in transaction: any Transaction
    ) throws {
        guard (1...28).contains(rule.dayOfMonth) else {
            throw CentreStore.wrong("day-of-month", "每月 1 日到 28 日", "A day from 1 to 28")
        }
        let quarter = BookingWish.quarter
        guard rule.times.from % quarter == 0, rule.times.to % quarter == 0, rule.length % quarter == 0,
            (quarter...240).contains(rule.length), rule.times.to - rule.times.from >= rule.length,
            (1...20).contains(rule.lanes)
        else { throw CentreStore.wrong("opens", "时间以一刻钟为单位", "Times are whole quarters of an hour") }
        _ = try centres.get(centre, in: transaction)
        let row = DisputeShapes.rules.row([
            rule.id.value, district.value, centre.value, rule.dayOfMonth.value, rule.roll.rawValue.value,
            rule.times.from.value, rule.times.to.value, rule.length.value, rule.lanes.value, rule.from.value,
        ])
        try transaction.insert(row, of: centre)
        try centres.record(
            "centre.reception-rule", centre: centre, ["day": String(rule.dayOfMonth)], by: principal, at: now,
            in: transaction)
    }

    /// Makes the days of the coming months by the rule, those that are not there yet. Answers how many.
    @discardableResult
    public func plan(
        _ centre: RecordID, from day: Day, months: Int, by principal: Principal, at now: Instant,
        in transaction: any Transaction
    ) throws -> Int {
        guard let rule = try rule(of: centre, on: day, in: transaction) else { return 0 }
        let calendar = try centres.calendar(on: now.day, in: transaction)
        var made = 0
        for next in rule.days(from: day, months: min(months, 24), calendar: calendar) where next >= day {
            let known = try transaction.row(
                "SELECT 1 AS n FROM reception_days WHERE unit_id = \(centre) AND day = \(next)")
            if known != nil { continue }
            let id = RecordID.make(at: now)
            let row = DisputeShapes.days.row([
                id.value, district.value, centre.value, next.value, rule.times.from.value, rule.times.to.value,
                rule.length.value, rule.lanes.value,
            ])
            try transaction.insert(row, of: id, first: true)
            try write("reception.planned", day: id, ["day": next.description], by: principal, at: now, in: transaction)
            made += 1
        }
        return made
    }

    /// The days of a centre, the newest first.
    public func list(of centre: RecordID, in reader: any Reader) throws -> [ReceptionDay] {
        let rows = try reader.rows(
            "SELECT * FROM reception_days WHERE unit_id = \(centre) AND district = \(district) ORDER BY day DESC LIMIT 60"
        )
        return try rows.compactMap { try day($0, in: reader) }
    }

    /// One day. Throws `DisputeError.notFound`.
    public func get(_ id: RecordID, in reader: any Reader) throws -> ReceptionDay {
        let row = try reader.row("SELECT * FROM reception_days WHERE id = \(id) AND district = \(district)")
        guard let day = try row.flatMap({ try day($0, in: reader) }) else { throw DisputeError.notFound }
        return day
    }

    private func day(_ row: Row, in reader: any Reader) throws -> ReceptionDay? {
        guard let times = DayTimes(try row.int("opens"), try row.int("closes")) else { return nil }
        let (id, day) = (try row.id("id"), try row.day("day"))
        let leaders = try reader.rows(
            """
            SELECT l.post_id, p.role, u.name_zh, u.name_en, a.name, a.name_en AS latin
            FROM reception_leaders l JOIN posts p ON p.id = l.post_id JOIN units u ON u.id = p.unit_id
            LEFT JOIN post_spells s ON s.post_id = p.id AND s.from_day <= \(day)
              AND (s.to_day IS NULL OR s.to_day > \(day))
            LEFT JOIN accounts a ON a.id = s.account_id WHERE l.day_id = \(id) ORDER BY l.post_id, s.from_day
            """
        ).map { row in
            let name = try row.textOrNil("name"), latin = try row.textOrNil("latin") ?? ""
            return ReceptionDay.Leader(
                post: try row.id("post_id"), name: name.map { Words($0, latin.isEmpty ? $0 : latin) },
                role: Role(rawValue: try row.text("role")),
                unit: Words(try row.text("name_zh"), try row.text("name_en")))
        }
        return ReceptionDay(
            id: id, centre: try row.id("unit_id"), day: day, times: times, length: try row.int("minutes"),
            lanes: try row.int("lanes"), leaders: leaders)
    }

    /// Puts a post on the roster of a day: of the town's own unit or one below or above it. Throws `DisputeError`.
    public func seat(
        _ post: RecordID, on day: RecordID, by principal: Principal, at now: Instant, in transaction: any Transaction
    ) throws {
        let known = try get(day, in: transaction)
        guard try choices(for: known.centre, on: known.day, in: transaction).contains(where: { $0.post == post }) else {
            throw CentreStore.wrong("post", "请选一个岗位", "Choose a post")
        }
        guard !known.leaders.contains(where: { $0.post == post }) else { return }
        let row = DisputeShapes.leaders.row([day.value, post.value, district.value])
        try transaction.insert(row, of: day)
        try write("reception.leader", day: day, ["post": post.text], by: principal, at: now, in: transaction)
    }

    /// The posts that can sit: heads and handlers of the centre's own unit, its platforms, and heads above.
    public func choices(
        for centre: RecordID, on day: Day, in reader: any Reader
    ) throws -> [(post: RecordID, name: Words, unit: Words)] {
        try reader.rows(
            """
            SELECT p.id, a.name, a.name_en AS latin, u.name_zh, u.name_en FROM posts p JOIN units u ON u.id = p.unit_id
            JOIN post_spells s ON s.post_id = p.id AND s.from_day <= \(day) AND (s.to_day IS NULL OR s.to_day > \(day))
            JOIN accounts a ON a.id = s.account_id
            WHERE p.district = \(district) AND p.role IN ('head', 'handler') AND (p.unit_id = \(centre)
              OR (u.parent_id = \(centre) AND u.level = 'platform')
              OR (p.role = 'head' AND p.unit_id IN (SELECT ancestor_id FROM unit_ancestors WHERE unit_id = \(centre))))
            ORDER BY CASE WHEN p.role = 'head' THEN 0 ELSE 1 END, u.code, p.id LIMIT 100
            """
        ).map { row in
            let latin = try row.text("latin"), name = try row.text("name")
            return (
                try row.id("id"), Words(name, latin.isEmpty ? name : latin),
                Words(try row.text("name_zh"), try row.text("name_en"))
            )
        }
    }

    func write(
        _ code: String, day: RecordID, _ parameters: [String: String], by principal: Principal, at now: Instant,
        happened: Instant? = nil, reason: String? = nil, in transaction: any Transaction
    ) throws {
        try centres.journal.record(
            JournalRecord(
                code, subject: Subject("reception-day", day), by: principal, happenedAt: happened ?? now,
                recordedAt: now, parameters: parameters, reason: reason), in: transaction)
    }
}

import Accounts
public import Base
import Journal
public import Matters
public import Storage

extension ReceptionStore {
    /// Records that somebody was received about a matter, and what came of it. Throws `DisputeError`.
    @discardableResult
    public func record(
        _ outcome: ReceptionOutcome, of matter: RecordID, on day: RecordID, leader: RecordID?, proxy: RecordID?,
        booking: RecordID? = nil, scope: MatterScope, by principal: Principal, at now: Instant,
        in transaction: any Transaction
    ) throws -> RecordID {
        let known = try get(day, in: transaction)
        guard try scope.contains(matter, in: transaction) else {
            throw CentreStore.wrong("number", "没有这个事项", "There is no such matter")
        }
        guard known.day <= now.day else {
            throw DisputeError.barred(Words("接访日还没到", "The reception day lies ahead"))
        }
        guard leader.map({ post in known.leaders.contains { $0.post == post } }) ?? true else {
            throw CentreStore.wrong("leader", "请从当天的接访人里选", "Choose one of those who sit that day")
        }
        let office = try proxy.flatMap { try centres.matters.units.find($0, in: transaction) }
        if outcome == .passed {
            guard let office, [.village, .town, .platform, .grid].contains(office.level) else {
                throw CentreStore.wrong("proxy", "请选由哪个单位代办", "Choose the office that runs it for the resident")
            }
        }
        let id = RecordID.make(at: now)
        let row = DisputeShapes.receptions.row([
            id.value, centres.district.value, day.value, matter.value, booking.value, leader.value,
            outcome.rawValue.value, (outcome == .passed ? office?.id : nil).value, now.value, principal.key.value,
        ])
        try transaction.insert(row, of: day)
        var parameters = ["matter": matter.text, "outcome": outcome.rawValue]
        parameters["proxy"] = outcome == .passed ? office?.id.text : nil
        try write("reception.recorded", day: day, parameters, by: principal, at: now, in: transaction)
        return id
    }

    /// The receptions of a day whose matter lies in the reader's scope, in their order.
    public func receptions(
        on day: RecordID, scope: MatterScope, in reader: any Reader
    ) throws -> [Reception] {
        try reader.rows(
            """
            SELECT r.* FROM receptions r JOIN matters m ON m.id = r.matter_id
            WHERE r.day_id = \(day) AND \(scope.condition) ORDER BY r.at, r.id LIMIT 1000
            """
        ).map(Self.reception)
    }

    /// The table of the days in a time, of one centre; counted within the reader's scope.
    public func table(
        of centre: RecordID, from first: Day, to last: Day, scope: MatterScope, in reader: any Reader
    ) throws -> ReceptionTable {
        let rows = try reader.rows(
            """
            SELECT r.*, m.status FROM receptions r JOIN matters m ON m.id = r.matter_id
            JOIN reception_days d ON d.id = r.day_id
            WHERE d.unit_id = \(centre) AND d.day >= \(first) AND d.day <= \(last) AND \(scope.condition)
            """
        )
        let ended = Set(try rows.filter { try $0.text("status") == "ended" }.map { try $0.id("matter_id") })
        return ReceptionTable(try rows.map(Self.reception), ended: ended)
    }

    /// The matters of a time that were passed to an office or left open and have not ended: what is followed up to its end.
    public func listUnended(
        of centre: RecordID, scope: MatterScope, in reader: any Reader
    ) throws -> [Matter] {
        let rows = try reader.rows(
            """
            SELECT DISTINCT r.matter_id FROM receptions r JOIN matters m ON m.id = r.matter_id
            JOIN reception_days d ON d.id = r.day_id
            WHERE d.unit_id = \(centre) AND r.outcome <> 'solved' AND m.status <> 'ended' AND \(scope.condition)
            ORDER BY r.matter_id LIMIT 200
            """
        )
        return try centres.matters.matters(rows.map { try $0.id("matter_id") }, scope: scope, in: reader)
    }

    static func reception(_ row: Row) throws -> Reception {
        Reception(
            id: try row.id("id"), day: try row.id("day_id"), matter: try row.id("matter_id"),
            leader: try row.idOrNil("leader_post"),
            outcome: ReceptionOutcome(rawValue: try row.text("outcome")) ?? .open,
            proxy: try row.idOrNil("proxy_unit"), at: try row.instant("at"))
    }
}

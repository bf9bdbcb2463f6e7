// Windows, rooms, rota and hours of the dispute centres of three levels.
public import Accounts
public import Base
public import Clocks
public import Journal
public import Matters
public import Storage

/// Reads and changes what a centre is made of.
public struct CentreStore: Sendable {
    /// The matters, for scopes and the calendar.
    public let matters: MatterStore
    let journal: Journal
    var district: DistrictKey { matters.district }
    var database: any Database { matters.database }

    /// The centres of a district.
    public init(matters: MatterStore, journal: Journal) {
        (self.matters, self.journal) = (matters, journal)
    }

    /// The levels whose units are dispute centres.
    public static let levels: [UnitLevel] = [.centre, .town, .village]

    /// The centres that a post may look at: its own and those it lies under; for the district's centre and the auditor all of
    /// the district's and towns', with villages where something stands.
    public func list(for actor: Actor, in reader: any Reader) throws -> [Unit] {
        guard let unit = actor.unit, actor.role != .custodian else { return [] }
        let line = Set(try matters.units.ancestors(of: unit, in: reader))
        let below = Set(try matters.units.descendants(of: unit, in: reader))
        let all = try matters.units.list(levels: [.centre, .town], in: reader)
        let villages = try reader.rows(
            """
            SELECT id FROM units WHERE district = \(district) AND level = 'village'
              AND (id = \(unit) OR id IN (SELECT unit_id FROM windows) OR id IN (SELECT unit_id FROM rooms)) ORDER BY code
            """
        ).compactMap { try matters.units.find($0.id("id"), in: reader) }
        return try (all + villages).filter { centre in
            guard line.contains(centre.id) || below.contains(centre.id) else { return false }
            return try rights(of: actor, at: centre.id, in: reader).mayRead
        }
    }

    /// Every centre that residents can go to on a day: open, and with a window.
    public func listOpen(on day: Day, in reader: any Reader) throws -> [Unit] {
        try reader.rows(
            """
            SELECT u.id FROM units u WHERE u.district = \(district) AND u.level IN ('centre', 'town', 'village')
              AND EXISTS (SELECT 1 FROM windows w WHERE w.unit_id = u.id) ORDER BY u.code
            """
        ).compactMap { try matters.units.find($0.id("id"), in: reader) }.filter { $0.isOpen(on: day) }
    }

    /// A centre with everything in it. Throws `DisputeError.notFound`.
    public func get(_ id: RecordID, in reader: any Reader) throws -> Centre {
        guard let unit = try matters.units.find(id, in: reader), Self.levels.contains(unit.level) else {
            throw DisputeError.notFound
        }
        let spells = try reader.rows("SELECT * FROM window_rota WHERE unit_id = \(id) ORDER BY id")
        let rota = try Dictionary(grouping: spells) { try $0.id("window_id") }
        let windows = try reader.rows("SELECT * FROM windows WHERE unit_id = \(id) ORDER BY number, id").map { row in
            let window = try row.id("id")
            return Window(
                id: window, number: try row.int("number"),
                name: Words(try row.text("name_zh"), try row.text("name_en")),
                department: try row.idOrNil("department_id"),
                rota: try (rota[window] ?? []).map {
                    RotaSpell(
                        weekday: try $0.int("weekday"), department: try $0.id("department_id"),
                        from: try $0.day("from_day"), to: try $0.dayOrNil("to_day"))
                })
        }
        let rooms = try reader.rows(
            """
            SELECT r.*, u.purpose, u.seats, u.closes_on FROM rooms r LEFT JOIN room_uses u ON u.id = r.id
            WHERE r.unit_id = \(id) ORDER BY r.code, r.id
            """
        ).map { row in
            Room(
                id: try row.id("id"), code: try row.text("code"),
                name: Words(try row.text("name_zh"), try row.text("name_en")), floor: try row.int("floor"),
                use: try row.textOrNil("purpose").flatMap(RoomUse.init) ?? .mediation,
                seats: try row.integerOrNil("seats").map(Int.init), closesOn: try row.dayOrNil("closes_on"))
        }
        return Centre(unit: unit, windows: windows, rooms: rooms, hours: try hours(of: id, in: reader))
    }

    private func hours(of id: RecordID, in reader: any Reader) throws -> OpeningHours {
        let rows = try reader.rows("SELECT * FROM centre_hours WHERE unit_id = \(id) ORDER BY id")
        guard !rows.isEmpty else { return .usual }
        var weekly: [Int: [DayTimes]] = [:], special: [Day: [DayTimes]] = [:]
        for row in rows {
            let times = try row.integerOrNil("opens").flatMap { opens in
                try row.integerOrNil("closes").flatMap { DayTimes(Int(opens), Int($0)) }
            }
            if let day = try row.dayOrNil("day") {
                special[day, default: []] += times.map { [$0] } ?? []
            } else if let weekday = try row.integerOrNil("weekday"), let times {
                weekly[Int(weekday), default: []].append(times)
            }
        }
        return OpeningHours(weekly: weekly.isEmpty ? OpeningHours.usual.weekly : weekly, special: special)
    }

    /// The working days as known on a day.
    public func calendar(on day: Day, in reader: any Reader) throws -> WorkCalendar {
        try matters.terms.rules.calendar(asOf: day, in: reader)
    }

    /// What a post may do at a centre.
    public func rights(of actor: Actor, at centre: RecordID, in reader: any Reader) throws -> CentreRights {
        let line = try matters.units.ancestors(of: centre, in: reader)
        guard let unit = actor.unit else {
            return CentreRights(role: nil, unit: nil, centre: centre, line: line, isResident: false)
        }
        let resident = try reader.row(
            """
            SELECT 1 AS n WHERE EXISTS (SELECT 1 FROM windows WHERE unit_id = \(centre) AND department_id = \(unit))
              OR EXISTS (SELECT 1 FROM window_rota WHERE unit_id = \(centre) AND department_id = \(unit))
            """
        )
        return CentreRights(role: actor.role, unit: unit, centre: centre, line: line, isResident: resident != nil)
    }

    /// The same for somebody who must be allowed to. Throws `DisputeError.notFound` for everybody else.
    @discardableResult
    public func check(
        _ right: KeyPath<CentreRights, Bool>, of actor: Actor, at centre: RecordID, in reader: any Reader
    ) throws -> CentreRights {
        let rights = try rights(of: actor, at: centre, in: reader)
        guard rights[keyPath: right] else { throw DisputeError.notFound }
        return rights
    }

    func record(
        _ code: String, centre: RecordID, _ parameters: [String: String], by principal: Principal, at now: Instant,
        in transaction: any Transaction
    ) throws {
        try journal.record(
            JournalRecord(
                code, subject: Subject("unit", centre), by: principal, happenedAt: now, parameters: parameters),
            in: transaction)
    }
}

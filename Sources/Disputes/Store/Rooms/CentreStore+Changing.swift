import Accounts
public import Base
import Journal
import Matters
public import Storage

extension CentreStore {
    /// Adds a window. Throws `DisputeError`.
    @discardableResult
    public func addWindow(
        _ number: Int, _ name: Words, department: RecordID?, to centre: RecordID, by principal: Principal,
        at now: Instant, in transaction: any Transaction
    ) throws -> RecordID {
        guard (1...999).contains(number) else {
            throw Self.wrong("number", "窗口号是 1 到 999", "Windows are numbered 1 to 999")
        }
        try Self.checkName(name)
        let known = try get(centre, in: transaction)
        guard !known.windows.contains(where: { $0.number == number }) else {
            throw Self.wrong("number", "这个窗口号已经有了", "There is a window of this number")
        }
        let id = RecordID.make(at: now)
        let row = DisputeShapes.windows.row([
            id.value, district.value, centre.value, number.value, name.zh.value, name.en.value, department.value,
        ])
        try transaction.insert(row, of: centre)
        try record("centre.window-added", centre: centre, ["window": id.text], by: principal, at: now, in: transaction)
        return id
    }

    /// Lets a department sit at a window on a weekday from a day on; whoever sat there before does no longer. Throws
    /// `DisputeError`.
    public func seat(
        _ department: RecordID, at window: RecordID, weekday: Int, from day: Day, of centre: RecordID,
        by principal: Principal, at now: Instant, in transaction: any Transaction
    ) throws {
        guard (1...7).contains(weekday) else { throw Self.wrong("weekday", "请选星期几", "Choose a weekday") }
        let known = try get(centre, in: transaction)
        guard known.windows.contains(where: { $0.id == window }),
            let unit = try matters.units.find(department, in: transaction), unit.level == .department
        else { throw Self.wrong("department", "请选窗口和部门", "Choose a window and a department") }
        let before = try transaction.rows(
            """
            UPDATE window_rota SET to_day = \(day) WHERE window_id = \(window) AND weekday = \(weekday)
              AND (to_day IS NULL OR to_day > \(day)) AND from_day < \(day) RETURNING id
            """
        )
        for row in before { transaction.noteChange("window_rota", of: centre, id: try row.id("id")) }
        let gone = try transaction.rows(
            """
            DELETE FROM window_rota WHERE window_id = \(window) AND weekday = \(weekday) AND from_day >= \(day)
            RETURNING id
            """
        )
        for row in gone { transaction.noteRemoval("window_rota", of: centre, id: try row.id("id")) }
        let row = DisputeShapes.rota.row([
            RecordID.make(at: now).value, district.value, centre.value, window.value, weekday.value, department.value,
            day.value, .null,
        ])
        try transaction.insert(row, of: centre)
        try record(
            "centre.rota", centre: centre,
            ["window": window.text, "weekday": String(weekday), "unit": department.text],
            by: principal, at: now, in: transaction)
    }

    /// Adds a room. Throws `DisputeError`.
    @discardableResult
    public func addRoom(
        _ code: String, _ name: Words, floor: Int, use: RoomUse, seats: Int?, to centre: RecordID,
        by principal: Principal, at now: Instant, in transaction: any Transaction
    ) throws -> RecordID {
        guard (1...20).contains(code.count) else { throw Self.wrong("code", "请写门牌号", "Give the number on the door") }
        try Self.checkName(name)
        guard seats.map({ (1...2_000).contains($0) }) ?? true, (-9...200).contains(floor) else {
            throw Self.wrong("seats", "座位数不对", "So many seats cannot be")
        }
        let known = try get(centre, in: transaction)
        guard !known.rooms.contains(where: { $0.code == code }) else {
            throw Self.wrong("code", "这个门牌号已经有了", "There is a room of this number")
        }
        let id = RecordID.make(at: now)
        let row = DisputeShapes.rooms.row([
            id.value, district.value, centre.value, code.value, name.zh.value, name.en.value, floor.value,
        ])
        try transaction.insert(row, of: centre)
        try setUse(use, seats: seats, closesOn: nil, of: id, in: centre, in: transaction)
        try record("centre.room-added", centre: centre, ["room": id.text], by: principal, at: now, in: transaction)
        return id
    }

    /// Says what a room of the seed serves for, without an entry of its own.
    public func setUse(
        _ use: RoomUse, seats: Int?, closesOn: Day?, of room: RecordID, in centre: RecordID,
        in transaction: any Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO room_uses (id, district, unit_id, purpose, seats, closes_on)
            VALUES (\(room), \(district), \(centre), \(use.rawValue), \(seats), \(closesOn))
            ON CONFLICT (id) DO UPDATE SET purpose = excluded.purpose, seats = excluded.seats,
              closes_on = excluded.closes_on
            """
        )
        transaction.noteChange("room_uses", of: centre, id: room)
    }

    /// Sets the hours of a weekday, or of one day; none for closed. Throws `DisputeError`.
    public func setHours(
        _ times: [DayTimes], weekday: Int? = nil, day: Day? = nil, of centre: RecordID, by principal: Principal,
        at now: Instant, in transaction: any Transaction
    ) throws {
        guard weekday.map({ (1...7).contains($0) }) ?? (day != nil) else {
            throw Self.wrong("weekday", "请选星期几或者一个日子", "Choose a weekday or a day")
        }
        let sorted = times.sorted()
        guard zip(sorted, sorted.dropFirst()).allSatisfy({ $0.to <= $1.from }), sorted.count <= 4 else {
            throw Self.wrong("opens", "时段不能重叠", "The hours must not overlap")
        }
        // The first hours of a centre replace the usual ones: the other weekdays are written down with them.
        let hasOwn = try transaction.row("SELECT 1 AS n FROM centre_hours WHERE unit_id = \(centre) AND day IS NULL")
        if day == nil, hasOwn == nil {
            for (other, usual) in OpeningHours.usual.weekly.sorted(by: { $0.key < $1.key }) where other != weekday {
                try insert(usual, weekday: other, day: nil, of: centre, at: now, in: transaction)
            }
        }
        let key: SQL = day.map { "day = \($0)" } ?? "day IS NULL AND weekday = \(weekday)"
        let gone = try transaction.rows("DELETE FROM centre_hours WHERE unit_id = \(centre) AND \(key) RETURNING id")
        for row in gone { transaction.noteRemoval("centre_hours", of: centre, id: try row.id("id")) }
        try insert(sorted, weekday: day == nil ? weekday : nil, day: day, of: centre, at: now, in: transaction)
        let what = day.map { ["day": $0.description] } ?? ["weekday": String(weekday ?? 0)]
        try record("centre.hours", centre: centre, what, by: principal, at: now, in: transaction)
    }

    private func insert(
        _ times: [DayTimes], weekday: Int?, day: Day?, of centre: RecordID, at now: Instant,
        in transaction: any Transaction
    ) throws {
        let rows = times.isEmpty ? [nil] : times.map(Optional.some)
        for times in rows {
            let row = DisputeShapes.hours.row([
                RecordID.make(at: now).value, district.value, centre.value, weekday.value, day.value,
                (times?.from).value, (times?.to).value,
            ])
            try transaction.insert(row, of: centre)
        }
    }

    private static func checkName(_ name: Words) throws {
        guard (1...60).contains(name.zh.count), name.en.count <= 120 else {
            throw wrong("name", "请写名称，最多 60 个字", "Give a name, 60 characters at most")
        }
    }

    static func wrong(_ field: String, _ zh: String, _ en: String) -> DisputeError {
        .invalid(field: field, Words(zh, en))
    }
}

import Accounts
import Base
import Clocks
import Matters
import Storage

// Whether a time can be booked, and the rows that keep it.
extension BookingStore {
    /// Throws `DisputeError` for what can never be booked.
    func check(_ wish: BookingWish, at centre: RecordID, at now: Instant, in reader: any Reader) throws {
        let known = try centres.get(centre, in: reader)
        let quarter = BookingWish.quarter
        guard wish.times.from % quarter == 0, wish.times.to % quarter == 0 else {
            throw CentreStore.wrong("from", "时间以一刻钟为单位", "Times are whole quarters of an hour")
        }
        guard wish.start > now else { throw CentreStore.wrong("day", "时间已经过了", "That time is over") }
        guard wish.day.number - now.day.number <= BookingWish.daysAhead else {
            throw CentreStore.wrong("day", "最多提前半年", "At most half a year ahead")
        }
        let calendar = try centres.calendar(on: now.day, in: reader)
        // A reception day has hours of its own.
        let isReception = wish.resources.contains { $0.kind == .reception }
        if !isReception {
            guard known.unit.isOpen(on: wish.day), known.hours.isOpen(wish.times, on: wish.day, calendar: calendar)
            else { throw CentreStore.wrong("from", "那个时间中心不开门", "The centre is closed then") }
        }
        guard !wish.resources.isEmpty, wish.resources.count <= 20 else {
            throw CentreStore.wrong("resource", "请选窗口或房间", "Choose a window or a room")
        }
        for resource in wish.resources { try check(resource, wish, in: known, in: reader) }
        guard wish.name.count <= BookingWish.nameLimit, wish.phone.count <= BookingWish.phoneLimit else {
            throw CentreStore.wrong("name", "太长了", "That is too long")
        }
        if wish.purpose == .appointment || wish.purpose == .reception, wish.matter == nil, wish.name.isEmpty {
            throw CentreStore.wrong("name", "请写来人的称呼", "Say who comes")
        }
    }

    private func check(
        _ resource: Resource, _ wish: BookingWish, in centre: Centre, in reader: any Reader
    ) throws {
        switch resource.kind {
        case .window:
            guard centre.windows.contains(where: { $0.id == resource.id }) else {
                throw CentreStore.wrong("resource", "没有这个窗口", "There is no such window")
            }
        case .room:
            guard let room = centre.rooms.first(where: { $0.id == resource.id }) else {
                throw CentreStore.wrong("resource", "没有这个房间", "There is no such room")
            }
            if let last = room.closesOn, last <= wish.day {
                throw CentreStore.wrong("resource", "这个房间那天不能用", "This room cannot be used then")
            }
        case .person: break
        case .reception:
            let day = try reader.row(
                "SELECT * FROM reception_days WHERE id = \(resource.id) AND unit_id = \(centre.unit.id)")
            guard let day, try day.day("day") == wish.day,
                let times = DayTimes(try day.int("opens"), try day.int("closes")), times.contains(wish.times)
            else { throw CentreStore.wrong("from", "接访日没有这个时间", "The reception day has no such time") }
        }
    }

    /// Writes the quarters of an hour; of a reception day it takes the first free place. Answers what was kept. Throws
    /// `DisputeError.taken`.
    func keep(
        _ wish: BookingWish, for booking: RecordID, told reader: MatterScope, in transaction: any Transaction
    ) throws -> [Resource] {
        var kept: [Resource] = []
        // In one order for everybody, so that two who want the same never wait for each other.
        for resource in wish.resources.sorted() {
            var lanes = [resource.lane]
            if resource.kind == .reception {
                let row = try transaction.row("SELECT lanes FROM reception_days WHERE id = \(resource.id)")
                lanes = Array(0..<max(1, try row?.int("lanes") ?? 1))
            }
            let candidates = lanes.map { Resource(resource.kind, resource.id, lane: $0) }
            guard let free = try candidates.first(where: { try take($0, wish, for: booking, in: transaction) }) else {
                throw DisputeError.taken(try who(has: resource, wish, told: reader, in: transaction))
            }
            kept.append(free)
        }
        return kept.sorted()
    }

    private func take(
        _ resource: Resource, _ wish: BookingWish, for booking: RecordID, in transaction: any Transaction
    ) throws -> Bool {
        let quarters = wish.quarters, district = centres.district
        let rows = quarters.map { "(\(district), \(resource.key), \($0), \(booking))" as SQL }
        let count = try transaction.change(
            """
            INSERT INTO booking_slots (district, resource, slot, booking_id) VALUES \(SQL.joined(rows, separator: ", "))
            ON CONFLICT (district, resource, slot) DO NOTHING
            """
        )
        if count == quarters.count { return true }
        try transaction.execute(
            "DELETE FROM booking_slots WHERE booking_id = \(booking) AND resource = \(resource.key)")
        return false
    }

    /// When it is taken, and by which matter if the reader may see it; never by whom.
    private func who(
        has resource: Resource, _ wish: BookingWish, told scope: MatterScope, in reader: any Reader
    ) throws -> Words {
        let row = try reader.row(
            """
            SELECT b.from_minute, b.to_minute, (SELECT m.number FROM matters m
              WHERE m.id = b.matter_id AND \(scope.condition)) AS number
            FROM booking_slots s JOIN bookings b ON b.id = s.booking_id
            WHERE s.district = \(centres.district) AND s.resource = \(resource.key)
              AND s.slot IN (\(list: wish.quarters)) ORDER BY s.slot LIMIT 1
            """
        )
        guard let row, let times = DayTimes(try row.int("from_minute"), try row.int("to_minute")) else {
            return Self.full
        }
        let number = try row.textOrNil("number").map { " \($0)" } ?? ""
        return switch resource.kind {
        case .person: Words("人在 \(times.text) 另有安排\(number)", "The person has \(times.text) taken\(number)")
        default: Words("\(times.text) 已被占用\(number)", "Taken \(times.text)\(number)")
        }
    }
}

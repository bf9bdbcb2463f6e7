// Times kept for windows, rooms, people and places of reception days. A quarter of an hour of a resource is a row with a unique
// key: of two who book at once the second waits for the first and is then told that it is taken, on both engines alike.
public import Base
import Clocks
import Journal
public import Matters
public import Storage

/// Books, moves and cancels.
public struct BookingStore: Sendable {
    let centres: CentreStore
    private var district: DistrictKey { centres.district }
    private var journal: Journal { centres.journal }

    /// The bookings of a district's centres.
    public init(_ centres: CentreStore) { self.centres = centres }

    /// Keeps a time inside the caller's transaction; `reader` says what may be told of a booking in its way. Throws
    /// `DisputeError`.
    @discardableResult
    public func book(
        _ wish: BookingWish, at centre: RecordID, for reader: MatterScope, by principal: Principal, at now: Instant,
        in transaction: any Transaction
    ) throws -> RecordID {
        var wish = wish
        try check(wish, at: centre, at: now, in: transaction)
        let id = RecordID.make(at: now), subject = Subject("booking", id)
        var personal: [String: PersonalValueRef] = [:]
        func seal(_ text: String, _ field: String) throws -> RecordID? {
            guard !text.isEmpty else { return nil }
            let value = try journal.personalValues.seal(text, owner: subject, field: field, at: now, in: transaction)
            personal[field] = value
            return value.id
        }
        let row = DisputeShapes.bookings.row([
            id.value, district.value, centre.value, wish.day.value, wish.times.from.value, wish.times.to.value,
            wish.purpose.rawValue.value, wish.matter.value, wish.subject.value, try seal(wish.name, "name").value,
            try seal(wish.phone, "phone").value, BookingState.booked.rawValue.value, .null, principal.key.value,
            now.value, 1.value,
        ])
        try transaction.insert(row, of: id, first: true)
        wish.resources = try keep(wish, for: id, told: reader, in: transaction)
        for resource in wish.resources {
            let row = DisputeShapes.resources.row([id.value, resource.key.value, district.value])
            try transaction.insert(row, of: id)
        }
        try journal.record(
            JournalRecord(
                "booking.made", subject: subject, by: principal, happenedAt: now,
                parameters: Self.parameters(wish.day, wish.times, centre), personal: personal), in: transaction)
        return id
    }

    /// Moves a booking to another time, all or nothing. Throws `DisputeError`.
    public func move(
        _ id: RecordID, to day: Day, _ times: DayTimes, revision: Int, for reader: MatterScope,
        by principal: Principal, at now: Instant, in transaction: any Transaction
    ) throws {
        let booking = try get(id, in: transaction)
        try change(id, to: .booked, revision: revision, reason: nil, in: transaction)
        var wish = BookingWish(
            booking.resources, on: day, times, for: booking.purpose, matter: booking.matter, subject: booking.subject)
        // Its name was checked when it was booked.
        wish.name = "-"
        try check(wish, at: booking.centre, at: now, in: transaction)
        try transaction.execute("DELETE FROM booking_slots WHERE booking_id = \(id)")
        let kept = try keep(wish, for: id, told: reader, in: transaction)
        for resource in booking.resources where !kept.contains(resource) {
            try transaction.execute(
                "DELETE FROM booking_resources WHERE booking_id = \(id) AND resource = \(resource.key)")
            transaction.noteRemoval("booking_resources", of: id, id: RecordID(trusted: resource.key))
        }
        for resource in kept where !booking.resources.contains(resource) {
            try transaction.insert(
                DisputeShapes.resources.row([id.value, resource.key.value, district.value]), of: id)
        }
        try transaction.execute(
            """
            UPDATE bookings SET day = \(day), from_minute = \(times.from), to_minute = \(times.to) WHERE id = \(id)
            """
        )
        try journal.record(
            JournalRecord(
                "booking.moved", subject: Subject("booking", id), by: principal, happenedAt: now,
                parameters: Self.parameters(day, times, booking.centre)), in: transaction)
    }

    /// Ends a booking: cancelled with a reason, kept, or nobody came. What was cancelled is free at once. Throws `DisputeError`.
    public func end(
        _ id: RecordID, as state: BookingState, reason: String = "", revision: Int, by principal: Principal,
        at now: Instant, in transaction: any Transaction
    ) throws {
        let booking = try get(id, in: transaction)
        guard state != .booked else { throw DisputeError.notFound }
        if state == .cancelled {
            guard (2...200).contains(reason.count) else {
                throw CentreStore.wrong("reason", "请写取消的原因，最多 200 个字", "Say why, in 200 characters at most")
            }
        } else if Instant(booking.day, hour: booking.times.from / 60, minute: booking.times.from % 60) > now {
            throw DisputeError.barred(Words("还没到预约的时间", "Its time has not come yet"))
        }
        let subject = Subject("booking", id)
        let sealed =
            state == .cancelled
            ? try journal.personalValues.seal(
                reason, owner: subject, field: "cancelling", at: now, in: transaction) : nil
        try change(id, to: state, revision: revision, reason: sealed?.id, in: transaction)
        if state == .cancelled { try transaction.execute("DELETE FROM booking_slots WHERE booking_id = \(id)") }
        try journal.record(
            JournalRecord(
                "booking.\(state.rawValue)", subject: subject, by: principal, happenedAt: now,
                personal: sealed.map { ["cancelling": $0] } ?? [:]), in: transaction)
    }

    private func change(
        _ id: RecordID, to state: BookingState, revision: Int, reason: RecordID?, in transaction: any Transaction
    ) throws {
        let changed = try transaction.change(
            """
            UPDATE bookings SET state = \(state.rawValue), reason_id = \(reason), revision = revision + 1
            WHERE id = \(id) AND district = \(district) AND state = 'booked' AND revision = \(revision)
            """
        )
        guard changed == 1 else { throw DisputeError.changedMeanwhile }
        transaction.noteChange("bookings", of: id, id: id)
    }

    /// A booking. Throws `DisputeError.notFound`.
    public func get(_ id: RecordID, in reader: any Reader) throws -> Booking {
        let row = try reader.row("SELECT * FROM bookings WHERE id = \(id) AND district = \(district)")
        guard let row else { throw DisputeError.notFound }
        return try bookings([row], in: reader)[0]
    }

    /// The bookings of a centre in a run of days that were not cancelled, by time.
    public func list(
        at centre: RecordID, from first: Day, to last: Day, in reader: any Reader
    ) throws -> [Booking] {
        try bookings(
            reader.rows(
                """
                SELECT * FROM bookings WHERE unit_id = \(centre) AND day >= \(first) AND day <= \(last)
                  AND state <> 'cancelled' ORDER BY day, from_minute, id LIMIT 3000
                """), in: reader)
    }

    /// The bookings of a matter that were not cancelled, by time; whoever asks has the matter in their scope.
    public func list(of matter: RecordID, in reader: any Reader) throws -> [Booking] {
        try bookings(
            reader.rows(
                """
                SELECT * FROM bookings WHERE matter_id = \(matter) AND state <> 'cancelled'
                ORDER BY day, from_minute, id LIMIT 200
                """), in: reader)
    }

    /// Who comes and how to reach them, of bookings without a matter, by booking.
    public func people(
        of bookings: [Booking], in reader: any Reader
    ) throws -> [RecordID: (name: String?, phone: String?)] {
        guard !bookings.isEmpty else { return [:] }
        let rows = try reader.rows(
            """
            SELECT id, name_id, phone_id FROM bookings WHERE name_id IS NOT NULL AND id IN (\(list: bookings.map(\.id)))
            """
        )
        let texts = try journal.personalValues.open(
            ids: rows.flatMap { [try $0.idOrNil("name_id"), try $0.idOrNil("phone_id")].compactMap(\.self) },
            in: reader)
        var people: [RecordID: (name: String?, phone: String?)] = [:]
        for row in rows {
            people[try row.id("id")] = (
                try row.idOrNil("name_id").flatMap { texts[$0] }, try row.idOrNil("phone_id").flatMap { texts[$0] }
            )
        }
        return people
    }

    private func bookings(_ rows: [Row], in reader: any Reader) throws -> [Booking] {
        guard !rows.isEmpty else { return [] }
        let ids = try rows.map { try $0.id("id") }
        var resources: [RecordID: [Resource]] = [:]
        for start in stride(from: 0, to: ids.count, by: 500) {
            let some = Array(ids[start..<min(start + 500, ids.count)])
            let found = try reader.rows(
                """
                SELECT booking_id, resource FROM booking_resources WHERE booking_id IN (\(list: some)) ORDER BY resource
                """
            )
            for row in found {
                if let resource = Resource(key: try row.text("resource")) {
                    resources[try row.id("booking_id"), default: []].append(resource)
                }
            }
        }
        return try rows.compactMap { row in
            let id = try row.id("id")
            guard let times = DayTimes(try row.int("from_minute"), try row.int("to_minute")) else { return nil }
            return Booking(
                id: id, centre: try row.id("unit_id"), resources: resources[id] ?? [], day: try row.day("day"),
                times: times, purpose: BookingPurpose(rawValue: try row.text("purpose")) ?? .other,
                matter: try row.idOrNil("matter_id"), subject: try row.idOrNil("subject_id"),
                state: BookingState(rawValue: try row.text("state")) ?? .booked, revision: try row.int("revision"))
        }
    }

    private static func parameters(_ day: Day, _ times: DayTimes, _ centre: RecordID) -> [String: String] {
        [
            "centre": centre.text, "day": day.description, "from": DayTimes.text(times.from),
            "to": DayTimes.text(times.to),
        ]
    }

    static let full = Words("那个时间已经约满", "That time is taken")
}

extension Resource {
    /// Reads the key back; nil when it is none.
    init?(key: String) {
        let parts = key.split(separator: ":")
        guard parts.count == 3, let kind = ResourceKind(rawValue: String(parts[0])), let lane = Int(parts[2]) else {
            return nil
        }
        self.init(kind, RecordID(trusted: String(parts[1])), lane: lane)
    }
}

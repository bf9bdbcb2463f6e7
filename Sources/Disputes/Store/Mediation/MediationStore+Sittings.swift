import Accounts
public import Base
import Journal
import Matters
import Notices
import Storage

/// What a sitting needs: when, where, who is asked and how.
public struct SittingWish: Sendable {
    /// The day.
    public var day: Day
    /// The times of the day, in whole quarters of an hour.
    public var times: DayTimes
    /// The centre and its room; nil for a place that needs none.
    public var room: (centre: RecordID, room: RecordID)?
    /// Where, when it is no room.
    public var place: String
    /// Who is asked to come.
    public var invited: [RecordID]
    /// How.
    public var invitation: Invitation

    /// Puts it together.
    public init(
        on day: Day, _ times: DayTimes, room: (centre: RecordID, room: RecordID)?, place: String = "",
        invited: [RecordID], by invitation: Invitation
    ) {
        (self.day, self.times, self.room, self.place) = (day, times, room, place)
        (self.invited, self.invitation) = (invited, invitation)
    }
}

extension MediationStore {
    func sittings(of id: RecordID, withMinutes: Bool, in reader: any Reader) throws -> [Sitting] {
        let rows = try reader.rows("SELECT * FROM sittings WHERE mediation_id = \(id) ORDER BY number")
        let texts = withMinutes ? try open(rows, "minutes_id", in: reader) : [:]
        let people = try Dictionary(
            grouping: reader.rows("SELECT * FROM sitting_people WHERE mediation_id = \(id) ORDER BY id")
        ) { try $0.id("sitting_id") }
        return try rows.compactMap { row in
            let sitting = try row.id("id")
            guard let times = DayTimes(try row.int("from_minute"), try row.int("to_minute")) else { return nil }
            return Sitting(
                id: sitting, number: try row.int("number"), booking: try row.idOrNil("booking_id"),
                day: try row.day("day"), times: times, place: Words(try row.text("place_zh"), try row.text("place_en")),
                state: SittingState(rawValue: try row.text("state")) ?? .invited,
                people: try (people[sitting] ?? []).map {
                    Sitting.Seat(
                        party: try $0.id("party_id"),
                        invitation: Invitation(rawValue: try $0.text("invitation")) ?? .spoken,
                        attendance: try $0.textOrNil("attendance").flatMap(Attendance.init))
                },
                minutes: try row.idOrNil("minutes_id").flatMap { texts[$0] }, revision: try row.int("revision"))
        }
    }

    /// Sets a sitting: keeps the room and the mediator's time, and asks people to come; who has a telephone gets a message. Throws
    /// `DisputeError`.
    @discardableResult
    public func invite(_ wish: SittingWish, _ change: Change) throws -> RecordID {
        try Self.checkOpen(change)
        guard let mediator = change.mediation.mediator else {
            throw DisputeError.barred(Words("先定调解员", "A mediator must be appointed first"))
        }
        let invited = change.mediation.here.filter { wish.invited.contains($0.id) }
        guard !invited.isEmpty, invited.count == Set(wish.invited).count else {
            throw CentreStore.wrong("invited", "请选通知谁", "Choose whom to ask")
        }
        guard !mediator.rests.contains(where: { $0.contains(wish.day) }) else {
            throw CentreStore.wrong("day", "调解员那天休息", "The mediator rests on that day")
        }
        let id = RecordID.make(at: change.now)
        var place = Words(wish.place, wish.place), booking: RecordID?
        if let (centre, room) = wish.room {
            let known = try centres.get(centre, in: change.transaction)
            guard let found = known.rooms.first(where: { $0.id == room }) else {
                throw CentreStore.wrong("room", "没有这个房间", "There is no such room")
            }
            place = Words(
                "\(known.unit.name.zh)\(found.name.zh)", "\(found.name.en), \(known.unit.name.en)")
            let kept = BookingWish(
                [Resource(.room, room), Resource(.person, mediator.id)], on: wish.day, wish.times, for: .proceeding,
                matter: change.mediation.opened.file.matter.id, subject: change.id)
            booking = try BookingStore(centres).book(
                kept, at: centre, for: try matters.scope(of: change.reader.actor, in: change.transaction),
                by: change.reader.actor.principal, at: change.now, in: change.transaction)
        } else {
            try Self.checkText(wish.place, field: "place", longest: 100)
            guard Instant(wish.day, hour: wish.times.from / 60, minute: wish.times.from % 60) > change.now else {
                throw CentreStore.wrong("day", "时间已经过了", "That time is over")
            }
        }
        let number = (change.mediation.sittings.last?.number ?? 0) + 1
        let row = MediationShapes.sittings.row([
            id.value, district.value, change.id.value, number.value, booking.value, wish.day.value,
            wish.times.from.value, wish.times.to.value, place.zh.value, place.en.value,
            SittingState.invited.rawValue.value, .null, 1.value,
        ])
        try change.transaction.insert(row, of: change.id)
        for party in invited {
            let row = MediationShapes.people.row([
                RecordID.make(at: change.now).value, district.value, change.id.value, id.value, party.id.value,
                wish.invitation.rawValue.value, .null,
            ])
            try change.transaction.insert(row, of: change.id)
        }
        try record(
            "mediation.sitting", change,
            [
                "number": String(number), "day": wish.day.description, "from": DayTimes.text(wish.times.from),
                "to": DayTimes.text(wish.times.to),
            ])
        if wish.invitation == .sms { try tell(invited, of: id, wish, place, change) }
        return id
    }

    private func tell(
        _ invited: [MediationParty], of sitting: RecordID, _ wish: SittingWish, _ place: Words, _ change: Change
    ) throws {
        for party in invited {
            guard let phone = party.identity?.phone, !phone.isEmpty else { continue }
            try matters.notices?.add(
                NoticeDraft(
                    key: "sitting:\(sitting):\(party.id)", subject: change.subject, channel: .sms, to: phone,
                    template: .sittingInvitation,
                    parameters: [
                        "number": change.mediation.opened.file.matter.number, "day": wish.day.description,
                        "time": DayTimes.text(wish.times.from), "place": place.zh, "place-en": place.en,
                    ], language: .simplified), in: change.transaction, at: change.now)
        }
    }

    /// How a sitting that was not finished goes on.
    public enum Adjournment: Sendable {
        /// On a day, at the same place, with the same people.
        case until(Day, DayTimes)
        /// On no day yet, for a reason; empty where another sitting is set already.
        case open(String)
    }

    /// Records a sitting: who took part and how, and the minutes. An adjourned one goes on at a time that is set, or its minutes say why
    /// none is. Throws `DisputeError`.
    public func hold(
        _ id: RecordID, attendance: [RecordID: Attendance], minutes: String, adjourned: Adjournment? = nil,
        _ change: Change
    ) throws {
        guard let sitting = change.mediation.sittings.first(where: { $0.id == id }) else { throw DisputeError.notFound }
        guard sitting.state == .invited else {
            throw DisputeError.barred(Words("这次已经记过了", "This sitting has been recorded"))
        }
        guard sitting.begins <= change.now else {
            throw DisputeError.barred(Words("还没到约好的时间", "Its time has not come yet"))
        }
        try Self.checkText(minutes, field: "minutes", longest: 10_000)
        guard sitting.people.allSatisfy({ attendance[$0.party] != nil }) else {
            throw CentreStore.wrong("attendance", "请逐个选谁怎么参加", "Say of each how they took part")
        }
        let value = try seal(minutes + Self.openEnd(adjourned, change), "minutes", change)
        let state = adjourned == nil ? SittingState.held : .adjourned
        try change.transaction.execute(
            """
            UPDATE sittings SET state = \(state.rawValue), minutes_id = \(value.id), revision = revision + 1
            WHERE id = \(id)
            """)
        change.transaction.noteChange("sittings", of: change.id, id: id)
        for row in try change.transaction.rows("SELECT id, party_id FROM sitting_people WHERE sitting_id = \(id)") {
            guard let way = attendance[try row.id("party_id")] else { continue }
            let seat = try row.id("id")
            try change.transaction.execute(
                "UPDATE sitting_people SET attendance = \(way.rawValue) WHERE id = \(seat)")
            change.transaction.noteChange("sitting_people", of: change.id, id: seat)
        }
        try record(
            "mediation.held", change, ["number": String(sitting.number), "state": state.rawValue], ["minutes": value])
        if case .until(let day, let times) = adjourned { try goOn(sitting, on: day, times, change) }
    }

    /// What the minutes say of an adjournment that has no day yet. Throws `DisputeError` where neither day nor reason is given.
    private static func openEnd(_ adjourned: Adjournment?, _ change: Change) throws -> String {
        guard case .open(let reason) = adjourned else { return "" }
        guard reason.contains(where: { !$0.isWhitespace }) else {
            let isSet = change.mediation.sittings.contains { $0.state == .invited && $0.begins > change.now }
            guard isSet else {
                throw CentreStore.wrong(
                    "next-day", "没谈完：请填下次哪天，或者写为什么还定不了", "Not finished: give the next day, or say why there is none")
            }
            return ""
        }
        try checkText(reason, field: "next-reason", longest: 200)
        return "\n休会，下次时间未定：\(reason)"
    }

    /// Sets the next sitting like the one before: those who are still at the table, asked as they were, at the same place.
    private func goOn(_ sitting: Sitting, on day: Day, _ times: DayTimes, _ change: Change) throws {
        let here = Set(change.mediation.here.map(\.id)), seats = sitting.people.filter { here.contains($0.party) }
        let booking = try sitting.booking.map { try BookingStore(centres).get($0, in: change.transaction) }
        let room = booking.flatMap { booking in
            booking.resources.first { $0.kind == .room }.map { (centre: booking.centre, room: $0.id) }
        }
        do {
            try invite(
                SittingWish(
                    on: day, times, room: room, place: sitting.place.zh, invited: seats.map(\.party),
                    by: seats.first?.invitation ?? .spoken), change)
        } catch DisputeError.invalid(_, let words) {
            throw DisputeError.invalid(field: "next-day", words)
        }
    }

    /// Calls off what lies ahead when the mediation or its mediator ends: rooms and people are free again.
    func cancelAhead(_ reason: String, _ change: Change) throws {
        for sitting in change.mediation.sittings where sitting.state == .invited {
            if sitting.begins > change.now { try cancel(sitting.id, reason: reason, change) }
        }
    }

    /// Calls a sitting off; its room is free at once. Throws `DisputeError`.
    public func cancel(_ id: RecordID, reason: String, _ change: Change) throws {
        guard let sitting = change.mediation.sittings.first(where: { $0.id == id }), sitting.state == .invited else {
            throw DisputeError.notFound
        }
        try change.transaction.execute(
            """
            UPDATE sittings SET state = \(SittingState.cancelled.rawValue), revision = revision + 1 WHERE id = \(id)
            """)
        change.transaction.noteChange("sittings", of: change.id, id: id)
        if let booking = sitting.booking {
            let bookings = BookingStore(centres), known = try bookings.get(booking, in: change.transaction)
            try bookings.end(
                booking, as: .cancelled, reason: reason, revision: known.revision,
                by: change.reader.actor.principal, at: change.now, in: change.transaction)
        } else {
            try Self.checkText(reason, field: "reason", longest: 200)
        }
        try record("mediation.cancelled", change, ["number": String(sitting.number)])
    }

    /// Writes down what a side said to the mediator alone. Throws `DisputeError`.
    public func note(_ text: String, of side: PartySide, _ change: Change) throws {
        try Self.checkMediates(change)
        try Self.checkText(text, field: "note")
        let value = try seal(text, "caucus", change)
        let row = MediationShapes.notes.row([
            RecordID.make(at: change.now).value, district.value, change.id.value,
            (change.mediation.mediator?.id).value, side.rawValue.value, value.id.value, change.now.value,
        ])
        try change.transaction.insert(row, of: change.id)
        // Not even of which side: whoever reads the record learns only that a note was made.
        try record("mediation.caucus", change, [:], ["note": value])
    }
}

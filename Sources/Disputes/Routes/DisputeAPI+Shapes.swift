import Accounts
import Base
import Web

/// How centres, tickets, bookings and receptions are told to programs.
enum DisputeAnswers {
    struct Open: Sendable {
        let centre: Centre
        let today: Day
        let times: [DayTimes]
    }

    struct Told: Sendable {
        let booking: Booking
        let number: String?
    }

    static let unit = Shape<Unit>(
        "CentreUnit",
        [
            .text("id", .id) { $0.id.text }, .text("code", .code) { $0.code }, .words("name") { $0.name },
            .maybe("opens_on", .day) { $0.opensOn?.description },
        ])

    private static let window = Shape<Window>(
        "CentreWindow",
        [
            .text("id", .id) { $0.id.text }, .integer("number") { $0.number }, .words("name") { $0.name },
            .maybe("department", .id) { $0.department?.text },
        ])

    private static let room = Shape<Room>(
        "CentreRoom",
        [
            .text("id", .id) { $0.id.text }, .text("code") { $0.code }, .words("name") { $0.name },
            .text("use", .choice(RoomUse.self)) { $0.use.rawValue },
            .field("floor", .integer(-9...200)) { .integer($0.floor) }, .maybeInteger("seats") { $0.seats },
        ])

    private static let times = Shape<DayTimes>(
        "DayTimes", [.text("from") { DayTimes.text($0.from) }, .text("to") { DayTimes.text($0.to) }])

    static let centre = Shape<Open>(
        "Centre",
        [
            .one("unit", unit) { $0.centre.unit }, .many("windows", window) { $0.centre.windows },
            .many("rooms", room) { $0.centre.rooms },
            .many("today", times, "When it is open today; none when it is closed.") { $0.times },
        ])

    static let ticket = Shape<Ticket>(
        "Ticket",
        [
            .text("id", .id) { $0.id.text }, .text("number") { $0.number }, .text("day", .day) { $0.day.description },
            .text("state", .choice(TicketState.self)) { $0.state.rawValue },
            .text("priority", .choice(TicketPriority.self)) { $0.priority.rawValue },
            .maybe("window", .id) { $0.window?.text }, .text("taken_at", .instant) { $0.takenAt.iso },
            .maybe("called_at", .instant) { $0.calledAt?.iso }, .integer("calls") { $0.calls },
        ])

    private static let resource = Shape<Resource>(
        "BookedResource",
        [.text("kind", .choice(ResourceKind.self)) { $0.kind.rawValue }, .text("id", .id) { $0.id.text }])

    static let booking = Shape<Told>(
        "Booking",
        [
            .text("id", .id) { $0.booking.id.text }, .text("day", .day) { $0.booking.day.description },
            .one("times", times) { $0.booking.times }, .many("resources", resource) { $0.booking.resources },
            .text("state", .choice(BookingState.self)) { $0.booking.state.rawValue },
            .text("purpose", .choice(BookingPurpose.self)) { $0.booking.purpose.rawValue },
            .maybe("number", .text(.number, 8...30), "Of its matter, if the reader may see it.") { $0.number },
        ])

    static let receptions = Shape<ReceptionTable>(
        "ReceptionTable",
        [
            .integer("matters", .count, "solved + passed + open.") { $0.matters }, .integer("solved") { $0.solved },
            .integer("passed") { $0.passed }, .integer("open") { $0.open }, .integer("receptions") { $0.receptions },
            .integer("ended", .count, "Of those passed on.") { $0.ended },
        ])

    static let mark = Schema.named("BookingMark", .object([SchemaField("id", .id)], isClosed: false))
}

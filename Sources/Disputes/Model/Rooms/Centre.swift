public import Accounts
public import Base

/// A numbered window of a centre, with who sits there.
public struct Window: Hashable, Sendable {
    /// The permanent id.
    public let id: RecordID
    /// Its number.
    public let number: Int
    /// What it is for.
    public let name: Words
    /// The department that sits there on days without another; nil for the centre itself.
    public let department: RecordID?
    /// Who sits there by weekday, for dated spells.
    public let rota: [RotaSpell]

    /// Puts a window together.
    public init(id: RecordID, number: Int, name: Words, department: RecordID?, rota: [RotaSpell] = []) {
        (self.id, self.number, self.name, self.department, self.rota) = (id, number, name, department, rota)
    }

    /// The department that sits there on a day: by the spell that began last, else its own; nil for the centre itself.
    public func department(on day: Day) -> RecordID? {
        rota.filter { $0.weekday == day.weekday && $0.holds(on: day) }.max { $0.from < $1.from }?.department
            ?? department
    }
}

/// A department that sits at a window on one weekday from a day on.
public struct RotaSpell: Hashable, Sendable {
    /// 1 for Monday.
    public let weekday: Int
    /// Who sits there.
    public let department: RecordID
    /// The first day.
    public let from: Day
    /// The first day no longer; nil while it goes on.
    public let to: Day?

    /// Puts a spell together.
    public init(weekday: Int, department: RecordID, from: Day, to: Day? = nil) {
        (self.weekday, self.department, self.from, self.to) = (weekday, department, from, to)
    }

    func holds(on day: Day) -> Bool { from <= day && to.map { day < $0 } ?? true }
}

/// What a room serves for.
public enum RoomUse: String, Sendable, CaseIterable, Codable {
    case reception, mediation, hearing, counselling, conference, studio
}

/// A room of a centre that can be booked.
public struct Room: Hashable, Sendable {
    /// The permanent id.
    public let id: RecordID
    /// The number on its door.
    public let code: String
    /// What it is called.
    public let name: Words
    /// The storey.
    public let floor: Int
    /// What it serves for.
    public let use: RoomUse
    /// How many people sit there; nil when nobody said.
    public let seats: Int?
    /// The first day on which it can be used no more.
    public let closesOn: Day?

    /// Puts a room together.
    public init(
        id: RecordID, code: String, name: Words, floor: Int, use: RoomUse, seats: Int?, closesOn: Day? = nil
    ) {
        (self.id, self.code, self.name, self.floor) = (id, code, name, floor)
        (self.use, self.seats, self.closesOn) = (use, seats, closesOn)
    }
}

/// A dispute centre of the district, a town or a village: its unit with windows, rooms and hours.
public struct Centre: Sendable {
    /// The unit.
    public let unit: Unit
    /// Its windows, by number.
    public let windows: [Window]
    /// Its rooms, by the number on the door.
    public let rooms: [Room]
    /// When it is open.
    public let hours: OpeningHours

    /// Puts a centre together.
    public init(unit: Unit, windows: [Window], rooms: [Room], hours: OpeningHours) {
        (self.unit, self.windows, self.rooms, self.hours) = (unit, windows, rooms, hours)
    }
}

/// Who may do what at a centre. Nothing here opens a matter: that is asked of the matter's own scope.
public struct CentreRights: Hashable, Sendable {
    /// May look at queue, bookings and day sheet.
    public let mayRead: Bool
    /// May call tickets, book and record receptions.
    public let mayWork: Bool
    /// May change windows, rooms, hours and reception days.
    public let maySetUp: Bool

    /// The rights of a post: `line` is the centre and the units above it, `isResident` says that the post's unit has a window
    /// there.
    public init(role: Role?, unit: RecordID?, centre: RecordID, line: [RecordID], isResident: Bool) {
        let reaches = unit.map { line.contains($0) } ?? false
        let works = role.map { [.clerk, .handler, .head].contains($0) } ?? false
        mayWork = works && (unit == centre || isResident)
        maySetUp = reaches && (role == .administrator || role == .head)
        mayRead = mayWork || maySetUp || reaches && (works || role == .auditor || role == .arbiter)
    }
}

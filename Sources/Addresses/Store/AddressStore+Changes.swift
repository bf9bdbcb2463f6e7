public import Base
import Divisions
public import Storage
import Text

/// What is done at once to one place or several: from which day it counts, why, and when it is recorded.
public struct AddressAct: Sendable {
    /// What was done together is undone together.
    public let id: RecordID
    /// The day from which it counts.
    public let day: Day
    /// Why, in the words of who did it.
    public let reason: String
    /// When it is recorded.
    public let now: Instant

    /// A new act.
    public init(on day: Day, reason: String = "", at now: Instant) {
        (id, self.day, self.reason, self.now) = (.make(at: now), day, reason, now)
    }
}

// Each change keeps what stood before it, under its number in the feed.
extension AddressStore {
    typealias Act = AddressAct

    /// Changes columns of a record that stands; what stood before is kept. Throws `AddressError.unknown` and `.ended`.
    func alter(
        _ id: RecordID, _ what: PlaceChange.What, set: SQL, by act: Act, in transaction: any Transaction
    ) throws {
        guard
            let row = try transaction.row("SELECT valid_to FROM addresses WHERE id = \(id) AND district = \(district)")
        else { throw AddressError.unknown }
        guard try what == .restored || row.textOrNil("valid_to") == nil else { throw AddressError.ended }
        let number = try feed.note(
            [(.address, id, what)], on: act.day, reason: act.reason, act: act.id, at: act.now, in: transaction)
        try keepVersion(of: id, before: number, at: act.now, in: transaction)
        try transaction.execute("UPDATE addresses SET \(set) WHERE id = \(id) AND district = \(district)")
        transaction.noteChange("addresses", of: id, id: id)
    }

    private func keepVersion(
        of id: RecordID, before number: Int64, at now: Instant, in transaction: any Transaction
    ) throws {
        let version = RecordID.make(at: now)
        let columns = SQL(text: Self.stateColumns.joined(separator: ", "), values: [])
        try transaction.execute(
            """
            INSERT INTO address_versions (id, district, change_number, address_id, \(columns))
            SELECT \(version), district, \(number), id, \(columns) FROM addresses WHERE id = \(id)
            """
        )
        transaction.noteChange("address_versions", of: id, id: version)
    }

    /// Says that a place is there, which so far a system has said or nobody.
    public func confirm(_ id: RecordID, by act: AddressAct, in transaction: any Transaction) throws {
        try alter(id, .confirmed, set: "state = \(AddressState.confirmed.rawValue)", by: act, in: transaction)
    }

    /// Ends a place: a house that was pulled down, a proposal that was none. What lies below it ends with it.
    public func retire(_ id: RecordID, by act: AddressAct, in transaction: any Transaction) throws {
        for below in try standing(below: id, in: transaction) { try retire(below, by: act, in: transaction) }
        try alter(id, .retired, set: "valid_to = \(act.day)", by: act, in: transaction)
    }

    /// The records that lie directly below one and stand.
    func standing(below id: RecordID, in reader: any Reader) throws -> [RecordID] {
        try reader.rows(
            """
            SELECT id FROM addresses WHERE parent_id = \(id) AND district = \(district) AND valid_to IS NULL
              AND number IS NOT NULL ORDER BY id
            """
        ).map { try $0.id("id") }
    }

    /// Gives a named place another standard name; the former one finds it still. What is written of what lies below it follows.
    /// Throws `AddressError.badName`.
    public func rename(_ id: RecordID, to name: String, by act: AddressAct, in transaction: any Transaction) throws {
        guard (2...60).contains(name.count), let place = try find(id, in: transaction), place.name != name else {
            throw AddressError.badName
        }
        try alter(id, .changed, set: "name = \(name)", by: act, in: transaction)
        try removeName(place.name, of: id, by: act, in: transaction)
        try addName(place.name, .former, of: id, by: act, in: transaction)
        // It may be what people call the place already, or what it was called before.
        if try currentName(Folding.fold(name), of: id, in: transaction) != nil {
            try removeName(name, of: id, by: act, in: transaction)
        }
        try addName(name, .exact, of: id, by: act, in: transaction)
        try rewrite(below: id, from: place.name, to: name, by: act, in: transaction)
    }

    private func rewrite(
        below id: RecordID, from old: String, to new: String, by act: Act, in transaction: any Transaction
    ) throws {
        for below in try standing(below: id, in: transaction) {
            guard let place = try find(below, in: transaction), place.name.hasPrefix(old) else { continue }
            try alter(
                below, .changed, set: "name = \(new + place.name.dropFirst(old.count))", by: act, in: transaction)
            try rewrite(below: below, from: old, to: new, by: act, in: transaction)
        }
    }

    /// Gives a place another name that finds it. Throws `AddressError.badName` when it has it.
    public func addName(
        _ name: String, _ how: PlaceMatch.How = .alias, of id: RecordID, by act: AddressAct,
        in transaction: any Transaction
    ) throws {
        let folded = Folding.fold(name)
        guard (2...60).contains(folded.count) else { throw AddressError.badName }
        guard try currentName(folded, of: id, in: transaction) == nil else { throw AddressError.badName }
        let number = try feed.note(
            [(.address, id, .named)], on: act.day, reason: act.reason, act: act.id, at: act.now, in: transaction)
        try addName(folded, how, of: id, since: number, in: transaction)
    }

    private func currentName(_ folded: String, of id: RecordID, in reader: any Reader) throws -> Row? {
        try reader.row(
            "SELECT how, since FROM address_names WHERE address_id = \(id) AND folded = \(folded) LIMIT 1")
    }

    /// Takes a name away: it finds the place no more. Throws `AddressError.badName` when the place has it not.
    public func removeName(
        _ name: String, of id: RecordID, by act: AddressAct, in transaction: any Transaction
    ) throws {
        let folded = Folding.fold(name)
        guard let current = try currentName(folded, of: id, in: transaction) else { throw AddressError.badName }
        let number = try feed.note(
            [(.address, id, .unnamed)], on: act.day, reason: act.reason, act: act.id, at: act.now, in: transaction)
        try transaction.execute("DELETE FROM address_names WHERE address_id = \(id) AND folded = \(folded)")
        // A name is told by its letters among those of its place.
        transaction.noteRemoval("address_names", of: id, id: RecordID(trusted: folded))
        let spell = Self.spellShape.row([
            RecordID.make(at: act.now).value, district.value, id.value, folded.value, try current.text("how").value,
            try current.integer("since").value, number.value,
        ])
        try transaction.insert(spell, of: id)
    }

    private static let spellShape = RowShape(
        "address_name_spells", ["id", "district", "address_id", "folded", "how", "since", "until"])
}

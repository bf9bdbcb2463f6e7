public import AddressMatch
import Base
public import Divisions
public import Storage

/// How texts name the divisions around a library.
public struct LibrarySurroundings: Sendable {
    /// The district's own names and those above it: what names them says nothing against a place.
    public var above: [String]
    /// Names of other districts and cities: what names them is elsewhere.
    public var elsewhere: [String]

    /// Puts the names together.
    public init(above: [String], elsewhere: [String]) { (self.above, self.elsewhere) = (above, elsewhere) }
}

extension AddressStore {
    /// The library in memory, to resolve texts by; the register's ids are the codes that places came with, else their own ids.
    ///
    /// About a kilobyte a place while it is read, a third of it afterwards.
    public func register(
        _ surroundings: LibrarySurroundings, towns: [Division], villages: [Division], in reader: any Reader
    ) throws -> AddressRegister {
        let count = try reader.count("SELECT COUNT(*) AS n FROM addresses WHERE district = \(district)")
        var filling = RegisterFilling(expecting: count, names: try names(in: reader))
        filling.addDivisions(surroundings, towns: towns, villages: villages)
        try eachRecord(in: reader) { try filling.add($0) }
        filling.locate()
        return filling.register
    }

    private func names(in reader: any Reader) throws -> [String: [(String, NameUse)]] {
        var names: [String: [(String, NameUse)]] = [:]
        for row in try reader.rows("SELECT address_id, folded, how FROM address_names WHERE district = \(district)") {
            let use: NameUse = try row.text("how") == PlaceMatch.How.exact.rawValue ? .standard : .alias
            names[try row.text("address_id"), default: []].append((try row.text("folded"), use))
        }
        return names
    }

    /// Hands every record that stands to a closure, parents before what lies below them.
    func eachRecord(in reader: any Reader, _ body: (Row) throws -> Void) throws {
        var after = ""
        while true {
            let rows = try reader.rows(
                """
                SELECT id, type, name, village_id, town_id, parent_id, number, code, state FROM addresses
                WHERE district = \(district) AND id > \(after) AND valid_to IS NULL ORDER BY id LIMIT 5000
                """
            )
            guard let last = rows.last else { return }
            for row in rows { try body(row) }
            after = try last.text("id")
        }
    }

    /// The record that was added last.
    func newest(in reader: any Reader) throws -> RecordID? {
        try reader.row("SELECT id FROM addresses WHERE district = \(district) ORDER BY id DESC LIMIT 1")?.id("id")
    }

    /// Says at which number of a road a named place lies.
    func locate(_ id: RecordID, at number: RecordID, in transaction: any Transaction) throws {
        try transaction.execute(
            "UPDATE addresses SET parent_id = \(number) WHERE id = \(id) AND district = \(district)")
        transaction.noteChange("addresses", of: id, id: id)
    }

    /// Says that a place is one that somebody has named.
    func confirm(_ id: RecordID, code: String?, point: GeoPoint?, in transaction: any Transaction) throws {
        try transaction.execute(
            """
            UPDATE addresses SET state = \(Self.confirmed), code = COALESCE(\(code), code),
              longitude_e6 = COALESCE(\(point?.longitudeE6), longitude_e6),
              latitude_e6 = COALESCE(\(point?.latitudeE6), latitude_e6)
            WHERE id = \(id) AND district = \(district)
            """
        )
        transaction.noteChange("addresses", of: id, id: id)
    }
}

/// Fills a register from records of the library.
private struct RegisterFilling {
    var register: AddressRegister
    private let names: [String: [(String, NameUse)]]
    private var divisions: [String: Int] = [:]
    /// The records that others may lie below; rooms are many and have nothing below them.
    private var places: [String: Int] = [:]
    private var numbers: [String: (number: String, road: String)] = [:]
    private var roads: [String: String] = [:]
    /// Named places with the number they lie at, which may be the younger record.
    private var located: [(place: Int, parent: String)] = []

    init(expecting count: Int, names: [String: [(String, NameUse)]]) {
        register = AddressRegister(expecting: count)
        self.names = names
    }

    mutating func addDivisions(_ around: LibrarySurroundings, towns: [Division], villages: [Division]) {
        let own = register.addDivision(.init(.district), names: around.above.map { ($0, .standard) })
        _ = register.addDivision(
            .init(.district, isElsewhere: true), names: around.elsewhere.map { ($0, .standard) })
        for town in towns {
            divisions[town.id.text] = register.addDivision(
                .init(.town, parents: [own]),
                names: Self.names(town.name.zh, AddressStore.formerNames(of: town.name.zh)))
        }
        for village in villages {
            let parents = village.parent.flatMap { divisions[$0.text] }.map { [$0] } ?? []
            divisions[village.id.text] = register.addDivision(
                .init(.village, parents: parents),
                names: Self.names(village.name.zh, AddressStore.formerNames(of: village.name.zh, endings: ["社区", "村"])))
        }
    }

    private static func names(_ name: String, _ former: [String]) -> [(String, NameUse)] {
        [(name, .standard)] + former.map { ($0, .former) }
    }

    mutating func add(_ row: Row) throws {
        guard let type = PlaceType(rawValue: try row.text("type")), type != .town, type != .village else { return }
        let id = try row.text("id"), parent = try row.textOrNil("parent_id")
        guard let town = divisions[try row.text("town_id")] else { return }
        let village = try row.textOrNil("village_id").flatMap { divisions[$0] }
        let shown = try row.text("state") == AddressStore.implied ? nil : try row.textOrNil("code") ?? id
        guard let number = try row.textOrNil("number") else {
            let place = register.addNamed(
                Self.kind(type), names: names[id] ?? [], town: town, village: village, id: shown)
            if let parent { located.append((place, parent)) }
            places[id] = place
            if type == .road { roads[id] = try row.text("name") }
            return
        }
        guard let parent, let above = places[parent] else { return }
        let place = register.addNumbered(
            Self.kind(type), number, below: above, town: town, village: village, id: shown)
        if type != .room { places[id] = place }
        if type == .number, let road = roads[parent] {
            register.addNumber(number, at: road, to: place)
            numbers[id] = (number, road)
        }
    }

    mutating func locate() {
        for (place, parent) in located {
            guard let above = places[parent], let at = numbers[parent] else { continue }
            register.setParent(above, of: place)
            register.addNumber(at.number, at: at.road, to: place)
        }
    }

    private static func kind(_ type: PlaceType) -> AddressKind { AddressKind(name: type.rawValue) ?? .landmark }
}

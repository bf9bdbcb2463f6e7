public import AddressMatch
public import Base
public import Divisions
public import Storage

/// How texts name the divisions around a library.
public struct LibrarySurroundings: Sendable {
    /// The district's own names and those above it: what names them says nothing against a place.
    public var above: [String]
    /// Names of other districts and cities: what names them is elsewhere.
    public var elsewhere: [String]
    /// Names of provinces, cities and countries as they are called in short: elsewhere where an address begins with them.
    public var elsewhereInShort: [String]

    /// Puts the names together.
    public init(above: [String], elsewhere: [String], elsewhereInShort: [String] = []) {
        (self.above, self.elsewhere, self.elsewhereInShort) = (above, elsewhere, elsewhereInShort)
    }
}

extension AddressStore {
    /// What a register calls its places.
    public enum RegisterIDs: Sendable {
        /// By the codes that they came with, else by their own ids.
        case codes
        /// By their own ids.
        case records
    }

    /// The library in memory, to resolve texts by.
    ///
    /// A quarter of a kilobyte a place, with the ids of records a third.
    public func register(
        _ surroundings: LibrarySurroundings, ids: RegisterIDs = .codes, divisions: DivisionStore, on day: Day,
        in reader: any Reader
    ) throws -> AddressRegister {
        // Only how much memory to take: without the district an index answers.
        let count = try reader.count("SELECT COUNT(*) AS n FROM addresses")
        var filling = RegisterFilling(expecting: count, names: try names(in: reader), ids: ids)
        try filling.addDivisions(surroundings, divisions, on: day, in: reader)
        try eachRecord(ended: true, in: reader) { filling.add($0) }
        filling.connect()
        return filling.register
    }

    func names(_ which: SQL = "", in reader: any Reader) throws -> [String: [(String, NameUse)]] {
        var names: [String: [(String, NameUse)]] = [:]
        let rows = try reader.rows(
            "SELECT address_id, folded, how FROM address_names WHERE district = \(district) \(which)")
        for row in rows {
            let use = PlaceMatch.How(rawValue: try row.text(at: 2)).map(Self.use) ?? .alias
            names[try row.text(at: 0), default: []].append((try row.text(at: 1), use))
        }
        return names
    }

    private static func use(_ how: PlaceMatch.How) -> NameUse {
        switch how {
        case .exact: .standard
        case .alias: .alias
        case .former: .former
        }
    }

    /// A record as the library is read: a million of them, by their place in the select list.
    struct Record {
        var id: String, type: PlaceType
        /// Its own name, or the number that tells it from its neighbours.
        var name: String, isNumbered: Bool
        var village: String?, town: String, parent: String?, code: String?
        var isImplied: Bool, hasEnded: Bool, successor: String?

        init(_ row: borrowing PassingRow) throws {
            (id, town) = (try row.text(at: 0), try row.text(at: 4))
            type = PlaceType(rawValue: try row.text(at: 1)) ?? .landmark
            isNumbered = try !row.isNull(at: 6)
            name = try row.text(at: isNumbered ? 6 : 2)
            (village, parent) = (try row.textOrNil(at: 3), try row.textOrNil(at: 5))
            code = try row.textOrNil(at: 7)
            isImplied = try row.text(at: 8) == AddressState.implied.rawValue
            (hasEnded, successor) = (try !row.isNull(at: 9), try row.textOrNil(at: 10))
        }
    }

    var recordSelect: SQL {
        """
        SELECT id, type, name, village_id, town_id, parent_id, number, code, state, valid_to, successor_id
        FROM addresses WHERE district = \(district)
        """
    }

    /// Hands every record to a closure, older before younger, so that parents come before what was added below them.
    func eachRecord(ended: Bool = false, in reader: any Reader, _ body: (Record) throws -> Void) throws {
        var after = ""
        let which: SQL = ended ? "" : "AND valid_to IS NULL"
        while true {
            var last: String?
            try reader.each("\(recordSelect) AND id > \(after) \(which) ORDER BY id LIMIT 5000") { row in
                let record = try Record(row)
                last = record.id
                try body(record)
            }
            guard let last else { return }
            after = last
        }
    }

    /// The record that was added last.
    func newest(in reader: any Reader) throws -> RecordID? {
        try reader.row("SELECT id FROM addresses WHERE district = \(district) ORDER BY id DESC LIMIT 1")?.id("id")
    }

    /// Says at which number of a road a named place lies.
    func locate(_ id: RecordID, at number: RecordID, by act: AddressAct, in transaction: any Transaction) throws {
        try alter(id, .located, set: "parent_id = \(number)", by: act, in: transaction)
    }

    /// Says that a place is one that a list names.
    func confirm(
        _ id: RecordID, code: String?, position: AddressPosition?, by act: AddressAct, in transaction: any Transaction
    ) throws {
        // A list without a position says nothing against the one that stands.
        let point = position?.point
        let origin: (system: SQL, quality: SQL) =
            position.map { ("\($0.system?.rawValue)", "\($0.quality?.rawValue)") } ?? (
                "position_system", "position_quality"
            )
        try alter(
            id, .confirmed,
            set: """
                state = \(AddressState.confirmed.rawValue), code = COALESCE(\(code), code),
                  longitude_e6 = COALESCE(\(point?.longitudeE6), longitude_e6),
                  latitude_e6 = COALESCE(\(point?.latitudeE6), latitude_e6),
                  position_system = \(origin.system), position_quality = \(origin.quality)
                """, by: act, in: transaction)
    }
}

/// Fills a register from records of the library.
struct RegisterFilling {
    private(set) var register: AddressRegister
    private let ids: AddressStore.RegisterIDs
    private let names: [String: [(String, NameUse)]]
    private var divisions: [String: Int] = [:]
    /// The records that others may lie below or take the place of.
    private var places: [String: Int] = [:]
    /// Named places with the number they lie at, which may be the younger record.
    private var located: [(place: Int, parent: String)] = []
    private var orphans: [String: [AddressStore.Record]] = [:]
    private var succeeded: [(place: Int, successor: String)] = []

    init(expecting count: Int, names: [String: [(String, NameUse)]], ids: AddressStore.RegisterIDs) {
        register = AddressRegister(expecting: count)
        (self.names, self.ids) = (names, ids)
    }

    /// District, towns and villages with the names and the divisions above that they have and had.
    mutating func addDivisions(
        _ around: LibrarySurroundings, _ store: DivisionStore, on day: Day, in reader: any Reader
    ) throws {
        let districts = try store.list(.district, on: day, in: reader)
        let own = Set(districts.map(\.name.zh))
        let above = register.addDivision(
            .init(.district), names: around.above.filter { !own.contains($0) }.map { ($0, .standard) })
        _ = register.addDivision(
            .init(.district, isElsewhere: true),
            names: around.elsewhere.map { ($0, .standard) } + around.elsewhereInShort.map { ($0, .alias) })
        for district in districts {
            divisions[district.id.text] = register.addDivision(
                .init(.district, id: district.id.text), names: [(district.name.zh, .standard)])
        }
        let towns = try store.list(.town, on: day, in: reader), villages = try store.list(.village, on: day, in: reader)
        let ids = (towns + villages).map(\.id)
        let former = try store.formerParents(of: ids, in: reader), others = try store.names(of: ids, in: reader)
        let endings: [DivisionLevel: [String]] = [.town: ["街道", "镇", "乡"], .village: ["社区", "村"]]
        for lower in towns + villages {
            var division = AddressRegister.Division(
                lower.level == .town ? .town : .village, id: lower.id.text,
                parents: [lower.parent.flatMap { divisions[$0.text] }, above].compactMap(\.self))
            division.formerParents = former[lower.id]?.compactMap { divisions[$0.id.text] } ?? []
            let names = AddressStore.formerNames(of: lower.name.zh, endings: endings[lower.level] ?? [])
            let said = (others[lower.id] ?? []).map { ($0.name, $0.how == .former ? NameUse.former : .alias) }
            divisions[lower.id.text] = register.addDivision(division, names: Self.names(lower.name.zh, names) + said)
        }
    }

    private static func names(_ name: String, _ former: [String]) -> [(String, NameUse)] {
        [(name, .standard)] + former.map { ($0, .former) }
    }

    mutating func add(_ record: AddressStore.Record) {
        guard record.type != .town, record.type != .village, let town = divisions[record.town] else { return }
        // A proposal that came to nothing is no place of former times.
        guard !record.hasEnded || record.successor != nil else { return }
        let village = record.village.flatMap { divisions[$0] }
        let id = ids == .codes ? record.code ?? record.id : record.id
        guard record.isNumbered else {
            let place = register.addNamed(
                Self.kind(record.type), names: names(of: record), town: town, village: village, id: id,
                isImplied: record.isImplied)
            if let parent = record.parent { located.append((place, parent)) }
            return keep(record, place)
        }
        guard let parent = record.parent else { return }
        guard let above = places[parent] else {
            orphans[parent, default: []].append(record)
            return
        }
        let place = register.addNumbered(
            Self.kind(record.type), record.name, below: above, town: town, village: village, id: id,
            isImplied: record.isImplied)
        keep(record, place)
    }

    /// The name as it is written comes first, since it is shown; the table has it folded.
    private func names(of record: AddressStore.Record) -> [(String, NameUse)] {
        [(record.name, .standard)] + (names[record.id] ?? []).filter { $0.1 != .standard }
    }

    private mutating func keep(_ record: AddressStore.Record, _ place: Int) {
        // Rooms are many, and nothing lies below them.
        if record.type != .room || record.successor != nil { places[record.id] = place }
        if let successor = record.successor { succeeded.append((place, successor)) }
        // What was moved below a younger record came before it.
        for orphan in orphans.removeValue(forKey: record.id) ?? [] { add(orphan) }
    }

    /// What points to records that may be younger.
    mutating func connect() {
        for (place, parent) in located {
            if let above = places[parent] { register.setParent(above, of: place) }
        }
        for (place, successor) in succeeded {
            if let next = places[successor] { register.setSuccessor(next, of: place) }
        }
    }

    private static func kind(_ type: PlaceType) -> AddressKind {
        switch type {
        case .road: .road
        case .estate: .estate
        case .town, .village, .landmark: .landmark
        case .number: .number
        case .building: .building
        case .unit: .unit
        case .floor: .floor
        case .room: .room
        }
    }
}

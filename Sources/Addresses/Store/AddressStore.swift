public import Base
public import Divisions
public import Storage
import Text

/// Keeps places and finds them in a text. The address library takes this interface over.
public struct AddressStore: Sendable {
    let district: DistrictKey
    /// The feed that every change goes into.
    public let feed: PlaceFeed

    /// The library in memory, where the program keeps one.
    public let shelf: LibraryShelf

    /// A store for one district.
    public init(district: DistrictKey, shelf: LibraryShelf = LibraryShelf()) {
        (self.district, self.shelf) = (district, shelf)
        feed = PlaceFeed(district: district)
    }

    /// Adds a place with its other names; `origin` says who named it, such as `NBS` or `made-up`.
    public func add(
        _ place: Place, aliases: [String], origin: String, from day: Day, act: RecordID? = nil, at now: Instant,
        in transaction: any Transaction
    ) throws {
        try add(
            [Addition(place: place, part: NumberedPart(), aliases: aliases)], origin: origin, from: day, act: act,
            at: now, in: transaction)
    }

    /// Adds a numbered place below another, such as a building that was finished. Throws `AddressError.unknown` and `.taken`.
    public func addBelow(
        _ parent: RecordID, _ place: Place, number: String, state: AddressState = .confirmed, origin: String,
        from day: Day, act: RecordID? = nil, at now: Instant, in transaction: any Transaction
    ) throws {
        guard try find(parent, in: transaction) != nil else { throw AddressError.unknown }
        var part = NumberedPart(parent: parent, number: number)
        (part.state, part.base) = (state, try base(above: parent, in: transaction))
        guard try find(place.type, number, below: parent, in: transaction) == nil else { throw AddressError.taken }
        try add(
            [Addition(place: place, part: part)], origin: origin, from: day, act: act, at: now, in: transaction)
    }

    /// The record in whose serials something below a place is counted: the place itself, or the building around it.
    func base(above id: RecordID, in reader: any Reader) throws -> RecordID {
        for candidate in [id] + (try lineage(of: id, in: reader)) {
            if let place = try find(candidate, in: reader), !place.type.isInside { return candidate }
        }
        return id
    }

    /// A place to be added.
    struct Addition {
        var place: Place
        var part: NumberedPart
        var aliases: [String] = []
        /// Whose serials it is counted in: a town has none.
        var owner: RecordID? { place.type.isInside ? part.base ?? part.parent : place.village }
    }

    /// What a record has beside its place: where it lies below another, and from where it came.
    struct NumberedPart {
        var parent: RecordID?, number: String?, code: String?
        var position: AddressPosition?
        var state = AddressState.confirmed
        /// For what is inside of a building or at a number: in the serials of which record it is counted; else its village's.
        var base: RecordID?
    }

    /// Adds places with their serials and names; a numbered one has no name of its own, since it is found below its parent.
    func add(
        _ additions: [Addition], origin: String, from day: Day, act: RecordID? = nil, at now: Instant,
        in transaction: any Transaction
    ) throws {
        let first = try feed.note(
            additions.map { (.address, $0.place.id, .added) }, on: day, act: act, at: now, in: transaction)
        var serials = try takeSerials(for: additions, in: transaction)
        for (index, addition) in additions.enumerated() {
            let serial = addition.owner.flatMap { serials[$0.text] }
            if let owner = addition.owner, let serial { serials[owner.text] = serial + 1 }
            try insert(addition, serial: serial, origin: origin, from: day, in: transaction)
            try addNames(of: addition, since: first + Int64(index), in: transaction)
        }
    }

    /// The next serial of each owner, after those that are taken now. A serial is never given twice.
    private func takeSerials(for additions: [Addition], in transaction: any Transaction) throws -> [String: Int] {
        var counts: [String: Int] = [:], order: [String] = []
        for owner in additions.compactMap(\.owner?.text) {
            if counts[owner] == nil { order.append(owner) }
            counts[owner, default: 0] += 1
        }
        var next: [String: Int] = [:]
        for owner in order {
            let count = counts[owner] ?? 0
            let row = try transaction.row(
                """
                INSERT INTO address_serials (district, owner, last) VALUES (\(district), \(owner), \(count))
                ON CONFLICT (owner) DO UPDATE SET last = address_serials.last + \(count) RETURNING last
                """
            )
            next[owner] = try row.map { try $0.int("last") - count + 1 }
        }
        return next
    }

    private func addNames(of addition: Addition, since number: Int64, in transaction: any Transaction) throws {
        guard addition.part.number == nil else { return }
        var seen = Set<String>()
        let said = [(addition.place.name, PlaceMatch.How.exact)] + addition.aliases.map { ($0, .alias) }
        for (name, how) in said {
            let folded = Folding.fold(name)
            guard folded.count >= 2 else { continue }
            // The same name twice, such as an alias in another script, stands once.
            guard seen.insert(folded).inserted else { continue }
            try addName(folded, how, of: addition.place.id, since: number, in: transaction)
        }
    }

    func addName(
        _ folded: String, _ how: PlaceMatch.How, of place: RecordID, since number: Int64,
        in transaction: any Transaction
    ) throws {
        let row = Self.nameShape.row([
            district.value, String(folded.prefix(2)).value, folded.value, place.value, how.rawValue.value,
            number.value,
        ])
        try transaction.insert(row, of: place)
    }

    private func insert(
        _ addition: Addition, serial: Int?, origin: String, from day: Day, in transaction: any Transaction
    ) throws {
        let (place, part) = (addition.place, addition.part)
        let row = Self.shape.row([
            place.id.value, district.value, place.type.rawValue.value, place.name.value, place.village.value,
            place.town.value, place.grid.value, origin.value, day.value, .null, part.parent.value, part.number.value,
            part.code.value, part.state.rawValue.value, .null, (part.position?.point.longitudeE6).value,
            (part.position?.point.latitudeE6).value, serial.value, (part.position?.system?.rawValue).value,
            (part.position?.quality?.rawValue).value,
        ])
        try transaction.insert(row, of: place.id, first: true)
    }

    private static let shape = RowShape("addresses", ["id", "district"] + stateColumns)
    /// What of a record can change, in the order of the table.
    static let stateColumns = [
        "type", "name", "village_id", "town_id", "grid_id", "origin", "valid_from", "valid_to", "parent_id", "number",
        "code", "state", "successor_id", "longitude_e6", "latitude_e6", "serial",
        "position_system", "position_quality",
    ]
    private static let nameShape = RowShape(
        "address_names", ["district", "head", "folded", "address_id", "how", "since"])

    /// Says which grid works for a place.
    public func setGrid(
        _ grid: RecordID, of place: RecordID, on day: Day, at now: Instant, in transaction: any Transaction
    ) throws {
        guard try find(place, in: transaction)?.grid != grid else { return }
        try alter(place, .located, set: "grid_id = \(grid)", by: Act(on: day, at: now), in: transaction)
    }

    /// The place of an id, or nil.
    public func find(_ id: RecordID, in reader: any Reader) throws -> Place? {
        try reader.row("\(Self.select) WHERE a.id = \(id) AND a.district = \(district)").map(Self.place)
    }

    /// The places of many ids.
    public func find(ids: [RecordID], in reader: any Reader) throws -> [RecordID: Place] {
        var places: [RecordID: Place] = [:]
        for start in stride(from: 0, to: ids.count, by: 500) {
            let some = Array(ids[start..<min(start + 500, ids.count)])
            for row in try reader.rows("\(Self.select) WHERE a.id IN (\(list: some)) AND a.district = \(district)") {
                let place = try Self.place(row)
                places[place.id] = place
            }
        }
        return places
    }

    /// Places named in a text, best first: longer names before shorter, a place whose town or village is also named
    /// before its namesakes, towns after everything more exact.
    public func matches(in text: String, limit: Int = 5, reader: any Reader) throws -> [PlaceMatch] {
        let folded = Folding.fold(String(text.prefix(2_000)))
        let heads = Self.heads(of: folded)
        guard !heads.isEmpty else { return [] }
        var found: [RecordID: PlaceMatch] = [:]
        for start in stride(from: 0, to: heads.count, by: 500) {
            for row in try named(heads[start..<min(start + 500, heads.count)], reader) {
                guard folded.contains(try row.text("folded")) else { continue }
                let match = try Self.match(row, in: folded)
                if (found[match.place.id]?.score ?? -1) < match.score { found[match.place.id] = match }
            }
        }
        if let meant = try meant(text, in: reader) { found[meant.place.id] = meant }
        let best = found.values.sorted {
            ($0.exactness, $0.score, $1.place.id.text) > ($1.exactness, $1.score, $0.place.id.text)
        }
        return Array(best.prefix(limit))
    }

    private func named(_ heads: ArraySlice<String>, _ reader: any Reader) throws -> [Row] {
        try reader.rows(
            """
            SELECT n.folded, n.how, a.id, a.type, a.name, a.village_id, a.town_id, a.grid_id, v.name_zh AS village_name,
              v.name_en AS village_name_en, t.name_zh AS town_name, t.name_en AS town_name_en
            FROM address_names n JOIN addresses a ON a.id = n.address_id
              LEFT JOIN divisions v ON v.id = a.village_id JOIN divisions t ON t.id = a.town_id
            WHERE n.district = \(district) AND n.head IN (\(list: Array(heads))) AND a.valid_to IS NULL
            """
        )
    }

    private static func match(_ row: Row, in text: String) throws -> PlaceMatch {
        let place = try place(row)
        let words = try row.text("folded")
        let how = PlaceMatch.How(rawValue: try row.text("how")) ?? .alias
        guard let villageName = place.villageName else {
            // As much as a name of two characters elsewhere: who says a town and half a name in another is asked.
            // All towns count the same, so that a text with two of them leaves the choice to a person.
            return PlaceMatch(place: place, words: words, how: how, score: how == .exact ? 5 : 4)
        }
        // A namesake is told apart by the town or village that the text also names.
        let town = text.contains(stem(place.townName.zh)) ? 6 : 0
        let village = place.type != .village && text.contains(stem(villageName.zh)) ? 3 : 0
        let score = words.count * 2 + town + village + (how == .exact ? 1 : 0) + (place.type == .village ? 0 : 1)
        return PlaceMatch(place: place, words: words, how: how, score: score)
    }

    private static func stem(_ name: String, endings: [String] = ["街道", "社区", "镇", "乡", "村"]) -> String {
        for ending in endings where name.hasSuffix(ending) && name.count > ending.count + 1 {
            return String(name.dropLast(ending.count))
        }
        return name
    }

    /// All pairs of neighbouring characters, each once: the index of names begins with two characters.
    static func heads(of text: String) -> [String] {
        var seen = Set<String>()
        for (left, right) in zip(text, text.dropFirst()) where left != " " && right != " " {
            seen.insert(String([left, right]))
        }
        return seen.sorted()
    }

    private static let select: SQL = """
        SELECT a.id, a.type, a.name, a.village_id, a.town_id, a.grid_id, v.name_zh AS village_name,
          v.name_en AS village_name_en, t.name_zh AS town_name, t.name_en AS town_name_en
        FROM addresses a LEFT JOIN divisions v ON v.id = a.village_id JOIN divisions t ON t.id = a.town_id
        """

    private static func place(_ row: Row) throws -> Place {
        Place(
            id: try row.id("id"), type: PlaceType(rawValue: try row.text("type")) ?? .road, name: try row.text("name"),
            village: try row.idOrNil("village_id"), town: try row.id("town_id"),
            villageName: try row.textOrNil("village_name").map { Words($0, try row.text("village_name_en")) },
            townName: Words(try row.text("town_name"), try row.text("town_name_en")), grid: try row.idOrNil("grid_id")
        )
    }
}

extension PlaceMatch {
    /// A town is the last to be proposed: whatever lies in one says more.
    fileprivate var exactness: Int { place.type == .town ? 0 : 1 }
}

// Towns as places.
extension AddressStore {
    /// Gives every town that stands on a day and has no record yet one under its name; answers how many. Can run twice.
    public func addTowns(on day: Day, at now: Instant, in transaction: any Transaction) throws -> Int {
        let rows = try transaction.rows("SELECT d.* FROM divisions d WHERE \(missing(on: day)) ORDER BY d.code")
        for row in rows {
            let name = try row.text("name_zh")
            let place = Place(
                id: .make(at: now), type: .town, name: name, village: nil, town: try row.id("id"), villageName: nil,
                townName: Words(name, try row.text("name_en"))
            )
            try add(
                place, aliases: Self.formerNames(of: name), origin: try row.text("code_system"),
                from: try row.day("valid_from"), at: now, in: transaction
            )
        }
        return rows.count
    }

    /// Whether a town that stands on a day has no record.
    public func lacksTowns(on day: Day, in reader: any Reader) throws -> Bool {
        try reader.row("SELECT 1 AS n FROM divisions d WHERE \(missing(on: day)) LIMIT 1") != nil
    }

    private func missing(on day: Day) -> SQL {
        """
        d.district = \(district) AND d.level = 'town' AND d.valid_from <= \(day)
          AND (d.valid_to IS NULL OR d.valid_to > \(day)) AND NOT EXISTS
            (SELECT 1 FROM addresses a WHERE a.town_id = d.id AND a.village_id IS NULL AND a.valid_to IS NULL)
        """
    }

    /// People go on saying 镇 where a street office came in its place. The name without an ending is no other name: 余杭
    /// is the district as well, 运河 a canal.
    static func formerNames(of name: String, endings: [String] = ["街道", "镇", "乡"]) -> [String] {
        let stem = Self.stem(name, endings: endings)
        return stem == name ? [] : endings.map { stem + $0 }.filter { $0 != name }
    }
}

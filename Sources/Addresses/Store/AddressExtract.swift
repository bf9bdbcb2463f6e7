public import Base
public import Divisions
public import Storage

/// A record as it stood at a number of the feed.
public struct AddressSnapshot: Hashable, Sendable {
    /// The permanent id.
    public let id: RecordID
    /// What kind of place.
    public let type: PlaceType
    /// The text from the named place on.
    public let name: String
    /// Its divisions; a town lies in no village.
    public let village: RecordID?, town: RecordID, grid: RecordID?
    /// What it lies below or at, and its number there.
    public let parent: RecordID?, number: String?
    /// The code of the list that it came with.
    public let code: String?
    /// Who named it.
    public let origin: String
    /// Where in its life it is.
    public let state: AddressState
    /// First day, and first day no longer.
    public let validFrom: Day, validTo: Day?
    /// What took its place.
    public let successor: RecordID?
    /// Where it lies, and where that is known from.
    public let position: AddressPosition?
    /// Where it lies, in WGS-84.
    public var point: GeoPoint? { position?.point }
    /// Counted in its village, or in its building for what lies inside.
    public let serial: Int?
    /// Its names as they are looked for, and how each stands for it; sorted.
    public internal(set) var names: [String]

    init(_ row: Row, id column: String) throws {
        (id, type) = (try row.id(column), PlaceType(rawValue: try row.text("type")) ?? .landmark)
        (name, village) = (try row.text("name"), try row.idOrNil("village_id"))
        (town, grid) = (try row.id("town_id"), try row.idOrNil("grid_id"))
        (parent, number) = (try row.idOrNil("parent_id"), try row.textOrNil("number"))
        (code, origin) = (try row.textOrNil("code"), try row.text("origin"))
        state = AddressState(rawValue: try row.text("state")) ?? .confirmed
        (validFrom, validTo) = (try row.day("valid_from"), try row.dayOrNil("valid_to"))
        successor = try row.idOrNil("successor_id")
        if let east = try row.integerOrNil("longitude_e6"), let north = try row.integerOrNil("latitude_e6") {
            position = AddressPosition(
                GeoPoint(longitudeE6: Int(east), latitudeE6: Int(north)),
                system: try row.textOrNil("position_system").flatMap(CoordinateSystem.init),
                quality: try row.textOrNil("position_quality").flatMap(AddressPosition.Quality.init))
        } else {
            position = nil
        }
        serial = try row.integerOrNil("serial").map(Int.init)
        names = []
    }
}

// Those who follow the library take an extract at a number N once, and then what changed after it: (from, to].
extension AddressStore {
    /// The records as they stood at a number of the feed, in the order of their ids after one, at most `limit`. The last page has
    /// fewer rows than asked for and no next one.
    public func extract(
        at number: Int64, after id: RecordID?, limit: Int, in reader: any Reader
    ) throws -> (records: [AddressSnapshot], next: RecordID?) {
        let rows = try reader.rows(
            """
            SELECT * FROM addresses WHERE district = \(district) AND id > \(id?.text ?? "") ORDER BY id LIMIT \(limit)
            """
        )
        let current = try rows.map { try AddressSnapshot($0, id: "id") }
        let records = try states(of: current.map { ($0, number) }, in: reader).compactMap(\.self)
        return (records, rows.count < limit ? nil : current.last?.id)
    }

    /// The changes (after, to] with each place as that change left it, at most `limit`; divisions come without.
    public func changes(
        after: Int64, to: Int64, limit: Int, in reader: any Reader
    ) throws -> [(change: PlaceChange, left: AddressSnapshot?)] {
        try states(after: feed.changes(after: after, to: to, limit: limit, in: reader), in: reader)
    }

    /// Each change with the state that it left.
    func states(
        after changes: [PlaceChange], in reader: any Reader
    ) throws -> [(change: PlaceChange, left: AddressSnapshot?)] {
        let ids = Array(Set(changes.filter { $0.kind == .address }.map(\.place)))
        var current: [RecordID: AddressSnapshot] = [:]
        for some in Self.portions(ids) {
            for row in try reader.rows("SELECT * FROM addresses WHERE id IN (\(list: some))") {
                let record = try AddressSnapshot(row, id: "id")
                current[record.id] = record
            }
        }
        let asked = changes.compactMap { change in current[change.place].map { ($0, change.number) } }
        var left = try states(of: asked, in: reader)[...]
        return changes.map { change in
            (change, current[change.place] == nil ? nil : left.popFirst() ?? nil)
        }
    }

    /// Records as they stand, with their names.
    func withNames(_ records: [AddressSnapshot], in reader: any Reader) throws -> [AddressSnapshot] {
        try states(of: records.map { ($0, .max) }, in: reader).compactMap(\.self)
    }

    /// Each record as it stood at a number: before the first change after it. Nil where it was added later.
    private func states(
        of asked: [(record: AddressSnapshot, number: Int64)], in reader: any Reader
    ) throws -> [AddressSnapshot?] {
        let ids = Array(Set(asked.map(\.record.id))), first = asked.map(\.number).min() ?? 0
        var versions: [RecordID: [(before: Int64, state: AddressSnapshot)]] = [:]
        var added: [RecordID: Int64] = [:], names: [RecordID: [DatedName]] = [:]
        for some in Self.portions(ids) {
            for row in try reader.rows(
                """
                SELECT * FROM address_versions WHERE address_id IN (\(list: some)) AND change_number > \(first)
                ORDER BY change_number
                """
            ) {
                let state = try AddressSnapshot(row, id: "address_id")
                versions[state.id, default: []].append((try row.integer("change_number"), state))
            }
            for row in try reader.rows(
                """
                SELECT place_id, number FROM place_changes
                WHERE place_id IN (\(list: some)) AND number > \(first) AND what = \(PlaceChange.What.added.rawValue)
                """
            ) { added[try row.id("place_id")] = try row.integer("number") }
            for row in try reader.rows(
                """
                SELECT address_id, folded, how, since, NULL AS until FROM address_names
                WHERE address_id IN (\(list: some))
                UNION ALL SELECT address_id, folded, how, since, until FROM address_name_spells
                WHERE address_id IN (\(list: some)) AND until > \(first)
                """
            ) { names[try row.id("address_id"), default: []].append(try DatedName(row)) }
        }
        return asked.map { record, number in
            guard (added[record.id] ?? 0) <= number else { return nil }
            var state = versions[record.id]?.first { $0.before > number }?.state ?? record
            state.names = (names[record.id] ?? []).filter { $0.stood(at: number) }.map(\.text).sorted()
            return state
        }
    }

    private static func portions(_ ids: [RecordID]) -> [[RecordID]] {
        stride(from: 0, to: ids.count, by: 500).map { Array(ids[$0..<min($0 + 500, ids.count)]) }
    }
}

private struct DatedName {
    let text: String, since: Int64, until: Int64?

    init(_ row: Row) throws {
        text = "\(try row.text("how")) \(try row.text("folded"))"
        (since, until) = (try row.integer("since"), try row.integerOrNil("until"))
    }

    func stood(at number: Int64) -> Bool { since <= number && (until.map { number < $0 } ?? true) }
}

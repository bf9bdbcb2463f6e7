public import Base
public import Divisions
public import Storage

// What a page about one place asks.
extension AddressStore {
    /// The record as it stands.
    public func snapshot(of id: RecordID, in reader: any Reader) throws -> AddressSnapshot? {
        let row = try reader.row("SELECT * FROM addresses WHERE id = \(id) AND district = \(district)")
        guard let row else { return nil }
        return try withNames([AddressSnapshot(row, id: "id")], in: reader).first
    }

    /// The changes of a place with the state that each left, oldest first.
    public func history(
        of id: RecordID, in reader: any Reader
    ) throws -> [(change: PlaceChange, left: AddressSnapshot?)] {
        let changes = try feed.changes(of: id, in: reader)
        return try states(after: changes, in: reader)
    }

    /// What a place lies in, from the wide to the narrow.
    public func places(above id: RecordID, in reader: any Reader) throws -> [Place] {
        let ids = try lineage(of: id, in: reader), places = try find(ids: ids, in: reader)
        return ids.reversed().compactMap { places[$0] }
    }

    /// What lies directly below a place and stands, in the order of its numbers, at most `limit`.
    public func places(below id: RecordID, limit: Int, in reader: any Reader) throws -> [Place] {
        let rows = try reader.rows(
            """
            SELECT id FROM addresses WHERE parent_id = \(id) AND district = \(district) AND valid_to IS NULL
              AND number IS NOT NULL ORDER BY type, LENGTH(number), number LIMIT \(limit)
            """
        )
        let ids = try rows.map { try $0.id("id") }, places = try find(ids: ids, in: reader)
        return ids.compactMap { places[$0] }
    }

    /// How many places of each kind lie directly below one and stand.
    public func counts(below id: RecordID, in reader: any Reader) throws -> [(type: PlaceType, count: Int)] {
        try reader.rows(
            """
            SELECT type, COUNT(*) AS n FROM addresses WHERE parent_id = \(id) AND valid_to IS NULL AND number IS NOT NULL
            GROUP BY type ORDER BY type
            """
        ).map { (PlaceType(rawValue: try $0.text("type")) ?? .room, try $0.int("n")) }
    }

    /// What took the place of a place, and what it took the place of.
    public func neighbours(
        of id: RecordID, in reader: any Reader
    ) throws -> (successors: [Place], predecessors: [Place]) {
        func places(_ query: SQL) throws -> [Place] {
            let ids = try reader.rows(query).map { try $0.id("id") }, found = try find(ids: ids, in: reader)
            return ids.compactMap { found[$0] }
        }
        return (
            try places("SELECT successor_id AS id FROM address_successors WHERE address_id = \(id) ORDER BY id"),
            try places(
                "SELECT address_id AS id FROM address_successors WHERE successor_id = \(id) ORDER BY id LIMIT 50")
        )
    }

    /// The structured code of a record today; nil where its parts do not make one.
    public func displayCode(
        of record: AddressSnapshot, divisions: DivisionStore, in reader: any Reader
    ) throws -> String? {
        guard let serial = record.serial,
            let village = try record.village.flatMap({ try divisions.find($0, in: reader) })
        else { return nil }
        let grid = try record.grid.flatMap { try divisions.find($0, in: reader) }?.code
        guard record.type.isInside else {
            return DisplayCode.make(village: village.code, grid: grid, place: serial, inside: 0)
        }
        let base = try base(above: record.id, in: reader)
        guard let place = try reader.row("SELECT serial FROM addresses WHERE id = \(base)")?.integerOrNil("serial")
        else {
            return nil
        }
        return DisplayCode.make(village: village.code, grid: grid, place: Int(place), inside: serial)
    }
}

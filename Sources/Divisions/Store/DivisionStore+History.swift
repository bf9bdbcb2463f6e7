public import Base
public import Storage

// What was: versions, other names, what came out of what.
extension DivisionStore {
    /// The life of a division; nil when there is none of the id.
    public func history(of id: RecordID, in reader: any Reader) throws -> DivisionHistory? {
        guard let now = try find(id, in: reader) else { return nil }
        let rows = try reader.rows(
            """
            SELECT division_id AS id, number, level, code, code_system, name_zh, name_en, kind, parent_id,
              longitude_e6, latitude_e6, valid_from, valid_to, held_from, held_to
            FROM division_versions WHERE division_id = \(id) AND district = \(district) ORDER BY number
            """
        )
        let past = try rows.map { row in
            DivisionVersion(
                division: try Self.division(row), heldFrom: try row.day("held_from"), heldTo: try row.day("held_to"),
                changedBy: try row.integer("number"))
        }
        let since = past.last?.heldTo ?? now.validFrom
        let newest = DivisionVersion(division: now, heldFrom: since, heldTo: now.validTo, changedBy: nil)
        return DivisionHistory(
            versions: past + [newest], names: try names(of: [id], in: reader)[id] ?? [],
            successions: try successions("AND (from_id = \(id) OR to_id = \(id))", in: reader))
    }

    /// Other and former names by division, oldest first.
    public func names(of ids: [RecordID], in reader: any Reader) throws -> [RecordID: [DivisionName]] {
        var names: [RecordID: [DivisionName]] = [:]
        for start in stride(from: 0, to: ids.count, by: 500) {
            let some = Array(ids[start..<min(start + 500, ids.count)])
            try collect(&names, "AND division_id IN (\(list: some))", in: reader)
        }
        return names
    }

    /// Other and former names of all divisions that came with changes up to a number, oldest first.
    func names(upTo number: Int64, in reader: any Reader) throws -> [RecordID: [DivisionName]] {
        var names: [RecordID: [DivisionName]] = [:]
        try collect(&names, "AND number <= \(number)", in: reader)
        return names
    }

    private func collect(
        _ names: inout [RecordID: [DivisionName]], _ condition: SQL, in reader: any Reader
    ) throws {
        let rows = try reader.rows(
            """
            SELECT division_id, name, how, valid_on, number FROM division_names
            WHERE district = \(district) \(condition) ORDER BY number, name
            """
        )
        for row in rows {
            let name = DivisionName(
                name: try row.text("name"), how: DivisionName.How(rawValue: try row.text("how")) ?? .alias,
                on: try row.day("valid_on"), since: try row.integer("number"))
            names[try row.id("division_id"), default: []].append(name)
        }
    }

    func successions(_ condition: SQL, in reader: any Reader) throws -> [DivisionSuccession] {
        try reader.rows(
            """
            SELECT from_id, to_id, valid_on, number FROM division_successors
            WHERE district = \(district) \(condition) ORDER BY number, to_id
            """
        ).map { row in
            DivisionSuccession(
                from: try row.id("from_id"), to: try row.id("to_id"), on: try row.day("valid_on"),
                since: try row.integer("number"))
        }
    }

    /// The divisions that many divisions lay in before, by division; without those they lie in now. Texts go on naming them.
    public func formerParents(of ids: [RecordID], in reader: any Reader) throws -> [RecordID: [Division]] {
        var parents: [RecordID: [Division]] = [:]
        for start in stride(from: 0, to: ids.count, by: 500) {
            let some = Array(ids[start..<min(start + 500, ids.count)])
            let rows = try reader.rows(
                """
                SELECT v.division_id AS child_id, p.* FROM division_versions v JOIN divisions d ON d.id = v.division_id
                  JOIN divisions p ON p.id = v.parent_id
                WHERE v.division_id IN (\(list: some)) AND v.district = \(district) AND v.parent_id <> d.parent_id
                ORDER BY v.number
                """
            )
            for row in rows {
                let child = try row.id("child_id"), parent = try Self.division(row)
                if parents[child]?.contains(parent) != true { parents[child, default: []].append(parent) }
            }
        }
        return parents
    }
}

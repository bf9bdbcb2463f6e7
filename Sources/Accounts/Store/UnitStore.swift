public import Base
public import Storage

/// Reads and writes the tree of units.
public struct UnitStore: Sendable {
    let district: DistrictKey

    /// A store for one district.
    public init(district: DistrictKey) {
        self.district = district
    }

    /// Adds a unit below its parent and keeps the list of ancestors.
    public func add(_ unit: Unit, in transaction: any Transaction) throws {
        let row = Self.shape.row([
            unit.id.value, district.value, unit.code.value, unit.level.rawValue.value, unit.name.zh.value,
            unit.name.en.value, unit.parent.value, unit.division.value, unit.opensOn.value,
        ])
        try transaction.insert(row, of: unit.id, first: true)
        let above = try transaction.rows(
            """
            INSERT INTO unit_ancestors (unit_id, ancestor_id, distance)
            SELECT \(unit.id), ancestor_id, distance + 1 FROM unit_ancestors WHERE unit_id = \(unit.parent)
            UNION ALL SELECT \(unit.id), \(unit.id), 0
            RETURNING unit_id, ancestor_id, distance
            """
        )
        for row in above { transaction.note("unit_ancestors", of: unit.id.text, row) }
    }

    private static let shape = RowShape(
        "units",
        ["id", "district", "code", "level", "name_zh", "name_en", "parent_id", "division_id", "opens_on"]
    )

    /// The unit of an id, or nil.
    public func find(_ id: RecordID, in reader: any Reader) throws -> Unit? {
        try reader.row("SELECT * FROM units WHERE id = \(id) AND district = \(district)").map(Self.unit)
    }

    /// The unit of a code, or nil.
    public func find(code: String, in reader: any Reader) throws -> Unit? {
        try reader.row("SELECT * FROM units WHERE code = \(code) AND district = \(district)").map(Self.unit)
    }

    /// The unit that a program names by its code or its id, or nil.
    public func find(codeOrID text: String, in reader: any Reader) throws -> Unit? {
        try find(code: text, in: reader) ?? RecordID(text).flatMap { try find($0, in: reader) }
    }

    /// The units of a division, such as a town's office.
    public func list(division: RecordID, level: UnitLevel, in reader: any Reader) throws -> [Unit] {
        try reader.rows(
            "SELECT * FROM units WHERE division_id = \(division) AND level = \(level.rawValue) ORDER BY code"
        ).map(Self.unit)
    }

    /// All units of some levels, by level and code.
    public func list(levels: [UnitLevel], in reader: any Reader) throws -> [Unit] {
        try reader.rows(
            """
            SELECT * FROM units WHERE district = \(district) AND level IN (\(list: levels.map(\.rawValue))) ORDER BY code
            """
        ).map(Self.unit)
    }

    /// The units directly below.
    public func children(of unit: RecordID, in reader: any Reader) throws -> [Unit] {
        try reader.rows("SELECT * FROM units WHERE parent_id = \(unit) ORDER BY code").map(Self.unit)
    }

    /// The unit itself and everything above it, nearest first.
    public func ancestors(of unit: RecordID, in reader: any Reader) throws -> [RecordID] {
        try reader.rows("SELECT ancestor_id FROM unit_ancestors WHERE unit_id = \(unit) ORDER BY distance")
            .map { try $0.id("ancestor_id") }
    }

    /// The unit itself and everything below it.
    public func descendants(of unit: RecordID, in reader: any Reader) throws -> [RecordID] {
        try reader.rows("SELECT unit_id FROM unit_ancestors WHERE ancestor_id = \(unit) ORDER BY distance")
            .map { try $0.id("unit_id") }
    }

    /// Whether anybody holds a post of a unit on a day.
    public func isStaffed(_ unit: RecordID, on day: Day, in reader: any Reader) throws -> Bool {
        try !staffed([unit], on: day, in: reader).isEmpty
    }

    /// Those of some units in which somebody holds a post on a day.
    public func staffed(_ units: [RecordID], on day: Day, in reader: any Reader) throws -> Set<RecordID> {
        guard !units.isEmpty else { return [] }
        let rows = try reader.rows(
            """
            SELECT DISTINCT p.unit_id FROM posts p JOIN post_spells s ON s.post_id = p.id
            WHERE p.unit_id IN (\(list: units)) AND s.from_day <= \(day) AND (s.to_day IS NULL OR s.to_day > \(day))
            """
        )
        return Set(try rows.map { try $0.id("unit_id") })
    }

    /// From when to when somebody held a post in a unit of a level.
    public func listSpells(
        level: UnitLevel, in reader: any Reader
    ) throws -> [(unit: RecordID, from: Day, to: Day?)] {
        try reader.rows(
            """
            SELECT p.unit_id, s.from_day, s.to_day FROM units u JOIN posts p ON p.unit_id = u.id
            JOIN post_spells s ON s.post_id = p.id WHERE u.district = \(district) AND u.level = \(level.rawValue)
            """
        ).map { (try $0.id("unit_id"), try $0.day("from_day"), try $0.dayOrNil("to_day")) }
    }

    /// The unit itself and everything above it, nearest first, with the organ that answers in law for a village, grid or
    /// platform without a head of its own: the first above that is none of these. No organ for every other unit.
    public func line(
        of unit: RecordID, in reader: any Reader
    ) throws -> (ancestors: [RecordID], organ: RecordID?) {
        // In one statement: every step on a matter asks.
        let rows = try reader.rows(
            """
            SELECT a.ancestor_id, u.level, CASE WHEN EXISTS (
                SELECT 1 FROM posts p JOIN post_spells s ON s.post_id = p.id
                WHERE p.unit_id = a.ancestor_id AND p.role = \(Role.head.rawValue) AND s.to_day IS NULL
              ) THEN 1 ELSE 0 END AS headed
            FROM unit_ancestors a JOIN units u ON u.id = a.ancestor_id WHERE a.unit_id = \(unit) ORDER BY a.distance
            """
        )
        let parts = Set([UnitLevel.village, .grid, .platform].map(\.rawValue))
        let ancestors = try rows.map { try $0.id("ancestor_id") }
        guard let own = rows.first, try parts.contains(own.text("level")), try !own.flag("headed") else {
            return (ancestors, nil)
        }
        return (ancestors, try rows.first { try !parts.contains($0.text("level")) }?.id("ancestor_id"))
    }

    /// Names by id, for lists.
    public func names(of ids: Set<RecordID>, in reader: any Reader) throws -> [RecordID: Words] {
        guard !ids.isEmpty else { return [:] }
        let rows = try reader.rows("SELECT id, name_zh, name_en FROM units WHERE id IN (\(list: ids.sorted()))")
        var names: [RecordID: Words] = [:]
        for row in rows { names[try row.id("id")] = Words(try row.text("name_zh"), try row.text("name_en")) }
        return names
    }

    static func unit(_ row: Row) throws -> Unit {
        Unit(
            id: try row.id("id"), code: try row.text("code"),
            level: UnitLevel(rawValue: try row.text("level")) ?? .grid,
            name: Words(try row.text("name_zh"), try row.text("name_en")), parent: try row.idOrNil("parent_id"),
            division: try row.idOrNil("division_id"), opensOn: try row.dayOrNil("opens_on")
        )
    }
}

public import Base
public import Storage

// Outlines, which have days as names and codes have.
extension DivisionStore {
    /// The outline of a division: rings of `[longitude, latitude]` as JSON text, and how good it is (`schematic` or `loaded`).
    public typealias Outline = (rings: String, quality: String)

    /// Keeps the outline of a division from a day on; answers the number of the change, nil when it has this one already.
    ///
    /// The outline before stays as a version. Throws `DivisionError.notFound` and `.beforeLastChange`.
    @discardableResult
    public func setShape(
        of id: RecordID, rings: String, quality: String, on day: Day, reason: String = "", at now: Instant,
        in transaction: any Transaction
    ) throws -> Int64? {
        guard let division = try find(id, in: transaction) else { throw DivisionError.notFound }
        let before = try transaction.row("SELECT rings, quality FROM division_shapes WHERE division_id = \(id)")
        let old = try before.map { (rings: try $0.text("rings"), quality: try $0.text("quality")) }
        if let old, old == (rings, quality) { return nil }
        let since = try shapeSince(id, in: transaction) ?? division.validFrom
        guard since <= day else { throw DivisionError.beforeLastChange(code: division.code, last: since) }
        let number = try note(.located, of: id, on: day, reason, now, transaction)
        let version = [
            RecordID.make(at: now).value, district.value, id.value, number.value, (old?.rings).value,
            (old?.quality).value, since.value, day.value,
        ]
        try transaction.insert(Self.shapeVersions.row(version), of: id)
        try transaction.execute(
            """
            INSERT INTO division_shapes (division_id, district, rings, quality)
            VALUES (\(id), \(district), \(rings), \(quality))
            ON CONFLICT (division_id) DO UPDATE SET rings = excluded.rings, quality = excluded.quality
            """
        )
        let row = Row(columns: Self.shapeColumns, values: [id.value, rings.value, quality.value])
        transaction.note("division_shapes", of: id.text, row)
        return number
    }

    private static let shapeColumns = RowColumns(["division_id", "rings", "quality"])
    private static let shapeVersions = RowShape(
        "division_shape_versions",
        ["id", "district", "division_id", "number", "rings", "quality", "held_from", "held_to"])

    private func shapeSince(_ id: RecordID, in reader: any Reader) throws -> Day? {
        try reader.row("SELECT MAX(held_to) AS held_to FROM division_shape_versions WHERE division_id = \(id)")?
            .dayOrNil("held_to")
    }

    /// The outline of one division: rings as JSON text; nil when it has none.
    public func shape(of id: RecordID, in reader: any Reader) throws -> String? {
        try reader.row("SELECT rings FROM division_shapes WHERE division_id = \(id) AND district = \(district)")?
            .text("rings")
    }

    /// The newest outlines of a level by division id.
    public func shapes(_ level: DivisionLevel, in reader: any Reader) throws -> [RecordID: Outline] {
        var shapes: [RecordID: Outline] = [:]
        let rows = try reader.rows(
            """
            SELECT s.division_id, s.rings, s.quality FROM division_shapes s JOIN divisions d ON d.id = s.division_id
            WHERE s.district = \(district) AND d.level = \(level.rawValue)
            """
        )
        for row in rows { shapes[try row.id("division_id")] = (try row.text("rings"), try row.text("quality")) }
        return shapes
    }

    /// The outlines of a level as they were on a day, also those of divisions that did not stand then.
    public func shapes(_ level: DivisionLevel, on day: Day, in reader: any Reader) throws -> [RecordID: Outline] {
        var shapes = try shapes(level, in: reader)
        let rows = try reader.rows(
            """
            SELECT s.division_id, s.rings, s.quality, s.held_from FROM division_shape_versions s
              JOIN divisions d ON d.id = s.division_id
            WHERE s.district = \(district) AND d.level = \(level.rawValue) AND s.held_to > \(day)
            ORDER BY s.held_from DESC, s.number DESC
            """
        )
        // From the newest back to the one that held then: what lies after it did not.
        for row in rows {
            let id = try row.id("division_id")
            guard let rings = try row.textOrNil("rings"), let quality = try row.textOrNil("quality") else {
                shapes[id] = nil
                continue
            }
            shapes[id] = (rings, quality)
        }
        return shapes
    }
}

public import Base
public import Storage

/// Reads and writes the dated tree of divisions.
public struct DivisionStore: Sendable {
    private let district: DistrictKey

    /// A store for one district.
    public init(district: DistrictKey) {
        self.district = district
    }

    /// Adds a division. Throws `StorageError.constraint` when the code is taken from that day on.
    public func add(_ division: Division, in transaction: any Transaction) throws {
        let row = Self.shape.row([
            division.id.value, district.value, division.level.rawValue.value, division.code.value,
            division.codeSystem.value, division.name.zh.value, division.name.en.value, division.kind.value,
            division.parent.value, (division.point?.longitudeE6).value, (division.point?.latitudeE6).value,
            division.validFrom.value, division.validTo.value,
        ])
        try transaction.insert(row, of: division.id, first: true)
    }

    private static let shape = RowShape(
        "divisions",
        [
            "id", "district", "level", "code", "code_system", "name_zh", "name_en", "kind", "parent_id",
            "longitude_e6", "latitude_e6", "valid_from", "valid_to",
        ]
    )

    /// Keeps the outline of a division: rings of `[longitude, latitude]` as JSON text, and how good it is
    /// (`schematic` or `loaded`).
    public func setShape(of division: RecordID, rings: String, quality: String, in transaction: any Transaction) throws
    {
        try transaction.execute(
            """
            INSERT INTO division_shapes (division_id, district, rings, quality)
            VALUES (\(division), \(district), \(rings), \(quality))
            ON CONFLICT (division_id) DO UPDATE SET rings = excluded.rings, quality = excluded.quality
            """
        )
        let shape = Row(
            columns: Self.shapeColumns, values: [division.value, rings.value, quality.value]
        )
        transaction.note("division_shapes", of: division.text, shape)
    }

    private static let shapeColumns = RowColumns(["division_id", "rings", "quality"])

    /// All divisions of a level that stand on a day, by code.
    public func list(_ level: DivisionLevel, on day: Day, in reader: any Reader) throws -> [Division] {
        try reader.rows(
            """
            SELECT * FROM divisions WHERE district = \(district) AND level = \(level.rawValue)
              AND valid_from <= \(day) AND (valid_to IS NULL OR valid_to > \(day)) ORDER BY code
            """
        ).map(Self.division)
    }

    /// The division of an id, or nil.
    public func find(_ id: RecordID, in reader: any Reader) throws -> Division? {
        try reader.row("SELECT * FROM divisions WHERE id = \(id) AND district = \(district)").map(Self.division)
    }

    /// The outline of one division: rings as JSON text; nil when it has none.
    public func shape(of id: RecordID, in reader: any Reader) throws -> String? {
        try reader.row("SELECT rings FROM division_shapes WHERE division_id = \(id) AND district = \(district)")?
            .text("rings")
    }

    /// Outlines by division id: rings as JSON text and their quality.
    public func shapes(
        _ level: DivisionLevel, in reader: any Reader
    ) throws -> [RecordID: (rings: String, quality: String)] {
        var shapes: [RecordID: (rings: String, quality: String)] = [:]
        let rows = try reader.rows(
            """
            SELECT s.division_id, s.rings, s.quality FROM division_shapes s JOIN divisions d ON d.id = s.division_id
            WHERE s.district = \(district) AND d.level = \(level.rawValue)
            """
        )
        for row in rows { shapes[try row.id("division_id")] = (try row.text("rings"), try row.text("quality")) }
        return shapes
    }

    static func division(_ row: Row) throws -> Division {
        var point: GeoPoint?
        if let longitude = try row.integerOrNil("longitude_e6"), let latitude = try row.integerOrNil("latitude_e6") {
            point = GeoPoint(longitudeE6: Int(longitude), latitudeE6: Int(latitude))
        }
        return Division(
            id: try row.id("id"), level: DivisionLevel(rawValue: try row.text("level")) ?? .grid,
            code: try row.text("code"), codeSystem: try row.text("code_system"),
            name: Words(try row.text("name_zh"), try row.text("name_en")), kind: try row.text("kind"),
            parent: try row.idOrNil("parent_id"), point: point, validFrom: try row.day("valid_from"),
            validTo: try row.dayOrNil("valid_to")
        )
    }
}

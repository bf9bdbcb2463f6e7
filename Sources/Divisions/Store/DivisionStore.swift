public import Base
public import Storage

/// Reads and writes the dated tree of divisions.
///
/// A division keeps its id for life; codes, names, kinds, parents and outlines have days. The row in `divisions` is the
/// newest that is known, also when its day is still to come; what stood before lies in `division_versions`. Every write is
/// numbered in the feed of places.
public struct DivisionStore: Sendable {
    let district: DistrictKey
    let feed: PlaceFeed

    /// A store for one district.
    public init(district: DistrictKey) {
        self.district = district
        feed = PlaceFeed(district: district)
    }

    /// Adds a division; answers the number of the change. Throws `DivisionError.codeTaken` when another has the code on its
    /// first day or later.
    @discardableResult
    public func add(
        _ division: Division, reason: String = "", at now: Instant, in transaction: any Transaction
    ) throws -> Int64 {
        let number = try note(.added, of: division.id, on: division.validFrom, reason, now, transaction)
        // After the number was taken nobody else writes divisions until this transaction ends.
        try requireFree(division, on: division.validFrom, in: transaction)
        try insert(division, in: transaction)
        return number
    }

    func insert(_ division: Division, in transaction: any Transaction) throws {
        try transaction.insert(Self.shape.row(values(of: division)), of: division.id, first: true)
    }

    func values(of division: Division) -> [Value] {
        [
            division.id.value, district.value, division.level.rawValue.value, division.code.value,
            division.codeSystem.value, division.name.zh.value, division.name.en.value, division.kind.value,
            division.parent.value, (division.point?.longitudeE6).value, (division.point?.latitudeE6).value,
            division.validFrom.value, division.validTo.value,
        ]
    }

    static let shape = RowShape("divisions", ["id", "district"] + columns)
    static let columns = [
        "level", "code", "code_system", "name_zh", "name_en", "kind", "parent_id", "longitude_e6", "latitude_e6",
        "valid_from", "valid_to",
    ]

    func note(
        _ what: PlaceChange.What, of division: RecordID, on day: Day, _ reason: String, _ now: Instant,
        _ transaction: any Transaction
    ) throws -> Int64 {
        try feed.note([(.division, division, what)], on: day, reason: reason, at: now, in: transaction)
    }

    /// Throws `DivisionError.codeTaken` when another division has the code on a day or later.
    func requireFree(_ division: Division, on day: Day, in reader: any Reader) throws {
        let taken = try reader.row(
            """
            SELECT 1 AS n FROM divisions WHERE district = \(district) AND code_system = \(division.codeSystem)
              AND code = \(division.code) AND id <> \(division.id) AND (valid_to IS NULL OR valid_to > \(day))
            UNION ALL
            SELECT 1 AS n FROM division_versions WHERE district = \(district)
              AND code_system = \(division.codeSystem) AND code = \(division.code) AND division_id <> \(division.id)
              AND held_to > \(day) AND (valid_to IS NULL OR valid_to > \(day))
            LIMIT 1
            """
        )
        guard taken == nil else { throw DivisionError.codeTaken(division.code) }
    }

    /// All divisions of a level that stand on a day, as they stood then, by code.
    public func list(_ level: DivisionLevel, on day: Day, in reader: any Reader) throws -> [Division] {
        let wanted: SQL = "AND d.level = \(level.rawValue)"
        return try reader.rows(
            "\(newest(on: day, wanted)) UNION ALL \(earlier(on: day, wanted)) ORDER BY code, id"
        ).map(Self.division)
    }

    /// The division of an id as it is newest known, or nil.
    public func find(_ id: RecordID, in reader: any Reader) throws -> Division? {
        try reader.row("SELECT * FROM divisions WHERE id = \(id) AND district = \(district)").map(Self.division)
    }

    /// The division of an id as it stood on a day; nil when it did not.
    public func find(_ id: RecordID, on day: Day, in reader: any Reader) throws -> Division? {
        try reader.row(
            """
            \(newest(on: day, "AND d.id = \(id)")) UNION ALL \(earlier(on: day, "AND d.division_id = \(id)"))
            """
        ).map(Self.division)
    }

    /// Newest rows that hold on a day already.
    private func newest(on day: Day, _ condition: SQL) -> SQL {
        """
        \(Self.current) WHERE d.district = \(district) \(condition) AND d.valid_from <= \(day)
          AND (d.valid_to IS NULL OR d.valid_to > \(day)) AND NOT EXISTS
            (SELECT 1 FROM division_versions v WHERE v.division_id = d.id AND v.held_to > \(day))
        """
    }

    /// Versions that held on a day; one that was changed again on its first day held on none.
    private func earlier(on day: Day, _ condition: SQL) -> SQL {
        """
        \(Self.past) WHERE d.district = \(district) \(condition) AND d.valid_from <= \(day)
          AND (d.valid_to IS NULL OR d.valid_to > \(day)) AND d.held_from <= \(day) AND d.held_to > \(day)
        """
    }

    private static let named = columns.map { "d.\($0)" }.joined(separator: ", ")
    static let current = SQL(text: "SELECT d.id, \(named) FROM divisions d", values: [])
    static let past = SQL(text: "SELECT d.division_id AS id, \(named) FROM division_versions d", values: [])

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

public import Base
public import Storage

/// All divisions of a district as of a number of the feed: the division half of a full extract.
///
/// Whoever has the extract at N and takes over, for each change (N, M], the division's item at M has the extract at M.
public struct DivisionExtract: Hashable, Sendable {
    /// A division with all that its changes tell of.
    public struct Item: Hashable, Sendable {
        /// The division.
        public let division: Division
        /// Its other and former names, oldest first.
        public let names: [DivisionName]
        /// What came out of it, oldest first.
        public let successors: [DivisionSuccession]
        /// Its outline: rings of `[longitude, latitude]` in WGS-84 as JSON text; nil when none is known.
        public let rings: String?
    }

    /// The number of the newest change that is in it.
    public let number: Int64
    /// The divisions by id, the same whenever the extract is made.
    public let items: [Item]

    /// Puts an extract together, such as that of a follower.
    public init(number: Int64, items: [Item]) { (self.number, self.items) = (number, items) }

    /// Reads the divisions as they were after a number of the feed; 0 gives those that stood before there was one.
    public init(at number: Int64, of district: DistrictKey, in reader: any Reader) throws {
        let store = DivisionStore(district: district)
        let names = try store.names(upTo: number, in: reader)
        let successors = Dictionary(
            grouping: try store.successions("AND number <= \(number)", in: reader), by: \.from)
        let rings = try store.rings(at: number, in: reader)
        self.number = number
        items = try store.divisions(at: number, in: reader).map { division in
            Item(
                division: division, names: names[division.id] ?? [], successors: successors[division.id] ?? [],
                rings: rings[division.id])
        }
    }
}

extension DivisionStore {
    /// The newest row, or the version before the first change after the number; without what was added later.
    fileprivate func divisions(at number: Int64, in reader: any Reader) throws -> [Division] {
        let later: SQL = """
            SELECT 1 FROM division_versions w WHERE w.division_id = d.id AND w.number > \(number)
            """
        let earlier: SQL = """
            SELECT 1 FROM division_versions w WHERE w.division_id = d.division_id AND w.number > \(number)
              AND w.number < d.number
            """
        let added = Set(
            try reader.rows(
                """
                SELECT place_id FROM place_changes WHERE district = \(district) AND kind = 'division'
                  AND number > \(number) AND what = \(PlaceChange.What.added.rawValue)
                """
            ).map { try $0.id("place_id") })
        let rows = try reader.rows(
            """
            \(Self.current) WHERE d.district = \(district) AND NOT EXISTS (\(later)) UNION ALL
            \(Self.past) WHERE d.district = \(district) AND d.number > \(number) AND NOT EXISTS (\(earlier))
            ORDER BY id
            """
        )
        return try rows.map(Self.division).filter { !added.contains($0.id) }
    }

    fileprivate func rings(at number: Int64, in reader: any Reader) throws -> [RecordID: String] {
        var rings: [RecordID: String] = [:]
        for row in try reader.rows("SELECT division_id, rings FROM division_shapes WHERE district = \(district)") {
            rings[try row.id("division_id")] = try row.text("rings")
        }
        let rows = try reader.rows(
            """
            SELECT division_id, rings FROM division_shape_versions
            WHERE district = \(district) AND number > \(number) ORDER BY number DESC
            """
        )
        for row in rows { rings[try row.id("division_id")] = try row.textOrNil("rings") }
        return rings
    }
}

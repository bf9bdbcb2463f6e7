public import Base
public import Divisions
public import Journal
public import Storage

/// A place with a position, and the grid that works for it.
struct PositionedPlace: Sendable {
    let id: RecordID
    let point: GeoPoint
    let village: RecordID?
    let grid: RecordID?
}

extension AddressStore {
    /// Places that stand and have a position, in the order of their ids; the next page begins after the last.
    func positioned(after id: String, limit: Int, in reader: any Reader) throws -> [PositionedPlace] {
        try reader.rows(
            """
            SELECT id, village_id, grid_id, longitude_e6, latitude_e6 FROM addresses
            WHERE district = \(district) AND id > \(id) AND valid_to IS NULL AND longitude_e6 IS NOT NULL
              AND latitude_e6 IS NOT NULL
            ORDER BY id LIMIT \(limit)
            """
        ).map { row in
            PositionedPlace(
                id: try row.id("id"),
                point: GeoPoint(longitudeE6: try row.int("longitude_e6"), latitudeE6: try row.int("latitude_e6")),
                village: try row.idOrNil("village_id"), grid: try row.idOrNil("grid_id"))
        }
    }

    /// Says which grid works for many places, nil for none, and numbers it in the feed.
    func setGrids(
        _ grids: [(place: RecordID, grid: RecordID?)], on day: Day, reason: String, at now: Instant,
        in transaction: any Transaction
    ) throws {
        let act = AddressAct(on: day, reason: reason, at: now)
        for (place, grid) in grids {
            try alter(place, .located, set: "grid_id = \(grid)", by: act, in: transaction)
        }
    }

    /// How many addresses there are by town, village and grid, in the district or in one town: one question for all levels.
    ///
    /// Roads, villages and towns are no addresses, nor is what nobody has named.
    public func coverage(of town: RecordID? = nil, in reader: any Reader) throws -> [AreaCoverage] {
        let inTown: SQL = town.map { "AND town_id = \($0)" } ?? ""
        return try reader.rows(
            """
            SELECT town_id, village_id, grid_id, COUNT(*) AS n, COUNT(longitude_e6) AS located FROM addresses
            WHERE district = \(district) \(inTown) AND valid_to IS NULL AND state = 'confirmed'
              AND type NOT IN ('town', 'village', 'road')
            GROUP BY town_id, village_id, grid_id
            """
        ).map { row in
            AreaCoverage(
                town: try row.id("town_id"), village: try row.idOrNil("village_id"), grid: try row.idOrNil("grid_id"),
                addresses: try row.int("n"), located: try row.int("located"))
        }
    }
}

/// How many addresses lie in one grid of one village, or in the village and no grid.
public struct AreaCoverage: Hashable, Sendable {
    /// The town.
    public let town: RecordID
    /// The village; nil when only the town is known.
    public let village: RecordID?
    /// The grid; nil when none is known.
    public let grid: RecordID?
    /// The addresses.
    public let addresses: Int
    /// Those of them with a position.
    public let located: Int
}

/// Brings places to the grids that their positions lie in, after grids were drawn anew.
public struct GridAssignment: Sendable {
    /// So many places pass from one grid to another; nil for none.
    public struct Move: Hashable, Sendable {
        /// The grid before.
        public let from: RecordID?
        /// The grid after.
        public let to: RecordID?

        /// From one grid to another; nil for none.
        public init(from: RecordID?, to: RecordID?) { (self.from, self.to) = (from, to) }
    }

    /// What was found.
    public struct Outcome: Sendable {
        /// Places with a position.
        public var seen = 0
        /// Those that pass from grid to grid, by both.
        public var moves: [Move: Int] = [:]
        /// Those whose position lies in a grid of another village than theirs: one of the two is wrong, and they stay.
        public var inOtherVillage = 0
        /// Those whose position lies in no grid.
        public var outside = 0
        var changes: [(place: RecordID, grid: RecordID?)] = []
    }

    private let addresses: AddressStore
    private let journal: Journal
    private let database: any Database

    /// Over the stores of a district.
    public init(addresses: AddressStore, journal: Journal, database: any Database) {
        (self.addresses, self.journal, self.database) = (addresses, journal, database)
    }

    private static let page = 5_000, batch = 1_000

    /// What moves when the grids with these outlines are those that stand; nothing is written.
    public func find(_ grids: [(division: Division, rings: [Ring])]) async throws -> Outcome {
        let index = DivisionIndex(grids.map(\.rings)), standing = Set(grids.map(\.division.id))
        return try await database.readAtLength { [addresses] reader in
            var outcome = Outcome(), after = ""
            while true {
                let places = try addresses.positioned(after: after, limit: Self.page, in: reader)
                for place in places {
                    outcome.take(place, index.find(at: place.point).map { grids[$0].division }, standing)
                }
                guard let last = places.last, places.count == Self.page else { return outcome }
                after = last.id.text
            }
        }
    }

    /// Moves what the outcome found, a thousand places a transaction, each with an entry of the record. What broke off is found
    /// again.
    public func write(_ outcome: Outcome, on day: Day, reason: String, at now: Instant) async throws {
        for start in stride(from: 0, to: outcome.changes.count, by: Self.batch) {
            let some = Array(outcome.changes[start..<min(start + Self.batch, outcome.changes.count)])
            try await database.writeInBackground { [addresses, journal] transaction in
                try addresses.setGrids(some, on: day, reason: reason, at: now, in: transaction)
                try journal.recordBatch(
                    JournalRecord(
                        "addresses.located", subject: Subject(kind: "import", id: journal.district),
                        by: .system("grids"), happenedAt: now,
                        parameters: ["on": day.description, "rows": String(some.count)]),
                    in: transaction)
            }
        }
    }
}

extension GridAssignment.Outcome {
    fileprivate mutating func take(_ place: PositionedPlace, _ found: Division?, _ standing: Set<RecordID>) {
        seen += 1
        guard let found else {
            outside += 1
            // A grid that has ended works for nobody; one that stands keeps what lies beside its outline.
            if let grid = place.grid, !standing.contains(grid) { move(place, to: nil) }
            return
        }
        guard found.parent == place.village else { return inOtherVillage += 1 }
        if found.id != place.grid { move(place, to: found.id) }
    }

    private mutating func move(_ place: PositionedPlace, to grid: RecordID?) {
        moves[GridAssignment.Move(from: place.grid, to: grid), default: 0] += 1
        changes.append((place.id, grid))
    }
}

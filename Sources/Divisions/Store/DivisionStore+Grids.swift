public import Base
public import Storage

// Files of grids against what stands, and points against outlines.
extension DivisionStore {
    /// The villages of a day as a file of grids is checked against: code and rings, one ring of one point where only a middle is
    /// known.
    public func places(
        of level: DivisionLevel, on day: Day, in reader: any Reader
    ) throws -> [(code: String, rings: [Ring])] {
        try outlined(level, on: day, in: reader).map { division, rings in
            let middle = division.point.map { [[$0]] } ?? []
            return (division.code, rings.isEmpty ? middle : rings)
        }
    }

    /// The divisions of a level that stand on a day, with their outlines as they were then; no rings where none was known.
    public func outlined(
        _ level: DivisionLevel, on day: Day, in reader: any Reader
    ) throws -> [(division: Division, rings: [Ring])] {
        let outlines = try shapes(level, on: day, in: reader)
        return try list(level, on: day, in: reader).map { division in
            (division, outlines[division.id].flatMap { GeoJSON.rings(in: $0.rings) } ?? [])
        }
    }

    /// What a checked file of grids would change on a day. New grids take the code system of those that stand, `origin` where
    /// there are none.
    public func plan(
        _ grids: [GridFile.Grid], on day: Day, origin: String, at now: Instant, in reader: any Reader
    ) throws -> GridPlan {
        let standing = try outlined(.grid, on: day, in: reader)
        let outlines = Dictionary(uniqueKeysWithValues: standing.map { ($0.division.id, $0.rings) })
        return GridPlan(
            grids, over: standing.map(\.division), outlines: outlines,
            villages: try list(.village, on: day, in: reader),
            codeSystem: standing.first?.division.codeSystem ?? origin, on: day
        ) { .make(at: now) }
    }

    /// Writes what a file of grids changes, all of it. Throws `DivisionError`: then the transaction must not be committed.
    public func write(_ plan: GridPlan, reason: String, at now: Instant, in transaction: any Transaction) throws {
        try holdFeed(in: transaction)
        for step in plan.steps {
            switch step {
            case .add(let division, let rings):
                try add(division, reason: reason, at: now, in: transaction)
                try setShape(
                    of: division.id, rings: GeoJSON.text(of: rings), quality: Self.loaded, on: plan.on, reason: reason,
                    at: now, in: transaction)
            case .change(let division, let patch):
                try change(division.id, patch, on: plan.on, reason: reason, at: now, in: transaction)
            case .redraw(let division, let rings):
                try setShape(
                    of: division.id, rings: GeoJSON.text(of: rings), quality: Self.loaded, on: plan.on, reason: reason,
                    at: now, in: transaction)
            case .end(let division):
                try end(division.id, on: plan.on, successors: [], reason: reason, at: now, in: transaction)
            }
        }
    }

    private static let loaded = "loaded"

    /// What tells town, village and grid of a point on a day.
    public func locator(on day: Day, in reader: any Reader) throws -> DivisionLocator {
        DivisionLocator(
            try [.town, .village, .grid].flatMap { try outlined($0, on: day, in: reader) })
    }

    /// The number of the newest change of a division; 0 when there was none.
    public func lastChange(in reader: any Reader) throws -> Int64 {
        try reader.row(
            """
            SELECT number FROM place_changes WHERE district = \(district) AND kind = 'division'
            ORDER BY number DESC LIMIT 1
            """
        )?.integer("number") ?? 0
    }
}

import Base

/// Tells town, village and grid of a point, from outlines prepared once.
///
/// Where a grid has an outline it decides, and with it its village and town; else the outlines of villages and then of towns.
public struct DivisionLocator: Sendable {
    /// Where a point lies; what is not known or lies outside is nil.
    public struct Finding: Hashable, Sendable {
        /// The town.
        public let town: Division?
        /// The village or community.
        public let village: Division?
        /// The grid.
        public let grid: Division?
    }

    private struct Level: Sendable {
        let divisions: [Division]
        let index: DivisionIndex

        init(_ level: [(division: Division, rings: [Ring])]) {
            (divisions, index) = (level.map(\.division), DivisionIndex(level.map(\.rings)))
        }

        func find(_ point: GeoPoint) -> Division? { index.find(at: point).map { divisions[$0] } }
    }

    private let towns: Level, villages: Level, grids: Level
    private let parents: [RecordID: Division]

    /// Prepares the divisions that stand on a day, each with its outline in WGS-84: no rings where none is known.
    public init(_ divisions: [(division: Division, rings: [Ring])]) {
        func level(_ level: DivisionLevel) -> Level { Level(divisions.filter { $0.division.level == level }) }
        (towns, villages, grids) = (level(.town), level(.village), level(.grid))
        parents = Dictionary(divisions.map { ($0.division.id, $0.division) }) { first, _ in first }
    }

    /// Where a point lies.
    public func find(at point: GeoPoint) -> Finding {
        let grid = grids.find(point)
        let village = grid.flatMap(parent) ?? villages.find(point)
        return Finding(town: village.flatMap(parent) ?? towns.find(point), village: village, grid: grid)
    }

    private func parent(_ division: Division) -> Division? { division.parent.flatMap { parents[$0] } }
}

public import Foundation

/// The grids of a GeoJSON file (RFC 7946), read and checked; nothing is stored.
///
/// A feature is a Polygon or MultiPolygon with the properties `code`, `name` and `village_code` (or `village`). A
/// feature is taken whole or refused with its reason; whether the rest of a file is worth having is for the caller.
public struct GridFile: Sendable {
    /// A grid that passed all checks.
    public struct Grid: Hashable, Sendable {
        /// The place of the feature in the file, from 0.
        public let feature: Int
        /// The code of the grid.
        public let code: String
        /// The name of the grid.
        public let name: String
        /// The code of its village.
        public let village: String
        /// The outline in WGS-84.
        public let rings: [Ring]
        /// Whether the place of the village is known, so that the distance was checked.
        public let isPlaceChecked: Bool
    }

    /// A feature that was not taken.
    public struct Refusal: Hashable, Sendable {
        /// The place of the feature in the file, from 0.
        public let feature: Int
        /// The code of the grid, nil when it has none.
        public let code: String?
        /// Why.
        public let fault: GridFault
    }

    /// The grids that passed all checks, in the order of the file.
    public let grids: [Grid]
    /// The features that did not, in the order of the file.
    public let refusals: [Refusal]
    /// What the positions say about their system; nil when they cannot tell.
    public let finding: SystemFinding?

    /// The most corners of one grid.
    public static let gridPointLimit = 20_000
    /// How far the corners of a grid may lie outside its village, on average, in metres: villages' outlines are often
    /// rough.
    public static let villageReach = 500.0
    /// How far they may lie from the middle of a village without an outline, on average, in metres.
    public static let middleReach = 5_000.0

    /// Reads and checks a file of positions in the system declared.
    ///
    /// Villages come with their code and rings: one ring of one point where only the middle is known, none where
    /// nothing is. When the positions clearly fit another system, every feature that is otherwise readable is refused
    /// for that. Throws `GeoJSONError` for what is no feature collection at all.
    public init(
        _ bytes: Data, system: CoordinateSystem, villages: [(code: String, rings: [Ring])]
    ) throws(GeoJSONError) {
        let drafts = try GridDraft.read(bytes)
        let known = KnownVillages(villages)
        let codes = Dictionary(drafts.compactMap(\.code).map { ($0, 1) }, uniquingKeysWith: +)
        let readings = drafts.map { draft in
            Result { () throws(GridFailure) in
                let grid = try draft.grid(in: system, isTwice: draft.code.map { codes[$0] != 1 } ?? false)
                return (grid: grid, village: try known.number(of: grid.village))
            }
        }
        let claims = zip(drafts, readings).compactMap { draft, reading in
            (try? reading.get()).map { PlaceClaim(division: $0.village, positions: draft.someCorners) }
        }
        let finding = SystemDetector.find(claims, among: known.index)
        let isOther = finding.map { $0.system != system } ?? false
        var (grids, refusals): ([Grid], [Refusal]) = ([], [])
        for (draft, reading) in zip(drafts, readings) {
            do throws(GridFailure) {
                let (grid, village) = try reading.get()
                if let finding, isOther { throw GridFailure(fault: .wrongSystem(finding.system)) }
                grids.append(try known.placed(grid, in: village))
            } catch {
                refusals.append(Refusal(feature: draft.feature, code: draft.code, fault: error.fault))
            }
        }
        (self.grids, self.refusals, self.finding) = (grids, refusals, finding)
    }
}

/// A fault on its way up.
struct GridFailure: Error {
    let fault: GridFault
}

/// The villages that grids name.
private struct KnownVillages {
    let index: DivisionIndex
    private let numbers: [String: Int]
    private let reaches: [Double]

    init(_ villages: [(code: String, rings: [Ring])]) {
        index = DivisionIndex(villages.map(\.rings))
        numbers = Dictionary(villages.enumerated().map { ($1.code, $0) }) { first, _ in first }
        reaches = villages.map { village in
            village.rings.contains { $0.count > 2 } ? GridFile.villageReach : GridFile.middleReach
        }
    }

    func number(of code: String) throws(GridFailure) -> Int {
        guard let number = numbers[code] else { throw GridFailure(fault: .unknownVillage(code)) }
        return number
    }

    /// The grid, its place checked where that of the village is known.
    func placed(_ grid: GridFile.Grid, in village: Int) throws(GridFailure) -> GridFile.Grid {
        let ways = grid.rings.joined().compactMap { index.metres(from: $0, to: village) }
        guard !ways.isEmpty else { return grid }
        let mean = ways.reduce(0, +) / Double(ways.count)
        guard mean <= reaches[village] else { throw GridFailure(fault: .farFromVillage(metres: Int(mean))) }
        return GridFile.Grid(
            feature: grid.feature, code: grid.code, name: grid.name, village: grid.village, rings: grid.rings,
            isPlaceChecked: true
        )
    }
}

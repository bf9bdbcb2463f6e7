/// Positions as a source gave them, and the division that the source named beside them.
public struct PlaceClaim: Sendable {
    /// The number of the named division in the index.
    public let division: Int
    /// Degrees in the source's own system: one position for a point, the corners for an area.
    public let positions: [(longitude: Double, latitude: Double)]

    /// Puts a claim together.
    public init(division: Int, positions: [(longitude: Double, latitude: Double)]) {
        self.division = division
        self.positions = positions
    }
}

/// Which system positions are likelier in, and why.
public struct SystemFinding: Sendable {
    /// How much worse another system fits.
    public struct Rival: Sendable {
        /// The other system.
        public let system: CoordinateSystem
        /// The claims whose distance is another in that system.
        public let tellingClaims: Int
        /// The median way of those, read in that system, to the division named beside them.
        public let medianMetres: Double
        /// The same claims' median way in the system found.
        public let foundMetres: Double
        /// The divisions that speak for the system found, and those that speak for the other.
        public let votes: (found: Int, rival: Int)
    }

    /// The system that fits best.
    public let system: CoordinateSystem
    /// The other systems, in the order of `CoordinateSystem.allCases`.
    public let rivals: [Rival]
}

/// Tells the system of positions by their distance to the divisions that stand beside them in words.
public enum SystemDetector {
    /// A system is preferred when the divisions that it suits outnumber the others by this many standard deviations of
    /// a fair coin: chance does that once in two thousand times. (The sign test: Arbuthnot 1710; Dixon and Mood 1946.)
    private static let certainty = 3.3

    /// The likelier system of some claims over at least a dozen divisions; nil when they cannot tell.
    ///
    /// Each division has one vote, however many claims name it: the claims of one village may share one error. The
    /// best system must win against each other one, and its own errors must not all lean to one side as a shift does.
    /// Claims without a valid position or for a division without a place do not count.
    public static func find(_ claims: [PlaceClaim], among divisions: DivisionIndex) -> SystemFinding? {
        let read = claims.compactMap { ClaimWays($0, divisions) }.filter(\.isTelling)
        let means = Dictionary(grouping: read, by: \.division).values.map(meanDistances)
        let systems = Array(CoordinateSystem.allCases.enumerated())
        for (best, system) in systems {
            let rivals = systems.filter { $0.offset != best }.compactMap { other, system in
                rival(system, other, found: best, read, means)
            }
            guard rivals.count == systems.count - 1, isUpright(read, best) else { continue }
            return SystemFinding(system: system, rivals: rivals)
        }
        return nil
    }

    /// How much worse another system fits than the one that may be found; nil when it is not clearly worse.
    private static func rival(
        _ system: CoordinateSystem, _ other: Int, found best: Int, _ claims: [ClaimWays], _ means: [[Double]]
    ) -> SystemFinding.Rival? {
        let wins = means.count { $0[best] < $0[other] - ClaimWays.least }
        let losses = means.count { $0[best] > $0[other] + ClaimWays.least }
        let telling = claims.filter { abs($0.distances[best] - $0.distances[other]) > ClaimWays.least }
        guard Double(wins - losses) >= certainty * Double(wins + losses).squareRoot(),
            let theirs = median(telling.map { $0.distances[other] }),
            let ours = median(telling.map { $0.distances[best] }), ours < theirs
        else { return nil }
        return SystemFinding.Rival(
            system: system, tellingClaims: telling.count, medianMetres: theirs, foundMetres: ours,
            votes: (wins, losses)
        )
    }

    private static func meanDistances(_ claims: [ClaimWays]) -> [Double] {
        CoordinateSystem.allCases.indices.map { system in
            claims.reduce(0) { $0 + $1.distances[system] } / Double(max(1, claims.count))
        }
    }

    /// Whether what is left in the best system leans less to one side than half of a shift between two systems.
    ///
    /// Points moved by some other fault may lie nearer in a wrong system, but do not lie well in it.
    private static func isUpright(_ claims: [ClaimWays], _ best: Int) -> Bool {
        guard let east = median(claims.map { $0.ways[best].east }),
            let north = median(claims.map { $0.ways[best].north }),
            let shift = median(claims.map { $0.shift(from: best) })
        else { return false }
        return FlatWay(east: east, north: north).length < shift / 2
    }

    private static func median(_ values: [Double]) -> Double? {
        let sorted = values.sorted()
        guard let upper = sorted.dropFirst(sorted.count / 2).first else { return nil }
        guard sorted.count.isMultiple(of: 2), let lower = sorted.dropFirst(sorted.count / 2 - 1).first else {
            return upper
        }
        return (lower + upper) / 2
    }
}

/// A claim read in each system.
private struct ClaimWays {
    /// Distances that differ by less are equal, in metres.
    static let least = 1.0

    let division: Int
    /// The mean way to the division and the mean length of the ways, by system in the order of `allCases`.
    let ways: [FlatWay]
    let distances: [Double]
    /// The first position in each system.
    private let places: [GeoPoint]

    /// Nil when a position is none, or the division has no place.
    init?(_ claim: PlaceClaim, _ divisions: DivisionIndex) {
        var (ways, distances, places): ([FlatWay], [Double], [GeoPoint]) = ([], [], [])
        for system in CoordinateSystem.allCases {
            var (sum, length) = (FlatWay(east: 0, north: 0), 0.0)
            for (number, position) in claim.positions.enumerated() {
                guard
                    let point = GeoPoint(longitude: position.longitude, latitude: position.latitude, system: system),
                    let way = divisions.way(from: point, to: claim.division)
                else { return nil }
                if number == 0 { places.append(point) }
                sum = FlatWay(east: sum.east + way.east, north: sum.north + way.north)
                length += way.length
            }
            guard !claim.positions.isEmpty else { return nil }
            let share = 1 / Double(claim.positions.count)
            ways.append(FlatWay(east: sum.east * share, north: sum.north * share))
            distances.append(length * share)
        }
        (division, self.ways, self.distances, self.places) = (claim.division, ways, distances, places)
    }

    var isTelling: Bool { (distances.max() ?? 0) - (distances.min() ?? 0) > Self.least }

    /// The way from the claim in one system to the nearest of the same claim in another.
    func shift(from system: Int) -> Double {
        places.indices.filter { $0 != system }.map { places[$0].metres(to: places[system]) }.min() ?? 0
    }
}

import Foundation

/// A point in millionths of a degree that lies on the globe, so that differences and their products fit 64 bits.
struct GridSpot: Hashable, Sendable {
    let x: Int32
    let y: Int32

    init(x: Int32, y: Int32) {
        self.x = x
        self.y = y
    }

    init(_ point: GeoPoint) {
        x = Int32(max(-180_000_000, min(180_000_000, point.longitudeE6)))
        y = Int32(max(-90_000_000, min(90_000_000, point.latitudeE6)))
    }
}

/// A rectangle of such points, its sides included.
struct GridBox: Hashable, Sendable {
    var west: Int32
    var south: Int32
    var east: Int32
    var north: Int32

    /// The smallest box around some points; nil around none.
    init?(around spots: some Collection<GridSpot>) {
        guard let first = spots.first else { return nil }
        (west, south, east, north) = (first.x, first.y, first.x, first.y)
        for spot in spots { include(GridBox(west: spot.x, south: spot.y, east: spot.x, north: spot.y)) }
    }

    init(west: Int32, south: Int32, east: Int32, north: Int32) {
        (self.west, self.south, self.east, self.north) = (west, south, east, north)
    }

    mutating func include(_ other: GridBox) {
        west = min(west, other.west)
        south = min(south, other.south)
        east = max(east, other.east)
        north = max(north, other.north)
    }

    func contains(_ spot: GridSpot) -> Bool {
        spot.x >= west && spot.x <= east && spot.y >= south && spot.y <= north
    }

    /// What two boxes have in common, or nil.
    func shared(with other: GridBox) -> GridBox? {
        guard west <= other.east, east >= other.west, south <= other.north, north >= other.south else { return nil }
        return GridBox(
            west: max(west, other.west), south: max(south, other.south), east: min(east, other.east),
            north: min(north, other.north)
        )
    }
}

/// A way on the flat map, in metres east and north.
struct FlatWay: Hashable, Sendable {
    var east: Double
    var north: Double

    var length: Double { (east * east + north * north).squareRoot() }
}

/// A flat map around a point: good to a thousandth within ten kilometres.
struct FlatScale: Sendable {
    let spot: GridSpot
    private let east: Double
    // A millionth of a degree of a great circle (IUGG mean radius).
    private static let north = 0.111_195_08

    init(at spot: GridSpot) {
        self.spot = spot
        east = Self.north * max(1e-6, cos(Double(spot.y) * .pi / 180e6))
    }

    /// The box of all points within some metres, and a little more.
    func box(around metres: Double) -> GridBox {
        func side(_ middle: Int32, _ reach: Double) -> Int32 {
            Int32(max(-180e6, min(180e6, Double(middle) + reach)))
        }
        let (across, up) = (metres / east + 1, metres / Self.north + 1)
        return GridBox(
            west: side(spot.x, -across), south: side(spot.y, -up), east: side(spot.x, across), north: side(spot.y, up)
        )
    }

    func way(to other: GridSpot) -> FlatWay {
        FlatWay(
            east: Double(Int64(other.x) - Int64(spot.x)) * east,
            north: Double(Int64(other.y) - Int64(spot.y)) * Self.north
        )
    }

    /// The shortest way to a line between two points.
    func way(from start: GridSpot, to end: GridSpot) -> FlatWay {
        let (a, b) = (way(to: start), way(to: end))
        let (dx, dy) = (b.east - a.east, b.north - a.north)
        let square = dx * dx + dy * dy
        guard square > 0 else { return a }
        let share = max(0, min(1, -(a.east * dx + a.north * dy) / square))
        return FlatWay(east: a.east + share * dx, north: a.north + share * dy)
    }
}

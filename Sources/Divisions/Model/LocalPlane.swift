import Foundation

/// A position on a flat map, in metres east and north of its middle.
struct PlanePoint: Hashable, Sendable {
    var x: Double
    var y: Double

    func distance(to other: PlanePoint) -> Double {
        let (dx, dy) = (x - other.x, y - other.y)
        return (dx * dx + dy * dy).squareRoot()
    }
}

/// A flat map of a district: good to a few metres over a hundred kilometres, which is all that schematic shapes need.
struct LocalPlane: Sendable {
    private let longitude: Double
    private let latitude: Double
    private let metresEast: Double
    private static let metresNorth = 111_320.0

    /// A map around the middle of some points.
    init(around points: [GeoPoint]) {
        let count = Double(max(1, points.count))
        longitude = points.reduce(0) { $0 + Double($1.longitudeE6) } / count / 1e6
        latitude = points.reduce(0) { $0 + Double($1.latitudeE6) } / count / 1e6
        metresEast = Self.metresNorth * max(0.01, cos(latitude * .pi / 180))
    }

    func flat(_ point: GeoPoint) -> PlanePoint {
        PlanePoint(
            x: (Double(point.longitudeE6) / 1e6 - longitude) * metresEast,
            y: (Double(point.latitudeE6) / 1e6 - latitude) * Self.metresNorth
        )
    }

    func round(_ point: PlanePoint) -> GeoPoint {
        GeoPoint(
            longitudeE6: Int(((point.x / metresEast + longitude) * 1e6).rounded()),
            latitudeE6: Int(((point.y / Self.metresNorth + latitude) * 1e6).rounded())
        )
    }
}

/// A closed line around an area, or around a hole in one; the first point is not repeated at the end.
public typealias Ring = [GeoPoint]

/// Measures of rings.
public enum RingMeasure {
    /// The area inside a ring in square metres: positive counter-clockwise, negative clockwise as holes run.
    public static func squareMetres(_ ring: Ring) -> Double {
        let plane = LocalPlane(around: ring)
        let flat = ring.map(plane.flat)
        var twice = 0.0
        for (here, next) in zip(flat, flat.dropFirst() + flat.prefix(1)) { twice += here.x * next.y - next.x * here.y }
        return twice / 2
    }

    /// Whether a point lies inside an outline, holes left out (even-odd rule).
    public static func contains(_ point: GeoPoint, in rings: [Ring]) -> Bool {
        var isInside = false
        for ring in rings {
            for (a, b) in zip(ring, ring.dropFirst() + ring.prefix(1)) {
                guard (a.latitudeE6 > point.latitudeE6) != (b.latitudeE6 > point.latitudeE6) else { continue }
                let share = Double(point.latitudeE6 - a.latitudeE6) / Double(b.latitudeE6 - a.latitudeE6)
                let crossing = Double(a.longitudeE6) + share * Double(b.longitudeE6 - a.longitudeE6)
                if Double(point.longitudeE6) < crossing { isInside.toggle() }
            }
        }
        return isInside
    }
}

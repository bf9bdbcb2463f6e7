import Foundation

/// A point in WGS-84, in millionths of a degree.
public struct GeoPoint: Hashable, Sendable {
    /// Longitude times 1,000,000.
    public let longitudeE6: Int
    /// Latitude times 1,000,000.
    public let latitudeE6: Int

    /// Makes a point from millionths of a degree.
    public init(longitudeE6: Int, latitudeE6: Int) {
        self.longitudeE6 = longitudeE6
        self.latitudeE6 = latitudeE6
    }

    /// Makes a point from degrees of a system; nil for what is no longitude and latitude.
    public init?(longitude: Double, latitude: Double, system: CoordinateSystem = .wgs84) {
        guard (-180...180).contains(longitude), (-90...90).contains(latitude) else { return nil }
        let moved = system.wgs84(longitude: longitude, latitude: latitude)
        longitudeE6 = Int((moved.longitude * 1e6).rounded())
        latitudeE6 = Int((moved.latitude * 1e6).rounded())
    }

    /// The way to another point in metres over a round earth, good to half a percent.
    public func metres(to other: GeoPoint) -> Double {
        GreatCircle.metres(
            from: (Double(longitudeE6) / 1e6, Double(latitudeE6) / 1e6),
            to: (Double(other.longitudeE6) / 1e6, Double(other.latitudeE6) / 1e6)
        )
    }
}

/// Ways on a sphere with the mean radius of the earth (IUGG: 6,371,008.8 metres).
public enum GreatCircle {
    /// The way between two positions in degrees, in metres.
    ///
    /// The haversine formula (Sinnott, Virtues of the Haversine, 1984), which keeps its digits when the two are close.
    public static func metres(
        from start: (longitude: Double, latitude: Double), to end: (longitude: Double, latitude: Double)
    ) -> Double {
        let radian = Double.pi / 180
        let north = sin((end.latitude - start.latitude) * radian / 2)
        let east = sin((end.longitude - start.longitude) * radian / 2)
        let square = north * north + cos(start.latitude * radian) * cos(end.latitude * radian) * east * east
        return 2 * 6_371_008.8 * asin(min(1, square.squareRoot()))
    }
}

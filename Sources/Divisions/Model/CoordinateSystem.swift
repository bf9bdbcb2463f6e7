import Foundation

/// The system that longitude and latitude are given in.
///
/// Inside, everything is WGS-84.
public enum CoordinateSystem: String, Sendable, CaseIterable {
    /// GPS and most maps of the world.
    case wgs84
    /// Maps published in China: WGS-84 shifted by some hundred metres.
    case gcj02

    /// A position of this system in degrees, in WGS-84.
    public func wgs84(longitude: Double, latitude: Double) -> (longitude: Double, latitude: Double) {
        guard self == .gcj02 else { return (longitude, latitude) }
        // The shift has no inverse formula: five rounds bring it below a billionth of a degree.
        var guess = (longitude: longitude, latitude: latitude)
        for _ in 0..<5 {
            let shifted = Self.gcj02(longitude: guess.longitude, latitude: guess.latitude)
            guess.longitude -= shifted.longitude - longitude
            guess.latitude -= shifted.latitude - latitude
        }
        return guess
    }

    /// A position in WGS-84 degrees, in GCJ-02; positions far from China stay as they are.
    ///
    /// The formula as published in googollee/eviltransform (BSD-2-Clause) and wandergis/coordtransform (MIT).
    public static func gcj02(longitude: Double, latitude: Double) -> (longitude: Double, latitude: Double) {
        guard (72.004...137.8347).contains(longitude), (0.8293...55.8271).contains(latitude) else {
            return (longitude, latitude)
        }
        let (x, y) = (longitude - 105, latitude - 35)
        let (east, north) = (shiftEast(x, y), shiftNorth(x, y))
        let (axis, flattening) = (6_378_245.0, 0.00669342162296594323)
        let radians = latitude * .pi / 180
        let magic = 1 - flattening * sin(radians) * sin(radians)
        return (
            longitude + east * 180 / (axis / magic.squareRoot() * cos(radians) * .pi),
            latitude + north * 180 / (axis * (1 - flattening) / (magic * magic.squareRoot()) * .pi)
        )
    }

    private static func shiftEast(_ x: Double, _ y: Double) -> Double {
        300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * abs(x).squareRoot() + waves(x)
            + (20 * sin(x * .pi) + 40 * sin(x / 3 * .pi)) * 2 / 3
            + (150 * sin(x / 12 * .pi) + 300 * sin(x / 30 * .pi)) * 2 / 3
    }

    private static func shiftNorth(_ x: Double, _ y: Double) -> Double {
        -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * abs(x).squareRoot() + waves(x)
            + (20 * sin(y * .pi) + 40 * sin(y / 3 * .pi)) * 2 / 3
            + (160 * sin(y / 12 * .pi) + 320 * sin(y * .pi / 30)) * 2 / 3
    }

    private static func waves(_ x: Double) -> Double {
        (20 * sin(6 * x * .pi) + 20 * sin(2 * x * .pi)) * 2 / 3
    }
}

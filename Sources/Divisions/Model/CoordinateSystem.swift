import Foundation

/// The system that longitude and latitude are given in.
///
/// Inside, everything is WGS-84; CGCS2000 agrees with it within decimetres and is read as WGS-84.
public enum CoordinateSystem: String, Sendable, CaseIterable {
    /// GPS and most maps of the world.
    case wgs84
    /// Maps published in China: WGS-84 shifted by some hundred metres.
    case gcj02
    /// Baidu's maps: GCJ-02 shifted once more, by about a kilometre.
    case bd09

    /// A position of this system in degrees, in WGS-84.
    public func wgs84(longitude: Double, latitude: Double) -> (longitude: Double, latitude: Double) {
        switch self {
        case .wgs84: return (longitude, latitude)
        case .gcj02:
            return Self.undo(Self.gcj02, of: (longitude, latitude), from: (longitude, latitude))
        case .bd09:
            let guess = Self.roughGCJ02(longitude: longitude, latitude: latitude)
            let gcj02 = Self.undo(Self.bd09, of: (longitude, latitude), from: guess)
            return Self.gcj02.wgs84(longitude: gcj02.longitude, latitude: gcj02.latitude)
        }
    }

    /// A position in WGS-84 degrees, in this system.
    public func shifted(longitude: Double, latitude: Double) -> (longitude: Double, latitude: Double) {
        switch self {
        case .wgs84: return (longitude, latitude)
        case .gcj02: return Self.gcj02(longitude: longitude, latitude: latitude)
        case .bd09:
            let gcj02 = Self.gcj02(longitude: longitude, latitude: latitude)
            return Self.bd09(longitude: gcj02.longitude, latitude: gcj02.latitude)
        }
    }

    /// The shifts have no exact inverse formula: five rounds bring what is left below a billionth of a degree.
    private static func undo(
        _ shift: (Double, Double) -> (longitude: Double, latitude: Double),
        of target: (longitude: Double, latitude: Double), from start: (longitude: Double, latitude: Double)
    ) -> (longitude: Double, latitude: Double) {
        var guess = start
        for _ in 0..<5 {
            let shifted = shift(guess.longitude, guess.latitude)
            guess.longitude -= shifted.longitude - target.longitude
            guess.latitude -= shifted.latitude - target.latitude
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

    /// A position in GCJ-02 degrees, in BD-09.
    ///
    /// The formula as published in wandergis/coordtransform and hujiulong/gcoord (both MIT).
    public static func bd09(longitude: Double, latitude: Double) -> (longitude: Double, latitude: Double) {
        let length = (longitude * longitude + latitude * latitude).squareRoot() + 0.00002 * sin(latitude * wave)
        let angle = atan2(latitude, longitude) + 0.000003 * cos(longitude * wave)
        return (length * cos(angle) + 0.0065, length * sin(angle) + 0.006)
    }

    /// The way back as the same authors publish it: up to 0.2 metres beside the place that the way there comes from.
    private static func roughGCJ02(longitude: Double, latitude: Double) -> (longitude: Double, latitude: Double) {
        let (x, y) = (longitude - 0.0065, latitude - 0.006)
        let length = (x * x + y * y).squareRoot() - 0.00002 * sin(y * wave)
        let angle = atan2(y, x) - 0.000003 * cos(x * wave)
        return (length * cos(angle), length * sin(angle))
    }

    private static let wave = Double.pi * 3_000 / 180

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

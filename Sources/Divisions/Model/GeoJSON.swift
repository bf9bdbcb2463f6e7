public import Base
import Foundation

/// Why an outline file was not taken.
public enum GeoJSONError: ExplainedError, Hashable, Sendable {
    /// More text or more points than the limit.
    case tooLarge
    /// It is not JSON, or not a feature collection of polygons.
    case notPolygons
    /// The bytes are no UTF-8 text.
    case notUTF8
    /// A feature has neither a code nor a name.
    case unnamed(feature: Int)
    /// Two features have the same code or name.
    case twice(String)
    /// A ring has fewer than four points or does not end where it began.
    case openRing(String)
    /// A position that is no longitude and latitude.
    case badPosition(String)

    /// The fault in a sentence.
    public var explanation: String {
        switch self {
        case .tooLarge: "The file has more text or more points than are read."
        case .notPolygons: "The file is no GeoJSON collection of polygons."
        case .notUTF8: "The file is no UTF-8 text."
        case .unnamed(let feature): "Feature \(feature + 1) has neither a code nor a name."
        case .twice(let key): "Two features are called \(key)."
        case .openRing(let key): "A ring of \(key) has fewer than four points or does not end where it began."
        case .badPosition(let key): "A position of \(key) is no longitude and latitude."
        }
    }
}

/// Reads outlines of divisions from GeoJSON (RFC 7946) and keeps them as rings.
public enum GeoJSON {
    /// The most text that is read, in bytes.
    public static let textLimit = 20_000_000
    /// The most points in all rings together.
    public static let pointLimit = 300_000

    /// The outlines of divisions that a file holds.
    public struct Outlines: Sendable {
        fileprivate var features: [(code: String?, name: String?, rings: [Ring])] = []

        /// The rings of a division: of the feature with its name, among several with its code too; of the feature with its code where
        /// that has no name. Codes differ between code systems and change hands: a code under another name is not believed.
        public func rings(code: String, name: String) -> [Ring]? {
            let named = features.filter { $0.name == name }
            if named.count == 1 { return named[0].rings }
            return features.first { $0.code == code && ($0.name ?? name) == name }?.rings
        }

        /// The name that stands beside a code; nil when there is no such feature or it has no name.
        public func name(of code: String) -> String? { features.first { $0.code == code }?.name }
    }

    /// The outlines of polygons with the properties `code` or `adcode` and `name`; positions are converted to WGS-84.
    ///
    /// Throws `GeoJSONError`.
    public static func read(_ text: String, system: CoordinateSystem = .wgs84) throws(GeoJSONError) -> Outlines {
        guard text.utf8.count <= textLimit else { throw .tooLarge }
        guard let collection = try? JSONDecoder().decode(Collection.self, from: Data(text.utf8)) else {
            throw .notPolygons
        }
        var outlines = Outlines()
        var keys: Set<String> = []
        var points = 0
        for (index, feature) in collection.features.enumerated() {
            guard let key = feature.code ?? feature.name else { throw .unnamed(feature: index) }
            guard keys.insert(key).inserted else { throw .twice(key) }
            points += feature.geometry.rings.reduce(0) { $0 + $1.count }
            guard points <= pointLimit else { throw .tooLarge }
            var rings: [Ring] = []
            for ring in feature.geometry.rings { rings.append(try checked(ring, of: key, system)) }
            guard !rings.isEmpty else { throw .notPolygons }
            outlines.features.append((feature.code, feature.name, rings))
        }
        return outlines
    }

    /// Rings as the JSON text that `DivisionStore.setShape` keeps: degrees with six digits.
    public static func text(of rings: [Ring]) -> String {
        let parts = rings.map { ring in
            "[" + ring.map { "[\(text(of: $0))]" }.joined(separator: ",") + "]"
        }
        return "[" + parts.joined(separator: ",") + "]"
    }

    /// A point as longitude, comma, latitude.
    static func text(of point: GeoPoint) -> String { degrees(point.longitudeE6) + "," + degrees(point.latitudeE6) }

    /// Reads what `text(of:)` wrote; nil for anything else.
    public static func rings(in text: String) -> [Ring]? {
        guard let rings = try? JSONDecoder().decode([[[Double]]].self, from: Data(text.utf8)) else { return nil }
        var result: [Ring] = []
        for ring in rings {
            var line: Ring = []
            for position in ring {
                guard let point = point(position, .wgs84) else { return nil }
                line.append(point)
            }
            result.append(line)
        }
        return result
    }

    private static func checked(
        _ ring: [[Double]], of key: String, _ system: CoordinateSystem
    ) throws(GeoJSONError) -> Ring {
        guard ring.count >= 4, let first = ring.first, let last = ring.last, first.prefix(2) == last.prefix(2) else {
            throw .openRing(key)
        }
        var line: Ring = []
        for position in ring.dropLast() {
            guard let point = point(position, system) else { throw .badPosition(key) }
            line.append(point)
        }
        return line
    }

    private static func point(_ position: [Double], _ system: CoordinateSystem) -> GeoPoint? {
        guard let longitude = position.first, let latitude = position.dropFirst().first else { return nil }
        return GeoPoint(longitude: longitude, latitude: latitude, system: system)
    }

    private static func degrees(_ millionths: Int) -> String {
        let (whole, rest) = abs(millionths).quotientAndRemainder(dividingBy: 1_000_000)
        let digits = String(rest)
        return (millionths < 0 ? "-" : "") + "\(whole)." + String(repeating: "0", count: 6 - digits.count) + digits
    }
}

// The part of RFC 7946 that outlines use.
private struct Collection: Decodable {
    struct Feature: Decodable {
        var code: String?
        var name: String?
        var geometry: GeoJSONGeometry

        private enum Keys: String, CodingKey { case properties, geometry, code, adcode, name }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Keys.self)
            geometry = try container.decode(GeoJSONGeometry.self, forKey: .geometry)
            guard let properties = try? container.nestedContainer(keyedBy: Keys.self, forKey: .properties) else {
                return
            }
            (code, name) = (properties.text(.code) ?? properties.text(.adcode), properties.text(.name))
        }
    }

    var features: [Feature]
}

/// The rings of a Polygon or MultiPolygon as they stand in a file.
struct GeoJSONGeometry: Decodable {
    var rings: [[[Double]]]

    private enum Keys: String, CodingKey { case type, coordinates }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Keys.self)
        switch try container.decode(String.self, forKey: .type) {
        case "Polygon": rings = try container.decode([[[Double]]].self, forKey: .coordinates)
        case "MultiPolygon":
            rings = try container.decode([[[[Double]]]].self, forKey: .coordinates).flatMap { $0 }
        default: throw GeoJSONError.notPolygons
        }
    }
}

extension KeyedDecodingContainer {
    /// A property that is text, or a whole number as codes often are; nil when it is missing, empty or anything else.
    func text(_ key: Key) -> String? {
        let number = try? decode(Int.self, forKey: key)
        let value = (try? decode(String.self, forKey: key)) ?? number.map(String.init)
        return value.flatMap { $0.isEmpty ? nil : $0 }
    }
}

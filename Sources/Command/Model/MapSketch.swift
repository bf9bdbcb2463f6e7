public import Base
public import Divisions
import Foundation

/// An area of a map, ready to be drawn.
public struct MapArea: Hashable, Sendable {
    /// The division that is drawn.
    public var division: RecordID
    /// Its code.
    public var code: String
    /// Its name.
    public var name: Words
    /// The outline in the notation of SVG paths.
    public var path: String
    /// Where its name stands, from the left.
    public var labelX: Int
    /// Where its name stands, from above.
    public var labelY: Int
    /// How many units of the drawing are free on either side of that place.
    public var room: Int

    /// The name without the word for what it is: 良渚 for 良渚街道.
    public var shortName: Words {
        Words(Self.short(name.zh, Self.endingsZh, 2), Self.short(name.en, Self.endingsEn, 3))
    }

    private static let endingsZh = ["街道", "社区", "镇", "乡", "村"]
    private static let endingsEn = [" Subdistrict", " Township", " Town", " Community", " Village"]

    private static func short(_ name: String, _ endings: [String], _ least: Int) -> String {
        for ending in endings where name.hasSuffix(ending) && name.count - ending.count >= least {
            return String(name.dropLast(ending.count))
        }
        return name
    }
}

/// A map as areas on a drawing of 800 by some height.
public struct MapSketch: Sendable {
    /// The width of every drawing.
    public static let width = 800
    /// The height of this one.
    public var height: Int
    /// The areas, in the order of the divisions.
    public var areas: [MapArea]
    /// False when every outline was loaded from a file of the district's own.
    public var isSchematic: Bool

    /// Draws outlines; divisions without one are left out.
    public init(_ outlines: [(division: Division, rings: [Ring])], isSchematic: Bool) {
        let frame = Frame(outlines.flatMap { $0.rings.joined() })
        height = frame.height
        self.isSchematic = isSchematic
        areas = outlines.compactMap { division, rings in
            let drawn = rings.map { $0.map(frame.place) }.filter { $0.count > 2 }
            guard !drawn.isEmpty else { return nil }
            let large = drawn.filter { !Self.isSpeck($0) }
            let lines = large.isEmpty ? drawn : large
            let label = Self.label(lines)
            return MapArea(
                division: division.id, code: division.code, name: division.name,
                path: lines.map(Self.path).joined(), labelX: Int(label.x.rounded()), labelY: Int(label.y.rounded()),
                room: Int(label.room)
            )
        }
    }

    private typealias Place = (x: Double, y: Double)

    /// Fits positions into the drawing.
    private struct Frame {
        let height: Int
        private let west: Double
        private let north: Double
        private let scaleX: Double
        private let scaleY: Double
        private let left: Double
        private static let margin = 6.0
        private static let tallest = 620.0

        init(_ points: [GeoPoint]) {
            let longitudes = points.map { Double($0.longitudeE6) }
            let latitudes = points.map { Double($0.latitudeE6) }
            west = longitudes.min() ?? 0
            north = latitudes.max() ?? 0
            let south = latitudes.min() ?? 0
            let narrowing = max(0.01, cos((north + south) / 2e6 * .pi / 180))
            let wide = max(1, ((longitudes.max() ?? 0) - west) * narrowing)
            let tall = max(1, north - south)
            let room = Double(MapSketch.width) - 2 * Self.margin
            scaleY = min(room / wide, Self.tallest / tall)
            scaleX = scaleY * narrowing
            left = Self.margin + (room - wide * scaleY) / 2
            height = Int((tall * scaleY + 2 * Self.margin).rounded(.up))
        }

        func place(_ point: GeoPoint) -> Place {
            (
                left + (Double(point.longitudeE6) - west) * scaleX,
                Self.margin + (north - Double(point.latitudeE6)) * scaleY
            )
        }
    }

    /// Clearings too small to be seen as such, where no village lies within reach.
    private static func isSpeck(_ line: [Place]) -> Bool {
        guard var a = line.last else { return true }
        var twice = 0.0
        for b in line {
            // Heights grow downwards here: holes, clockwise on the ground, come out negative.
            twice += b.x * a.y - a.x * b.y
            a = b
        }
        return abs(twice) < 2 || twice < 0 && twice > -400
    }

    // Tenths of a unit are finer than a screen shows.
    private static func path(_ line: [Place]) -> String {
        let points = line.map { "\(tenths($0.x)) \(tenths($0.y))" }
        return "M" + points.joined(separator: "L") + "Z"
    }

    private static func tenths(_ number: Double) -> String {
        let (whole, rest) = Int((number * 10).rounded()).quotientAndRemainder(dividingBy: 10)
        return rest == 0 ? "\(whole)" : "\(whole).\(abs(rest))"
    }

    /// The place with the most room for a name, which is about twice as wide as high: tried on a grid.
    private static func label(_ lines: [[Place]]) -> (x: Double, y: Double, room: Double) {
        let all = lines.joined()
        let (west, east) = (all.map(\.x).min() ?? 0, all.map(\.x).max() ?? 0)
        let (north, south) = (all.map(\.y).min() ?? 0, all.map(\.y).max() ?? 0)
        var best = (x: (west + east) / 2, y: (north + south) / 2, room: 0.0)
        for column in 1..<20 {
            for row in 1..<20 {
                let x = west + (east - west) * Double(column) / 20
                let y = north + (south - north) * Double(row) / 20
                let room = room(at: (x, y), lines, atLeast: best.room)
                if room > best.room { best = (x, y, room) }
            }
        }
        return best
    }

    private static func room(at place: Place, _ lines: [[Place]], atLeast least: Double) -> Double {
        var nearest = Double.infinity
        var isInside = false
        for line in lines {
            guard var a = line.last else { continue }
            for b in line {
                if (a.y > place.y) != (b.y > place.y), place.x < a.x + (place.y - a.y) / (b.y - a.y) * (b.x - a.x) {
                    isInside.toggle()
                }
                nearest = min(nearest, distance(place, a, b))
                a = b
            }
            if nearest < least { return 0 }
        }
        return isInside ? nearest : 0
    }

    /// How far a side is from a place; heights count double, since names are wide.
    private static func distance(_ place: Place, _ a: Place, _ b: Place) -> Double {
        let (dx, dy) = (b.x - a.x, (b.y - a.y) * 2)
        let (px, py) = (place.x - a.x, (place.y - a.y) * 2)
        let length = dx * dx + dy * dy
        let share = length > 0 ? min(1, max(0, (px * dx + py * dy) / length)) : 0
        let (rx, ry) = (px - share * dx, py - share * dy)
        return (rx * rx + ry * ry).squareRoot()
    }
}

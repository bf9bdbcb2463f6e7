import Foundation

/// A feature of a grid file as it stands there: anything may be missing.
struct GridDraft: Sendable {
    let feature: Int
    let code: String?
    private let name: String?
    private let village: String?
    private let rings: [[[Double]]]

    /// All features of a file. Throws `GeoJSONError`.
    static func read(_ bytes: Data) throws(GeoJSONError) -> [GridDraft] {
        guard bytes.count <= GeoJSON.textLimit else { throw .tooLarge }
        // Files from spreadsheets and Windows begin with a byte order mark, which JSON does not know.
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes
        guard String(validating: body, as: UTF8.self) != nil else { throw .notUTF8 }
        guard let collection = try? JSONDecoder().decode(GridCollection.self, from: Data(body)) else {
            throw .notPolygons
        }
        let points = collection.features.reduce(0) { $0 + $1.rings.reduce(0) { $0 + $1.count } }
        guard points <= GeoJSON.pointLimit else { throw .tooLarge }
        return collection.features.enumerated().map { number, feature in
            GridDraft(
                feature: number, code: feature.code, name: feature.name, village: feature.village, rings: feature.rings
            )
        }
    }

    /// Some of the corners as they stand, spread over the outline: enough to tell where the grid lies.
    var someCorners: [(longitude: Double, latitude: Double)] {
        let corners = rings.joined()
        let step = max(1, corners.count / 32)
        return corners.enumerated().compactMap { number, position in
            guard number.isMultiple(of: step), let first = position.first, let second = position.dropFirst().first
            else { return nil }
            return (first, second)
        }
    }

    /// The grid in WGS-84, all checked but its place.
    func grid(in system: CoordinateSystem, isTwice: Bool) throws(GridFailure) -> GridFile.Grid {
        guard !rings.isEmpty else { throw GridFailure(fault: .notPolygon) }
        guard let code else { throw GridFailure(fault: .missing("code")) }
        guard let name else { throw GridFailure(fault: .missing("name")) }
        guard let village else { throw GridFailure(fault: .missing("village_code")) }
        guard !isTwice else { throw GridFailure(fault: .twice) }
        guard rings.reduce(0, { $0 + $1.count }) <= GridFile.gridPointLimit else {
            throw GridFailure(fault: .tooManyPoints)
        }
        var outline: [Ring] = []
        for (number, ring) in rings.enumerated() { outline.append(try closed(ring, number + 1, system)) }
        if let point = RingCrossing.find(in: outline) { throw GridFailure(fault: .crossing(point)) }
        if let empty = outline.firstIndex(where: { abs(RingMeasure.squareMetres($0)) < 1 }) {
            throw GridFailure(fault: .noArea(empty + 1))
        }
        return GridFile.Grid(
            feature: feature, code: code, name: name, village: village, rings: outline, isPlaceChecked: false
        )
    }

    private func closed(_ ring: [[Double]], _ number: Int, _ system: CoordinateSystem) throws(GridFailure) -> Ring {
        guard ring.count >= 4, let first = ring.first, let last = ring.last, first.prefix(2) == last.prefix(2) else {
            throw GridFailure(fault: .openRing(number))
        }
        var line: Ring = []
        for position in ring.dropLast() {
            guard let first = position.first, let second = position.dropFirst().first else {
                throw GridFailure(fault: .badPosition)
            }
            guard let point = GeoPoint(longitude: first, latitude: second, system: system) else {
                let isSwapped = GeoPoint(longitude: second, latitude: first) != nil
                throw GridFailure(fault: isSwapped ? .latitudeFirst : .badPosition)
            }
            line.append(point)
        }
        return line
    }
}

/// Features that are read one by one: a bad one leaves the others readable.
private struct GridCollection: Decodable {
    struct Feature: Decodable {
        var code: String?
        var name: String?
        var village: String?
        var rings: [[[Double]]] = []

        private enum Keys: String, CodingKey {
            case properties, geometry, code, name, village
            case villageCode = "village_code"
        }

        init(from decoder: any Decoder) throws {
            guard let container = try? decoder.container(keyedBy: Keys.self) else { return }
            rings = (try? container.decode(GeoJSONGeometry.self, forKey: .geometry))?.rings ?? []
            guard let properties = try? container.nestedContainer(keyedBy: Keys.self, forKey: .properties) else {
                return
            }
            (code, name) = (properties.text(.code), properties.text(.name))
            village = properties.text(.villageCode) ?? properties.text(.village)
        }
    }

    var features: [Feature]
}

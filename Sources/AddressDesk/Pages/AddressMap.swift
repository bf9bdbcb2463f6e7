import Divisions
import Markup

/// The outline of a village with a point in it, drawn by the server.
struct AddressMap {
    private let path: String
    private let spot: (x: Int, y: Int)?
    private let size: (width: Int, height: Int)
    private let label: String

    /// Nil where there is nothing to draw. `outline` is rings of `[longitude, latitude]` as JSON text.
    init?(outline: String?, point: GeoPoint?, label: String) {
        let rings = outline.flatMap(GeoJSON.rings) ?? [], all = rings.flatMap(\.self)
        guard let west = all.map(\.longitudeE6).min(), let east = all.map(\.longitudeE6).max(),
            let south = all.map(\.latitudeE6).min(), let north = all.map(\.latitudeE6).max(), east > west, north > south
        else { return nil }
        // At 30 degrees north a degree of longitude is 0.866 of one of latitude.
        let (width, height) = (Double(east - west) * 0.866, Double(north - south)),
            scale = min(480 / width, 320 / height)
        func place(_ point: GeoPoint) -> (x: Int, y: Int) {
            (
                Int((Double(point.longitudeE6 - west) * 0.866 * scale).rounded()) + 10,
                Int((Double(north - point.latitudeE6) * scale).rounded()) + 10
            )
        }
        path = rings.map { ring in
            "M" + ring.map(place).map { "\($0.x) \($0.y)" }.joined(separator: "L") + "Z"
        }.joined()
        spot = point.map(place)
        size = (Int(width * scale) + 20, Int(height * scale) + 20)
        self.label = label
    }

    var html: HTML {
        let dot: HTML? = spot.map { "<circle class=\"h4\" cx=\"\($0.x)\" cy=\"\($0.y)\" r=\"6\"/>" }
        return """
            <figure><svg class="map" viewBox="0 0 \(size.width) \(size.height)" role="img" aria-label="\(label)">\
            <path class="h1" d="\(path)"/>\(dot)</svg><figcaption class="hint">\(label)</figcaption></figure>
            """
    }
}

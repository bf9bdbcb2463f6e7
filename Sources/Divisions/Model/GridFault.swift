/// Why a grid of a file was not taken.
public enum GridFault: Hashable, Sendable {
    /// The feature is no Polygon or MultiPolygon with positions of numbers.
    case notPolygon
    /// The property `code`, `name` or `village_code` (or `village`) is missing or empty.
    case missing(String)
    /// Another feature has the same code; neither is taken.
    case twice
    /// No village of the district has the code named.
    case unknownVillage(String)
    /// A ring has fewer than four positions or does not end where it began; rings are counted from 1.
    case openRing(Int)
    /// A position that is no longitude and latitude in degrees.
    case badPosition
    /// The positions are right when read as latitude, longitude.
    case latitudeFirst
    /// More corners than a grid can have.
    case tooManyPoints
    /// The outline crosses itself near a point.
    case crossing(GeoPoint)
    /// A ring with less than a square metre inside.
    case noArea(Int)
    /// The corners lie this many metres on average from the village named.
    case farFromVillage(metres: Int)
    /// All positions of the file fit another coordinate system.
    case wrongSystem(CoordinateSystem)

    /// The fault in a sentence.
    public var explanation: String {
        switch self {
        case .notPolygon: "The feature is no Polygon or MultiPolygon."
        case .missing(let property): "The property \(property) is missing."
        case .twice: "Another feature has the same code."
        case .unknownVillage(let code): "No village has the code \(code)."
        case .openRing(let ring): "Ring \(ring) has fewer than four points or does not end where it began."
        case .badPosition: "A position is no longitude and latitude in degrees."
        case .latitudeFirst: "The positions give the latitude first; GeoJSON wants the longitude first."
        case .tooManyPoints: "The outline has more points than are read for one grid."
        case .crossing(let point): "The outline crosses itself near \(GeoJSON.text(of: point))."
        case .noArea(let ring): "Ring \(ring) has no area."
        case .farFromVillage(let metres): "The grid lies \(metres) metres from the village named."
        case .wrongSystem(let system): "The positions fit \(system.rawValue), not the system declared."
        }
    }
}

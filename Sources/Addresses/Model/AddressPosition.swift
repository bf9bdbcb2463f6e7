public import Divisions

/// Where an address lies, and where that is known from.
public struct AddressPosition: Hashable, Sendable {
    /// What the source pointed at, from the exact to the rough.
    public enum Quality: String, Sendable, CaseIterable { case door, building, estate, street, area }

    /// In WGS-84.
    public let point: GeoPoint
    /// The system in which the source gave it; nil for positions from before that was kept.
    public let system: CoordinateSystem?
    /// What the source pointed at; nil where it does not say.
    public let quality: Quality?

    /// Puts a position together.
    public init(_ point: GeoPoint, system: CoordinateSystem?, quality: Quality? = nil) {
        (self.point, self.system, self.quality) = (point, system, quality)
    }
}

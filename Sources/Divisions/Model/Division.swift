public import Base

/// A level of the tree of divisions.
public enum DivisionLevel: String, Sendable, CaseIterable {
    case district, town, village, grid
}

/// A dated place in the tree district - town - village - grid, with the code of a named code system.
public struct Division: Hashable, Sendable {
    /// The permanent id.
    public let id: RecordID
    /// Its level.
    public let level: DivisionLevel
    /// The code, such as `330110004`; meaningless without the code system.
    public let code: String
    /// Who gave the code, such as `NBS` (National Bureau of Statistics) or `made-up`.
    public let codeSystem: String
    /// The official name.
    public let name: Words
    /// street, town, community, village, grid or district.
    public let kind: String
    /// The division above, nil for the district.
    public let parent: RecordID?
    /// A point inside, in millionths of a degree of WGS-84, when known.
    public let point: GeoPoint?
    /// First day in force.
    public let validFrom: Day
    /// First day no longer in force, nil while it stands.
    public let validTo: Day?

    /// Puts a division together.
    public init(
        id: RecordID, level: DivisionLevel, code: String, codeSystem: String, name: Words, kind: String,
        parent: RecordID?, point: GeoPoint?, validFrom: Day, validTo: Day?
    ) {
        self.id = id
        self.level = level
        self.code = code
        self.codeSystem = codeSystem
        self.name = name
        self.kind = kind
        self.parent = parent
        self.point = point
        self.validFrom = validFrom
        self.validTo = validTo
    }

    /// Whether the division is in force on a day.
    public func stands(on day: Day) -> Bool { validFrom <= day && (validTo.map { day < $0 } ?? true) }
}

public import Base

/// The level of an office. Grids, villages, towns and the district stand in one tree; departments hang on the
/// district, platforms on a town.
public enum UnitLevel: String, Sendable, CaseIterable {
    case centre, department, town, platform, village, grid
}

/// An office: a centre, a department, a town's platform, a village or a grid.
public struct Unit: Hashable, Sendable {
    /// The permanent id.
    public let id: RecordID
    /// A code unique in the district, such as `town:330110004`.
    public let code: String
    /// Its level.
    public let level: UnitLevel
    /// The name.
    public let name: Words
    /// The unit above, nil for the district's centre.
    public let parent: RecordID?
    /// The division it works for, nil for departments.
    public let division: RecordID?
    /// The day its centre opens; before that its matters go to the unit above. Nil when it needs no opening.
    public let opensOn: Day?

    /// Puts a unit together.
    public init(
        id: RecordID, code: String, level: UnitLevel, name: Words, parent: RecordID?, division: RecordID?, opensOn: Day?
    ) {
        self.id = id
        self.code = code
        self.level = level
        self.name = name
        self.parent = parent
        self.division = division
        self.opensOn = opensOn
    }

    /// Whether the unit takes matters in on a day.
    public func isOpen(on day: Day) -> Bool { opensOn.map { $0 <= day } ?? true }
}

/// A position in a unit that a person holds for a dated spell.
public struct Post: Hashable, Sendable {
    /// The permanent id.
    public let id: RecordID
    /// The unit it belongs to.
    public let unit: RecordID
    /// What it is for.
    public let role: Role
    /// The unit's name, for choosing between posts.
    public let unitName: Words

    /// Puts a post together.
    public init(id: RecordID, unit: RecordID, role: Role, unitName: Words) {
        self.id = id
        self.unit = unit
        self.role = role
        self.unitName = unitName
    }
}

public import Base
public import Storage

/// Which matters a reader may see: the one condition that every list, count, search and single look goes through.
public struct MatterScope: Hashable, Sendable {
    /// Everything that a person on a post may see, or the auditor, or nothing.
    public enum Reach: Sendable, Hashable {
        /// The whole district, less what excludes the unit (district centre, auditor).
        case district(unit: RecordID)
        /// What the unit or units below it have a share in.
        case unit(RecordID)
        /// Nothing: administrators keep accounts, custodians seals, neither reads matters.
        case nothing
        /// The whole district, for work that the program does by itself and shows to nobody.
        case program
    }

    /// How far it reaches.
    public let reach: Reach
    let district: DistrictKey
    /// The units of the person's other posts: what shuts one of them out shuts the person out on every post.
    let others: Set<RecordID>

    /// A scope for a district.
    public init(district: DistrictKey, reach: Reach, others: Set<RecordID> = []) {
        self.district = district
        self.reach = reach
        self.others = others
    }

    /// The scope of a post: administrators and custodians see no matter; the centre and auditors see the district.
    public init(
        district: DistrictKey, role: Role, unit: RecordID, isCentre: Bool, others: Set<RecordID> = []
    ) {
        self.district = district
        self.others = others.subtracting([unit])
        switch role {
        case .administrator, .custodian: reach = .nothing
        case .auditor: reach = .district(unit: unit)
        default: reach = isCentre ? .district(unit: unit) : .unit(unit)
        }
    }

    /// The condition on a table `m` of matters.
    public var condition: SQL {
        switch reach {
        case .nothing: "1 = 0"
        case .program: "m.district = \(district)"
        case .district(let unit): "m.district = \(district)\(Self.barring(others.union([unit])))"
        // Its own exclusions have taken the unit's row away already.
        case .unit(let unit):
            """
            EXISTS (SELECT 1 FROM matter_units s WHERE s.unit_id = \(unit) AND s.matter_id = m.id)\(Self.barring(others))
            """
        }
    }

    /// The units by whose exclusion a matter falls out of the scope row by row.
    var judged: Set<RecordID> {
        switch reach {
        case .nothing, .program: []
        case .district(let unit): others.union([unit])
        case .unit: others
        }
    }

    private static func barring(_ units: Set<RecordID>) -> SQL {
        guard !units.isEmpty else { return "" }
        return """
             AND NOT EXISTS
              (SELECT 1 FROM matter_exclusions x WHERE x.matter_id = m.id AND x.unit_id IN (\(list: units.sorted())))
            """
    }

    /// How often the person's units are shut out of something: figures kept under another count are old.
    public func exclusionCount(in reader: any Reader) throws -> Int {
        var units = others
        switch reach {
        case .nothing, .program: return 0
        case .district(let unit), .unit(let unit): units.insert(unit)
        }
        return try reader.count(
            "SELECT COUNT(*) AS n FROM matter_exclusions WHERE unit_id IN (\(list: units.sorted()))")
    }

    /// Whether a matter lies in the scope.
    public func contains(_ matter: RecordID, in reader: any Reader) throws -> Bool {
        try reader.row("SELECT 1 AS n FROM matters m WHERE m.id = \(matter) AND \(condition)") != nil
    }
}

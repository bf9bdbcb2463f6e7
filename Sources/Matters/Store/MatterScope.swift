public import Base
public import Storage

/// Which matters a reader may see: the one condition that every list, count, search and single look goes through.
public struct MatterScope: Sendable {
    /// Everything that a person on a post may see, or the auditor, or nothing.
    public enum Reach: Sendable, Hashable {
        /// The whole district, less what excludes the unit (district centre, auditor).
        case district(unit: RecordID)
        /// What the unit or units below it have a share in.
        case unit(RecordID)
        /// Nothing: administrators keep accounts, custodians seals, neither reads matters.
        case nothing
    }

    /// How far it reaches.
    public let reach: Reach
    let district: DistrictKey

    /// A scope for a district.
    public init(district: DistrictKey, reach: Reach) {
        self.district = district
        self.reach = reach
    }

    /// The scope of a post: administrators and custodians see no matter; the centre and auditors see the district.
    public init(district: DistrictKey, role: Role, unit: RecordID, isCentre: Bool) {
        self.district = district
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
        case .district(let unit):
            """
            m.district = \(district) AND NOT EXISTS
              (SELECT 1 FROM matter_exclusions x WHERE x.matter_id = m.id AND x.unit_id = \(unit))
            """
        case .unit(let unit):
            "EXISTS (SELECT 1 FROM matter_units s WHERE s.unit_id = \(unit) AND s.matter_id = m.id)"
        }
    }

    /// Whether a matter lies in the scope.
    public func contains(_ matter: RecordID, in reader: any Reader) throws -> Bool {
        try reader.row("SELECT 1 AS n FROM matters m WHERE m.id = \(matter) AND \(condition)") != nil
    }
}

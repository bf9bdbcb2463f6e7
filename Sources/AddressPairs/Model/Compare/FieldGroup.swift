import AddressText

/// Labels that are compared with each other, since people and the parser take one for another.
enum FieldGroup: Int, CaseIterable {
    case prov, city, district, town, community, road, roadno, estate, subestate
    case building, unit, floor, room, person, beside

    init?(_ label: AddressLabel) {
        switch label {
        case .prov: self = .prov
        case .city: self = .city
        case .district: self = .district
        case .town, .devzone: self = .town
        case .community: self = .community
        case .road, .subroad: self = .road
        case .roadno, .subroadno: self = .roadno
        case .poi: self = .estate
        case .subpoi: self = .subestate
        case .houseno: self = .building
        case .cellno: self = .unit
        case .floorno: self = .floor
        case .roomno: self = .room
        case .person: self = .person
        case .assist: self = .beside
        case .country, .redundant, .otherinfo: return nil
        }
    }

    /// Whether numbers and letters alone decide.
    var isNumbered: Bool {
        switch self {
        case .roadno, .building, .unit, .floor, .room: true
        default: false
        }
    }
}

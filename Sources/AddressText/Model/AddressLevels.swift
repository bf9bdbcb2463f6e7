/// The parts of an address by the levels of the library: what the 21 labels of the measured set are to us.
///
/// road and subroad are roads, their numbers numbers; poi, subpoi and devzone name an estate or a place; houseno, cellno, floorno and
/// roomno are building, unit, floor and room. What a text does not say is nil; nothing is filled in.
public struct AddressLevels: Hashable, Sendable {
    /// The divisions as said.
    public private(set) var district: String?, town: String?, village: String?
    /// The road and the number at it.
    public private(set) var road: String?, number: String?
    /// An estate, a building with a name, a place without a number.
    public private(set) var name: String?
    /// What lies in it, as said: `3幢`, `2单元`, `501`.
    public private(set) var building: String?, unit: String?, floor: String?, room: String?

    /// Sorts the parts of a text; of two of a kind the first counts.
    public init(_ parts: [AddressPart], of text: String) {
        for part in parts {
            if let said = part.words(of: text) { take(part.label, NormalAddress(said).text) }
        }
    }

    private mutating func take(_ label: AddressLabel, _ said: String) {
        guard !said.isEmpty else { return }
        func set(_ path: WritableKeyPath<Self, String?>) {
            if self[keyPath: path] == nil { self[keyPath: path] = said }
        }
        switch label {
        case .district: set(\.district)
        case .town: set(\.town)
        case .community: set(\.village)
        case .road, .subroad: set(\.road)
        case .roadno, .subroadno: set(\.number)
        case .poi, .subpoi, .devzone: set(\.name)
        case .houseno: set(\.building)
        case .cellno: set(\.unit)
        case .floorno: set(\.floor)
        case .roomno: set(\.room)
        case .country, .prov, .city, .person, .assist, .redundant, .otherinfo: break
        }
    }
}

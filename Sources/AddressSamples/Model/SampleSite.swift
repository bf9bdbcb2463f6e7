/// A piece of ground with one name or number, and how many addresses stand on it.
///
/// A site of 1,000 homes is one value here: an address is worked out from its place in the site, so that a district of
/// a million addresses takes a few megabytes.
struct SampleSite: Sendable {
    enum Kind: Sendable { case estate, office, shops, hamlet, point }

    var kind: Kind
    var town: Int
    var village: Int
    /// Counted from 1 within the village.
    var grid: Int
    /// The road; of a hamlet its own name, which carries the numbers of its houses. Empty when there is none.
    var road = ""
    /// Along the road; 0 when it has none.
    var number = 0
    /// Of an estate, an office building or a place without a number.
    var name = ""
    var aliases: [String] = []
    /// Buildings, or houses of a hamlet, or doors of a row of shops.
    var buildings = 0
    /// At every building; 1 is not written.
    var units = 1
    var floors = 1
    /// On every floor of a unit.
    var rooms = 0
    /// Buildings are A, B, C.
    var isLettered = false
    /// Another town has a road, or a name, that is written the same.
    var sharesRoad = false
    var sharesName = false
    /// Millionths of a degree, WGS-84.
    var longitude = 0
    var latitude = 0
    /// The place of its first address in the registry.
    var first = 0

    /// Of an office floor the whole floor is an address too.
    private var perFloor: Int { kind == .office ? rooms + 1 : rooms }
    private var perBuilding: Int { 1 + units * floors * perFloor }

    /// How many addresses stand here, the site itself and its buildings among them.
    var count: Int {
        switch kind {
        case .estate, .office: 1 + buildings * perBuilding
        case .shops, .hamlet: 1 + buildings
        case .point: 1
        }
    }

    /// The address at a place of the site, 0 for the site itself.
    func address(at offset: Int) -> SampleAddress {
        var address = SampleAddress(site: self)
        guard offset > 0 else { return address }
        guard kind == .estate || kind == .office else {
            address.door = offset
            return address
        }
        address.building = 1 + (offset - 1) / perBuilding
        let inside = (offset - 1) % perBuilding
        guard inside > 0 else { return address }
        let (stack, room) = (inside - 1).quotientAndRemainder(dividingBy: perFloor)
        address.unit = units > 1 ? 1 + stack / floors : 0
        address.floor = 1 + stack % floors
        address.room = kind == .office ? room : room + 1
        return address
    }

    /// The building of an address, or the site; what a system that knows no rooms or no buildings refers to.
    func coarser(_ offset: Int, toSite: Bool) -> Int {
        guard !toSite, offset > 0, kind == .estate || kind == .office else { return 0 }
        return offset - (offset - 1) % perBuilding
    }
}

/// One address of the registry, or one that is new.
struct SampleAddress: Sendable {
    var site: SampleSite
    /// House of a hamlet or door of a row of shops; 0 none, like all that follow.
    var door = 0
    var building = 0
    var unit = 0
    var floor = 0
    var room = 0

    init(site: SampleSite) { self.site = site }

    /// Such as 12 or, a door of a row of shops, 12-3; empty when it has none.
    var numberText: String {
        switch site.kind {
        case .hamlet: door > 0 ? "\(door)" : ""
        case .shops: door > 0 ? "\(site.number)-\(door)" : "\(site.number)"
        case .estate, .office, .point: site.number > 0 ? "\(site.number)" : ""
        }
    }

    /// Such as 3 or B.
    var buildingText: String {
        guard building > 0 else { return "" }
        return site.isLettered ? String(UnicodeScalar(UInt8(64 + min(building, 26)))) : "\(building)"
    }

    /// Floor and door on it, such as 501.
    var roomText: String { room > 0 ? "\(floor * 100 + room)" : "" }

    /// A floor is written only where no room says it.
    var floorText: String { room == 0 && floor > 0 ? "\(floor)" : "" }

    /// Estate in the registry's sense, where people live; an office building or a place is a name.
    var estate: String { site.kind == .estate ? site.name : "" }
    var name: String { site.kind == .estate ? "" : site.name }
}

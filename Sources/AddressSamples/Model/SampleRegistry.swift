import Base

/// A made-up registry of addresses: the same district, size and seed give the same addresses on every machine.
///
/// Homes, offices, shops, houses of hamlets and places without a number, with their estates, buildings and floors as
/// addresses of their own. It lies in memory as sites, some thousands for a million addresses.
public struct SampleRegistry: Sendable {
    /// The smallest and largest numbers of addresses it is made for.
    public static let sizes = 500...1_110_000

    /// How many addresses it holds: exactly as many as were asked for.
    public let count: Int

    let district: SampleDistrict
    let sites: [SampleSite]
    /// Every name and alias that stands for a place or a road.
    let names: Set<String>
    private let key: UInt64

    /// Makes the addresses. Throws `SampleError.badCount` for a number outside `sizes`.
    public init(_ district: SampleDistrict, addresses: Int, seed: UInt64) throws {
        guard Self.sizes.contains(addresses) else {
            throw SampleError.badCount("Between \(Self.sizes.lowerBound) and \(Self.sizes.upperBound) addresses")
        }
        var maker = SiteMaker(district, addresses: addresses, seed: seed)
        sites = maker.make()
        count = addresses
        names = maker.names.all
        self.district = district
        var random = SplitMix64(seed: seed ^ 0x41DD)
        key = random.next()
    }

    /// The address at a place, 0 to just below `count`.
    func address(at place: Int) -> SampleAddress {
        let site = site(at: place)
        return site.address(at: place - site.first)
    }

    /// The site that an address stands on: the last that begins at or before it.
    func site(at place: Int) -> SampleSite {
        var (low, high) = (0, sites.count - 1)
        while low < high {
            let middle = (low + high + 1) / 2
            if sites[middle].first <= place { low = middle } else { high = middle - 1 }
        }
        return sites[low]
    }

    /// The opaque id of an address: 13 letters and digits that say nothing about where it is.
    ///
    /// The mixing (the last steps of SplitMix64) is one to one on 64 bits, so that no two addresses share an id.
    func id(at place: Int) -> String {
        var random = SplitMix64(seed: key ^ UInt64(truncatingIfNeeded: place))
        let mixed = random.next()
        let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
        return String(unsafeUninitializedCapacity: 13) { bytes in
            for index in 0..<13 {
                let shift = UInt64(60 - 5 * index)
                bytes[index] = alphabet[Int((mixed >> shift) & 31)]
            }
            return 13
        }
    }
}

extension SampleRegistry {
    /// The first line of registry.tsv.
    static let header = [
        "id", "town_code", "village_code", "grid", "road", "number", "estate", "building", "unit", "floor", "room",
        "name", "aliases", "longitude", "latitude", "standard",
    ]

    /// Adds the line of an address, with its end.
    func write(_ place: Int, _ address: SampleAddress, into line: inout String) {
        let site = address.site
        let village = district.villages[site.village]
        let parts = StandardParts(address)
        line += id(at: place)
        line += "\t"
        line += district.towns[site.town].code
        line += "\t"
        line += village.code
        line += "\t"
        line += village.code
        line += site.grid < 10 ? "0\(site.grid)\t" : "\(site.grid)\t"
        for part in parts.columns {
            line += part
            line += "\t"
        }
        for (index, alias) in site.aliases.enumerated() {
            if index > 0 { line += ";" }
            line += alias
        }
        let spot = address.spot
        line += "\t"
        line += Self.degrees(spot.longitude)
        line += "\t"
        line += Self.degrees(spot.latitude)
        line += "\t"
        writeStandard(address, into: &line)
        line += "\n"
    }

    /// Adds the full official text of an address, such as 杭州市余杭区星桥街道汤家社区星桥北路12号汤家家园3幢2单元501室.
    func writeStandard(_ address: SampleAddress, into line: inout String) {
        line += district.city
        line += district.name
        line += district.towns[address.site.town].name
        line += district.villages[address.site.village].name
        StandardParts(address).write(into: &line)
    }

    private static func degrees(_ millionths: Int) -> String {
        let digits = String(abs(millionths) % 1_000_000)
        let zeros = String(repeating: "0", count: 6 - digits.count)
        return "\(millionths < 0 ? "-" : "")\(abs(millionths) / 1_000_000).\(zeros)\(digits)"
    }
}

/// The parts of an address below the village as the registry writes them.
private struct StandardParts {
    let road, number, estate, name, building, unit, floor, room: String
    private let floorIsWritten: Bool

    init(_ address: SampleAddress) {
        let number = address.numberText, building = address.buildingText
        road = address.site.road
        self.number = number.isEmpty ? "" : number + "号"
        (estate, name) = (address.estate, address.name)
        self.building = building.isEmpty ? "" : building + "幢"
        unit = address.unit > 0 ? "\(address.unit)单元" : ""
        floor = address.floor > 0 ? "\(address.floor)层" : ""
        room = address.room > 0 ? address.roomText + "室" : ""
        floorIsWritten = address.room == 0
    }

    /// In the order of the registry's columns.
    var columns: [String] { [road, number, estate, building, unit, floor, room, name] }

    func write(into line: inout String) {
        line += road
        line += number
        line += estate
        line += name
        line += building
        line += unit
        if floorIsWritten { line += floor }
        line += room
    }
}

extension SampleAddress {
    /// Buildings of a site stand about 40 metres apart, in rows of five.
    fileprivate var spot: (longitude: Int, latitude: Int) {
        let step = max(building, door)
        guard step > 0 else { return (site.longitude, site.latitude) }
        return (site.longitude + (step % 5) * 400, site.latitude + (step / 5) * 360)
    }
}

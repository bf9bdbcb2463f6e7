import Addresses
import Base
import Divisions
import Storage

/// How many addresses a place has, and how many of them have a position.
struct CoverageCount: Hashable, Sendable {
    var addresses = 0
    var located = 0

    /// Hundredths, rounded down, so that 100 is all of them; nil without an address.
    var percent: Int? { addresses == 0 ? nil : located * 100 / addresses }

    /// From 0 for no address to 4 for nearly all with a position.
    var step: Int {
        guard let percent else { return 0 }
        return [0, 50, 80, 95].count { $0 <= percent }
    }

    static func + (left: CoverageCount, right: CoverageCount) -> CoverageCount {
        CoverageCount(addresses: left.addresses + right.addresses, located: left.located + right.located)
    }
}

/// The addresses of a district, or of one town, by the divisions that stand today.
struct Coverage: Sendable {
    /// A division with its figures, and what lies in it.
    struct Place: Sendable {
        let division: Division
        let count: CoverageCount
    }

    let areas: [AreaCoverage]
    let towns: [Division]
    let villages: [Division]
    let grids: [Division]

    /// Reads a district, or what lies in one town.
    init(of house: House, town: RecordID? = nil, on day: Day, in reader: any Reader) throws {
        areas = try house.addresses.coverage(of: town, in: reader)
        towns = try house.divisions.list(.town, on: day, in: reader)
        villages = try house.divisions.list(.village, on: day, in: reader).filter { town == nil || $0.parent == town }
        let known = Set(villages.map(\.id))
        grids = try house.divisions.list(.grid, on: day, in: reader).filter { $0.parent.map(known.contains) ?? false }
    }

    /// All of it.
    var whole: CoverageCount { count { _ in true } }

    func count(_ isWanted: (AreaCoverage) -> Bool) -> CoverageCount {
        areas.filter(isWanted).reduce(CoverageCount()) {
            $0 + CoverageCount(addresses: $1.addresses, located: $1.located)
        }
    }

    /// The figures of every town, village or grid, by its id.
    func counts(_ key: (AreaCoverage) -> RecordID?) -> [RecordID: CoverageCount] {
        var counts: [RecordID: CoverageCount] = [:]
        for area in areas {
            guard let id = key(area) else { continue }
            counts[id, default: CoverageCount()] =
                (counts[id] ?? CoverageCount()) + CoverageCount(addresses: area.addresses, located: area.located)
        }
        return counts
    }

    /// The divisions of a level with their figures, in the order of their codes.
    func places(_ level: DivisionLevel) -> [Place] {
        let (divisions, counts) =
            switch level {
            case .grid: (grids, self.counts(\.grid))
            case .village: (villages, self.counts(\.village))
            default: (towns, self.counts(\.town))
            }
        return divisions.map { Place(division: $0, count: counts[$0.id] ?? CoverageCount()) }
    }
}

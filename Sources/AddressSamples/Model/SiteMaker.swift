import Base

/// Draws the sites of a registry: towns, villages and grids are the district's, the rest is made up.
struct SiteMaker {
    /// Of all addresses, the shares on each kind of site; hamlets take what is left.
    private static let shares = (estates: 0.68, offices: 0.08, shops: 0.07, points: 0.01)

    private let district: SampleDistrict
    private let addresses: Int
    /// A small district has small sites, so that it still has many of them.
    private let largest: Int
    private var random: SplitMix64
    private(set) var names = NameMaker()
    private var sites: [SampleSite] = []
    private var made = 0
    private var roads: [[Road]]
    /// The next village of each order, so that every village gets its turn.
    private var turns = (communities: 0, all: 0, villages: 0)
    private var orders = (communities: [Int](), all: [Int](), villages: [Int]())

    /// A road runs through one to three villages of a town; its numbers grow as sites are put along it.
    private struct Road {
        let name: String
        let villages: ClosedRange<Int>
        var next: Int
    }

    init(_ district: SampleDistrict, addresses: Int, seed: UInt64) {
        (self.district, self.addresses) = (district, addresses)
        largest = max(40, addresses / 800)
        random = SplitMix64(seed: seed)
        roads = Array(repeating: [], count: district.towns.count)
        for division in district.towns.map(\.name) + district.villages.map(\.name) { names.reserve(division) }
        orders.all = Array(district.villages.indices).shuffled(using: &random)
        orders.communities = orders.all.filter { district.villages[$0].isCommunity }
        orders.villages = orders.all.filter { !district.villages[$0].isCommunity }
        if orders.communities.isEmpty { orders.communities = orders.all }
        if orders.villages.isEmpty { orders.villages = orders.all }
    }

    /// All sites, by village, numbered through.
    mutating func make() -> [SampleSite] {
        let known = makeRoads()
        makeEstates(known)
        fill(Self.shares.offices) { $0.makeOffice() }
        fill(Self.shares.shops) { $0.makeShops() }
        fill(Self.shares.points) { $0.makePoint() }
        while made < addresses { makeHamlet(atMost: addresses - made) }
        return numbered()
    }

    private mutating func fill(_ share: Double, _ make: (inout Self) -> Void) {
        let end = min(addresses, made + Int(share * Double(addresses)))
        while made < end { make(&self) }
    }

    private mutating func add(_ site: SampleSite) {
        sites.append(site)
        made += site.count
    }

    // MARK: Roads

    /// The district's own roads first, then as many as its villages need. Gives the estates that are known.
    private mutating func makeRoads() -> [SampleDistrict.Name] {
        for name in district.names where name.isRoad {
            let town = district.villages[name.village].town
            guard names.take(name.text, kind: .road, town: town) else { continue }
            roads[town].append(
                Road(name: name.text, villages: name.village...name.village, next: random.number(1...80)))
        }
        for (number, village) in district.villages.enumerated() {
            for _ in 0..<(village.isCommunity ? 2 : random.below(2)) {
                var last = number
                while last < number + 2, last + 1 < district.villages.count,
                    district.villages[last + 1].town == village.town, random.chance(0.5)
                { last += 1 }
                let name = names.make(.road, town: village.town, with: &random)
                roads[village.town].append(Road(name: name, villages: number...last, next: random.number(1...80)))
            }
        }
        return district.names.filter { !$0.isRoad }.shuffled(using: &random)
    }

    /// A road through the village and the next number on it.
    private mutating func address(_ site: inout SampleSite, gap: ClosedRange<Int>) {
        let near = roads[site.town].indices.filter { roads[site.town][$0].villages.contains(site.village) }
        guard let road = random.pick(near) else { return }
        site.road = roads[site.town][road].name
        site.number = roads[site.town][road].next
        roads[site.town][road].next += random.number(gap)
    }

    // MARK: Sites

    private mutating func site(_ kind: SampleSite.Kind, in village: Int, grid: Int? = nil) -> SampleSite {
        let facts = district.villages[village]
        let number = grid.flatMap { (1...facts.grids).contains($0) ? $0 : nil } ?? random.number(1...facts.grids)
        var site = SampleSite(kind: kind, town: facts.town, village: village, grid: number)
        // Grids lie in a row through the village's point; a site lies up to 400 metres from the middle of its grid.
        site.longitude = facts.longitude + (2 * number - facts.grids - 1) * 1_500 + random.number(-4_000...4_000)
        site.latitude = facts.latitude + random.number(-3_600...3_600)
        return site
    }

    private mutating func makeEstates(_ known: [SampleDistrict.Name]) {
        var known = known[...]
        fill(Self.shares.estates) { maker in
            let fact = known.popFirst()
            let village = fact?.village ?? maker.nextCommunity()
            var site = maker.site(.estate, in: village, grid: fact?.grid)
            if let fact, maker.names.take(fact.text, kind: .estate, town: site.town) {
                site.name = fact.text
            } else {
                site.name = maker.names.make(.estate, town: site.town, with: &maker.random)
            }
            site.aliases = maker.names.makeAliases(of: site.name, known: fact?.aliases ?? [], with: &maker.random)
            if maker.random.chance(0.85) { maker.address(&site, gap: 4...20) }
            site.buildings = maker.random.number(4...24)
            site.units = maker.random.number(1...3)
            site.floors = maker.random.pick([5, 6, 6, 7, 11, 11, 15, 18, 18, 24, 28]) ?? 6
            site.rooms = maker.random.number(2...4)
            site.isLettered = maker.random.chance(0.04)
            maker.add(maker.shrunk(site))
        }
    }

    private mutating func makeOffice() {
        var site = site(.office, in: nextCommunity())
        site.name = names.make(.office, town: site.town, with: &random)
        site.aliases = names.makeAliases(of: site.name, known: [], with: &random)
        address(&site, gap: 2...12)
        site.buildings = random.number(1...4)
        site.floors = random.number(4...25)
        site.rooms = random.number(4...12)
        site.isLettered = random.chance(0.4)
        add(shrunk(site))
    }

    private mutating func makeShops() {
        var site = site(.shops, in: random.chance(0.8) ? nextCommunity() : nextOfAll())
        address(&site, gap: 1...4)
        guard site.number > 0 else { return makePoint() }
        site.buildings = min(largest - 1, random.chance(0.5) ? 0 : random.number(1...20))
        add(site)
    }

    private mutating func makePoint() {
        var site = site(.point, in: nextOfAll())
        site.name = names.make(.point, town: site.town, with: &random)
        // On a road, but without a number of its own.
        if random.chance(0.4) {
            let near = roads[site.town].filter { $0.villages.contains(site.village) }
            site.road = random.pick(near)?.name ?? ""
        }
        add(site)
    }

    private mutating func makeHamlet(atMost room: Int) {
        guard room > 1 else { return makePoint() }
        var site = site(.hamlet, in: nextVillage())
        site.road = names.make(.hamlet, town: site.town, with: &random)
        site.buildings = min(room - 1, largest, random.number(12...70))
        add(site)
    }

    private func shrunk(_ site: SampleSite) -> SampleSite {
        var site = site
        while site.count > largest {
            if site.buildings > 4 {
                site.buildings -= 1
            } else if site.floors > 3 {
                site.floors -= 1
            } else if site.rooms > 2 {
                site.rooms -= 1
            } else if site.buildings > 2 {
                site.buildings -= 1
            } else if site.units > 1 {
                site.units -= 1
            } else if site.buildings > 1 {
                site.buildings -= 1
            } else {
                site.floors = 1
                break
            }
        }
        return site
    }

    // MARK: Order

    private mutating func nextCommunity() -> Int {
        turns.communities += 1
        return orders.communities[turns.communities % orders.communities.count]
    }

    private mutating func nextOfAll() -> Int {
        turns.all += 1
        return orders.all[turns.all % orders.all.count]
    }

    private mutating func nextVillage() -> Int {
        turns.villages += 1
        return orders.villages[turns.villages % orders.villages.count]
    }

    private func numbered() -> [SampleSite] {
        // Swift's sort keeps no order among equals by contract; the place drawn settles it.
        let order = sites.indices.sorted { (sites[$0].village, $0) < (sites[$1].village, $1) }
        var first = 0
        return order.map { index in
            var site = sites[index]
            site.sharesRoad = names.bearers(of: site.road) > 1
            site.sharesName = names.bearers(of: site.name) > 1
            site.first = first
            first += site.count
            return site
        }
    }
}

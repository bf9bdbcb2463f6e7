import Base

/// Places that the registry does not hold: several systems know the same ones, as of a building finished last month.
struct NewPlaces {
    let registry: SampleRegistry
    let seed: UInt64
    let count: Int
    /// The site with the last number on each road, by town and road.
    private let ends: [String: SampleSite]

    /// About three rows refer to each new place.
    init(registry: SampleRegistry, seed: UInt64, rows: Int) {
        (self.registry, self.seed) = (registry, seed)
        count = max(1, rows / 3)
        var ends: [String: SampleSite] = [:]
        for site in registry.sites where site.number > ends[Self.key(site)]?.number ?? 0 { ends[Self.key(site)] = site }
        self.ends = ends
    }

    private static func key(_ site: SampleSite) -> String { "\(site.town) \(site.road)" }

    /// The new place of a number, 0 to just below `count`: the same whoever asks.
    func place(_ number: Int) -> SampleAddress {
        var random = SplitMix64(seed: seed ^ UInt64(truncatingIfNeeded: number))
        for _ in 0..<20 {
            let site = registry.sites[random.below(registry.sites.count)]
            // A new door of a street that another town has too could be a door that stands there.
            guard !site.sharesRoad, !site.sharesName else { continue }
            switch site.kind {
            case .estate where random.chance(0.5): return building(beyond: site, number)
            case .estate, .office: return renamed(site, number, &random)
            case .hamlet, .shops: return door(beyond: site, number)
            case .point: return renamedPoint(site, number)
            }
        }
        return renamed(registry.sites[random.below(registry.sites.count)], number, &random)
    }

    /// A building numbered after the last.
    private func building(beyond site: SampleSite, _ number: Int) -> SampleAddress {
        var address = SampleAddress(site: site)
        address.site.isLettered = false
        address.building = (site.isLettered ? 26 : site.buildings) + 1 + number % 5
        address.unit = site.units > 1 ? 1 : 0
        address.floor = 1 + number % 6
        address.room = 1 + number % 2
        return address
    }

    /// A house or shop numbered after the last; of a road it lies where the last lies.
    private func door(beyond site: SampleSite, _ number: Int) -> SampleAddress {
        guard site.kind == .shops else {
            var address = SampleAddress(site: site)
            address.door = site.buildings + 1 + number % 20
            return address
        }
        var address = SampleAddress(site: ends[Self.key(site)] ?? site)
        address.site.kind = .shops
        (address.site.name, address.site.aliases, address.site.sharesName) = ("", [], false)
        address.site.number += 5 + number % 40
        return address
    }

    /// An estate under a name that nobody has, on a number beyond the last of a road.
    private func renamed(_ site: SampleSite, _ number: Int, _ random: inout SplitMix64) -> SampleAddress {
        var address = SampleAddress(site: ends[Self.key(site)] ?? site)
        address.site.kind = .estate
        (address.site.aliases, address.site.sharesName) = ([], false)
        address.site.name = freshName(NameParts.estateEndings, number)
        if address.site.number > 0 { address.site.number += 50 + number % 90 }
        (address.site.units, address.site.isLettered) = (1, false)
        address.building = 1 + random.below(9)
        address.floor = 1 + random.below(11)
        address.room = 1 + random.below(4)
        return address
    }

    private func renamedPoint(_ site: SampleSite, _ number: Int) -> SampleAddress {
        var address = SampleAddress(site: site)
        (address.site.aliases, address.site.sharesName) = ([], false)
        address.site.name = freshName(NameParts.pointEndings, number)
        return address
    }

    /// Two stems that no place of the registry has, and an ending: another name for each of some 20,000 numbers.
    private func freshName(_ endings: [String], _ number: Int) -> String {
        let stems = NameParts.heldBack, pairs = stems.count * stems.count
        let (first, second) = (stems[number % stems.count], stems[number / stems.count % stems.count])
        let start = ["", "新", "大", "小"][number / (pairs * endings.count) % 4]
        return start + first + (first == second ? "" : second) + endings[number / pairs % endings.count]
    }
}

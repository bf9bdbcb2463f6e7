import Base

/// Places that the registry does not hold: several systems know the same ones, as of a building finished last month.
struct NewPlaces {
    let registry: SampleRegistry
    let seed: UInt64
    let count: Int
    /// The last number on each road of a town, by town and road.
    private let lastNumbers: [String: Int]

    /// About three rows refer to each new place.
    init(registry: SampleRegistry, seed: UInt64, rows: Int) {
        (self.registry, self.seed) = (registry, seed)
        count = max(1, rows / 3)
        var last: [String: Int] = [:]
        for site in registry.sites where site.number > 0 {
            last["\(site.town) \(site.road)", default: 0] = max(last["\(site.town) \(site.road)"] ?? 0, site.number)
        }
        lastNumbers = last
    }

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
            case .point: return renamedPoint(site, number, &random)
            }
        }
        return renamed(registry.sites[random.below(registry.sites.count)], number, &random)
    }

    /// A building numbered after the last.
    private func building(beyond site: SampleSite, _ number: Int) -> SampleAddress {
        var address = SampleAddress(site: site)
        address.site.isLettered = false
        address.building = (site.isLettered ? 26 : site.buildings) + 1 + number % 5
        address.unit = 1
        address.floor = 1 + number % 6
        address.room = 1 + number % 2
        return address
    }

    private func door(beyond site: SampleSite, _ number: Int) -> SampleAddress {
        var address = SampleAddress(site: site)
        if site.kind == .hamlet {
            address.door = site.buildings + 1 + number % 20
        } else {
            address.site.number = (lastNumbers["\(site.town) \(site.road)"] ?? 0) + 5 + number % 40
        }
        return address
    }

    /// An estate under a name that nobody has, on a number beyond the last of a road.
    private func renamed(_ site: SampleSite, _ number: Int, _ random: inout SplitMix64) -> SampleAddress {
        var address = SampleAddress(site: site)
        address.site.kind = .estate
        address.site.aliases = []
        address.site.name = freshName(NameParts.estateEndings, number, &random)
        address.site.number = site.number > 0 ? (lastNumbers["\(site.town) \(site.road)"] ?? 0) + 50 + number % 90 : 0
        address.site.sharesName = false
        address.building = 1 + random.below(9)
        address.floor = 1 + random.below(11)
        address.room = 1 + random.below(4)
        return address
    }

    private func renamedPoint(_ site: SampleSite, _ number: Int, _ random: inout SplitMix64) -> SampleAddress {
        var address = SampleAddress(site: site)
        address.site.name = freshName(NameParts.pointEndings, number, &random)
        return address
    }

    private func freshName(_ endings: [String], _ number: Int, _ random: inout SplitMix64) -> String {
        let second = NameParts.heldBack[number / 20 % NameParts.heldBack.count]
        let first = NameParts.heldBack[number % NameParts.heldBack.count]
        return (first == second ? first : first + second) + (random.pick(endings) ?? "")
    }
}

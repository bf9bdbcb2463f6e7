import Base

/// Writes addresses the way one system's clerks do.
///
/// It knows the registry and the noise file and nothing of how addresses are read.
struct AddressWriter {
    let registry: SampleRegistry
    let noise: Noise
    let system: SourceSystem
    var random: SplitMix64
    var wording = AddressWording()
    var marks = NoiseMarks()
    private let wordShares: [Double]

    init(registry: SampleRegistry, noise: Noise, system: SourceSystem, random: SplitMix64) {
        (self.registry, self.noise, self.system, self.random) = (registry, noise, system, random)
        wordShares = noise.buildingWords.map(\.share)
    }

    /// Writes an address into `wording` and notes in `marks` what was done to it.
    mutating func write(_ address: SampleAddress) {
        wording.clear()
        marks = NoiseMarks()
        writeDivisions(address.site)
        writeStreet(address)
        keepApart(address.site)
        callOtherwise(address.site)
        writeNumbers(address)
        addRemarks()
        slip()
        if occurs(.blanks, hasty: true) { wording.blank = random.chance(0.8) ? " " : "\u{3000}" }
        if occurs(.fullWidth, hasty: true) { wording.isFullWidth = true }
    }

    /// Draws whether a noise occurs, and notes it when it does.
    mutating func occurs(_ kind: NoiseKind, hasty: Bool = false) -> Bool {
        let isSo = random.chance(hasty ? noise[kind] * system.haste : noise[kind])
        if isSo { marks.insert(kind) }
        return isSo
    }

    // MARK: Left out

    private mutating func writeDivisions(_ site: SampleSite) {
        if !occurs(.noDivision) {
            if !occurs(.noProvince) {
                wording[.province] = registry.district.province
                wording[.city] = registry.district.city
            } else if !occurs(.noCity) {
                wording[.city] = registry.district.city
            }
            wording[.district] = registry.district.name
        }
        if !occurs(.noTown) { wording[.town] = registry.district.towns[site.town].name }
        if !occurs(.noVillage) { wording[.village] = registry.district.villages[site.village].name }
    }

    private mutating func writeStreet(_ address: SampleAddress) {
        let site = address.site
        var road = site.road, name = site.name
        if !road.isEmpty, !name.isEmpty {
            if occurs(.noRoad) {
                road = ""
            } else if site.number > 0, occurs(.noEstate) {
                name = ""
            }
        }
        wording[.road] = road
        if !road.isEmpty { wording[.number] = address.numberText }
        wording[site.kind == .estate ? .estate : .name] = name
    }

    /// A text that fits two towns says as a rule in which it means; some do not.
    private mutating func keepApart(_ site: SampleSite) {
        guard wording[.town].isEmpty, wording[.village].isEmpty else { return }
        let isNamed = !(wording[.estate].isEmpty && wording[.name].isEmpty) && !site.sharesName
        let isOnRoad = !wording[.road].isEmpty && !site.sharesRoad
        guard !isNamed, !isOnRoad, !occurs(.ambiguous) else { return }
        wording[.town] = registry.district.towns[site.town].name
        marks.remove(.noTown)
    }

    // MARK: Called otherwise

    private mutating func callOtherwise(_ site: SampleSite) {
        let later = String(registry.district.towns[site.town].laterCode.prefix(6))
        if !wording[.district].isEmpty, let name = noise.laterDistricts[later], occurs(.renamedDistrict) {
            wording[.district] = name
        }
        if !wording[.town].isEmpty, occurs(.renamedTown) { wording[.town] = formerName(of: wording[.town]) }
        if !wording[.village].isEmpty, occurs(.villageForm) {
            let isVillage = wording[.village].hasSuffix("村")
            wording[.village] += isVillage ? (random.chance(0.5) ? "村委会" : "民委员会") : "居委会"
        }
        let part = site.kind == .estate ? AddressPart.estate : .name
        if !wording[part].isEmpty, !site.aliases.isEmpty, occurs(.alias) {
            wording[part] = random.pick(site.aliases) ?? site.name
        }
    }

    private func formerName(of town: String) -> String {
        if let former = noise.formerTowns[town] { return former }
        if town.hasSuffix("街道") { return town.dropLast(2) + "镇" }
        return town.hasSuffix("镇") ? town.dropLast() + "街道" : town
    }

    /// A word for a building: the system's own as a rule.
    mutating func drawBuildingWord() -> String {
        let words = noise.buildingWords
        if let word = system.word, random.chance(0.5), words.contains(where: { $0.word == word && $0.share > 0 }) {
            return word
        }
        return words[random.weighted(wordShares)].word
    }
}

import Base

/// Makes names that are unique within a town; some recur in another town, as in life.
struct NameMaker {
    /// Of new names of roads and estates, the share that another town has already.
    static let namesakes = 0.06

    private var towns: [String: [Int]] = [:]
    private var aliases: Set<String> = []
    private var given: [[String]] = Array(repeating: [], count: Kind.allCases.count)

    enum Kind: Int, CaseIterable { case estate, office, road, point, hamlet }

    /// How many places bear the name, as a name or an alias.
    func bearers(of name: String) -> Int { (towns[name]?.count ?? 0) + (aliases.contains(name) ? 1 : 0) }

    /// Every name and alias that stands for a place.
    var all: Set<String> { aliases.union(towns.keys) }

    /// Keeps a name of a division from being given to a place.
    mutating func reserve(_ name: String) { aliases.insert(name) }

    /// Takes a name that is known already; false when the town has it.
    mutating func take(_ name: String, kind: Kind, town: Int) -> Bool {
        guard towns[name]?.contains(town) != true, !aliases.contains(name) else { return false }
        towns[name, default: []].append(town)
        given[kind.rawValue].append(name)
        return true
    }

    /// A name nobody in the town has.
    mutating func make(_ kind: Kind, town: Int, with random: inout SplitMix64) -> String {
        for _ in 0..<40 {
            let recurs = kind != .point && random.chance(Self.namesakes)
            let name = (recurs ? random.pick(given[kind.rawValue]) : nil) ?? Self.draw(kind, with: &random)
            let isFree = recurs || towns[name] == nil
            if isFree, take(name, kind: kind, town: town) { return name }
        }
        // Every combination is spoken for: a second part makes it new.
        var number = 2
        while true {
            let name = Self.draw(kind, with: &random, second: number)
            if take(name, kind: kind, town: town) { return name }
            number += 1
        }
    }

    /// Other names of an estate or office: short, with another ending, or one it had before.
    mutating func makeAliases(of name: String, known: [String], with random: inout SplitMix64) -> [String] {
        var proposals = known
        if known.isEmpty {
            let stem = String(name.prefix(2))
            if random.chance(0.3) { proposals.append(stem) }
            if random.chance(0.25) { proposals.append(stem + (random.pick(NameParts.estateEndings) ?? "")) }
            if random.chance(0.15) { proposals.append(Self.draw(.estate, with: &random)) }
        }
        return proposals.filter { $0 != name && towns[$0] == nil && aliases.insert($0).inserted }
    }

    private static func draw(_ kind: Kind, with random: inout SplitMix64, second: Int? = nil) -> String {
        let more = second.map { "\(NameParts.stems[$0 % NameParts.stems.count])" } ?? ""
        let stem = (random.pick(NameParts.stems) ?? "") + more
        switch kind {
        case .estate: return stem + (random.pick(NameParts.estateEndings) ?? "")
        case .office: return stem + (random.pick(NameParts.officeEndings) ?? "")
        case .point: return stem + (random.pick(NameParts.pointEndings) ?? "")
        case .road:
            let direction = random.chance(0.4) ? random.pick(NameParts.directions) ?? "" : ""
            return stem + direction + (random.pick(NameParts.roadEndings) ?? "")
        case .hamlet:
            let first = random.chance(0.5) || second != nil ? random.pick(NameParts.hamletFirsts) ?? "" : ""
            return first + more + (random.pick(NameParts.familyNames) ?? "")
                + (random.pick(NameParts.hamletEndings) ?? "")
        }
    }
}

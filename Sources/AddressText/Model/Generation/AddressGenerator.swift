import Base

/// Makes labelled addresses up from division names and word lists: the habits of writing follow the shares that are known of real
/// ones, the words are our own.
///
/// Divisions are left out or shortened, numbers come bare, in chains or in Han characters, text is repeated, blanks and remarks stand
/// in between.
public struct AddressGenerator {
    let divisions: DivisionTree
    let words: WordLists
    var dice: SplitMix64
    private let near: [Int]
    var draft = AddressDraft()

    /// A generator; the same seed gives the same addresses. `province` is where a third of them lie.
    public init(divisions: DivisionTree, words: WordLists, seed: UInt64, province: String = "浙江省") {
        self.divisions = divisions
        self.words = words
        dice = SplitMix64(seed: seed)
        near = divisions.counties.indices.filter { divisions.counties[$0].province == province }
    }

    /// So many addresses.
    public mutating func make(_ count: Int) -> [LabelledAddresses.Address] {
        guard !divisions.counties.isEmpty else { return [] }
        return (0..<count).map { _ in next() }
    }

    private mutating func next() -> LabelledAddresses.Address {
        draft = AddressDraft()
        draft.parts.reserveCapacity(16)
        let county = county()
        // The shares of section "what real addresses look like": 27 % name no division above the town.
        if chance(0.73) { addDivisions(county) }
        addTown(county)
        if chance(0.1) { addVillage(county) } else { addPlace(county) }
        addEnd(county)
        addBlanks()
        return draft.address
    }

    // MARK: - Divisions

    private mutating func county() -> DivisionTree.County {
        let index =
            chance(0.4) && !near.isEmpty
            ? near[Int.random(in: near.indices, using: &dice)]
            : Int.random(in: divisions.counties.indices, using: &dice)
        return divisions.counties[index]
    }

    private mutating func addDivisions(_ county: DivisionTree.County) {
        let levels = chosenLevels(county)
        let form = draw(0.80, 0.12)
        func text(_ index: Int, _ isShort: Bool) -> String {
            isShort ? DivisionTree.short(levels[index].1) : levels[index].1
        }
        // The same names twice in a row: one of them says nothing.
        let isTwice = chance(0.09), isFirstEmpty = chance(0.5)
        if isTwice, isFirstEmpty {
            for index in levels.indices where chance(0.9) { draft.add(text(index, chance(0.3)), .redundant) }
        }
        for (index, level) in levels.enumerated() {
            let isShort = form == 0 ? false : form == 1 ? index < 2 : chance(0.5)
            if chance(0.025) { draft.add(DivisionTree.short(level.1), .redundant) }
            draft.add(text(index, isShort), level.0)
            if chance(0.012) { draft.add(level.1, .redundant) }
            if index + 1 < levels.count, chance(0.012) { draft.add("-", .redundant) }
        }
        if isTwice, !isFirstEmpty {
            for index in levels.indices where chance(0.8) { draft.add(text(index, chance(0.3)), .redundant) }
        }
        if chance(0.02) { draft.add(words.word("noise", &dice), .redundant) }
    }

    private mutating func chosenLevels(_ county: DivisionTree.County) -> [(AddressLabel, String)] {
        var levels: [(AddressLabel, String)] = []
        if chance(0.012) { levels.append((.country, "中国")) }
        let isMunicipality = county.province == county.city
        if !isMunicipality, chance(0.58) { levels.append((.prov, county.province)) }
        if !county.city.isEmpty, chance(levels.isEmpty ? 0.6 : 0.88) { levels.append((.city, county.city)) }
        if !county.name.isEmpty, levels.isEmpty || chance(0.86) { levels.append((.district, county.name)) }
        return levels
    }

    private mutating func addTown(_ county: DivisionTree.County) {
        if let town = county.towns.randomElement(using: &dice), chance(0.45) {
            if chance(0.03) { draft.add(DivisionTree.short(town), .redundant) }
            draft.add(chance(0.14) ? DivisionTree.short(town) : town, .town)
            if chance(0.03) { draft.add(chance(0.5) ? county.name : DivisionTree.short(town), .redundant) }
        }
        if chance(0.05) {
            let name = chance(0.4) ? DivisionTree.short(county.name) : stem()
            draft.add(name + words.word("devzone.end", &dice), .devzone)
        }
        if chance(0.12) { draft.add(stem() + words.word("community.end", &dice), .community) }
    }

    // MARK: - Villages

    private mutating func addVillage(_ county: DivisionTree.County) {
        if draft.parts.last?.label != .community {
            draft.add(chance(0.15) ? stem() : stem() + words.word("community.end", &dice), .community)
        }
        switch draw(0.35, 0.25, 0.15, 0.1) {
        case 0: draft.add(number(999) + "号", .roadno)
        case 1: draft.add(counted(20) + (chance(0.5) ? "组" : chance(0.5) ? "队" : "社"), .road)
        case 2: draft.add(number(20) + "组" + number(200) + "号", .roadno)
        case 3:
            draft.add(stem(), .poi)
            draft.add(number(300) + "号", .roadno)
        default: break
        }
        if chance(0.15) { draft.add(place(county), .poi) }
    }

    // MARK: - Roads and places

    private mutating func addPlace(_ county: DivisionTree.County) {
        let hasRoad = chance(0.62)
        if hasRoad { addRoad() }
        if !hasRoad || chance(0.5) {
            draft.add(place(county), .poi)
            if chance(0.2) { draft.add(inner(), .subpoi) }
        }
        if chance(0.5) { addBuilding() }
    }

    private mutating func addRoad() {
        draft.add(road(), .road)
        let kind = draw(0.05, 0.06)
        if kind == 0 {
            draft.add(words.word("join", &dice), .assist)
            draft.add(road(), .subroad)
            draft.add(chance(0.7) ? "交叉口" : words.word("assist", &dice), .assist)
            return
        }
        if kind == 1 {
            draft.add(chance(0.35) ? number(900) + "弄" : stem() + words.word("lane.end", &dice), .subroad)
            if chance(0.7) { draft.add(houseNumber(), .subroadno) }
            return
        }
        if chance(0.76) { draft.add(houseNumber(), .roadno) }
        if chance(0.04) { draft.add(words.word("assist", &dice), .assist) }
    }

    private mutating func houseNumber() -> String {
        switch draw(0.84, 0.07, 0.02, 0.03, 0.02) {
        case 0: return chance(0.03) ? han(number(200)) + "号" : number(3_000) + "号"
        case 1: return number(2_000)
        case 2: return number(900) + "弄"
        case 3: return number(900) + "-" + number(30) + "号"
        case 4: return number(900) + "号附" + number(30) + "号"
        default: return number(900) + "号-" + number(30)
        }
    }

    // MARK: - Ends

    private mutating func addEnd(_ county: DivisionTree.County) {
        // A firm inside a building is told from one by the road.
        switch draft.parts.last?.label {
        case .houseno, .cellno, .floorno, .roomno:
            if chance(0.17) { draft.add(chance(0.25) ? words.word("person.end", &dice) : firm(), .person) }
        case .roadno: if chance(0.08) { draft.add(firm(), .poi) }
        default: break
        }
        if chance(0.07) {
            let last = draft.parts.last?.label
            if last == .poi || last == .road || last == .roadno || last == .subpoi || chance(0.3) {
                draft.add(words.word("assist", &dice), .assist)
                if chance(0.3) { draft.add(firm(), .poi) }
            }
        }
        if chance(0.05) { draft.add(words.word("noise", &dice), .redundant) }
        if chance(0.01) {
            draft.add(county.city, .redundant)
            draft.add(county.name, .redundant)
        }
        if draft.parts.isEmpty { draft.add(place(county), .poi) }
    }

    // Blanks are no part of a label.
    private mutating func addBlanks() {
        guard chance(0.03) else { return }
        let share = chance(0.3) ? 1.0 : 0.25
        draft.blanks = Set(draft.parts.indices.dropFirst().filter { _ in chance(share) })
    }

    // MARK: - Chance

    mutating func chance(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &dice) < share }

    /// The place of the share that was drawn; the number of shares for the rest.
    mutating func draw(_ shares: Double...) -> Int {
        var left = Double.random(in: 0..<1, using: &dice)
        for (index, share) in shares.enumerated() {
            if left < share { return index }
            left -= share
        }
        return shares.count
    }
}

/// An address while it is put together.
struct AddressDraft {
    var parts: [(text: String, label: AddressLabel)] = []
    /// The parts that a blank stands before.
    var blanks: Set<Int> = []

    mutating func add(_ text: String, _ label: AddressLabel) {
        if !text.isEmpty { parts.append((text, label)) }
    }

    var address: LabelledAddresses.Address {
        var text = "", length = 0, placed: [AddressPart] = []
        for (index, part) in parts.enumerated() {
            if blanks.contains(index) {
                text += " "
                placed.append(AddressPart(.redundant, length..<(length + 1)))
                length += 1
            } else if let last = text.unicodeScalars.last, let first = part.text.unicodeScalars.first,
                LabelledAddresses.isOneRun(last, first)
            {
                text += "\u{200B}"
                length += 1
            }
            let count = part.text.unicodeScalars.count
            text += part.text
            placed.append(AddressPart(part.label, length..<(length + count)))
            length += count
        }
        return LabelledAddresses.Address(text: text, parts: placed)
    }
}

import Base

extension AddressGenerator {
    /// Two or three characters as place names have them: a town's without its suffix, or pieces of two.
    mutating func stem() -> String {
        let first = town(), second = town()
        switch draw(0.45, 0.35) {
        case 0: return first.count <= 3 ? first : String(first.prefix(2))
        case 1: return String(first.prefix(1)) + String(second.suffix(1))
        default: return String(first.prefix(2)) + String(second.suffix(1))
        }
    }

    private mutating func town() -> String {
        guard let county = divisions.counties.randomElement(using: &dice),
            let town = county.towns.randomElement(using: &dice)
        else { return "永宁" }
        return DivisionTree.short(town)
    }

    mutating func road() -> String {
        if chance(0.02) { return number(20) + (chance(0.5) ? "号大街" : "号路") }
        let name = chance(0.35) ? words.word("road.name", &dice) : stem()
        return name + words.word("road.end", &dice)
    }

    /// A place with a name: an estate, a building, a firm, an office, a shop.
    mutating func place(_ county: DivisionTree.County) -> String {
        switch draw(0.38, 0.24, 0.13, 0.1) {
        case 0: return estate()
        case 1: return title(county) + words.word("plaza.end", &dice)
        case 2: return title(county) + words.word("public", &dice)
        case 3: return stem() + words.word("shop.end", &dice)
        default: return firm()
        }
    }

    private mutating func estate() -> String {
        var name = chance(0.4) ? words.word("estate.word", &dice) : stem()
        if chance(0.25) { name += words.word("estate.word", &dice) }
        if chance(0.12) { return name }
        name += words.word("estate.end", &dice)
        // The first or second stage belongs to the estate's name.
        return chance(0.04) ? name + han(number(3)) + "期" : name
    }

    private mutating func title(_ county: DivisionTree.County) -> String {
        switch draw(0.3, 0.2, 0.15) {
        case 0: return words.word("estate.word", &dice)
        case 1: return DivisionTree.short(county.name)
        case 2: return county.towns.randomElement(using: &dice).map(DivisionTree.short) ?? stem()
        default: return stem()
        }
    }

    mutating func firm() -> String {
        let name = chance(0.3) ? words.word("estate.word", &dice) : stem()
        if chance(0.45) { return name + words.word("shop.end", &dice) }
        let place = chance(0.3) ? town() : ""
        return place + name + words.word("trade", &dice) + (chance(0.75) ? words.word("company.end", &dice) : "")
    }

    mutating func inner() -> String {
        switch draw(0.6, 0.2) {
        case 0: return words.word("subpoi", &dice)
        case 1: return stem() + words.word("estate.end", &dice)
        default: return firm()
        }
    }

    // MARK: - Buildings

    /// Building, unit, floor and room, in words or as a chain of numbers.
    mutating func addBuilding() {
        if chance(0.24) { return addChain() }
        if chance(0.72) { draft.add(building(), .houseno) }
        if chance(0.22) { draft.add(counted(12) + (chance(0.85) ? "单元" : "号"), .cellno) }
        if chance(0.24) { draft.add(floor(), .floorno) }
        if chance(0.42) { draft.add(room(), .roomno) }
    }

    private mutating func addChain() {
        let isLettered = chance(0.06), join = chance(0.94) ? "-" : chance(0.5) ? "--" : "/"
        let house = isLettered ? words.word("letters", &dice) : number(130)
        draft.add(chance(0.14) ? house + (chance(0.5) ? "幢" : "号") : house, .houseno)
        draft.add(join, .redundant)
        if chance(0.58) {
            draft.add(number(24), .cellno)
            draft.add(join, .redundant)
        }
        draft.add(chance(0.16) ? roomNumber() + "室" : roomNumber(), .roomno)
    }

    // The endings in the shares that are known: bare, 幢, 栋, 号, 号楼, 座.
    private mutating func building() -> String {
        let isLettered = chance(0.09)
        let letter = words.word("letters", &dice)
        if isLettered {
            return letter + (chance(0.3) ? number(20) : "") + (chance(0.65) ? "座" : chance(0.6) ? "栋" : "幢")
        }
        switch draw(0.12, 0.27, 0.26, 0.14, 0.14) {
        case 0: return number(130)
        case 1: return counted(130) + "幢"
        case 2: return counted(130) + "栋"
        case 3: return counted(130) + "号"
        case 4: return counted(60) + "号楼"
        default: return counted(30) + (chance(0.5) ? "座" : "号楼")
        }
    }

    private mutating func floor() -> String {
        switch draw(0.86, 0.09) {
        case 0: return counted(30) + "楼"
        case 1: return counted(30) + "层"
        default: return number(30) + "F"
        }
    }

    private mutating func room() -> String {
        switch draw(0.6, 0.24, 0.11) {
        case 0: return roomNumber()
        case 1: return (chance(0.05) ? words.word("letters", &dice) : "") + roomNumber() + "室"
        case 2: return roomNumber() + "号"
        default: return words.word("letters", &dice) + roomNumber()
        }
    }

    private mutating func roomNumber() -> String {
        let floor = Int.random(in: 1...33, using: &dice), door = Int.random(in: 1...20, using: &dice)
        return chance(0.9) ? "\(floor)\(door < 10 ? "0" : "")\(door)" : number(9_999)
    }

    // MARK: - Numbers

    /// A number up to `most`, small ones more often.
    mutating func number(_ most: Int) -> String {
        let limit = chance(0.5) ? most : max(1, most / 8)
        return "\(Int.random(in: 1...limit, using: &dice))"
    }

    /// A number before a suffix, one in ten in Han characters.
    mutating func counted(_ most: Int) -> String {
        chance(0.1) ? han(number(min(most, 30))) : number(most)
    }

    /// A number up to 999 in Han characters.
    func han(_ number: String) -> String {
        let digits = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
        guard let value = Int(number), value > 0, value < 1_000 else { return number }
        var text = value >= 100 ? digits[value / 100] + "百" : ""
        let rest = value % 100
        guard rest > 0 else { return text }
        if rest < 10 { return text + (value > 100 ? "零" : "") + digits[rest] }
        text += rest < 20 && value < 100 ? "十" : digits[rest / 10] + "十"
        return rest % 10 == 0 ? text : text + digits[rest % 10]
    }
}

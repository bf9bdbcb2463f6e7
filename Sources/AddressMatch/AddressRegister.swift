import AddressText

/// What kind of place a record of the library is, from the wide to the narrow.
public enum AddressKind: UInt8, Sendable, CaseIterable, Comparable {
    /// A road as a whole, an estate or village, a place that has a name and no number.
    case road, estate, landmark
    /// A number at a road, a building, a unit (staircase), a floor, a room.
    case number, building, unit, floor, room

    public static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }
}

/// How a name stands for its place.
public enum NameUse: UInt8, Sendable {
    /// The standard name, another name, a name of former times.
    case standard, alias, former
}

/// The addresses of a district in flat memory, to be asked by `AddressResolver`.
///
/// A tree: road and estate at the top, rooms at the bottom; each place has its town and village. Parents are added before
/// their children. A place without an id stands for what the library has no record of, such as a building of which only
/// rooms are known.
public struct AddressRegister: Sendable {
    /// A division that texts name.
    public struct Division: Sendable {
        /// District, town or village.
        public enum Level: UInt8, Sendable { case district, town, village }

        /// The level.
        public var level: Level
        /// The numbers of the divisions above that the register has.
        public var parents: [Int]
        /// Those that it lay in before: texts go on naming them.
        public var formerParents: [Int] = []
        /// Whether it lies outside of the library: other names of such a one, as 上海 and 苏州, count only at the beginning of an
        /// address, since roads and shops have them too.
        public var isElsewhere: Bool
        /// The id of its record, where the library has one.
        public var id: String?

        /// Puts a division together.
        public init(_ level: Level, id: String? = nil, parents: [Int] = [], isElsewhere: Bool = false) {
            (self.level, self.id, self.parents, self.isElsewhere) = (level, id, parents, isElsewhere)
        }
    }

    public private(set) var divisions: [Division] = []
    private var divisionTexts: [String] = []
    private(set) var names = NameBook()
    /// By number of the name: the divisions and the places it stands for.
    private var divisionNames = KeyTable(), placeNames = KeyTable()
    /// By parent, kind and number: the places below.
    private var below: KeyTable
    private(set) var kinds: [AddressKind] = []
    private(set) var parents: [Int32] = []
    private(set) var towns: [Int16] = []
    private(set) var villages: [Int16] = []
    private var ids: [String] = []
    /// Places that stand because of what lies below them.
    private var implied = Set<Int32>()
    /// By place: the number of its first name, or of the text of its number.
    private(set) var labels: [Int32] = []
    private(set) var numbers = NumberTexts()
    /// Names as they are written, where that differs from the form they are found by.
    private var written: [Int32: String] = [:]
    /// Named places that a number of a road leads to: the road's name, the number, the place.
    private(set) var placesAtRoads: [(road: Int32, number: Int32, place: Int32)] = []
    private var successors: [Int32: Int32] = [:]

    /// A register for about so many addresses.
    public init(expecting count: Int = 1_000) {
        below = KeyTable(expecting: count)
        kinds.reserveCapacity(count)
        parents.reserveCapacity(count)
        towns.reserveCapacity(count)
        villages.reserveCapacity(count)
        ids.reserveCapacity(count)
        labels.reserveCapacity(count)
    }

    /// How many places there are.
    public var count: Int { kinds.count }

    /// The id of a place that somebody has named; nil for one that stands because of what lies below it.
    public func id(_ place: Int) -> String? { implied.contains(Int32(clamping: place)) ? nil : record(place) }

    /// The id of a place, also of one that nobody has named; nil when there is no record of it.
    public func record(_ place: Int) -> String? {
        guard ids.indices.contains(place), !ids[place].isEmpty else { return nil }
        return ids[place]
    }

    /// The road's number, road, estate or landmark that a place lies in, or itself.
    public func site(_ place: Int) -> Int {
        var at = place
        while kinds.indices.contains(at), kinds[at] > .number, parents[at] >= 0 { at = Int(parents[at]) }
        return at
    }

    /// The road, estate or landmark that a place lies in, or itself.
    public func named(_ place: Int) -> Int {
        var at = place
        while kinds.indices.contains(at), ![.road, .estate, .landmark].contains(kinds[at]), parents[at] >= 0 {
            at = Int(parents[at])
        }
        return at
    }

    /// The kind of a place.
    public func kind(_ place: Int) -> AddressKind { kinds[place] }

    /// What took a place's place, or itself.
    public func current(_ place: Int) -> Int {
        var place = Int32(place), steps = 0
        while let next = successors[place], steps < 100 { (place, steps) = (next, steps + 1) }
        return Int(place)
    }

    /// The first name of a division.
    public func name(of division: Int) -> String? {
        divisionTexts.indices.contains(division) ? divisionTexts[division] : nil
    }

    /// The number of the town that a place lies in; nil where there is no such place.
    public func town(of place: Int) -> Int? { towns.indices.contains(place) ? Int(towns[place]) : nil }

    /// The whole text of a place from the names down: road, number, estate, building, unit, room; empty where there is none.
    ///
    /// A floor is written only where no room is: `3幢5层`, but `3幢501室`.
    public func text(of place: Int) -> String { pieces(of: place).map(\.text).joined() }

    /// What `text(of:)` is put together from: places and their own texts, from the wide to the narrow.
    func pieces(of place: Int) -> [(place: Int32, text: String)] {
        var pieces: [(place: Int32, text: String)] = [], at = Int32(clamping: place), isAboveRoom = false
        // Rows of a database may lead in a circle.
        while kinds.indices.contains(Int(at)), pieces.count < 12 {
            let kind = kinds[Int(at)]
            if kind != .floor || !isAboveRoom { pieces.append((at, ownText(at))) }
            isAboveRoom = kind == .room
            at = parents[Int(at)]
        }
        return pieces.reversed()
    }

    /// A place's own part of its text: its name, or its number with what stands behind it.
    private func ownText(_ place: Int32) -> String {
        let label = labels[Int(place)], kind = kinds[Int(place)]
        guard kind < .number else { return numbers.text(label) + kind.suffix }
        return written[place] ?? (label < 0 ? "" : nameText(label))
    }

    /// A name as text, in the form that names are found by.
    func nameText(_ name: Int32) -> String {
        var text = String.UnicodeScalarView()
        for value in names.name(name) { if let scalar = Unicode.Scalar(value) { text.append(scalar) } }
        return String(text)
    }

    // MARK: - Filling

    /// Adds a division under its names; answers its number.
    public mutating func addDivision(_ division: Division, names said: [(String, NameUse)]) -> Int {
        let number = divisions.count
        divisions.append(division)
        divisionTexts.append(said.first?.0 ?? "")
        for (name, use) in said {
            guard let known = names.number(of: Self.scalars(name)) else { continue }
            divisionNames.add(Int32(number), mark: use.rawValue, for: mixed(UInt64(known)))
        }
        return number
    }

    /// Adds a place with names of its own: road, estate or landmark.
    public mutating func addNamed(
        _ kind: AddressKind, names said: [(String, NameUse)], town: Int, village: Int?, id: String?,
        isImplied: Bool = false
    ) -> Int {
        let place = add(kind, parent: nil, town: town, village: village, id: id, isImplied: isImplied)
        for (index, (name, use)) in said.enumerated() {
            let form = NormalAddress(name)
            let known = names.number(of: form.scalars)
            if index == 0 {
                labels[place] = known ?? -1
                if known == nil || form.text != name { written[Int32(place)] = name }
            }
            guard let known else { continue }
            placeNames.add(Int32(place), mark: use.rawValue, for: mixed(UInt64(known)))
        }
        return place
    }

    /// Adds a place that is told from its neighbours by a number, such as `3` or `12A`.
    ///
    /// A number at a road is found by that road's name wherever the road runs.
    public mutating func addNumbered(
        _ kind: AddressKind, _ number: String, below parent: Int, town: Int, village: Int?, id: String?,
        isImplied: Bool = false
    ) -> Int {
        let place = add(kind, parent: parent, town: town, village: village, id: id, isImplied: isImplied)
        let label = numbers.number(of: number), hash = numbers.hash(label)
        labels[place] = label
        below.add(Int32(place), for: Self.key(Int32(parent), kind, hash))
        if let road = road(of: place), labels[road] >= 0 {
            below.add(Int32(place), for: Self.roadKey(labels[road], hash))
        }
        // People leave out the unit: 3幢501室.
        var above = parent
        while kind == .room, kinds[above] == .unit || kinds[above] == .floor, parents[above] >= 0 {
            above = Int(parents[above])
            below.add(Int32(place), mark: 1, for: Self.key(Int32(above), kind, hash))
        }
        return place
    }

    /// Says at which number of a road a named place, such as an estate, lies: it is also found by that.
    public mutating func setParent(_ parent: Int, of place: Int) {
        guard kinds.indices.contains(place), kinds.indices.contains(parent), let road = road(of: parent) else { return }
        parents[place] = Int32(parent)
        guard labels[road] >= 0 else { return }
        below.add(Int32(place), for: Self.roadKey(labels[road], numbers.hash(labels[parent])))
        placesAtRoads.append((labels[road], labels[parent], Int32(place)))
    }

    /// The road that a number lies at; nil for what is no number at a road.
    private func road(of place: Int) -> Int? {
        guard kinds[place] == .number, parents[place] >= 0, kinds[Int(parents[place])] == .road else { return nil }
        return Int(parents[place])
    }

    /// Says which place took another's place.
    public mutating func setSuccessor(_ next: Int, of place: Int) { successors[Int32(place)] = Int32(next) }

    private mutating func add(
        _ kind: AddressKind, parent: Int?, town: Int, village: Int?, id: String?, isImplied: Bool
    ) -> Int {
        if isImplied { implied.insert(Int32(kinds.count)) }
        kinds.append(kind)
        parents.append(parent.map(Int32.init) ?? -1)
        towns.append(Int16(clamping: town))
        villages.append(village.map { Int16(clamping: $0) } ?? -1)
        ids.append(id ?? "")
        labels.append(-1)
        return kinds.count - 1
    }

    // MARK: - Asking

    /// Whether a place lies in a division: today, or formerly; nil when it never did.
    func lies(_ place: Int32, in division: Int) -> NameUse? {
        guard divisions.indices.contains(division), kinds.indices.contains(Int(place)) else { return nil }
        let town = Int(towns[Int(place)]), village = Int(villages[Int(place)])
        switch divisions[division].level {
        case .village: return village == division ? .standard : nil
        case .town: return town == division ? .standard : former(village, division)
        case .district:
            guard divisions.indices.contains(town) else { return nil }
            return divisions[town].parents.contains(division) ? .standard : former(town, division)
        }
    }

    private func former(_ lower: Int, _ upper: Int) -> NameUse? {
        divisions.indices.contains(lower) && divisions[lower].formerParents.contains(upper) ? .former : nil
    }

    /// The divisions that a name stands for.
    func divisions(named name: Int32) -> [(division: Int, use: NameUse)] {
        all(divisionNames, mixed(UInt64(name))).map { (Int($0.0), NameUse(rawValue: $0.1) ?? .alias) }
    }

    /// The roads, estates and landmarks that a name stands for.
    func places(named name: Int32) -> [(place: Int32, use: NameUse)] {
        all(placeNames, mixed(UInt64(name))).map { ($0.0, NameUse(rawValue: $0.1) ?? .alias) }
    }

    /// The places below one by kind and number; true for those that a unit or floor was left out for.
    func places(below parent: Int32, _ kind: AddressKind, _ number: UInt64) -> [(place: Int32, isSkipping: Bool)] {
        all(below, Self.key(parent, kind, number)).map { ($0.0, $0.1 == 1) }
    }

    /// The places with a number at a road.
    func places(atRoad name: Int32, number: UInt64) -> [Int32] { all(below, Self.roadKey(name, number)).map(\.0) }

    private func all(_ table: KeyTable, _ key: UInt64) -> [(Int32, UInt8)] {
        var found: [(Int32, UInt8)] = [], at = table.first(key)
        while let here = at {
            let (value, mark, next) = table.entry(here)
            found.append((value, mark))
            at = next
        }
        return found
    }

    // MARK: - Keys

    private static func key(_ parent: Int32, _ kind: AddressKind, _ number: UInt64) -> UInt64 {
        mixed(mixed(UInt64(UInt32(bitPattern: parent)) << 8 | UInt64(kind.rawValue)) ^ number)
    }

    private static func roadKey(_ road: Int32, _ number: UInt64) -> UInt64 {
        mixed(mixed(UInt64(UInt32(bitPattern: road)) << 8 | 0xFF) ^ number)
    }

    /// A number in the form that numbers are compared by: capital letters, no zeros before it.
    static func number(_ text: String) -> UInt64 { number(NormalAddress(text).scalars[...]) }

    static func number(_ scalars: ArraySlice<UInt32>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325, isLeading = true
        for scalar in scalars {
            if isLeading, scalar == 0x30 { continue }
            isLeading = false
            let capital = scalar &- 0x61 < 26 ? scalar - 0x20 : scalar
            hash = (hash ^ UInt64(capital)) &* 0x100_0000_01B3
        }
        return mixed(hash)
    }

    /// A name in the form that texts are read in.
    static func scalars(_ name: String) -> [UInt32] { NormalAddress(name).scalars }
}

import AddressText

/// Completes what a person types into places of a register: names by characters, pinyin or initials, then numbers down the tree.
///
/// Some twenty bytes a place beside the register; a completion takes well under a millisecond.
public struct AddressCompletion: Sendable {
    /// How many places are answered when nobody says otherwise.
    public static let usual = 8
    /// How many may be asked for.
    static let most = 50

    let shelf: RegisterShelf
    let names: SpokenNames
    let tree: NumberTree
    /// By name as spoken: its number in the register, -1 for a division's name that is told by its beginning.
    private var known: [Int32] = []
    private var lengths: [UInt8] = []
    /// By name as spoken: the places, with how the name stands for them in the three bits at the end.
    private let places: PositionLists
    /// By name as spoken: the divisions of that name.
    private var divisions: [Int32: [Int]] = [:]
    /// By name of a road in the register: named places at its numbers.
    private var atRoads: [Int32: [(number: Int32, place: Int32)]] = [:]

    /// Makes the index of a register.
    public init(_ register: AddressRegister) { self.init(RegisterShelf(register)) }

    init(_ shelf: RegisterShelf) {
        self.shelf = shelf
        let register = shelf.register
        var spoken: [ArraySlice<UInt32>] = [], index: [ArraySlice<UInt32>: Int32] = [:]
        var pairs: [(key: Int32, value: Int32)] = []
        for number in 0..<Int32(register.names.count) {
            let name = register.names.name(number), divisions = register.divisions(named: number).map(\.division)
            for (place, use) in register.places(named: number) {
                pairs.append((number, place << 2 | Int32(use.rawValue)))
            }
            index[name] = number
            spoken.append(name)
            if !divisions.isEmpty { self.divisions[number] = divisions }
        }
        known = spoken.indices.map { Int32($0) }
        for number in Array(known) {
            guard let divisions = divisions[number], let stem = Self.stem(of: register.names.name(number)) else {
                continue
            }
            let place = index[stem] ?? Int32(spoken.count)
            if index[stem] == nil {
                index[stem] = place
                spoken.append(stem)
                known.append(-1)
            }
            let others = self.divisions[place] ?? []
            self.divisions[place] = others + divisions.filter { !others.contains($0) }
        }
        lengths = spoken.map { UInt8(clamping: $0.count) }
        names = SpokenNames(spoken)
        places = PositionLists(keys: spoken.count, pairs)
        tree = NumberTree(shelf)
        for (road, number, place) in register.placesAtRoads { atRoads[road, default: []].append((number, place)) }
    }

    /// A division's name without its ending: 仓前 of 仓前街道; nil where less than two characters are left.
    private static func stem(of name: ArraySlice<UInt32>) -> ArraySlice<UInt32>? {
        for ending in AddressWords.divisionEndings {
            let ending = ending.unicodeScalars.map(\.value)
            guard name.suffix(ending.count).elementsEqual(ending) else { continue }
            return name.count - ending.count >= 2 ? name.dropLast(ending.count) : nil
        }
        return nil
    }

    /// The places that what was typed may be on the way to, the likeliest first; always the same for the same.
    ///
    /// What begins so comes before what only contains it, characters before pinyin and pinyin before initials, standard names
    /// before others; between equals the places of the town with a register's number, then the shorter, then by pinyin. Nothing
    /// for a text that says nothing. `limit` is taken between 1 and 50.
    public func complete(_ typed: String, near town: Int? = nil, limit: Int = Self.usual) -> [CompletedPlace] {
        let text = TypedText(typed)
        guard !text.isEmpty else { return [] }
        var search = CompletionSearch(self, text, near: town, limit: min(max(limit, 1), Self.most))
        search.run()
        return search.found.map(search.answer)
    }

    // MARK: - Asking

    /// The number of a spoken name in the register; -1 where it has none.
    func number(of name: Int) -> Int32 { known[name] }

    /// How many characters a spoken name has.
    func length(of name: Int) -> Int { Int(lengths[name]) }

    /// The places that a spoken name stands for.
    func places(named name: Int) -> some Sequence<(place: Int32, use: NameUse)> {
        places[name].lazy.map { ($0 >> 2, NameUse(rawValue: UInt8($0 & 3)) ?? .alias) }
    }

    /// Whether a spoken name stands for any place.
    func hasPlaces(_ name: Int) -> Bool { !places[name].isEmpty }

    /// The divisions that a spoken name stands for.
    func divisions(named name: Int) -> [Int] { divisions[Int32(name)] ?? [] }

    /// The named places at numbers of a road that lie in some of the order of numbers.
    func places(atRoad name: Int32, in ranks: [Range<Int32>]) -> [(number: Int32, place: Int32)] {
        (atRoads[name] ?? []).filter { entry in ranks.contains { $0.contains(tree.rank(number: entry.number)) } }
    }
}

/// One completion: the readings of what was typed, and the best places that they lead to.
struct CompletionSearch {
    /// A part of a place's text that was typed.
    enum Mark {
        case name(Int32, Range<Int>)
        case number(Int32, Int)
    }

    /// What was said before the part that is read.
    struct Scope {
        /// Each of these names divisions; a place lies in one of each.
        var divisions: [[Int]] = []
        /// Places that a place lies at or below, where any are named.
        var above: Set<Int32> = []
        var marks: [Mark] = []
        /// How far the reading is from the plain one, 0 to 3.
        var distance: UInt64 = 0
    }

    /// A name that fits, and the rank of the best of its places.
    struct NameHit {
        var hit: SpokenNames.Hit
        var rank: UInt64
    }

    /// A place that fits. The smaller rank comes first, then the smaller order.
    struct Found {
        var place: Int32
        var rank: UInt64
        var order: UInt64 = 0
        var marks: [Mark]
        var use: NameUse
        /// The name that led here, in the register.
        var name: Int32
        /// Whether the whole of it was typed, so that what lies below it may follow.
        var isWhole: Bool
    }

    static let mostNames = 48
    private static let mostReadings = 24

    let index: AddressCompletion
    let text: TypedText
    let typed: SpokenText
    let town: Int?
    let limit: Int
    private(set) var found: [Found] = []
    private var isMistaken = false
    private var readings = 0

    var register: AddressRegister { index.shelf.register }

    init(_ index: AddressCompletion, _ text: TypedText, near town: Int?, limit: Int) {
        (self.index, self.text, self.town, self.limit) = (index, text, town, limit)
        typed = SpokenText(text, index.names)
    }

    mutating func run() {
        read(from: 0, Scope())
        if found.isEmpty {
            (isMistaken, readings) = (true, 0)
            read(from: 0, Scope())
        }
        addBelow()
    }

    // MARK: - Readings

    /// Reads from a place on: a name that is being typed, a name and numbers, a division or a road and then the rest.
    mutating func read(from start: Int, _ scope: Scope) {
        readings += 1
        guard start < text.count, readings <= Self.mostReadings else { return }
        for name in hits(start..<text.count, scope, limit: limit) { add(name, scope) }
        for split in (start + 1)..<max(start + 1, text.count) where beginsNumber(split) {
            guard let numbers = TypedNumbers(text, from: split) else { continue }
            for name in hits(start..<split, scope, limit: Self.mostNames) where mayAdd(name.rank) {
                descend(name, numbers, scope)
            }
        }
        readBehindDivisions(start, scope)
        readBehindRoad(start, scope)
    }

    private func beginsNumber(_ index: Int) -> Bool {
        let (here, before) = (text[index], text[index - 1])
        if here.isDigit { return !before.isDigit || here.isParted }
        // A letter among letters is a building's where a suffix follows: wenyixiluA幢.
        return here.letter != nil
            && (before.letter == nil || here.isParted || index + 1 < text.count && text[index + 1].scalar >= 0x3400)
    }

    private mutating func readBehindDivisions(_ start: Int, _ scope: Scope) {
        var ends: [Int: [Int]] = [:]
        let index = index
        index.names.findWhole(typed, from: start) { name, end in
            ends[end, default: []] += index.divisions(named: name)
        }
        // By pinyin a division ends with a blank: cangqian wenyixilu.
        if text[start].letter != nil,
            let end = ((start + 1)..<max(start + 1, text.count)).first(where: { text[$0].isParted })
        {
            index.names.find(typed, start..<end, isPrefix: true) { hit in
                if hit.isWhole { ends[end, default: []] += index.divisions(named: hit.name) }
                return true
            }
        }
        for (end, divisions) in ends.sorted(by: { $0.key > $1.key }).prefix(3) where !divisions.isEmpty {
            var inside = scope
            inside.divisions.append(divisions)
            inside.distance = max(scope.distance, 1)
            let before = found.count
            read(from: end, inside)
            if found.count > before { return }
        }
    }

    /// A road and, without a number, what lies at it: 文一西路海创园.
    private mutating func readBehindRoad(_ start: Int, _ scope: Scope) {
        var road: (name: Int, end: Int)?
        let (index, register) = (index, register)
        index.names.findWhole(typed, from: start) { name, end in
            let isRoad = index.places(named: name).contains { register.kinds[Int($0.place)] == .road }
            if isRoad, end > road?.end ?? 0 { road = (name, end) }
        }
        guard let road, road.end < text.count, !text[road.end].isDigit else { return }
        var inside = scope
        inside.above = Set(index.places(named: road.name).map(\.place))
        inside.marks.append(.name(index.number(of: road.name), 0..<index.length(of: road.name)))
        inside.distance = max(scope.distance, 1)
        read(from: road.end, inside)
    }

    // MARK: - Names

    /// The names that a part leads into, the best so many of them.
    func hits(_ range: Range<Int>, _ scope: Scope, limit: Int) -> [NameHit] {
        var best: [NameHit] = []
        func take(_ hit: SpokenNames.Hit) -> Bool {
            let base = base(hit, scope)
            if best.count == limit, let worst = best.last, base >= worst.rank { return true }
            guard
                let rank = index.places(named: hit.name).lazy.filter({ contains(scope, $0.place) })
                    .map({ placed(base, $0.place, $0.use) }).min()
            else { return true }
            if let same = best.firstIndex(where: { $0.hit.name == hit.name }) {
                guard rank < best[same].rank else { return true }
                best.remove(at: same)
            }
            best.insert(NameHit(hit: hit, rank: rank), at: best.firstIndex { rank < $0.rank } ?? best.count)
            if best.count > limit { best.removeLast() }
            return true
        }
        if isMistaken {
            index.names.findNear(typed, range) { _ = take($0) }
            return best
        }
        index.names.find(typed, range, isPrefix: true, take)
        // One letter in the middle of a name says nothing.
        let isShort = range.count == 1 && text[range.lowerBound].letter != nil
        if best.count < limit, !isShort { index.names.find(typed, range, isPrefix: false, take) }
        return best
    }

    func contains(_ scope: Scope, _ place: Int32) -> Bool {
        let register = register
        for divisions in scope.divisions where !divisions.contains(where: { register.lies(place, in: $0) != nil }) {
            return false
        }
        guard !scope.above.isEmpty else { return true }
        var at = place, steps = 0
        while at >= 0, steps < 12 {
            if scope.above.contains(at) { return true }
            (at, steps) = (register.parents[Int(at)], steps + 1)
        }
        return false
    }

    // MARK: - Ranks

    /// From the highest bit down: mistake, below a place that was typed whole, reading, middle of the name, way of typing, not whole,
    /// use of the name, far, length, order by pinyin.
    private func base(_ hit: SpokenNames.Hit, _ scope: Scope) -> UInt64 {
        var rank: UInt64 = isMistaken ? 1 : 0
        rank = rank << 1
        rank = rank << 2 | min(scope.distance, 3)
        rank = rank << 1 | (hit.isPrefix ? 0 : 1)
        rank = rank << 2 | hit.way.rawValue
        rank = rank << 1 | (hit.isPrefix && hit.isWhole ? 0 : 1)
        rank = rank << 3
        rank = rank << 6 | UInt64(min(index.length(of: hit.name), 63))
        return rank << 24 | UInt64(index.names.order[hit.name]) & 0xFF_FFFF
    }

    private static let mistakeBit: UInt64 = 1 << 40
    private static let belowBit: UInt64 = 1 << 39
    private static let useAndFar: UInt64 = 7 << 30

    /// The rank of one place under a name.
    func placed(_ base: UInt64, _ place: Int32, _ use: NameUse) -> UInt64 {
        let isFar = town.map { Int(register.towns[Int(place)]) != $0 } ?? false
        return base & ~Self.useAndFar | UInt64(use.rawValue) << 31 | (isFar ? 1 << 30 : 0)
    }

    func below(_ rank: UInt64) -> UInt64 { rank | Self.belowBit }
    func isMistaken(_ rank: UInt64) -> Bool { rank & Self.mistakeBit != 0 }

    // MARK: - Collecting

    private func mayAdd(_ rank: UInt64) -> Bool {
        guard found.count >= limit, let last = found.last else { return true }
        return rank & ~Self.useAndFar <= last.rank
    }

    private mutating func add(_ name: NameHit, _ scope: Scope) {
        let number = index.number(of: name.hit.name)
        for (place, use) in index.places(named: name.hit.name) where contains(scope, place) {
            add(
                Found(
                    place: place, rank: placed(name.rank, place, use),
                    marks: scope.marks + [.name(number, name.hit.range)], use: use, name: number,
                    isWhole: name.hit.isPrefix && name.hit.isWhole && name.hit.way != .initials))
        }
    }

    mutating func add(_ one: Found) {
        func isBefore(_ other: Found) -> Bool {
            (one.rank, one.order, one.place) < (other.rank, other.order, other.place)
        }
        if let same = found.firstIndex(where: { isSame($0, one) }) {
            guard isBefore(found[same]) else { return }
            found.remove(at: same)
        }
        guard let at = found.firstIndex(where: isBefore) else {
            if found.count < limit { found.append(one) }
            return
        }
        found.insert(one, at: at)
        if found.count > limit { found.removeLast() }
    }

    /// Whether two are the same place, or pieces of one road in the same town.
    private func isSame(_ one: Found, _ other: Found) -> Bool {
        if one.place == other.place { return true }
        let register = register, (first, second) = (Int(one.place), Int(other.place))
        return register.kinds[first] == .road && register.kinds[second] == .road
            && register.labels[first] == register.labels[second] && register.labels[first] >= 0
            && register.towns[first] == register.towns[second]
    }
}

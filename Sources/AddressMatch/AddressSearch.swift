import AddressText

/// One search: the places that a reading may mean, and how well each fits.
struct AddressSearch {
    typealias Reason = AddressResolution.Reason

    /// A place and what led there.
    struct Candidate {
        var place: Int32
        var score = 0
        /// Whether every number of the text led further.
        var isComplete = false
        /// How many numbers did.
        var depth = 0
        var reasons: [(Reason, Range<Int>)] = []
        /// The numbers that led nowhere.
        var rest: [Step] = []
        var isExact: Bool { reasons.allSatisfy { [.name, .number, .division].contains($0.0) } }
        func has(_ reason: Reason) -> Bool { reasons.contains { $0.0 == reason } }
    }

    /// A name in the text that places of the library have, and the numbers behind it.
    struct Anchor {
        var name: Int32
        var range: Range<Int>
        var numbers: [AddressReading.Number]
        var isMistaken = false
    }

    /// A place at a number of a road.
    private struct RoadStart {
        var start: Candidate
        /// The numbers behind the road's, and those behind the next name.
        var own: [AddressReading.Number], later: [AddressReading.Number]
    }

    /// One number on the way down.
    struct Step {
        var number: UInt64
        var suffix: AddressReading.Suffix
        var range: Range<Int>
    }

    let shelf: RegisterShelf
    let form: NormalAddress
    let pieces: [AddressReading.Piece]
    private(set) var mentions: [(divisions: [(division: Int, use: NameUse)], range: Range<Int>)] = []
    private(set) var anchors: [Anchor] = []
    private(set) var others: [Range<Int>] = []
    /// The numbers of buildings, units, floors and rooms that stand before any name.
    private var leading: [AddressReading.Number] = []
    /// The words that say that what is meant lies beside what is named.
    private(set) var near: [Range<Int>] = []
    /// Words before any name that call a division which nobody knows.
    private(set) var strangers: [Range<Int>] = []
    private(set) var candidates: [Candidate] = []

    init(_ shelf: RegisterShelf, _ form: NormalAddress, _ reading: AddressReading) {
        (self.shelf, self.form, pieces) = (shelf, form, reading.pieces)
        for (index, piece) in pieces.enumerated() {
            switch piece {
            case .name(let name, let range):
                var divisions = shelf.register.divisions(named: name)
                if !divisions.isEmpty, !isDivision(divisions, before: index + 1) { divisions = [] }
                if !divisions.isEmpty { mentions.append((divisions, range)) }
                if !shelf.register.places(named: name).isEmpty {
                    anchors.append(Anchor(name: name, range: range, numbers: []))
                } else if divisions.isEmpty {
                    addWords(range)
                }
            case .number(let number):
                if anchors.isEmpty {
                    // Behind words that nobody knows they may be those of something unknown.
                    if number.isInside, others.count == leading.count { leading.append(number) }
                    others.append(number.range)
                } else {
                    anchors[anchors.count - 1].numbers.append(number)
                }
            case .other(let range):
                guard isSaying(range) else { continue }
                addWords(range)
                if anchors.isEmpty, Strangers.isDivision(form, range, shelf.register) { strangers.append(range) }
                // What lies opposite a school may be the address that follows.
                if !anchors.isEmpty, let word = NearWords.first(in: form, range) { near.append(word) }
            }
        }
        // Who says a name twice says its numbers once.
        for (index, anchor) in anchors.enumerated() where anchor.numbers.isEmpty {
            let again = anchors.last { $0.name == anchor.name && !$0.numbers.isEmpty }
            if let again { anchors[index].numbers = again.numbers }
        }
    }

    /// Adds words that are no name; what stands together stays together, also where a part of it is a short name of a city.
    private mutating func addWords(_ range: Range<Int>) {
        if let last = others.last, last.upperBound == range.lowerBound, form.scalars[last.lowerBound] >= 0x80 {
            others[others.count - 1] = last.lowerBound..<range.upperBound
        } else {
            others.append(range)
        }
    }

    /// Whether a name is a division's here: the short name of one elsewhere is where an address begins with it and goes on with a
    /// name or the word for a division, as 上海大寒路 and 苏州工业园区 do, and 上海路 and 兰州拉面 do not.
    private func isDivision(_ divisions: [(division: Int, use: NameUse)], before next: Int) -> Bool {
        guard divisions.allSatisfy({ shelf.register.divisions[$0.division].isElsewhere && $0.use == .alias }) else {
            return true
        }
        guard anchors.isEmpty, pieces.indices.contains(next) else { return false }
        switch pieces[next] {
        case .name: return true
        case .number: return false
        case .other(let range): return Strangers.endsAsDivision(form.scalars[range])
        }
    }

    var hasComplete: Bool { candidates.contains(where: \.isComplete) }

    /// Looks for places by the names as they stand.
    mutating func run() { collect() }

    /// Looks once more, by names with one mistake in what was not understood.
    mutating func runWithMistakes() {
        let text = form.scalars
        for range in others where range.count >= NameBook.leastForMistakes {
            var found: (names: Set<Int32>, range: Range<Int>)?
            for length in (NameBook.leastForMistakes...12).reversed() where length <= range.count && found == nil {
                let said = (range.upperBound - length)..<range.upperBound
                let near = shelf.register.names.near(text[said]).filter { !shelf.register.places(named: $0).isEmpty }
                if !near.isEmpty { found = (near, said) }
            }
            guard let found else { continue }
            let numbers = numbersBehind(found.range.upperBound)
            for name in found.names {
                anchors.append(Anchor(name: name, range: found.range, numbers: numbers, isMistaken: true))
            }
        }
        anchors.sort { $0.range.lowerBound < $1.range.lowerBound }
        candidates = []
        collect()
    }

    /// The numbers between a place of the text and the next name.
    private func numbersBehind(_ end: Int) -> [AddressReading.Number] {
        var numbers: [AddressReading.Number] = []
        for piece in pieces where piece.range.lowerBound >= end {
            switch piece {
            case .number(let number): numbers.append(number)
            case .name(let name, _) where !shelf.register.places(named: name).isEmpty: return numbers
            default: continue
            }
        }
        return numbers
    }

    // MARK: - Candidates

    private mutating func collect() {
        let starts = roadStarts(), roads = starts.map(\.start)
        for anchor in anchors {
            for (place, use) in shelf.register.places(named: anchor.name)
            where shelf.register.kinds[Int(place)] != .road {
                var start = Candidate(place: place, score: 3)
                start.reasons.append((reason(use, anchor), anchor.range))
                let address = starts.first { $0.start.place == place }
                if address != nil { start.score += 2 }
                descend(from: start, numbers(of: anchor, behind: address?.own ?? leading))
            }
        }
        let named = candidates.map(\.place)
        for road in starts where !named.contains(road.start.place) { descend(from: road.start, road.own + road.later) }
        if candidates.isEmpty { wholeRoads() }
        for index in candidates.indices { judge(&candidates[index], roads: roads) }
    }

    /// The numbers that lead down from a name, when some stand elsewhere: behind the road's number, or before the name.
    ///
    /// Who says them in both places says them once.
    private func numbers(of anchor: Anchor, behind before: [AddressReading.Number]) -> [AddressReading.Number] {
        guard !before.isEmpty, !anchor.isMistaken || anchor.numbers.isEmpty else { return anchor.numbers }
        guard !anchor.numbers.isEmpty else { return before }
        let (own, others) = (digits(anchor.numbers), digits(before))
        if own.starts(with: others) { return anchor.numbers }
        return others.starts(with: own) ? before : before + anchor.numbers
    }

    /// What numbers are compared by.
    private func digits(_ numbers: [AddressReading.Number]) -> [UInt64] {
        numbers.flatMap { $0.parts.map { AddressRegister.number(form.scalars[$0]) } }
    }

    /// The places with the number that stands behind a road's name.
    private func roadStarts() -> [RoadStart] {
        anchors.flatMap { anchor -> [RoadStart] in
            guard let first = anchor.numbers.first, first.suffix == .number || first.suffix == .none else { return [] }
            let called = roads(called: anchor.name)
            guard !called.isEmpty else { return [] }
            let later = anchors.first { $0.range.lowerBound > anchor.range.lowerBound && !$0.isMistaken }?.numbers ?? []
            let behind = Array(anchor.numbers.dropFirst())
            let whole = first.parts.first.map { $0.lowerBound..<(first.parts.last ?? $0).upperBound } ?? first.range
            func starts(_ number: Range<Int>, _ own: [AddressReading.Number]) -> [RoadStart] {
                let hash = AddressRegister.number(form.scalars[number])
                return called.flatMap { called in
                    shelf.register.places(atRoad: called.label, number: hash).compactMap { place -> RoadStart? in
                        if let road = called.road, !isAbove(road, place) { return nil }
                        let reasons = [(reason(called.use, anchor), anchor.range), (Reason.number, number)]
                        // The number itself before what lies there, where nothing else is said.
                        let score = shelf.register.kinds[Int(place)] == .number ? 7 : 6
                        let start = Candidate(place: place, score: score, depth: 1, reasons: reasons)
                        return RoadStart(start: start, own: own, later: later)
                    }
                }
            }
            let found = starts(whole, behind)
            guard found.isEmpty, first.parts.count > 1, let number = first.parts.first else { return found }
            // 12-3-501: the number of the road, the building, the room.
            var rest = first
            rest.parts.removeFirst()
            return starts(number, [rest] + behind)
        }
    }

    /// The standard names under which the numbers of the roads stand that a name stands for; with the road itself where the name is
    /// another or a former one of it, since other roads may share its standard name.
    private func roads(called name: Int32) -> [(label: Int32, road: Int32?, use: NameUse)] {
        let register = shelf.register
        var called: [(label: Int32, road: Int32?, use: NameUse)] = [], isStandard = false
        for (place, use) in register.places(named: name) where register.kinds[Int(place)] == .road {
            let today = Int32(register.current(Int(place)))
            if today != place, register.kinds[Int(today)] == .road {
                called.append((register.labels[Int(today)], today, .former))
            }
            if register.labels[Int(place)] != name {
                called.append((register.labels[Int(place)], place, use))
            } else if !isStandard {
                isStandard = true
                called.append((name, nil, use))
            }
        }
        return called
    }

    /// A road without a number, where nothing narrower is said.
    private mutating func wholeRoads() {
        for anchor in anchors where anchor.numbers.isEmpty {
            for (place, use) in shelf.register.places(named: anchor.name) {
                candidates.append(
                    Candidate(place: place, score: 3, isComplete: true, reasons: [(reason(use, anchor), anchor.range)]))
            }
        }
    }

    func reason(_ use: NameUse, _ anchor: Anchor) -> Reason {
        if anchor.isMistaken { return .mistake }
        switch use {
        case .standard: return .name
        case .alias: return .alias
        case .former: return .former
        }
    }

    private mutating func descend(from start: Candidate, _ numbers: [AddressReading.Number]) {
        var best: [Candidate] = []
        for steps in steps(of: numbers) {
            best += ends(start, steps[...])
            if best.contains(where: \.isComplete) { break }
        }
        let deepest = best.map(\.depth).max() ?? 0
        let complete = best.filter(\.isComplete)
        candidates += complete.isEmpty ? best.filter { $0.depth == deepest }.prefix(1) : complete[...]
    }

    /// The ways of reading chains: each number for itself, or 501-1 as one.
    private func steps(of numbers: [AddressReading.Number]) -> [[Step]] {
        func hash(_ range: Range<Int>) -> UInt64 { AddressRegister.number(form.scalars[range]) }
        let apart = numbers.flatMap { number in
            number.parts.enumerated().map { index, part in
                Step(
                    number: hash(part), suffix: index == number.parts.count - 1 ? number.suffix : .none,
                    range: index == number.parts.count - 1 ? part.lowerBound..<number.range.upperBound : part)
            }
        }
        guard numbers.contains(where: { $0.parts.count > 1 }) else { return [apart] }
        let whole = numbers.compactMap { number -> Step? in
            guard let first = number.parts.first, let last = number.parts.last else { return nil }
            return Step(
                number: hash(first.lowerBound..<last.upperBound), suffix: number.suffix, range: number.range)
        }
        return [apart, whole]
    }

    /// Where a way down ends: at the last number, or where nothing is known further down.
    private func ends(_ at: Candidate, _ steps: ArraySlice<Step>) -> [Candidate] {
        guard let step = steps.first else {
            var end = at
            end.isComplete = true
            return [end]
        }
        let rest = steps.dropFirst()
        var found: [Candidate] = []
        for kind in Self.kinds(step.suffix, below: shelf.register.kinds[Int(at.place)]) {
            for (place, isSkipping) in shelf.register.places(below: at.place, kind, step.number) {
                var next = at
                next.place = place
                next.depth += 1
                next.score += isSkipping ? 3 : 4
                next.reasons.append((.number, step.range))
                if isSkipping { next.reasons.append((.skipped, step.range)) }
                found += ends(next, rest)
            }
            if found.contains(where: \.isComplete) { return found }
        }
        // What lay in a place that another took the place of lies in that one today.
        let today = Int32(shelf.register.current(Int(at.place)))
        if today != at.place, let last = at.reasons.last {
            var moved = at
            moved.place = today
            moved.reasons.append((.former, last.1))
            let ends = ends(moved, steps)
            if ends.contains(where: \.isComplete) { return found + ends }
        }
        // A floor that is no record of its own is said by the room's number as well.
        if step.suffix == .floor, !rest.isEmpty { return ends(at, rest) }
        var stuck = at
        stuck.rest = Array(steps)
        return found + [stuck]
    }

    /// The kinds of places that a number with a suffix may be, below a place.
    static func kinds(_ suffix: AddressReading.Suffix, below kind: AddressKind) -> [AddressKind] {
        switch suffix {
        // The library has no lanes.
        case .lane: []
        case .building: [.building]
        case .unit: [.unit]
        case .floor: [.floor]
        case .room: [.room]
        case .number: kind == .estate || kind == .landmark ? [.building, .room, .number] : [.room, .building]
        case .none:
            switch kind {
            case .estate, .landmark, .road, .number: [.building, .room, .unit]
            case .building: [.unit, .room]
            case .unit, .floor: [.room]
            case .room: []
            }
        }
    }

    /// Whether a run of characters says something: more than punctuation.
    private func isSaying(_ range: Range<Int>) -> Bool {
        form.scalars[range].contains { $0 >= 0x3400 && $0 < 0xFF00 || $0 < 0x80 && ($0 | 0x20) &- 0x61 < 26 }
    }
}

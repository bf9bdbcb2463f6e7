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
    private struct Anchor {
        var name: Int32
        var range: Range<Int>
        var numbers: [AddressReading.Number]
        var isMistaken = false
    }

    struct Step {
        var number: UInt64
        var suffix: AddressReading.Suffix
        var range: Range<Int>
    }

    let shelf: RegisterShelf
    let form: NormalAddress
    private let pieces: [AddressReading.Piece]
    private(set) var mentions: [(divisions: [(division: Int, use: NameUse)], range: Range<Int>)] = []
    private var anchors: [Anchor] = []
    private(set) var others: [Range<Int>] = []
    private(set) var candidates: [Candidate] = []

    init(_ shelf: RegisterShelf, _ form: NormalAddress, _ reading: AddressReading) {
        (self.shelf, self.form, pieces) = (shelf, form, reading.pieces)
        for piece in pieces {
            switch piece {
            case .name(let name, let range):
                let divisions = shelf.register.divisions(named: name)
                if !divisions.isEmpty { mentions.append((divisions, range)) }
                if !shelf.register.places(named: name).isEmpty {
                    anchors.append(Anchor(name: name, range: range, numbers: []))
                } else if divisions.isEmpty {
                    others.append(range)
                }
            case .number(let number):
                if anchors.isEmpty {
                    others.append(number.range)
                } else {
                    anchors[anchors.count - 1].numbers.append(number)
                }
            case .other(let range): if isSaying(range) { others.append(range) }
            }
        }
        // Who says a name twice says its numbers once.
        for (index, anchor) in anchors.enumerated() where anchor.numbers.isEmpty {
            let again = anchors.last { $0.name == anchor.name && !$0.numbers.isEmpty }
            if let again { anchors[index].numbers = again.numbers }
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
        let byRoad = roads.map(\.place)
        for anchor in anchors {
            for (place, use) in shelf.register.places(named: anchor.name)
            where shelf.register.kinds[Int(place)] != .road {
                var start = Candidate(place: place, score: 3)
                start.reasons.append((reason(use, anchor), anchor.range))
                if byRoad.contains(place) { start.score += 2 }
                descend(from: start, anchor.numbers)
            }
        }
        let named = candidates.map(\.place)
        for (start, rest) in starts where !named.contains(start.place) { descend(from: start, rest) }
        if candidates.isEmpty { wholeRoads() }
        for index in candidates.indices { judge(&candidates[index], roads: roads) }
    }

    /// The places with the number that stands behind a road's name.
    private func roadStarts() -> [(start: Candidate, rest: [AddressReading.Number])] {
        anchors.flatMap { anchor -> [(start: Candidate, rest: [AddressReading.Number])] in
            guard let first = anchor.numbers.first, first.suffix == .number || first.suffix == .none,
                let use = shelf.register.places(named: anchor.name).first(where: {
                    shelf.register.kinds[Int($0.place)] == .road
                })?.use
            else { return [] }
            let later = anchors.first { $0.range.lowerBound > anchor.range.lowerBound && !$0.isMistaken }
            let behind = Array(anchor.numbers.dropFirst()) + (later?.numbers ?? [])
            let whole = first.parts.first.map { $0.lowerBound..<(first.parts.last ?? $0).upperBound } ?? first.range
            func starts(_ number: Range<Int>, _ rest: [AddressReading.Number]) -> [(Candidate, [AddressReading.Number])]
            {
                shelf.register.places(atRoad: anchor.name, number: AddressRegister.number(form.scalars[number])).map {
                    let reasons = [(reason(use, anchor), anchor.range), (Reason.number, number)]
                    // The number itself before what lies there, where nothing else is said.
                    let score = shelf.register.kinds[Int($0)] == .number ? 7 : 6
                    return (Candidate(place: $0, score: score, depth: 1, reasons: reasons), rest)
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

    /// A road without a number, where nothing narrower is said.
    private mutating func wholeRoads() {
        for anchor in anchors where anchor.numbers.isEmpty {
            for (place, use) in shelf.register.places(named: anchor.name) {
                candidates.append(
                    Candidate(place: place, score: 3, isComplete: true, reasons: [(reason(use, anchor), anchor.range)]))
            }
        }
    }

    private func reason(_ use: NameUse, _ anchor: Anchor) -> Reason {
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
        // A floor that is no record of its own is said by the room's number as well.
        if step.suffix == .floor, !rest.isEmpty { return ends(at, rest) }
        var stuck = at
        stuck.rest = Array(steps)
        return found + [stuck]
    }

    /// The kinds of places that a number with a suffix may be, below a place.
    static func kinds(_ suffix: AddressReading.Suffix, below kind: AddressKind) -> [AddressKind] {
        switch suffix {
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

    // MARK: - Judging

    private func judge(_ candidate: inout Candidate, roads: [Candidate]) {
        for mention in mentions {
            // A name may be a road's or an estate's as well.
            let isOwn = candidate.reasons.contains { $0.1 == mention.range }
            let inside = mention.divisions.compactMap { named in
                shelf.register.lies(candidate.place, in: named.division).map { max(named.use.rawValue, $0.rawValue) }
            }
            if let best = inside.min() {
                candidate.score += 2
                candidate.reasons.append((best == NameUse.standard.rawValue ? .division : .former, mention.range))
            } else if !isOwn {
                candidate.score -= 6
                candidate.reasons.append((.disagrees, mention.range))
            }
        }
        for anchor in anchors where !candidate.reasons.contains(where: { $0.1 == anchor.range }) {
            guard !anchor.isMistaken else { continue }
            // The text names another road or estate as well: fine where it leads to the same place, else it is unused.
            let isHere = shelf.register.places(named: anchor.name).contains { isAbove($0.place, candidate.place) }
            let isAddress = roads.contains { isAbove($0.place, candidate.place) && $0.reasons.first?.1 == anchor.range }
            if isHere || isAddress {
                candidate.score += 1
            } else if mentions.contains(where: { $0.range == anchor.range }) {
                continue
            } else {
                candidate.score -= 1
                candidate.reasons.append((.unknown, anchor.range))
                // The numbers of another estate are not this one's.
                let isRoad = shelf.register.places(named: anchor.name).contains {
                    shelf.register.kinds[Int($0.place)] == .road
                }
                if !anchor.numbers.isEmpty, !isRoad { candidate.isComplete = false }
            }
        }
        for range in others where !candidate.reasons.contains(where: { $0.1.overlaps(range) }) {
            candidate.reasons.append((.unused, range))
        }
    }

    private func isAbove(_ place: Int32, _ other: Int32) -> Bool {
        var at = other
        while at >= 0 {
            if at == place { return true }
            at = shelf.register.parents[Int(at)]
        }
        return false
    }

    /// Whether a run of characters says something: more than punctuation.
    private func isSaying(_ range: Range<Int>) -> Bool {
        form.scalars[range].contains { $0 >= 0x3400 && $0 < 0xFF00 || $0 < 0x80 && ($0 | 0x20) &- 0x61 < 26 }
    }
}

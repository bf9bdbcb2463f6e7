extension CompletionSearch {
    /// A place on the way down, and what of it was typed.
    private struct Step {
        var place: Int32
        var use: NameUse
        var marks: [Mark]
    }

    private static let widest = 64
    private static let numbered: [AddressKind] = [.number, .building, .unit, .floor, .room]

    /// Goes down from the places of a name by the numbers behind it.
    mutating func descend(_ name: NameHit, _ numbers: TypedNumbers, _ scope: Scope) {
        let number = index.number(of: name.hit.name), marks = scope.marks + [.name(number, name.hit.range)]
        let starts = index.places(named: name.hit.name).filter { contains(scope, $0.place) }.prefix(Self.widest)
            .map { Step(place: $0.place, use: $0.use, marks: marks) }
        for way in numbers.ways {
            var steps = starts, isOpen = false
            for (depth, part) in way.enumerated() where !steps.isEmpty {
                if part.isOpen {
                    list(steps, part, of: name, number)
                    isOpen = true
                } else {
                    let next = self.next(steps, part, road: number, scope)
                    // A floor that is no record of its own is said by the room's number as well.
                    if next.isEmpty, part.suffix == .floor, depth + 1 < way.count { continue }
                    steps = next
                }
            }
            if !isOpen { finish(steps, numbers.end, name, number, scope) }
        }
    }

    /// The places below by a number that is typed to its end.
    private func next(_ steps: [Step], _ part: TypedNumbers.Part, road: Int32, _ scope: Scope) -> [Step] {
        let scalars = text.scalars(part.number), hash = AddressRegister.number(scalars[...]), register = register
        var next: [Step] = [], seen = Set<Int32>()
        func take(_ place: Int32, from step: Step) {
            guard next.count < Self.widest, contains(scope, place), seen.insert(place).inserted else { return }
            let numbered = register.kinds[Int(place)] < .number ? register.parents[Int(place)] : place
            let mark = Mark.number(numbered, part.end - part.number.lowerBound)
            next.append(Step(place: place, use: step.use, marks: step.marks + [mark]))
        }
        for step in steps {
            let kind = register.kinds[Int(step.place)]
            if kind == .road, part.suffix != .lane {
                for place in register.places(atRoad: road, number: hash) { take(place, from: step) }
            }
            for below in AddressSearch.kinds(part.suffix, below: kind) {
                for (place, _) in register.places(below: step.place, below, hash) { take(place, from: step) }
            }
        }
        return next
    }

    /// All numbers are typed: the places themselves, or the name that follows them.
    private mutating func finish(
        _ steps: [Step], _ end: Int, _ name: NameHit, _ number: Int32, _ scope: Scope
    ) {
        guard let first = steps.first else { return }
        guard end == text.count else {
            var inside = scope
            inside.above = Set(steps.map(\.place))
            inside.marks = first.marks
            inside.distance = max(scope.distance, name.hit.isPrefix && name.hit.isWhole ? 0 : 1)
            let before = found.count
            read(from: end, inside)
            guard found.count == before else { return }
            // The library may not know what lies at the number.
            inside.above = scope.above
            inside.marks = scope.marks
            inside.distance = 2
            read(from: end, inside)
            return
        }
        for step in steps {
            add(
                Found(
                    place: step.place, rank: placed(name.rank, step.place, step.use),
                    order: order(step.place, level: register.kinds[Int(step.place)] < .number ? 1 : 0),
                    marks: step.marks, use: step.use, name: number, isWhole: true))
        }
    }

    // MARK: - Lists

    /// The places below whose numbers begin with what is typed, the shallow before the deep, in the order of their numbers.
    private mutating func list(_ steps: [Step], _ part: TypedNumbers.Part, of name: NameHit, _ number: Int32) {
        let said = text.scalars(part.number).map { UInt8(truncatingIfNeeded: $0) }
        let bytes = NumberTexts.bytes(String(decoding: said, as: UTF8.self))
        let ranks = index.tree.ranks(beginning: bytes)
        guard !ranks.isEmpty else { return }
        for step in steps {
            func found(_ place: Int32, at numbered: Int32, level: UInt64) -> Found {
                let own = NumberTexts.bytes(register.numbers.text(register.labels[Int(place)]))
                return Found(
                    place: place, rank: placed(name.rank, place, step.use), order: order(place, level: level),
                    marks: step.marks + [.number(numbered, part.number.count)], use: step.use, name: number,
                    isWhole: register.kinds[Int(place)] >= .number && NumberTexts.order(own, bytes) == 0)
            }
            for place in below(step.place, ranks, isDeep: true) {
                add(found(place.place, at: place.place, level: place.level))
            }
            guard register.kinds[Int(step.place)] == .road else { continue }
            for (rank, place) in index.places(atRoad: number, in: ranks)
            where register.towns[Int(place)] == register.towns[Int(step.place)] {
                var one = found(place, at: register.parents[Int(place)], level: UInt64(AddressKind.number.rawValue))
                one.order = order(
                    place, level: UInt64(AddressKind.number.rawValue), rank: index.tree.rank(number: rank))
                add(one)
            }
        }
    }

    /// Fills up with what lies below the places that were typed whole.
    mutating func addBelow() {
        let all: [Range<Int32>] = index.tree.ranks(beginning: [])
        for one in found where one.isWhole && found.count < limit {
            let isRoad = register.kinds[Int(one.place)] == .road
            let pieces =
                isRoad
                ? register.places(named: one.name).map(\.place).filter {
                    register.towns[Int($0)] == register.towns[Int(one.place)]
                } : [one.place]
            for piece in pieces.prefix(Self.widest) {
                let named = index.tree.below(piece).prefix(limit).filter { register.kinds[Int($0)] < .number }
                for place in named.map({ (place: $0, level: UInt64(0)) }) + below(piece, all, isDeep: false) {
                    add(
                        Found(
                            place: place.place, rank: below(placed(one.rank, place.place, one.use)),
                            order: order(place.place, level: place.level), marks: one.marks, use: one.use,
                            name: one.name, isWhole: false))
                }
            }
        }
    }

    /// The numbered places below one, and, where deep, the rooms of its units and floors as well.
    private func below(_ place: Int32, _ ranks: [Range<Int32>], isDeep: Bool) -> [(place: Int32, level: UInt64)] {
        var list: [(place: Int32, level: UInt64)] = []
        for kind in Self.numbered where list.count < limit {
            list += index.tree.below(place, kind, in: ranks, limit: limit).map { ($0, UInt64(kind.rawValue)) }
        }
        guard isDeep, list.count < limit else { return list }
        var inner = [place]
        for _ in 0..<2 {
            inner = inner.flatMap { place in
                index.tree.below(place).filter { [.unit, .floor].contains(register.kinds[Int($0)]) }
            }
            for place in inner {
                list += index.tree.below(place, .room, in: ranks, limit: limit).map { ($0, 8) }
            }
        }
        return list
    }

    private func order(_ place: Int32, level: UInt64) -> UInt64 {
        let isNumbered = register.kinds[Int(place)] >= .number
        return order(place, level: level, rank: isNumbered ? index.tree.rank(place) : 0)
    }

    private func order(_ place: Int32, level: UInt64, rank: Int32) -> UInt64 {
        // The number itself comes before what lies at it.
        level << 56 | UInt64(UInt32(bitPattern: rank)) << 24 | (register.kinds[Int(place)] < .number ? 1 : 0)
    }
}

import AddressText

extension AddressSearch {
    /// Weighs what the text says besides the names and numbers that led to a candidate.
    func judge(_ candidate: inout Candidate, roads: [Candidate]) {
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
            let here = shelf.register.places(named: anchor.name).filter { isAbove($0.place, candidate.place) }
            let isAddress = roads.contains {
                isAbove($0.place, candidate.place) && $0.reasons.first?.1 == anchor.range
            }
            if !here.isEmpty || isAddress {
                candidate.score += 1
                if let use = here.map(\.use.rawValue).min().flatMap(NameUse.init), use != .standard {
                    candidate.reasons.append((reason(use, anchor), anchor.range))
                }
            } else if mentions.contains(where: { $0.range == anchor.range }) {
                continue
            } else {
                // What lies at a number is narrower than the number.
                let isBelow = shelf.register.places(named: anchor.name).contains { isAbove(candidate.place, $0.place) }
                candidate.score -= isBelow ? 2 : 1
                candidate.reasons.append((.unknown, anchor.range))
                // The numbers of another estate are not this one's.
                let isRoad = shelf.register.places(named: anchor.name).contains {
                    shelf.register.kinds[Int($0.place)] == .road
                }
                if !anchor.numbers.isEmpty, !isRoad { candidate.isComplete = false }
            }
        }
        if candidate.isComplete { account(for: &candidate, roads) }
        candidate.reasons += strangers.map { (.disagrees, $0) }
        candidate.reasons += near.map { (.near, $0) }
        for range in others where !candidate.reasons.contains(where: { $0.1.overlaps(range) }) {
            candidate.reasons.append((.unused, range))
        }
    }

    /// Whether a place is another or lies above it.
    func isAbove(_ place: Int32, _ other: Int32) -> Bool {
        var at = other
        while at >= 0 {
            if at == place { return true }
            at = shelf.register.parents[Int(at)]
        }
        return false
    }

    /// Asks of each number that did not lead to a candidate what else it says: nothing new, or something against it.
    private func account(for candidate: inout Candidate, _ roads: [Candidate]) {
        var led = candidate.reasons.filter { $0.0 == .number }.map(\.1)
        // The number of a road that leads to the same place.
        for road in roads where isAbove(road.place, candidate.place) {
            led.insert(contentsOf: road.reasons.dropFirst().map(\.1), at: 0)
        }
        var anchor = -1
        for piece in pieces {
            if anchors.indices.contains(anchor + 1), anchors[anchor + 1].range == piece.range { anchor += 1 }
            guard case .number(let number) = piece, !led.contains(where: { $0.overlaps(number.range) }) else {
                continue
            }
            if anchor < 0 {
                // Before the name may stand the number of something unknown, but not a room of it.
                if number.isInside { candidate.reasons.append((.disagrees, number.range)) }
            } else if number.suffix == .floor, isFloor(number, ofRoomIn: led) {
                continue
            } else if !isSaid(number, in: led), leads(anchors[anchor], to: candidate) {
                candidate.reasons.append((number.suffix == .floor ? .unused : .disagrees, number.range))
            }
        }
    }

    /// Whether a number only says once more what led to a candidate.
    private func isSaid(_ number: AddressReading.Number, in led: [Range<Int>]) -> Bool {
        let known = led.map { AddressRegister.number(digits($0)) }
        return number.parts.allSatisfy { known.contains(AddressRegister.number(form.scalars[$0])) }
    }

    /// Whether a room that led to a candidate begins with the floor: 2楼201室.
    private func isFloor(_ number: AddressReading.Number, ofRoomIn led: [Range<Int>]) -> Bool {
        guard let part = number.parts.first, let room = led.last.map(digits), room.count > part.count else {
            return false
        }
        return room.starts(with: form.scalars[part])
    }

    private func digits(_ range: Range<Int>) -> ArraySlice<UInt32> { form.scalars[range].prefix { $0 < 0x80 } }

    /// Whether a name is one of those that a candidate lies in or at.
    private func leads(_ anchor: Anchor, to candidate: Candidate) -> Bool {
        !anchor.isMistaken && shelf.register.places(named: anchor.name).contains { isAbove($0.place, candidate.place) }
    }
}

import AddressText

extension AddressSearch {
    private static let candidatesShown = 5

    /// The best place and how sure it is.
    func decide() -> AddressResolution {
        if let elsewhere = mentions.first(where: {
            $0.divisions.allSatisfy { shelf.register.divisions[$0.division].isElsewhere }
        }),
            !candidates.contains(where: { $0.isComplete && !$0.has(.disagrees) })
        {
            return answer(.none, [(.elsewhere, elsewhere.range)])
        }
        let known = candidates.filter { $0.isComplete && shelf.register.id(Int($0.place)) != nil }
        let fitting = known.filter { !$0.has(.disagrees) }
        guard !fitting.isEmpty else { return undecided(known) }
        let best = bestOf(fitting)
        guard best.count == 1, let one = best.first else {
            var several = answer(.c, [(.several, 0..<form.scalars.count)])
            several.candidates = shown(best)
            return several
        }
        let second = fitting.filter { shelf.register.current(Int($0.place)) != shelf.register.current(Int(one.place)) }
            .map(\.score).max()
        var found = answer(band(one), one.reasons)
        found.gap = one.score - (second ?? 0)
        guard found.band != .c else {
            found.candidates = shown(fitting)
            return found
        }
        (found.matched, found.current) = (Int(one.place), shelf.register.current(Int(one.place)))
        return found
    }

    /// The best by points, one of those that are the same place today.
    private func bestOf(_ fitting: [Candidate]) -> [Candidate] {
        let most = fitting.map(\.score).max() ?? 0
        var seen = Set<Int>()
        return fitting.filter { $0.score == most && seen.insert(shelf.register.current(Int($0.place))).inserted }
    }

    private func band(_ one: Candidate) -> MatchBand {
        // What lies opposite or beside it is another place.
        if one.has(.near) { return .c }
        if one.has(.mistake) {
            // One wrong character is safe where a number or a division says the same.
            return one.depth > 0 || one.has(.division) ? .b : .c
        }
        // A short other name in the middle of other words may be somebody's: 芒种 is an estate and a shop.
        if one.depth == 0, one.has(.alias), one.has(.unused) || one.has(.unknown) { return .c }
        return one.isExact ? .a : .b
    }

    /// Nothing that fits: what the text speaks against is offered, what is unknown is said to be unknown.
    private func undecided(_ known: [Candidate]) -> AddressResolution {
        if !known.isEmpty {
            var against = answer(.c, known.max { $0.score < $1.score }?.reasons ?? [])
            against.candidates = shown(known)
            return against
        }
        let fitting = candidates.filter { !$0.has(.disagrees) && !$0.has(.mistake) }
        let deepest = fitting.max { $0.score < $1.score }
        var unknown = answer(.none, deepest?.reasons ?? [(.unknown, 0..<form.scalars.count)])
        unknown.within = deepest.map { Int($0.place) }
        let isAlone = Set(fitting.filter { $0.score == deepest?.score }.map(\.place)).count == 1
        if isAlone, let deepest {
            unknown.namesWithin = deepest.isComplete && !deepest.has(.near)
            unknown.missing = missing(below: deepest)
        }
        return unknown
    }

    /// What follows the last number that is known, where nothing stands between: else it may belong to something unknown.
    private func missing(below known: Candidate) -> [AddressResolution.Missing] {
        guard !known.rest.isEmpty, !known.has(.unknown), let first = known.rest.first?.range.lowerBound,
            let last = known.rest.last?.range.upperBound
        else { return [] }
        let led = known.reasons.filter { [.name, .alias, .former, .number].contains($0.0) }.map(\.1)
        // A name may stand behind its numbers: 9幢999室玉兰商务楼.
        let end = led.map(\.upperBound).filter { $0 <= first }.max() ?? first
        guard led.allSatisfy({ $0.upperBound <= first || last <= $0.lowerBound }),
            !others.contains(where: { $0.lowerBound >= end && $0.upperBound <= last && !isNumber($0) })
        else { return [] }
        var missing: [AddressResolution.Missing] = [], kind = shelf.register.kind(Int(known.place))
        for (index, step) in known.rest.enumerated() {
            let isLast = index == known.rest.count - 1
            let kinds = Self.kinds(step.suffix, below: kind).filter { !isLast || step.suffix != .none || $0 != .unit }
            guard let next = kinds.first, !isLast || kind == .estate || kind == .landmark || next != .building else {
                return []
            }
            let digits = form.scalars[step.range].prefix { $0 < 0x80 }.drop { $0 == 0x30 }
            guard !digits.isEmpty else { return [] }
            let text = digits.compactMap { Unicode.Scalar($0) }.map { Character($0) }
            missing.append(.init(kind: next, number: String(text).uppercased()))
            kind = next
        }
        return missing
    }

    /// Whether a piece is a number that stands before any name.
    private func isNumber(_ range: Range<Int>) -> Bool { form.scalars[range].first.map { $0 < 0x80 } ?? false }

    private func shown(_ candidates: [Candidate]) -> [Int] {
        var seen = Set<Int>()
        let ranked = candidates.sorted { ($0.score, $1.place) > ($1.score, $0.place) }
        return Array(ranked.map { Int($0.place) }.filter { seen.insert($0).inserted }.prefix(Self.candidatesShown))
    }

    /// The divisions of the library that the text names, each once.
    private var named: [Int] {
        var seen = Set<Int>()
        return mentions.flatMap { $0.divisions.map(\.division) }.filter {
            !shelf.register.divisions[$0].isElsewhere && seen.insert($0).inserted
        }
    }

    private func answer(_ band: MatchBand, _ reasons: [(Reason, Range<Int>)]) -> AddressResolution {
        AddressResolution(
            band: band, divisions: named,
            evidence: reasons.compactMap { reason, range in
                guard let first = range.first, let last = range.last, form.scalars.indices.contains(last) else {
                    return nil
                }
                return .init(reason: reason, start: Int(form.starts[first]), end: Int(form.ends[last]))
            })
    }
}

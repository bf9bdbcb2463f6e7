import AddressText

/// What speaks for and against two texts meaning the same place, as a row of numbers.
struct PairFeatures {
    private(set) var row: [Float] = []
    /// Where those numbers stand that are compared among the candidates of one query.
    private(set) var cores: [Int] = []
    private let query: ComparedText
    private let candidate: ComparedText
    private let rarity: TokenRarity
    private let alignment: Alignment

    init(_ query: ComparedText, _ candidate: ComparedText, _ rarity: TokenRarity) {
        (self.query, self.candidate, self.rarity) = (query, candidate, rarity)
        alignment = Alignment(query, candidate)
        row.reserveCapacity(256)
        addStrings()
        addPairs()
        addNumbers()
        addCoverage()
        for group in FieldGroup.allCases { addFields(group) }
        addNames()
        addPlace()
        addSigns()
    }

    private mutating func add(_ value: Float) { row.append(value) }

    private mutating func addCore(_ value: Float) {
        cores.append(row.count)
        row.append(value)
    }

    private static func share(_ part: Int, _ whole: Int) -> Float { Float(part) / Float(max(1, whole)) }

    private mutating func addStrings() {
        let counts = (query.tokens.count, candidate.tokens.count)
        add(Float(counts.0))
        add(Float(counts.1))
        add(Self.share(counts.0 - counts.1, counts.0 + counts.1))
        addCore(1 - Self.share(alignment.edits, max(counts.0, counts.1)))
        addCore(Self.share(alignment.inOrder, counts.0))
        addCore(Self.share(alignment.inOrder, counts.1))
        add(Float(alignment.longest))
        add(Self.share(alignment.longest, counts.0))
        add(Self.share(alignment.longest, counts.1))
        add(Self.share(alignment.first.count { $0 > 1 }, counts.0))
        add(Self.share(alignment.second.count { $0 > 1 }, counts.1))
        add(Self.share(alignment.first.count { $0 > 2 }, counts.0))
        add(Self.share(alignment.second.count { $0 > 2 }, counts.1))
        add(Self.share(alignment.first.count { $0 > 0 }, counts.0))
        add(Self.share(alignment.second.count { $0 > 0 }, counts.1))
        add(Float(zip(query.tokens, candidate.tokens).prefix { $0.code == $1.code }.count))
        add(Float(zip(query.tokens.reversed(), candidate.tokens.reversed()).prefix { $0.code == $1.code }.count))
    }

    // MARK: - Rarity

    private mutating func addPairs() {
        let one = Self.pairs(query), two = Self.pairs(candidate), held = Set(two)
        var common: Float = 0, all: (Float, Float) = (0, 0), number = 0, rarest: Float = 0
        for pair in one {
            let weight = rarity.weight(pair.first, pair.second)
            all.0 += weight
            guard held.contains(pair) else { continue }
            common += weight
            number += 1
            rarest = max(rarest, weight)
        }
        for pair in two { all.1 += rarity.weight(pair.first, pair.second) }
        addCore(common / max(1, all.0))
        addCore(common / max(1, all.1))
        addCore(2 * common / max(1, all.0 + all.1))
        add(common)
        add(rarest)
        addCore(Self.share(number, one.count))
        add(Self.share(number, two.count))
        add(Self.share(2 * number, one.count + two.count))
        addCore(weighed(query, alignment.first) { _, run in run > 1 })
        addCore(weighed(candidate, alignment.second) { _, run in run > 1 })
        add(lacking(query, alignment.first))
        add(lacking(candidate, alignment.second))
    }

    private struct TokenPair: Hashable { var first: UInt32, second: UInt32 }

    /// Each pair of neighbours once, in the order of the text: a sum over a set's own order is rounded differently from one set to
    /// the next.
    private static func pairs(_ text: ComparedText) -> [TokenPair] {
        var seen: Set<TokenPair> = []
        return zip(text.tokens, text.tokens.dropFirst())
            .map { TokenPair(first: $0.code, second: $1.code) }.filter { seen.insert($0).inserted }
    }

    /// The share of a text's weight in tokens of a kind.
    private func weighed(
        _ text: ComparedText, _ runs: [Int], _ isCounted: (ComparedText.Token, Int) -> Bool
    ) -> Float {
        var part: Float = 0, all: Float = 0
        for (token, run) in zip(text.tokens, runs) {
            let weight = rarity.weight(token.code)
            all += weight
            if isCounted(token, run) { part += weight }
        }
        return part / max(1, all)
    }

    /// The weight of the rarest token that the other text lacks, numbers left out.
    private func lacking(_ text: ComparedText, _ runs: [Int]) -> Float {
        zip(text.tokens, runs).reduce(0) { $1.1 == 0 && !$1.0.isNumber ? max($0, rarity.weight($1.0.code)) : $0 }
    }

    // MARK: - Numbers

    private mutating func addNumbers() {
        let one = query.tokens.filter(\.isNumber).map(\.code), two = candidate.tokens.filter(\.isNumber).map(\.code)
        let common = Set(one).intersection(two)
        add(Float(one.count))
        add(Float(two.count))
        add(Float(common.count))
        addCore(Self.share(one.count { common.contains($0) }, one.count))
        add(Self.share(two.count { common.contains($0) }, two.count))
        add(one.first.map { two.contains($0) ? 1 : 0 } ?? -1)
        add(one.first.flatMap { first in two.first.map { $0 == first ? 1 : 0 } } ?? -1)
        add(one.last.map { two.contains($0) ? 1 : 0 } ?? -1)
    }

    // MARK: - Fields

    /// How much of each field group the other text holds anywhere, by weight; -1 where there is no such field.
    private mutating func addCoverage() {
        for group in FieldGroup.allCases {
            add(coverage(query, alignment.first, group))
            add(coverage(candidate, alignment.second, group))
        }
    }

    private func coverage(_ text: ComparedText, _ runs: [Int], _ group: FieldGroup) -> Float {
        var part: Float = 0, all: Float = 0
        for field in text.fields where FieldGroup(field.label) == group {
            for place in field.range where place < runs.count {
                let weight = rarity.weight(text.tokens[place].code)
                all += weight
                if runs[place] > 1 || runs[place] == 1 && text.tokens[place].isNumber { part += weight }
            }
        }
        return all == 0 ? -1 : part / all
    }

    /// Who names it, whether any two of both sides agree, and how far the best two go together.
    private mutating func addFields(_ group: FieldGroup) {
        let one = query.fields.filter { FieldGroup($0.label) == group }
        let two = candidate.fields.filter { FieldGroup($0.label) == group }
        guard !one.isEmpty, !two.isEmpty else {
            add(one.isEmpty ? (two.isEmpty ? 0 : 2) : 1)
            add(-1)
            add(-1)
            if group == .road || group == .estate { cores.append(row.count - 2) }
            if group.isNumbered { add(-1) }
            return
        }
        var best: (Float, Float) = (-1, -1), nearest: Float = 1_000
        for first in one {
            for second in two {
                let likeness = self.likeness(first.range, second.range)
                if max(likeness.0, best.0) > best.0 || likeness.0 == best.0 && likeness.1 > best.1 { best = likeness }
                nearest = min(nearest, distance(first.range, second.range))
            }
        }
        add(best.0 == 1 ? 3 : best.1 == 1 ? 4 : best.0 > 0 ? 5 : 6)
        add(best.0)
        add(best.1)
        if group == .road || group == .estate { cores.append(row.count - 2) }
        if group.isNumbered { add(nearest) }
    }

    /// Names of estates, villages and roads against each other, whatever label they got, and against the whole other text.
    private mutating func addNames() {
        let one = query.fields.filter { Self.isName($0) }, two = candidate.fields.filter { Self.isName($0) }
        var best: (Float, Float) = (-1, -1)
        for first in one {
            for second in two {
                let likeness = self.likeness(first.range, second.range)
                if likeness.0 > best.0 { best = likeness }
            }
        }
        addCore(best.0)
        add(best.1)
        func isEstate(_ field: ComparedText.Field) -> Bool { FieldGroup(field.label) == .estate }
        for names in [one, one.filter(isEstate)] {
            let found = names.map { likeness($0.range, candidate.tokens.indices).1 }
            addCore(found.max() ?? -1)
            add(found.min() ?? -1)
        }
        for names in [two, two.filter(isEstate)] {
            let found = names.map { likeness(query.tokens.indices, $0.range).1 }
            add(found.max() ?? -1)
            add(found.min() ?? -1)
        }
        add(two.last.map { likeness(query.tokens.indices, $0.range).1 } ?? -1)
        add(one.last.map { likeness($0.range, candidate.tokens.indices).1 } ?? -1)
    }

    private static func isName(_ field: ComparedText.Field) -> Bool {
        switch FieldGroup(field.label) {
        case .town, .community, .road, .estate, .subestate, .person: true
        default: false
        }
    }

    /// The weight of the tokens in the same order, against all of both and against the shorter.
    private func likeness(_ first: Range<Int>, _ second: Range<Int>) -> (Float, Float) {
        var best = Array(repeating: Float(0), count: second.count + 1), all: (Float, Float) = (0, 0)
        for place in second { all.1 += weight(candidate.tokens[place]) }
        for place in first {
            let token = query.tokens[place], weight = self.weight(token)
            var diagonal: Float = 0
            all.0 += weight
            for (column, other) in second.enumerated() {
                let old = best[column + 1]
                best[column + 1] =
                    candidate.tokens[other].code == token.code ? diagonal + weight : max(old, best[column])
                diagonal = old
            }
        }
        let common = best.last ?? 0
        return (2 * common / max(0.1, all.0 + all.1), common / max(0.1, min(all.0, all.1)))
    }

    // The word behind a number says little: 号, 栋, 室.
    private func weight(_ token: ComparedText.Token) -> Float {
        token.isNumber ? 8 : rarity.weight(token.code)
    }

    /// How far the nearest two numbers are apart.
    private func distance(_ first: Range<Int>, _ second: Range<Int>) -> Float {
        var nearest: Float = 1_000
        for one in first where query.tokens[one].value >= 0 {
            for two in second where candidate.tokens[two].value >= 0 {
                nearest = min(nearest, Float(abs(query.tokens[one].value - candidate.tokens[two].value)))
            }
        }
        return nearest
    }

    // MARK: - Where in the country

    private mutating func addPlace() {
        let common = DivisionReach.common(query.counties, candidate.counties)
        add(query.counties.isEmpty || candidate.counties.isEmpty ? -1 : common.isEmpty ? 0 : 1)
        add(Float(query.counties.reduce(0) { $0 + $1.count }))
        add(Float(candidate.counties.reduce(0) { $0 + $1.count }))
        add(Float(common.reduce(0) { $0 + $1.count }))
        add(query.isTorn ? 1 : 0)
        add(candidate.isTorn ? 1 : 0)
    }

    // MARK: - Signs

    private mutating func addSigns() {
        add(Float(candidate.marks))
        add(Float(query.marks))
        for sign in Self.signs {
            add(Float(query.tokens.count { sign.contains($0.code) }))
            add(Float(candidate.tokens.count { sign.contains($0.code) }))
        }
        for text in [query, candidate] {
            let groups = text.fields.compactMap { FieldGroup($0.label)?.rawValue }
            add(Float(groups.last ?? -1))
            add(Float(groups.first ?? -1))
            add(Float(groups.count))
            add(Float(groups.count { $0 == FieldGroup.road.rawValue }))
            add(Float(groups.count { $0 == FieldGroup.estate.rawValue }))
        }
        add(endingRun)
    }

    /// How many tokens at the end of the candidate the query lacks.
    private var endingRun: Float { Float(alignment.second.reversed().prefix { $0 == 0 }.count) }

    private static let signs: [Set<UInt32>] = [
        "门", "交叉", "附近旁边内侧对面", "东西南北", "米", "店", "公司", "站", "宿舍", "期区", "号", "栋座", "室", "层", "村", "组", "小区苑园",
        "大厦广场", "学校院",
    ].map { Set($0.unicodeScalars.map(\.value)) }
}

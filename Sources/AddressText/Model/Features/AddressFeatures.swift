/// Finds the features of an address: groups of tokens, the suffixes around each, numbers, names and what was said before.
struct AddressFeatures {
    /// The nearest suffix before a token and from it on, and how far it is.
    private var before: [UInt32] = []
    private var after: [UInt32] = []
    /// Which kinds of suffix stand before a token, as bits.
    private var seen: [UInt32] = []
    /// The place of a number in a chain like 12-3-1001, and the chain's length; 0 outside.
    private var chain: [UInt32] = []

    /// Calls the visitor with every feature.
    @inline(__always)
    mutating func find(
        _ tokens: borrowing AddressTokens, _ pieces: borrowing AddressPieces, _ visitor: inout some FeatureVisitor
    ) {
        scanSuffixes(tokens)
        scanChains(tokens)
        for index in 0..<tokens.count {
            groups(tokens, index, &visitor)
            surroundings(tokens, index, &visitor)
            numbers(tokens, index, &visitor)
            names(tokens, pieces, index, &visitor)
        }
    }

    // MARK: - Groups

    @inline(__always)
    private func groups(_ tokens: borrowing AddressTokens, _ index: Int, _ visitor: inout some FeatureVisitor) {
        let count = tokens.count, here = tokens.codes[index]
        var key = FeatureKey.add(FeatureKey.start(0), here)
        visitor.visit(FeatureKey.end(key), FeatureWindow.one, at: index)
        if here >= 0x11_0000 {
            visitor.visit(
                FeatureKey.end(FeatureKey.add(FeatureKey.start(1), tokens.exact[index])), FeatureWindow.exact, at: index
            )
        }
        guard index + 1 < count else { return }
        key = FeatureKey.add(key, tokens.codes[index + 1])
        visitor.visit(FeatureKey.end(key), FeatureWindow.two, at: index)
        guard index + 2 < count else { return }
        key = FeatureKey.add(key, tokens.codes[index + 2])
        visitor.visit(FeatureKey.end(key), FeatureWindow.three, at: index)
        let around = FeatureKey.add(FeatureKey.add(FeatureKey.start(2), here), tokens.codes[index + 2])
        visitor.visit(FeatureKey.end(around), FeatureWindow.around, at: index)
    }

    // MARK: - What stands around

    @inline(__always)
    private func single(
        _ template: UInt64, _ index: Int, _ visitor: inout some FeatureVisitor, _ first: UInt32, _ second: UInt32 = 0,
        _ third: UInt32 = 0, window: Int = FeatureWindow.single
    ) {
        var key = FeatureKey.add(FeatureKey.start(template), first)
        key = FeatureKey.add(FeatureKey.add(key, second), third)
        visitor.visit(FeatureKey.end(key), window, at: index)
    }

    @inline(__always)
    private func surroundings(_ tokens: borrowing AddressTokens, _ index: Int, _ visitor: inout some FeatureVisitor) {
        let here = tokens.codes[index], next = after[index], last = before[index]
        let far = UInt32(min(index, 6)), left = UInt32(min(tokens.count - 1 - index, 6))
        single(10, index, &visitor, next)
        single(11, index, &visitor, last)
        single(12, index, &visitor, here, next & Self.code)
        single(13, index, &visitor, last & Self.code, next & Self.code)
        single(14, index, &visitor, here, last & Self.code)
        single(15, index, &visitor, far, left)
        single(16, index, &visitor, here, far)
        single(17, index, &visitor, here, left)
        single(18, index, &visitor, seen[index], next & Self.code)
        let parted: UInt32 = tokens.isParted[index] ? 1 : 0
        let partedNext: UInt32 = index + 1 < tokens.count && tokens.isParted[index + 1] ? 2 : 0
        if parted | partedNext != 0 { single(19, index, &visitor, parted | partedNext) }
    }

    // MARK: - Numbers

    @inline(__always)
    private func numbers(_ tokens: borrowing AddressTokens, _ index: Int, _ visitor: inout some FeatureVisitor) {
        let here = tokens.codes[index]
        guard here >= 0x11_0000 || here == AddressTokens.dash || here < 0x80 else { return }
        let next = index + 1 < tokens.count ? tokens.codes[index + 1] : 0
        let last = index > 0 ? tokens.codes[index - 1] : 0
        single(30, index, &visitor, here, next, seen[index])
        single(31, index, &visitor, here, last, next | chain[index] << 22)
        single(32, index, &visitor, chain[index], seen[index])
        single(33, index, &visitor, chain[index], before[index] & Self.code, here)
    }

    private mutating func scanChains(_ tokens: borrowing AddressTokens) {
        let count = tokens.count
        chain.removeAll(keepingCapacity: true)
        var index = 0
        while index < count {
            var end = index
            while end < count, Self.isLinked(tokens.codes[end]) { end += 1 }
            let numbers = UInt32(tokens.codes[index..<end].count { $0 != AddressTokens.dash })
            var passed: UInt32 = 0
            for place in index..<end {
                if tokens.codes[place] != AddressTokens.dash { passed += 1 }
                chain.append(min(passed, 6) << 4 | min(numbers, 6))
            }
            if end == index {
                chain.append(0)
                end += 1
            }
            index = end
        }
    }

    @inline(__always)
    private static func isLinked(_ code: UInt32) -> Bool {
        code >= 0x11_0000 || code == AddressTokens.dash || code &- 0x61 < 26
    }

    // MARK: - Names and repetitions

    @inline(__always)
    private func names(
        _ tokens: borrowing AddressTokens, _ pieces: borrowing AddressPieces, _ index: Int,
        _ visitor: inout some FeatureVisitor
    ) {
        if pieces.beginning[index] != 0 {
            single(40, index, &visitor, pieces.beginning[index], window: FeatureWindow.exact)
        }
        if pieces.ending[index] != 0 { single(41, index, &visitor, pieces.ending[index], window: FeatureWindow.exact) }
        if pieces.covering[index] != 0 {
            single(42, index, &visitor, pieces.covering[index], after[index] & Self.code)
        }
        if pieces.covering[index] != 0 {
            let levels = pieces.covering[index] & 0xFF
            single(44, index, &visitor, levels, UInt32(pieces.earlier[index]), UInt32(pieces.later[index]))
            single(45, index, &visitor, levels, UInt32(pieces.earlier[index]))
            single(46, index, &visitor, levels, UInt32(pieces.later[index]), pieces.returns[index] > 1 ? 1 : 0)
        }
        let repeated = pieces.repeats[index]
        if repeated > 1 || index > 0 && pieces.repeats[index - 1] > 1 {
            single(43, index, &visitor, UInt32(repeated), index > 0 ? UInt32(pieces.repeats[index - 1]) : 0)
        }
        let returning = pieces.returns[index], past = index > 0 ? pieces.returns[index - 1] : 0
        if returning > 1 || past > 1 { single(47, index, &visitor, UInt32(returning), UInt32(past)) }
    }

    // MARK: - Suffixes

    private static let code: UInt32 = 0x1F_FFFF

    private mutating func scanSuffixes(_ tokens: borrowing AddressTokens) {
        let count = tokens.count
        before.removeAll(keepingCapacity: true)
        seen.removeAll(keepingCapacity: true)
        var last: UInt32 = 0, distance: UInt32 = 0, bits: UInt32 = 0
        for index in 0..<count {
            before.append(last | min(distance, 7) << 21)
            seen.append(bits)
            distance += 1
            let bit = Suffixes.bit(tokens.codes[index])
            if bit != 0 {
                last = tokens.codes[index]
                distance = 0
                bits |= bit & Suffixes.remembered
            }
        }
        scanBack(tokens)
    }

    private mutating func scanBack(_ tokens: borrowing AddressTokens) {
        let count = tokens.count
        after.removeAll(keepingCapacity: true)
        after.append(contentsOf: repeatElement(0, count: count))
        var next: UInt32 = 0, distance: UInt32 = 0
        for index in stride(from: count - 1, through: 0, by: -1) {
            if Suffixes.bit(tokens.codes[index]) != 0 {
                next = tokens.codes[index]
                distance = 0
            }
            after[index] = next | min(distance, 7) << 21
            distance += 1
        }
    }
}

/// Characters that end a part, by kind.
enum Suffixes {
    /// Kinds that a number further on is read by: road, number of a house, building, unit.
    static let remembered: UInt32 = 0b1111_0000

    private static let table: [UInt8] = {
        let kinds: [(String, UInt8)] = [
            ("省市区县旗州盟", 1), ("镇乡村社组屯", 2), ("园苑城厦场店司厂院校馆里期东西南北", 4), ("道街路巷弄", 16),
            ("号", 32), ("幢栋座", 64), ("元", 128), ("楼层室", 8),
        ]
        var table = [UInt8](repeating: 0, count: 0x5200)
        for (text, bit) in kinds {
            for scalar in text.unicodeScalars { table[Int(scalar.value) - 0x4E00] = bit }
        }
        return table
    }()

    /// The kind of a character as a bit; 0 for one that ends nothing.
    @inline(__always)
    static func bit(_ code: UInt32) -> UInt32 {
        let place = Int(code) - 0x4E00
        return place >= 0 && place < table.count ? UInt32(table[place]) : 0
    }
}

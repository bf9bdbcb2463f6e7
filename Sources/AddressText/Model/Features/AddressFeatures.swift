/// Finds the features of an address: groups of tokens, the suffixes around each, numbers, names and what was said before.
struct AddressFeatures {
    private struct Around {
        /// The nearest suffix before a token and from it on, and how far it is.
        var before: UInt32 = 0
        var after: UInt32 = 0
        /// Which kinds of suffix stand before it, as bits.
        var seen: UInt32 = 0
        /// The place of a number in a chain like 12-3-1001, and the chain's length; 0 outside.
        var chain: UInt32 = 0
    }

    /// What stands around each token; behind the last one it is of texts before.
    private var around: [Around] = []

    /// Calls the visitor with every feature.
    @inline(__always)
    mutating func find(
        _ tokens: borrowing AddressTokens, _ pieces: borrowing AddressPieces, _ visitor: inout some FeatureVisitor
    ) {
        let count = tokens.count
        if around.count < count { around = Array(repeating: Around(), count: count) }
        // Over buffers, since an array would be asked at each write whether it is the only owner of its memory.
        tokens.all.withUnsafeBufferPointer { tokens in
            around.withUnsafeMutableBufferPointer { around in
                Self.scanSuffixes(tokens, around)
                Self.scanChains(tokens, around)
            }
        }
        for index in 0..<count {
            groups(tokens, index, &visitor)
            surroundings(tokens, index, &visitor)
            numbers(tokens, index, &visitor)
            names(tokens, pieces, index, &visitor)
        }
    }

    // MARK: - Groups

    @inline(__always)
    private func groups(_ tokens: borrowing AddressTokens, _ index: Int, _ visitor: inout some FeatureVisitor) {
        let count = tokens.count, here = tokens[index].code
        var key = FeatureKey.add(FeatureKey.start(0), here)
        visitor.visit(FeatureKey.end(key), FeatureWindow.one, at: index)
        if here >= 0x11_0000 {
            visitor.visit(
                FeatureKey.end(FeatureKey.add(FeatureKey.start(1), tokens[index].exact)), FeatureWindow.exact, at: index
            )
        }
        guard index + 1 < count else { return }
        key = FeatureKey.add(key, tokens[index + 1].code)
        visitor.visit(FeatureKey.end(key), FeatureWindow.two, at: index)
        guard index + 2 < count else { return }
        key = FeatureKey.add(key, tokens[index + 2].code)
        visitor.visit(FeatureKey.end(key), FeatureWindow.three, at: index)
        let around = FeatureKey.add(FeatureKey.add(FeatureKey.start(2), here), tokens[index + 2].code)
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
        let token = tokens[index], here = token.code, around = around[index], next = around.after, last = around.before
        let far = UInt32(min(index, 6)), left = UInt32(min(tokens.count - 1 - index, 6))
        single(10, index, &visitor, next)
        single(11, index, &visitor, last)
        single(12, index, &visitor, here, next & Self.code)
        single(13, index, &visitor, last & Self.code, next & Self.code)
        single(14, index, &visitor, here, last & Self.code)
        single(15, index, &visitor, far, left)
        single(16, index, &visitor, here, far)
        single(17, index, &visitor, here, left)
        single(18, index, &visitor, around.seen, next & Self.code)
        let parted: UInt32 = token.isParted ? 1 : 0
        let partedNext: UInt32 = index + 1 < tokens.count && tokens[index + 1].isParted ? 2 : 0
        if parted | partedNext != 0 { single(19, index, &visitor, parted | partedNext) }
    }

    // MARK: - Numbers

    @inline(__always)
    private func numbers(_ tokens: borrowing AddressTokens, _ index: Int, _ visitor: inout some FeatureVisitor) {
        let here = tokens[index].code, around = around[index]
        guard here >= 0x11_0000 || here == AddressTokens.dash || here < 0x80 else { return }
        let next = index + 1 < tokens.count ? tokens[index + 1].code : 0
        let last = index > 0 ? tokens[index - 1].code : 0
        single(30, index, &visitor, here, next, around.seen)
        single(31, index, &visitor, here, last, next | around.chain << 22)
        single(32, index, &visitor, around.chain, around.seen)
        single(33, index, &visitor, around.chain, around.before & Self.code, here)
    }

    private static func scanChains(
        _ tokens: UnsafeBufferPointer<AddressTokens.Token>, _ around: UnsafeMutableBufferPointer<Around>
    ) {
        var index = 0
        while index < tokens.count {
            around[index].chain = 0
            var end = index, numbers: UInt32 = 0, passed: UInt32 = 0
            while end < tokens.count, isLinked(tokens[end].code) {
                if tokens[end].code != AddressTokens.dash { numbers += 1 }
                end += 1
            }
            for place in index..<end {
                if tokens[place].code != AddressTokens.dash { passed += 1 }
                around[place].chain = min(passed, 6) << 4 | min(numbers, 6)
            }
            index = max(end, index + 1)
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
        let known = pieces[index], past = index > 0 ? pieces[index - 1] : AddressPieces.Known()
        if known.beginning != 0 { single(40, index, &visitor, known.beginning, window: FeatureWindow.exact) }
        if known.ending != 0 { single(41, index, &visitor, known.ending, window: FeatureWindow.exact) }
        if known.covering != 0 {
            let levels = known.covering & 0xFF
            single(42, index, &visitor, known.covering, around[index].after & Self.code)
            single(44, index, &visitor, levels, UInt32(known.earlier), UInt32(known.later))
            single(45, index, &visitor, levels, UInt32(known.earlier))
            single(46, index, &visitor, levels, UInt32(known.later), known.returns > 1 ? 1 : 0)
        }
        if known.repeats > 1 || past.repeats > 1 {
            single(43, index, &visitor, UInt32(known.repeats), UInt32(past.repeats))
        }
        if known.returns > 1 || past.returns > 1 {
            single(47, index, &visitor, UInt32(known.returns), UInt32(past.returns))
        }
    }

    // MARK: - Suffixes

    private static let code: UInt32 = 0x1F_FFFF

    private static func scanSuffixes(
        _ tokens: UnsafeBufferPointer<AddressTokens.Token>, _ around: UnsafeMutableBufferPointer<Around>
    ) {
        var last: UInt32 = 0, distance: UInt32 = 0, bits: UInt32 = 0
        for index in 0..<tokens.count {
            around[index].before = last | min(distance, 7) << 21
            around[index].seen = bits
            distance += 1
            if tokens[index].suffix != 0 {
                last = tokens[index].code
                distance = 0
                bits |= tokens[index].suffix & Suffixes.remembered
            }
        }
        var next: UInt32 = 0
        distance = 0
        for index in stride(from: tokens.count - 1, through: 0, by: -1) {
            if tokens[index].suffix != 0 {
                next = tokens[index].code
                distance = 0
            }
            around[index].after = next | min(distance, 7) << 21
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

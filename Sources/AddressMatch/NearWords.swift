import AddressText

/// Words behind an address that say that something beside it is meant: 88号对面, 88号旁边小卖部.
enum NearWords {
    /// 对面 对过 旁边 边上 隔壁 附近 周边 周围 后面 前面 背后
    private static let words: [(UInt32, UInt32)] = [
        (0x5BF9, 0x9762), (0x5BF9, 0x8FC7), (0x65C1, 0x8FB9), (0x8FB9, 0x4E0A), (0x9694, 0x58C1), (0x9644, 0x8FD1),
        (0x5468, 0x8FB9), (0x5468, 0x56F4), (0x540E, 0x9762), (0x524D, 0x9762), (0x80CC, 0x540E),
    ]
    /// 东西南北左右前后
    private static let sides: [UInt32] = [0x4E1C, 0x897F, 0x5357, 0x5317, 0x5DE6, 0x53F3, 0x524D, 0x540E]
    /// 侧边面
    private static let sideEndings: [UInt32] = [0x4FA7, 0x8FB9, 0x9762]
    private static let beside: UInt32 = 0x65C1  // 旁
    /// 是有为: the words tell what lies there.
    private static let telling: [UInt32] = [0x662F, 0x6709, 0x4E3A]

    /// The first such word in a run of characters behind an address.
    ///
    /// Directly behind it the word may stand behind other words, as in 88号面馆对面; behind a bracket, a comma or a blank it has to be
    /// the first, since （学校对面） tells where the address itself lies, and so does 对面是菜场.
    static func first(in form: NormalAddress, _ range: Range<Int>) -> Range<Int>? {
        let text = form.scalars
        var isFirst = true, isAttached = !form.isParted[range.lowerBound]
        for index in range {
            guard isWord(text[index]) else {
                (isFirst, isAttached) = (true, false)
                continue
            }
            if form.isParted[index] { (isFirst, isAttached) = (true, isAttached && index == range.lowerBound) }
            if isFirst || isAttached, let end = end(in: text, index, range.upperBound) { return index..<end }
            isFirst = false
        }
        return nil
    }

    private static func end(in text: [UInt32], _ index: Int, _ limit: Int) -> Int? {
        var next = index + 1
        if next < limit {
            let pair = (text[index], text[next])
            let isPair = words.contains { $0 == pair } || sides.contains(pair.0) && sideEndings.contains(pair.1)
            if isPair {
                next += 1
                return next < limit && telling.contains(text[next]) ? nil : next
            }
            // 斜对面
            if text[index] == 0x659C { return end(in: text, next, limit) }
        }
        let isLast = next == limit || !isWord(text[next])
        return text[index] == beside && isLast ? next : nil
    }

    private static func isWord(_ scalar: UInt32) -> Bool {
        scalar >= 0x3400 && scalar < 0xFF00 || scalar &- 0x30 < 10 || (scalar | 0x20) &- 0x61 < 26
    }
}

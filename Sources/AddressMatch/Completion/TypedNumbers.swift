/// Numbers as they are being typed behind a name: `96`, `3幢2单元5`, `3-2-5`.
struct TypedNumbers {
    /// One number on the way down.
    struct Part {
        /// The number itself, without what stands behind it.
        var number: Range<Int>
        var suffix: AddressReading.Suffix
        /// Where its suffix ends.
        var end: Int
        /// Whether more of it may follow: it is the last of all, without a suffix.
        var isOpen = false
    }

    /// The ways to read them: `65-10` is a number of a road, or a building and a room.
    private(set) var ways: [[Part]] = []
    /// Where the numbers end.
    private(set) var end: Int

    private static let mostWays = 9
    private let text: TypedText
    private let scalars: [UInt32]

    /// Reads the numbers from a place on; nil when there are none.
    init?(_ text: TypedText, from start: Int) {
        self.text = text
        scalars = text.scalars(0..<text.count)
        end = start
        while let chain = chain(at: end) {
            let ways = Self.ways(chain.parts, chain.suffix, end: chain.end)
            self.ways = self.ways.isEmpty ? ways : self.ways.flatMap { way in ways.map { way + $0 } }
            if self.ways.count > Self.mostWays { self.ways.removeLast(self.ways.count - Self.mostWays) }
            end = chain.end
        }
        guard !ways.isEmpty else { return nil }
        guard end == text.count else { return }
        for way in ways.indices {
            guard let last = ways[way].indices.last, ways[way][last].suffix == .none else { continue }
            ways[way][last].isOpen = true
        }
    }

    private typealias Chain = (parts: [Range<Int>], suffix: AddressReading.Suffix, end: Int)

    private func chain(at start: Int) -> Chain? {
        guard let first = part(at: start) else { return nil }
        var parts = [start..<first], at = first
        while at < text.count, text[at].isDash {
            guard let next = part(at: at + 1) else {
                // A dash at the end opens the next number.
                if at + 1 == text.count { parts.append(text.count..<text.count) }
                at += 1
                break
            }
            parts.append((at + 1)..<next)
            at = next
        }
        var (suffix, length) = AddressReading.suffix(in: scalars, at: at)
        if length == 0, at + 1 == text.count, scalars[at] == 0x5355 { (suffix, length) = (.unit, 1) }  // 单
        // Letters alone are a building's, where nothing else follows them.
        let isWord = parts.count == 1 && !scalars[start..<first].contains { $0 &- 0x30 < 10 }
        guard !isWord || at == text.count || [.building, .unit, .number].contains(suffix) else { return nil }
        return (parts, suffix, at + length)
    }

    /// The end of a run of digits with at most a letter before and after, or of one letter.
    private func part(at start: Int) -> Int? {
        var end = start
        func isLetter(_ at: Int) -> Bool { at < text.count && text[at].letter != nil }
        if isLetter(end) { end += 1 }
        let first = end
        while end < text.count, text[end].isDigit, end == first || !text[end].isParted { end += 1 }
        guard end - first <= 6 else { return nil }
        if end > first {
            // 3A, but not the beginning of a word.
            if isLetter(end), !text[end].isParted, !isLetter(end + 1) { end += 1 }
        } else if isLetter(end) {
            return nil
        }
        return end > start ? end : nil
    }

    private static func ways(_ parts: [Range<Int>], _ suffix: AddressReading.Suffix, end: Int) -> [[Part]] {
        func way(_ numbers: [Range<Int>]) -> [Part] {
            numbers.enumerated().map { index, number in
                let isLast = index == numbers.count - 1
                return Part(number: number, suffix: isLast ? suffix : .none, end: isLast ? end : number.upperBound)
            }
        }
        guard let first = parts.first, let last = parts.last, parts.count > 1 else { return [way(parts)] }
        var ways = [way([first.lowerBound..<last.upperBound]), way(parts)]
        if parts.count > 2 { ways.append(way([first.lowerBound..<parts[1].upperBound] + parts[2...])) }
        return ways
    }
}

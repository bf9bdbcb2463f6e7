import AddressText

/// What a text says, piece by piece: names that the library knows, numbers, and the rest.
struct AddressReading {
    /// What stands behind a number.
    enum Suffix: UInt8 {
        case none, number, lane, building, unit, floor, room
    }

    /// A number, or a chain of them with dashes: 12号, 3幢, 3-2-501.
    struct Number {
        var parts: [Range<Int>]
        var suffix: Suffix
        var range: Range<Int>
        /// Whether its suffix says that it lies inside of something: a building, a unit, a floor, a room.
        var isInside: Bool { suffix == .building || suffix == .unit || suffix == .floor || suffix == .room }
    }

    enum Piece {
        case name(Int32, Range<Int>)
        case number(Number)
        case other(Range<Int>)

        var range: Range<Int> {
            switch self {
            case .name(_, let range), .other(let range): range
            case .number(let number): number.range
            }
        }
    }

    private(set) var pieces: [Piece] = []

    /// Reads a normal form; known names are looked for first, the longest at each place.
    init(_ form: NormalAddress, names: NameBook) {
        let text = form.scalars
        var index = 0, other = 0
        func isDigit(_ at: Int) -> Bool { at < text.count && text[at] &- 0x30 < 10 }
        func close(_ end: Int) { if other < end { pieces.append(.other(other..<end)) } }
        while index < text.count {
            if let (name, end) = names.longest(in: text, at: index) {
                close(index)
                pieces.append(.name(name, index..<end))
                (index, other) = (end, end)
            } else if let number = Self.number(in: form, at: index) {
                close(index)
                pieces.append(.number(number))
                (index, other) = (number.range.upperBound, number.range.upperBound)
            } else {
                // A long run of digits is a telephone or a code, and so are its ends.
                let isRun = isDigit(index)
                index += 1
                while isRun, isDigit(index) { index += 1 }
            }
        }
        close(text.count)
    }

    // MARK: - Numbers

    private static func isDigit(_ scalar: UInt32) -> Bool { scalar &- 0x30 < 10 }
    private static func isLetter(_ scalar: UInt32) -> Bool { (scalar | 0x20) &- 0x61 < 26 }

    private static func number(in form: NormalAddress, at start: Int) -> Number? {
        let text = form.scalars
        guard var end = part(in: form, at: start) else { return nil }
        var parts = [start..<end]
        while end + 1 < text.count, text[end] == dash, let next = part(in: form, at: end + 1) {
            parts.append((end + 1)..<next)
            end = next
        }
        let (suffix, length) = suffix(in: text, at: end)
        // Letters alone are words unless a suffix makes them a building's: A座, KTV.
        let isWord = parts.count == 1 && !text[start..<end].contains(where: isDigit)
        guard !isWord || [.building, .unit, .number].contains(suffix) else { return nil }
        return Number(parts: parts, suffix: suffix, range: start..<(end + length))
    }

    /// The end of a run of digits with at most a letter before and after, or of one letter.
    private static func part(in form: NormalAddress, at start: Int) -> Int? {
        let text = form.scalars
        var end = start
        if isLetter(text[end]) { end += 1 }
        let first = end
        while end < text.count, isDigit(text[end]), end == first || !form.isParted[end] { end += 1 }
        guard end - start <= 6 else { return nil }
        if end > first, end < text.count, isLetter(text[end]), !form.isParted[end] {
            // 3A, but not the beginning of a word.
            if end + 1 >= text.count || !isLetter(text[end + 1]) { end += 1 }
        } else if end == first, end < text.count, isLetter(text[end]) {
            return nil
        }
        return end > start ? end : nil
    }

    private static let dash: UInt32 = 0x2D

    /// What stands behind a number, and its length.
    static func suffix(in text: [UInt32], at end: Int) -> (Suffix, Int) {
        guard end < text.count else { return (.none, 0) }
        let next = end + 1 < text.count ? text[end + 1] : 0
        switch text[end] {
        case 0x53F7:  // 号
            if next == 0x697C { return (.building, 2) }  // 号楼
            if next == 0x5BA4 { return (.room, 2) }  // 号室
            return (.number, next == 0x9662 ? 2 : 1)  // 号院
        case 0x5F04: return (.lane, 1)  // 弄
        case 0x5E62, 0x680B, 0x5EA7: return (.building, 1)  // 幢栋座
        case 0x5355 where next == 0x5143: return (.unit, 2)  // 单元
        case 0x697C, 0x5C42: return (.floor, 1)  // 楼层
        case 0x5BA4, 0x623F: return (.room, 1)  // 室房
        default: return (.none, 0)
        }
    }
}

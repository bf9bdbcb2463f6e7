import Text

/// Names as they are typed: by their characters, by pinyin, by the initials of pinyin, or by a mixture.
struct SpokenNames: Sendable {
    /// How a name was typed, from the surest down.
    enum Way: UInt64, Comparable {
        case characters, pinyin, initials
        static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }
    }

    /// A name that what was typed leads into.
    struct Hit {
        var name: Int
        /// Which characters of the name, in scalars.
        var range: Range<Int>
        var way: Way
        /// Whether it begins at the name's beginning; whether it reaches the name's end.
        var isPrefix: Bool, isWhole: Bool
    }

    /// A syllable of at most six letters, a byte each, in one word: compared without counting references.
    private struct Reading {
        private var packed: UInt64 = 0
        private(set) var count = 0
        /// Whether it begins with zh, ch or sh, which are initials as well.
        private(set) var hasLongInitial = false

        init(_ text: String) {
            for letter in text.utf8.prefix(6) {
                packed |= UInt64(letter &- 0x61) << UInt64(count * 8)
                count += 1
            }
            hasLongInitial = count > 2 && self[1] == 7 && [25, 2, 18].contains(self[0])
        }

        @inline(__always)
        subscript(index: Int) -> UInt8 { UInt8(truncatingIfNeeded: packed >> UInt64(index * 8)) }
    }

    private static let letterCount = 26
    private static let mostSteps = 400

    /// The numbers of the characters of all names, one name behind the other; marks are left out.
    private var characters: [Int32] = []
    private var starts: [Int32] = [0]
    /// By position: the name, and the scalar of the name it is.
    private var owners: [Int32] = []
    private var places: [UInt8] = []
    private var numbers: [UInt32: Int32] = [:]
    /// By character: the letter that it is, and its readings.
    private var letters: [UInt8?] = []
    private var readings: [Reading] = []
    private var readingStarts: [Int32] = [0]
    /// Positions that begin a name, and the others: by character, then by first letter.
    private var first = PositionLists(keys: 0, [])
    private var later = PositionLists(keys: 0, [])
    /// By name: its place in the order by pinyin.
    private(set) var order: [Int32] = []

    init(_ names: [ArraySlice<UInt32>]) {
        var scalars: [UInt32] = []
        for (name, said) in names.enumerated() {
            for (place, scalar) in said.enumerated() where TypedText.isSaying(scalar) {
                let small = scalar &- 0x41 < 26 ? scalar | 0x20 : scalar
                let number = numbers[small] ?? Int32(scalars.count)
                if Int(number) == scalars.count {
                    numbers[small] = number
                    scalars.append(small)
                }
                characters.append(number)
                owners.append(Int32(name))
                places.append(UInt8(clamping: place))
            }
            starts.append(Int32(characters.count))
        }
        letters = scalars.map { $0 &- 0x61 < 26 ? UInt8($0 - 0x61) : nil }
        for spoken in Pinyin.readings(of: scalars) {
            readings += spoken.map(Reading.init)
            readingStarts.append(Int32(readings.count))
        }
        buildLists()
        buildOrder(names)
    }

    /// The readings of a character.
    @inline(__always)
    private func readings(of character: Int) -> Range<Int> {
        Int(readingStarts[character])..<Int(readingStarts[character + 1])
    }

    private mutating func buildLists() {
        var firsts: [(key: Int32, value: Int32)] = [], laters: [(key: Int32, value: Int32)] = []
        for position in characters.indices {
            let character = Int(characters[position])
            var keys = [Int32(character)]
            var initials = Set(readings(of: character).map { readings[$0][0] })
            if let letter = letters[character] { initials.insert(letter) }
            keys += initials.sorted().map { Int32(letters.count) + Int32($0) }
            let isFirst = starts[Int(owners[position])] == Int32(position)
            for key in keys {
                if isFirst { firsts.append((key, Int32(position))) } else { laters.append((key, Int32(position))) }
            }
        }
        let keys = letters.count + Self.letterCount
        (first, later) = (PositionLists(keys: keys, firsts), PositionLists(keys: keys, laters))
    }

    private mutating func buildOrder(_ names: [ArraySlice<UInt32>]) {
        // Latin and digits come before Chinese, as in the rest of the house.
        let keys = names.indices.map { name in
            characters[Int(starts[name])..<Int(starts[name + 1])].flatMap { character -> [UInt8] in
                guard let first = readings(of: Int(character)).first.map({ readings[$0] }) else {
                    return [letters[Int(character)].map { $0 + 2 } ?? 2, 1]
                }
                return (0..<first.count).map { first[$0] + 2 } + [1]
            }
        }
        let sorted = names.indices.sorted {
            if keys[$0] != keys[$1] { return keys[$0].lexicographicallyPrecedes(keys[$1]) }
            return names[$0].lexicographicallyPrecedes(names[$1])
        }
        order = [Int32](repeating: 0, count: names.count)
        for (place, name) in sorted.enumerated() { order[name] = Int32(place) }
    }

    // MARK: - Asking

    /// The numbers of the characters typed; -1 for one that no name has.
    func numbers(of typed: TypedText) -> [Int32] { typed.characters.map { numbers[$0.scalar] ?? -1 } }

    /// Hands out the names that a part of what was typed leads into, those that begin so or those that contain it further on, until
    /// the body says false.
    ///
    /// A name is handed out again for each place where it fits.
    func find(_ typed: SpokenText, _ range: Range<Int>, isPrefix: Bool, _ body: (Hit) -> Bool) {
        guard let key = key(typed, range.lowerBound) else { return }
        for position in isPrefix ? first[key] : later[key] {
            if let hit = match(typed, range, at: Int(position), isPrefix: isPrefix), !body(hit) { return }
        }
    }

    /// Hands out the names that begin a part of what was typed, character by character, each with its end there.
    func findWhole(_ typed: SpokenText, from start: Int, _ body: (_ name: Int, _ end: Int) -> Void) {
        guard start < typed.count, typed.numbers[start] >= 0 else { return }
        for position in first[Int(typed.numbers[start])] {
            let name = Int(owners[Int(position)]), length = Int(starts[name + 1]) - Int(position)
            guard start + length <= typed.count else { continue }
            let isSame = (0..<length).allSatisfy {
                characters[Int(position) + $0] == typed.numbers[start + $0]
            }
            if isSame { body(name, start + length) }
        }
    }

    /// Hands out the names that begin like a part of what was typed but for one character: another, one more, one less, or two
    /// neighbours swapped.
    func findNear(_ typed: SpokenText, _ range: Range<Int>, _ body: (Hit) -> Void) {
        guard range.count >= NameBook.leastForMistakes else { return }
        var seen = Set<Int32>()
        for index in range.prefix(2) where typed.numbers[index] >= 0 {
            let key = Int(typed.numbers[index])
            let seconds = later[key].lazy.filter { $0 == starts[Int(owners[Int($0)])] + 1 }
            for position in Array(first[key]) + seconds {
                let name = Int(owners[Int(position)])
                guard seen.insert(Int32(name)).inserted, let length = near(typed, range, name) else { continue }
                let (start, end) = (Int(starts[name]), Int(starts[name + 1]))
                body(
                    Hit(
                        name: name, range: scalarRange(start, start + length), way: .characters, isPrefix: true,
                        isWhole: start + length == end))
            }
        }
    }

    private func key(_ typed: SpokenText, _ index: Int) -> Int? {
        guard index < typed.count else { return nil }
        if let letter = typed.text[index].letter { return letters.count + Int(letter) }
        return typed.numbers[index] < 0 ? nil : Int(typed.numbers[index])
    }

    private func scalarRange(_ start: Int, _ end: Int) -> Range<Int> {
        guard start < end else { return 0..<0 }
        return Int(places[start])..<(Int(places[end - 1]) + 1)
    }

    // MARK: - Matching

    private func match(_ typed: SpokenText, _ range: Range<Int>, at start: Int, isPrefix: Bool) -> Hit? {
        let name = Int(owners[start]), end = Int(starts[name + 1])
        var steps = 0
        guard
            let (reached, way) = walk(
                typed, range.lowerBound, range.upperBound, start, end, way: .characters, &steps)
        else { return nil }
        return Hit(
            name: name, range: scalarRange(start, reached), way: way, isPrefix: isPrefix, isWhole: reached == end)
    }

    /// The position reached when everything typed is used up, each syllable whole, then unfinished at the end, then as an initial.
    private func walk(
        _ typed: SpokenText, _ index: Int, _ last: Int, _ position: Int, _ end: Int, way: Way, _ steps: inout Int
    ) -> (Int, Way)? {
        guard index < last else { return (position, way) }
        steps += 1
        guard position < end, steps < Self.mostSteps else { return nil }
        let character = Int(characters[position])
        if typed.numbers[index] == Int32(character) {
            // What is typed in characters can be read in no other way.
            if let found = walk(typed, index + 1, last, position + 1, end, way: way, &steps) { return found }
        }
        if typed.text[index].isDash { return walk(typed, index + 1, last, position, end, way: way, &steps) }
        guard typed.letters[index] != SpokenText.noLetter else { return nil }
        for reading in readings(of: character) {
            let reading = readings[reading]
            let common = common(typed, index, last, reading)
            guard common > 0 else { continue }
            if common == reading.count || index + common == last,
                let found = walk(typed, index + common, last, position + 1, end, way: max(way, .pinyin), &steps)
            {
                return found
            }
            // zh, ch and sh, then the first letter alone.
            for length in stride(from: reading.hasLongInitial && common >= 2 ? 2 : 1, to: 0, by: -1)
            where length < reading.count {
                let found = walk(typed, index + length, last, position + 1, end, way: .initials, &steps)
                if let found { return found }
            }
        }
        return nil
    }

    /// How many letters of a syllable are typed from a place on; a blank ends a syllable.
    @inline(__always)
    private func common(_ typed: SpokenText, _ index: Int, _ last: Int, _ reading: Reading) -> Int {
        var common = 0
        while common < reading.count, index + common < last, typed.letters[index + common] == reading[common],
            common == 0 || !typed.text[index + common].isParted
        {
            common += 1
        }
        return common
    }

    /// How many characters of a name are said with one mistake; nil when it is not the name's beginning.
    private func near(_ typed: SpokenText, _ range: Range<Int>, _ name: Int) -> Int? {
        let (start, end) = (Int(starts[name]), Int(starts[name + 1]))
        let count = range.count, length = end - start
        func isSame(_ said: Int, _ known: Int) -> Bool {
            known < length && typed.numbers[range.lowerBound + said] == characters[start + known]
        }
        func agrees(from said: Int, _ known: Int) -> Bool {
            guard length - known >= count - said else { return false }
            return (0..<(count - said)).allSatisfy { isSame(said + $0, known + $0) }
        }
        var front = 0
        while front < count, isSame(front, front) { front += 1 }
        guard front < count else { return count }
        if agrees(from: front + 1, front + 1), front < length { return count }
        if front + 1 < count, isSame(front, front + 1), isSame(front + 1, front), agrees(from: front + 2, front + 2) {
            return count
        }
        if agrees(from: front + 1, front) { return count - 1 }
        return agrees(from: front, front + 1) ? count + 1 : nil
    }
}

/// What was typed together with the numbers that names know its characters by.
struct SpokenText {
    static let noLetter: UInt8 = 0xFF

    let text: TypedText
    let numbers: [Int32]
    /// Which Latin letters they are.
    let letters: [UInt8]

    init(_ text: TypedText, _ names: SpokenNames) {
        (self.text, numbers) = (text, names.numbers(of: text))
        letters = text.characters.map { $0.letter ?? Self.noLetter }
    }

    var count: Int { numbers.count }
}

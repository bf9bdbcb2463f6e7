/// The names of a district: divisions, roads, estates, landmarks; found in a text by their first two characters, and with one
/// character wrong, missing, doubled or swapped by their deletions (Garbe's symmetric delete, 2012).
struct NameBook: Sendable {
    /// Names of less are no names, of more are cut.
    static let lengths = 2...31
    /// From how many characters on a name is found with a mistake in it.
    static let leastForMistakes = 3

    private var numbers = KeyTable()
    /// Which lengths begin with a pair of characters, a bit each: for all pairs that share a slot together.
    private var lengths = [UInt32](repeating: 0, count: 1 << 16)
    private var scalars: [UInt32] = []
    private var starts: [Int32] = [0]
    private var deletions = KeyTable()

    /// How many names there are.
    var count: Int { starts.count - 1 }

    /// The number of a name, made when it is new; nil for what is no name.
    mutating func number(of name: [UInt32]) -> Int32? {
        guard Self.lengths.contains(name.count) else { return nil }
        let key = Self.key(name[...])
        if let known = numbers.first(key) { return numbers.entry(known).value }
        let number = Int32(count)
        numbers.add(number, for: key)
        lengths[Self.pair(name[0], name[1])] |= 1 << UInt32(name.count)
        scalars += name
        starts.append(Int32(scalars.count))
        guard name.count >= Self.leastForMistakes else { return number }
        deletions.add(number, for: key)
        for variant in Self.shortened(name[...]) { deletions.add(number, for: variant) }
        return number
    }

    /// The characters of a name.
    func name(_ number: Int32) -> ArraySlice<UInt32> {
        scalars[Int(starts[Int(number)])..<Int(starts[Int(number) + 1])]
    }

    /// The longest name that begins at a place of a text.
    func longest(in text: [UInt32], at start: Int) -> (number: Int32, end: Int)? {
        guard start + 1 < text.count else { return nil }
        let mask = lengths[Self.pair(text[start], text[start + 1])]
        guard mask != 0 else { return nil }
        let longest = 31 - mask.leadingZeroBitCount
        var hash = Self.start, found: (Int32, Int)?
        for end in (start + 1)...min(text.count, start + longest) {
            hash = Self.step(hash, text[end - 1])
            guard mask >> UInt32(end - start) & 1 == 1, let known = numbers.first(mixed(hash)) else { continue }
            found = (numbers.entry(known).value, end)
        }
        return found
    }

    /// The names that differ from some characters in one place.
    func near(_ said: ArraySlice<UInt32>) -> Set<Int32> {
        var found = Set<Int32>()
        for key in [Self.key(said)] + Self.shortened(said) {
            var at = deletions.first(key)
            while let here = at {
                let (number, _, next) = deletions.entry(here)
                if Self.isNear(said, name(number)) { found.insert(number) }
                at = next
            }
        }
        return found
    }

    /// Whether two differ in one character: another, one more, one less, or two neighbours swapped.
    static func isNear(_ one: ArraySlice<UInt32>, _ other: ArraySlice<UInt32>) -> Bool {
        var front = 0, back = 0
        let (left, right) = (Array(one), Array(other)), least = min(left.count, right.count)
        while front < least, left[front] == right[front] { front += 1 }
        while back < least - front, left[left.count - 1 - back] == right[right.count - 1 - back] { back += 1 }
        switch (left.count - front - back, right.count - front - back) {
        case (1, 1), (1, 0), (0, 1): return true
        case (2, 2): return left[front] == right[front + 1] && left[front + 1] == right[front]
        default: return false
        }
    }

    private static let start: UInt64 = 0xCBF2_9CE4_8422_2325

    @inline(__always)
    private static func step(_ hash: UInt64, _ scalar: UInt32) -> UInt64 {
        (hash ^ UInt64(small(scalar))) &* 0x100_0000_01B3
    }

    /// Latin letters count the same in both cases.
    @inline(__always)
    private static func small(_ scalar: UInt32) -> UInt32 { scalar &- 0x41 < 26 ? scalar | 0x20 : scalar }

    @inline(__always)
    private static func pair(_ first: UInt32, _ second: UInt32) -> Int {
        Int(truncatingIfNeeded: mixed(UInt64(small(first)) << 32 | UInt64(small(second))) & 0xFFFF)
    }

    private static func key(_ name: ArraySlice<UInt32>) -> UInt64 { mixed(name.reduce(start, step)) }

    private static func shortened(_ name: ArraySlice<UInt32>) -> [UInt64] {
        name.indices.map { gone in
            mixed(name.indices.reduce(start) { $1 == gone ? $0 : step($0, name[$1]) })
        }
    }
}

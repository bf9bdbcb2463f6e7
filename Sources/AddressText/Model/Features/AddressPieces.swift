/// The pieces of an address that may be parts: from every token up to `longest` tokens on, with what is known of each.
struct AddressPieces {
    /// The longest part of an address, in tokens.
    static let longest = 24
    /// Names are no longer than this.
    static let longestName = 14

    /// For each token and length what is known: levels and row of a name.
    private(set) var names: [NameTable.Entry] = []
    /// For each token how many from it on stand earlier in the text, at most 15.
    private(set) var repeats: [UInt8] = []
    /// Levels and length of the longest name that begins at, ends at, or covers a token.
    private(set) var beginning: [UInt32] = []
    private(set) var ending: [UInt32] = []
    private(set) var covering: [UInt32] = []
    /// The levels of all names that end before a token, and of those that begin after it, whether short or whole.
    private(set) var earlier: [UInt8] = []
    private(set) var later: [UInt8] = []
    /// For each token how many from it on stand again later, at most 15.
    private(set) var returns: [UInt8] = []
    /// For each token how many from it on have no blank between them, at most 255.
    private(set) var unparted: [UInt8] = []

    /// The place of a piece in `names`; the length counts from 1.
    @inline(__always)
    static func place(_ start: Int, _ length: Int) -> Int { start * longestName + length - 1 }

    /// Looks all pieces up.
    mutating func read(_ tokens: borrowing AddressTokens, _ table: borrowing NameTable) {
        let count = tokens.count
        reset(&names, count * Self.longestName, NameTable.Entry())
        reset(&beginning, count, 0)
        reset(&ending, count, 0)
        reset(&covering, count, 0)
        reset(&repeats, count, 0)
        reset(&returns, count, 0)
        reset(&unparted, count, 1)
        for index in stride(from: count - 2, through: 0, by: -1) where !tokens.isParted[index + 1] {
            unparted[index] = min(254, unparted[index + 1]) + 1
        }
        for start in 0..<count {
            readNames(tokens, table, start)
            markRepeated(tokens, start)
        }
        gatherLevels(count)
    }

    @inline(__always)
    private mutating func readNames(_ tokens: borrowing AddressTokens, _ table: borrowing NameTable, _ start: Int) {
        var hash = NameTable.add(NameTable.start, tokens.codes[start])
        if let entry = table.find(hash) { names[Self.place(start, 1)] = entry }
        guard start + 1 < tokens.count else { return }
        hash = NameTable.add(hash, tokens.codes[start + 1])
        let longest = min(table.beginnings.longest(hash), Self.longestName, tokens.count - start)
        guard longest > 1 else { return }
        for length in 2...longest {
            if length > 2 { hash = NameTable.add(hash, tokens.codes[start + length - 1]) }
            guard let entry = table.find(hash) else { continue }
            names[Self.place(start, length)] = entry
            if entry.levels != 0 { mark(start, length, entry.levels) }
        }
    }

    /// Changes what a piece was elsewhere.
    mutating func setKind(_ kind: UInt8, _ start: Int, _ length: Int) { names[Self.place(start, length)].kind = kind }

    private mutating func gatherLevels(_ count: Int) {
        reset(&earlier, count, 0)
        reset(&later, count, 0)
        var levels: UInt8 = 0
        for index in 0..<count {
            earlier[index] = levels
            levels |= Self.either(ending[index])
        }
        levels = 0
        for index in (0..<count).reversed() {
            later[index] = levels
            levels |= Self.either(beginning[index])
        }
    }

    @inline(__always)
    private static func either(_ word: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: (word | word >> 4) & 15) }

    private mutating func mark(_ start: Int, _ length: Int, _ levels: UInt8) {
        let word = UInt32(length) << 8 | UInt32(levels)
        beginning[start] = word
        let last = start + length - 1
        ending[last] = max(ending[last], word)
        for index in start...last { covering[index] = max(covering[index], word) }
    }

    // How far the text from here on was said before; texts longer than any address look back a little only.
    private mutating func markRepeated(_ tokens: borrowing AddressTokens, _ start: Int) {
        for earlier in max(0, start - 48)..<start where tokens.exact[earlier] == tokens.exact[start] {
            var length = 1
            while earlier + length < start, start + length < tokens.count, length < 15,
                tokens.exact[earlier + length] == tokens.exact[start + length]
            { length += 1 }
            repeats[start] = max(repeats[start], UInt8(length))
            returns[earlier] = max(returns[earlier], UInt8(length))
        }
    }

    private func reset<Element>(_ array: inout [Element], _ count: Int, _ value: Element) {
        array.removeAll(keepingCapacity: true)
        array.append(contentsOf: repeatElement(value, count: count))
    }
}

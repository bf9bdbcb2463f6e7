/// The pieces of an address that may be parts: from every token up to `longest` tokens on, with what is known of each.
struct AddressPieces {
    /// The longest part of an address, in tokens.
    static let longest = 24
    /// Names are no longer than this.
    static let longestName = 14

    /// What is known of the names and repetitions at a token.
    struct Known {
        /// Levels and length of the longest name that begins at, ends at, or covers it.
        var beginning: UInt32 = 0
        var ending: UInt32 = 0
        var covering: UInt32 = 0
        /// The levels of all names that end before it, and of those that begin after it, whether short or whole.
        var earlier: UInt8 = 0
        var later: UInt8 = 0
        /// How many from it on stand earlier in the text, and how many stand again later, at most 15.
        var repeats: UInt8 = 0
        var returns: UInt8 = 0
        /// How many from it on have no blank between them, at most 255.
        var unparted: UInt8 = 1
    }

    /// A piece that may be a name.
    private struct Candidate {
        var hash: UInt64
        var start: Int32
        var length: Int32
        /// What the table has where the name is looked for first.
        var head: UInt64 = 0
    }

    /// For each token and length what is known: levels and row of a name. What stands behind the last token is of texts before.
    private(set) var names: [NameTable.Entry] = []
    /// What is known at each token, likewise.
    private(set) var known: [Known] = []
    private var candidates: [Candidate] = []

    /// The place of a piece in `names`; the length counts from 1.
    @inline(__always)
    static func place(_ start: Int, _ length: Int) -> Int { start * longestName + length - 1 }

    /// What is known at a token.
    @inline(__always)
    subscript(index: Int) -> Known { known[index] }

    /// Looks all pieces up.
    mutating func read(_ tokens: borrowing AddressTokens, _ table: borrowing NameTable) {
        let count = tokens.count
        Self.reset(&names, count * Self.longestName, NameTable.Entry())
        Self.reset(&known, count, Known())
        if candidates.count <= count * Self.longestName {
            candidates = Array(repeating: Candidate(hash: 0, start: 0, length: 0), count: count * Self.longestName + 1)
        }
        // Over buffers, since an array would be asked at each write whether it is the only owner of its memory.
        tokens.all.withUnsafeBufferPointer { tokens in
            known.withUnsafeMutableBufferPointer { known in
                names.withUnsafeMutableBufferPointer { names in
                    candidates.withUnsafeMutableBufferPointer { candidates in
                        table.reading { Self.readNames(tokens, $0, candidates, names, known) }
                    }
                }
                Self.markRepeated(tokens, known)
                Self.gatherLevels(count, known)
            }
        }
    }

    // In steps of short loops, so that many reads of the table, which is larger than the near caches, are on their way at once.
    @inline(__always)
    private static func readNames(
        _ tokens: UnsafeBufferPointer<AddressTokens.Token>, _ table: NameTable.Reader,
        _ candidates: UnsafeMutableBufferPointer<Candidate>, _ names: UnsafeMutableBufferPointer<NameTable.Entry>,
        _ known: UnsafeMutableBufferPointer<Known>
    ) {
        var count = 0
        for start in 0..<tokens.count {
            var hash = NameTable.add(NameTable.start, tokens[start].code), length = 1, longest = 2
            while true {
                // Written down without a branch, and written over unless it passed.
                candidates[count] = Candidate(hash: hash, start: Int32(start), length: Int32(length))
                count += table.filter(hash)
                guard length < longest, start + length < tokens.count else { break }
                hash = NameTable.add(hash, tokens[start + length].code)
                length += 1
                if length == 2 {
                    longest = min(table.longest(hash), longestName)
                    if longest < 2 { break }
                }
            }
        }
        for index in 0..<count { candidates[index].head = table.head(candidates[index].hash) }
        for index in 0..<count {
            let candidate = candidates[index], start = Int(candidate.start), length = Int(candidate.length)
            guard let entry = table.find(candidate.hash, candidate.head) else { continue }
            names[place(start, length)] = entry
            if length > 1, entry.levels != 0 { mark(start, length, entry.levels, known) }
        }
    }

    /// Changes what a piece was elsewhere.
    mutating func setKind(_ kind: UInt8, _ start: Int, _ length: Int) { names[Self.place(start, length)].kind = kind }

    private static func gatherLevels(_ count: Int, _ known: UnsafeMutableBufferPointer<Known>) {
        var levels: UInt8 = 0
        for index in 0..<count {
            known[index].earlier = levels
            levels |= either(known[index].ending)
        }
        levels = 0
        for index in stride(from: count - 1, through: 0, by: -1) {
            known[index].later = levels
            levels |= either(known[index].beginning)
        }
    }

    @inline(__always)
    private static func either(_ word: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: (word | word >> 4) & 15) }

    private static func mark(
        _ start: Int, _ length: Int, _ levels: UInt8, _ known: UnsafeMutableBufferPointer<Known>
    ) {
        let word = UInt32(length) << 8 | UInt32(levels)
        known[start].beginning = word
        let last = start + length - 1
        known[last].ending = max(known[last].ending, word)
        for index in start...last { known[index].covering = max(known[index].covering, word) }
    }

    // How far the text from each token on was said before; texts longer than any address look back a little only.
    @inline(__always)
    private static func markRepeated(
        _ tokens: UnsafeBufferPointer<AddressTokens.Token>, _ known: UnsafeMutableBufferPointer<Known>
    ) {
        for index in stride(from: tokens.count - 2, through: 0, by: -1) where !tokens[index + 1].isParted {
            known[index].unparted = min(254, known[index + 1].unparted) + 1
        }
        for start in 0..<tokens.count {
            for earlier in max(0, start - 48)..<start where tokens[earlier].exact == tokens[start].exact {
                var length = 1
                while earlier + length < start, start + length < tokens.count, length < 15,
                    tokens[earlier + length].exact == tokens[start + length].exact
                { length += 1 }
                known[start].repeats = max(known[start].repeats, UInt8(length))
                known[earlier].returns = max(known[earlier].returns, UInt8(length))
            }
        }
    }

    // The memory only grows.
    private static func reset<Element>(_ array: inout [Element], _ count: Int, _ value: Element) {
        guard array.count >= count else { return array = Array(repeating: value, count: count) }
        array.withUnsafeMutableBufferPointer { $0.prefix(count).update(repeating: value) }
    }
}

/// One or two tokens that stand next to each other, as a number: what models count.
typealias Gram = UInt64

/// Counts the grams of a text. The first ones of a message say what it is about and count twice.
struct GramCounter {
    private var reader = TextTokens()

    /// So many tokens at the beginning count twice: the length of a title.
    static let headLength = 30

    /// Calls `body` with every gram of a text and how much it counts there.
    @inline(__always)
    mutating func forEach(in text: String, _ body: (Gram, Int) -> Void) {
        reader.read(text)
        reader.tokens.withUnsafeBufferPointer { tokens in
            for index in tokens.indices {
                let weight = index < Self.headLength ? 2 : 1
                body(Gram(tokens[index]), weight)
                if index + 1 < tokens.count { body(Self.pair(tokens[index], tokens[index + 1]), weight) }
            }
        }
    }

    static func pair(_ first: TextTokens.Token, _ second: TextTokens.Token) -> Gram {
        (Gram(first) + 1) << 32 | Gram(second)
    }

    /// The gram that a readable one stands for; nil when it has no token or more than two.
    static func gram(_ text: String) -> Gram? {
        var reader = TextTokens()
        reader.read(text)
        switch reader.tokens.count {
        case 1: return Gram(reader.tokens[0])
        case 2: return pair(reader.tokens[0], reader.tokens[1])
        default: return nil
        }
    }

    /// The grams of a text as people read them: `噪音`, `street light`, `00 号`.
    static func readable(_ text: String) -> [(gram: Gram, text: String)] {
        var reader = TextTokens()
        reader.read(text)
        let pieces = TextTokens.readable(text), tokens = reader.tokens
        guard pieces.count == tokens.count else { return [] }
        return tokens.indices.flatMap { index -> [(gram: Gram, text: String)] in
            let single = (gram: Gram(tokens[index]), text: pieces[index])
            guard index + 1 < tokens.count else { return [single] }
            let (first, second) = (pieces[index], pieces[index + 1])
            return [
                single, (pair(tokens[index], tokens[index + 1]), first + (isRun(first, second) ? " " : "") + second),
            ]
        }
    }

    // Without a blank a word and a number beside it would read as they are; two words would become one.
    private static func isRun(_ first: String, _ second: String) -> Bool {
        (first.last?.isASCII ?? false) && (second.first?.isASCII ?? false)
    }
}

/// Finds the place of a gram among those that a model knows.
///
/// Most grams of a text are unknown: a small filter of bits, which stays in the nearest cache, turns nearly all of them away. The
/// table behind it has one number an entry, forty bits of the gram's hash and its place, so that a find reads memory once as a rule.
struct GramTable: Sendable {
    private let shift: UInt64
    private let entries: [UInt64]
    private let filter: [UInt64]

    /// A table of different grams; each is found by its index.
    init(_ grams: [Gram]) {
        var bits: UInt64 = 4
        while 1 << bits < grams.count * 2 { bits += 1 }
        var entries = [UInt64](repeating: .max, count: 1 << bits)
        var filter = [UInt64](repeating: 0, count: Self.filterBits / 64)
        for (index, gram) in grams.enumerated() {
            let hash = Self.hash(gram)
            var slot = Int(hash >> (64 - bits))
            while entries[slot] != .max { slot = (slot + 1) & (entries.count - 1) }
            entries[slot] = hash << 24 | UInt64(index)
            let bit = Int(truncatingIfNeeded: hash) & (Self.filterBits - 1)
            filter[bit >> 6] |= 1 << UInt64(bit & 63)
        }
        (self.entries, self.filter, shift) = (entries, filter, 64 - bits)
    }

    private static let filterBits = 1 << 18

    /// Lends a finder that does not check bounds.
    @inline(__always)
    func withFinder<Result>(_ body: ((Gram) -> Int32) throws -> Result) rethrows -> Result {
        let shift = shift
        return try entries.withUnsafeBufferPointer { entries in
            try filter.withUnsafeBufferPointer { filter in
                let mask = entries.count - 1
                return try body { gram in
                    let hash = Self.hash(gram), bit = Int(truncatingIfNeeded: hash) & (Self.filterBits - 1)
                    guard filter[bit >> 6] >> UInt64(bit & 63) & 1 == 1 else { return -1 }
                    var slot = Int(hash >> shift)
                    while true {
                        let entry = entries[slot]
                        if entry >> 24 == hash & 0xFF_FFFF_FFFF { return Int32(entry & 0xFF_FFFF) }
                        if entry == .max { return -1 }
                        slot = (slot + 1) & mask
                    }
                }
            }
        }
    }

    private static func hash(_ gram: Gram) -> UInt64 {
        var hash = gram &* 0x9E37_79B9_7F4A_7C15
        hash = (hash ^ hash >> 32) &* 0xD6E8_FEB8_6659_FD93
        return hash ^ hash >> 32
    }
}

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

/// Finds the place of a gram among those that a model knows: open addressing, one probe as a rule.
struct GramTable: Sendable {
    private let mask: Int
    private let keys: [Gram]
    private let places: [Int32]
    /// How many grams it knows.
    let count: Int

    /// A table of different grams; each is found by its index.
    init(_ grams: [Gram]) {
        var size = 16
        while size < grams.count * 4 { size *= 2 }
        var keys = [Gram](repeating: .max, count: size), places = [Int32](repeating: -1, count: size)
        let mask = size - 1
        for (index, gram) in grams.enumerated() {
            var slot = Self.slot(gram) & mask
            while places[slot] >= 0 { slot = (slot + 1) & mask }
            (keys[slot], places[slot]) = (gram, Int32(index))
        }
        (self.keys, self.places, self.mask, count) = (keys, places, mask, grams.count)
    }

    /// Lends a finder that does not check bounds.
    @inline(__always)
    func withFinder<Result>(_ body: ((Gram) -> Int32) throws -> Result) rethrows -> Result {
        try keys.withUnsafeBufferPointer { keys in
            try places.withUnsafeBufferPointer { places in
                try body { gram in
                    var slot = Self.slot(gram) & mask
                    while keys[slot] != gram {
                        if keys[slot] == .max { return -1 }
                        slot = (slot + 1) & mask
                    }
                    return places[slot]
                }
            }
        }
    }

    private static func slot(_ gram: Gram) -> Int {
        Int(truncatingIfNeeded: (gram &* 0x9E37_79B9_7F4A_7C15) >> 24)
    }
}

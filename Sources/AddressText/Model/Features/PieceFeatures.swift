/// Finds the features of pieces: their last token with length and what stands inside, their first and last, and what stands around.
enum PieceFeatures {
    /// What is known of the pieces that begin at one token, as they grow.
    struct Growth {
        let start: Int
        let first: UInt32
        let before: UInt32
        /// Kinds of suffix inside, before the last token; bit 8 is a number.
        var inside: UInt32 = 0

        @inline(__always)
        init(_ tokens: borrowing AddressTokens, _ start: Int) {
            self.start = start
            first = tokens.codes[start]
            before = start > 0 ? tokens.codes[start - 1] : 0
        }

        /// Calls with the keys of the piece of the next length, which must grow by one each time.
        @inline(__always)
        mutating func keys(_ tokens: borrowing AddressTokens, _ length: Int, _ body: (UInt64) -> Void) {
            let end = start + length, last = tokens.codes[end - 1]
            let next = end < tokens.count ? tokens.codes[end] : 0
            body(PieceFeatures.key(60, last, UInt32(min(length, 10))))
            body(PieceFeatures.key(61, last, inside))
            if length > 1 { body(PieceFeatures.key(62, first, last)) }
            body(PieceFeatures.key(63, before, next))
            inside |= last >= 0x11_0000 ? 256 : Suffixes.bit(last)
        }
    }

    @inline(__always)
    private static func key(_ template: UInt64, _ first: UInt32, _ second: UInt32) -> UInt64 {
        FeatureKey.end(FeatureKey.add(FeatureKey.add(FeatureKey.start(template), first), second))
    }
}

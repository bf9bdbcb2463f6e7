/// Finds the features of pieces: their last token with length and what stands inside, their first and last,
/// what stands around, and their shape.
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
            first = tokens[start].code
            before = start > 0 ? tokens[start - 1].code : 0
        }

        /// The kinds of the tokens inside in order, runs of plain characters as one.
        private var shape: UInt32 = 0
        private var grown = 0

        /// Calls with the keys of the piece of a length, which must grow from call to call.
        @inline(__always)
        mutating func keys(_ tokens: borrowing AddressTokens, _ length: Int, _ body: (UInt64) -> Void) {
            let end = start + length, token = tokens[end - 1], last = token.code
            let next = end < tokens.count ? tokens[end].code : 0
            while grown < length - 1 {
                let token = tokens[start + grown]
                inside |= token.code >= 0x11_0000 ? 256 : token.suffix
                shape = PieceFeatures.shape(shape, token)
                grown += 1
            }
            body(PieceFeatures.key(60, last, UInt32(min(length, 10))))
            body(PieceFeatures.key(61, last, inside))
            if length > 1 { body(PieceFeatures.key(62, first, last)) }
            body(PieceFeatures.key(63, before, next))
            let whole = PieceFeatures.shape(shape, token)
            body(PieceFeatures.key(64, whole, last))
            body(PieceFeatures.key(65, whole, next))
        }
    }

    @inline(__always)
    private static func shape(_ shape: UInt32, _ token: AddressTokens.Token) -> UInt32 {
        let code = token.code
        let kind: UInt32 =
            AddressTokens.isNumber(code)
            ? 1 + min(code & 15, 5)
            : code >= 0x11_0000 || code &- 0x61 < 26 ? 7 : code < 0x3400 ? 8 + (code & 7) : 16 + token.suffix
        // A run of characters that end nothing counts once: the low bits hold what came last.
        if kind == 16, shape & 0x1FF == 16 { return shape }
        return (shape &* 0x9E37_79B1) & ~0x1FF | kind
    }

    @inline(__always)
    private static func key(_ template: UInt64, _ first: UInt32, _ second: UInt32) -> UInt64 {
        FeatureKey.end(FeatureKey.add(FeatureKey.add(FeatureKey.start(template), first), second))
    }
}

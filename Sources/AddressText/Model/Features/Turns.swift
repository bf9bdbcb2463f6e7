/// What stands on both sides of a token's beginning, in a few kinds: what follows what depends on it. 12-3-1001 goes on otherwise
/// than 12-1001 does.
enum Turns {
    /// Kinds of what begins, times two for what stands before; the first is the text's beginning and end.
    static let count = 1 + kinds * 3
    private static let kinds = 8

    /// The turn at each token.
    static func read(_ tokens: borrowing AddressTokens, into turns: inout [UInt8]) {
        turns.removeAll(keepingCapacity: true)
        var before = -1
        for index in 0..<tokens.count {
            let code = tokens[index].code
            turns.append(before < 0 ? 0 : UInt8(1 + before * kinds + kind(code)))
            before = code >= 0x11_0000 || code &- 0x61 < 26 ? 0 : code < 0x3400 ? 1 : 2
        }
    }

    @inline(__always)
    private static func kind(_ code: UInt32) -> Int {
        if AddressTokens.isNumber(code) { return min(Int(code & 15), 4) - 1 }
        if code >= 0x11_0000 || code &- 0x61 < 26 { return 4 }
        if code == AddressTokens.dash { return 5 }
        return code < 0x3400 ? 6 : 7
    }
}

/// The tokens of an address: a run of digits or of Latin letters is one, every other scalar one.
struct AddressTokens {
    struct Token {
        /// What stands for it in features: a scalar, or the class of a run of digits or letters.
        var code: UInt32
        /// The same, with the digits and letters themselves.
        var exact: UInt32
        /// Which kind of suffix it is; see `Suffixes`.
        var suffix: UInt32
        /// Where it begins and ends in the text as said.
        var start: Int32
        var end: Int32
        /// Whether a blank stands before it.
        var isParted: Bool
    }

    private(set) var all: [Token] = []

    static let dash: UInt32 = 0x2D
    private static let digits: UInt32 = 0x11_0000
    private static let letters: UInt32 = 0x11_0010

    var count: Int { all.count }

    @inline(__always)
    subscript(index: Int) -> Token { all[index] }

    @inline(__always)
    static func isNumber(_ code: UInt32) -> Bool { code & 0xFFFF_FFF0 == digits }

    /// What stands for some tokens in a table of names.
    func nameHash(_ start: Int, _ length: Int) -> UInt64 {
        all[start..<(start + length)].reduce(NameTable.start) { NameTable.add($0, $1.code) }
    }

    /// Some of the tokens.
    func slice(_ range: Range<Int>) -> AddressTokens {
        var slice = AddressTokens()
        slice.all = Array(all[range])
        return slice
    }

    /// Cuts a form into tokens.
    mutating func read(_ form: borrowing NormalAddress) {
        all.removeAll(keepingCapacity: true)
        var index = 0
        let count = form.scalars.count
        while index < count {
            let start = index, kind = Self.kind(form.scalars[index])
            var hash: UInt32 = form.scalars[index] | 0x20
            index += 1
            if kind != 0 {
                while index < count, !form.isParted[index], Self.kind(form.scalars[index]) == kind {
                    hash = (hash &* 0x9E37_79B1) ^ (form.scalars[index] | 0x20)
                    index += 1
                }
            }
            append(form, start..<index, kind, hash)
        }
    }

    @inline(__always)
    private mutating func append(_ form: borrowing NormalAddress, _ range: Range<Int>, _ kind: UInt8, _ hash: UInt32) {
        let first = form.scalars[range.lowerBound], length = UInt32(min(range.count, 8))
        let code =
            switch kind {
            case 1: Self.digits + length
            // One letter names a building; more are a word.
            case 2: range.count == 1 ? first | 0x20 : Self.letters + length
            default: first
            }
        all.append(
            Token(
                code: code, exact: hash, suffix: Suffixes.bit(code), start: form.starts[range.lowerBound],
                end: form.ends[range.upperBound - 1], isParted: form.isParted[range.lowerBound]))
    }

    @inline(__always)
    private static func kind(_ value: UInt32) -> UInt8 {
        if value &- 0x30 < 10 { return 1 }
        return (value | 0x20) &- 0x61 < 26 ? 2 : 0
    }
}

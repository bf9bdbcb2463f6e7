import AddressText

/// What was typed, in the form that names and numbers are compared by: marks left out, letters small.
struct TypedText {
    /// Longer texts are cut: no address is as long.
    static let longest = 100

    /// One typed character.
    struct Character {
        /// The scalar, letters small.
        var scalar: UInt32
        /// Which Latin letter it is, from 0 on; nil when it is none.
        var letter: UInt8?
        /// Whether a blank or a mark stands before it.
        var isParted: Bool

        var isDigit: Bool { scalar &- 0x30 < 10 }
        var isDash: Bool { scalar == 0x2D }
    }

    private(set) var characters: [Character] = []

    init(_ text: String) {
        let form = NormalAddress(String(text.unicodeScalars.prefix(Self.longest)))
        var isParted = false
        for (index, scalar) in form.scalars.enumerated() {
            isParted = isParted || form.isParted[index]
            guard scalar == 0x2D || Self.isSaying(scalar) else {
                isParted = true
                continue
            }
            let small = scalar &- 0x41 < 26 ? scalar | 0x20 : scalar
            characters.append(
                Character(
                    scalar: small, letter: small &- 0x61 < 26 ? UInt8(small - 0x61) : nil, isParted: isParted))
            isParted = false
        }
    }

    var count: Int { characters.count }
    subscript(index: Int) -> Character { characters[index] }

    /// The scalars of a part.
    func scalars(_ range: Range<Int>) -> [UInt32] { characters[range].map(\.scalar) }

    /// Whether nothing but dashes was typed.
    var isEmpty: Bool { characters.allSatisfy(\.isDash) }

    /// Whether a scalar is a letter, a digit or a Chinese character, and no mark.
    static func isSaying(_ scalar: UInt32) -> Bool {
        if scalar < 0x80 { return scalar &- 0x30 < 10 || (scalar | 0x20) &- 0x61 < 26 }
        if scalar >= 0x3400 && scalar < 0xA000 { return true }
        return Unicode.Scalar(scalar)?.properties.isAlphabetic ?? false
    }
}

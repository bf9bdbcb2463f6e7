/// Cuts text into the tokens that models count: each Han character, mark or sign by itself, a run of Latin letters as one
/// word, a run of digits as its length. Case and width are folded, blanks separate.
///
/// Chinese needs no segmenter: pairs of characters do as well as words on real messages, while in Latin text words beat
/// characters.
struct TextTokens {
    /// A token as a number: a scalar, a length of digits, or the hash of a word.
    typealias Token = UInt32

    /// What is counted: to tell subjects apart lengths of numbers do; to know a thing again `A3` is another than `A7`.
    enum Style: Sendable {
        /// Words and lengths of numbers apart, marks kept.
        case subjects
        /// Runs of letters and digits together as they stand, marks left out.
        case names
    }

    /// The tokens in their order.
    private(set) var tokens: [Token] = []
    private let style: Style

    /// A reader in a style.
    init(_ style: Style = .subjects) { self.style = style }

    /// Reads a text, at most so many bytes of it; what was read before is forgotten.
    mutating func read(_ text: borrowing String, limit: Int = TextTokens.byteLimit) {
        tokens.removeAll(keepingCapacity: true)
        var copy = copy text
        copy.withUTF8 { read(UnsafeBufferPointer(rebasing: $0.prefix(limit))) }
    }

    /// No message is longer; whoever sends one is not answered for minutes.
    static let byteLimit = 400_000

    private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) {
        var index = 0, word: UInt32 = 0, digits: UInt32 = 0
        let areNames = style == .names
        while index < bytes.count {
            let scalar = Self.fold(Self.scalar(bytes, &index))
            if Self.isLetter(scalar) || areNames && scalar &- 0x30 < 10 {
                if digits > 0 { close(&word, &digits) }
                word = ((word == 0 ? 2_166_136_261 : word) ^ scalar) &* 16_777_619 | 1
            } else if scalar &- 0x30 < 10 {
                if word > 0 { close(&word, &digits) }
                digits += 1
            } else {
                close(&word, &digits)
                if areNames ? Self.isHan(scalar) : !Self.isBlank(scalar) { tokens.append(scalar) }
            }
        }
        close(&word, &digits)
    }

    private mutating func close(_ word: inout UInt32, _ digits: inout UInt32) {
        if word > 0 { tokens.append(0x8000_0000 | word) }
        if digits > 0 { tokens.append(0x30_0000 + min(digits, Self.longestNumber)) }
        (word, digits) = (0, 0)
    }

    /// Longer numbers count as one length.
    private static let longestNumber: UInt32 = 4

    // A lone byte that is no UTF-8 cannot occur in a Swift string, only a cut one at the limit.
    private static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> UInt32 {
        let first = UInt32(bytes[index])
        let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard index + length <= bytes.count else {
            index = bytes.count
            return 0x20
        }
        defer { index += length }
        func rest(_ offset: Int) -> UInt32 { UInt32(bytes[index + offset] & 0x3F) }
        switch length {
        case 1: return first
        case 2: return (first & 0x1F) << 6 | rest(1)
        case 3: return (first & 0x0F) << 12 | rest(1) << 6 | rest(2)
        default: return (first & 0x07) << 18 | rest(1) << 12 | rest(2) << 6 | rest(3)
        }
    }

    private static func fold(_ scalar: UInt32) -> UInt32 {
        let narrow = scalar &- 0xFF01 < 0x5E ? scalar - 0xFEE0 : scalar
        return narrow &- 0x41 < 26 ? narrow + 32 : narrow
    }

    private static func isHan(_ scalar: UInt32) -> Bool { scalar &- 0x3400 < 0x6C00 || scalar &- 0x2_0000 < 0x1_0000 }

    private static func isBlank(_ scalar: UInt32) -> Bool {
        scalar <= 0x20 || scalar &- 0x7F <= 0x20 || scalar == 0xA0 || scalar == 0x3000
    }

    private static func isLetter(_ scalar: UInt32) -> Bool { scalar &- 0x61 < 26 || scalar &- 0xC0 < 0x190 }
}

extension TextTokens {
    /// The tokens of a text as people read them, each beside its number; digits as so many zeros.
    static func readable(_ text: String) -> [String] {
        var pieces: [String] = [], run = "", isNumber = false
        func close() {
            if !run.isEmpty { pieces.append(isNumber ? String(run.prefix(Int(longestNumber))) : run) }
            run = ""
        }
        for given in text.unicodeScalars {
            guard let scalar = Unicode.Scalar(fold(given.value)) else { continue }
            let isDigit = scalar.value &- 0x30 < 10
            if isDigit || isLetter(scalar.value) {
                if isDigit != isNumber { close() }
                isNumber = isDigit
                run.unicodeScalars.append(isDigit ? "0" : scalar)
            } else {
                close()
                if !isBlank(scalar.value) { pieces.append(String(scalar)) }
            }
        }
        close()
        return pieces
    }
}

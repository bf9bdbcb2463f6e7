/// Where a cell stands, as `AB12` says it; both numbers from 1.
struct CellReference: Hashable {
    let column: Int
    let row: Int

    /// Reads a reference of up to three letters and seven digits; nil for anything else.
    init?(_ text: some StringProtocol) {
        let letters = text.utf8.prefix { (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) }
        let digits = text.utf8.dropFirst(letters.count)
        guard (1...3).contains(letters.count), (1...7).contains(digits.count) else { return nil }
        var number = 0
        for digit in digits {
            guard (0x30...0x39).contains(digit) else { return nil }
            number = number * 10 + Int(digit - 0x30)
        }
        guard number > 0 else { return nil }
        // Small and capital letters differ by one bit.
        column = letters.reduce(0) { $0 * 26 + Int($1 & 0xDF) - 0x40 }
        row = number
    }
}

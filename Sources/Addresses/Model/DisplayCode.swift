/// The structured code of an address, for people and printed plates: 12 digits of the village's code, 3 of the grid (000 without),
/// 5 of the place in its village, 6 of what lies in it (000000 for the place itself) and a check digit (ISO/IEC 7064, MOD 11,10;
/// GB/T 17710). Made as Shenzhen (2017) and Xi'an (DB6101/T 3185) make theirs; see decision 0034. It changes when the division or the
/// grid does; the id never does, and nothing is ever keyed on the code.
public enum DisplayCode {
    /// The code. `village` has 12 digits, `grid` may be any code that ends in digits. Nil where a part does not fit.
    public static func make(village: String, grid: String?, place: Int, inside: Int) -> String? {
        guard village.utf8.count == 12, village.utf8.allSatisfy(isDigit), (1...99_999).contains(place),
            (0...999_999).contains(inside)
        else { return nil }
        // A grid's own digits: those that its code has beside the village's.
        let own = grid.map { $0.hasPrefix(village) ? $0.dropFirst(village.count) : $0[...] }
        let digits = own.map { String(String($0.reversed().prefix { $0.isASCII && $0.isNumber }.prefix(3)).reversed()) }
        let body = village + padded(digits ?? "", to: 3) + padded(String(place), to: 5) + padded(String(inside), to: 6)
        return check(of: body.utf8).map { body + String($0) }
    }

    /// Whether a code has 27 digits of which the last checks the others.
    public static func isSound(_ code: String) -> Bool {
        guard code.utf8.count == 27, code.utf8.allSatisfy(isDigit), let last = code.utf8.last else { return false }
        return check(of: code.utf8.dropLast()) == Int(last - 48)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

    private static func padded(_ digits: String, to length: Int) -> String {
        String(repeating: "0", count: max(0, length - digits.utf8.count)) + digits
    }

    // ISO/IEC 7064, the hybrid system MOD 11,10.
    private static func check(of digits: some Sequence<UInt8>) -> Int? {
        var product = 10
        for byte in digits {
            guard isDigit(byte) else { return nil }
            let sum = (product + Int(byte - 48)) % 10
            product = (sum == 0 ? 10 : sum) * 2 % 11
        }
        return (11 - product) % 10
    }
}

import Base

/// The number of a matter: prefix, year, serial and a check character (ISO/IEC 7064, MOD 37,36).
public enum MatterNumber {
    private static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")

    /// Writes a number such as `YH2019-041826-K`.
    public static func make(prefix: String, year: Int, serial: Int) -> String {
        let digits = String(serial)
        let padded = String(repeating: "0", count: max(0, 6 - digits.count)) + digits
        let body = "\(prefix)\(year)-\(padded)"
        return "\(body)-\(check(body))"
    }

    /// Reads a number as people type it: lower case, full-width, blanks for hyphens or none at all. Nil when the check
    /// character does not fit.
    public static func read(_ typed: String) -> String? {
        let folded = typed.uppercased().unicodeScalars.compactMap { scalar -> Character? in
            let value = (0xFF01...0xFF5E).contains(scalar.value) ? scalar.value - 0xFEE0 : scalar.value
            guard let plain = Unicode.Scalar(value) else { return nil }
            let character = Character(plain)
            return character.isASCII && (character.isLetter || character.isNumber)
                ? Character(character.uppercased()) : nil
        }
        let letters = folded.prefix { $0.isLetter }.count
        guard letters >= 1, letters <= 4, folded.count >= letters + 11, folded.count <= letters + 14,
            let last = folded.last
        else { return nil }
        let prefix = String(folded[..<letters])
        let year = String(folded[letters..<letters + 4])
        let serial = String(folded[(letters + 4)..<(folded.count - 1)])
        guard year.allSatisfy(\.isNumber), serial.allSatisfy(\.isNumber) else { return nil }
        let body = "\(prefix)\(year)-\(serial)"
        return check(body) == last ? "\(body)-\(last)" : nil
    }

    static func check(_ body: String) -> Character {
        var product = 36
        for character in body {
            guard let value = alphabet.firstIndex(of: character) else { continue }
            let sum = (product + value) % 36
            product = (sum == 0 ? 36 : sum) * 2 % 37
        }
        return alphabet[(37 - product) % 36]
    }
}

/// The secret code on a slip: 80 bits of an HMAC in Crockford's base 32, four groups of four.
public enum ReceiptCode {
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

    /// Writes the code of an HMAC of at least ten bytes.
    public static func make(hmac: [UInt8]) -> String {
        var code = ""
        var buffer: UInt32 = 0
        var bits = 0
        for byte in hmac.prefix(10) {
            buffer = buffer << 8 | UInt32(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                if code.count % 5 == 4 { code += " " }
                code.append(alphabet[Int(buffer >> UInt32(bits) & 31)])
            }
        }
        return code
    }

    /// Compares a typed code in constant time; I and L read as 1, O as 0, blanks and hyphens do not count.
    public static func matches(_ typed: String, _ code: String) -> Bool {
        SecretComparison.isSame(normal(typed), normal(code))
    }

    private static func normal(_ text: String) -> [UInt8] {
        text.uppercased().utf8.compactMap { byte in
            switch byte {
            case UInt8(ascii: "I"), UInt8(ascii: "L"): UInt8(ascii: "1")
            case UInt8(ascii: "O"): UInt8(ascii: "0")
            case 48...57, 65...90: byte
            default: nil
            }
        }
    }
}

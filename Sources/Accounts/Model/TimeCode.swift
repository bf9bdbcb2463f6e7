public import Base
import Crypto
import Foundation

/// Codes that change every half minute (RFC 6238 over RFC 4226): HMAC-SHA-1, 30 seconds, 6 digits.
public enum TimeCode {
    /// Seconds that a code lasts.
    public static let period: Int64 = 30
    /// Steps before and after the present one that are taken too: a clock may be wrong by half a minute.
    static let slack: Int64 = 1

    /// The number of the step at a time of the machine.
    public static func step(at machine: Instant) -> Int64 { machine.milliseconds / (period * 1_000) }

    /// The code of a step (RFC 4226, 5.3).
    public static func code(secret: [UInt8], step: Int64, digits: Int = 6) -> String {
        let counter = withUnsafeBytes(of: UInt64(bitPattern: step).bigEndian) { Data($0) }
        let hash = Array(
            HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: Data(secret))))
        let offset = Int((hash.last ?? 0) & 0x0F)
        let number = hash[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        let modulus = (0..<digits).reduce(UInt32(1)) { product, _ in product &* 10 }
        let text = String(digits < 10 ? number % modulus : number)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }

    /// The step whose code was typed, if it comes after the last one that was used; nil otherwise. A step is good once.
    public static func matchingStep(
        _ typed: String, secret: [UInt8], at machine: Instant, after last: Int64
    ) -> Int64? {
        let now = step(at: machine)
        var found: Int64?
        // All are compared, whichever fits, so that the time says nothing.
        for step in (now - slack)...(now + slack) {
            let fits = SecretHash.matches(typed, code(secret: secret, step: step))
            if fits && step > last { found = step }
        }
        return found
    }

    /// What was typed, with blanks left out and full-width figures as plain ones; nil when it is not six figures.
    public static func read(_ text: String) -> String? {
        let plain = text.unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "-" }.map { sign in
            (0xFF10...0xFF19).contains(sign.value) ? Unicode.Scalar(UInt8(sign.value - 0xFF10 + 48)) : sign
        }
        guard plain.count == 6, plain.allSatisfy({ ("0"..."9").contains($0) }) else { return nil }
        return String(String.UnicodeScalarView(plain))
    }

    /// The address that an authenticator reads from the picture (Key URI Format); `place` and `login` name the entry there.
    public static func address(secret: [UInt8], place: String, login: String) -> String {
        func encoded(_ text: String) -> String {
            text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        }
        let issuer = encoded("Shanzhi \(place)")
        return "otpauth://totp/\(issuer):\(encoded(login))?secret=\(Base32.encode(secret))&issuer=\(issuer)"
            + "&algorithm=SHA1&digits=6&period=30"
    }
}

/// Base 32 without padding (RFC 4648, 6), as authenticators take a secret.
public enum Base32 {
    private static let signs = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")

    /// The text of some bytes.
    public static func encode(_ bytes: [UInt8]) -> String {
        var text = "", rest = 0, bits = 0
        for byte in bytes {
            rest = rest << 8 | Int(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(signs[rest >> bits & 31])
            }
            rest &= (1 << bits) - 1
        }
        if bits > 0 { text.append(signs[rest << (5 - bits) & 31]) }
        return text
    }
}

/// Codes for the day when the telephone is lost: 80 random bits each, as sixteen signs in groups of four.
public enum RecoveryCode {
    /// How many are made at once.
    public static let count = 10
    // Without I, L, O and U, which look like other signs (Crockford's base 32).
    private static let signs = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

    /// New codes.
    static func make() -> [String] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in
            let text = (0..<16).map { _ in signs[Int.random(in: 0..<32, using: &generator)] }
            return stride(from: 0, to: 16, by: 4).map { String(text[$0..<$0 + 4]) }.joined(separator: "-")
        }
    }

    /// What was typed, in the form that is hashed; nil when it cannot be one.
    static func read(_ text: String) -> String? {
        let alike: [Character: Character] = ["O": "0", "I": "1", "L": "1"]
        let plain = text.uppercased().filter { !$0.isWhitespace && $0 != "-" }.map { alike[$0] ?? $0 }
        return plain.count == 16 && plain.allSatisfy(signs.contains) ? String(plain) : nil
    }
}

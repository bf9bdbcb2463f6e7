import Base
import Crypto
import Foundation

/// The token against forged forms: an HMAC of the visitor's cookie under a key of the district, and of the session
/// once there is one: what was opened before signing in, or under another session, is not sent as this person.
enum FormToken {
    static func make(key: [UInt8], visitor: String, session: String?) -> String {
        let bound = session.map { "\(visitor)\u{1F}\($0)" } ?? visitor
        let code = HMAC<SHA256>.authenticationCode(for: Data(bound.utf8), using: SymmetricKey(data: key))
        return Data(code.prefix(18)).base64EncodedString()
    }

    /// Compares in constant time.
    static func matches(_ given: String, _ expected: String) -> Bool {
        SecretComparison.isSame(given.utf8, expected.utf8)
    }

    static func random() -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<2).map { _ in String(generator.next() as UInt64, radix: 36) }.joined()
    }
}

/// Cookies as header text: HttpOnly and SameSite always.
public enum Cookies {
    /// Lives until the browser closes.
    public static func session(_ name: String, _ value: String, secure: Bool = false) -> String {
        "\(name)=\(value); Path=/; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : "")
    }

    /// Lives for some seconds.
    public static func short(_ name: String, _ value: String, seconds: Int, secure: Bool = false) -> String {
        "\(name)=\(value); Path=/; HttpOnly; SameSite=Strict; Max-Age=\(seconds)" + (secure ? "; Secure" : "")
    }

    /// Lives for a year.
    public static func permanent(_ name: String, _ value: String) -> String {
        "\(name)=\(value); Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000"
    }

    /// Takes a cookie away.
    public static func removed(_ name: String) -> String {
        "\(name)=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"
    }
}

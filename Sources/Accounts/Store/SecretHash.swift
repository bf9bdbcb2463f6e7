import Base
import Crypto
import Foundation

/// Secrets with full entropy, and what is stored of them: their SHA-256 alone.
enum SecretHash {
    /// 64 hexadecimal digits of the SHA-256 of a text.
    static func hash(_ text: String) -> String { hex(SHA256.hash(data: Data(text.utf8))) }

    /// 32 random bytes as 64 hexadecimal digits.
    static func random() -> String { SymmetricKey(size: .bits256).withUnsafeBytes { hex($0) } }

    /// 32 random bytes in base64url without padding (RFC 4648, 5): 43 characters.
    static func randomURL() -> String {
        SymmetricKey(size: .bits256).withUnsafeBytes { Data($0).base64EncodedString() }
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// Compares in a time that does not depend on where two texts differ.
    static func matches(_ left: some StringProtocol, _ right: some StringProtocol) -> Bool {
        SecretComparison.isSame(left.utf8, right.utf8)
    }

    private static func hex(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}

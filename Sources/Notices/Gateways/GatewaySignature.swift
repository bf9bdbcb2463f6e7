import Base
import Crypto
import Foundation

/// The signature of a delivery receipt: HMAC-SHA256 over the time, a dot and the body, in hexadecimal.
///
/// Five minutes of difference between the clocks are borne; an older one is a repetition.
enum GatewaySignature {
    static let header = "x-shanzhi-signature"
    static let timeHeader = "x-shanzhi-time"
    private static let difference: Int64 = 300

    static func make(secret: [UInt8], time: String, body: [UInt8]) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: Array("\(time).".utf8) + body, using: SymmetricKey(data: secret))
        return code.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }

    /// `seconds` is the machine's time since 1970.
    static func isGood(_ signature: String, secret: [UInt8], time: String, body: [UInt8], seconds: Int64) -> Bool {
        guard let told = Int64(time), told > seconds - difference, told < seconds + difference else { return false }
        return SecretComparison.isSame(signature.utf8, make(secret: secret, time: time, body: body).utf8)
    }
}

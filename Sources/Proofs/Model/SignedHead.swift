public import Base
import Crypto
import Foundation

/// A head of the log that the district has put its name to: from then on it cannot tell anybody of another log.
public struct SignedHead: Hashable, Sendable {
    /// How many entries the log had.
    public let size: Int64
    /// The Merkle root over them, 32 bytes.
    public let root: [UInt8]
    /// When it was signed.
    public let at: Instant
    /// The number of the key that signed it.
    public let key: Int
    /// The Ed25519 signature over `text`, 64 bytes.
    public let signature: [UInt8]

    /// The exact bytes that are signed: the body of a C2SP tlog-checkpoint of four lines, each ended by a line feed: the origin,
    /// the size in decimal digits, the root in Base64, and `time` with the milliseconds since 1970 in UTC.
    public static func text(origin: String, size: Int64, root: [UInt8], at: Instant) -> String {
        "\(origin)\n\(size)\n\(Data(root).base64EncodedString())\ntime \(at.milliseconds)\n"
    }

    /// The signed text of this head.
    public func text(origin: String) -> String {
        Self.text(origin: origin, size: size, root: root, at: at)
    }

    /// The whole C2SP signed note: the text, an empty line, and the signature under the name and the id of its key.
    public func note(origin: String, key: SigningKey) -> String {
        let bytes = key.noteID(origin: origin) + signature
        return "\(text(origin: origin))\n\u{2014} \(origin) \(Data(bytes).base64EncodedString())\n"
    }

    /// Whether a key signed it.
    public func isSigned(by key: SigningKey, origin: String) -> Bool {
        key.number == self.key && key.verifies(signature, of: text(origin: origin))
    }
}

/// A public key of the district, and who vouches for it.
public struct SigningKey: Hashable, Sendable {
    /// 1 for the first, one more for each that follows.
    public let number: Int
    /// The Ed25519 public key, 32 bytes (RFC 8032).
    public let publicKey: [UInt8]
    /// From when on it signs.
    public let since: Instant
    /// What the key before it says of it, 64 bytes; the first speaks for itself.
    public let signature: [UInt8]

    /// The exact bytes that the key before signs: `next-key`, a blank and the origin; the number; the key in Base64; `time` with the
    /// milliseconds. No head begins like this, so that one cannot pass for the other.
    public static func text(origin: String, number: Int, publicKey: [UInt8], since: Instant) -> String {
        "next-key \(origin)\n\(number)\n\(Data(publicKey).base64EncodedString())\ntime \(since.milliseconds)\n"
    }

    /// The text that vouches for this key.
    public func text(origin: String) -> String {
        Self.text(origin: origin, number: number, publicKey: publicKey, since: since)
    }

    /// Whether the key before it, or the first itself, vouches for it.
    public func isVouched(by former: SigningKey?, origin: String) -> Bool {
        number == (former?.number ?? 0) + 1 && (former ?? self).verifies(signature, of: text(origin: origin))
    }

    /// The four bytes by which a signed note names its key: of SHA-256(name, line feed, 0x01, key).
    func noteID(origin: String) -> [UInt8] {
        Array(SHA256.hash(data: Data(origin.utf8) + [10, 1] + publicKey).prefix(4))
    }

    /// The key as programs for signed notes take it: name, id and Base64 of 0x01 and the key, parted by `+`.
    public func verifierText(origin: String) -> String {
        let id = noteID(origin: origin).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        return "\(origin)+\(id)+\(Data([1] + publicKey).base64EncodedString())"
    }

    func verifies(_ signature: [UInt8], of text: String) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else { return false }
        return key.isValidSignature(signature, for: Data(text.utf8))
    }
}

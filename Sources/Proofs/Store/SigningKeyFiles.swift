import Crypto
import Foundation
import Journal

/// The private keys: `signing-1.key` and so on in DIR/keys, 64 hexadecimal digits, readable by their owner alone.
struct SigningKeyFiles: Sendable {
    let folder: String

    /// The numbers of the keys that lie here.
    func numbers() -> [Int] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return files.compactMap { file in
            guard file.hasPrefix("signing-"), file.hasSuffix(".key") else { return nil }
            return Int(file.dropFirst(8).dropLast(4))
        }.sorted()
    }

    /// Throws `ProofError.keyFile`.
    func read(_ number: Int) throws -> Curve25519.Signing.PrivateKey {
        let file = Self.name(number), path = folder + "/" + file
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
            let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue, mode & 0o077 == 0,
            let data = FileManager.default.contents(atPath: path),
            let bytes = HexText.decode(String(decoding: data.prefix(64), as: UTF8.self)), bytes.count == 32,
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes)
        else { throw ProofError.keyFile(file) }
        return key
    }

    /// The key that lies here under a number, or a new one: a crash between the file and the table leaves a file that is taken up.
    /// Throws `ProofError.keyFile`.
    func readOrMake(_ number: Int) throws -> Curve25519.Signing.PrivateKey {
        if numbers().contains(number) { return try read(number) }
        let key = Curve25519.Signing.PrivateKey(), file = Self.name(number)
        let text = Array((HexText.encode(key.rawRepresentation) + "\n").utf8)
        let descriptor = Self.openNew(folder + "/" + file)
        guard descriptor >= 0 else { throw ProofError.keyFile(file) }
        defer { close(descriptor) }
        guard write(descriptor, text, text.count) == text.count, fsync(descriptor) == 0 else {
            throw ProofError.keyFile(file)
        }
        return key
    }

    // Never over an existing key, and never readable by others, not even for a moment.
    private static func openNew(_ path: String) -> Int32 { open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600) }

    private static func name(_ number: Int) -> String { "signing-\(number).key" }
}

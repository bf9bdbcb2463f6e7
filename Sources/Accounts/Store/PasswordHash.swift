import CArgon2
import Crypto
import Foundation
public import NIOPosix

/// Passwords by Argon2id (RFC 9106), always on a thread pool: 19 MiB, 2 passes, 1 lane.
public struct PasswordHasher: Sendable {
    private let threads: NIOThreadPool
    private static let passes: UInt32 = 2
    private static let memoryKiB: UInt32 = 19 * 1_024
    private static let lanes: UInt32 = 1

    /// Hashes on the given threads.
    public init(threads: NIOThreadPool) {
        self.threads = threads
    }

    /// The encoded hash with a random salt, such as `$argon2id$v=19$...`. Throws `AccountError.hashing`.
    public func hash(_ password: String) async throws -> String {
        try await threads.runIfActive { try Self.hash(password) }
    }

    /// Whether a password fits an encoded hash. An unreadable hash fits nothing.
    public func matches(_ password: String, _ encoded: String) async throws -> Bool {
        try await threads.runIfActive { argon2id_verify(encoded, password, password.utf8.count) == ARGON2_OK.rawValue }
    }

    static func hash(_ password: String) throws -> String {
        var generator = SystemRandomNumberGenerator()
        let salt = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        var encoded = [CChar](repeating: 0, count: 128)
        let code = argon2id_hash_encoded(
            passes, memoryKiB, lanes, password, password.utf8.count, salt, salt.count, 32, &encoded, encoded.count
        )
        guard code == ARGON2_OK.rawValue else { throw AccountError.hashing }
        return String(decoding: encoded.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

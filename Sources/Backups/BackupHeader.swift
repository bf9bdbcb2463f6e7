import CArgon2
import Crypto

/// The open beginning of a backup: how its key is computed from the passphrase, and a proof of the right one.
///
/// 16 bytes of name and format, memory in KiB, passes and lanes as 32-bit numbers (big-endian), 16 bytes of salt, and 32
/// bytes of HMAC-SHA256 over all that. Argon2id (RFC 9106) gives 32 bytes, of which HKDF makes a key for the HMAC and one
/// for the chunks.
struct BackupHeader {
    static let length = 76
    private static let magic = Array("SHANZHI-BACKUP-1".utf8)
    private static let saltLength = 16

    /// The whole header, bound to every chunk.
    let bytes: [UInt8]
    /// The key of the chunks.
    let key: SymmetricKey

    /// A new header with a salt of its own. Throws `BackupError.derivation`.
    init(_ passphrase: Passphrase) throws {
        var generator = SystemRandomNumberGenerator()
        let salt = (0..<Self.saltLength).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        let open = Self.magic + Cost.standard.bytes + salt
        let keys = try Keys(passphrase, salt: salt, cost: .standard)
        bytes = open + HMAC<SHA256>.authenticationCode(for: open, using: keys.proof)
        key = keys.chunks
    }

    /// Reads a header. Throws `BackupError.notABackup`, `.newer`, `.wrongPassphrase` and `.derivation`.
    init(reading bytes: [UInt8], of path: String, with passphrase: Passphrase) throws {
        guard bytes.count == Self.length, bytes.starts(with: Self.magic.dropLast()) else {
            throw BackupError.notABackup(path)
        }
        guard bytes.starts(with: Self.magic) else { throw BackupError.newer("its format") }
        let open = bytes[..<44]
        // Whoever changes the cost must not make us take all memory of the machine.
        guard let cost = Cost(reading: Array(bytes[16..<28])) else { throw BackupError.notABackup(path) }
        let keys = try Keys(passphrase, salt: Array(bytes[28..<44]), cost: cost)
        guard HMAC<SHA256>.isValidAuthenticationCode(bytes[44...], authenticating: open, using: keys.proof) else {
            throw BackupError.wrongPassphrase
        }
        self.bytes = bytes
        key = keys.chunks
    }

    /// What a guess costs: the second recommendation of RFC 9106, section 4.
    private struct Cost {
        static let standard = Cost(memoryKiB: 65_536, passes: 3, lanes: 4)
        let memoryKiB: UInt32
        let passes: UInt32
        let lanes: UInt32

        var bytes: [UInt8] { [memoryKiB, passes, lanes].flatMap(BigEndian.bytes) }

        init(memoryKiB: UInt32, passes: UInt32, lanes: UInt32) {
            (self.memoryKiB, self.passes, self.lanes) = (memoryKiB, passes, lanes)
        }

        init?(reading bytes: [UInt8]) {
            memoryKiB = UInt32(truncatingIfNeeded: BigEndian.number(bytes[0..<4]))
            passes = UInt32(truncatingIfNeeded: BigEndian.number(bytes[4..<8]))
            lanes = UInt32(truncatingIfNeeded: BigEndian.number(bytes[8..<12]))
            guard (1...16).contains(lanes), (1...64).contains(passes), (8 * lanes...1_048_576).contains(memoryKiB)
            else {
                return nil
            }
        }
    }

    private struct Keys {
        let proof: SymmetricKey
        let chunks: SymmetricKey

        init(_ passphrase: Passphrase, salt: [UInt8], cost: Cost) throws {
            var raw = [UInt8](repeating: 0, count: 32)
            let code = argon2id_hash_raw(
                cost.passes, cost.memoryKiB, cost.lanes, passphrase.bytes, passphrase.bytes.count, salt, salt.count,
                &raw, raw.count
            )
            guard code == ARGON2_OK.rawValue else { throw BackupError.derivation }
            let secret = SymmetricKey(data: raw)
            proof = Self.derive("shanzhi backup proof", from: secret)
            chunks = Self.derive("shanzhi backup chunks", from: secret)
        }

        private static func derive(_ use: String, from secret: SymmetricKey) -> SymmetricKey {
            HKDF<SHA256>.deriveKey(inputKeyMaterial: secret, info: Array(use.utf8), outputByteCount: 32)
        }
    }
}

/// Numbers as they stand in a backup.
enum BigEndian {
    static func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }

    static func number(_ bytes: some Sequence<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
}

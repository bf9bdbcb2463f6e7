import Crypto
import Foundation

/// Encrypts a stream in chunks of 64 KiB (the STREAM construction): each is AES-256-GCM under a nonce of its place and of
/// whether it is the last, so that a chunk which is missing, repeated or out of place is found.
struct ChunkWriter {
    static let size = 65_536
    static let tagLength = 16

    private let file: OpenFile
    private let header: BackupHeader
    private var pending: [UInt8] = []
    private var number: UInt64 = 0

    /// Begins the file with the header. Throws `BackupError.system`.
    init(_ file: OpenFile, header: BackupHeader) throws {
        self.file = file
        self.header = header
        try file.append(header.bytes)
    }

    mutating func write(_ bytes: some Collection<UInt8>) throws {
        pending += bytes
        // The last chunk is known only at the end: one that is just full waits for what comes after it.
        while pending.count > Self.size {
            try seal(pending[..<Self.size], isLast: false)
            pending.removeFirst(Self.size)
        }
    }

    /// Writes the last chunk and waits for the disk.
    mutating func finish() throws {
        try seal(pending[...], isLast: true)
        pending = []
        try file.sync()
    }

    private mutating func seal(_ plain: ArraySlice<UInt8>, isLast: Bool) throws {
        let nonce = try Self.nonce(number, isLast: isLast)
        let box = try AES.GCM.seal(plain, using: header.key, nonce: nonce, authenticating: header.bytes)
        try file.append(box.ciphertext)
        try file.append(box.tag)
        number += 1
    }

    /// Eleven bytes of the chunk's place and one that is 1 for the last.
    ///
    /// The key belongs to one file alone, so that no nonce is used twice.
    static func nonce(_ number: UInt64, isLast: Bool) throws -> AES.GCM.Nonce {
        try AES.GCM.Nonce(data: [0, 0, 0] + BigEndian.bytes(number) + [isLast ? 1 : 0])
    }
}

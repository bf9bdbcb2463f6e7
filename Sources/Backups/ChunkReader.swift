import Crypto
import Foundation

/// Opens what a `ChunkWriter` wrote; a byte that cannot be proven is never handed out.
struct ChunkReader {
    private let file: OpenFile
    private let header: BackupHeader
    // Sealed bytes that were not read yet, and where they begin in the file.
    private var remaining: Int64
    private var offset = Int64(BackupHeader.length)
    private var number: UInt64 = 0
    private var open: ArraySlice<UInt8> = []
    private var isAtEnd = false

    /// Reads the header of an open file. Throws `BackupError`.
    init(_ file: OpenFile, passphrase: Passphrase) throws {
        self.file = file
        header = try BackupHeader(
            reading: file.next(BackupHeader.length), of: file.path, with: passphrase)
        remaining = try file.size() - Int64(BackupHeader.length)
    }

    /// The next bytes: some, at most `most`, none at the end.
    mutating func next(_ most: Int) throws -> ArraySlice<UInt8> {
        if open.isEmpty { try openChunk() }
        let part = open.prefix(most)
        open = open.dropFirst(part.count)
        return part
    }

    /// Just so many bytes. Throws `BackupError.malformed` at the end.
    mutating func read(_ count: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            let part = try next(count - bytes.count)
            guard !part.isEmpty else { throw BackupError.malformed("it ends in the middle of a record") }
            bytes += part
        }
        return bytes
    }

    private mutating func openChunk() throws {
        if isAtEnd { return }
        let length = Int(min(Int64(ChunkWriter.size + ChunkWriter.tagLength), remaining))
        guard length >= ChunkWriter.tagLength else { throw BackupError.cutOff }
        let isLast = Int64(length) == remaining
        let sealed = try file.next(length)
        guard sealed.count == length else { throw BackupError.cutOff }
        guard let plain = unsealed(sealed, isLast: isLast) else {
            // One that opens as a chunk in the middle tells what happened to the rest.
            if isLast, unsealed(sealed, isLast: false) != nil { throw BackupError.cutOff }
            throw BackupError.damaged(at: offset)
        }
        open = plain[...]
        isAtEnd = isLast
        remaining -= Int64(length)
        offset += Int64(length)
        number += 1
    }

    private func unsealed(_ sealed: [UInt8], isLast: Bool) -> [UInt8]? {
        let end = sealed.count - ChunkWriter.tagLength
        guard let nonce = try? ChunkWriter.nonce(number, isLast: isLast),
            let box = try? AES.GCM.SealedBox(nonce: nonce, ciphertext: sealed[..<end], tag: sealed[end...]),
            let plain = try? AES.GCM.open(box, using: header.key, authenticating: header.bytes)
        else { return nil }
        return Array(plain)
    }
}

import Crypto
import Foundation

/// Reads a backup from front to end in constant memory; what it hands out was proven to be what was written.
public final class BackupReader {
    /// What stands at the front.
    public let label: BackupLabel
    private var chunks: ChunkReader
    private var read = BackupSummary()
    private var current: BackedUpFile?

    // A label names every step of the schema; a megabyte is far more than that.
    private static let mostText: UInt64 = 1 << 20

    /// Opens a backup and reads its label. Throws `BackupError`.
    public init(path: String, passphrase: Passphrase) throws {
        var chunks = try ChunkReader(OpenFile(reading: path), passphrase: passphrase)
        guard try chunks.read(1) == [BackupWriter.Record.label.rawValue] else {
            throw BackupError.malformed("it has no label")
        }
        label = try Self.document(BackupLabel.self, from: &chunks)
        self.chunks = chunks
    }

    /// The next file, whose bytes must be asked for before the one after it; nil when the backup was read to its end.
    ///
    /// Throws `BackupError`.
    public func next() throws -> BackedUpFile? {
        if current != nil { _ = try contents { _ in } }
        switch BackupWriter.Record(rawValue: try chunks.read(1)[0]) {
        case .file:
            let name = String(decoding: try chunks.read(Int(BigEndian.number(try chunks.read(2)))), as: UTF8.self)
            let size = Int64(exactly: BigEndian.number(try chunks.read(8)))
            guard let size, BackedUpFile.isAllowed(name) else {
                throw BackupError.malformed("no file may be called \(name)")
            }
            current = BackedUpFile(name: name, size: size)
            return current
        case .summary:
            let told = try Self.document(BackupSummary.self, from: &chunks)
            guard told == read, try chunks.next(1).isEmpty else {
                throw BackupError.malformed("its end does not agree with what it holds")
            }
            return nil
        case .label, nil: throw BackupError.malformed("a record is of no known kind")
        }
    }

    /// Hands out the bytes of the current file piece by piece and answers their SHA-256.
    ///
    /// Throws `BackupError.malformed` when they do not agree with the digest that was written after them.
    public func contents(_ body: ([UInt8]) throws -> Void) throws -> [UInt8] {
        guard let file = current else { return [] }
        var hash = SHA256()
        var left = file.size
        while left > 0 {
            let part = Array(try chunks.next(Int(min(left, Int64(ChunkWriter.size)))))
            guard !part.isEmpty else { throw BackupError.malformed("\(file.name) is not whole") }
            hash.update(data: part)
            try body(part)
            left -= Int64(part.count)
        }
        let digest = Array(hash.finalize())
        guard try chunks.read(digest.count) == digest else {
            throw BackupError.malformed("\(file.name) is not what was read when the backup was made")
        }
        read.files += 1
        read.bytes += file.size
        current = nil
        return digest
    }

    /// What was read so far.
    public var summary: BackupSummary { read }

    private static func document<Value: Decodable>(_: Value.Type, from chunks: inout ChunkReader) throws -> Value {
        let length = BigEndian.number(try chunks.read(4))
        guard length <= mostText else { throw BackupError.malformed("a text in it is too long") }
        guard let value = try? JSONDecoder().decode(Value.self, from: Data(try chunks.read(Int(length)))) else {
            throw BackupError.malformed("a text in it cannot be read")
        }
        return value
    }
}

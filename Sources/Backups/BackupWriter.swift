import Crypto
import Foundation

/// Writes a backup: a label, files each followed by its SHA-256, and a summary, all encrypted.
///
/// The file has its name only when it is whole; until then it is `NAME.partial`, which goes away with the value.
public final class BackupWriter {
    enum Record: UInt8 { case label = 1, file, summary }

    private let path: String
    private let partial: String
    private var chunks: ChunkWriter
    private var summary = BackupSummary()
    private var isWhole = false

    /// Begins the file. Throws `BackupError.exists`, `.derivation` and `.system`.
    public init(path: String, passphrase: Passphrase) throws {
        self.path = path
        partial = path + ".partial"
        guard !FileManager.default.fileExists(atPath: path) else { throw BackupError.exists(path) }
        let header = try BackupHeader(passphrase)
        // What a run that was killed left under this name is of no use.
        chunks = try ChunkWriter(OpenFile(writing: partial, replacing: true), header: header)
    }

    deinit { if !isWhole { unlink(partial) } }

    /// Writes the label, which comes first.
    public func write(_ label: BackupLabel) throws { try write(.label, label) }

    /// Adds a file under its name in the data folder; `at most` its first so many bytes, for one that grows.
    ///
    /// Throws `BackupError.malformed` for a name no data folder has, `.changed` when the file became shorter meanwhile.
    public func add(_ source: BackupSource, as name: String) throws {
        guard BackedUpFile.isAllowed(name) else { throw BackupError.malformed("no file may be called \(name)") }
        try chunks.write([Record.file.rawValue] + BigEndian.bytes(UInt16(name.utf8.count)) + Array(name.utf8))
        try chunks.write(BigEndian.bytes(UInt64(source.size)))
        var hash = SHA256()
        var left = source.size
        while left > 0 {
            let bytes = try source.file.next(Int(min(left, Int64(ChunkWriter.size))))
            guard !bytes.isEmpty else { throw BackupError.changed(source.file.path) }
            hash.update(data: bytes)
            try chunks.write(bytes)
            left -= Int64(bytes.count)
        }
        try chunks.write(Array(hash.finalize()))
        summary.files += 1
        summary.bytes += source.size
    }

    /// Ends the file and gives it its name.
    public func finish() throws -> BackupSummary {
        try write(.summary, summary)
        try chunks.finish()
        guard !FileManager.default.fileExists(atPath: path) else { throw BackupError.exists(path) }
        guard rename(partial, path) == 0 else { throw BackupError.system(path: path, number: errno) }
        isWhole = true
        OpenFile.syncFolder(URL(filePath: path).deletingLastPathComponent().path)
        return summary
    }

    private func write(_ record: Record, _ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let text = try encoder.encode(value)
        try chunks.write([record.rawValue] + BigEndian.bytes(UInt32(text.count)))
        try chunks.write(text)
    }
}

/// A file that is going into a backup, open since its size was noted: what is added to it later is left out.
public struct BackupSource {
    let file: OpenFile
    /// How many bytes of it are taken.
    public let size: Int64

    /// Opens a file and notes its size. Throws `BackupError.system`.
    public init(_ path: String) throws {
        file = try OpenFile(reading: path)
        size = try file.size()
    }

    /// The same, or nil when there is no such file.
    public static func find(_ path: String) throws -> BackupSource? {
        do {
            return try BackupSource(path)
        } catch BackupError.system(_, ENOENT) {
            return nil
        }
    }
}

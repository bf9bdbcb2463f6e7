public import Foundation

/// A data folder that is being restored: it lies beside its place until it is whole.
public final class RestoreFolder {
    private let place: URL
    private let partial: URL
    private var isWhole = false

    /// Begins beside the place. Throws `BackupError.exists` when something stands there already.
    public init(_ place: URL) throws {
        self.place = place
        let files = FileManager.default
        if let content = try? files.contentsOfDirectory(atPath: place.path) {
            guard content.isEmpty else { throw BackupError.exists(place.path) }
        } else if files.fileExists(atPath: place.path) {
            throw BackupError.exists(place.path)
        }
        let above = place.deletingLastPathComponent()
        try files.createDirectory(at: above, withIntermediateDirectories: true)
        partial = above.appending(path: ".\(place.lastPathComponent).restoring-\(UUID().uuidString)")
        try Self.makeFolder(partial)
    }

    deinit { if !isWhole { try? FileManager.default.removeItem(at: partial) } }

    /// Writes the current file of a backup, readable by its owner alone, and waits for the disk.
    ///
    /// Throws `BackupError`.
    public func write(_ file: BackedUpFile, from reader: BackupReader) throws {
        let target = partial.appending(path: file.name)
        try Self.makeFolder(target.deletingLastPathComponent())
        let open = try OpenFile(writing: target.path)
        _ = try reader.contents { try open.append($0) }
        try open.sync()
    }

    /// Copies key files that were kept apart. Throws `BackupError`.
    public func addKeys(from folder: URL) throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
            guard name.hasSuffix(".key"), BackedUpFile.isAllowed("keys/\(name)") else { continue }
            let target = partial.appending(path: "keys").appending(path: name)
            try Self.makeFolder(target.deletingLastPathComponent())
            let source = try OpenFile(reading: folder.appending(path: name).path)
            let open = try OpenFile(writing: target.path)
            try open.append(source.next(Int(try source.size())))
            try open.sync()
        }
    }

    /// Whether there are keys in it.
    public var hasKeys: Bool { FileManager.default.fileExists(atPath: partial.appending(path: "keys").path) }

    /// Gives the folder its name; from then on it stays.
    ///
    /// Throws `BackupError.exists` when something came to stand there meanwhile.
    public func finish() throws {
        // A folder takes the place of an empty one and of nothing else.
        guard rename(partial.path, place.path) == 0 else {
            throw [EEXIST, ENOTEMPTY, ENOTDIR].contains(errno)
                ? BackupError.exists(place.path) : BackupError.system(path: place.path, number: errno)
        }
        isWhole = true
        OpenFile.syncFolder(place.deletingLastPathComponent().path)
    }

    private static func makeFolder(_ folder: URL) throws {
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }
}

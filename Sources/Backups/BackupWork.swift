public import Foundation

/// The folder `backup-work` in a data folder, where the copy of the database lies while a backup begins.
///
/// Only its owner may enter it, only one backup holds it, and it goes away with the value; what a killed run left is
/// removed by the next.
public final class BackupWork {
    /// The folder.
    public let folder: URL
    private let descriptor: Int32
    private var isHeld = false

    /// Makes the folder and takes hold of it. Throws `BackupError.busy` and `.system`.
    public init(in dataFolder: URL) throws {
        folder = dataFolder.appending(path: Self.name)
        if mkdir(folder.path, 0o700) != 0, errno != EEXIST {
            throw BackupError.system(path: folder.path, number: errno)
        }
        descriptor = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0, fchmod(descriptor, 0o700) == 0 else {
            throw BackupError.system(path: folder.path, number: errno)
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw BackupError.busy(dataFolder.path) }
        isHeld = true
        empty()
    }

    deinit {
        if isHeld {
            empty()
            rmdir(folder.path)
        }
        if descriptor >= 0 { close(descriptor) }
    }

    /// The name of the folder.
    public static let name = "backup-work"

    /// Whether a backup of a data folder is under way.
    public static func isHeld(in dataFolder: URL) -> Bool {
        let descriptor = open(dataFolder.appending(path: name).path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_EX | LOCK_NB) != 0
    }

    /// Opens a file in the folder and takes its name away, so that nothing is left of it when the program ends.
    public func take(_ name: String) throws -> BackupSource {
        let path = folder.appending(path: name).path
        let source = try BackupSource(path)
        unlink(path)
        return source
    }

    private func empty() {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [] {
            try? FileManager.default.removeItem(at: folder.appending(path: name))
        }
    }
}

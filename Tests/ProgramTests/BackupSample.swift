import Backups
import Base
import Foundation

/// Backups that the program itself does not make.
enum BackupSample {
    /// A backup of a data folder that nobody writes to, which expired yesterday.
    static func expired(at path: String, of folder: URL, passphrase: String) throws {
        let now = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
        let words = try Passphrase(passphrase.trimmingCharacters(in: .newlines))
        let writer = try BackupWriter(path: path, passphrase: words)
        try writer.write(
            BackupLabel(
                district: "yuhang", code: "330110", name: Words("余杭区", "Yuhang District"),
                createdAt: now.adding(seconds: -2 * 86_400), expiresAt: now.adding(seconds: -86_400), migrations: [],
                counts: [:], holds: .init(data: true, keys: true)))
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { name in
            !name.hasSuffix("-shm") && !name.hasSuffix("-wal")
                && (try? FileManager.default.attributesOfItem(atPath: folder.appending(path: name).path)[.type])
                    as? FileAttributeType == .typeRegular
        }
        for name in names { try writer.add(try BackupSource(folder.appending(path: name).path), as: name) }
        _ = try writer.finish()
    }
}

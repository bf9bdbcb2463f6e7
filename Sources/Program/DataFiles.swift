import Backups
import Foundation
import Storage
import StorageSQLite

/// The files of a data folder beside its database, on their way into a backup.
struct DataFiles {
    let folder: URL

    /// Adds every file of `blobs`, `models` or `keys`, which may lie on another disk behind a link.
    func add(_ name: String, to writer: BackupWriter) throws {
        let root = folder.appending(path: name).resolvingSymlinksInPath()
        guard let files = FileManager.default.enumerator(atPath: root.path) else { return }
        var done: Int64 = 0
        for file in files {
            // Files that are being written have hidden names; those that went away were nobody's any more.
            guard let file = file as? String, file.split(separator: "/").allSatisfy({ !$0.hasPrefix(".") }) else {
                continue
            }
            let path = root.appending(path: file).path
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue,
                let source = try BackupSource.find(path)
            else { continue }
            try writer.add(source, as: "\(name)/\(file)")
            done += 1
            Tell.count(name, done)
        }
    }

    /// How many files that the attachments of a database name are not there: lost, or erased since it was copied.
    func countMissing(of database: String) async throws -> Int {
        let reader = try SQLiteReader(path: database)
        defer { try? reader.close() }
        var (missing, last) = (0, "")
        while true {
            let after = last
            let names = try await reader.read { reader in
                try reader.rows(
                    "SELECT DISTINCT blob FROM attachments WHERE blob > \(after) ORDER BY blob LIMIT 1000"
                ).map { try $0.text("blob") }
            }
            guard let newest = names.last else { return missing }
            missing += names.count { !FileManager.default.fileExists(atPath: path(of: $0)) }
            last = newest
        }
    }

    private func path(of blob: String) -> String {
        folder.appending(path: "blobs").appending(path: String(blob.prefix(2))).appending(path: blob).path
    }
}

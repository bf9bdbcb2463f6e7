import Base
import Foundation
import Journal
import Storage
import Synchronization

/// Attachments as files under DIR/blobs, named by an HMAC of their content: the same photograph is kept once.
struct BlobFolder: Sendable {
    let folder: URL
    let keys: KeyRing

    /// Writes the bytes and answers their name. The file is complete and on disk before its row is written.
    /// Throws `StorageError.full` on a full disk, `.engine` when it cannot be written for another reason.
    func put(_ bytes: [UInt8]) throws -> Put {
        do {
            return try write(bytes)
        } catch let error as CocoaError {
            throw error.code == .fileWriteOutOfSpace ? StorageError.full : StorageError.engine("\(error)")
        }
    }

    /// A file that was put: its name, and when it was written if it was not there before.
    struct Put {
        let name: String
        let writtenAt: Date?
    }

    /// Removes a file that was put for rows that were not written, unless it was there before or somebody put it again.
    func takeBack(_ put: Put) {
        guard let written = put.writtenAt else { return }
        Self.lock.withLock { _ in
            if modified(put.name) == written { remove(put.name) }
        }
    }

    private func modified(_ name: String) -> Date? {
        (try? FileManager.default.attributesOfItem(atPath: path(name).path))?[.modificationDate] as? Date
    }

    private func write(_ bytes: [UInt8]) throws -> Put {
        let name = try keys.hmac(.blobs, bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        let place = path(name)
        // Young again: the sweep must not take it before its new row is written.
        if Self.lock.withLock({ _ in utimes(place.path, nil) }) == 0 { return Put(name: name, writtenAt: nil) }
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: place, options: .atomic)
        let handle = try FileHandle(forWritingTo: place)
        try handle.synchronize()
        try handle.close()
        return Put(name: name, writtenAt: modified(name))
    }

    func get(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: path(name))) }

    func remove(_ name: String) { try? FileManager.default.removeItem(at: path(name)) }

    /// The names of all files last written before a time of the machine's clock.
    func list(writtenBefore time: Date) -> [String] {
        let paths = FileManager.default.subpaths(atPath: folder.path) ?? []
        return paths.map { String($0.split(separator: "/").last ?? "") }.filter { isOld($0, time) }.sorted()
    }

    /// Removes a file unless it was written again meanwhile; answers whether it did.
    func remove(_ name: String, writtenBefore time: Date) -> Bool {
        Self.lock.withLock { _ in
            guard isOld(name, time) else { return false }
            remove(name)
            return true
        }
    }

    private func isOld(_ name: String, _ time: Date) -> Bool {
        let facts = try? FileManager.default.attributesOfItem(atPath: path(name).path)
        guard facts?[.type] as? FileAttributeType == .typeRegular else { return false }
        return (facts?[.modificationDate] as? Date).map { $0 < time } ?? false
    }

    // Between looking at a file's age and removing it nobody may make it young again.
    private static let lock = Mutex(())

    private func path(_ name: String) -> URL { folder.appending(path: String(name.prefix(2))).appending(path: name) }
}

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

    /// A file that was put and whose rows are not written yet.
    struct Put {
        let name: String
        let isNew: Bool
    }

    /// The rows of a file that was put are written.
    func keep(_ put: Put) {
        Self.underWay.withLock { _ = Self.leave(put.name, &$0) }
    }

    /// Removes a file that was put for rows that were not written, unless it was there before or somebody put it since: it
    /// may be theirs now, and if it is nobody's the sweep finds it.
    func takeBack(_ put: Put) {
        Self.underWay.withLock { underWay in
            if Self.leave(put.name, &underWay), put.isNew { remove(put.name) }
        }
    }

    /// Who puts a file of a name: how many are under way, and how many there were since the first of them.
    private struct Putting {
        var now = 0
        var ever = 0
    }

    /// Whether the one who leaves was alone all the time.
    private static func leave(_ name: String, _ underWay: inout [String: Putting]) -> Bool {
        guard var putting = underWay[name] else { return false }
        putting.now -= 1
        underWay[name] = putting.now == 0 ? nil : putting
        return putting.ever == 1
    }

    private func write(_ bytes: [UInt8]) throws -> Put {
        let name = try keys.hmac(.blobs, bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        let place = path(name)
        let isThere = Self.underWay.withLock { underWay in
            underWay[name, default: Putting()].now += 1
            underWay[name, default: Putting()].ever += 1
            // Young again: the sweep must not take it before its new row is written.
            return utimes(place.path, nil) == 0
        }
        let put = Put(name: name, isNew: !isThere)
        if isThere { return put }
        do {
            try FileManager.default.createDirectory(
                at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: place, options: .atomic)
            let handle = try FileHandle(forWritingTo: place)
            try handle.synchronize()
            try handle.close()
        } catch {
            takeBack(put)
            throw error
        }
        return put
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
        Self.underWay.withLock { underWay in
            guard underWay[name] == nil, isOld(name, time) else { return false }
            remove(name)
            return true
        }
    }

    private func isOld(_ name: String, _ time: Date) -> Bool {
        let facts = try? FileManager.default.attributesOfItem(atPath: path(name).path)
        guard facts?[.type] as? FileAttributeType == .typeRegular else { return false }
        return (facts?[.modificationDate] as? Date).map { $0 < time } ?? false
    }

    // Between looking at a file and removing it nobody may put it again.
    private static let underWay = Mutex<[String: Putting]>([:])

    private func path(_ name: String) -> URL { folder.appending(path: String(name.prefix(2))).appending(path: name) }
}

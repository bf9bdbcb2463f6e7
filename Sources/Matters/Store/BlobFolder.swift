import Base
import Foundation
import Journal

/// Attachments as files under DIR/blobs, named by an HMAC of their content: the same photograph is kept once.
struct BlobFolder: Sendable {
    let folder: URL
    let keys: KeyRing

    /// Writes the bytes and answers their name. The file is complete and on disk before its row is written.
    func put(_ bytes: [UInt8]) throws -> String {
        let name = try keys.hmac(.blobs, bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        let place = path(name)
        if FileManager.default.fileExists(atPath: place.path) { return name }
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: place, options: .atomic)
        let handle = try FileHandle(forWritingTo: place)
        try handle.synchronize()
        try handle.close()
        return name
    }

    func get(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: path(name))) }

    func remove(_ name: String) { try? FileManager.default.removeItem(at: path(name)) }

    private func path(_ name: String) -> URL { folder.appending(path: String(name.prefix(2))).appending(path: name) }
}

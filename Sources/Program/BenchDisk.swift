import ArgumentParser
import Foundation

/// What the disk below a folder can do.
enum BenchDisk {
    /// Milliseconds that the median of 200 small appends takes, each made durable by fdatasync.
    static func syncMilliseconds(in folder: URL) throws -> Double {
        let path = folder.appending(path: "sync.probe").path
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        guard descriptor >= 0 else { throw ValidationError("Cannot write in \(folder.path).") }
        defer {
            close(descriptor)
            unlink(path)
        }
        let block = [UInt8](repeating: 7, count: 4_096)
        var times: [Double] = []
        for _ in 0..<200 {
            let start = ContinuousClock.now
            guard write(descriptor, block, block.count) == block.count, fdatasync(descriptor) == 0 else {
                throw ValidationError("The disk refused a write in \(folder.path).")
            }
            times.append(milliseconds(ContinuousClock.now - start))
        }
        return times.sorted()[times.count / 2]
    }

    /// Bytes that may still be written below a folder.
    static func freeBytes(in folder: URL) throws -> Int64 {
        let values = try FileManager.default.attributesOfFileSystem(forPath: folder.path)
        return (values[.systemFreeSize] as? NSNumber)?.int64Value ?? 0
    }

    static func milliseconds(_ duration: Duration) -> Double {
        let parts = duration.components
        return Double(parts.seconds) * 1_000 + Double(parts.attoseconds) / 1e15
    }
}

import ArgumentParser
import Foundation

/// What the disk below a folder can do.
enum BenchDisk {
    /// Milliseconds that the median of 200 small appends takes, each made durable by fdatasync.
    static func syncMilliseconds(in folder: URL) throws -> Double {
        let path = folder.appending(path: "sync.probe").path
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        guard descriptor >= 0 else { throw Refusal("Cannot write in \(folder.path).") }
        defer {
            close(descriptor)
            unlink(path)
        }
        let block = [UInt8](repeating: 7, count: 4_096)
        var times: [Double] = []
        for _ in 0..<200 {
            let start = ContinuousClock.now
            guard write(descriptor, block, block.count) == block.count, fdatasync(descriptor) == 0 else {
                throw Refusal("The disk refused a write in \(folder.path).")
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

    /// Milliseconds of processor time that a process has used, all its threads together (proc(5), stat).
    static func processorMilliseconds(of process: Int32) -> Double {
        guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else { return 0 }
        // The name of the program stands in parentheses and may hold blanks; user and system time are fields 14 and 15.
        let fields = text[(text.lastIndex(of: ")") ?? text.startIndex)...].split(separator: " ")
        guard fields.count > 13, let user = Double(fields[12]), let system = Double(fields[13]) else { return 0 }
        return (user + system) * 1_000 / Double(max(1, sysconf(Int32(_SC_CLK_TCK))))
    }

    static func milliseconds(_ duration: Duration) -> Double {
        let parts = duration.components
        return Double(parts.seconds) * 1_000 + Double(parts.attoseconds) / 1e15
    }
}

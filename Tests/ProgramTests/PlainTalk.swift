import Foundation

/// A plain connection that is written and read by hand.
final class PlainTalk {
    private let handle: FileHandle

    /// Connects to this machine.
    init(port: UInt16) throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isConnected else { throw POSIXError(.ECONNREFUSED) }
    }

    /// Sends some text.
    func say(_ text: String) throws { try handle.write(contentsOf: Data(text.utf8)) }

    /// Reads up to some words, or to the end.
    func hear(until words: String? = nil) throws -> String {
        var heard = Data()
        while words.map({ !String(decoding: heard, as: UTF8.self).contains($0) }) ?? true {
            guard let more = try handle.read(upToCount: 1), !more.isEmpty else { break }
            heard += more
        }
        return String(decoding: heard, as: UTF8.self)
    }
}

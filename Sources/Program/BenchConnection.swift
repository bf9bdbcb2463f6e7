import Base
import Foundation

/// What can go wrong between a bench client and the server.
enum BenchFailure: ExplainedError {
    case connection
    case answer

    var explanation: String {
        switch self {
        case .connection: "The server closed the connection."
        case .answer: "The server gave an answer that was not expected."
        }
    }
}

/// One keep-alive HTTP/1.1 connection over a blocking socket; as little work as possible, since the server has the same
/// processors.
final class BenchConnection {
    /// An answer: its head as text only when it is asked for.
    struct Answer {
        let status: Int
        let head: Range<Int>
        let body: Range<Int>
    }

    private let descriptor: Int32
    private let host: [UInt8]
    private(set) var bytes: [UInt8] = []
    private var chunk = [UInt8](repeating: 0, count: 65_536)

    init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        host = Array("Host: 127.0.0.1:\(port)\r\nAccept-Language: zh-CN\r\n".utf8)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let answer = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
        }
        guard descriptor >= 0, answer == 0 else { throw BenchFailure.connection }
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    deinit {
        close(descriptor)
    }

    /// Asks and waits for the whole answer; its bytes stay in `bytes` until the next request.
    func ask(_ method: String, _ path: String, cookie: String, form: [UInt8]? = nil) throws -> Answer {
        var request = Array("\(method) \(path) HTTP/1.1\r\n".utf8)
        request += host
        if !cookie.isEmpty { request += "Cookie: \(cookie)\r\n".utf8 }
        if let form {
            request += "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: \(form.count)\r\n\r\n".utf8
            request += form
        } else {
            request += "\r\n".utf8
        }
        try send(request)
        return try receive()
    }

    /// A header of the answer; every value of it.
    func values(_ name: String, of answer: Answer) -> [String] {
        String(decoding: bytes[answer.head], as: UTF8.self).components(separatedBy: "\r\n").compactMap { line in
            let halves = line.split(separator: ":", maxSplits: 1)
            guard halves.count == 2, halves[0].lowercased() == name else { return nil }
            return halves[1].trimmingCharacters(in: .whitespaces)
        }
    }

    private func send(_ request: [UInt8]) throws {
        var sent = 0
        while sent < request.count {
            let count = request.withUnsafeBytes { buffer in
                Foundation.send(
                    descriptor, buffer.baseAddress?.advanced(by: sent), request.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw BenchFailure.connection }
            sent += count
        }
    }

    private func receive() throws -> Answer {
        bytes.removeAll(keepingCapacity: true)
        var head: Int?
        while head == nil {
            let from = max(0, bytes.count - 3)
            try more()
            head = Self.endOfHead(bytes, from: from)
        }
        guard let end = head, bytes.count > 12 else { throw BenchFailure.answer }
        let status = bytes[9...11].reduce(0) { $0 * 10 + Int($1) - 48 }
        let length = Self.contentLength(bytes, until: end)
        while bytes.count < end + length { try more() }
        return Answer(status: status, head: 0..<end, body: end..<(end + length))
    }

    private func more() throws {
        let count = recv(descriptor, &chunk, chunk.count, 0)
        guard count > 0 else { throw BenchFailure.connection }
        bytes += chunk[0..<count]
    }

    private static func endOfHead(_ bytes: [UInt8], from: Int) -> Int? {
        var index = from
        while index + 3 < bytes.count {
            if bytes[index] == 13, bytes[index + 1] == 10, bytes[index + 2] == 13, bytes[index + 3] == 10 {
                return index + 4
            }
            index += 1
        }
        return nil
    }

    private static let lengthName = Array("content-length:".utf8)

    private static func contentLength(_ bytes: [UInt8], until end: Int) -> Int {
        var index = 0
        while index + lengthName.count < end {
            if bytes[index] == 10, matches(bytes, index + 1) {
                let digits = bytes[(index + 1 + lengthName.count)..<end].drop { $0 == 32 }.prefix {
                    $0 >= 48 && $0 <= 57
                }
                return digits.reduce(0) { $0 * 10 + Int($1) - 48 }
            }
            index += 1
        }
        return 0
    }

    private static func matches(_ bytes: [UInt8], _ start: Int) -> Bool {
        for (offset, byte) in lengthName.enumerated() where bytes[start + offset] | 32 != byte | 32 { return false }
        return true
    }
}

/// A form as `application/x-www-form-urlencoded`.
struct BenchForm {
    private(set) var bytes: [UInt8] = []
    private static let digits = Array("0123456789ABCDEF".utf8)

    init(_ fields: [(String, String)]) {
        bytes.reserveCapacity(1_024)
        for (name, value) in fields {
            if !bytes.isEmpty { bytes.append(UInt8(ascii: "&")) }
            bytes += name.utf8
            bytes.append(UInt8(ascii: "="))
            append(value)
        }
    }

    /// A value as it stands in a query.
    static func encoded(_ value: String) -> String {
        var form = BenchForm([])
        form.append(value)
        return String(decoding: form.bytes, as: UTF8.self)
    }

    private mutating func append(_ value: String) {
        for byte in value.utf8 {
            switch byte {
            case 48...57, 65...90, 97...122, 45, 46, 95: bytes.append(byte)
            default: bytes += [UInt8(ascii: "%"), Self.digits[Int(byte >> 4)], Self.digits[Int(byte & 15)]]
            }
        }
    }
}

import Base
import Foundation

/// DIR/journal.heads: every head as a JSON line, beside the database, so that whoever cuts off the newest entries
/// has to find and change this file too. Copy it away often.
public struct HeadsFile: Sendable {
    private let path: String

    /// Names the file; it is made with the first head.
    public init(path: String) {
        self.path = path
    }

    /// Appends heads and waits until they are on the disk. Throws `JournalError.headsFile`.
    func append(_ heads: [JournalHead], district: String) throws {
        guard !heads.isEmpty else { return }
        let lines = heads.map { head in
            let members: [String: CanonicalJSON] = [
                "district": .text(district), "size": .integer(head.size), "root": .text(HexText.encode(head.root)),
                "at": .integer(head.at.milliseconds),
            ]
            return CanonicalJSON.object(members).encoded + "\n"
        }
        let descriptor = open(path, O_RDWR | O_CREAT | O_APPEND, 0o640)
        guard descriptor >= 0 else { throw JournalError.headsFile(errno) }
        defer { close(descriptor) }
        try dropTornLine(descriptor)
        let bytes = Array(lines.joined().utf8)
        guard write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else {
            throw JournalError.headsFile(errno)
        }
    }

    /// The size of the district's last head in the file, 0 without one. Reads the end of the file first.
    func lastSize(district: String) throws -> Int64 {
        guard let file = FileHandle(forReadingAtPath: path) else { return 0 }
        defer { try? file.close() }
        let length = try file.seekToEnd()
        // A line has some 170 bytes; this is asked every second.
        let tail: UInt64 = 4_096
        if length > tail {
            try file.seek(toOffset: length - tail)
            let text = String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self)
            if let head = Self.heads(in: text, district: district).last { return head.size }
        }
        return try list(district: district).last?.size ?? 0
    }

    /// Every head of a district in the file, in its order. Lines that are no heads are left out.
    func list(district: String) throws -> [JournalHead] {
        guard let data = FileManager.default.contents(atPath: path) else { return [] }
        return Self.heads(in: String(decoding: data, as: UTF8.self), district: district)
    }

    private static func heads(in text: String, district: String) -> [JournalHead] {
        text.split(separator: "\n").compactMap { line in
            guard let members = CanonicalJSON(String(line))?.object, members["district"]?.text == district,
                let size = members["size"]?.integer, let at = members["at"]?.integer,
                let root = (members["root"]?.text).flatMap(HexText.decode)
            else { return nil }
            return JournalHead(size: size, root: root, at: Instant(milliseconds: at))
        }
    }

    // A crash in the middle of a line leaves half of it; it is cut, and the head is appended again.
    private func dropTornLine(_ descriptor: Int32) throws {
        var length = lseek(descriptor, 0, SEEK_END)
        var byte: UInt8 = 0
        let whole = length
        while length > 0, pread(descriptor, &byte, 1, length - 1) == 1, byte != 10 { length -= 1 }
        if length != whole, ftruncate(descriptor, length) != 0 { throw JournalError.headsFile(errno) }
    }
}

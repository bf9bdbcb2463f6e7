/// How a text is encoded, found by its byte order mark or by reading all of it.
enum TextEncoding: String {
    case utf8 = "UTF-8"
    case utf16LittleEndian = "UTF-16LE"
    case utf16BigEndian = "UTF-16BE"
    case gb18030 = "GB 18030"

    /// The encoding of a file, and how many bytes of a mark stand before its text. Throws `SheetError.system`.
    ///
    /// A few broken bytes do not make a UTF-8 file one of GB 18030: only their own rows are lost.
    static func find(_ source: ByteSource) throws(SheetError) -> (encoding: TextEncoding, mark: Int) {
        let head = try source.read(at: 0, 3)
        if head == [0xEF, 0xBB, 0xBF] { return (.utf8, 3) }
        if head.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if head.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        var (count, offset) = (UTF8Count(), 0)
        while true {
            let chunk = try source.read(at: offset, 1 << 18)
            guard !chunk.isEmpty else { break }
            count.add(chunk)
            offset += chunk.count
        }
        count.finish()
        let isUTF8 = count.broken == 0 || count.broken * 20 < count.foreign
        return (isUTF8 ? .utf8 : .gb18030, 0)
    }
}

/// Counts well-formed and broken sequences of UTF-8 (Unicode 15, table 3-7) over chunks that may cut a character.
struct UTF8Count {
    /// Characters beyond ASCII.
    private(set) var foreign = 0
    /// Bytes at which a sequence broke.
    private(set) var broken = 0
    // How many bytes are still to come, and between which the next must lie.
    private var awaited = 0
    private var (low, high): (UInt8, UInt8) = (0x80, 0xBF)

    /// Takes the next bytes.
    mutating func add(_ chunk: [UInt8]) {
        chunk.withUnsafeBytes { bytes in
            var index = 0
            while index < bytes.count {
                if awaited == 0, index + 8 <= bytes.count,
                    bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
                {
                    index += 8
                    continue
                }
                take(bytes[index])
                index += 1
            }
        }
    }

    /// Says that nothing follows.
    mutating func finish() {
        if awaited > 0 { broken += 1 }
        awaited = 0
    }

    private mutating func take(_ byte: UInt8) {
        if awaited > 0 {
            if byte >= low, byte <= high {
                awaited -= 1
                (low, high) = (0x80, 0xBF)
                if awaited == 0 { foreign += 1 }
                return
            }
            // The byte may begin a character of its own.
            awaited = 0
            broken += 1
        }
        begin(byte)
    }

    private mutating func begin(_ byte: UInt8) {
        (low, high) = (0x80, 0xBF)
        switch byte {
        case 0x00...0x7F: break
        case 0xC2...0xDF: awaited = 1
        case 0xE0: (awaited, low) = (2, 0xA0)
        case 0xED: (awaited, high) = (2, 0x9F)
        case 0xE1...0xEF: awaited = 2
        case 0xF0: (awaited, low) = (3, 0x90)
        case 0xF4: (awaited, high) = (3, 0x8F)
        case 0xF1...0xF3: awaited = 3
        default: broken += 1
        }
    }
}

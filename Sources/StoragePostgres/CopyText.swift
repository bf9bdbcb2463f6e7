import Storage

/// Rows in the text form of COPY (PostgreSQL 15, COPY, "Text Format").
struct CopyText {
    private(set) var bytes: [UInt8] = []

    /// Adds a row. Throws `StorageError.constraint` for a text with a zero byte.
    mutating func append(_ row: [Value]) throws {
        for (place, value) in row.enumerated() {
            if place > 0 { bytes.append(9) }
            switch value {
            case .null: bytes += [92, 78]
            case .integer(let number): bytes += String(number).utf8
            case .text(let text): try append(text)
            case .blob(let blob):
                // The backslash of the hexadecimal form is itself escaped.
                bytes += [92, 92, 120]
                for byte in blob { bytes += [Self.digits[Int(byte >> 4)], Self.digits[Int(byte & 15)]] }
            }
        }
        bytes.append(10)
    }

    private static let digits = Array("0123456789abcdef".utf8)

    private mutating func append(_ text: String) throws {
        for byte in text.utf8 {
            switch byte {
            case 0: throw StorageError.constraint("a text holds a zero byte")
            case 9: bytes += [92, 116]
            case 10: bytes += [92, 110]
            case 13: bytes += [92, 114]
            case 92: bytes += [92, 92]
            default: bytes.append(byte)
            }
        }
    }
}

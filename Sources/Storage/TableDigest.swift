import Crypto

/// The rows of one table: how many, and SHA-256 over their values in the order of the key.
public struct TableDigest: Sendable, Equatable {
    /// The table.
    public let table: String
    /// How many rows.
    public let rows: Int
    /// In hexadecimal.
    public let hash: String

    /// Reads a whole table in one snapshot.
    public init(_ shape: TableShape, in reader: any Reader) throws {
        var hash = SHA256(), count = 0
        try shape.eachPage(in: reader) { rows in
            count += rows.count
            for row in rows {
                var bytes: [UInt8] = []
                for column in shape.columns { Self.append(try row.value(column), to: &bytes) }
                hash.update(data: bytes)
            }
        }
        (table, rows) = (shape.name, count)
        self.hash = hash.finalize().map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }.joined()
    }

    // The kind of a value, its length, its bytes: no two rows read alike.
    private static func append(_ value: Value, to bytes: inout [UInt8]) {
        switch value {
        case .null: bytes.append(0)
        case .integer(let number):
            bytes.append(1)
            withUnsafeBytes(of: number.bigEndian) { bytes += $0 }
        case .text(let text): append(2, Array(text.utf8), to: &bytes)
        case .blob(let blob): append(3, blob, to: &bytes)
        }
    }

    private static func append(_ kind: UInt8, _ content: [UInt8], to bytes: inout [UInt8]) {
        bytes.append(kind)
        withUnsafeBytes(of: Int64(content.count).bigEndian) { bytes += $0 }
        bytes += content
    }
}

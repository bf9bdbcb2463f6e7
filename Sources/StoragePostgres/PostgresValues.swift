import CLibpq
import Storage

/// The types that stored values have (src/include/catalog/pg_type.dat).
enum Oids {
    static let bool: Oid = 16, bytea: Oid = 17, name: Oid = 19, int8: Oid = 20, int2: Oid = 21, int4: Oid = 23
    static let text: Oid = 25, unknown: Oid = 705, bpchar: Oid = 1042, varchar: Oid = 1043
}

/// Values in the form libpq takes them: text as it stands, numbers as text, blobs as bytes.
struct Parameters {
    private let bytes: [[UInt8]?]
    private let formats: [Int32]

    init(_ values: [Value]) throws {
        bytes = try values.map { value in
            switch value {
            case .null: return nil
            case .integer(let number): return Array(String(number).utf8) + [0]
            case .text(let text):
                // The text would end there without a word.
                if text.utf8.contains(0) { throw StorageError.constraint("a text holds a zero byte") }
                return Array(text.utf8) + [0]
            case .blob(let bytes): return bytes + [0]
            }
        }
        formats = values.map { if case .blob = $0 { 1 } else { 0 } }
    }

    func with<Result>(
        _ body: (UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> Result
    ) -> Result {
        // One buffer for all of them; each ends in a zero, which is not counted.
        let flat = bytes.reduce(into: [UInt8]()) { $0 += $1 ?? [] }
        return flat.withUnsafeBytes { buffer in
            var offset = 0
            var pointers: [UnsafePointer<CChar>?] = [], lengths: [Int32] = []
            for value in bytes {
                pointers.append(
                    value.flatMap { _ in buffer.baseAddress?.advanced(by: offset).assumingMemoryBound(to: CChar.self) })
                lengths.append(Int32((value?.count ?? 1) - 1))
                offset += value?.count ?? 0
            }
            return body(pointers, lengths, formats)
        }
    }
}

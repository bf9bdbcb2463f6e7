import CLibpq
import Storage

/// The types that stored values have (src/include/catalog/pg_type.dat).
enum Oids {
    static let bool: Oid = 16, bytea: Oid = 17, name: Oid = 19, int8: Oid = 20, int2: Oid = 21, int4: Oid = 23
    static let text: Oid = 25, unknown: Oid = 705, bpchar: Oid = 1042, varchar: Oid = 1043

    static func isText(_ kind: Oid) -> Bool { [text, varchar, bpchar, name, unknown].contains(kind) }
}

/// The rows of an answer, read where they stand: whoever clears the answer is done with them.
struct AnsweredRows {
    private let result: OpaquePointer?
    private let kinds: [Oid]

    init(_ result: OpaquePointer?) {
        self.result = result
        kinds = (0..<PQnfields(result)).map { PQftype(result, $0) }
    }

    var count: Int32 { PQntuples(result) }

    var names: [String] { kinds.indices.map { name(Int32($0)) } }

    func values(_ row: Int32) throws -> [Value] {
        var values: [Value] = []
        values.reserveCapacity(kinds.count)
        for (index, kind) in kinds.enumerated() { values.append(try value(row, Int32(index), kind)) }
        return values
    }

    func pass(_ row: Int32, into passing: inout PassingRow) throws {
        passing.clear()
        for (index, kind) in kinds.enumerated() {
            guard let bytes = bytes(row, Int32(index)) else {
                passing.appendNull()
                continue
            }
            guard Oids.isText(kind) else { throw StorageError.column(name(Int32(index))) }
            passing.append(bytes)
        }
    }

    private func value(_ row: Int32, _ column: Int32, _ kind: Oid) throws -> Value {
        guard let bytes = bytes(row, column) else { return .null }
        switch kind {
        case Oids.int8, Oids.int4, Oids.int2:
            // Big-endian, with the sign in the first byte.
            let first: Int64 = bytes.first.map { Int64(Int8(bitPattern: $0)) } ?? 0
            return .integer(bytes.dropFirst().reduce(first) { $0 << 8 | Int64($1) })
        case Oids.bool: return .integer(Int64(bytes.first ?? 0))
        case Oids.bytea: return .blob([UInt8](bytes))
        case _ where Oids.isText(kind): return .text(String(decoding: bytes, as: UTF8.self))
        default: throw StorageError.column(name(column))
        }
    }

    /// What stands in a column; nil for null.
    private func bytes(_ row: Int32, _ column: Int32) -> UnsafeRawBufferPointer? {
        guard PQgetisnull(result, row, column) == 0, let start = PQgetvalue(result, row, column) else { return nil }
        return UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(result, row, column)))
    }

    private func name(_ column: Int32) -> String { PQfname(result, column).map { String(cString: $0) } ?? "" }
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

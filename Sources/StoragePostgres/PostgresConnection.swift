import CLibpq
import Foundation
import Storage

/// One connection, used by one thread at a time: prepared statements, bound and read in PostgreSQL's binary form.
final class PostgresConnection {
    /// More different statements than the program has.
    private static let preparedLimit = 1_000

    /// A server that says nothing for so long is given up, also where its kernel still acknowledges; more than a statement may
    /// take there.
    private static let longestSilence = Duration.seconds(18)

    private let handle: OpaquePointer
    private var isGivenUp = false
    private var prepared: [String: Statement] = [:]

    private struct Statement {
        let name: String
        var columns: RowColumns?
    }

    /// Connects. Throws `PostgresFailure`.
    init(_ conninfo: String) throws {
        guard let handle = PQconnectdb(conninfo) else { throw PostgresFailure(state: "", message: "out of memory") }
        guard PQstatus(handle) == CONNECTION_OK else {
            let message = Self.message(of: handle)
            PQfinish(handle)
            throw PostgresFailure(state: "", message: message)
        }
        self.handle = handle
        // Notices are for the server's own log.
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
    }

    deinit { PQfinish(handle) }

    /// Connects anew, to whichever of the hosts takes writes now. Throws `PostgresFailure`.
    func reconnect() throws {
        prepared.removeAll()
        PQreset(handle)
        isGivenUp = false
        if isBroken { throw PostgresFailure(state: "", message: Self.message(of: handle)) }
    }

    var isBroken: Bool { isGivenUp || PQstatus(handle) != CONNECTION_OK }
    var isInTransaction: Bool { PQtransactionStatus(handle) != PQTRANS_IDLE }
    /// Reached by whoever waits for notifications.
    var socket: Int32 { PQsocket(handle) }

    // MARK: - Statements

    /// Runs one or more statements without parameters.
    func control(_ text: String) throws {
        let result = try answer(PQsendQuery(handle, text))
        defer { PQclear(result) }
        try check(result)
    }

    /// Runs statements that take as long as they take, such as the steps of a schema.
    func patiently(_ text: String) throws {
        let result = PQexec(handle, text)
        defer { PQclear(result) }
        try check(result)
    }

    // The last result of what was sent, or the first that is an error, as PQexec gives it, but not for ever.
    private func answer(_ isSent: Int32) throws -> OpaquePointer? {
        guard isSent == 1 else { throw failure(nil) }
        var kept: OpaquePointer?
        do {
            while let result = try next() {
                let status = PQresultStatus(result)
                let isRefused = kept.map { PQresultStatus($0) == PGRES_FATAL_ERROR } ?? false
                PQclear(isRefused ? result : kept)
                if !isRefused { kept = result }
                if status == PGRES_COPY_IN { break }
            }
        } catch {
            PQclear(kept)
            throw error
        }
        return kept
    }

    private func next() throws -> OpaquePointer? {
        let end = ContinuousClock.now + Self.longestSilence
        while PQisBusy(handle) == 1 {
            let left = ContinuousClock.now.duration(to: end)
            guard left > .zero else {
                isGivenUp = true
                throw PostgresFailure(state: "", message: "the server says nothing")
            }
            // In short slices, and asked for whatever the socket says: over TLS a part may have been read and not yet handed on.
            var place = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
            _ = poll(&place, 1, 50)
            if PQconsumeInput(handle) == 0 { break }
        }
        return PQgetResult(handle)
    }

    func rows(_ sql: SQL) throws -> [Row] {
        var statement = try prepare(sql)
        let result = try run(statement, sql)
        defer { PQclear(result) }
        let columns = statement.columns ?? RowColumns(Self.names(of: result))
        if statement.columns == nil {
            statement.columns = columns
            prepared[sql.text] = statement
        }
        let width = PQnfields(result)
        let kinds = (0..<width).map { PQftype(result, $0) }
        return try (0..<PQntuples(result)).map { row in
            var values: [Value] = []
            values.reserveCapacity(Int(width))
            for column in 0..<width { values.append(try value(result, row, column, kinds[Int(column)])) }
            return Row(columns: columns, values: values)
        }
    }

    func execute(_ sql: SQL) throws -> Int {
        let result = try run(try prepare(sql), sql)
        defer { PQclear(result) }
        guard let count = PQcmdTuples(result) else { return 0 }
        // A query changes nothing, though PostgreSQL counts the rows it gave.
        return PQntuples(result) > 0 && PQnfields(result) > 0 && isQuery(result) ? 0 : Int(String(cString: count)) ?? 0
    }

    /// Hands over many rows at once. Throws `PostgresFailure`, `StorageError.constraint`.
    func copy(_ rows: [[Value]], as shape: RowShape) throws {
        if rows.isEmpty { return }
        var text = CopyText()
        for row in rows { try text.append(row) }
        let begun = try answer(
            PQsendQuery(handle, "COPY \(shape.table) (\(shape.columns.joined(separator: ", "))) FROM STDIN"))
        defer { PQclear(begun) }
        guard PQresultStatus(begun) == PGRES_COPY_IN else { throw failure(begun) }
        let isSent = text.bytes.withUnsafeBytes { bytes in
            stride(from: 0, to: bytes.count, by: 1 << 20).allSatisfy { start in
                let slice = UnsafeRawBufferPointer(rebasing: bytes[start..<min(start + (1 << 20), bytes.count)])
                let letters = slice.baseAddress?.assumingMemoryBound(to: CChar.self)
                return PQputCopyData(handle, letters, Int32(slice.count)) == 1
            }
        }
        guard isSent, PQputCopyEnd(handle, nil) == 1 else { throw failure(nil) }
        var refused: PostgresFailure?
        while let result = try next() {
            if PQresultStatus(result) != PGRES_COMMAND_OK, refused == nil { refused = failure(result) }
            PQclear(result)
        }
        if let refused { throw refused }
    }

    /// What was told since, and nothing more than that the connection broke: nil.
    func notifications() -> [String]? {
        guard PQconsumeInput(handle) == 1 else { return nil }
        var texts: [String] = []
        while let told = PQnotifies(handle) {
            texts.append(String(cString: told.pointee.extra))
            PQfreemem(told)
        }
        return texts
    }

    private func isQuery(_ result: OpaquePointer?) -> Bool {
        PQcmdStatus(result).map { String(cString: $0).hasPrefix("SELECT") } ?? false
    }

    private func prepare(_ sql: SQL) throws -> Statement {
        if let known = prepared[sql.text] { return known }
        if prepared.count >= Self.preparedLimit {
            try control("DEALLOCATE ALL")
            prepared.removeAll()
        }
        let statement = Statement(name: "s\(prepared.count)")
        // The types of the parameters are left to the server, which knows the columns they are compared with.
        let result = try answer(PQsendPrepare(handle, statement.name, sql.text, 0, nil))
        defer { PQclear(result) }
        try check(result)
        prepared[sql.text] = statement
        return statement
    }

    private func run(_ statement: Statement, _ sql: SQL) throws -> OpaquePointer? {
        let parameters = try Parameters(sql.values)
        let result = try answer(
            parameters.with { values, lengths, formats in
                PQsendQueryPrepared(handle, statement.name, Int32(sql.values.count), values, lengths, formats, 1)
            })
        do {
            try check(result)
        } catch {
            PQclear(result)
            throw error
        }
        return result
    }

    private func check(_ result: OpaquePointer?) throws {
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: return
        default: throw failure(result)
        }
    }

    private func failure(_ result: OpaquePointer?) -> PostgresFailure {
        // PG_DIAG_SQLSTATE and PG_DIAG_MESSAGE_PRIMARY are the letters C and M.
        let state = PQresultErrorField(result, 67).map { String(cString: $0) } ?? ""
        let message = PQresultErrorField(result, 77).map { String(cString: $0) } ?? Self.message(of: handle)
        return PostgresFailure(state: isBroken ? "" : state, message: message)
    }

    private static func message(of handle: OpaquePointer) -> String {
        let text = PQerrorMessage(handle).map { String(cString: $0) } ?? ""
        return text.split(separator: "\n").first.map(String.init) ?? "no answer"
    }

    // MARK: - Reading

    private static func names(of result: OpaquePointer?) -> [String] {
        (0..<PQnfields(result)).map { PQfname(result, $0).map { String(cString: $0) } ?? "" }
    }

    private func value(_ result: OpaquePointer?, _ row: Int32, _ column: Int32, _ kind: Oid) throws -> Value {
        if PQgetisnull(result, row, column) == 1 { return .null }
        let length = Int(PQgetlength(result, row, column))
        guard let start = PQgetvalue(result, row, column) else { return .null }
        let bytes = UnsafeRawBufferPointer(start: start, count: length)
        switch kind {
        case Oids.int8, Oids.int4, Oids.int2:
            // Big-endian, with the sign in the first byte.
            let first: Int64 = bytes.first.map { Int64(Int8(bitPattern: $0)) } ?? 0
            return .integer(bytes.dropFirst().reduce(first) { $0 << 8 | Int64($1) })
        case Oids.bool: return .integer(Int64(bytes.first ?? 0))
        case Oids.bytea: return .blob([UInt8](bytes))
        case Oids.text, Oids.varchar, Oids.bpchar, Oids.name, Oids.unknown:
            return .text(String(decoding: bytes, as: UTF8.self))
        default: throw StorageError.column(PQfname(result, column).map { String(cString: $0) } ?? "")
        }
    }
}

/// The types that stored values have (src/include/catalog/pg_type.dat).
enum Oids {
    static let bool: Oid = 16, bytea: Oid = 17, name: Oid = 19, int8: Oid = 20, int2: Oid = 21, int4: Oid = 23
    static let text: Oid = 25, unknown: Oid = 705, bpchar: Oid = 1042, varchar: Oid = 1043
}

/// Values in the form libpq takes them: text as it stands, numbers as text, blobs as bytes.
private struct Parameters {
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

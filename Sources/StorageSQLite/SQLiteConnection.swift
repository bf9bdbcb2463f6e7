import GRDB
import GRDBSQLite
import Storage

/// One connection seen through the portable interface: cached statements, bound and read without copies in between.
final class SQLiteConnection: Storage.Transaction {
    let dialect = Dialect.sqlite
    let notes = ChangeNotes()
    let memo = SnapshotMemo()
    /// What runs before the COMMIT of the group.
    var atTheEnd: [Storage.SQL] = []
    /// Set when a statement failed in a way that ends the whole group, even if the closure swallowed the error.
    private(set) var groupFailure: (any Error)?
    private let database: GRDB.Database

    init(_ database: GRDB.Database) {
        self.database = database
    }

    func rows(_ sql: Storage.SQL) throws -> [Storage.Row] {
        try refuseTransactionControl(sql.text)
        let statement = try prepare(sql.text)
        let handle = statement.sqliteStatement
        defer { release(handle) }
        try bind(sql.values, to: handle)
        guard try step(handle) else { return [] }
        let columns = RowColumns(names(of: statement))
        var rows: [Storage.Row] = []
        repeat { rows.append(Storage.Row(columns: columns, values: try values(of: handle))) } while try step(handle)
        return rows
    }

    func each(_ sql: Storage.SQL, _ body: (borrowing PassingRow) throws -> Void) throws {
        try refuseTransactionControl(sql.text)
        let handle = try prepare(sql.text).sqliteStatement
        defer { release(handle) }
        try bind(sql.values, to: handle)
        var row = PassingRow()
        while try step(handle) {
            row.clear()
            for index in 0..<sqlite3_column_count(handle) { try pass(index, of: handle, into: &row) }
            try body(row)
        }
    }

    func execute(_ sql: Storage.SQL) throws { _ = try change(sql) }

    func change(_ sql: Storage.SQL) throws -> Int {
        try refuseTransactionControl(sql.text)
        let handle = try prepare(sql.text).sqliteStatement
        defer { release(handle) }
        try bind(sql.values, to: handle)
        while try step(handle) {}
        return sqlite3_stmt_readonly(handle) == 0 ? database.changesCount : 0
    }

    func atCommit(_ statement: Storage.SQL) { atTheEnd.append(statement) }

    // MARK: - Transactions, for the writer only

    var isInTransaction: Bool { database.isInsideTransaction }

    /// Runs BEGIN, COMMIT, SAVEPOINT and the like, which closures may not.
    func control(_ text: String) throws {
        let handle = try prepare(text).sqliteStatement
        defer { release(handle) }
        while try step(handle) {}
    }

    /// A deferred foreign key that is still broken would make the COMMIT of the whole group fail.
    func refuseOpenForeignKeys() throws {
        guard let connection = database.sqliteConnection else { return }
        var open: Int32 = 0
        var peak: Int32 = 0
        sqlite3_db_status(connection, SQLITE_DBSTATUS_DEFERRED_FKS, &open, &peak, 0)
        if open != 0 { throw StorageError.constraint("FOREIGN KEY constraint failed") }
    }

    // MARK: - Statements

    private func prepare(_ text: String) throws -> Statement {
        do {
            return try database.cachedStatement(sql: text)
        } catch let error as DatabaseError {
            throw noted(SQLiteFailure(code: error.extendedResultCode.rawValue, message: error.message ?? text))
        }
    }

    /// True when there is a row, false at the end.
    private func step(_ handle: OpaquePointer) throws -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: true
        case SQLITE_DONE: false
        default: throw noted(lastFailure())
        }
    }

    private func release(_ handle: OpaquePointer) {
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
    }

    private func lastFailure() -> SQLiteFailure {
        guard let connection = database.sqliteConnection else {
            return SQLiteFailure(code: SQLITE_MISUSE, message: "the database is closed")
        }
        let message = sqlite3_errmsg(connection).map { String(cString: $0) } ?? ""
        return SQLiteFailure(code: sqlite3_extended_errcode(connection), message: message)
    }

    private func noted(_ failure: SQLiteFailure) -> any Error {
        if failure.endsGroup { groupFailure = failure.error }
        return failure.error
    }

    /// A statement that ends the transaction would take the other closures of the group with it.
    private func refuseTransactionControl(_ text: String) throws {
        let word = text.utf8.drop { $0 == 32 || $0 == 10 || $0 == 9 }.prefix { $0 | 32 >= 97 && $0 | 32 <= 122 }
        guard let first = word.first, word.count >= 3, word.count <= 9 else { return }
        guard [98, 99, 101, 114, 115].contains(first | 32) else { return }
        let controls = ["begin", "commit", "end", "rollback", "savepoint", "release"]
        if controls.contains(String(decoding: word, as: UTF8.self).lowercased()) {
            throw StorageError.engine("a closure may not begin or end a transaction")
        }
    }

    // MARK: - Binding

    /// `$7` is a named parameter to SQLite: its name says which value it takes, however often and wherever it stands.
    private func bind(_ values: [Value], to handle: OpaquePointer) throws {
        var index: Int32 = 1
        let count = sqlite3_bind_parameter_count(handle)
        while index <= count {
            guard let number = number(ofParameter: index, in: handle), number >= 1, number <= values.count else {
                throw StorageError.engine("a placeholder has no value")
            }
            guard bind(values[number - 1], at: index, to: handle) == SQLITE_OK else { throw noted(lastFailure()) }
            index += 1
        }
    }

    private func number(ofParameter index: Int32, in handle: OpaquePointer) -> Int? {
        guard var letter = sqlite3_bind_parameter_name(handle, index), letter.pointee == 36 else { return nil }
        var number = 0
        letter += 1
        while letter.pointee != 0 {
            guard letter.pointee >= 48, letter.pointee <= 57, number < 100_000 else { return nil }
            number = number * 10 + Int(letter.pointee - 48)
            letter += 1
        }
        return number
    }

    private func bind(_ value: Value, at index: Int32, to handle: OpaquePointer) -> Int32 {
        switch value {
        case .null: return sqlite3_bind_null(handle, index)
        case .integer(let number): return sqlite3_bind_int64(handle, index, number)
        case .text(var text):
            return text.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) { letters in
                    guard let start = letters.baseAddress else {
                        return sqlite3_bind_text(handle, index, "", 0, copied)
                    }
                    let length = sqlite3_uint64(letters.count)
                    return sqlite3_bind_text64(handle, index, start, length, copied, UInt8(SQLITE_UTF8))
                }
            }
        case .blob(let bytes):
            // A null pointer would bind NULL instead of an empty blob.
            if bytes.isEmpty { return sqlite3_bind_zeroblob(handle, index, 0) }
            return bytes.withUnsafeBytes {
                sqlite3_bind_blob64(handle, index, $0.baseAddress, sqlite3_uint64($0.count), copied)
            }
        }
    }

    // MARK: - Reading

    private func names(of statement: Statement) -> [String] {
        let names = statement.columnNames
        let count = Int(sqlite3_column_count(statement.sqliteStatement))
        if names.count == count { return names }
        // The table was altered since the statement was prepared, and SQLite prepared it again.
        return (0..<Int32(count)).map { index in
            sqlite3_column_name(statement.sqliteStatement, index).map { String(cString: $0) } ?? ""
        }
    }

    private func values(of handle: OpaquePointer) throws -> [Value] {
        let count = sqlite3_column_count(handle)
        var values: [Value] = []
        values.reserveCapacity(Int(count))
        for index in 0..<count { values.append(try value(at: index, of: handle)) }
        return values
    }

    private func pass(_ index: Int32, of handle: OpaquePointer, into row: inout PassingRow) throws {
        switch sqlite3_column_type(handle, index) {
        case SQLITE_TEXT:
            guard let start = sqlite3_column_text(handle, index) else { throw noted(lastFailure()) }
            row.append(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, index))))
        case SQLITE_NULL: row.appendNull()
        default: throw StorageError.column(sqlite3_column_name(handle, index).map { String(cString: $0) } ?? "")
        }
    }

    private func value(at index: Int32, of handle: OpaquePointer) throws -> Value {
        switch sqlite3_column_type(handle, index) {
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(handle, index))
        case SQLITE_TEXT:
            guard let start = sqlite3_column_text(handle, index) else { throw noted(lastFailure()) }
            let count = Int(sqlite3_column_bytes(handle, index))
            return .text(String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self))
        case SQLITE_BLOB:
            guard let start = sqlite3_column_blob(handle, index) else { return .blob([]) }
            return .blob([UInt8](UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, index)))))
        case SQLITE_NULL: return .null
        default:
            // Stored numbers are whole; an average is cast in its query, so that no engine rounds it silently.
            throw StorageError.column(sqlite3_column_name(handle, index).map { String(cString: $0) } ?? "")
        }
    }
}

/// Tells SQLite to take its own copy of what is bound.
private var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }

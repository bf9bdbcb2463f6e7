import Foundation
import GRDB
import Storage

/// One GRDB connection seen through the portable interface.
struct SQLiteConnection: Storage.Transaction {
    let database: GRDB.Database
    var dialect: Dialect { .sqlite }

    func rows(_ sql: Storage.SQL) throws -> [Storage.Row] {
        let statement = try database.cachedStatement(sql: sql.text)
        let cursor = try GRDB.Row.fetchCursor(statement, arguments: arguments(sql))
        let columns = RowColumns(statement.columnNames)
        var rows: [Storage.Row] = []
        while let row = try cursor.next() {
            rows.append(Storage.Row(columns: columns, values: row.databaseValues.map(value)))
        }
        return rows
    }

    func execute(_ sql: Storage.SQL) throws -> Int {
        let statement = try database.cachedStatement(sql: sql.text)
        try statement.execute(arguments: arguments(sql))
        return database.changesCount
    }

    // `$1` is a named parameter to SQLite, called `1`: the same text runs on every engine.
    private func arguments(_ sql: Storage.SQL) -> StatementArguments {
        var named: [String: DatabaseValue] = [:]
        for (index, value) in sql.values.enumerated() { named[String(index + 1)] = databaseValue(value) }
        return StatementArguments(named)
    }

    private func databaseValue(_ value: Value) -> DatabaseValue {
        switch value {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .text(let text): text.databaseValue
        case .blob(let bytes): Data(bytes).databaseValue
        }
    }

    private func value(_ value: DatabaseValue) -> Value {
        switch value.storage {
        case .null: .null
        case .int64(let number): .integer(number)
        case .double(let number): .integer(Int64(number))
        case .string(let text): .text(text)
        case .blob(let data): .blob([UInt8](data))
        }
    }
}

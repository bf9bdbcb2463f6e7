public import Base

/// One row of a result: values by column name, read strictly.
public struct Row: Sendable {
    private let columns: RowColumns
    private let values: [Value]

    /// Made by a driver.
    public init(columns: RowColumns, values: [Value]) {
        self.columns = columns
        self.values = values
    }

    /// The value of a column.
    ///
    /// Throws `StorageError.column` when there is none of that name.
    public func value(_ column: String) throws -> Value {
        guard let index = columns.index(of: column), index < values.count else { throw StorageError.column(column) }
        return values[index]
    }

    /// The value at a place of the select list, from 0: for reading a million rows, where looking for names costs most of the time.
    ///
    /// Throws `StorageError.column` when there are fewer.
    public func value(at index: Int) throws -> Value {
        guard values.indices.contains(index) else { throw StorageError.column(String(index)) }
        return values[index]
    }

    /// The text at a place of the select list that may be null.
    public func textOrNil(at index: Int) throws -> String? {
        switch try value(at: index) {
        case .null: return nil
        case .text(let text): return text
        default: throw StorageError.column(String(index))
        }
    }

    /// The text at a place of the select list.
    public func text(at index: Int) throws -> String {
        guard case .text(let text) = try value(at: index) else { throw StorageError.column(String(index)) }
        return text
    }

    /// A text column that is not null.
    public func text(_ column: String) throws -> String {
        guard case .text(let text) = try value(column) else { throw StorageError.column(column) }
        return text
    }

    /// A text column that may be null.
    public func textOrNil(_ column: String) throws -> String? {
        if case .null = try value(column) { return nil }
        return try text(column)
    }

    /// An integer column that is not null.
    public func integer(_ column: String) throws -> Int64 {
        guard case .integer(let number) = try value(column) else { throw StorageError.column(column) }
        return number
    }

    /// An integer column that may be null.
    public func integerOrNil(_ column: String) throws -> Int64? {
        if case .null = try value(column) { return nil }
        return try integer(column)
    }

    /// An integer column as Int.
    public func int(_ column: String) throws -> Int { Int(try integer(column)) }

    /// A flag stored as 0 or 1.
    public func flag(_ column: String) throws -> Bool { try integer(column) != 0 }

    /// A blob column that is not null.
    public func bytes(_ column: String) throws -> [UInt8] {
        guard case .blob(let bytes) = try value(column) else { throw StorageError.column(column) }
        return bytes
    }

    /// A blob column that may be null.
    public func bytesOrNil(_ column: String) throws -> [UInt8]? {
        if case .null = try value(column) { return nil }
        return try bytes(column)
    }

    /// An id column.
    public func id(_ column: String) throws -> RecordID { RecordID(trusted: try text(column)) }

    /// An id column that may be null.
    public func idOrNil(_ column: String) throws -> RecordID? {
        try textOrNil(column).map { RecordID(trusted: $0) }
    }

    /// An instant column in milliseconds.
    public func instant(_ column: String) throws -> Instant { Instant(milliseconds: try integer(column)) }

    /// An instant column that may be null.
    public func instantOrNil(_ column: String) throws -> Instant? {
        try integerOrNil(column).map { Instant(milliseconds: $0) }
    }

    /// A day column in ISO text.
    public func day(_ column: String) throws -> Day {
        guard let day = Day(try text(column)) else { throw StorageError.column(column) }
        return day
    }

    /// A day column that may be null.
    public func dayOrNil(_ column: String) throws -> Day? {
        if case .null = try value(column) { return nil }
        return try day(column)
    }
}

/// The column names of a result, shared by its rows.
public final class RowColumns: Sendable {
    private let names: [String]

    /// Made by a driver from the names in order.
    public init(_ names: [String]) {
        self.names = names
    }

    func index(of name: String) -> Int? { names.firstIndex(of: name) }
}

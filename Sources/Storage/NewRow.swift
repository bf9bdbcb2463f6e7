/// The columns of a table as rows are inserted into it; the text of the statement is made once.
public struct RowShape: Sendable {
    /// The table.
    public let table: String
    /// The columns.
    public let columns: [String]
    let names: RowColumns
    let text: String

    /// Names the table and its columns; these are the program's own words.
    public init(_ table: String, _ columns: [String]) {
        let places = columns.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
        self.table = table
        self.columns = columns
        names = RowColumns(columns)
        text = "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(places))"
    }

    /// A row with its values in the order of the columns.
    public func row(_ values: [Value]) -> NewRow { NewRow(shape: self, values: values) }
}

/// A row about to be inserted: the statement that does it, and the row as the database would give it back.
public struct NewRow: Sendable {
    let shape: RowShape
    let values: [Value]

    /// The table.
    public var table: String { shape.table }
    /// The statement.
    public var sql: SQL { SQL(text: shape.text, values: values) }
    /// The row as it will stand.
    public var row: Row { Row(columns: shape.names, values: values) }
}

/// Columns of one row with their new values, for one UPDATE however many hands they come from.
public struct ColumnChanges: Sendable {
    private var columns: [(name: String, value: Value)] = []

    /// Nothing changes yet.
    public init() {}

    /// Sets a column; what was set before falls away. The name is the program's own word.
    public mutating func set(_ name: String, _ value: some Bindable) {
        columns.removeAll { $0.name == name }
        columns.append((name, value.value))
    }

    /// What follows SET, each with its comma: `stage = $1, rating = $2,`.
    public var sql: SQL {
        SQL.joined(columns.map { "\(SQL(stringLiteral: $0.name)) = \($0.value)," }, separator: " ")
    }
}

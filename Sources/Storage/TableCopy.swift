/// Copies tables from one engine to another; broken off, it goes on where it stopped.
public struct TableCopy: Sendable {
    /// Rows read and written at a time.
    static let page = 2_000
    private let source: any Database
    private let target: any Database
    private let alongside: @Sendable (String, [Row], any Transaction) throws -> Void

    /// Copies from `source` to `target`; `alongside` writes what stands beside the rows of a table, in the same transaction.
    public init(
        from source: any Database, to target: any Database,
        alongside: @escaping @Sendable (String, [Row], any Transaction) throws -> Void = { _, _, _ in }
    ) {
        (self.source, self.target, self.alongside) = (source, target, alongside)
    }

    /// Copies what the target lacks of a table: the rows after its greatest key. `progress` is told how many were written.
    public func copy(_ shape: TableShape, progress: @Sendable (Int) -> Void = { _ in }) async throws {
        let last = try await target.read { reader in
            try reader.row(shape.last).map { row in try shape.key.map(row.value) }
        }
        // Rows that point to rows of their own table come all at once: a parent may stand behind its child.
        let limit = shape.parents.contains(shape.name) ? Int(Int32.max) : Self.page
        var key = last, isDone = false
        while !isDone {
            let after = key
            let rows = try await source.read { try $0.rows(shape.page(after: after, limit: limit)) }
            guard let end = rows.last else { return }
            try await write(rows, of: shape)
            progress(rows.count)
            key = try shape.key.map(end.value)
            isDone = rows.count < limit
        }
    }

    private func write(_ rows: [Row], of shape: TableShape) async throws {
        let alongside = alongside
        try await target.write { transaction in
            if let later = transaction.dialect.deferForeignKeys { try transaction.execute(later) }
            let values = try rows.map { row in try shape.columns.map(row.value) }
            try transaction.insert(values, as: RowShape(shape.name, shape.columns))
            try alongside(shape.name, rows, transaction)
        }
    }
}

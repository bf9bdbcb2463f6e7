import Storage

/// A connection inside one transaction, seen through the portable interface.
final class PostgresTransaction: Transaction {
    let dialect = Dialect.postgres
    let notes = ChangeNotes()
    let memo = SnapshotMemo()
    /// The first failure: after it PostgreSQL refuses everything until the transaction ends.
    private(set) var failure: PostgresFailure?
    private let connection: PostgresConnection
    private var atTheEnd: [SQL] = []

    init(_ connection: PostgresConnection) {
        self.connection = connection
    }

    func rows(_ sql: SQL) throws -> [Row] { try noting { try connection.rows(sql) } }

    func each(_ sql: SQL, _ body: (borrowing PassingRow) throws -> Void) throws {
        try noting { try connection.each(sql, body) }
    }

    func change(_ sql: SQL) throws -> Int { try noting { try connection.change(sql) } }

    func execute(_ sql: SQL) throws { try noting { try connection.execute(sql) } }

    func insert(_ rows: [[Value]], as shape: RowShape) throws { try noting { try connection.copy(rows, as: shape) } }

    func atCommit(_ statement: SQL) { atTheEnd.append(statement) }

    /// Runs what was kept for the end. A failure that the closure swallowed comes out here.
    func finish() throws {
        if let failure { throw failure }
        for statement in atTheEnd { try execute(statement) }
    }

    /// Ends the transaction. Throws as `PostgresConnection.commit`.
    func commit() throws { try noting { try connection.commit() } }

    private func noting<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as PostgresFailure {
            if failure == nil { failure = error }
            throw error.error
        }
    }
}

/// The one place where engines differ.
///
/// What only one engine understands fails a test anywhere else but in the steps of the schema.
public enum Dialect: Sendable {
    case sqlite
    case postgres
}

extension Dialect {
    /// How many rows the connection has changed so far, as column `n`.
    public var totalChanges: SQL {
        switch self {
        case .sqlite: "SELECT total_changes() AS n"
        case .postgres: "SELECT 0 AS n"
        }
    }
}

// A table that is read in the order of its numbers while several transactions add to it: a number is given out before it is
// committed, so that a higher one may be seen first.
extension Dialect {
    /// Says that this transaction is about to add numbers; nil where writers go one after the other.
    public var joinNumbering: SQL? {
        switch self {
        case .sqlite: nil
        case .postgres: "SELECT pg_advisory_xact_lock_shared(330111)"
        }
    }

    /// Waits until every transaction that joined has ended and keeps others out until this one ends: whatever number is not
    /// to be seen then will never be.
    public var settleNumbering: SQL? {
        switch self {
        case .sqlite: nil
        case .postgres: "SELECT pg_advisory_xact_lock(330111)"
        }
    }
}

// Numbers that several writers take at a time.
extension Dialect {
    /// The statement that creates a source of numbers; nil where writers go one after the other and need none.
    public func numberSource(_ name: String) -> String? {
        switch self {
        case .sqlite: nil
        case .postgres: "CREATE SEQUENCE \(name)"
        }
    }

    /// Takes the next number of a source, as column `n`: given to nobody else, and with gaps.
    public func takeNumber(from name: String) -> SQL? {
        switch self {
        case .sqlite: nil
        case .postgres: "SELECT nextval('\(SQL(stringLiteral: name))') AS n"
        }
    }
}

// Tables that are kept apart by months.
extension Dialect {
    /// The partitions of a table but the default one, as column `name`, oldest first; nil where there are none.
    func partitions(of table: String) -> SQL? {
        switch self {
        case .sqlite: nil
        case .postgres:
            SQL(
                text: """
                    SELECT CAST(c.relname AS text) AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
                    WHERE i.inhparent = CAST('\(table)' AS regclass) AND c.relname <> '\(table)_default' ORDER BY c.relname
                    """, values: [])
        }
    }

    /// Waits until nobody else makes partitions; nil where there are none.
    var turnToPartition: SQL? {
        switch self {
        case .sqlite: nil
        case .postgres: "SELECT pg_advisory_xact_lock(330112)"
        }
    }

    /// Makes a partition for values from `start` up to `end` of a column, and moves the rows of the default partition there.
    func makePartition(
        _ name: String, of table: String, by column: String, from start: String, to end: String
    ) -> [SQL] {
        switch self {
        case .sqlite: []
        case .postgres:
            [
                // Whoever reads or writes the default partition waits behind this lock: not for long, then it is given up.
                "SET LOCAL lock_timeout = '200ms'",
                // First, so that no row of the month comes between the moving and the attaching.
                "LOCK TABLE \(table)_default IN ACCESS EXCLUSIVE MODE",
                "CREATE TABLE \(name) (LIKE \(table) INCLUDING DEFAULTS)",
                """
                WITH moved AS (
                    DELETE FROM \(table)_default WHERE \(column) >= \(start) AND \(column) < \(end) RETURNING *
                ) INSERT INTO \(name) SELECT * FROM moved
                """,
                // Attaching keeps nobody from the other partitions, as creating it in place would.
                "ALTER TABLE \(table) ATTACH PARTITION \(name) FOR VALUES FROM (\(start)) TO (\(end))",
            ].map { SQL(text: $0, values: []) }
        }
    }
}

// Rows that come from another engine.
extension Dialect {
    /// Puts off foreign keys to the end of the transaction; nil where they are looked at when a statement ends, whatever it
    /// inserts.
    var deferForeignKeys: SQL? {
        switch self {
        case .sqlite: "PRAGMA defer_foreign_keys = ON"
        case .postgres: nil
        }
    }

    /// Lets the numbers that the engine gives out itself go on after those that were inserted; nil where they do.
    public func continueNumbers(of table: String, column: String) -> SQL? {
        let (name, number) = (SQL(stringLiteral: table), SQL(stringLiteral: column))
        switch self {
        case .sqlite: return nil
        case .postgres:
            return """
                SELECT setval(pg_get_serial_sequence('\(name)', '\(number)'), GREATEST(MAX(\(number)), 1),
                MAX(\(number)) IS NOT NULL) AS n FROM \(name)
                """
        }
    }
}

// Work that several nodes take from one table.
extension Dialect {
    /// Claims the first row that a condition allows: sets columns on it and returns it, while nobody else can.
    ///
    /// The table has a column `id`.
    public func claimNext(from table: String, where condition: SQL, orderBy order: SQL, set changes: SQL) -> SQL {
        let name = SQL(stringLiteral: table)
        switch self {
        case .sqlite:
            // One writer at a time: no row lock is needed. Elsewhere the inner query ends in FOR UPDATE SKIP LOCKED.
            return """
                UPDATE \(name) SET \(changes)
                WHERE id = (SELECT id FROM \(name) WHERE \(condition) ORDER BY \(order) LIMIT 1) RETURNING *
                """
        case .postgres:
            return """
                UPDATE \(name) SET \(changes) WHERE id =
                (SELECT id FROM \(name) WHERE \(condition) ORDER BY \(order) LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING *
                """
        }
    }
}

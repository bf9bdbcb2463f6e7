/// The one place where engines differ.
///
/// What only one engine understands fails a test anywhere else but in the steps of the schema.
public enum Dialect: Sendable {
    case sqlite
    case postgres
}

// Full text: the store hands in bigrams (`调解 解协 协议`), made and folded in Swift, so both engines find the same.
extension Dialect {
    /// The statement that creates a search table; its rows are found by `rowid`, the text itself is not kept in it.
    public func searchTable(_ table: String, columns: [String]) -> String {
        switch self {
        case .sqlite:
            """
            CREATE VIRTUAL TABLE \(table) USING fts5(\(columns.joined(separator: ", ")), content='', \
            tokenize='unicode61 remove_diacritics 0')
            """
        case .postgres: "CREATE TABLE \(table) (n BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)"
        }
    }

    /// The statement that makes a search table quick to ask, where it is not so by itself.
    public func searchIndex(_ table: String) -> String? {
        switch self {
        case .sqlite: nil
        case .postgres: "CREATE INDEX \(table)_words ON \(table) USING gin (words) WITH (fastupdate = off)"
        }
    }

    /// Puts the words of a record, separated by spaces, into a search table.
    public func addToSearch(table: String, row: Int, words: String) -> SQL {
        let name = SQL(stringLiteral: table)
        switch self {
        case .sqlite: return "INSERT INTO \(name) (rowid, words) VALUES (\(row), \(words))"
        case .postgres:
            return "INSERT INTO \(name) (n, words) VALUES (\(row), CAST(\(Self.vector(words)) AS tsvector))"
        }
    }

    /// Takes a record out of a search table; the words are the ones that were put in.
    public func removeFromSearch(table: String, row: Int, words: String) -> SQL {
        let name = SQL(stringLiteral: table)
        switch self {
        case .sqlite:
            return "INSERT INTO \(name) (\(name), rowid, words) VALUES ('delete', \(row), \(words))"
        case .postgres: return "DELETE FROM \(name) WHERE n = \(row)"
        }
    }

    /// Asks a search table for the rows that hold every phrase, the highest number first, as column `n`.
    ///
    /// No phrase finds nothing.
    public func findInSearch(_ search: SearchQuery) -> SQL {
        guard !search.phrases.isEmpty else { return "SELECT 0 AS n WHERE 1 = 0" }
        let name = SQL(stringLiteral: search.table)
        switch self {
        case .sqlite:
            let match = search.phrases.map(\.fts5).joined(separator: " AND ")
            let row: SQL = "f.rowid"
            let kept: SQL =
                search.keptWords.map { table in
                    "JOIN \(SQL(stringLiteral: table)) r ON r.search_row = f.rowid"
                } ?? ""
            let columns: SQL = search.keptWords == nil ? "f.rowid AS n" : "f.rowid AS n, r.words"
            return """
                SELECT \(columns) FROM \(name) f \(kept) WHERE \(name) MATCH \(match) AND f.rowid < \(search.before)
                \(search.within(row)) ORDER BY f.rowid DESC LIMIT \(search.limit)
                """
        case .postgres:
            let match = search.phrases.map(\.tsquery).joined(separator: " & ")
            let kept: SQL =
                search.keptWords.map { "JOIN \(SQL(stringLiteral: $0)) r ON r.search_row = f.n" } ?? ""
            let columns: SQL = search.keptWords == nil ? "f.n" : "f.n, r.words"
            let query: SQL = """
                SELECT \(columns) FROM \(name) f \(kept) WHERE f.words @@ CAST(\(match) AS tsquery)
                AND f.n < \(search.before) \(search.within("f.n")) ORDER BY f.n DESC LIMIT \(search.limit)
                """
            return query.plannedAnew
        }
    }

    /// Merges a search table, so that nothing of removed records is left in it.
    public func optimizeSearch(table: String) -> SQL {
        let name = SQL(stringLiteral: table)
        switch self {
        case .sqlite: return "INSERT INTO \(name) (\(name)) VALUES ('optimize')"
        case .postgres: return "SELECT 1 AS n"
        }
    }

    /// Merges a search table a step further, by about so many pages; a negative number begins to merge everything.
    public func mergeSearch(table: String, pages: Int) -> SQL {
        let name = SQL(stringLiteral: table)
        switch self {
        case .sqlite: return "INSERT INTO \(name) (\(name), rank) VALUES ('merge', \(pages))"
        case .postgres: return "SELECT 1 AS n"
        }
    }

    /// How many rows the connection has changed so far, as column `n`.
    public var totalChanges: SQL {
        switch self {
        case .sqlite: "SELECT total_changes() AS n"
        case .postgres: "SELECT 0 AS n"
        }
    }
}

extension Dialect {
    // Words with their places, so that a phrase is found in its order; PostgreSQL knows 16,383 places.
    private static func vector(_ words: String) -> String {
        words.split(separator: " ").enumerated()
            .map { "\(lexeme(String($1))):\(min($0 + 1, 16_383))" }.joined(separator: " ")
    }

    // Inside quotes everything is text; a quote and a backslash are doubled (PostgreSQL 15, 8.11.1).
    fileprivate static func lexeme(_ word: String) -> String {
        "'" + String(word).replacing("\\", with: "\\\\").replacing("'", with: "''") + "'"
    }
}

/// What is looked for in a search table.
public struct SearchQuery: Sendable {
    /// Words that must stand next to each other, in this order.
    public struct Phrase: Hashable, Sendable {
        /// The words.
        public let words: [String]
        /// True when the last word may be the beginning of a longer one.
        public let isPrefix: Bool

        /// Words in their order.
        public init(_ words: [String], isPrefix: Bool = false) {
            self.words = words
            self.isPrefix = isPrefix
        }

        // Inside double quotes FTS5 takes everything as text; a quote is doubled.
        fileprivate var fts5: String {
            let text = words.joined(separator: " ").replacing("\"", with: "\"\"").replacing("\0", with: " ")
            return "\"\(text)\"" + (isPrefix ? " *" : "")
        }

        fileprivate var tsquery: String {
            "(" + words.map(Dialect.lexeme).joined(separator: " <-> ") + (isPrefix ? ":*" : "") + ")"
        }
    }

    /// The search table.
    public var table: String
    /// All of them must be found.
    public var phrases: [Phrase]
    /// Only rows with a lower number.
    public var before: Int
    /// A further condition, given the expression that stands for the row's number; empty or beginning with `AND`.
    public var within: @Sendable (SQL) -> SQL
    /// The table that keeps the words by `search_row`, when they are wanted as column `words`.
    public var keptWords: String?
    /// At most so many rows.
    public var limit: Int

    /// Describes a search.
    public init(
        _ phrases: [Phrase], in table: String, before: Int = .max,
        within: @escaping @Sendable (SQL) -> SQL = { _ in "" }, keptWords: String? = nil, limit: Int
    ) {
        self.phrases = phrases
        self.table = table
        self.before = before
        self.within = within
        self.keptWords = keptWords
        self.limit = limit
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

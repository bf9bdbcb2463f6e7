/// The one place where engines differ.
///
/// Branching on the engine anywhere else fails a test.
public enum Dialect: Sendable {
    case sqlite
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
        }
    }

    /// The condition that a column of a search table holds these bigrams one after the other.
    ///
    /// A single character is taken as the beginning of a bigram; no bigrams match nothing.
    public func matchClause(table: String, column: String, bigrams: [String]) -> SQL {
        matchClause(table: table, column: column, phrases: [bigrams])
    }

    /// The condition that a column holds every one of these phrases, in any order.
    public func matchClause(table: String, column: String, phrases: [[String]]) -> SQL {
        let phrases = phrases.filter { !$0.isEmpty }
        guard !phrases.isEmpty else { return "1 = 0" }
        switch self {
        case .sqlite:
            let match = phrases.map(Self.phrase).joined(separator: " AND ")
            return "\(SQL(stringLiteral: table)) MATCH \("{\(column)} : (\(match))")"
        }
    }

    /// Puts the bigrams of a record into a search table, one text a column.
    public func addToSearch(table: String, row: Int64, texts: [(column: String, bigrams: [String])]) -> SQL {
        let columns = SQL(stringLiteral: texts.map(\.column).joined(separator: ", "))
        let values = texts.map { $0.bigrams.joined(separator: " ") }
        switch self {
        case .sqlite:
            return "INSERT INTO \(SQL(stringLiteral: table)) (rowid, \(columns)) VALUES (\(row), \(values: values))"
        }
    }

    /// Takes a record out of a search table; the texts are the ones that were put in.
    public func removeFromSearch(table: String, row: Int64, texts: [(column: String, bigrams: [String])]) -> SQL {
        let name = SQL(stringLiteral: table)
        let columns = SQL(stringLiteral: texts.map(\.column).joined(separator: ", "))
        let values = texts.map { $0.bigrams.joined(separator: " ") }
        switch self {
        case .sqlite:
            return "INSERT INTO \(name) (\(name), rowid, \(columns)) VALUES ('delete', \(row), \(values: values))"
        }
    }

    /// Merges a search table, so that nothing of removed records is left in it.
    public func optimizeSearch(table: String) -> SQL {
        let name = SQL(stringLiteral: table)
        switch self {
        case .sqlite: return "INSERT INTO \(name) (\(name)) VALUES ('optimize')"
        }
    }

    /// Merges a search table a step further, by about so many pages; a negative number begins to merge everything.
    public func mergeSearch(table: String, pages: Int) -> SQL {
        let name = SQL(stringLiteral: table)
        switch self {
        case .sqlite: return "INSERT INTO \(name) (\(name), rank) VALUES ('merge', \(pages))"
        }
    }

    /// How many rows the connection has changed so far, as column `n`.
    public var totalChanges: SQL {
        switch self {
        case .sqlite: "SELECT total_changes() AS n"
        }
    }

    // Inside double quotes FTS5 takes everything as text; a quote is doubled.
    private static func phrase(_ bigrams: [String]) -> String {
        let text = bigrams.joined(separator: " ").replacing("\"", with: "\"\"").replacing("\0", with: " ")
        let isOneCharacter = bigrams.count == 1 && text.count == 1
        return "\"\(text)\"" + (isOneCharacter ? " *" : "")
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
        }
    }
}

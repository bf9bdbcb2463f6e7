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

    /// The statements that make a search table quick to ask, where it is not so by itself, in place of an index that it had.
    ///
    /// Beside the words stands the window of the row's number: an index that knows both finds the newest rows with common
    /// words without walking through all that hold them.
    public func searchIndex(_ table: String) -> [String] {
        switch self {
        case .sqlite: []
        case .postgres:
            [
                "DROP INDEX IF EXISTS \(table)_words",
                """
                CREATE INDEX \(table)_words ON \(table) USING gin (words, (ARRAY[n >> \(Self.windowBits)]))
                  WITH (fastupdate = off)
                """,
            ]
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

    /// Asks a search table for the rows that hold every phrase, the highest number first, as column `n`; those of some
    /// windows alone where they are named. No phrase finds nothing.
    func findInSearch(_ search: SearchQuery, windows: ClosedRange<Int>? = nil) -> SQL {
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
            let bits = SQL(stringLiteral: "\(Self.windowBits)")
            let window: SQL =
                windows.map {
                    "AND ARRAY[f.n >> \(bits)] && CAST(\("{\($0.map(String.init).joined(separator: ","))}") AS bigint[])"
                } ?? ""
            // By a sum, so that no plan walks down the numbers and reads the words of every row: rare ones would take minutes.
            return """
                SELECT \(columns) FROM \(name) f \(kept) WHERE f.words @@ CAST(\(match) AS tsquery) \(window)
                AND f.n < \(search.before) \(search.within("f.n")) ORDER BY f.n + 0 DESC LIMIT \(search.limit)
                """
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
}

extension Reader {
    /// The rows of a search table that hold every phrase, the highest number first, as column `n`; no phrase finds none.
    public func rows(finding search: SearchQuery) throws -> [Row] {
        switch dialect {
        case .sqlite: try rows(dialect.findInSearch(search))
        case .postgres: search.phrases.isEmpty ? [] : try rowsByWindows(search)
        }
    }

    /// From the newest windows backwards, as many at a time as the hits so far promise to be enough: what common words find
    /// is then as quick beside a million rows as beside a thousand.
    private func rowsByWindows(_ search: SearchQuery) throws -> [Row] {
        let name = SQL(stringLiteral: search.table)
        let newest = try row("SELECT MAX(n) AS n FROM \(name) WHERE n < \(search.before)")?.integerOrNil("n")
        guard var last = newest.map({ Int($0) >> Dialect.windowBits }) else { return [] }
        var rest = search, found: [Row] = [], width = 2, seen = 0
        while width <= Self.widestList, width <= last {
            found += try rows(dialect.findInSearch(rest, windows: (last - width + 1)...last))
            rest.limit = search.limit - found.count
            guard rest.limit > 0 else { return found }
            seen += width
            last -= width
            rest.before = min(rest.before, (last + 1) << Dialect.windowBits)
            width = found.isEmpty ? .max : max(4, 2 * seen * rest.limit / found.count)
        }
        return found + (try rows(dialect.findInSearch(rest)))
    }

    // A longer list of windows is no quicker than none.
    private static var widestList: Int { 64 }
}

extension Dialect {
    // 2 to the 31st numbers a window: six days where a second has 4,096.
    fileprivate static var windowBits: Int { 31 }

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

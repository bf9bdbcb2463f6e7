import GRDB
public import Storage

extension SQLiteDatabase {
    /// Renews the planner's figures, looking at no more than about a thousand rows an index.
    ///
    /// Throws `StorageError`.
    public func analyze() async throws {
        try await maintain { database in
            try database.execute(sql: "PRAGMA analysis_limit = 1000; ANALYZE; PRAGMA optimize")
        }
        // Readers load the figures when they open.
        pool.invalidateReadOnlyConnections()
        readers.renew()
    }

    /// Moves the write-ahead log into the file; `truncate` waits for readers and empties the log.
    ///
    /// Throws `StorageError`.
    public func checkpoint(truncate: Bool) async throws {
        try await maintain { database in _ = try database.checkpoint(truncate ? .truncate : .passive) }
    }

    /// Empties the write-ahead log, so that erased text is not left in it.
    ///
    /// Throws `StorageError.busy` while readers hold it.
    public func purge() async throws {
        try await checkpoint(truncate: true)
    }

    /// The whole schema as sorted text, for an approved file.
    ///
    /// Throws `StorageError`.
    public func approvedSchema() async throws -> String {
        let rows = try await read { reader in
            // The shadow tables of full text search belong to the engine.
            try reader.rows(
                """
                SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND tbl_name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
                AND tbl_name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow')
                ORDER BY tbl_name, type = 'table' DESC, name
                """
            )
        }
        return try rows.map { try $0.text("sql") + ";\n" }.joined(separator: "\n")
    }

    /// The value of a pragma on the writer's connection, such as `synchronous`; nil when it has none.
    public func setting(_ name: String) async throws -> String? {
        try await maintain { try String.fetchOne($0, sql: "PRAGMA \(name)") }
    }

    /// Name and version of the engine.
    public func version() async throws -> String {
        "SQLite " + (try await read { try $0.row("SELECT sqlite_version() AS v")?.text("v") ?? "" })
    }

    /// How long a commit is waited for, as the writer's connection has it.
    public func durability() async throws -> String {
        let value = try await setting("synchronous") ?? ""
        return ["0": "off", "1": "normal", "2": "full", "3": "extra"][value] ?? value
    }

    /// The bytes of the file; what still stands in the write-ahead log is not counted.
    public func size() async throws -> Int {
        let pages = Int(try await setting("page_count") ?? "") ?? 0
        return pages * (Int(try await setting("page_size") ?? "") ?? 0)
    }

    /// Runs between two groups, outside any transaction.
    func maintain<Result: Sendable>(_ body: @escaping @Sendable (GRDB.Database) throws -> Result) async throws -> Result
    {
        do {
            return try await pool.writeWithoutTransaction { try body($0) }
        } catch {
            throw SQLiteFailure.translated(error)
        }
    }

    public func tables() async throws -> [TableShape] {
        try await readAtLength { reader in
            let names = try reader.rows(
                """
                SELECT l.name, s.sql LIKE '%AUTOINCREMENT%' AS numbered FROM pragma_table_list l
                JOIN sqlite_schema s ON s.name = l.name
                WHERE l.schema = 'main' AND l.type = 'table' AND l.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY l.name
                """
            )
            return try names.map { row in
                let name = try row.text("name")
                let columns = try reader.rows("SELECT name, pk FROM pragma_table_info(\(name)) ORDER BY pk, cid")
                let parents = try reader.rows(
                    "SELECT DISTINCT \"table\" AS parent FROM pragma_foreign_key_list(\(name))")
                let key = try columns.filter { try $0.int("pk") > 0 }.map { try $0.text("name") }
                return TableShape(
                    name, columns: try columns.map { try $0.text("name") }, key: key,
                    parents: Set(try parents.map { try $0.text("parent") }),
                    numbered: try row.flag("numbered") ? key.first : nil)
            }
        }
    }
}

public import Storage

extension PostgresDatabase: Engine {
    public func analyze() async throws {
        try await pool.run { connection in try connection.withoutLimits { try connection.patiently("ANALYZE") } }
    }

    /// Nothing: old versions of rows go when the server cleans up, and archived WAL states its own expiry.
    public func purge() async throws {}

    public func version() async throws -> String {
        let version = try await setting("server_version") ?? ""
        return "PostgreSQL " + (version.split(separator: " ").first.map(String.init) ?? version)
    }

    public func durability() async throws -> String { try await setting("synchronous_commit") ?? "" }

    public func size() async throws -> Int {
        try await read { try $0.count("SELECT pg_database_size(current_database()) AS n") }
    }

    public var waitingWrites: Int { pool.inUse }

    public func setting(_ name: String) async throws -> String? {
        try await read { reader in
            try reader.row("SELECT setting AS s FROM pg_settings WHERE name = \(name)")?.text("s")
        }
    }

    public func tables() async throws -> [TableShape] {
        try await read { reader in
            // What a table is partitioned by stands in its key because PostgreSQL wants it there; rows are told apart by the rest.
            let columns = try reader.rows(
                """
                SELECT CAST(c.relname AS text) AS name, CAST(a.attname AS text) AS col, a.attidentity <> '' AS numbered,
                  CASE WHEN a.attnum = ANY (t.partattrs) THEN NULL ELSE array_position(k.conkey, a.attnum) END AS place
                FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                LEFT JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'p'
                LEFT JOIN pg_partitioned_table t ON t.partrelid = c.oid
                WHERE c.relnamespace = CAST('public' AS regnamespace) AND c.relkind IN ('r', 'p') AND NOT c.relispartition
                  AND NOT EXISTS (SELECT 1 FROM pg_attribute f WHERE f.attrelid = c.oid
                    AND f.atttypid = CAST('tsvector' AS regtype))
                ORDER BY name, place NULLS LAST, a.attnum
                """
            )
            let parents = try reader.rows(
                """
                SELECT DISTINCT CAST(c.relname AS text) AS name, CAST(p.relname AS text) AS parent
                FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class p ON p.oid = k.confrelid
                WHERE k.contype = 'f' AND k.connamespace = CAST('public' AS regnamespace)
                """
            )
            return try Self.shapes(columns: columns, parents: parents)
        }
    }

    private static func shapes(columns: [Row], parents: [Row]) throws -> [TableShape] {
        let parents = Dictionary(grouping: try parents.map { (try $0.text("name"), try $0.text("parent")) }, by: \.0)
        let tables = Dictionary(grouping: columns) { (try? $0.text("name")) ?? "" }
        return try tables.map { name, columns in
            TableShape(
                name, columns: try columns.map { try $0.text("col") },
                key: try columns.filter { try $0.integerOrNil("place") != nil }.map { try $0.text("col") },
                parents: Set(parents[name, default: []].map(\.1)),
                numbered: try columns.first { try $0.flag("numbered") }?.text("col"))
        }.sorted { $0.name < $1.name }
    }

    // Without partitions, which come with the months.
    public func approvedSchema() async throws -> String {
        try await read { reader in
            let columns = try reader.rows(
                """
                SELECT CAST(c.table_name AS text) AS name, CAST(c.column_name AS text) AS col,
                  CAST(c.data_type AS text) AS kind, CAST(c.is_nullable AS text) AS free,
                  CAST(c.is_identity AS text) AS identity, CAST(c.column_default AS text) AS standard
                FROM information_schema.columns c WHERE c.table_schema = 'public' AND NOT EXISTS (
                  SELECT 1 FROM pg_class p WHERE p.relname = c.table_name AND p.relispartition
                    AND p.relnamespace = CAST('public' AS regnamespace))
                ORDER BY c.table_name, c.ordinal_position
                """
            )
            let rules = try reader.rows(
                """
                SELECT CAST(r.relname AS text) AS name, CAST(c.conname AS text) AS rule, pg_get_constraintdef(c.oid) AS definition
                FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid
                WHERE c.connamespace = CAST('public' AS regnamespace) ORDER BY r.relname, c.conname
                """
            )
            let indexes = try reader.rows(
                """
                SELECT CAST(tablename AS text) AS name, indexdef AS definition FROM pg_indexes
                WHERE schemaname = 'public' AND indexname NOT IN (SELECT conname FROM pg_constraint)
                ORDER BY tablename, indexname
                """
            )
            let parts = try reader.rows(
                """
                SELECT CAST(c.relname AS text) AS name, pg_get_partkeydef(c.oid) AS parts FROM pg_class c
                WHERE c.relkind = 'p' AND c.relnamespace = CAST('public' AS regnamespace)
                """
            )
            let ends = Dictionary(
                try parts.map { (try $0.text("name"), " PARTITION BY \(try $0.text("parts"))") },
                uniquingKeysWith: { first, _ in first })
            return try Self.text(columns: columns, rules: rules, indexes: indexes, ends: ends)
        }
    }

    private static func text(
        columns: [Row], rules: [Row], indexes: [Row], ends: [String: String]
    ) throws -> String {
        var tables: [(name: String, lines: [String])] = []
        for row in columns {
            let name = try row.text("name")
            if tables.last?.name != name { tables.append((name, [])) }
            let identity = try row.text("identity") == "YES" ? " IDENTITY" : ""
            let standard = try row.textOrNil("standard").map { " DEFAULT \($0)" } ?? ""
            let free = try row.text("free") == "YES" ? "" : " NOT NULL"
            tables[tables.count - 1].lines.append(
                "  \(try row.text("col")) \(try row.text("kind"))\(free)\(identity)\(standard)")
        }
        for row in rules {
            guard let place = try tables.firstIndex(where: { try $0.name == row.text("name") }) else { continue }
            tables[place].lines.append("  CONSTRAINT \(try row.text("rule")) \(try row.text("definition"))")
        }
        return try tables.map { table in
            let own = try indexes.filter { try $0.text("name") == table.name }.map { try $0.text("definition") + ";\n" }
            let lines = table.lines.joined(separator: ",\n")
            return "CREATE TABLE \(table.name) (\n\(lines)\n)\(ends[table.name] ?? "");\n" + own.joined()
        }.joined(separator: "\n")
    }
}

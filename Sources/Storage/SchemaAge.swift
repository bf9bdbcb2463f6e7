/// How the schema of a database stands to the steps that a program knows.
public enum SchemaAge: Hashable, Sendable {
    /// The same steps.
    case current
    /// Written by an older program: these steps are missing.
    case older([String])
    /// Written by a newer or another program: these steps are unknown or differ.
    case newer([String])
    /// Not a database of this program.
    case foreign

    /// Compares the steps that a database remembers with those of this program.
    ///
    /// The table of steps must be there. Throws `StorageError`.
    public static func compare(with migrations: [Migration], in reader: any Reader) throws -> SchemaAge {
        let dialect = reader.dialect
        let hashes = Dictionary(
            migrations.map { ($0.name, $0.hash(for: dialect)) }, uniquingKeysWith: { first, _ in first })
        let rows = try reader.rows("SELECT name, hash FROM schema_migrations ORDER BY name")
        let applied = try rows.map { (name: try $0.text("name"), hash: try $0.text("hash")) }
        let unknown = applied.filter { hashes[$0.name] != $0.hash }.map(\.name)
        guard unknown.isEmpty else { return .newer(unknown) }
        let names = Set(applied.map(\.name))
        let missing = migrations.map(\.name).filter { !names.contains($0) }
        return missing.isEmpty ? .current : .older(missing)
    }
}

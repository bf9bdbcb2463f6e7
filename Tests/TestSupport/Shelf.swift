public import Storage

/// A small table of notes, for tests of the engines themselves.
public enum Shelf {
    /// Notes, and leaves that belong to one: whether they do is looked at when the transaction ends.
    public static let migrations = [
        Migration(
            "shelf-01-notes",
            [
                "CREATE TABLE notes (id TEXT PRIMARY KEY, body TEXT, revision INTEGER NOT NULL DEFAULT 0) STRICT",
                """
                CREATE TABLE leaves (
                    id INTEGER PRIMARY KEY,
                    note TEXT NOT NULL REFERENCES notes (id) DEFERRABLE INITIALLY DEFERRED
                ) STRICT
                """,
            ]
        )
    ]

    /// A shelf of the engine under test.
    public static func database() async throws -> TestDatabase { try await TestDatabase(migrations) }

    /// A shelf in a file.
    public static func file() async throws -> TestFile { try await TestFile(migrations) }

    /// Adds a note.
    public static func add(_ id: String, _ body: String = "立春", in transaction: any Transaction) throws {
        try transaction.execute("INSERT INTO notes (id, body) VALUES (\(id), \(body))")
    }

    /// How many notes there are.
    public static func count(_ database: any Database) async throws -> Int {
        try await database.read { try $0.count("SELECT count(*) AS n FROM notes") }
    }
}

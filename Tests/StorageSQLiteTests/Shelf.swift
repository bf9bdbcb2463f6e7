import Foundation
import Storage
import StorageSQLite
import Synchronization
import TestSupport

/// A small table of notes to write to.
enum Shelf {
    static let migrations = [
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

    static func database() async throws -> TestFile { try await TestFile(migrations) }

    static func add(_ id: String, _ body: String = "立春", in transaction: any Transaction) throws {
        try transaction.execute("INSERT INTO notes (id, body) VALUES (\(id), \(body))")
    }

    static func count(_ database: SQLiteDatabase) async throws -> Int {
        try await database.read { try $0.count("SELECT count(*) AS n FROM notes") }
    }
}

/// Holds the writer until it is opened, so that a test knows what waits behind it.
final class Gate: Sendable {
    private let closed = DispatchSemaphore(value: 0)
    private let arrivals = AsyncStream<Void>.makeStream()

    /// Called inside a write: says that it runs and stops there.
    func stop() {
        arrivals.continuation.finish()
        closed.wait()
    }

    func open() { closed.signal() }

    /// Returns when a write stands at the gate; no thread is blocked for it.
    func waitForArrival() async {
        for await _ in arrivals.stream {}
    }
}

/// Remembers in which order things happened.
final class Order: Sendable {
    private let names = Mutex<[String]>([])
    var list: [String] { names.withLock { $0 } }
    func note(_ name: String) { names.withLock { $0.append(name) } }
}

/// What a test's own closure throws.
struct Refusal: Error, Equatable {}

public import Base
public import Foundation
public import Storage
import StoragePostgres
public import StorageSQLite

/// Which engine the suites run on.
public enum TestEngine {
    /// The address of a PostgreSQL server to fill with throw-away databases, without a name at its end; nil for SQLite.
    ///
    /// `script/test` starts one and runs every suite that does not ask for a file a second time.
    public static let server = ProcessInfo.processInfo.environment["SHANZHI_TEST_POSTGRES"]
    /// Whether it is a file.
    public static var isFile: Bool { server == nil }

    /// Makes a database from nothing or from another one that nobody has open; answers its name.
    public static func make(on server: String, from template: String = "template0") throws -> String {
        let name = "t\(UUID().uuidString.replacing("-", with: "").lowercased())"
        try administer(server, "CREATE DATABASE \(name) TEMPLATE \(template)")
        return name
    }

    /// Removes a database.
    public static func remove(_ name: String, on server: String) {
        try? administer(server, "DROP DATABASE IF EXISTS \(name) WITH (FORCE)")
    }

    /// Ends the sessions of a database, so that it can be copied.
    public static func release(_ name: String, on server: String) throws {
        try administer(
            server, "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '\(name)'")
    }

    /// Opens a database of the server, which goes away with the last who holds the value.
    public static func open(_ name: String, on server: String) -> any Engine {
        PassingDatabase(name, on: server)
    }

    /// How the engine would go about a query, a step a line. A server is told to shun reading whole tables and sorting, so that
    /// few rows show what it would do with many.
    public static func plan(_ query: SQL, in database: any Database) async throws -> [String] {
        try await database.write { transaction in
            if transaction.dialect == .sqlite {
                return try transaction.rows("EXPLAIN QUERY PLAN \(query)").map { try $0.text("detail") }
            }
            for way in ["seqscan", "bitmapscan", "sort"] {
                try transaction.execute(SQL(text: "SET LOCAL enable_\(way) = off", values: []))
            }
            return try transaction.rows("EXPLAIN (COSTS OFF) \(query)").map { try $0.text("QUERY PLAN") }
        }
    }

    /// Whether a plan takes an index for every table and puts nothing in order that is not nearly so already.
    public static func isByIndex(_ plan: [String]) -> Bool {
        let steps = plan.map { $0.drop { " ->".contains($0) } }
        if isFile { return steps.allSatisfy { $0.hasPrefix("SEARCH") } }
        return steps.contains { $0.hasPrefix("Index ") }
            && !steps.contains { $0.hasPrefix("Seq Scan") || $0.hasPrefix("Sort  ") || $0 == "Sort" }
    }

    private static func administer(_ server: String, _ statement: String) throws {
        try PostgresDatabase.administer("\(server)/postgres", statement)
    }
}

/// A database on a server that is removed when nobody holds it any more: a test's own server may outlive its world.
private final class PassingDatabase: Engine {
    private let name: String
    private let server: String
    private let engine: PostgresDatabase

    init(_ name: String, on server: String) {
        (self.name, self.server) = (name, server)
        engine = PostgresDatabase("\(server)/\(name)", size: 4)
    }

    deinit { TestEngine.remove(name, on: server) }

    var dialect: Dialect { engine.dialect }
    var waitingWrites: Int { engine.waitingWrites }

    func read<Result: Sendable>(
        _ body: @escaping @Sendable (any Reader) throws -> Result
    ) async throws -> Result { try await engine.read(body) }

    func write<Result: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result { try await engine.write(body) }

    func migrate(_ migrations: [Migration], at instant: Instant) async throws {
        try await engine.migrate(migrations, at: instant)
    }

    var messages: any NodeMessages { engine.messages }

    func tables() async throws -> [TableShape] { try await engine.tables() }
    func analyze() async throws { try await engine.analyze() }
    func purge() async throws { try await engine.purge() }
    func approvedSchema() async throws -> String { try await engine.approvedSchema() }
    func setting(_ name: String) async throws -> String? { try await engine.setting(name) }
    func version() async throws -> String { try await engine.version() }
    func durability() async throws -> String { try await engine.durability() }
    func size() async throws -> Int { try await engine.size() }
    func close() async throws { try await engine.close() }
}

/// An empty database of the engine under test, removed when the value goes away.
public final class TestDatabase: Sendable {
    /// The folder that holds the file, if it is one.
    public let folder: URL
    /// The engine under test.
    public let database: any Engine

    /// Opens an empty database with the migrations applied.
    public init(_ migrations: [Migration], at instant: Instant = Instant(milliseconds: 1_574_726_400_000)) async throws
    {
        folder = try TestFolders.make("database")
        if let server = TestEngine.server {
            database = TestEngine.open(try TestEngine.make(on: server), on: server)
        } else {
            database = try SQLiteDatabase(path: folder.appending(path: "shanzhi.sqlite").path)
        }
        try await database.migrate(migrations, at: instant)
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }
}

/// A SQLite file in a folder of its own that is removed when the value goes away.
public final class TestFile: Sendable {
    /// The folder that holds the file.
    public let folder: URL
    /// The engine.
    public let database: SQLiteDatabase

    /// Opens an empty file with the migrations applied.
    public init(_ migrations: [Migration], at instant: Instant = Instant(milliseconds: 1_574_726_400_000)) async throws
    {
        folder = try TestFolders.make("database")
        database = try SQLiteDatabase(path: folder.appending(path: "shanzhi.sqlite").path)
        try await database.migrate(migrations, at: instant)
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }
}

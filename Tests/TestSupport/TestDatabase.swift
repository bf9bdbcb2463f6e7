public import Base
public import Foundation
public import Storage
public import StorageSQLite

/// A database in a folder of its own that is removed when the value goes away.
public final class TestDatabase: Sendable {
    /// The folder that holds the file.
    public let folder: URL
    /// The engine under test.
    public let database: SQLiteDatabase

    /// Opens an empty database with the migrations applied.
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

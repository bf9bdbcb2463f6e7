import Foundation
import GRDB
public import Storage

/// A database file that is looked at and never changed: no migration, no checkpoint, no file beside it.
public final class SQLiteReader: Storage.Database {
    public let dialect = Dialect.sqlite
    /// Whether a copy is read, since SQLite would have had to write beside the original.
    public let isCopy: Bool
    private let queue: DatabaseQueue
    private let path: String
    private let copy: URL?
    /// Whether the file was opened as one that nobody writes to.
    private let isImmutable: Bool

    /// Opens the file for reading. Throws `StorageError`.
    ///
    /// While a server has it open, its write-ahead log is read too. With nobody there, the file is opened as immutable;
    /// when a log was left by a crash, file and log are copied to a temporary folder, which `close` removes.
    public init(path: String, busyTimeout: Double = 5) throws {
        _ = SQLiteDatabase.settings
        self.path = path
        let isOpenElsewhere = Self.exists(path + "-shm")
        let hasLog = Self.size(path + "-wal") > 0
        copy = hasLog && !isOpenElsewhere ? try Self.copied(path) : nil
        isCopy = copy != nil
        isImmutable = !isOpenElsewhere && copy == nil
        var configuration = Configuration()
        configuration.readonly = copy == nil
        configuration.busyMode = .timeout(busyTimeout)
        let file = copy?.appending(path: "copy.sqlite").path ?? path
        do {
            queue = try DatabaseQueue(
                path: isImmutable ? Self.uri(file) + "?immutable=1" : file, configuration: configuration)
        } catch {
            if let copy { try? FileManager.default.removeItem(at: copy) }
            throw SQLiteFailure.translated(error)
        }
    }

    public func read<Result: Sendable>(
        _ body: @escaping @Sendable (any Reader) throws -> Result
    ) async throws -> Result {
        do {
            let result = try await queue.read { try body(SQLiteConnection($0)) }
            // Whoever opens an immutable file for writing meanwhile makes what was read worthless.
            // An empty log alone is what a crash in the first moment of a start leaves behind.
            if isImmutable, Self.size(path + "-wal") > 0 || Self.exists(path + "-shm") { throw StorageError.busy }
            return result
        } catch {
            throw SQLiteFailure.translated(error)
        }
    }

    public func write<Result: Sendable>(
        _ body: @escaping @Sendable (any Storage.Transaction) throws -> Result
    ) async throws -> Result {
        throw StorageError.readOnly
    }

    /// Closes the file and removes a copy.
    public func close() throws {
        defer { if let copy { try? FileManager.default.removeItem(at: copy) } }
        do {
            try queue.close()
        } catch {
            throw SQLiteFailure.translated(error)
        }
    }

    private static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    private static func size(_ path: String) -> Int {
        (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
    }

    private static func copied(_ path: String) throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "shanzhi-read-\(UUID().uuidString)")
        let private700: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: private700)
        for ending in ["", "-wal"] {
            try FileManager.default.copyItem(
                at: URL(filePath: path + ending), to: folder.appending(path: "copy.sqlite" + ending))
        }
        return folder
    }

    // Letters, digits and slashes stand for themselves; a question mark in a path would begin the parameters.
    private static func uri(_ path: String) -> String {
        let plain = CharacterSet.alphanumerics.union(CharacterSet(charactersIn: "/-_."))
        return "file:" + (path.addingPercentEncoding(withAllowedCharacters: plain) ?? path)
    }
}

extension SQLiteReader {
    /// Compares the schema with the steps of this program. Throws `StorageError`.
    public func age(against migrations: [Migration]) async throws -> SchemaAge {
        try await read { reader in
            guard try reader.row("SELECT 1 AS n FROM sqlite_schema WHERE name = 'schema_migrations'") != nil else {
                return .foreign
            }
            return try SchemaAge.compare(with: migrations, in: reader)
        }
    }
}

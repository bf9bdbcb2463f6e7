import Foundation
import Storage
import StorageSQLite
import TestSupport
import Testing

/// A file opened for reading only.
@Suite struct ReaderTests {
    private func path(_ test: TestFile) -> String { test.folder.appending(path: "shanzhi.sqlite").path }

    @Test func `a reader sees what was committed and writes nothing`() async throws {
        let test = try await Shelf.file()
        try await test.database.write { try Shelf.add("a", in: $0) }
        let reader = try SQLiteReader(path: path(test))
        #expect(try await reader.read { try $0.count("SELECT COUNT(*) AS n FROM notes") } == 1)
        await #expect(throws: StorageError.readOnly) { try await reader.write { try Shelf.add("b", in: $0) } }
        await #expect(throws: StorageError.readOnly) {
            try await reader.writeInBackground { try Shelf.add("b", in: $0) }
        }
        #expect(try await reader.age(against: Shelf.migrations) == .current)
        #expect(!reader.isCopy)
        try reader.close()
        #expect(try await Shelf.count(test.database) == 1)
    }

    @Test func `a file whose name looks like parameters is opened as it is`() async throws {
        let test = try await Shelf.file()
        try await test.database.close()
        let odd = test.folder.appending(path: "a?mode=memory&x=1 100% 谷雨#.sqlite").path
        try FileManager.default.copyItem(atPath: path(test), toPath: odd)
        let reader = try SQLiteReader(path: odd)
        #expect(try await reader.read { try $0.count("SELECT COUNT(*) AS n FROM notes") } == 0)
        try reader.close()
    }

    @Test func `a file that somebody opens for writing meanwhile is not trusted`() async throws {
        let test = try await Shelf.file()
        try await test.database.close()
        let reader = try SQLiteReader(path: path(test))
        let writer = try SQLiteDatabase(path: path(test))
        try await writer.write { try Shelf.add("a", in: $0) }
        await #expect(throws: StorageError.busy) {
            try await reader.read { try $0.count("SELECT COUNT(*) AS n FROM notes") }
        }
        try reader.close()
        try await writer.close()
    }

    @Test func `the age of a file is named`() async throws {
        let test = try await Shelf.file()
        let reader = try SQLiteReader(path: path(test))
        let more = Migration("shelf-02-more", ["CREATE TABLE more (id TEXT) STRICT"])
        let other = Migration("shelf-01-notes", ["CREATE TABLE notes (id TEXT) STRICT"])
        #expect(try await reader.age(against: Shelf.migrations + [more]) == .older(["shelf-02-more"]))
        #expect(try await reader.age(against: []) == .newer(["shelf-01-notes"]))
        #expect(try await reader.age(against: [other]) == .newer(["shelf-01-notes"]))
        try reader.close()
        let empty = try SQLiteDatabase(path: test.folder.appending(path: "empty.sqlite").path)
        try await empty.write { try $0.execute("CREATE TABLE things (id TEXT)") }
        try await empty.close()
        let foreign = try SQLiteReader(path: test.folder.appending(path: "empty.sqlite").path)
        #expect(try await foreign.age(against: Shelf.migrations) == .foreign)
        try foreign.close()
    }

    @Test func `a missing file is an error and is not made`() throws {
        let place = try TestFolders.make("reader").appending(path: "none.sqlite").path
        #expect(throws: StorageError.self) { try SQLiteReader(path: place) }
        #expect(!FileManager.default.fileExists(atPath: place))
    }
}

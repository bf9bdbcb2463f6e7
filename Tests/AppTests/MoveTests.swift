import Accounts
import App
import Base
import Foundation
import Journal
import Matters
import Storage
import StorageSQLite
import TestDistrict
import TestSupport
import Testing

/// A district that moves from a server into a file and back.
@Suite(.enabled(if: !TestEngine.isFile)) struct MoveTests {
    private static func emptyFile() async throws -> (folder: URL, database: SQLiteDatabase) {
        let folder = try TestFolders.make("moved")
        let database = try SQLiteDatabase(path: folder.appending(path: "shanzhi.sqlite").path)
        try await database.migrate(allMigrations, at: TestDistrict.morning)
        return (folder, database)
    }

    private static func emptyServer() async throws -> TestDatabase { try await TestDatabase(allMigrations) }

    private static func house(_ world: TestDistrict, over database: any Engine) -> House {
        House(district: world.house.district, database: database, folder: world.folder, keys: world.house.keys)
    }

    private static func found(_ word: String, in house: House, for unit: RecordID) async throws -> Int {
        let matters = house.matters
        let scope = MatterScope(district: house.district.key, reach: .district(unit: unit))
        return try await house.database.read { try matters.search(word, scope: scope, in: $0).matters.count }
    }

    @Test func `a district moves into a file and back with every value, and goes on there`() async throws {
        let world = try await TestDistrict()
        let centre = try await world.unit("centre").id
        _ = try await world.file(title: "井盖响", text: "夜里车一过就响\t两次\n\\N 又响，谷雨睡不着。")
        let (folder, file) = try await Self.emptyFile()
        defer { try? FileManager.default.removeItem(at: folder) }
        let there = Move(from: world.database, to: file)
        try await there.copy { _, _ in }
        let compared = try await there.compare()
        #expect(compared.count > 40)
        #expect(compared.filter { !$0.isSame }.map(\.source.table) == [])

        let inFile = Self.house(world, over: file)
        #expect(try await Self.found("井盖", in: inFile, for: centre) == 1)
        while try await inFile.sequencer.sequenceOnce(at: TestDistrict.morning) != nil {}
        #expect(try await inFile.journal.verify(in: file, heads: nil).isSound)

        let server = try await Self.emptyServer()
        let back = Move(from: file, to: server.database)
        try await back.copy { _, _ in }
        #expect(try await back.compare().filter { !$0.isSame }.map(\.source.table) == [])
        let months = try await server.database.read { try Journal.months.months(in: $0).map(\.description) }
        #expect(months.contains("2019-11-01"))
        #expect(
            try await server.database.read { try $0.count("SELECT COUNT(*) AS n FROM journal_entries_default") } == 0)
        let again = Self.house(world, over: server.database)
        #expect(try await Self.found("井盖", in: again, for: centre) == 1)
        // Numbers that the server gives out itself go on behind those that came along.
        var filing = Filing(
            kind: .help, channel: .window, narrative: Narrative(title: "路灯", text: "巷口的路灯坏了。", place: ""),
            receiver: centre, happenedAt: TestDistrict.morning)
        filing.confidentiality = .anonymous
        _ = try await again.matters.file(
            filing, by: try await world.actor("chenglichun").principal, at: TestDistrict.morning)
        #expect(try await Self.found("路灯", in: again, for: centre) == 1)
        while try await again.sequencer.sequenceOnce(at: TestDistrict.morning) != nil {}
        #expect(try await again.journal.verify(in: server.database, heads: nil).isSound)
        try await file.close()
    }

    @Test func `a move that was broken off goes on, and a district that is there is never written over`() async throws {
        let world = try await TestDistrict()
        let (folder, file) = try await Self.emptyFile()
        defer { try? FileManager.default.removeItem(at: folder) }
        let tables = try await world.database.tables().parentsFirst
        let copy = TableCopy(from: world.database, to: file)
        for table in tables.prefix(while: { $0.name != "matter_search_rows" }) where table.name != "schema_migrations" {
            if table.name != "districts" { try await copy.copy(table) }
        }
        let move = Move(from: world.database, to: file)
        #expect(try await !move.isTargetTaken())
        try await move.copy { _, _ in }
        #expect(try await move.compare().allSatisfy(\.isSame))
        #expect(try await move.isTargetTaken())
        try await file.close()
    }

    @Test func `what changes in the old place meanwhile is found`() async throws {
        let world = try await TestDistrict()
        let (folder, file) = try await Self.emptyFile()
        defer { try? FileManager.default.removeItem(at: folder) }
        let move = Move(from: world.database, to: file)
        try await move.copy { _, _ in }
        _ = try await world.file()
        let other = try await move.compare().filter { !$0.isSame }.map(\.source.table)
        #expect(other.contains("matters"))
        #expect(other.contains("journal_entries"))
        #expect(!other.contains("units"))
        try await file.close()
    }
}

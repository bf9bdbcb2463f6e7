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

/// Districts that earlier versions of this program made and left: packed data folders under Files/, never made anew.
@Suite(.enabled(if: TestEngine.isFile)) struct OldDistrictTests {
    /// Every packed folder, by the day it was made.
    private static let files = ["district-2026-11-26"]

    @Test(arguments: files)
    func `a district that an earlier version made is brought forward, loses nothing, verifies and goes on`(
        _ name: String
    ) async throws {
        let folder = try Self.unpack(name)
        let path = folder.appending(path: "shanzhi.sqlite").path
        let old = try SQLiteDatabase(path: path)
        let before = try await Self.matters(old)
        #expect(before.count > 100)
        try await old.migrate(allMigrations, at: TestDistrict.morning)
        #expect(try await Self.matters(old) == before)
        try await old.close()

        let world = try await TestDistrict(copying: folder)
        let report = try await world.house.journal.verify(in: world.database, heads: world.house.heads)
        #expect(report.isSound, "\(report.problems.prefix(5))")
        let clerk = try await world.actor("chenglichun")
        let found = try await world.database.read { reader in
            let scope = try world.house.matters.scope(of: clerk, in: reader)
            return try world.house.matters.search("小区", scope: scope, in: reader).matters.count
        }
        #expect(found > 0, "words are found as before")
        let receipt = try await world.file(to: "town:330110004")
        let town = try await world.actor("shenxiaoshu")
        let matter = try await world.house.matters.act(
            "accept", on: receipt.matter, revision: 1, input: ActionInput(), by: town, at: TestDistrict.morning)
        #expect(matter.status == .handling)
    }

    private static func matters(_ database: SQLiteDatabase) async throws -> [String] {
        try await database.read { reader in
            try reader.rows("SELECT number, status, revision, due_day FROM matters ORDER BY number").map { row in
                let due = try row.textOrNil("due_day") ?? ""
                return "\(try row.text("number")) \(try row.text("status")) \(try row.int("revision")) \(due)"
            }
        }
    }

    private static func unpack(_ name: String) throws -> URL {
        let folder = try TestFolders.make("old-district")
        let archive = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Files/\(name).tar.xz")
        let tar = Process()
        tar.executableURL = URL(filePath: "/usr/bin/env")
        tar.arguments = ["tar", "-xJf", archive.path, "-C", folder.path]
        try tar.run()
        tar.waitUntilExit()
        try #require(tar.terminationStatus == 0)
        return folder
    }
}

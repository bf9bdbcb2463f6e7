import App
import Base
import Foundation
import Intake
import Journal
import Matters
import Storage
import TestDistrict

/// A district with files to bring in.
struct ImportDesk {
    let world: TestDistrict

    init() async throws {
        world = try await TestDistrict()
    }

    /// Brings a text in at nine in the morning of 26 November 2019; `stopAfter` ends the run after so many lines.
    func bring(
        _ text: String, name: String = "letters.csv", map: String? = nil, batch: Int = 25, stopAfter: Int? = nil
    ) async throws -> ImportReport {
        try await bring(Array(text.utf8), name: name, map: map, batch: batch, stopAfter: stopAfter)
    }

    func bring(
        _ bytes: [UInt8], name: String = "letters.csv", map: String? = nil, batch: Int = 25, stopAfter: Int? = nil
    ) async throws -> ImportReport {
        let table = try ImportTable(bytes: bytes, name: name)
        var options = try MessageImport.Options(source: "mailbox")
        options.batch = batch
        return try await MessageImport(into: world.house.intake, options: options).run(
            table, map: try ImportMap(map, header: table.header), at: TestDistrict.morning, latest: TestDistrict.morning
        ) { done, _ in
            if let stopAfter, done >= stopAfter { throw CancellationError() }
        }
    }

    /// Every imported matter with its words, oldest first.
    func matters() async throws -> [(matter: Matter, words: Narrative)] {
        let store = world.house.matters
        return try await world.database.read { reader in
            let ids = try reader.rows("SELECT id FROM matters WHERE import_key IS NOT NULL ORDER BY filed_at, id")
            let scope = MatterScope(district: store.district, reach: .district(unit: RecordID(trusted: "test")))
            let matters = try ids.map { try store.getMatter(try $0.id("id"), scope: scope, in: reader) }
            let words = try store.narratives(matters, in: reader)
            return matters.compactMap { matter in words[matter.id].map { (matter, $0) } }
        }
    }

    /// Whether the record still holds.
    func isSound() async throws -> Bool {
        try await world.house.journal.verify(in: world.database, heads: nil).isSound
    }
}

/// A table of so many made-up messages.
func letters(_ count: Int) -> String {
    "id,time,name,title,text\n"
        + (1...count).map { "L\($0),2019/4/\($0 % 28 + 1) 9:32:0\($0 % 10),清明,路灯不亮 \($0),第\($0)盏路灯不亮。\n" }.joined()
}

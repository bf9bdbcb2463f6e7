import Base
import Foundation
import Rulebook
import Storage
import TestSupport
import Testing

@Suite struct RulebookTests {
    let book = Rulebook(district: "yuhang")
    let noon = Instant(milliseconds: 1_574_740_800_000)
    let lichun = Principal.staff(
        account: RecordID(trusted: "a"), post: RecordID(trusted: "p"), unit: RecordID(trusted: "u")
    )

    @Test func `a text is published once and comes back byte for byte`() async throws {
        let test = try await TestDatabase(rulebookMigrations)
        let body = "# 时限\nfrom: 2019-01-01\nrules: []  # 空\n"
        let (first, again) = try await test.engine.write { [book, noon, lichun] transaction in
            (
                try book.publish(pack: "law", name: "petitions", body: body, by: lichun, at: noon, in: transaction),
                try book.publish(pack: "law", name: "petitions", body: body, by: lichun, at: noon, in: transaction)
            )
        }
        #expect(first == again)
        #expect(first.pin == "law/petitions/1")
        #expect(first.from == Day("2019-01-01"))
        let exported = try await test.engine.read { [book] in try book.export(pin: "law/petitions/1", in: $0) }
        #expect(exported == body)
        #expect(RulePack.hash("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    @Test func `the version in force is the one that began last, not the one published last`() async throws {
        let test = try await TestDatabase(rulebookMigrations)
        try await test.engine.write { [book, noon, lichun] transaction in
            for from in ["2019-01-01", "2022-05-01", "2019-01-01"] {
                try book.publish(
                    pack: "law", name: "petitions", body: "note: text \(from)", from: Day(from), by: lichun, at: noon,
                    in: transaction
                )
                try book.publish(
                    pack: "law", name: "zz", body: "note: other \(from)", from: Day(from), by: lichun, at: noon,
                    in: transaction
                )
            }
        }
        try await test.engine.read { [book] reader in
            func version(_ day: String) throws -> Int? {
                let day = try #require(Day(day))
                return try book.findCurrent(pack: "law", name: "petitions", on: day, in: reader)?.version
            }
            #expect(try version("2018-12-31") == nil)
            #expect(try version("2019-06-01") == 3)
            #expect(try version("2022-05-01") == 2)
            let day = try #require(Day("2023-01-01"))
            #expect(
                try book.listCurrent(pack: "law", on: day, in: reader).map(\.pin) == ["law/petitions/2", "law/zz/2"])
            #expect(try book.listVersions(pack: "law", name: "zz", in: reader).map(\.version) == [3, 2, 1])
            #expect(try book.stamp(in: reader).count == 6)
        }
    }

    @Test func `seeds load once, follow their file, and never override what the district published`() async throws {
        let test = try await TestDatabase(rulebookMigrations)
        let outcomes = try await test.engine.write { [book, noon, lichun] transaction in
            let first = RuleSeed(pack: "topics", name: "topics", body: "version: 2019.1")
            let second = RuleSeed(pack: "topics", name: "topics", body: "version: 2019.2")
            let third = RuleSeed(pack: "topics", name: "topics", body: "version: 2019.3")
            var outcomes = try book.load([first, first, second], at: noon, in: transaction)
            try book.publish(
                pack: "topics", name: "topics", body: "version: own", by: lichun, at: noon, in: transaction
            )
            outcomes += try book.load([second, third], at: noon, in: transaction)
            return outcomes
        }
        #expect(outcomes.count == 5)
        #expect(outcomes.filter { $0 == .known }.count == 2)
        #expect(outcomes.last == .held)
        let count = try await test.engine.read { [book] in try book.stamp(in: $0).count }
        #expect(count == 3)
    }

    @Test func `the folder names the pack and the file the name`() throws {
        let folder = try TestFolders.place("rules")
        defer { try? FileManager.default.removeItem(at: folder) }
        let place = folder.appending(path: "law")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        for (name, body) in [("b.yaml", "b: 1"), ("a.yaml", "a: 1"), ("notes.txt", "x")] {
            try Data(body.utf8).write(to: place.appending(path: name))
        }
        #expect(try RuleSeed.read(folder: folder).map(\.name) == ["a", "b"])
    }

    @Test func `a file named with a day is a later version of the file without one`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "rules-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let place = folder.appending(path: "procedures")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        for (name, from) in [("p.yaml", "2005-05-01"), ("p@2022-05-01.yaml", "2022-05-01")] {
            try Data("from: \(from)".utf8).write(to: place.appending(path: name))
        }
        let seeds = try RuleSeed.read(folder: folder)
        #expect(seeds.map(\.name) == ["p", "p"])
        let test = try await TestDatabase(rulebookMigrations)
        let versions = try await test.engine.write { [book, noon] transaction in
            _ = try book.load(seeds, at: noon, in: transaction)
            return try ["2022-04-30", "2022-05-01"].map { text in
                let day = try #require(Day(text))
                return try book.findCurrent(pack: "procedures", name: "p", on: day, in: transaction)?.version
            }
        }
        #expect(versions == [1, 2])
    }

    @Test func `a refused check leaves no version, and a bad text says where`() async throws {
        struct Refusal: Error {}
        struct Content: Decodable { let rules: [[String: Int]] }
        let test = try await TestDatabase(rulebookMigrations)
        await #expect(throws: Refusal.self) {
            try await test.engine.write { [book, noon, lichun] transaction in
                _ = try book.publish(
                    pack: "law", name: "petitions", body: "a: 1", by: lichun, at: noon, in: transaction,
                    check: { _ in throw Refusal() }
                )
            }
        }
        await #expect(throws: RulebookError.badName("../law")) {
            try await test.engine.write { [book, noon, lichun] transaction in
                _ = try book.publish(pack: "../law", name: "x", body: "a: 1", by: lichun, at: noon, in: transaction)
            }
        }
        let count = try await test.engine.read { [book] in try book.stamp(in: $0).count }
        #expect(count == 0)
        let error = #expect(throws: RulebookError.self) {
            try RulePack.decode(Content.self, yaml: "rules:\n  - {a: 1}\n  - {a: x}\n")
        }
        guard case .unreadable(_, let reason) = error else { throw Refusal() }
        #expect(reason.contains("rules.[1]"))
        #expect(throws: RulebookError.self) { try RulePack.decode(Content.self, yaml: "rules: [") }
    }

    @Test func `the journal closure runs inside the transaction`() async throws {
        let test = try await TestDatabase(rulebookMigrations)
        let seen = try await test.engine.write { [book, noon, lichun] transaction in
            var seen: [String] = []
            try book.publish(
                pack: "law", name: "petitions", body: "a: 1", by: lichun, at: noon, in: transaction,
                record: { version, inside in
                    seen.append("\(version.pin) \(try book.stamp(in: inside).count)")
                }
            )
            return seen
        }
        #expect(seen == ["law/petitions/1 1"])
    }
}

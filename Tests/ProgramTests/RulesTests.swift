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

/// `shanzhi rules` as a script sees it: a district takes changed rules, or says why not and keeps what it has.
@Suite(.enabled(if: TestEngine.isFile)) struct RulesTests {
    private static let template = Task { try await TestDistrict.makeFolder(.empty) }

    private func folder() async throws -> URL {
        let folder = try TestFolders.place("data")
        try FileManager.default.copyItem(at: try await Self.template.value, to: folder)
        return folder
    }

    private func run(_ arguments: String...) throws -> Shell.Outcome {
        try Shell.run(["rules"] + arguments, home: TestDistrict.home)
    }

    private func write(_ name: String, _ text: String) throws -> String {
        let file = try TestFolders.make("rules").appending(path: name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: file, atomically: true, encoding: .utf8)
        return file.path
    }

    /// The shipped law of local limits with another row for requests for help.
    private func law(_ limit: String) throws -> String {
        let text = try String(
            contentsOf: TestDistrict.home.appending(path: "Rules/law/hotline.yaml"), encoding: .utf8)
        return try write(
            "law/hotline.yaml", text.replacing("limit: {amount: 10, unit: working}", with: "limit: \(limit)"))
    }

    /// 谷雨's request for help, accepted a minute ago by the clock that the program has.
    private func begin(in world: TestDistrict) async throws -> (matter: RecordID, due: Day) {
        let now = world.house.district.now(
            machine: Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000)).adding(seconds: -60))
        let matters = world.house.matters
        let receipt = try await world.file(to: "town:330110004", at: now)
        let matter = try await world.database.read {
            try matters.getMatter(number: receipt.number, code: receipt.code, in: $0)
        }
        let accepted = try await matters.act(
            "accept", on: receipt.matter, revision: matter.revision, input: ActionInput(),
            by: try await world.actor("shenxiaoshu"), at: now)
        return (receipt.matter, try #require(accepted.due))
    }

    private func entries(of matter: RecordID, in folder: URL) async throws -> [String: [String: String]] {
        let world = try await TestDistrict(copying: folder)
        let journal = world.house.journal
        return try await world.database.read { reader in
            let entries = try journal.listEntries(of: Subject("matter", matter), limit: 50, in: reader)
            return Dictionary(entries.map { ($0.code, $0.parameters) }) { first, _ in first }
        }
    }

    @Test func `a corrected row and a holiday notice move a term that runs, and the record says so`() async throws {
        let world = try await TestDistrict()
        let (matter, due) = try await begin(in: world)
        try await world.database.close()
        let data = world.folder.path
        let law = try run("publish", try law("{amount: 7, unit: working}"), "--recount", "--data", data)
        #expect(law.status == 0, "\(law.told)")
        let line = try #require(law.output.split(separator: "\n").first).split(separator: "\t").map(String.init)
        #expect(line.prefix(5) == ["published", "law", "hotline", "2", "0001-01-01"])
        #expect(line.last == "open terms are counted anew" && law.output.hasSuffix("moved\t1 terms\n"))
        let corrected = try #require(try await entries(of: matter, in: world.folder)["matter.law-recount"])
        #expect(corrected["rules"] == "R11b" && corrected["before"] == due.description)
        let sooner = try #require(corrected["due"].flatMap { Day($0) })
        #expect(sooner < due)
        // Every day up to the last one is off: wherever the year stands, the term cannot end there.
        let off = (0...20).map { sooner.adding(days: -$0).description }.joined(separator: ", ")
        let notice = try write(
            "calendar/\(sooner.parts.year).yaml",
            """
            year: \(sooner.parts.year)
            notices:
              - {id: sent, published_on: \(sooner.adding(days: -40)), title: {zh: 通知, en: Notice}, off: [\(off)], work: []}

            """)
        let told = try run("publish", notice, "--data", data)
        #expect(told.status == 0 && told.output.contains("\topen terms are counted anew tonight\n"), "\(told.told)")
        let moved = try run("publish", notice, "--recount", "--data", data)
        #expect(moved.output.hasPrefix("same\tcalendar\t") && moved.output.hasSuffix("moved\t1 terms\n"))
        let noticed = try #require(try await entries(of: matter, in: world.folder)["matter.recount"])
        #expect(noticed["before"] == sooner.description)
        #expect(noticed["due"].flatMap { Day($0) }.map { $0 > sooner } == true)
        #expect(try run("publish", notice, "--recount", "--data", data).output.hasSuffix("moved\t0 terms\n"))
        let verified = try Shell.run(["journal", "verify", "--data", data], home: TestDistrict.home)
        #expect(verified.status == 0, "\(verified.told)")
    }

    @Test func `files that are wrong end with 2, each fault with its place, and the old packs stay`() async throws {
        let data = try await folder().path
        let before = try run("list", "--data", data).output
        let law = try law("{amount: 10, unit: fortnight}"), notes = try write("notes/a.txt", "hello\n")
        let broken = try write("topics/topics.yaml", "version: 2019.1\ntopics:\n  - {code: a\n")
        let outcome = try run("publish", law, notes, broken, "--recount", "--data", data)
        #expect(outcome.status == 2)
        #expect(outcome.output.isEmpty)
        #expect(
            outcome.told == """
                \(law), line 22: R11b: limit.unit: unknown: fortnight.
                \(notes): it is no rule file: its name does not end in .yaml.
                \(broken), line 4: it is no YAML: did not find expected ',' or '}'.
                Nothing was published; what was in force stays.

                """)
        #expect(try run("list", "--data", data).output == before)
        let day = try run("publish", law, "--from", "2019-02-30", "--data", data)
        #expect(day.status == 64 && day.told.contains("The value '2019-02-30' is invalid for '--from <from>'"))
        #expect(try run("publish", "--data", data).status == 64)
        #expect(try run("publish", law, "--data", try TestFolders.make("empty").path).status == 64)
    }

    @Test func `what is in force is listed, and what begins later is not yet`() async throws {
        let data = try await folder().path
        let before = try run("list", "--data", data).output.split(separator: "\n")
        #expect(before.count > 60)
        #expect(before.contains { $0.hasPrefix("letters\tservice-record\t1\t2019-01-01\t") })
        #expect(before.allSatisfy { $0.split(separator: "\t").last?.count == 64 })
        let law = try law("{amount: 7, unit: working}")
        let later = try run("publish", law, "--from", "2998-01-01", "--data", data)
        #expect(later.output.hasSuffix("\topen terms stay until 2998-01-01\n"))
        #expect(try run("list", "--data", data).output.split(separator: "\n") == before)
        #expect(try run("publish", law, "--data", data).status == 0)
        let after = try run("list", "--data", data).output.split(separator: "\n")
        #expect(Set(after).symmetricDifference(before).count == 2)
        #expect(after.contains { $0.hasPrefix("law\thotline\t3\t0001-01-01\t") })
    }

    @Test func `files are checked without a district, in place of those of their name`() throws {
        let all = try run("check")
        #expect(all.status == 0, "\(all.told)")
        #expect(all.output.contains("fine\tprocedures/petition\t"))
        let fine = try law("{amount: 7, unit: working}")
        #expect(try run("check", fine).output == "fine\tlaw/hotline\t\(fine)\n")
        let wrong = try run("check", try law("{amount: 0, unit: working}"))
        #expect(wrong.status == 2 && wrong.output.isEmpty)
        #expect(
            wrong.told.hasSuffix("hotline.yaml, line 22: R11b: limit.amount: 0 is not in 1...3660.\n"), "\(wrong.told)"
        )
    }

    @Test func `a new district is not made of wrong files, and all their faults are told`() throws {
        let home = try TestFolders.make("home"), rules = home.appending(path: "Rules")
        try FileManager.default.copyItem(at: TestDistrict.home.appending(path: "Rules"), to: rules)
        let wrong = try String(contentsOfFile: try law("{amount: 10, unit: fortnight}"), encoding: .utf8)
        try wrong.write(to: rules.appending(path: "law/hotline.yaml"), atomically: true, encoding: .utf8)
        try "version: 1\n".write(to: rules.appending(path: "topics/weather.yaml"), atomically: true, encoding: .utf8)
        let data = try TestFolders.place("data").path
        let outcome = try Shell.run(
            ["demo", "--size", "empty", "--data", data, "--home", home.path], home: TestDistrict.home)
        #expect(outcome.status == 1)
        #expect(outcome.told.contains("law/hotline.yaml, line 22: R11b: limit.unit: unknown: fortnight.\n"))
        #expect(outcome.told.contains("topics/weather.yaml: nothing reads it: "), "\(outcome.told)")
    }

    @Test func `a server that runs follows a new version without a restart`() async throws {
        let data = try await folder().path
        let server = try RunningServer.start(["--data", data, "--port", "0", "--home", TestDistrict.home.path])
        defer { server.stop() }
        let port = try #require(server.port(after: "http://127.0.0.1:", in: "output"))
        func amount() throws -> Int? {
            let answer = try RunningServer.get("/api/v1/clocks/rules?procedure=help&limit=100", port: port)
            guard let start = answer.firstIndex(of: "{"),
                let body = try JSONSerialization.jsonObject(with: Data(answer[start...].utf8)) as? [String: Any]
            else { return nil }
            return (body["items"] as? [[String: Any]])?.first { $0["id"] as? String == "R11b" }?["amount"] as? Int
        }
        #expect(try amount() == 10)
        let outcome = try await Shell.runBeside(
            ["rules", "publish", try law("{amount: 7, unit: working}"), "--data", data], input: "",
            home: TestDistrict.home)
        #expect(outcome.status == 0, "\(outcome.told)")
        #expect(try amount() == 7)
    }
}

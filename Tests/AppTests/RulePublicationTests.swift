import App
import Base
import Foundation
import Journal
import Matters
import Rulebook
import Storage
import TestDistrict
import TestSupport
import Testing

/// Rule files that come to a district which exists already.
@Suite struct RulePublicationTests {
    private static let town = "town:330110004"

    /// A shipped file with other words in it, in a folder of its own.
    private func file(
        _ name: String, as other: String? = nil, _ change: (String) -> String = { $0 }
    ) throws -> String {
        let shipped = TestDistrict.home.appending(path: "Rules/\(name).yaml")
        return try file(named: other ?? name, change(try String(contentsOf: shipped, encoding: .utf8)))
    }

    private func file(named name: String, _ text: String) throws -> String {
        let file = try TestFolders.make("rules").appending(path: "\(name).yaml")
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: file, atomically: true, encoding: .utf8)
        return file.path
    }

    private func publish(
        _ paths: [String], _ world: TestDistrict, from day: String? = nil, at now: Instant = TestDistrict.morning
    ) async throws -> [RulePublication.Outcome] {
        try await RulePublication(world.house, by: .system("command")).publish(
            RuleReading(paths: paths), from: try day.map { try #require(Day($0)) }, at: now)
    }

    /// The faults of files, told as `name, line N: reason`, after a look that nothing was written.
    private func refusal(_ paths: [String], _ world: TestDistrict, from day: String? = nil) async throws -> [String] {
        let before = try await versions(world)
        let faults = await #expect(throws: RuleFaults.self) { try await publish(paths, world, from: day) }
        #expect(try await versions(world) == before, "nothing of the call was written")
        return (faults?.faults ?? []).map { fault in
            let name = fault.file.map { URL(filePath: $0).lastPathComponent } ?? "-"
            return "\(name), line \(fault.line.map(String.init) ?? "-"): \(fault.reason)"
        }
    }

    private func versions(_ world: TestDistrict) async throws -> Int {
        try await world.database.read { try $0.count("SELECT COUNT(*) AS n FROM rule_packs") }
    }

    /// 谷雨's request for help, accepted on a day by 沈小暑, and what is left of its term.
    private func begin(_ world: TestDistrict, on day: String) async throws -> (matter: RecordID, due: Day?) {
        let at = Instant(try #require(Day(day)), hour: 9), matters = world.house.matters
        let receipt = try await world.file(to: Self.town, at: at)
        let matter = try await world.database.read {
            try matters.getMatter(number: receipt.number, code: receipt.code, in: $0)
        }
        let accepted = try await matters.act(
            "accept", on: receipt.matter, revision: matter.revision, input: ActionInput(),
            by: try await world.actor("shenxiaoshu"), at: at)
        return (receipt.matter, accepted.due)
    }

    private func due(_ matter: RecordID, _ world: TestDistrict) async throws -> Day? {
        try await world.database.read { reader in
            try reader.row("SELECT due_day FROM matters WHERE id = \(matter)")?.dayOrNil("due_day")
        }
    }

    private func entries(_ code: String, of matter: RecordID, _ world: TestDistrict) async throws -> [[String: String]]
    {
        let journal = world.house.journal
        return try await world.database.read { reader in
            try journal.listEntries(of: Subject("matter", matter), limit: 50, in: reader)
                .filter { $0.code == code }.map(\.parameters)
        }
    }

    private func recount(_ world: TestDistrict, on day: String) async throws -> Int {
        try await RecountTermsJob(world.house.matters).run(at: Instant(try #require(Day(day)), hour: 10))
    }

    private static func shorter(_ text: String) -> String {
        text.replacing(
            "applies: [help]\n    trigger: accepted\n    limit: {amount: 10,",
            with: "applies: [help]\n    trigger: accepted\n    limit: {amount: 7,")
    }

    @Test func `a corrected row moves the terms that run, and the matter's record says what moved`() async throws {
        let world = try await TestDistrict()
        let (matter, before) = try await begin(world, on: "2019-11-26")
        #expect(before == Day("2019-12-10"))
        let outcomes = try await publish([try file("law/hotline", Self.shorter)], world)
        #expect(outcomes.map(\.version.pin) == ["law/hotline/2"])
        #expect(outcomes.map(\.isNew) == [true])
        #expect(try await recount(world, on: "2019-11-27") == 1)
        #expect(try await due(matter, world) == Day("2019-12-05"))
        #expect(
            try await entries("matter.law-recount", of: matter, world) == [
                [
                    "rules": "R11b", "law": "law/hotline/1>law/hotline/2", "before": "2019-12-10", "due": "2019-12-05",
                ]
            ])
        let journal = world.house.journal
        let entry = try await world.database.read {
            try journal.listEntries(of: Subject(kind: "rule", id: "law/hotline"), in: $0).first {
                $0.parameters["pin"] == "law/hotline/2"
            }
        }
        #expect(entry?.code == "rule.published" && entry?.principal == Principal.system("command").key)
        #expect(entry?.parameters["hash"] == outcomes.first?.version.hash && entry?.parameters["from"] == "0001-01-01")
    }

    @Test func `a version with a later day moves nothing that began before it`() async throws {
        let world = try await TestDistrict()
        let (matter, before) = try await begin(world, on: "2019-11-26")
        let outcomes = try await publish([try file("law/hotline", Self.shorter)], world, from: "2019-12-02")
        #expect(outcomes.map(\.version.from) == [Day("2019-12-02")])
        #expect(try await recount(world, on: "2019-12-03") == 0)
        #expect(try await due(matter, world) == before)
        #expect(try await begin(world, on: "2019-12-03").due == Day("2019-12-12"), "what begins later has seven days")
    }

    @Test func `a holiday notice moves a term over its days`() async throws {
        let world = try await TestDistrict()
        let (matter, _) = try await begin(world, on: "2019-11-26")
        let notice = try file("calendar/2019") {
            $0 + "  - {id: 2019-9, supersedes: 2019-2, published_on: 2019-11-26, title: {zh: 通知, en: Notice}, "
                + "off: [2019-12-02, 2019-12-03], work: []}\n"
        }
        #expect(try await publish([notice], world).map(\.version.pin) == ["calendar/2019/2"])
        #expect(try await recount(world, on: "2019-11-27") == 1)
        #expect(try await due(matter, world) == Day("2019-12-12"))
        #expect(
            try await entries("matter.recount", of: matter, world) == [
                ["rules": "R11b", "before": "2019-12-10", "due": "2019-12-12"]
            ])
    }

    @Test func `the same file is not published twice, not even beside a later version of its name`() async throws {
        let world = try await TestDistrict()
        let law = try file("law/hotline", Self.shorter)
        _ = try await publish([law], world)
        let before = try await versions(world)
        let again = try await publish(
            [law, law, try file("procedures/petition"), try file("calendar/2019")], world,
            at: TestDistrict.morning.adding(seconds: 60))
        #expect(again.map(\.isNew) == [false, false, false])
        #expect(again.map(\.version.pin) == ["law/hotline/2", "procedures/petition/1", "calendar/2019/1"])
        #expect(try await versions(world) == before)
        let back = try await publish([try file("law/hotline")], world, at: TestDistrict.morning.adding(seconds: 120))
        #expect(back.map(\.version.pin) == ["law/hotline/3"], "an earlier text comes back as a version of its own")
    }

    @Test func `two texts for the same rules from the same day are refused`() async throws {
        let world = try await TestDistrict()
        let one = try file("law/hotline", Self.shorter), other = try file("law/hotline") { $0 + "# another\n" }
        let told = try await refusal([one, other], world)
        #expect(told == ["hotline.yaml, line -: \(one) is another text for law/hotline from the same day, 0001-01-01"])
    }

    @Test(arguments: [
        (
            "law/hotline", "limit: {amount: 10, unit: working}", "limit: {amount: 10, unit: fortnight}", 22,
            "R11b: limit.unit: unknown: fortnight"
        ),
        (
            "law/hotline", "limit: {amount: 10, unit: working}", "limit: {amount: ten, unit: working}", 26,
            "rules.[1].limit.amount: Expected to decode Int but found "
        ),
        ("law/hotline", "rules:\n", "rules:\n  - {id: R11b\n", 8, "it is no YAML: did not find expected ',' or '}'"),
        ("law/hotline", "pack: law\n", "pack: law\nfrom: 2019-02-30\n", 5, "from: not a day: 2019-02-30"),
        ("law/hotline", "id: hotline", "id: hotlines", nil, "id: it is hotlines, and the file is called hotline"),
        ("law/hotline", "pack: law", "pack: letters", nil, "pack: it is letters, and the file lies in a folder law"),
        ("calendar/2019", "year: 2019", "year: 2018", nil, "year: it is 2018, and the file is called 2019"),
        (
            "letters/petition-refusal", "- addressee: \"{{petitioner}}：\"", "- addressee: \"{{nobody}}：\"", 24,
            "zh[3].addressee: {{nobody}} is not declared"
        ),
        (
            "procedures/notarisation", "to: working, by: [handler]", "to: nowhere, by: [handler]", 21,
            "action acceptance names an unknown stage nowhere"
        ),
        ("calendar/2019", "off: [", "off: [9999-01-01, ", nil, "2019-1: 9999-01-01 is far from 2019"),
        ("law/hotline", "id: R11b\n", "id: R11b\n    expiry: [explodes]\n", 22, "R11b: expiry: unknown: explodes"),
        ("procedures/notarisation", "starts: []", "starts: [answer]", nil, "the term answer starts but never stops"),
        ("topics/counterparts", "code: court,", "", 9, "counterparts.[0].code: it is missing"),
    ])
    func `a wrong file is refused with its line and its reason, and what was in force stays`(
        _ name: String, _ old: String, _ new: String, _ line: Int?, _ reason: String
    ) async throws {
        let world = try await TestDistrict()
        let good = try file("law/petitions") { $0 + "# in other words\n" }
        let bad = try file(name) { text in
            text.firstRange(of: old).map { text.replacingCharacters(in: $0, with: new) } ?? text
        }
        let told = try await refusal([good, bad], world)
        let place = "\(name.split(separator: "/")[1]).yaml, line \(line.map(String.init) ?? "-"): "
        #expect(told.contains { $0.hasPrefix(place + reason) }, "\(told)")
    }

    @Test func `rows that overlap, or leave a gap, beside the other files are refused`() async throws {
        let world = try await TestDistrict()
        let twice = try file("law/hotline", as: "law/zz") { $0.replacing("id: hotline", with: "id: zz") }
        #expect(
            try await refusal([twice], world).contains("zz.yaml, line 22: R11b: from: twice in force on 2019-01-01"))
        let gap = try file("law/hotline") { text in
            guard let row = text.firstRange(of: "  - id: R11b"), let next = text.firstRange(of: "  - id: R11c") else {
                return text
            }
            let old = text[row.lowerBound..<next.lowerBound].replacing("to:\n", with: "to: 2019-06-30\n")
            let new = text[row.lowerBound..<next.lowerBound].replacing("from: 2019-01-01", with: "from: 2019-08-01")
            return text.replacingCharacters(in: row.lowerBound..<next.lowerBound, with: old + new)
        }
        #expect(
            try await refusal([gap], world) == [
                "hotline.yaml, line 22: R11b: from: a gap from 2019-06-30 to 2019-08-01"
            ])
    }

    @Test func `a procedure without a row of the law is refused, and comes with its law in one call`() async throws {
        let world = try await TestDistrict()
        let procedure = try file("procedures/notarisation") {
            $0.replacing("starts: []", with: "starts: [answer]")
                .replacing("to: working, by: [handler]", with: "to: working, by: [handler], stops: [answer]")
        }
        #expect(
            try await refusal([procedure], world) == [
                "notarisation.yaml, line 11: no row of the law stands behind filing: answer"
            ])
        let law = try file(
            named: "law/notaries",
            """
            pack: law
            id: notaries
            rules:
              - id: N1
                duty: answer
                applies: [notarisation]
                trigger: received
                limit: {amount: 5, unit: working}
                article: {zh: 条, en: Article}
                level: local
                from: 2011-01-01
                sentence: {zh: 句, en: Sentence}

            """)
        let outcomes = try await publish([procedure, law], world)
        #expect(outcomes.map(\.version.pin) == ["procedures/notarisation/2", "law/notaries/1"])
        let without = try file(named: "law/notaries", "pack: law\nid: notaries\nrules: []\n")
        #expect(
            try await refusal([without], world) == [
                "notaries.yaml, line -: the procedure notarisation: no row of the law stands behind filing: answer"
            ])
    }

    @Test func `what is no rule is refused, and all faults of a call are told together`() async throws {
        let world = try await TestDistrict()
        let text = try file(named: "notes/todo", "a: 1\n"), topic = try file(named: "topics/weather", "version: 1\n")
        let routing = try file("routing/routing") { $0 + "# in other words\n" }
        let told = try await refusal(
            [
                text, topic, "/nowhere/law/x.yaml", "/etc/hostname", routing,
                try file("law/hotline") {
                    $0.replacing("unit: working", with: "unit: hour")
                },
            ], world)
        #expect(
            told.prefix(4).map { String($0.prefix(64)) } == [
                "todo.yaml, line -: it is no rule file: neither its folder nor a ",
                "weather.yaml, line -: nothing reads it: topics are called topics",
                "x.yaml, line -: there is no such file to read",
                "hostname, line -: it is no rule file: its name does not end in .",
            ])
        #expect(told.contains { $0.hasPrefix("routing.yaml, line -: routing rules are changed on their own page") })
        #expect(told.contains { $0.hasPrefix("hotline.yaml, line 22: R11b: limit.unit: unknown: hour") })
    }
}

import App
import Base
import Clocks
import Foundation
import Journal
import Matters
import Storage
import TestDistrict
import Testing

/// The demo shows every state that a matter can be in: what nobody can look at nobody finds wrong.
@Suite struct DemoTests {
    private static let small = Task { try await TestDistrict(copying: TestDistrict.makeFolder(.small)) }

    /// What the rules know and what the demo shows, as pairs such as `petition received`.
    private struct Shown {
        let procedures: [Procedure]
        let law: LawPack
        private let world: TestDistrict

        init(_ world: TestDistrict) async throws {
            self.world = world
            let store = world.house.matters, day = TestDistrict.morning.day
            (procedures, law) = try await world.database.read { reader in
                let rules = try store.book.rules(on: day, in: reader)
                return (
                    rules.procedures.values.filter { $0.kind != nil }.sorted { $0.code < $1.code },
                    try store.terms.rules.rules(on: day, asOf: day, in: reader).law
                )
            }
        }

        /// The texts in the column `n` of a query.
        func all(_ sql: SQL) async throws -> Set<String> {
            try await world.database.read { Set(try $0.rows(sql).map { try $0.text("n") }) }
        }

        func completion(_ procedure: Procedure) -> [LawRule] {
            law.rules(duty: "completion", procedure: procedure.code, on: TestDistrict.morning.day)
        }
    }

    @Test func `every stage, end and route of every procedure has a matter`() async throws {
        let shown = try await Shown(Self.small.value)
        let stages = try await shown.all("SELECT DISTINCT kind || ' ' || stage AS n FROM matters")
        let ends = try await shown.all(
            "SELECT DISTINCT kind || ' ' || end_code AS n FROM matters WHERE end_code IS NOT NULL")
        let routes = try await shown.all(
            "SELECT DISTINCT kind || ' ' || end_route AS n FROM matters WHERE end_route IS NOT NULL")
        #expect(shown.procedures.map(\.code) == MatterKind.allCases.map(\.rawValue).sorted())
        for procedure in shown.procedures {
            for stage in procedure.stages { #expect(stages.contains("\(procedure.code) \(stage.code)")) }
            for end in procedure.ends { #expect(ends.contains("\(procedure.code) \(end.code)")) }
            #expect(procedure.routes.contains { routes.contains("\(procedure.code) \($0.code)") }, "\(procedure.code)")
        }
        let known = Set(shown.procedures.flatMap { kind in kind.routes.map { "\(kind.code) \($0.code)" } })
        #expect(routes.isSubset(of: known), "every referral names a route")
        for route in Set(shown.procedures.flatMap { $0.routes.map(\.code) }) {
            #expect(routes.contains { $0.hasSuffix(" " + route) }, "\(route)")
        }
    }

    @Test func `every ground for refusing has a refused matter`() async throws {
        let shown = try await Shown(Self.small.value)
        let (matters, entries) = try await Self.small.value.database.read { reader in
            (
                try reader.rows("SELECT id, kind FROM matters"),
                try reader.rows("SELECT subject_id, body FROM journal_entries WHERE subject_kind = 'matter'")
            )
        }
        let kinds = Dictionary(
            try matters.map { (try $0.text("id"), try $0.text("kind")) }, uniquingKeysWith: { first, _ in first })
        var refused: Set<String> = [], ends: [String: String] = [:]
        for entry in entries {
            let body = try JSONDecoder().decode(EntryCode.self, from: Data(try entry.text("body").utf8))
            guard body.code == "matter.refusal" else { continue }
            let ground = "\(kinds[try entry.text("subject_id")] ?? "") \(body.parameters["ground"] ?? "")"
            refused.insert(ground)
            ends[ground] = body.parameters["end"]
        }
        var expected: Set<String> = []
        for procedure in shown.procedures {
            for ground in procedure.refusalGrounds ?? [] {
                let pair = "\(procedure.code) \(ground.code)"
                expected.insert(pair)
                #expect(ends[pair] == (ground.isReferral ? "referred" : "closed"), "\(pair)")
            }
        }
        #expect(expected.count >= 5)
        #expect(refused == expected)
    }

    @Test func `every ground on which the law lets the clock stand still has been used`() async throws {
        let shown = try await Shown(Self.small.value)
        let used = try await shown.all(
            """
            SELECT DISTINCT m.kind || ' ' || p.reason AS n FROM term_pauses p JOIN terms t ON t.id = p.term_id
              JOIN matters m ON m.id = t.matter_id
            """
        )
        var expected: Set<String> = []
        for procedure in shown.procedures {
            for ground in procedure.pauseGrounds ?? []
            where shown.completion(procedure).contains(where: { rule in
                rule.mayPause(for: ground.code)
            }) { expected.insert("\(procedure.code) \(ground.code)") }
        }
        #expect(expected.count >= 9)
        #expect(used == expected)
        let open = try await shown.all("SELECT DISTINCT reason AS n FROM term_pauses WHERE to_day IS NULL")
        #expect(open == ["appraisal", "supplement", "other-procedure"], "one clock stands still on every ground today")
    }

    @Test func `every action of every procedure that the law allows has been taken`() async throws {
        let shown = try await Shown(Self.small.value)
        var taken: Set<String> = []
        let (matters, entries) = try await Self.small.value.database.read { reader in
            (
                try reader.rows("SELECT id, kind FROM matters"),
                try reader.rows("SELECT subject_id, body FROM journal_entries WHERE subject_kind = 'matter'")
            )
        }
        let kinds = Dictionary(
            try matters.map { (try $0.text("id"), try $0.text("kind")) }, uniquingKeysWith: { first, _ in first })
        for entry in entries {
            let body = try JSONDecoder().decode(EntryCode.self, from: Data(try entry.text("body").utf8))
            taken.insert("\(kinds[try entry.text("subject_id")] ?? "") \(body.code)")
        }
        for procedure in shown.procedures {
            let rules = shown.completion(procedure)
            // The review chain begins when an answer is served, which the demo's matters have not come to.
            for action in procedure.actions ?? [] where !["service", "closure"].contains(action.code) {
                let isLawful =
                    switch action.effect {
                    case .pause, .resume: rules.contains { !$0.pauses.isEmpty }
                    // What parties agree to is for a proceeding of its own, such as a court's diversion.
                    case .extend: rules.contains { $0.extra?.approver == "head" }
                    default: true
                    }
                #expect(
                    taken.contains("\(procedure.code) matter.\(action.code)") == isLawful,
                    "\(procedure.code) \(action.code)")
            }
        }
        for code in ["escalated", "due-soon", "attachment", "seal-requested", "seal-granted", "seal-denied"] {
            #expect(taken.contains { $0.hasSuffix(" matter." + code) }, "\(code)")
        }
    }

    @Test func `disputes have proceedings inside them, on every road, open and ended`() async throws {
        let shown = try await Shown(Self.small.value)
        let roads = try await shown.all("SELECT DISTINCT road AS n FROM proceedings WHERE road IS NOT NULL")
        #expect(roads == ["mediation", "arbitration", "litigation", "service"])
        let ends = try await shown.all(
            "SELECT DISTINCT procedure || ' ' || end_code AS n FROM proceedings WHERE road IS NOT NULL AND end_code IS NOT NULL"
        )
        #expect(
            ends.isSuperset(of: [
                "mediation agreed", "mediation failed", "mediation refused", "labour-mediation failed",
            ]))
        let stages = try await shown.all("SELECT DISTINCT procedure || ' ' || stage AS n FROM proceedings")
        #expect(stages.isSuperset(of: ["mediation mediating", "confirmation confirmed", "labour-arbitration hearing"]))
    }

    private struct EntryCode: Decodable {
        let code: String
        let parameters: [String: String]
    }

    @Test func `shares, clocks, filers, files and alarms are there in every state`() async throws {
        let shown = try await Shown(Self.small.value)
        let shares = try await shown.all("SELECT DISTINCT part || ' ' || state AS n FROM assignments")
        for state in AssignmentState.allCases { #expect(shares.contains("lead \(state.rawValue)")) }
        for state in ["accepted", "ended"] { #expect(shares.contains("cohandler \(state)")) }
        #expect(
            try await shown.all("SELECT DISTINCT state AS n FROM terms")
                == Set(["running", "paused", "met", "missed", "stopped"]))
        #expect(
            try await shown.all("SELECT DISTINCT state AS n FROM terms WHERE duty = 'objection'").contains("missed")
                == false, "a right that nobody used is nobody's lateness")
        #expect(
            try await shown.all("SELECT DISTINCT confidentiality AS n FROM matters")
                == Set(Confidentiality.allCases.map(\.rawValue)))
        #expect(
            try await shown.all("SELECT DISTINCT channel AS n FROM matters")
                == Set(Channel.allCases.filter { $0 != .imported }.map(\.rawValue)))
        #expect(
            try await shown.all("SELECT DISTINCT type AS n FROM attachments") == [
                "image/png", "application/pdf", "audio/wav",
            ])
        #expect(
            try await shown.all("SELECT DISTINCT CAST(rating AS TEXT) AS n FROM matters WHERE rating IS NOT NULL")
                == ["1", "2", "3", "4", "5"])
        #expect(
            try await shown.all("SELECT DISTINCT kind AS n FROM attentions")
                == [
                    "addition", "due-soon", "hardening", "low-rating", "message-held", "overdue", "reopened",
                    "returned",
                ])
        #expect(try await shown.all("SELECT DISTINCT state AS n FROM proxies") == ["active", "withdrawn"])
        #expect(
            try await shown.all("SELECT DISTINCT state AS n FROM proxy_reports") == ["waiting", "told"])
        #expect(
            try await shown.all("SELECT DISTINCT kind || ' ' || state AS n FROM call_backs")
                == ["asked waiting", "satisfaction waiting", "satisfaction done", "satisfaction dropped"])
        #expect(
            try await shown.all(
                "SELECT DISTINCT channel || ' ' || way AS n FROM arrivals"
            ).isSuperset(of: [
                "letter post", "court court-before-filing", "court court-simplified", "police non-police",
            ]))
        #expect(
            try await shown.all(
                "SELECT CASE WHEN returned_at IS NULL THEN 'open' ELSE 'returned' END AS n FROM handovers")
                == ["open", "returned"])
        #expect(
            try await shown.all("SELECT DISTINCT part AS n FROM parties")
                == ["filer", "respondent", "representative", "member"])
        let seals = try await shown.all(
            """
            SELECT CASE WHEN decided_at IS NULL THEN 'waiting' WHEN granted = 1 THEN 'granted' ELSE 'denied' END AS n
            FROM seal_requests
            """
        )
        #expect(seals == ["waiting", "granted", "denied"])
    }

    @Test func `some matters are late, some due soon, some reopened, some shut to an office`() async throws {
        let world = try await Self.small.value
        let today = TestDistrict.morning.day
        let queries: [(String, SQL)] = [
            ("overdue", "SELECT COUNT(*) AS n FROM matters WHERE status <> 'ended' AND due_day < \(today)"),
            (
                "due soon",
                """
                SELECT COUNT(*) AS n FROM matters
                WHERE status <> 'ended' AND due_day >= \(today) AND due_day <= \(today.adding(days: 2))
                """
            ),
            ("reopened, open", "SELECT COUNT(*) AS n FROM matters WHERE reopened > 0 AND status <> 'ended'"),
            ("reopened, ended", "SELECT COUNT(*) AS n FROM matters WHERE reopened > 0 AND status = 'ended'"),
            ("a town shut out", Self.shut("town")), ("a department shut out", Self.shut("department")),
            ("a village shut out", Self.shut("village")),
            (
                "at the town, since the village's centre is not open",
                """
                SELECT COUNT(DISTINCT m.id) AS n FROM matters m
                  JOIN units v ON v.division_id = m.village_id AND v.level = 'village' AND v.opens_on > \(today)
                  JOIN assignments a ON a.matter_id = m.id AND a.state = 'offered'
                  JOIN units u ON u.id = a.unit_id AND u.level = 'town' AND u.id = v.parent_id
                WHERE m.route_rule = 'R12'
                """
            ),
        ]
        for (name, query) in queries {
            #expect(try await world.database.read { try $0.count(query) } > 0, "\(name)")
        }
        let few = try await world.database.read { reader in
            try reader.rows("SELECT kind, COUNT(*) AS n FROM matters GROUP BY kind HAVING COUNT(*) < 15")
        }
        #expect(few.isEmpty, "fifteen of each kind")
    }

    private static func shut(_ level: String) -> SQL {
        """
        SELECT COUNT(DISTINCT x.matter_id) AS n FROM matter_exclusions x JOIN units u ON u.id = x.unit_id
          JOIN parties p ON p.matter_id = x.matter_id AND p.unit_id = u.id WHERE u.level = \(level)
        """
    }

    @Test func `the full demo has the same cases and more of each kind`() async throws {
        let full = try await TestDistrict(copying: TestDistrict.makeFolder(.full))
        let small = try await Self.small.value
        let ends: SQL = "SELECT DISTINCT kind || ' ' || COALESCE(end_code, stage) AS n FROM matters"
        #expect(try await Shown(small).all(ends) == Shown(full).all(ends))
        let least = try await full.database.read { reader in
            try reader.rows("SELECT kind FROM matters GROUP BY kind HAVING COUNT(*) >= 40")
        }
        #expect(least.count == MatterKind.allCases.count)
        let towns = try await Shown(full).all("SELECT DISTINCT town_id AS n FROM matters WHERE town_id IS NOT NULL")
        #expect(towns.count == 20)
    }

    @Test func `the same seed makes the same demo and another seed another`() async throws {
        func story(_ seed: UInt64) async throws -> [String] {
            let world = try await TestDistrict(copying: TestDistrict.makeFolder(.small, seed: seed))
            return try await world.database.read { reader in
                try reader.rows("SELECT * FROM matters ORDER BY number").map { row in
                    try [
                        row.text("number"), row.text("kind"), row.text("stage"), row.textOrNil("end_code") ?? "",
                        row.textOrNil("due_day") ?? "", String(row.integer("filed_at")),
                        String(row.integerOrNil("ended_at") ?? 0), String(row.integerOrNil("rating") ?? 0),
                    ].joined(separator: " ")
                }
            }
        }
        let first = try await story(7)
        #expect(try await story(7) == first)
        #expect(try await story(8) != first)
    }

    @Test func `the record of the demo is whole`() async throws {
        let world = try await Self.small.value
        let report = try await world.house.journal.verify(in: world.database, heads: world.house.heads, known: [])
        #expect(report.isSound, "\(report.problems.map(\.words.en))")
        #expect(report.entries == report.sequenced)
    }

    @Test func `the picture and the document of the demo are what they seem`() async throws {
        let world = try await Self.small.value
        let files = try await world.database.read { reader in
            try reader.rows("SELECT id, matter_id, type, size FROM attachments")
        }
        #expect(files.count >= 5)
        for file in files {
            let (type, bytes) = try await world.house.matters.getAttachment(file.id("id"), of: file.id("matter_id"))
            #expect(try type == file.text("type"))
            #expect(try bytes.count == file.int("size"))
            #expect(bytes.count < 8_000)
            if type == "application/pdf" { #expect(String(decoding: bytes, as: UTF8.self).hasSuffix("%%EOF\n")) }
        }
    }
}

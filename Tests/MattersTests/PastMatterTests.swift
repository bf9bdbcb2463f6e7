import Accounts
import App
import Base
import Journal
import Matters
import Storage
import TestDistrict
import TestSupport
import Testing

/// Matters written in bulk, for measuring, must not be told from those that were filed one by one.
@Suite struct PastMatterTests {
    private static let tables = [
        "matters": "id", "proceedings": "matter_id", "parties": "matter_id", "assignments": "matter_id",
        "matter_units": "matter_id", "terms": "matter_id", "matter_remarks": "matter_id",
        "matter_search_rows": "matter_id", "personal_values": "owner_id", "journal_entries": "subject_id",
        "journal_chains": "subject_id",
    ]
    private static let codes = [
        "status", "stage", "end_code", "revision", "state", "duty", "rule_id", "due_day", "kind", "part", "number",
        "words",
        "units", "unit_id", "public", "field", "ended_on", "provisional", "drives",
    ]

    @Test(.enabled(if: TestEngine.isFile), arguments: [nil, MatterEnd.solved])
    func `a matter written in bulk has the same rows and entries as one that was filed`(end: MatterEnd?) async throws {
        let world = try await TestDistrict()
        let store = world.house.matters
        let village = try await world.actor("zhengxiaoxue")
        let filed = try await world.file(to: "village:330110004006")
        try await finish(filed, end, by: village, in: world)
        let past = try await past(end, by: village, in: world)
        let written = try await world.database.write { transaction in
            let rules = try store.rules(for: [past], in: transaction)
            for statement in try store.statements(of: past, searchRow: 2, by: rules) {
                try transaction.execute(statement)
            }
            return try transaction.row("SELECT id FROM matters WHERE search_row = 2")?.id("id")
        }
        let matter = try #require(written)
        for (table, column) in Self.tables {
            let expected = try await shape(of: table, column, filed.matter, in: world)
            let found = try await shape(of: table, column, matter, in: world)
            #expect(found == expected, "\(table)")
        }
        #expect(try await entries(matter, in: world) == entries(filed.matter, in: world))
        let report = try await world.house.journal.verify(in: world.database, heads: nil)
        #expect(report.isSound, "\(report.problems)")
    }

    private func finish(_ receipt: Receipt, _ end: MatterEnd?, by actor: Actor, in world: TestDistrict) async throws {
        let store = world.house.matters
        _ = try await store.act(
            "accept", on: receipt.matter, revision: 1, input: ActionInput(), by: actor, at: TestDistrict.morning
        )
        var input = ActionInput()
        (input.text, input.end) = ("灯已换好。", end?.rawValue)
        _ = try await store.act(
            end == nil ? "note" : "answer", on: receipt.matter, revision: 2, input: input, by: actor,
            at: TestDistrict.morning
        )
    }

    /// The same matter as `TestDistrict.file` files.
    private func past(_ end: MatterEnd?, by handler: Actor, in world: TestDistrict) async throws -> PastMatter {
        let centre = try await world.unit("centre"), village = try await world.unit("village:330110004006")
        let now = TestDistrict.morning
        let clerk = try await world.actor("chenglichun")
        var filing = Filing(
            kind: .help, channel: .window,
            narrative: Narrative(title: "楼道灯坏了", text: "三楼的灯一个星期没亮了，老人上下楼看不见。", place: "汤家社区"),
            receiver: centre.id, happenedAt: now
        )
        filing.filer = Identity(name: "谷雨", phone: "00012345678")
        filing.route = RouteDecision(
            unit: village.id, unitName: village.name, rule: "T1", version: "test", sentence: village.name, because: []
        )
        return PastMatter(
            filing: filing, number: "YH2019-900001-0", principal: clerk.principal, filedAt: now, handler: handler,
            acceptedAt: now, remark: "灯已换好。", end: end, remarkedAt: now
        )
    }

    /// One line a row: which columns are null, and what the columns of codes hold.
    private func shape(
        of table: String, _ column: String, _ id: RecordID, in world: TestDistrict
    ) async throws -> [String] {
        try await world.database.read { reader in
            let names = try reader.rows("SELECT name FROM pragma_table_info(\(table))").map { try $0.text("name") }
            let isMatter = table == "matters"
            let parts = names.map { name in
                let shown = Self.codes.contains(name) && !(isMatter && name == "number")
                return "'\(name)=' || " + (shown ? "coalesce(\(name), 'null')" : "typeof(\(name))")
            }
            let text = "SELECT \(parts.joined(separator: " || ' ' || ")) AS line FROM \(table) WHERE \(column) = $1"
            return try reader.rows(SQL(text: text, values: [id.value])).map { try $0.text("line") }.sorted()
        }
    }

    private func entries(_ matter: RecordID, in world: TestDistrict) async throws -> [String] {
        let journal = world.house.journal
        return try await world.database.read { reader in
            try journal.listEntries(of: Subject("matter", matter), in: reader).map { entry in
                let parameters = entry.parameters.filter { $0.key != "number" }.sorted { $0.key < $1.key }
                return "\(entry.number) \(entry.code) \(parameters) \(entry.personal.keys.sorted()) \(entry.principal)"
            }
        }
    }
}

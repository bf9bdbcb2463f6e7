import Accounts
import App
import Base
import Journal
import Matters
import Storage
import TestDistrict
import TestSupport
import Testing

/// A table, and how its rows are told apart and edited behind the journal's back.
struct TamperedTable: Sendable, CustomTestStringConvertible {
    let name: String
    /// The columns of its key, the owner first where the id says nothing without it.
    let key: [String]
    /// A change that whoever edits the file might want.
    let edit: String
    /// Whether a row that was copied under another key is this district's.
    let takesCopies: Bool

    init(_ name: String, _ edit: String, key: [String] = ["id"], takesCopies: Bool = true) {
        (self.name, self.edit, self.key, self.takesCopies) = (name, edit, key, takesCopies)
    }

    var testDescription: String { name }

    static let all = [
        TamperedTable("matters", "town_id = 'x'"),
        TamperedTable("assignments", "unit_id = offered_by, kept = 1 - kept"),
        TamperedTable("proceedings", "stage = 'moved'"),
        TamperedTable("parties", "sealed = 1 - sealed"),
        TamperedTable("matter_units", "matter_id = 'x'", key: ["matter_id", "unit_id"]),
        TamperedTable("matter_exclusions", "district = 'x'", key: ["matter_id", "unit_id"]),
        TamperedTable("terms", "due_day = '2029-01-01'"),
        TamperedTable("term_pauses", "to_day = '2029-01-01'"),
        TamperedTable("term_extensions", "amount = amount + 30"),
        TamperedTable("term_recounts", "due_after = '2029-01-01'"),
        TamperedTable("matter_remarks", "public = 1 - public"),
        TamperedTable("attachments", "blob = 'x'"),
        TamperedTable("seal_requests", "granted = 1 - granted"),
        TamperedTable("attentions", "kind = 'x'"),
        TamperedTable("accounts", "password_hash = 'x'"),
        TamperedTable("post_spells", "to_day = '2019-01-02'"),
        TamperedTable("posts", "role = 'auditor2'"),
        TamperedTable("units", "opens_on = '2029-01-01'"),
        TamperedTable("unit_ancestors", "distance = distance + 1", key: ["unit_id", "ancestor_id"]),
        TamperedTable("windows", "number = number + 100"),
        TamperedTable("rooms", "floor = floor + 1"),
        TamperedTable("divisions", "name_zh = 'x'"),
        TamperedTable("division_shapes", "rings = '[[]]'", key: ["division_id"]),
        TamperedTable("addresses", "town_id = id"),
        TamperedTable("address_names", "how = 'x'", key: ["address_id", "folded"]),
        TamperedTable("rule_packs", "body = body || ' '"),
        TamperedTable("districts", "prefix = 'XX'", key: ["district"], takesCopies: false),
    ]
}

/// Rows edited, added and removed behind the journal's back are found and named, whatever table they stand in.
@Suite struct TamperedRowTests {
    @Test(arguments: TamperedTable.all)
    func `a row changed behind the journal is named`(table: TamperedTable) async throws {
        let world = try await TestDistrict(copying: try await LongLife.shared.value.world)
        let victim = try await victim(of: table, in: world)
        let `where` = Self.condition(table, victim)
        try await tamper(SQL(text: "UPDATE \(table.name) SET \(table.edit) WHERE \(`where`)", values: []), in: world)
        let problems = try await problems(in: world)
        let found = problems.first { $0.name == Self.name(table, victim) }
        #expect([.rowChanged, .rowMissing].contains(found?.kind), "\(problems)")
        #expect(problems.count <= 2, "\(problems)")
    }

    @Test(arguments: TamperedTable.all)
    func `a row deleted behind the journal is named`(table: TamperedTable) async throws {
        let world = try await TestDistrict(copying: try await LongLife.shared.value.world)
        let victim = try await victim(of: table, in: world)
        try await tamper(
            SQL(text: "DELETE FROM \(table.name) WHERE \(Self.condition(table, victim))", values: []), in: world
        )
        let problems = try await problems(in: world)
        #expect(problems.contains { $0.kind == .rowMissing && $0.name == Self.name(table, victim) }, "\(problems)")
    }

    @Test(.enabled(if: TestEngine.isFile), arguments: TamperedTable.all.filter(\.takesCopies))
    func `a row added behind the journal is named`(table: TamperedTable) async throws {
        let world = try await TestDistrict(copying: try await LongLife.shared.value.world)
        let victim = try await victim(of: table, in: world)
        let columns = try await world.database.read { reader in
            try reader.rows("SELECT name FROM pragma_table_info(\(table.name))").map { try $0.text("name") }
        }
        let unique: Set = ["number", "search_row", "code", "login", "version", "town_id"]
        let values = columns.map { column in
            if column == table.key.last { return "'x'" }
            return unique.contains(column) ? "\(column) || '999'" : column
        }
        let text = """
            INSERT INTO \(table.name) (\(columns.joined(separator: ", ")))
            SELECT \(values.joined(separator: ", ")) FROM \(table.name) WHERE \(Self.condition(table, victim))
            """
        try await tamper(SQL(text: text, values: []), in: world)
        var copy = victim
        copy[copy.count - 1] = "x"
        let problems = try await problems(in: world)
        #expect(problems.map(\.kind) == [.rowAdded] && problems.map(\.name) == [Self.name(table, copy)], "\(problems)")
    }

    /// The newest row of a table.
    private func victim(of table: TamperedTable, in world: TestDistrict) async throws -> [String] {
        let order = table.key.map { "\($0) DESC" }.joined(separator: ", ")
        let text = "SELECT \(table.key.joined(separator: ", ")) FROM \(table.name) ORDER BY \(order) LIMIT 1"
        let row = try await world.database.read { try $0.row(SQL(text: text, values: [])) }
        let found = try #require(row, "\(table.name) has no row")
        return try table.key.map { try found.text($0) }
    }

    private static func condition(_ table: TamperedTable, _ key: [String]) -> String {
        zip(table.key, key).map { "\($0) = '\($1)'" }.joined(separator: " AND ")
    }

    private static func name(_ table: TamperedTable, _ key: [String]) -> String {
        ([table.name] + key).joined(separator: "/")
    }

    /// As somebody with the file and a tool would: no rule of the schema but the keys holds.
    private func tamper(_ sql: SQL, in world: TestDistrict) async throws {
        if TestEngine.isFile { _ = try await world.database.setting("foreign_keys = OFF") }
        let changed = try await world.database.write { transaction in
            if !TestEngine.isFile { try transaction.execute("SET LOCAL session_replication_role = replica") }
            return try transaction.change(sql)
        }
        #expect(changed == 1)
    }

    private func problems(in world: TestDistrict) async throws -> [VerificationProblem] {
        try await world.house.journal.verify(in: world.database, heads: world.house.heads).problems
    }
}

extension TamperedRowTests {
    @Test func `matters that went through everything verify clean, and so do erased ones`() async throws {
        let life = try await LongLife.shared.value
        let world = try await TestDistrict(copying: life.world)
        for receipt in [life.petition, life.help] {
            _ = try await world.house.matters.erase(number: receipt.number, by: .system("test"), at: LongLife.end)
        }
        let whole = try await TestDistrict(copying: life.world)
        for house in [whole.house, world.house] {
            let report = try await house.journal.verify(in: house.database, heads: house.heads)
            #expect(report.isSound, "\(report.problems)")
            #expect(report.unverifiedTables.isEmpty)
        }
    }

    @Test(arguments: [
        ("parties", "matter_id", "sealed = 1 - sealed"), ("matters", "id", "rating = 5"),
        ("assignments", "matter_id", "kept = 1 - kept"), ("matter_remarks", "matter_id", "author = 'x'"),
    ])
    func `a row edited before another step on its matter is still named after it`(
        table: String, column: String, edit: String
    ) async throws {
        let life = try await LongLife.shared.value
        let world = try await TestDistrict(copying: life.world)
        let id = life.petition.matter
        _ = try await world.database.write { transaction in
            try transaction.execute(
                SQL(text: "UPDATE \(table) SET \(edit) WHERE \(column) = $1", values: [id.value])
            )
        }
        let before = try await problems(in: world)
        #expect(!before.isEmpty)
        let village = try await world.actor("fangdaxue")
        try await LongLife.act("note", on: id, in: world, by: village) { $0.text = "又去看了一次" }
        try await LongLife.act("answer", on: id, in: world, by: village) { ($0.end, $0.text) = ("solved", "已办好") }
        let after = try await problems(in: world)
        #expect(after == before)
        #expect(after.allSatisfy { $0.kind == .rowChanged && $0.name.hasPrefix("\(table)/") }, "\(after)")
    }

    @Test func `a shared digest made to fit an edited row contradicts its entry`() async throws {
        let life = try await LongLife.shared.value
        let world = try await TestDistrict(copying: life.world)
        try await world.database.write { transaction in
            try transaction.execute(
                """
                UPDATE journal_states SET leaves = \([UInt8]()), digest = \([UInt8](repeating: 1, count: 32))
                WHERE table_name = 'matter_rows' AND row_id = \(life.help.matter)
                """
            )
        }
        let problems = try await problems(in: world)
        #expect(problems.map(\.kind) == [.stateForged])
        #expect(problems.map(\.name) == ["matter_rows/\(life.help.matter)"])
    }

    @Test func `a pause of a term that does not exist is named`() async throws {
        let world = try await TestDistrict(copying: try await LongLife.shared.value.world)
        try await tamper(
            """
            INSERT INTO term_pauses (id, district, term_id, from_day, reason, paused_at)
            VALUES ('stray', \(world.house.district.key), 'nothing', '2019-11-27', 'appraisal', 0)
            """,
            in: world
        )
        let problems = try await problems(in: world)
        #expect(problems.map(\.name) == ["term_pauses/stray"])
    }

    @Test func `what a refused write had noted is in no entry of its group`() async throws {
        let world = try await TestDistrict(copying: try await LongLife.shared.value.world)
        let house = world.house, now = LongLife.end
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<40 {
                group.addTask {
                    // Writes that wait together share one transaction: every other one is refused.
                    try? await house.database.write { transaction in
                        if number % 2 == 0 {
                            try Self.addOffice(house, at: now, in: transaction)
                            throw MatterError.notFound
                        }
                        let subject = Subject(kind: "import", id: "x")
                        let record = JournalRecord("test.noted", subject: subject, by: .system("test"), happenedAt: now)
                        _ = try house.journal.record(record, in: transaction)
                    }
                }
            }
        }
        let entries = try await world.database.read { reader in
            try house.journal.listEntries(of: Subject(kind: "import", id: "x"), in: reader)
        }
        #expect(entries.count == 20)
        #expect(entries.allSatisfy { !$0.text.contains("states") })
        #expect(try await problems(in: world).isEmpty)
    }

    private static func addOffice(_ house: House, at now: Instant, in transaction: any Transaction) throws {
        let office = Unit(
            id: .make(at: now), code: "dept:x", level: .department, name: Words("新部门", "A new one"), parent: nil,
            division: nil, opensOn: nil
        )
        try house.units.add(office, in: transaction)
    }
}

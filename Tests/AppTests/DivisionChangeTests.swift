import App
import Base
import Divisions
import Foundation
import Journal
import Storage
import TestDistrict
import TestSupport
import Testing

/// Dated changes of divisions in a whole district: what stood stays, what follows follows, and the feed leaves nothing out.
@Suite struct DivisionChangeTests {
    private static let day = Day(number: 18_725)  // 2021-04-08
    private static let now = TestDistrict.morning

    /// The lines of the shipped list about divisions that the small world has.
    private func split(_ world: TestDistrict) async throws -> DivisionList {
        let file = TestDistrict.home.appending(path: "Rules/divisions/yuhang-2021.tsv")
        let text = try String(contentsOf: file, encoding: .utf8)
        let known = try await codes(world, on: Self.now.day)
        let lines = text.split(separator: "\n").filter { line in
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
            return cells.count < 4 || cells[3] == "code" || known.contains(String(cells[3]))
        }
        return DivisionList(lines.joined(separator: "\n"))
    }

    private func codes(_ world: TestDistrict, on day: Day) async throws -> Set<String> {
        let divisions = world.house.divisions
        return try await world.database.read { reader in
            Set(try DivisionLevel.allCases.flatMap { try divisions.list($0, on: day, in: reader) }.map(\.code))
        }
    }

    private func list(_ world: TestDistrict, _ level: DivisionLevel, on day: Day) async throws -> [Division] {
        let divisions = world.house.divisions
        return try await world.database.read { try divisions.list(level, on: day, in: $0) }
    }

    private func find(_ world: TestDistrict, _ code: String, on day: Day = now.day) async throws -> Division {
        for level in DivisionLevel.allCases {
            if let found = try await list(world, level, on: day).first(where: { $0.code == code }) { return found }
        }
        throw DivisionError.notFound
    }

    @discardableResult
    private func apply(_ list: DivisionList, to world: TestDistrict) async throws -> DivisionPlan {
        let house = world.house
        return try await world.database.write { transaction in
            let plan = try house.divisions.apply(list.lines, at: Self.now, in: transaction)
            if !plan.entries.isEmpty { try Self.record("divisions.changed", house, transaction) }
            return plan
        }
    }

    private static func record(_ code: String, _ house: House, _ transaction: any Transaction) throws {
        try house.journal.recordBatch(
            JournalRecord(
                code, subject: Subject(kind: "import", id: house.district.key), by: .system("test"), happenedAt: now),
            in: transaction)
    }

    /// One write with its entry.
    @discardableResult
    private func write<Result: Sendable>(
        _ world: TestDistrict, _ body: @escaping @Sendable (DivisionStore, any Transaction) throws -> Result
    ) async throws -> Result {
        let house = world.house
        return try await world.database.write { transaction in
            let result = try body(house.divisions, transaction)
            try Self.record("divisions.changed", house, transaction)
            return result
        }
    }

    private func verify(_ world: TestDistrict) async throws {
        let report = try await world.house.journal.verify(in: world.database, heads: nil)
        #expect(report.isSound, "\(report.problems)")
    }

    /// What a follower holds at a number after taking over, for each change, the item as it is then.
    private func follow(_ world: TestDistrict, from: Int64, to: Int64) async throws
        -> (DivisionExtract, DivisionExtract)
    {
        let district = world.house.district.key
        return try await world.database.read { reader in
            let start = try DivisionExtract(at: from, of: district, in: reader)
            let fresh = try DivisionExtract(at: to, of: district, in: reader)
            var items = Dictionary(uniqueKeysWithValues: start.items.map { ($0.division.id, $0) })
            let state = Dictionary(uniqueKeysWithValues: fresh.items.map { ($0.division.id, $0) })
            let changes = try PlaceFeed(district: district).changes(after: from, to: to, limit: 100_000, in: reader)
            #expect(changes.map(\.number) == Array(from..<to).map { $0 + 1 }, "no number is left out")
            for change in changes where change.kind == .division { items[change.place] = state[change.place] }
            let followed = items.values.sorted { $0.division.id < $1.division.id }
            return (DivisionExtract(number: to, items: followed), fresh)
        }
    }

    @Test func `the division of 2021 applies to the demo district, and every id stays`() async throws {
        let world = try await TestDistrict(), eve = Self.day.adding(days: -1)
        let before = try await (list(world, .village, on: eve), list(world, .grid, on: eve))
        #expect(try await list(world, .town, on: Self.day).isEmpty, "the facts let the district end that day")
        let plan = try await apply(split(world), to: world)
        #expect(plan.faults.isEmpty, "\(plan.faults)")
        let districts = try await list(world, .district, on: Self.day)
        #expect(districts.map(\.code) == ["330110", "330113"] && districts.map(\.name.zh) == ["余杭区", "临平区"])
        let towns = try await list(world, .town, on: Self.day)
        #expect(Set(towns.map { String($0.code.prefix(6)) + "/" + String($0.code.count) }) == ["330110/9", "330113/9"])
        let parents = Dictionary(grouping: towns, by: \.parent).mapValues(\.count)
        #expect(parents == [districts[0].id: 12, districts[1].id: 8])
        // What stood before the day is what stood before the list came.
        #expect(try await list(world, .village, on: eve) == before.0)
        #expect(try await list(world, .grid, on: eve) == before.1)
        let (villages, grids) = try await (list(world, .village, on: Self.day), list(world, .grid, on: Self.day))
        #expect(Set(villages.map(\.id)) == Set(before.0.map(\.id)) && Set(grids.map(\.id)) == Set(before.1.map(\.id)))
        let homes = Dictionary(uniqueKeysWithValues: (towns + villages).map { ($0.id, $0.code) })
        for division in villages + grids {
            #expect(division.code.hasPrefix(division.parent.flatMap { homes[$0] } ?? "?"), "\(division.code)")
        }
        try await verify(world)
    }

    @Test func `a town is remembered in its former district, a village under its former name`() async throws {
        let world = try await TestDistrict(), house = world.house
        let town = try await find(world, "330110004"), village = try await find(world, "330110004010")
        try await apply(split(world), to: world)
        let (parents, history) = try await world.database.read { reader in
            (
                try house.divisions.formerParents(of: [town.id, village.id], in: reader),
                try house.divisions.history(of: village.id, in: reader)
            )
        }
        #expect(parents[town.id]?.map(\.name.zh) == ["余杭区"] && parents[village.id] == nil)
        #expect(history?.versions.map(\.division.code) == ["330110004010", "330113004009"])
        #expect(history?.versions.map(\.heldFrom) == [village.validFrom, Self.day])
        #expect(history?.versions.map(\.heldTo) == [Self.day, nil])
        #expect(history?.names.map(\.name) == ["周扬社区"] && history?.names.first?.how == .former)
        let origin = try await find(world, "330110"), linping = try await find(world, "330113", on: Self.day)
        let successions = try await world.database.read {
            try house.divisions.history(of: origin.id, in: $0)?.successions
        }
        #expect(successions?.map(\.to) == [linping.id] && successions?.first?.on == Self.day)
    }

    @Test func `whoever follows the feed has what a fresh extract has, from any number on`() async throws {
        let world = try await TestDistrict(), house = world.house
        let feed = PlaceFeed(district: house.district.key)
        let start = try await world.database.read { try feed.last(in: $0) }
        let town = try await find(world, "330110004")
        try await write(world) { store, transaction in
            try store.addName("星桥镇", .alias, of: town.id, on: Self.now.day, reason: "", at: Self.now, in: transaction)
            try store.setShape(
                of: town.id, rings: "[]", quality: "loaded", on: Self.now.day, at: Self.now, in: transaction)
        }
        try await apply(split(world), to: world)
        try await write(world) { store, transaction in
            try store.setShape(
                of: town.id, rings: "[[]]", quality: "loaded", on: Self.day, at: Self.now, in: transaction)
            let patch = DivisionPatch(name: Words("星桥新街道", "New Xingqiao"))
            try store.change(town.id, patch, on: Self.day, reason: "", at: Self.now, in: transaction)
        }
        let end = try await world.database.read { try feed.last(in: $0) }
        for from in [0, start, start + 1, start + 2, start + 3, start + 30, end - 1] {
            let (followed, fresh) = try await follow(world, from: from, to: end)
            #expect(followed == fresh, "from \(from)")
        }
        let (early, _) = try await follow(world, from: 0, to: start)
        #expect(early.items.count == Set(early.items.map(\.division.id)).count && !early.items.isEmpty)
        #expect(early.items.first { $0.division.id == town.id }?.rings == nil)
        try await verify(world)
    }

    @Test func `the shipped list gives every town and village of the facts the code it has since`() throws {
        let facts = TestDistrict.home.appending(path: "Rules/districts/yuhang-2019")
        let towns = try DistrictFacts.table(facts, "towns.tsv"),
            villages = try DistrictFacts.table(facts, "villages.tsv")
        let file = TestDistrict.home.appending(path: "Rules/divisions/yuhang-2021.tsv")
        let list = DivisionList(try String(contentsOf: file, encoding: .utf8))
        #expect(list.faults.isEmpty, "\(list.faults)")
        func division(_ row: [String: String], _ level: DivisionLevel, below parent: String?) -> Division {
            let code = row["code"] ?? ""
            return Division(
                id: RecordID(trusted: code), level: level, code: code, codeSystem: "NBS",
                name: Words(row["zh"] ?? "", row["en"] ?? ""), kind: row["kind"] ?? "",
                parent: parent.map(RecordID.init(trusted:)), point: nil, validFrom: Day(number: 0), validTo: Self.day)
        }
        let divisions =
            [division(["code": "330110", "zh": "余杭区"], .district, below: nil)]
            + towns.map { division($0, .town, below: "330110") }
            + villages.map { division($0, .village, below: $0["town"]) }
        let plan = DivisionPlan(list.lines, over: divisions, since: [:]) { RecordID(trusted: "linping") }
        #expect(plan.faults.isEmpty, "\(plan.faults)")
        let changed = Dictionary(uniqueKeysWithValues: plan.summary.codes.map { ($0.from, $0.to) })
        for row in towns + villages {
            let old = row["code"] ?? "", now = changed[old] ?? old
            guard let known = row["code_2021"], !known.isEmpty else {
                // The two whose writing changed: the lists do not join them, the file does.
                #expect(["330113004009", "330113100218"].contains(now), "\(old)")
                continue
            }
            // Three changed within what remained of Yuhang, on no known day.
            let isLeftOut = ["330110013200", "330110013225"].contains(old)
            #expect(now == known || isLeftOut, "\(old) \(now) \(known)")
        }
        #expect(plan.summary.changed == ["town": 8, "village": 179] && plan.summary.added == ["district": 1])
        #expect(plan.summary.kept == ["district": 1, "town": 12, "village": 374 - 179] && plan.summary.ended.isEmpty)
    }

    @Test func `a list with a fault changes nothing`() async throws {
        let world = try await TestDistrict()
        let before = try await world.database.read { try world.house.divisions.lastChange(in: $0) }
        let list = DivisionList(
            "on\twhat\tlevel\tcode\tto_code\n2020-01-01\trecode\ttown\t330110004\t330110777\n"
                + "2020-01-01\trecode\ttown\t404\t330110778")
        let plan = try await apply(list, to: world)
        #expect(plan.faults.map(\.line) == [3] && plan.faults.first?.fault == .unknown(code: "404"))
        #expect(try await world.database.read { try world.house.divisions.lastChange(in: $0) } == before)
        #expect(try await find(world, "330110004", on: Day(number: 18_300)).name.zh == "星桥街道")
        withExtendedLifetime(world) {}
    }

    @Test func `a division keeps each of its days: before, between and after two changes`() async throws {
        let world = try await TestDistrict(), store = world.house.divisions
        let town = try await find(world, "330110004")
        let (first, second) = (Day(number: 18_300), Day(number: 18_400))
        try await write(world) { store, transaction in
            let name = DivisionPatch(name: Words("星桥镇", "Xingqiao Town"), kind: "town")
            try store.change(town.id, name, on: first, reason: "镇", at: Self.now, in: transaction)
            let code = DivisionPatch(code: "330110104", name: town.name, kind: "street")
            try store.change(town.id, code, on: second, reason: "街道", at: Self.now, in: transaction)
        }
        let stood = try await world.database.read { reader in
            try [first.adding(days: -1), first, second.adding(days: -1), second].map { day in
                try store.find(town.id, on: day, in: reader).map { $0.code + $0.name.zh } ?? "-"
            }
        }
        #expect(stood == ["330110004星桥街道", "330110004星桥镇", "330110004星桥镇", "330110104星桥街道"])
        #expect(try await list(world, .town, on: first).contains { $0.code == "330110004" && $0.kind == "town" })
        #expect(try await world.database.read { try store.find(town.id, on: Day(number: 0), in: $0) } == nil)
        let names = try await world.database.read { try store.history(of: town.id, in: $0)?.names }
        #expect(names?.map(\.name) == ["星桥街道", "星桥镇"], "each name that went is a former one")
        try await verify(world)
    }

    @Test func `an outline keeps its days, and the same one again is no change`() async throws {
        let world = try await TestDistrict(), store = world.house.divisions
        let town = try await find(world, "330110004")
        let numbers = try await write(world) { store, transaction in
            try [("[]", 18_300), ("[]", 18_350), ("[[]]", 18_400)].map { rings, day in
                try store.setShape(
                    of: town.id, rings: rings, quality: "loaded", on: Day(number: day), at: Self.now, in: transaction)
            }
        }
        #expect(numbers.map { $0 != nil } == [true, false, true])
        let rings = try await world.database.read { reader in
            try [18_299, 18_300, 18_399, 18_400].map { day in
                try store.shapes(.town, on: Day(number: day), in: reader)[town.id]?.rings
            }
        }
        #expect(rings == [nil, "[]", "[]", "[[]]"])
        await #expect(throws: DivisionError.beforeLastChange(code: "330110004", last: Day(number: 18_400))) {
            try await write(world) { store, transaction in
                try store.setShape(
                    of: town.id, rings: "[[[]]]", quality: "loaded", on: Day(number: 18_399), at: Self.now,
                    in: transaction)
            }
        }
        try await verify(world)
    }

    @Test func `what cannot be is refused, and the feed keeps no number of it`() async throws {
        let world = try await TestDistrict(), day = Day(number: 18_300)
        let town = try await find(world, "330110004"), other = try await find(world, "330110012")
        let village = try await find(world, "330110004010")
        let last = try await world.database.read { try world.house.divisions.lastChange(in: $0) }
        func refusal(_ id: RecordID, _ patch: DivisionPatch, on day: Day = day) async -> DivisionError? {
            await #expect(throws: DivisionError.self) {
                try await write(world) { try $0.change(id, patch, on: day, reason: "", at: Self.now, in: $1) }
            }
        }
        #expect(await refusal(RecordID(trusted: "nobody"), DivisionPatch(code: "1")) == .notFound)
        #expect(await refusal(town.id, DivisionPatch(code: other.code)) == .codeTaken(other.code))
        #expect(await refusal(town.id, DivisionPatch(name: town.name)) == .nothingChanges(code: town.code))
        #expect(await refusal(town.id, DivisionPatch(code: "")) == .empty(code: town.code))
        #expect(await refusal(town.id, DivisionPatch(parent: village.id)) == .wrongParent(code: town.code))
        let late = await refusal(town.id, DivisionPatch(code: "1"), on: Self.day)
        #expect(late == .notStanding(code: town.code, on: Self.day))
        let past = Day(number: 0)
        #expect(
            await refusal(town.id, DivisionPatch(code: "1"), on: past)
                == .beforeLastChange(code: town.code, last: town.validFrom))
        let below = try await list(world, .village, on: day).count { $0.parent == town.id }
        await #expect(throws: DivisionError.standsBelow(code: town.code, count: below)) {
            try await write(world) {
                try $0.end(town.id, on: day, successors: [], reason: "", at: Self.now, in: $1)
            }
        }
        let grid = try #require(try await list(world, .grid, on: day).first)
        await #expect(throws: DivisionError.wrongSuccessor(code: grid.code)) {
            try await write(world) {
                try $0.end(grid.id, on: day, successors: [grid.id], reason: "", at: Self.now, in: $1)
            }
        }
        #expect(try await world.database.read { try world.house.divisions.lastChange(in: $0) } == last)
        withExtendedLifetime(world) {}
    }

    @Test func `a grid ends with a successor, and its code is free again`() async throws {
        let world = try await TestDistrict(), store = world.house.divisions, day = Day(number: 18_300)
        let grids = try await list(world, .grid, on: day).prefix(2)
        let (old, next) = try (#require(grids.first), #require(grids.last))
        try await write(world) { store, transaction in
            try store.end(old.id, on: day, successors: [next.id], reason: "并", at: Self.now, in: transaction)
            let again = Division(
                id: .make(at: Self.now), level: .grid, code: old.code, codeSystem: old.codeSystem, name: old.name,
                kind: "grid", parent: old.parent, point: nil, validFrom: day, validTo: nil)
            try store.add(again, at: Self.now, in: transaction)
        }
        let (eve, then, history) = try await world.database.read { reader in
            (
                try store.list(.grid, on: day.adding(days: -1), in: reader).filter { $0.code == old.code },
                try store.list(.grid, on: day, in: reader).filter { $0.code == old.code },
                try store.history(of: old.id, in: reader)
            )
        }
        #expect(eve == [old] && then.count == 1 && then.first?.id != old.id)
        #expect(history?.successions.map(\.to) == [next.id] && history?.versions.last?.heldTo == day)
        try await verify(world)
    }

    @Test func `another name comes once, and none is empty`() async throws {
        let world = try await TestDistrict()
        let town = try await find(world, "330110004")
        let numbers = try await write(world) { store, transaction in
            try ["星桥", "星桥", "星桥街道"].map {
                try store.addName($0, .alias, of: town.id, on: Self.now.day, reason: "", at: Self.now, in: transaction)
            }
        }
        #expect(numbers.map { $0 != nil } == [true, false, false])
        await #expect(throws: DivisionError.empty(code: town.code)) {
            try await write(world) {
                try $0.addName(" ", .alias, of: town.id, on: Self.now.day, reason: "", at: Self.now, in: $1)
            }
        }
        withExtendedLifetime(world) {}
    }

    @Test func `lists of a day, the newest change and a code are found by index`() async throws {
        let world = try await TestDistrict(), district = world.house.district.key
        let newest: SQL = """
            SELECT number FROM place_changes WHERE district = \(district) AND kind = 'division'
            ORDER BY number DESC LIMIT 1
            """
        let code: SQL = """
            SELECT id FROM divisions WHERE district = \(district) AND code_system = 'NBS' AND code = '330110004'
            """
        let versions: SQL = """
            SELECT id FROM division_versions WHERE district = \(district) AND level = 'town' AND held_to > '2020-01-01'
            """
        for query in [newest, code, versions] {
            let plan = try await TestEngine.plan(query, in: world.database)
            #expect(TestEngine.isByIndex(plan), "\(plan)")
        }
        withExtendedLifetime(world) {}
    }
}

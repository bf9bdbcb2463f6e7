import Accounts
import Addresses
import App
import Base
import Markup
import Storage
import TestDistrict
import Testing

@testable import Matters

/// Rules tried on past matters: with the facts as they were filed, for those only who may see the matters.
@Suite struct DryRunTests {
    private let now = TestDistrict.morning

    private func file(
        _ kind: MatterKind, topic: String, at name: String?, to unit: String? = nil, in world: TestDistrict,
        text: String = "请来看看", complained: String? = nil
    ) async throws -> RecordID {
        let addresses = world.house.addresses, store = world.house.matters
        var filing = Filing(
            kind: kind, channel: .window, narrative: Narrative(title: "门口的事", text: text, place: name ?? ""),
            receiver: try await world.unit("centre").id, happenedAt: now)
        filing.topic = topic
        if let name {
            filing.place = try await world.database.read { try addresses.matches(in: name, reader: $0).first?.place }
        }
        if let complained { filing.complainedUnit = try await world.unit(complained).id }
        let (place, shut) = (filing.place, filing.complainedUnit)
        let proposed = try await world.database.read {
            try store.route(kind: kind, topic: topic, place: place, complained: shut, on: now.day, in: $0)
        }
        filing.route = proposed
        if let unit { filing.route = RouteDecision(chosen: try await world.unit(unit), instead: proposed) }
        return try await store.file(filing, by: .visitor, at: now).matter
    }

    private func run(
        _ world: TestDistrict, _ edits: [RoutingEdit], as login: String = "hanchunfen", last: Int = 200
    ) async throws -> DryRun {
        let store = RoutingStore(world.house.matters), actor = try await world.actor(login)
        return try await world.database.read { reader in
            var pack = try store.matters.book.rules(on: now.day, in: reader).routing
            for edit in edits { pack = try #require(pack.applying(edit)) }
            let scope = try store.matters.scope(of: actor, in: reader)
            return try store.dryRun(pack, scope: scope, last: last, on: now.day, in: reader)
        }
    }

    private var quarrelsToTown: RoutingEdit {
        .change(
            RoutingRule(
                id: "R12", zh: "镇街先办", en: "The town first",
                when: RoutingRule.When(kinds: [.dispute, .help], topics: ["neighbour"], place: .village),
                to: RoutingRule.Target(level: "town")))
    }

    @Test func `a matter that would have gone elsewhere is named with both units and rules`() async throws {
        let world = try await TestDistrict()
        let moved = try await file(.dispute, topic: "neighbour.noise", at: "星桥街道汤家社区", in: world)
        _ = try await file(.report, topic: "safety.work-safety", at: nil, in: world)
        let run = try await run(world, [quarrelsToTown])
        #expect(run.count == 2 && run.elsewhere.map(\.matter.id) == [moved])
        let line = try #require(run.elsewhere.first)
        #expect(line.before?.unit == (try await world.unit("village:330110004006")).id && line.before?.rule == "R12")
        #expect(line.after?.unit == (try await world.unit("town:330110004")).id && line.chosen == nil)
        #expect(line.title == "门口的事")
        #expect(run.decides["R12"]?.before == 1 && run.decides["R12"]?.after == 1)
        #expect(run.moves.map(\.count) == [1])
        #expect(try await self.run(world, []).elsewhere.isEmpty)
    }

    @Test func `it is judged as it was filed, whatever was corrected since`() async throws {
        let world = try await TestDistrict(), store = world.house.matters
        let matter = try await file(.dispute, topic: "neighbour.noise", at: "星桥街道汤家社区", in: world)
        _ = try await store.setTopic(
            "trade.finance", of: matter, revision: 1, by: try await world.actor("chenglichun"), at: now)
        #expect(try await run(world, [quarrelsToTown]).elsewhere.map(\.matter.id) == [matter])
    }

    @Test func `where a person had chosen is told, and whether the rules now agree with them`() async throws {
        let world = try await TestDistrict()
        let chosen = try await file(.dispute, topic: "neighbour.noise", at: "星桥街道汤家社区", to: "town:330110004", in: world)
        let run = try await run(world, [quarrelsToTown])
        let town = try await world.unit("town:330110004")
        #expect(run.elsewhere.map(\.matter.id) == [chosen])
        #expect(run.elsewhere.first?.chosen == town.id && run.names[town.id] == town.name)
        #expect((run.chosen, run.likeBefore, run.likeAfter) == (1, 0, 1))
    }

    @Test func `others asked to help are counted apart from other units`() async throws {
        let world = try await TestDistrict()
        _ = try await file(.petition, topic: "labour.construction-wages", at: nil, in: world)
        let run = try await run(
            world,
            [
                .change(
                    RoutingRule(
                        id: "R07", zh: "无协办", en: "No help",
                        when: RoutingRule.When(topics: ["labour.construction-wages"]),
                        to: RoutingRule.Target(level: "department", department: "human-resources")))
            ])
        #expect(run.elsewhere.isEmpty && run.otherHelp == 1)
    }

    @Test func `words are looked for in what was said, and an erased matter fits none`() async throws {
        let world = try await TestDistrict()
        let text = "院子里有很重的煤气味"
        let matter = try await file(.help, topic: "neighbour.noise", at: nil, in: world, text: text)
        let gone = try await file(.help, topic: "neighbour.noise", at: nil, in: world, text: text)
        let number = try await world.database.read { try world.house.matters.getAny(gone, in: $0).number }
        _ = try await world.house.matters.erase(number: number, by: .system("test"), at: now)
        let rule = RoutingRule(
            id: "R41", zh: "煤气", en: "Gas", when: RoutingRule.When(words: ["煤气"]),
            to: RoutingRule.Target(level: "department", department: "emergency"))
        #expect(try await run(world, [.add(rule, below: nil)]).elsewhere.map(\.matter.id) == [matter])
    }

    @Test func `only matters that the reader may see are looked at`() async throws {
        let world = try await TestDistrict()
        let own = try await file(.dispute, topic: "neighbour.noise", at: "星桥街道汤家社区", in: world)
        let against = try await file(
            .dispute, topic: "neighbour.noise", at: "星桥街道汤家社区", in: world, complained: "village:330110004006")
        let seen = try await run(world, [quarrelsToTown], as: "zhengxiaoxue")
        #expect(seen.count == 1 && seen.elsewhere.map(\.matter.id) == [own])
        #expect(try await run(world, [quarrelsToTown], as: "zhongmangzhong").count == 0)
        let all = try await run(world, [quarrelsToTown])
        #expect(
            all.count == 2 && !all.elsewhere.contains { $0.matter.id == against },
            "its village is passed over before too")
        #expect(try await run(world, [quarrelsToTown], last: 1).count == 1)
    }

    @Test func `many at once go where one at a time goes`() async throws {
        let world = try await TestDistrict()
        let store = world.house.matters, addresses = world.house.addresses
        try await world.database.read { reader in
            let rules = try store.book.rules(on: now.day, in: reader)
            let router = Router(
                pack: rules.routing, topics: rules.topics, units: try RouteUnits(all: store.units, reader))
            let names = ["星桥街道汤家社区", "星桥街道", "仓前街道", "汤家社区 绿城蓝庭"]
            let places = try [nil] + names.map { try addresses.matches(in: $0, reader: reader).first?.place }
            let shut = [nil] + [try store.units.find(code: "village:330110004006", in: reader)?.id]
            for kind in MatterKind.allCases {
                for topic in rules.topics.topics.flatMap(\.leaves).map(\.code) {
                    for (place, complained) in zip(places, [nil] + shut + [nil, nil]) {
                        let one = try store.route(
                            kind: kind, topic: topic, place: place, complained: complained, on: now.day, in: reader)
                        let facts = RouteInput(
                            kind: kind, topic: topic, place: place, complained: complained, text: "")
                        #expect(try router.decide(facts, on: now.day) == one)
                    }
                }
            }
        }
    }

    @Test func `no statement is run for a single matter`() async throws {
        let world = try await TestDistrict()
        for _ in 1...4 { _ = try await file(.dispute, topic: "neighbour.noise", at: "星桥街道汤家社区", in: world) }
        let store = RoutingStore(world.house.matters), head = try await world.actor("hanchunfen")
        let counts = try await world.database.read { reader in
            let scope = try store.matters.scope(of: head, in: reader)
            let pack = try store.matters.book.rules(on: now.day, in: reader).routing
            return try [1, 4].map { size in
                let counted = CountingReader(reader)
                _ = try store.dryRun(pack, scope: scope, last: size, on: now.day, in: counted)
                return counted.statements
            }
        }
        #expect(counts[0] == counts[1] && counts[0] > 3)
    }
}

/// Counts the statements that go through it.
private final class CountingReader: Reader {
    private let reader: any Reader
    private(set) var statements = 0

    init(_ reader: any Reader) { self.reader = reader }

    var dialect: Dialect { reader.dialect }
    var memo: SnapshotMemo { reader.memo }

    func rows(_ sql: SQL) throws -> [Row] {
        statements += 1
        return try reader.rows(sql)
    }

    func each(_ sql: SQL, _ body: (borrowing PassingRow) throws -> Void) throws {
        statements += 1
        try reader.each(sql, body)
    }
}

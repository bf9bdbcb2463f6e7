import Accounts
import Addresses
import App
import Base
import Journal
import Markup
import Rulebook
import Storage
import TestDistrict
import Testing

@testable import Matters

/// 韩春分, head of the district centre, changes the routing rules; others read them.
@Suite struct RoutingVersionTests {
    private let now = TestDistrict.morning
    private var today: Day { now.day }

    private func change(
        _ world: TestDistrict, revision: Int = 1, by login: String = "hanchunfen", _ edit: RoutingEdit
    ) async throws {
        let store = RoutingStore(world.house.matters), actor = try await world.actor(login)
        try await store.beginDraft(by: actor, at: now)
        try await store.change(edit, revision: revision, by: actor, at: now)
    }

    private static func toTown(_ id: String = "R12") -> RoutingRule {
        RoutingRule(
            id: id, zh: "邻里和家庭纠纷由镇街先办", en: "Neighbour disputes start at the town",
            when: RoutingRule.When(kinds: [.dispute, .help], topics: ["neighbour"], place: .village),
            to: RoutingRule.Target(level: "town"))
    }

    /// Where a quarrel in 汤家社区 goes on a day.
    private func quarrel(_ world: TestDistrict, on day: Day? = nil) async throws -> RouteDecision? {
        let store = world.house.matters, addresses = world.house.addresses
        return try await world.database.read { reader in
            let place = try addresses.matches(in: "星桥街道汤家社区", reader: reader).first?.place
            return try store.route(
                kind: .dispute, topic: "neighbour.noise", place: place, complained: nil, on: day ?? today, in: reader)
        }
    }

    private func refusal(_ body: () async throws -> Void) async throws -> MatterError? {
        do {
            try await body()
            return nil
        } catch let error as MatterError {
            return error
        }
    }

    @Test func `what is published counts from its day, and the version before it until then`() async throws {
        let world = try await TestDistrict(), store = RoutingStore(world.house.matters)
        let head = try await world.actor("hanchunfen")
        #expect(try await quarrel(world)?.unit == (try await world.unit("village:330110004006")).id)
        try await change(world, .change(Self.toTown()))
        #expect(try await quarrel(world)?.version == "2019.1", "a draft decides nothing")
        let day = today.adding(days: 3)
        let version = try await store.publish(revision: 2, reason: "村社人手不够", from: day, by: head, at: now)
        #expect(version.pin == "routing/routing/2")
        #expect(try await quarrel(world)?.version == "2019.1")
        let later = try await quarrel(world, on: day)
        #expect(later?.unit == (try await world.unit("town:330110004")).id)
        #expect(later?.version == "2019.2")
        let state = try await world.database.read { try store.state(for: head, on: today, in: $0) }
        #expect(state.draft == nil && state.current?.number == 1)
        #expect(state.scheduled.map(\.number) == [2])
        #expect(state.versions.first?.reason == "村社人手不够")
        #expect(state.versions.first?.publisher?.zh == "韩春分" && state.versions.first?.base == 1)
        let report = try await world.house.journal.verify(in: world.database, heads: nil)
        #expect(report.isSound, "\(report.problems)")
    }

    @Test func `a version to come can be withdrawn, one in force cannot`() async throws {
        let world = try await TestDistrict(), store = RoutingStore(world.house.matters)
        let head = try await world.actor("hanchunfen"), day = today.adding(days: 3)
        try await change(world, .change(Self.toTown()))
        try await store.publish(revision: 2, reason: "试一试", from: day, by: head, at: now)
        #expect(try await quarrel(world, on: day)?.version == "2019.2")
        try await store.withdraw(2, by: head, at: now)
        #expect(try await quarrel(world, on: day)?.version == "2019.1", "what is kept in memory is old now")
        #expect(try await refusal { try await store.withdraw(2, by: head, at: now) } == .notFound)
        #expect(
            try await refusal { try await store.withdraw(1, by: head, at: now) } == .barred(RoutingFaultWords.inForce))
        let versions = try await world.database.read { try store.listVersions(in: $0) }
        #expect(versions.map(\.number) == [2, 1] && versions[0].withdrawnAt == now && versions[1].withdrawnAt == nil)
        let report = try await world.house.journal.verify(in: world.database, heads: nil)
        #expect(report.isSound, "\(report.problems)")
    }

    @Test func `an earlier version is published again word for word, under a number of its own`() async throws {
        let world = try await TestDistrict(), store = RoutingStore(world.house.matters)
        let head = try await world.actor("hanchunfen")
        try await change(world, .change(Self.toTown()))
        try await store.publish(revision: 2, reason: "试一试", from: today, by: head, at: now)
        #expect(try await quarrel(world)?.version == "2019.2")
        let again = try await store.repeatVersion(1, newest: 2, reason: "镇街来不及", from: today, by: head, at: now)
        #expect(again.version == 3)
        #expect(try await quarrel(world)?.unit == (try await world.unit("village:330110004006")).id)
        let versions = try await world.database.read { try store.listVersions(in: $0) }
        #expect(versions[0].pack.body == versions[2].pack.body && versions[0].repeats == 1)
        let second = try await refusal {
            try await store.repeatVersion(2, newest: 2, reason: "晚了一步", from: today, by: head, at: now)
        }
        guard case .changedMeanwhile? = second else { return #expect(Bool(false), "\(String(describing: second))") }
        let same = try await refusal {
            try await store.repeatVersion(1, newest: 3, reason: "再来", from: today, by: head, at: now)
        }
        #expect(same == .barred(RoutingFaultWords.sameText))
    }

    @Test func `no day before today, no missing reason, nothing unchanged and nothing faulty is published`()
        async throws
    {
        let world = try await TestDistrict(), store = RoutingStore(world.house.matters)
        let head = try await world.actor("hanchunfen")
        try await store.beginDraft(by: head, at: now)
        func publish(_ revision: Int, _ reason: String, _ day: Day?) async throws -> MatterError? {
            try await refusal {
                try await store.publish(revision: revision, reason: reason, from: day, by: head, at: now)
            }
        }
        #expect(try await publish(1, "没有改", today) == .barred(RoutingFaultWords.nothingChanged))
        try await change(world, .change(Self.toTown()))
        #expect(try await publish(2, "昨天起", today.adding(days: -1)) == .invalid(field: "from", RoutingFaultWords.day))
        #expect(try await publish(2, "哪天", nil) == .invalid(field: "from", RoutingFaultWords.day))
        #expect(try await publish(2, "  ", today) == .invalid(field: "reason", RoutingFaultWords.reason))
        try await change(world, revision: 2, .remove("R40"))
        #expect(try await publish(3, "不要兜底", today) == .barred(RoutingFaultWords.faulty(1)))
        #expect(try await quarrel(world)?.version == "2019.1")
    }

    @Test func `of two who change the same draft the slower is told`() async throws {
        let world = try await TestDistrict(), store = RoutingStore(world.house.matters)
        let head = try await world.actor("hanchunfen"), administrator = try await world.actor("zhongmangzhong")
        try await store.beginDraft(by: head, at: now)
        try await store.beginDraft(by: administrator, at: now)
        try await store.change(.remove("R14"), revision: 1, by: administrator, at: now)
        let late = try await refusal {
            try await store.change(.change(Self.toTown()), revision: 1, by: head, at: now)
        }
        guard case .changedMeanwhile? = late else { return #expect(Bool(false), "\(String(describing: late))") }
        let draft = try await world.database.read { try store.draft(in: $0) }
        #expect(draft?.pack.rules.contains { $0.id == "R14" } == false)
        #expect(draft?.pack.rules.contains { $0.zh == Self.toTown().zh } == false)
    }

    @Test(arguments: ["jiangxiazhi", "chenglichun", "shaoqingming", "zhangxiaoman", "zhouguyu"])
    func `who is not head or administrator of the centre reads and changes nothing`(login: String) async throws {
        let world = try await TestDistrict(), store = RoutingStore(world.house.matters)
        let actor = try await world.actor(login)
        for act in [
            { try await store.beginDraft(by: actor, at: now) },
            { try await store.change(.remove("R01"), revision: 1, by: actor, at: now) },
            { try await store.withdraw(1, by: actor, at: now) },
            { try await store.importRules("rules: []", revision: nil, by: actor, at: now) },
        ] as [() async throws -> Void] {
            let fault = try await refusal(act)
            #expect(fault == .barred(RoutingFaultWords.notAllowed))
        }
        let client = TestClient(try world.server())
        try await client.signIn(login)
        let page = try await client.get("/rules/routing")
        #expect(page.status == 200 && page.text.contains("R40"))
        #expect(!page.text.contains("href=\"/rules/routing/draft\""))
        #expect(try await [403, 409].contains(client.post("/rules/routing/draft", []).status))
    }

    @Test func `rules with words look at what was said, in either script`() async throws {
        let world = try await TestDistrict(), store = RoutingStore(world.house.matters)
        let head = try await world.actor("hanchunfen"), matters = world.house.matters
        var rule = Self.toTown("R41")
        rule.when = RoutingRule.When(kinds: [.help], topics: nil, place: nil, words: ["煤气"])
        rule.to = RoutingRule.Target(level: "department", department: "emergency")
        try await change(world, .add(rule, below: nil))
        try await store.publish(revision: 2, reason: "安全第一", from: today, by: head, at: now)
        func unit(_ said: String) async throws -> String? {
            try await world.database.read { reader in
                try matters.route(
                    kind: .help, topic: nil, place: nil, complained: nil, said: said, on: today, in: reader)?.rule
            }
        }
        #expect(try await unit("家里煤氣味很重") == "R41")
        #expect(try await unit("楼道灯坏了") == "R40")
        #expect(try await unit("") == "R40")
    }

    @Test(arguments: [
        "a: &a [x]\nb: [?*a, ?*a]", "a: &a [x]\nb: [\u{600},*a]", "- *a", "b: {c: *a}", "x: \"y\" *a", "*a",
    ])
    func `a file with an alias is refused whatever sign stands before it`(text: String) {
        #expect(RoutingStore.holdsAlias(text))
    }

    @Test(arguments: ["rules: []", "zh: 停水*小时", "en: \"5*3 lamps\"", "en: Housing & urban", "en: 2 * 3"])
    func `a star in words is no alias`(text: String) {
        #expect(!RoutingStore.holdsAlias(text))
    }
}

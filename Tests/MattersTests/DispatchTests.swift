import Accounts
import Addresses
import App
import Base
import Clocks
import Foundation
import Journal
import Markup
import Storage
import TestDistrict
import Testing

@testable import Matters

/// What comes in online is dispatched by the centre: along the rules, or by a person who chose otherwise.
@Suite struct DispatchTests {
    private let now = TestDistrict.morning

    /// Files something online for 谷雨: the centre has it, nobody has decided where it goes.
    private func file(
        _ kind: MatterKind, topic: String, at place: String? = nil, in world: TestDistrict,
        change: (inout Filing) async throws -> Void = { _ in }
    ) async throws -> RecordID {
        let centre = try await world.unit("centre"), addresses = world.house.addresses
        var filing = Filing(
            kind: kind, channel: .web, narrative: Narrative(title: "门口的事", text: "请来看看", place: place ?? ""),
            receiver: centre.id, happenedAt: now
        )
        filing.topic = topic
        if let place {
            filing.place = try await world.database.read { try addresses.matches(in: place, reader: $0).first?.place }
        }
        try await change(&filing)
        return try await world.house.matters.file(filing, by: .visitor, at: now).matter
    }

    @discardableResult
    private func act(
        _ code: String, _ matter: RecordID, to unit: String? = nil, by login: String, in world: TestDistrict
    ) async throws -> Matter {
        var input = ActionInput()
        if let unit { (input.unit, input.text) = (try await world.unit(unit).id, "在那里办更近") }
        let store = world.house.matters
        let revision = try await world.database.read { try store.getAny(matter, in: $0).revision }
        return try await store.act(
            code, on: matter, revision: revision, input: input, by: try await world.actor(login), at: now)
    }

    private func entry(_ matter: RecordID, _ code: String, in world: TestDistrict) async throws -> [String: String] {
        let entries = try await world.database.read {
            try world.house.journal.listEntries(of: Subject("matter", matter), limit: 50, in: $0)
        }
        return try #require(entries.last { $0.code == code }).parameters
    }

    private func page(_ matter: RecordID, of login: String, in world: TestDistrict, _ language: String = "zh-CN")
        async throws -> String
    {
        let client = TestClient(try world.server())
        try await client.signIn(login)
        let page = try await client.get("/desk/matters/\(matter)", headers: ["accept-language": language])
        #expect(page.status == 200)
        #expect(HTMLLint.problems(in: page.text) == [])
        return page.text
    }

    @Test func `a transfer along the proposal is a decision of the rule, with its version and facts`() async throws {
        let world = try await TestDistrict()
        // The community itself is complained about, so that the rule for villages falls to the town.
        let matter = try await file(.dispute, topic: "neighbour.noise", at: "星桥街道汤家社区", in: world) {
            $0.complainedUnit = try await world.unit("village:330110004006").id
        }
        let moved = try await act("transfer", matter, to: "town:330110004", by: "chenglichun", in: world)
        #expect(moved.routeRule == "R12")
        let village = try await world.unit("village:330110004006")
        let entry = try await entry(matter, "matter.transfer", in: world)
        #expect(entry["rule"] == "R12")
        #expect(entry["version"] == "2019.1")
        #expect(entry["because"] == "complained:\(village.id)")
        #expect(entry["proposed"] == nil)
        let version = try await world.database.read {
            try $0.row("SELECT route_version FROM matters WHERE id = \(matter)")?.text("route_version")
        }
        #expect(version == "2019.1")
        let shown = try await page(matter, of: "chenglichun", in: world)
        #expect(shown.contains("邻里和家庭纠纷由村社先办"))
        #expect(shown.contains("\(village.name.zh)被反映，由上级办"))
        #expect(shown.contains("派单规则 R12 · 2019.1"))
        #expect(try await page(matter, of: "chenglichun", in: world, "en").contains("Routing rule R12"))
        let report = try await world.house.journal.verify(in: world.database, heads: nil)
        #expect(report.isSound, "\(report.problems)")
    }

    @Test func `who sends it elsewhere is named as the one who chose, beside what the rule proposed`() async throws {
        let world = try await TestDistrict()
        let matter = try await file(.dispute, topic: "neighbour.noise", at: "星桥街道汤家社区", in: world)
        let moved = try await act("transfer", matter, to: "town:330110004", by: "chenglichun", in: world)
        #expect(moved.routeRule == RouteDecision.chosen)
        let village = try await world.unit("village:330110004006")
        let entry = try await entry(matter, "matter.transfer", in: world)
        #expect(entry["rule"] == RouteDecision.chosen)
        #expect(entry["proposed"] == village.id.text)
        #expect(entry["proposed-rule"] == "R12")
        let shown = try await page(matter, of: "chenglichun", in: world)
        #expect(shown.contains("由人选定；派单规则 R12 建议交给\(village.name.zh)"))
        let english = try await page(matter, of: "chenglichun", in: world, "en")
        #expect(english.contains("Chosen by a person; rule R12 proposed \(village.name.en)"))
    }

    @Test func `several transferred at once are each judged by their own rule`() async throws {
        let world = try await TestDistrict()
        let along = try await file(.dispute, topic: "neighbour.noise", at: "星桥街道汤家社区", in: world)
        let otherwise = try await file(.enquiry, topic: "justice.court-execution", in: world)
        let village = try await world.unit("village:330110004006")
        let client = TestClient(try world.server())
        try await client.signIn("chenglichun")
        _ = try await client.get("/desk")
        let sent = try await client.post(
            "/desk/bulk",
            [
                ("action", "transfer"), ("unit", village.id.text), ("text", "请先看看"), ("pick", "\(along):1"),
                ("pick", "\(otherwise):1"),
            ]
        )
        #expect(sent.status == 200)
        #expect(try await entry(along, "matter.transfer", in: world)["rule"] == "R12")
        #expect(try await entry(otherwise, "matter.transfer", in: world)["proposed-rule"] == "R32")
    }

    @Test func `whom a rule names is asked to help when it is followed, with a clock of their own`() async throws {
        let world = try await TestDistrict()
        let matter = try await file(.petition, topic: "labour.construction-wages", in: world)
        try await act("transfer", matter, to: "dept:human-resources", by: "chenglichun", in: world)
        let helper = try await world.unit("dept:construction")
        #expect(try await entry(matter, "matter.transfer", in: world)["with"] == helper.id.text)
        let store = world.house.matters
        let (file, terms) = try await world.database.read { reader in
            (
                try store.getFile(try store.getAny(matter, in: reader), in: reader),
                try store.terms.listTerms(matter: matter, in: reader)
            )
        }
        let share = try #require(file.assignments.first { $0.unit == helper.id })
        #expect(share.part == .cohandler)
        #expect(share.state == .offered)
        #expect(Set(terms.filter { $0.assignment == share.id }.map(\.duty)) == ["acceptance", "objection"])
        #expect(try await page(matter, of: "chenglichun", in: world).contains("请\(helper.name.zh)协办"))
        let report = try await world.house.journal.verify(in: world.database, heads: nil)
        #expect(report.isSound, "\(report.problems)")
    }

    @Test func `what is taken in along a rule asks those to help whom it names, and only units that are open to it`()
        async throws
    {
        let world = try await TestDistrict()
        let store = world.house.matters, women = try await world.unit("dept:women")
        func shares(against complained: String?) async throws -> [String] {
            let shut = if let complained { try await world.unit(complained).id } else { RecordID?.none }
            let route = try await world.database.read {
                try store.route(
                    kind: .help, topic: "neighbour.domestic-violence", place: nil, complained: shut, on: now.day, in: $0
                )
            }
            #expect(route?.rule == "R01")
            let matter = try await file(.help, topic: "neighbour.domestic-violence", in: world) {
                ($0.route, $0.complainedUnit) = (route, shut)
            }
            #expect(try await entry(matter, "matter.filed", in: world)["version"] == "2019.1")
            return try await world.database.read { reader in
                try reader.rows(
                    """
                    SELECT u.code || ' ' || a.part AS n FROM assignments a JOIN units u ON u.id = a.unit_id
                    WHERE a.matter_id = \(matter)
                    """
                ).map { try $0.text("n") }.sorted()
            }
        }
        #expect(try await shares(against: nil) == ["dept:public-security lead", "dept:women cohandler"])
        #expect(try await shares(against: women.code) == ["dept:public-security lead"])
    }

    @Test func `nobody is asked to help when a person chose, and never who is complained about`() async throws {
        let world = try await TestDistrict()
        let chosen = try await file(.petition, topic: "labour.construction-wages", in: world)
        try await act("transfer", chosen, to: "dept:justice", by: "chenglichun", in: world)
        #expect(try await entry(chosen, "matter.transfer", in: world)["with"] == nil)
        let against = try await file(.petition, topic: "labour.construction-wages", in: world) {
            $0.complainedUnit = try await world.unit("dept:construction").id
        }
        try await act("transfer", against, to: "dept:human-resources", by: "chenglichun", in: world)
        let entry = try await entry(against, "matter.transfer", in: world)
        #expect(entry["rule"] == "R07")
        #expect(entry["with"] == nil)
    }

    @Test func `who helps is not asked again when the matter comes back and goes along the rule once more`()
        async throws
    {
        let world = try await TestDistrict()
        let matter = try await file(.petition, topic: "labour.construction-wages", in: world)
        try await act("transfer", matter, to: "dept:human-resources", by: "chenglichun", in: world)
        try await act("transfer", matter, to: "dept:justice", by: "chenglichun", in: world)
        try await act("transfer", matter, to: "dept:human-resources", by: "chenglichun", in: world)
        let helper = try await world.unit("dept:construction")
        let shares = try await world.database.read {
            try $0.count("SELECT COUNT(*) AS n FROM assignments WHERE unit_id = \(helper.id)")
        }
        #expect(shares == 1)
    }

    @Test func `a helper who is slow does not make the matter of a lead in time late`() async throws {
        let world = try await TestDistrict()
        let matter = try await file(.petition, topic: "labour.construction-wages", in: world)
        try await act("transfer", matter, to: "dept:human-resources", by: "chenglichun", in: world)
        let accepted = try await act("accept", matter, by: "luqingming", in: world)
        let store = world.house.matters
        let (terms, clocks) = try await world.database.read { reader in
            (
                try store.terms.listTerms(matter: matter, in: reader).filter { $0.state == .running },
                try store.clocks(of: [matter], on: now.day, in: reader)
            )
        }
        let completion = try #require(terms.first { $0.duty == "completion" && $0.drives })
        let helping = try #require(terms.first { $0.duty == "acceptance" })
        #expect(helping.due < completion.due)
        #expect(accepted.due == completion.due)
        #expect(clocks[matter]?.due == completion.due)
    }

    @Test func `who helps can be given the lead, and helps no more`() async throws {
        let world = try await TestDistrict()
        let matter = try await file(.petition, topic: "labour.construction-wages", in: world)
        try await act("transfer", matter, to: "dept:human-resources", by: "chenglichun", in: world)
        let helper = try await world.unit("dept:construction"), store = world.house.matters
        let client = TestClient(try world.server())
        try await client.signIn("chenglichun")
        let form = try await client.get("/desk/matters/\(matter)/actions/transfer").text
        #expect(form.contains("value=\"\(helper.id)\""))
        try await act("transfer", matter, to: "dept:construction", by: "chenglichun", in: world)
        let shares = try await world.database.read { reader in
            try store.getFile(try store.getAny(matter, in: reader), in: reader).assignments
        }
        #expect(shares.filter { $0.unit == helper.id && $0.isOpen }.map(\.part) == [.lead])
    }

    @Test func `an office that takes in what it shall help with is not asked by itself`() async throws {
        let world = try await TestDistrict()
        let store = world.house.matters, women = try await world.unit("dept:women")
        let route = try await world.database.read {
            try store.route(
                kind: .help, topic: "neighbour.domestic-violence", place: nil, complained: nil, on: now.day, in: $0)
        }
        #expect(route?.helpers.map(\.unit) == [women.id])
        var filing = Filing(
            kind: .help, channel: .window, narrative: Narrative(title: "家里的事", text: "请帮帮我", place: ""),
            receiver: women.id, happenedAt: now
        )
        filing.route = route
        let matter = try await store.file(filing, by: .visitor, at: now).matter
        let shares = try await world.database.read { reader in
            try store.getFile(try store.getAny(matter, in: reader), in: reader).assignments
        }
        #expect(shares.allSatisfy { $0.part == .lead })
        #expect(try await entry(matter, "matter.filed", in: world)["with"] == nil)
    }

    @Test func `when a helper's objection is upheld nobody's time to accept begins anew`() async throws {
        let world = try await TestDistrict()
        let matter = try await file(.petition, topic: "labour.construction-wages", in: world)
        try await act("transfer", matter, to: "dept:human-resources", by: "chenglichun", in: world)
        let store = world.house.matters
        func unassigned() async throws -> Int {
            try await world.database.read { reader in
                try store.terms.listTerms(matter: matter, in: reader).count { $0.assignment == nil }
            }
        }
        let before = try await unassigned()
        try await object(to: matter, by: "shiguyu", in: world)
        var decision = ActionInput()
        (decision.upheld, decision.text) = (true, "工资由人社部门办")
        let revision = try await world.database.read { try store.getAny(matter, in: $0).revision }
        _ = try await store.act(
            "objection-decision", on: matter, revision: revision, input: decision,
            by: try await world.actor("shaoqingming"), at: now)
        #expect(try await unassigned() == before)
    }

    private func object(to matter: RecordID, by login: String, in world: TestDistrict) async throws {
        var input = ActionInput()
        input.text = "不归我们管"
        let store = world.house.matters
        let revision = try await world.database.read { try store.getAny(matter, in: $0).revision }
        _ = try await store.act(
            "objection", on: matter, revision: revision, input: input, by: try await world.actor(login), at: now)
    }

    @Test func `who accepts to help neither starts the work of the lead nor ends its clock, nor the other way round`()
        async throws
    {
        let world = try await TestDistrict()
        let helper = try await world.unit("dept:construction")
        let matter = try await file(.petition, topic: "labour.construction-wages", in: world)
        try await act("transfer", matter, to: "dept:human-resources", by: "chenglichun", in: world)
        let store = world.house.matters
        func running() async throws -> Set<String> {
            try await world.database.read { reader in
                let file = try store.getFile(try store.getAny(matter, in: reader), in: reader)
                return Set(
                    try store.terms.listTerms(matter: matter, in: reader).filter { $0.state == .running }.map { term in
                        let unit = file.assignments.first { $0.id == term.assignment }?.unit
                        return term.duty + (unit == nil ? "" : unit == helper.id ? " of the helper" : " of the lead")
                    }
                )
            }
        }
        let before = try await running()
        #expect(before.isSuperset(of: ["acceptance of the lead", "acceptance of the helper"]))
        // 施谷雨 of the construction department accepts the share that the rule gave it first.
        let helped = try await act("accept", matter, by: "shiguyu", in: world)
        #expect(helped.status == .received)
        #expect(helped.leadUnit == nil)
        #expect(try await running() == before.filter { !$0.hasSuffix("helper") })
        let other = try await file(.petition, topic: "labour.construction-wages", in: world)
        try await act("transfer", other, to: "dept:human-resources", by: "chenglichun", in: world)
        try await act("accept", other, by: "luqingming", in: world)
        let waiting = try await world.database.read { reader in
            try store.terms.listTerms(matter: other, in: reader).filter { $0.state == .running }.map(\.duty)
        }
        #expect(Set(waiting).isSuperset(of: ["completion", "acceptance"]), "the helper still has to accept in time")
    }

    @Test func `the form of a transfer names the rule and who is asked, that of an invitation whom the topic names`()
        async throws
    {
        let world = try await TestDistrict()
        let matter = try await file(.petition, topic: "labour.construction-wages", in: world)
        let client = TestClient(try world.server())
        try await client.signIn("chenglichun")
        let transfer = try await client.get("/desk/matters/\(matter)/actions/transfer").text
        #expect(transfer.contains("派单规则 R07"))
        #expect(transfer.contains("请区住房和城乡建设局协办"))
        try await act("accept", matter, by: "chenglichun", in: world)
        let help = try await client.get("/desk/matters/\(matter)/actions/invitation").text
        let helper = try await world.unit("dept:construction")
        let proposed = try #require(help.range(of: "系统建议"))
        #expect(help[proposed.upperBound...].prefix(400).contains(helper.id.text))
        #expect(!help.contains("selected"), "nobody is chosen before a person does")
        #expect(HTMLLint.problems(in: help) == [])
    }

    @Test func `a stored rule from before that names nobody to help is still read`() throws {
        let old = Data(#"{"level": "department", "department": "justice"}"#.utf8)
        #expect(try JSONDecoder().decode(RoutingRule.Target.self, from: old).with == nil)
    }

    @Test func `every department that a rule asks to help is one of the district's`() async throws {
        let world = try await TestDistrict()
        let book = world.house.matters.book
        let rules = try await world.database.read { try book.rules(on: now.day, in: $0).routing.rules }
        let codes = rules.flatMap { $0.to.with ?? [] }
        #expect(codes.sorted() == ["construction", "market-supervision", "women"])
        for code in codes { _ = try await world.unit("dept:" + code) }
    }
}

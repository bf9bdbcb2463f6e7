import Accounts
import App
import Base
import Clocks
import Journal
import Rulebook
import Storage
import TestDistrict
import Testing

@testable import Matters

/// The proceedings of a district as traces of an event log.
@Suite struct TraceTests {
    private func traces(_ world: TestDistrict) async throws -> [ProceedingTrace] {
        let store = world.house.matters
        return try await world.database.read { reader in
            var all: [ProceedingTrace] = []
            try store.listTraces(in: reader) { all.append($0) }
            return all
        }
    }

    private func publish(_ name: String, _ body: String, in world: TestDistrict) async throws {
        let rulebook = Rulebook(district: world.house.district.key)
        _ = try await world.database.write { transaction in
            try rulebook.publish(
                pack: "procedures", name: name, body: body, from: Day(number: 0), by: .system("test"),
                at: TestDistrict.morning, in: transaction)
        }
    }

    @Test func `a matter leaves a trace of its steps with units and due days, without what stands beside them`()
        async throws
    {
        let world = try await TestDistrict()
        let walk = try await Walk(.petition, in: world, to: "town:330110004")
        try await walk.act("accept", by: "shenxiaoshu", after: 1)
        _ = try await world.house.matters.setTopic(
            "urban.street-lights", of: walk.receipt.matter, revision: try await walk.matter.revision,
            by: try await world.actor("shenxiaoshu"), at: walk.day(1))
        try await walk.act("answer", by: "shenxiaoshu", after: 3) { $0.end = "solved" }
        let trace = try #require(try await traces(world).first)
        #expect(trace.name == "\(walk.receipt.number) petition 1")
        #expect(trace.events.map(\.code) == ["opening", "accept", "answer"])
        #expect(trace.events.map(\.unit).suffix(2) == ["星桥街道", "星桥街道"])
        #expect(trace.events.map(\.happenedAt) == [walk.start, walk.day(1), walk.day(3)])
        #expect((trace.state, trace.end, trace.stage) == (.ended, "solved", "ended"))
        let completion = try await walk.terms("completion")
        #expect(!completion.isEmpty)
        for term in completion { #expect(trace.events[1].dues[term.ruleID] == term.due) }
    }

    @Test func `the log holds no name of a person and no word that anybody wrote`() async throws {
        let world = try await TestDistrict()
        let walk = try await Walk(.help, in: world, to: "town:330110004")
        try await walk.act("accept", by: "shenxiaoshu")
        try await walk.act("note", by: "shenxiaoshu") { $0.text = "谷雨说三楼的灯还没有亮" }
        let dispute = try #require(try ProcedureSample.shipped().first { $0.procedure.code == "help" })
        let writer = XESWriter(ProcedureGraph(dispute.procedure))
        let log = try await writer.head(name: "help") + traces(world).map(writer.text).joined() + writer.foot
        #expect(try ReadXML(log).all("trace").count == 1)
        for word in ["谷雨", "沈小暑", "程立春", "灯", "00012345678"] { #expect(!log.contains(word), "\(word)") }
        #expect(log.contains("星桥街道") && log.contains("记一笔"))
    }

    @Test func `a corrected kind ends one trace and begins another`() async throws {
        let world = try await TestDistrict()
        let walk = try await Walk(.help, in: world, to: "town:330110004")
        try await walk.act("note", by: "chenglichun")
        _ = try await world.house.matters.setKind(
            .dispute, of: walk.receipt.matter, revision: try await walk.matter.revision,
            by: try await world.actor("chenglichun"), at: walk.day(1))
        try await walk.act("accept", by: "shenxiaoshu", after: 2)
        let traces = try await traces(world)
        #expect(traces.map(\.procedure) == ["help", "dispute"])
        #expect(traces.map(\.state) == [.replaced, .running])
        #expect(traces.map { $0.events.map(\.code) } == [["opening", "note"], ["opening", "accept"]])
    }

    @Test func `a co-handler who accepts is told apart from the lead`() async throws {
        let world = try await TestDistrict()
        let walk = try await Walk(.petition, in: world, to: "town:330110004")
        let justice = try await world.unit("dept:justice").id
        try await walk.act("accept", by: "shenxiaoshu")
        try await walk.act("invitation", by: "shenxiaoshu", after: 1) { $0.unit = justice }
        try await walk.act("accept", by: "gulichun", after: 2)
        #expect(
            try await traces(world).first?.events.map(\.code) == [
                "opening", "accept", "invitation", "accept.cohandler",
            ])
    }

    @Test func `a proceeding inside a matter has a trace of its own, also where the same one ran twice`() async throws {
        let world = try await TestDistrict()
        try await publish("trial-mediation", ProcedureSample.mediation, in: world)
        let walk = try await Walk(.dispute, in: world, to: "town:330110004")
        try await walk.act("accept", by: "shenxiaoshu")
        let store = world.house.matters, town = try await world.actor("shenxiaoshu")
        for day in [1, 3] {
            var input = ProceedingInput()
            input.text = "双方愿意谈"
            let opened = try await store.openProceeding(
                "trial-mediation", in: walk.receipt.matter, revision: try await walk.matter.revision, input: input,
                by: town, at: walk.day(day))
            for action in ["acceptance", "sitting", "agreement"] {
                try await store.step(
                    action, of: opened.id, in: walk.receipt.matter, revision: try await walk.matter.revision,
                    input: input, by: town, at: walk.day(day + 1))
            }
        }
        let traces = try await traces(world).filter { $0.road == "mediation" }
        #expect(traces.map(\.name) == [1, 2].map { "\(walk.receipt.number) trial-mediation \($0)" })
        for trace in traces {
            #expect(trace.events.map(\.code) == ["opening", "acceptance", "sitting", "agreement"])
            #expect((trace.state, trace.end) == (.ended, "agreed"))
        }
        let versions = try await world.database.read { try store.book.versions(on: walk.start.day, in: $0) }
        #expect(
            versions.contains { $0.procedure.pin == traces.first?.version && $0.name == "trial-mediation@1970-01-01" })
    }

    @Test func `a version that proceedings run under is named although another of the same day took its place`()
        async throws
    {
        let world = try await TestDistrict()
        _ = try await Walk(.help, in: world)
        let store = world.house.matters, today = TestDistrict.morning.day
        let rulebook = Rulebook(district: world.house.district.key)
        try await world.database.write { transaction in
            let help = try #require(
                try rulebook.findCurrent(pack: "procedures", name: "help", on: today, in: transaction))
            _ = try rulebook.publish(
                pack: "procedures", name: "help", body: help.body + "\n# again\n", from: help.from, by: .system("test"),
                at: TestDistrict.morning, in: transaction)
        }
        let versions = try await world.database.read { try store.book.versions(on: today, in: $0) }
            .filter { $0.procedure.code == "help" }
        #expect(versions.map(\.name) == ["help@2005-05-01", "help@2005-05-01.2"])
        #expect(try await traces(world).first?.version == versions.first?.procedure.pin)
    }

    @Test func `text that is no XML goes into the log and comes out of it`() throws {
        let graph = ProcedureGraph(try ProcedureSample.read(ProcedureSample.hostile))
        let unit = "<\"'&\u{1}\u{B}\n]]>村", start = TestDistrict.morning
        let event = TraceEvent(
            code: "a'] or '<&", happenedAt: start, recordedAt: start, unit: unit, role: "staff",
            dues: ["R\"1": start.day])
        let trace = ProceedingTrace(
            name: "<a>", matter: "&amp;", kind: "help", procedure: "p", version: "", road: nil, state: .running,
            stage: "\"", end: nil, events: [event])
        let writer = XESWriter(graph)
        let log = try ReadXML(writer.head(name: "<&>") + writer.text(trace) + writer.foot)
        let values = log.elements.compactMap { $0.attributes["value"] }
        #expect(values.contains("<\"'&\n]]>村"), "signs that XML forbids are left out")
        #expect(values.contains("&amp;") && values.contains("<b>\"受理\"&'甲'</b>\n]]>"))
        #expect(log.elements.contains { $0.attributes["key"] == "term:R\"1" })
        #expect(values.contains(start.iso) && start.iso.hasSuffix("+08:00"))
    }
}

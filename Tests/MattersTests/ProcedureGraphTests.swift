import Base
import Markup
import TestDistrict
import Testing

@testable import Matters

/// A procedure as a graph, and what is made of it: the BPMN file and the drawing.
@Suite struct ProcedureGraphTests {
    private func graphs() throws -> [ProcedureGraph] {
        try ProcedureSample.shipped().map { ProcedureGraph($0.procedure) }
            + [ProcedureSample.mediation, ProcedureSample.hostile].map { ProcedureGraph(try ProcedureSample.read($0)) }
    }

    @Test func `every action is a step of every stage that it may be taken from`() throws {
        for version in try ProcedureSample.shipped() {
            let graph = ProcedureGraph(version.procedure), actions = version.procedure.actions ?? []
            let shares = actions.filter { $0.effect == .accept }
            #expect(graph.steps.count == (actions + shares).reduce(0) { $0 + $1.from.count }, "\(version.name)")
            for action in actions {
                for stage in action.from {
                    let step = try #require(graph.steps(from: stage).first { $0.code == action.code })
                    #expect(step.to == action.to ?? stage, "\(version.name) \(action.code)")
                }
            }
        }
    }

    @Test func `a co-handler who takes a share moves nothing`() throws {
        let dispute = ProcedureGraph(try Procedures.all()["dispute"].unwrapped())
        let received = dispute.steps(from: "received")
        #expect(received.first { $0.code == "accept" }?.to == "handling")
        #expect(received.first { $0.code == "accept.cohandler" }?.moves == false)
        #expect(dispute.label(of: "accept") == "签收" && dispute.label(of: "accept.cohandler") == "签收（协办）")
        #expect(dispute.label(of: "topic") == nil, "what is no action has no name")
    }

    @Test func `names that two actions share are told apart, and ids never repeat`() throws {
        let graph = ProcedureGraph(try ProcedureSample.read(ProcedureSample.hostile))
        #expect(graph.label(of: "agreement") == "达成协议 (agreement)")
        #expect(graph.label(of: "a-] or --") == "达成协议 (a-] or --)")
        for graph in try graphs() {
            let ids = graph.steps.map(\.id) + graph.stages.map(\.id) + [graph.opening.id]
            #expect(Set(ids).count == ids.count, "\(graph.code)")
            let labels = Dictionary(graph.steps.map { ($0.code, $0.label) }) { first, _ in first }
            #expect(Set(labels.values).count == labels.count, "\(graph.code)")
        }
    }

    @Test func `files have the name of the procedure and the day from which it counts`() throws {
        let names = try ProcedureSample.shipped().map(\.name)
        #expect(
            names.filter { $0.hasPrefix("petition@") }
                == ["petition@2005-05-01", "petition@2016-08-01", "petition@2022-05-01"])
        #expect(Set(names).count == names.count)
    }
}

/// The BPMN file as a reader of XML sees it.
@Suite struct BPMNTests {
    private func files() throws -> [(graph: ProcedureGraph, file: ReadXML)] {
        let shipped = try ProcedureSample.shipped().map(\.procedure)
        let samples = try [ProcedureSample.mediation, ProcedureSample.hostile].map(ProcedureSample.read)
        return try (shipped + samples).map { procedure in
            let graph = ProcedureGraph(procedure)
            return (graph, try ReadXML(BPMNDocument(graph, version: "test").text))
        }
    }

    @Test func `every file is well-formed, and every way leads from a node to a node`() throws {
        for (graph, file) in try files() {
            let ids = file.elements.compactMap { $0.attributes["id"] }
            #expect(Set(ids).count == ids.count, "\(graph.code)")
            let kinds = ["startEvent", "endEvent", "userTask", "task", "exclusiveGateway", "intermediateCatchEvent"]
            let nodes = Set(file.elements.filter { kinds.contains($0.name) }.compactMap { $0.attributes["id"] })
            let flows = file.all("sequenceFlow")
            for flow in flows {
                #expect(nodes.contains(flow.attributes["sourceRef"] ?? ""), "\(graph.code): \(flow)")
                #expect(nodes.contains(flow.attributes["targetRef"] ?? ""), "\(graph.code): \(flow)")
            }
            #expect(file.all("conditionExpression").count == graph.steps.count)
            for gateway in file.all("exclusiveGateway") {
                let isOpen = graph.stages.first { $0.id == gateway.attributes["id"] }?.isOpen
                #expect(
                    (gateway.attributes["default"] == nil) == isOpen, "a closed stage ends unless an action is named")
            }
        }
    }

    @Test func `every node and every way is drawn, and no box lies on another`() throws {
        for (graph, file) in try files() {
            let drawn = Set((file.all("BPMNShape") + file.all("BPMNEdge")).compactMap { $0.attributes["bpmnElement"] })
            let inside = file.elements.filter { !["definitions", "process"].contains($0.name) }
            let parts = inside.filter { $0.space == "bpmn" && !$0.name.hasSuffix("Definition") }
            #expect(drawn == Set(parts.compactMap { $0.attributes["id"] }), "\(graph.code)")
            let boxes = file.all("Bounds").compactMap { bounds -> BPMNBox? in
                let sizes = ["x", "y", "width", "height"].compactMap { bounds.attributes[$0].flatMap { Int($0) } }
                return sizes.count == 4 ? BPMNBox(x: sizes[0], y: sizes[1], width: sizes[2], height: sizes[3]) : nil
            }
            for (index, one) in boxes.enumerated() {
                for other in boxes.dropFirst(index + 1) {
                    let isApart =
                        one.right <= other.x || other.right <= one.x || one.y + one.height <= other.y
                        || other.y + other.height <= one.y
                    #expect(isApart, "\(graph.code): \(one) \(other)")
                }
            }
        }
    }

    @Test func `what the clock does waits for the day that the legal clock counted`() throws {
        let graph = ProcedureGraph(try ProcedureSample.read(ProcedureSample.mediation))
        let file = try ReadXML(BPMNDocument(graph, version: "test").text)
        #expect(file.all("timeDate").map(\.text) == ["due_reply"])
        let timer = try #require(file.all("intermediateCatchEvent").first?.attributes["id"])
        let into = file.all("sequenceFlow").filter { $0.attributes["targetRef"] == timer }
        #expect(into.map { $0.attributes["sourceRef"] } == ["stage-requested"])
        #expect(file.all("task").map { $0.attributes["name"] } == ["逾期未答复"], "nobody has to report it")
    }

    @Test func `names come out as they went in, whatever stands in them`() throws {
        let graph = ProcedureGraph(try ProcedureSample.read(ProcedureSample.hostile))
        let file = try ReadXML(BPMNDocument(graph, version: "<&\"").text)
        #expect(file.all("userTask").contains { $0.attributes["name"] == "<b>\"受理\"&'甲'</b>\n]]>" })
        #expect(file.all("exclusiveGateway").contains { $0.attributes["name"] == "\"><svg onload=x>" })
        #expect(file.all("conditionExpression").contains { $0.text == #"action == 'a\'] or \'<&'"# })
    }
}

/// The drawing on a page.
@Suite struct ProcedureDrawingTests {
    @Test(arguments: Language.allCases) func `every procedure is drawn as sound markup in every language`(
        language: Language
    ) throws {
        let samples = try [ProcedureSample.mediation, ProcedureSample.hostile].map(ProcedureSample.read)
        for procedure in try ProcedureSample.shipped().map(\.procedure) + samples {
            let graph = ProcedureGraph(procedure)
            for current in [nil] + graph.stages.map(\.code) {
                let drawing = ProcedureDrawing(graph, language: language, current: current)
                #expect(HTMLLint.problems(in: drawing.html.text) == [], "\(procedure.code)")
                #expect(throws: Never.self) { try ReadXML(drawing.file) }
                #expect(drawing.html.text.contains("button-primary") == (current != nil))
            }
        }
    }

    @Test func `the drawing names stages and what leads from one to another`() throws {
        let graph = ProcedureGraph(try ProcedureSample.read(ProcedureSample.mediation))
        let chinese = ProcedureDrawing(graph, language: .simplified).html.text
        for name in ["申请调解", "已申请", "调解中", "已结束", "受理", "达成协议", "逾期未答复"] {
            #expect(chinese.contains(">\(name)</text>"), "\(name)")
        }
        #expect(!chinese.contains("记录一次调解"), "what stays in a stage stands in the list below")
        let english = ProcedureDrawing(graph, language: .english).html.text
        #expect(english.contains(">No reply in time</text>"))
        #expect(!english.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) })
    }
}

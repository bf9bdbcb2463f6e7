// BPMN 2.0 (OMG formal/2013-12-09, ISO/IEC 19510) of a procedure, with its drawing.
import Base

/// A procedure as a BPMN 2.0 file.
///
/// The opening leads to the gateway of the first stage. From the gateway of each stage goes one way for each action that may be
/// taken there, on the condition `action == 'code'`, and each action leads to the gateway of the stage after it. A closed stage
/// ends unless an action is named. What the clock does waits for the day that the legal clock counted: a variable such as
/// `due_completion`, since working days are no length of time that BPMN knows.
public struct BPMNDocument: Sendable {
    private let graph: ProcedureGraph
    private let version: String

    /// The file of a graph; `version` is what the file says of where it comes from, such as `petition@2022-05-01`.
    public init(_ graph: ProcedureGraph, version: String) {
        self.graph = graph
        self.version = version
    }

    /// The variable that holds the last day of a duty.
    public static func dueVariable(_ duty: String) -> String {
        "due_" + FileNames.plain(duty).replacing("-", with: "_").replacing(".", with: "_")
    }

    /// The id of the process in the file.
    public static func processID(_ code: String) -> String { "procedure-" + FileNames.plain(code) }

    /// The file.
    public var text: String {
        let process = Self.processID(graph.code), layout = BPMNLayout(graph)
        return XMLText.head + """
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" \
            xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" \
            xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
            id="definitions" targetNamespace="urn:shanzhi:procedures"\(XMLText.attribute("exporterVersion", version)) \
            exporter="shanzhi">
              <bpmn:process id="\(process)"\(XMLText.attribute("name", graph.name.zh)) isExecutable="true">
                \(Self.documentation([graph.name.en, graph.plain.zh, graph.plain.en].joined(separator: " · ")))
            \(nodes)\(flows)  </bpmn:process>
              <bpmndi:BPMNDiagram id="diagram">
                <bpmndi:BPMNPlane id="plane" bpmnElement="\(process)">
            \(shapes(layout))\(edges(layout))    </bpmndi:BPMNPlane>
              </bpmndi:BPMNDiagram>
            </bpmn:definitions>

            """
    }

    private static func documentation(_ text: String) -> String {
        "<bpmn:documentation>\(XMLText.escaped(text))</bpmn:documentation>"
    }

    private static func flow(_ id: String, _ source: String, _ target: String, if action: String? = nil) -> String {
        let way = "    <bpmn:sequenceFlow id=\"\(id)\" sourceRef=\"\(source)\" targetRef=\"\(target)\""
        guard let action else { return way + "/>\n" }
        let quoted = action.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
        return way + """
            >
                  <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">\
            \(XMLText.escaped("action == '\(quoted)'"))</bpmn:conditionExpression>
                </bpmn:sequenceFlow>

            """
    }
}

// The process: its nodes and the ways between them.
extension BPMNDocument {
    private var nodes: String {
        var text = "    <bpmn:startEvent id=\"start\"/>\n" + task(graph.opening)
        for stage in graph.stages {
            let way = stage.isOpen ? "" : " default=\"end-way-\(stage.id)\""
            text += """
                    <bpmn:exclusiveGateway id="\(stage.id)"\(XMLText.attribute("name", stage.name.zh)) \
                gatewayDirection="Mixed"\(way)>
                      \(Self.documentation([stage.name.en, stage.plain.zh, stage.plain.en].joined(separator: " · ")))
                    </bpmn:exclusiveGateway>

                """
            if !stage.isOpen { text += "    <bpmn:endEvent id=\"end-\(stage.id)\"/>\n" }
            for step in graph.steps(from: stage.code) { text += timer(step) + task(step) }
        }
        return text
    }

    /// What people do is theirs to report; what the clock does is done.
    private func task(_ step: ProcedureGraph.Step) -> String {
        let kind = step.onExpiry == nil ? "userTask" : "task"
        let who = step.by.map(\.rawValue).joined(separator: ", ")
        let said = [step.name.en, step.code, who, step.end.map { "→ \($0)" } ?? ""].filter { !$0.isEmpty }
        return """
                <bpmn:\(kind) id="\(step.id)"\(XMLText.attribute("name", step.label))>
                  \(Self.documentation(said.joined(separator: " · ")))
                </bpmn:\(kind)>

            """
    }

    private func timer(_ step: ProcedureGraph.Step) -> String {
        guard let duty = step.onExpiry else { return "" }
        return """
                <bpmn:intermediateCatchEvent id="timer-\(step.id)"\(XMLText.attribute("name", duty))>
                  <bpmn:timerEventDefinition id="time-\(step.id)">
                    <bpmn:timeDate xsi:type="bpmn:tFormalExpression">\(Self.dueVariable(duty))</bpmn:timeDate>
                  </bpmn:timerEventDefinition>
                </bpmn:intermediateCatchEvent>

            """
    }

    private func gateway(_ stage: String?) -> String { stage.flatMap(graph.stage)?.id ?? "start" }

    private var flows: String {
        var text = Self.flow("way-start", "start", graph.opening.id)
        text += Self.flow("out-\(graph.opening.id)", graph.opening.id, gateway(graph.opening.to))
        for step in graph.steps {
            let first = step.onExpiry == nil ? step.id : "timer-\(step.id)"
            text += Self.flow("in-\(step.id)", gateway(step.from), first, if: step.code)
            if step.onExpiry != nil { text += Self.flow("after-\(step.id)", first, step.id) }
            text += Self.flow("out-\(step.id)", step.id, gateway(step.to))
        }
        for stage in graph.stages where !stage.isOpen {
            text += Self.flow("end-way-\(stage.id)", stage.id, "end-\(stage.id)")
        }
        return text
    }
}

// The drawing.
extension BPMNDocument {
    private func shapes(_ layout: BPMNLayout) -> String {
        var text = shape("start", layout.start) + shape(graph.opening.id, layout.opening)
        for stage in graph.stages {
            text += shape(stage.id, layout.gateways[stage.code], more: " isMarkerVisible=\"true\"")
            text += shape("end-\(stage.id)", layout.ends[stage.code])
        }
        for step in graph.steps {
            text += shape("timer-\(step.id)", layout.timers[step.id]) + shape(step.id, layout.tasks[step.id])
        }
        return text
    }

    private func edges(_ layout: BPMNLayout) -> String {
        var text = edge(
            "way-start", [(layout.start.right, layout.start.middle), (layout.opening.x, layout.opening.middle)])
        text += edge("out-\(graph.opening.id)", layout.way(toFirst: graph.opening.to))
        for step in graph.steps {
            guard let task = layout.tasks[step.id] else { continue }
            let timer = layout.timers[step.id]
            text += edge("in-\(step.id)", layout.way(from: step.from ?? "", to: timer ?? task))
            if let timer { text += edge("after-\(step.id)", [(timer.right, timer.middle), (task.x, task.middle)]) }
            text += edge("out-\(step.id)", layout.way(of: step))
        }
        for stage in graph.stages where !stage.isOpen {
            text += edge("end-way-\(stage.id)", layout.way(toEndOf: stage.code))
        }
        return text
    }

    private func shape(_ id: String, _ box: BPMNBox?, more: String = "") -> String {
        guard let box else { return "" }
        return """
                  <bpmndi:BPMNShape id="shape-\(id)" bpmnElement="\(id)"\(more)>
                    <dc:Bounds x="\(box.x)" y="\(box.y)" width="\(box.width)" height="\(box.height)"/>
                  </bpmndi:BPMNShape>

            """
    }

    private func edge(_ id: String, _ points: [(Int, Int)]) -> String {
        let way = points.map { "        <di:waypoint x=\"\($0.0)\" y=\"\($0.1)\"/>\n" }.joined()
        return "      <bpmndi:BPMNEdge id=\"edge-\(id)\" bpmnElement=\"\(id)\">\n\(way)      </bpmndi:BPMNEdge>\n"
    }
}

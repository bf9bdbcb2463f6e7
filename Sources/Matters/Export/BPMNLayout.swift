// Where the parts of a BPMN file stand: the stages below each other, each with its steps in a column at its right. What a step
// leads to is reached over a line at the right edge, one for each stage, so that no line crosses a box.

/// A box in the drawing.
struct BPMNBox: Hashable {
    let x: Int
    let y: Int
    let width: Int
    let height: Int

    var middle: Int { y + height / 2 }
    var centre: Int { x + width / 2 }
    var right: Int { x + width }
}

/// The places of a graph's parts.
struct BPMNLayout {
    private static let (rowHeight, gateway, event) = (100, 50, 36)
    private static let (gatewayLeft, timerLeft, taskLeft, taskWidth, lineGap) = (250, 340, 420, 160, 40)

    let start: BPMNBox
    let opening: BPMNBox
    private(set) var gateways: [String: BPMNBox] = [:]
    private(set) var ends: [String: BPMNBox] = [:]
    private(set) var tasks: [String: BPMNBox] = [:]
    private(set) var timers: [String: BPMNBox] = [:]
    private var lines: [String: Int] = [:]

    init(_ graph: ProcedureGraph) {
        start = Self.box(60, 0, Self.event, Self.event)
        opening = Self.box(130, 0, 100, 80)
        var row = 1
        for (index, stage) in graph.stages.enumerated() {
            gateways[stage.code] = Self.box(Self.gatewayLeft, row, Self.gateway, Self.gateway)
            if !stage.isOpen { ends[stage.code] = Self.box(130, row, Self.event, Self.event) }
            lines[stage.code] = Self.taskLeft + Self.taskWidth + Self.lineGap * (index + 1)
            row += 1
            for step in graph.steps(from: stage.code) {
                tasks[step.id] = Self.box(Self.taskLeft, row, Self.taskWidth, 80)
                if step.onExpiry != nil { timers[step.id] = Self.box(Self.timerLeft, row, Self.event, Self.event) }
                row += 1
            }
        }
    }

    /// From the opening to the first stage.
    func way(toFirst stage: String) -> [(Int, Int)] {
        guard let gateway = gateways[stage] else { return [] }
        return [(opening.right, opening.middle), (gateway.centre, opening.middle), (gateway.centre, gateway.y)]
    }

    /// Down from a stage and to one of its steps.
    func way(from stage: String, to box: BPMNBox) -> [(Int, Int)] {
        guard let gateway = gateways[stage] else { return [] }
        return [(gateway.centre, gateway.y + gateway.height), (gateway.centre, box.middle), (box.x, box.middle)]
    }

    /// From a step over the line of a stage to it.
    func way(of step: ProcedureGraph.Step) -> [(Int, Int)] {
        guard let task = tasks[step.id], let gateway = gateways[step.to], let line = lines[step.to] else { return [] }
        return [
            (task.right, task.middle), (line, task.middle), (line, gateway.middle), (gateway.right, gateway.middle),
        ]
    }

    /// From a closed stage to its end.
    func way(toEndOf stage: String) -> [(Int, Int)] {
        guard let gateway = gateways[stage], let end = ends[stage] else { return [] }
        return [(gateway.x, gateway.middle), (end.right, end.middle)]
    }

    private static func box(_ x: Int, _ row: Int, _ width: Int, _ height: Int) -> BPMNBox {
        BPMNBox(x: x, y: 60 + row * rowHeight + (rowHeight - height) / 2, width: width, height: height)
    }
}

// A procedure drawn for a page: the stages below each other, and between them what leads from one to another.
public import Base
public import Markup

/// The stages of a procedure as boxes and the actions that move it as lines with arrows; a list of all steps belongs below it.
///
/// Its lines take the colour of the text around it, so that it is as good in the dark and in print.
public struct ProcedureDrawing: Sendable {
    private static let (width, boxWidth, boxHeight, rowHeight, boxLeft) = (400, 210, 40, 28, 10)

    private let graph: ProcedureGraph
    private let language: Language
    private let current: String?

    /// Draws a graph; the stage `current` is filled.
    public init(_ graph: ProcedureGraph, language: Language, current: String? = nil) {
        self.graph = graph
        self.language = language
        self.current = current
    }

    /// The drawing.
    public var html: HTML {
        let (tops, height) = places
        let boxes: [HTML] = graph.stages.map { box($0, top: tops[$0.code] ?? 0) }
        let lines: [HTML] = graph.stages.enumerated().flatMap { index, stage in
            moves(from: stage).enumerated().map { row, step in
                line(step, row: row, tops: tops)
            }
        }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" class="file-picture" viewBox="0 0 \(Self.width) \(height)" \
            width="\(Self.width)" height="\(height)" role="img" aria-label="\(label)" font-family="sans-serif" \
            font-size="14" fill="currentColor"><title>\(label)</title>\(start)\(boxes)\(lines)</svg>
            """
    }

    /// The drawing as a file of its own.
    public var file: String { XMLText.head + html.text + "\n" }

    private var label: String { ProcedureWords.drawing(graph.name, stages: graph.stages.count).text(language) }

    private func moves(from stage: ProcedureGraph.Stage) -> [ProcedureGraph.Step] {
        graph.steps(from: stage.code).filter(\.moves)
    }

    /// The upper edge of each stage, and the height of it all.
    private var places: (tops: [String: Int], height: Int) {
        var tops: [String: Int] = [:], y = 66
        for stage in graph.stages {
            tops[stage.code] = y
            y += Self.boxHeight + moves(from: stage).count * Self.rowHeight + 26
        }
        return (tops, y - 8)
    }

    /// The opening: a point, its name, and an arrow into the stage that it leads to.
    private var start: HTML {
        let top = places.tops[graph.opening.to] ?? 66, name = graph.opening.name.text(language)
        return """
            <circle cx="30" cy="22" r="7"/><text x="46" y="27">\(name)</text>\
            <path d="M30 29V\(top - 2)" fill="none" stroke="currentColor"/>\(arrowDown(30, top))
            """
    }

    private func arrowDown(_ x: Int, _ y: Int) -> HTML { "<path d=\"M\(x - 5) \(y - 8)H\(x + 5)L\(x) \(y)Z\"/>" }

    private func box(_ stage: ProcedureGraph.Stage, top: Int) -> HTML {
        let isCurrent = stage.code == current
        let frame: HTML = """
            <rect\(attribute: "class", isCurrent ? "status-done" : nil) x="\(Self.boxLeft)" y="\(top)" \
            width="\(Self.boxWidth)" height="\(Self.boxHeight)" rx="8" \
            fill="\(isCurrent ? "currentColor" : "none")" stroke="currentColor" stroke-width="\(stage.isOpen ? 1 : 3)"/>
            """
        let name = fitting(stage.name.text(language), Self.boxWidth - 16)
        return """
            \(frame)<text\(attribute: "class", isCurrent ? "button-primary" : nil) \
            x="\(Self.boxLeft + Self.boxWidth / 2)" y="\(top + 26)" text-anchor="middle" font-size="16" \
            font-weight="bold"\(attribute: "fill", isCurrent ? "currentColor" : nil)>\(name)</text>
            """
    }

    /// The name of a step, and a line from it over the edge at the right into the stage that it leads to.
    private func line(_ step: ProcedureGraph.Step, row: Int, tops: [String: Int]) -> HTML {
        let order = graph.stages.firstIndex { $0.code == step.to } ?? 0
        let y = (tops[step.from ?? ""] ?? 0) + Self.boxHeight + row * Self.rowHeight + 20
        let right = Self.boxLeft + Self.boxWidth, edge = right + 150 - 12 * (order % 8)
        let target = (tops[step.to] ?? 0) + Self.boxHeight / 2
        let name = fitting(step.name.text(language), Self.boxWidth + 20)
        let begin = 34 + Self.length(name) + 8
        return """
            <text x="34" y="\(y + 5)">\(name)</text>\
            <path d="M\(min(begin, edge - 8)) \(y)H\(edge)V\(target)H\(right + 8)" fill="none" stroke="currentColor"/>\
            <path d="M\(right + 9) \(target - 5)V\(target + 5)L\(right + 1) \(target)Z"/>
            """
    }

    // Han are square at 14 units, Latin letters about half of that.
    private static func length(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + ($1.value > 0x2E80 ? 14 : 8) }
    }

    /// As much of a name as has room.
    private func fitting(_ name: String, _ room: Int) -> String {
        guard Self.length(name) > room else { return name }
        var short = name
        while !short.isEmpty, Self.length(short) + 14 > room { short.removeLast() }
        return short + "…"
    }
}

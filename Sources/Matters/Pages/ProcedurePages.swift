import Base
import Clocks
import Markup

/// The procedures in force, in plain words: how the kinds of matter are handled, then the others along the one road.
struct ProcedureListPage {
    let procedures: [Procedure]
    let language: Language

    var html: HTML {
        let kinds = procedures.filter { $0.road == nil }
        let roads: [HTML] = Procedure.Road.allCases.map { road in
            group(
                ProcedureWords.road(road), id: road.rawValue, procedures.filter { $0.road == road })
        }
        return """
            <h1 class="title title-large">\(HTML.phrases(say(ProcedureWords.title)))</h1>\
            <p>\(say(ProcedureWords.lead))</p>\
            \(group(ProcedureWords.kinds, id: "kinds", kinds))\(roads)
            """
    }

    private func say(_ words: Words) -> String { words.text(language) }

    private func group(_ heading: Words, id: String, _ procedures: [Procedure]) -> HTML {
        guard !procedures.isEmpty else { return .empty }
        let lines: [HTML] = procedures.map { procedure in
            let link = HTML.link(say(procedure.name), to: ProcedurePaths.procedure(procedure.code))
            return "<p><strong>\(link)</strong><br>\(say(procedure.plain))</p>"
        }
        return .ruled(say(heading), id: id, "<div class=\"ways\">\(lines)</div>")
    }
}

/// One procedure for residents: what it is, its stages, its time limits with their articles, a drawing, every step.
struct ProcedurePage {
    let procedure: Procedure
    let graph: ProcedureGraph
    let rules: [LawRule]
    let language: Language

    var html: HTML {
        """
        <div class="stack-8">\(HTML.back(say(ProcedureWords.title), to: ProcedurePaths.list))\
        <h1 class="title title-large">\(say(procedure.name))</h1><p class="lead">\(say(procedure.plain))</p></div>\
        \(HTML.facts(facts))\
        \(HTML.ruled(say(ProcedureWords.stages), id: "stages", stages))\
        \(HTML.ruled(say(ProcedureWords.limits), id: "limits", limits))\
        \(HTML.ruled(say(ProcedureWords.picture), id: "picture", picture))
        """
    }

    private func say(_ words: Words) -> String { words.text(language) }

    private var facts: [(String, HTML)] {
        var facts: [(String, HTML)] = []
        if let road = procedure.road { facts.append((say(ProcedureWords.stands), "\(say(ProcedureWords.road(road)))")) }
        facts.append((say(ProcedureWords.begins), "\(say(procedure.opening))\(who(graph.opening.by))"))
        facts.append((say(ProcedureWords.runs), "\(say(ProcedureWords.runner(procedure)))"))
        let ends = procedure.ends.map { say($0.name) }.joined(separator: say(ProcedureWords.comma))
        if !ends.isEmpty { facts.append((say(ProcedureWords.results), "\(ends)")) }
        return facts
    }

    private var stages: HTML {
        let lines: [HTML] = graph.stages.map { stage in
            "<li><span><strong>\(say(stage.name))</strong><br>\(say(stage.plain))</span></li>"
        }
        return "<ol class=\"numbered\">\(lines)</ol>"
    }

    private var limits: HTML {
        guard !rules.isEmpty else { return "<p class=\"muted\">\(say(ProcedureWords.noLimits))</p>" }
        let lines: [HTML] = rules.map { rule in
            let limit: HTML? = ProcedureWords.limit(rule).map { HTML(" <strong>\(say($0))</strong>") }
            return """
                <p>\(say(rule.sentence))\(limit)<br><span class="hint">\(say(rule.citation)) · \(say(rule.standing)) · \
                <span class="code">\(rule.id)</span></span></p>
                """
        }
        return "<div class=\"ways\">\(lines)</div>"
    }

    private var picture: HTML {
        let parts: [HTML] = graph.stages.map { stage in
            let lines: [HTML] = graph.steps(from: stage.code).map { step in
                let goal: HTML? =
                    step.moves ? graph.stage(step.to).map { HTML(" → <strong>\(say($0.name))</strong>") } : nil
                return "<li>\(say(step.name))\(who(step.by))\(goal)</li>"
            }
            return lines.isEmpty
                ? .empty
                : HTML.more(say(ProcedureWords.steps(of: stage.name)), "<ul class=\"issue-said\">\(lines)</ul>")
        }
        return """
            \(ProcedureDrawing(graph, language: language).html)<p class="hint">\(say(ProcedureWords.pictureHint))</p>\
            <div>\(parts)</div>\
            <p>\(HTML.link(say(ProcedureWords.download), to: ProcedurePaths.bpmn(procedure.code)))</p>
            """
    }

    private func who(_ relations: [Relation]) -> HTML {
        var names: [String] = []
        for name in relations.map({ say(ProcedureWords.relation($0)) }) where !names.contains(name) {
            names.append(name)
        }
        guard !names.isEmpty else { return .empty }
        return " <span class=\"hint\">\(names.joined(separator: say(ProcedureWords.comma)))</span>"
    }
}

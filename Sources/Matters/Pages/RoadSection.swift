import Base
import Clocks
import Markup

/// The one road: petition, mediation, arbitration, litigation, with the proceedings of a matter on it and the services beside it.
struct RoadSection: Speaking {
    let view: MatterView
    let language: Language

    var html: HTML {
        let stops = Procedure.Road.allCases.flatMap(stops)
        let more: HTML? =
            view.isAuditor || view.openings.isEmpty
            ? nil : "<p>\(HTML.link(say(ProceedingWords.more), to: MatterPaths.proceedings(of: view.matter.id)))</p>"
        let messages: HTML? =
            view.hasMessages
            ? "<p>\(HTML.link(say(ProceedingWords.messages), to: MatterPaths.messages(of: view.matter.id)))</p>" : nil
        return .section(
            say(ProceedingWords.roadHead), id: "road", "\(HTML.timeline(stops, isDense: true))\(messages)\(more)")
    }

    private func stops(_ road: Procedure.Road) -> [TimelineStep] {
        let gone = view.proceedings.filter { self.road(of: $0) == road }
        guard !gone.isEmpty else {
            if road == .service { return [] }
            return [
                TimelineStep(
                    .next, when: say(ProceedingWords.road(road)), title: "\(say(ProceedingWords.notGone))",
                    detail: .empty)
            ]
        }
        return gone.map { opened in
            TimelineStep(
                opened.proceeding.isOpen ? .now : .done, when: say(ProceedingWords.road(road)), title: title(opened),
                detail: "<p class=\"small muted\">\(say(standing(opened)))\(letters(opened))</p>")
        }
    }

    /// The matter's own proceeding has no page of its own; its letters have.
    private func letters(_ opened: ProceedingFile) -> HTML? {
        guard opened.proceeding.road == nil, !view.isAuditor else { return nil }
        let path = MatterPaths.papers(of: opened.proceeding.id, in: view.matter.id)
        return " · \(HTML.link(say(ProceedingWords.papers), to: path))"
    }

    /// What handles a dispute is the first step of its mediation; every other kind begins as a petition does.
    private func road(of opened: ProceedingFile) -> Procedure.Road {
        opened.proceeding.road ?? (view.matter.kind == .dispute ? .mediation : .petition)
    }

    private func title(_ opened: ProceedingFile) -> HTML {
        guard opened.proceeding.road != nil else { return "\(say(opened.procedure.name))" }
        return HTML.link(
            say(opened.procedure.name), to: MatterPaths.proceeding(opened.proceeding.id, of: view.matter.id))
    }

    private func standing(_ opened: ProceedingFile) -> Words {
        if !opened.proceeding.isOpen, let end = opened.ending { return end }
        let due = opened.clocks.filter { $0.term.state == .running && $0.term.holder == .body }.map(\.term.due).min()
        return ProceedingWords.at(opened.stageName, due.map { DayWords.full($0) })
    }
}

extension ProceedingFile {
    /// What the stage is called.
    var stageName: Words {
        procedure.stage(proceeding.stage).map { Words($0.zh, $0.en) } ?? Words(proceeding.stage, proceeding.stage)
    }

    /// What became of it, in words; nil while nothing has.
    var ending: Words? { proceeding.end.flatMap { end in procedure.ends.first { $0.code == end }?.name } }
}

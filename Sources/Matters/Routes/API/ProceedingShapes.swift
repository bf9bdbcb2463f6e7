import Base
import Clocks
import Web

/// How the proceedings of a matter are told, and what opening one or taking a step is given.
enum ProceedingShapes {
    struct List: Sendable {
        let view: MatterView

        /// The own proceeding of a matter has its steps among the matter's.
        var inside: [Line] {
            view.proceedings.filter { $0.proceeding.road != nil }.map {
                Line(opened: $0, judged: view.steps(of: $0))
            }
        }
    }

    struct Line: Sendable {
        let opened: ProceedingFile
        let judged: [MatterView.StepView]

        var steps: [MatterView.StepView] {
            let here = judged.filter {
                $0.action.by != [.clock] && $0.action.from.contains(opened.proceeding.stage)
            }
            let late = opened.stepsLearntLate.compactMap { step in judged.first { $0.action.code == step.code } }
            return here + late
        }
    }

    private static let needs = Schema.list(
        .choice(Need.self))

    private static let step = Shape<MatterView.StepView>(
        "ProceedingStepNow",
        [
            .text("code", .code) { $0.action.code }, .words("name") { $0.action.name },
            .bool("allowed") { $0.judgement.isAllowed },
            .maybeWords("why", "Why it may not be taken now; on an earlier day it may have been.") {
                $0.judgement.why
            },
            .field("needs", needs, "The fields that it must be given.") { step in
                .array((step.action.needs ?? []).map { .string($0.rawValue) })
            },
        ])

    private static let opening = Shape<MatterView.OpeningView>(
        "ProceedingOpening",
        [
            .text("procedure", .code) { $0.procedure.code }, .words("name") { $0.procedure.name },
            .bool("allowed") { $0.judgement.isAllowed },
            .maybeWords("why", "Why it cannot be opened now.") { $0.judgement.why },
            .field("needs", needs, "The fields that it must be given.") { opening in
                .array((opening.procedure.filing.needs ?? []).map { .string($0.rawValue) })
            },
        ])

    private static let term = Shape<TermStanding>(
        "ProceedingTerm",
        [
            .text("duty", .code) { $0.term.duty }, .text("rule", .anyText) { $0.term.ruleID },
            .text("due", .day, "Its last day.") { $0.term.due.description },
            .text("state", .choice(TermState.self)) { $0.term.state.rawValue },
            .bool("provisional", "Whether the day lies past the last published calendar.") { $0.term.provisional },
            .words("article") { $0.rule.citation },
        ])

    private static let proceeding = Shape<Line>(
        "DeskProceeding",
        [
            .text("id", .id) { $0.opened.proceeding.id.text },
            .text("procedure", .code) { $0.opened.procedure.code }, .words("name") { $0.opened.procedure.name },
            .maybe("road", .choice(Procedure.Road.self)) { $0.opened.proceeding.road?.rawValue },
            .text("stage", .code) { $0.opened.proceeding.stage }, .words("stage_name") { $0.opened.stageName },
            .text("unit", .id, "The unit that runs it.") { $0.opened.unit.text },
            .text("opened_at", .instant) { $0.opened.proceeding.openedAt.iso },
            .maybe("ended_at", .instant) { $0.opened.proceeding.endedAt?.iso },
            .maybe("end", .code) { $0.opened.proceeding.end },
            .maybe("reference", .anyText, "The number at another body.") { $0.opened.proceeding.reference },
            .many("terms", term, "The times that have not ended.") { $0.opened.clocks },
            .many("steps", step, "The steps of its stage.") { $0.steps },
        ])

    static let list = Shape<List>(
        "DeskProceedings",
        [
            .integer("revision", .count, "Send it with what you do.") { $0.view.matter.revision },
            .many("items", proceeding, "Those opened inside the matter, oldest first.") { $0.inside },
            .many("openings", opening, "What could be opened.") { $0.view.openings },
        ])

    static let mark = Shape<(proceeding: Proceeding, revision: Int)>(
        "ProceedingMark",
        [
            .text("id", .id) { $0.proceeding.id.text }, .text("stage", .code) { $0.proceeding.stage },
            .maybe("end", .code) { $0.proceeding.end }, .integer("revision", .count) { $0.revision },
        ])

    static let given: [SchemaField] = [
        .optional("text", .nullable(.text(.prose, 0...MatterStore.textLimit)), "An explanation or a reason."),
        .optional("unit", .nullable(.code), "The code or id of the unit that is to run it."),
        .optional("ground", .nullable(.code)), .optional("end", .nullable(.code)),
        .optional("days", .nullable(.integer(1...366)), "By how much a time is extended, in the unit of its law."),
        .optional("event_day", .nullable(.day), "The day that the step sets, such as that of a hearing."),
        .optional("consent", .nullable(.bool), "That everybody concerned agreed."),
        .optional("reference", .nullable(.text(.line, 0...100)), "The number under which another body keeps it."),
        .optional(
            "happened_at", .nullable(.instant), "When it happened, if earlier than now; then the text must say why."),
    ]
}

import Base
import Web

/// How the steps of a procedure are told, and what a step takes.
enum StepShapes {
    private struct Line: Sendable {
        let view: MatterView
        let step: MatterView.StepView

        var action: Procedure.Action { step.action }

        func needs(_ need: Need) -> Bool { action.needs?.contains(need) ?? false }

        var grounds: [Procedure.Choice] {
            guard needs(.ground) else { return [] }
            return action.effect == .refuse
                ? (view.procedure.refusalGrounds ?? []).filter { view.shutGrounds[$0.code] == nil }
                : MatterPolicy.pauseGrounds(of: view.procedure, on: view.file, from: view.today)
        }
    }

    private struct Ground: Sendable {
        let choice: Procedure.Choice
        let routes: [String]
    }

    private static let ground = Shape<Ground>(
        "Ground",
        [
            .text("code", .code) { $0.choice.code }, .words("name") { $0.choice.name },
            .maybeWords("article") { $0.choice.citation },
            .field("routes", .list(.code), "Of which a refusal on this ground must name one.") {
                .array($0.routes.map { .string($0) })
            },
        ])

    private static let line = Shape<Line>(
        "Action",
        [
            .text("code", .code) { $0.action.code }, .words("name") { $0.action.name },
            .bool("allowed") { $0.step.judgement.isAllowed },
            .maybeWords("why", "Why it may not be done now, with the article where a law says so.") {
                $0.step.judgement.why
            },
            .field(
                "needs", .list(.choice(["text", "unit", "ground", "end", "decision", "days", "stars"])),
                "The fields that a step must be given."
            ) { .array(($0.action.needs ?? []).map { .string($0.rawValue) }) },
            .many("grounds", ground) { line in
                line.grounds.map { ground in
                    Ground(
                        choice: ground,
                        routes: line.action.effect == .refuse ? line.view.procedure.routes(of: ground).map(\.code) : [])
                }
            },
            .many("ends", MatterShapes.named) { line in
                guard line.needs(.end) else { return [] }
                return line.view.procedure.ends.filter { $0.code != "withdrawn" }.map {
                    .init(code: $0.code, name: $0.name)
                }
            },
            .many("routes", MatterShapes.named, "For the end `referred`.") { line in
                guard line.needs(.end) else { return [] }
                return line.view.procedure.routes.map { .init(code: $0.code, name: $0.name) }
            },
        ])

    static let list = Shape<MatterView>(
        "Actions",
        [
            .integer("revision", .count, "Send it with the step.") { $0.matter.revision },
            .many("items", line) { view in view.steps.map { Line(view: view, step: $0) } },
        ])

    static let body = Schema.body(
        "Step",
        [
            MatterActionAPI.revision,
            SchemaField("action", .code, "The code of a step, as the list of actions gives it."),
            .optional("text", .nullable(.text(.prose, 0...MatterStore.textLimit)), "A reason, a note, an answer."),
            .optional("unit", .nullable(.code), "The code or id of the unit to transfer to or to invite."),
            .optional("ground", .nullable(.code)),
            .optional(
                "reference", .nullable(.text(.line, 0...100)),
                "The number of the earlier matter or opinion, for a ground that rests on it."),
            .optional("end", .nullable(.code)), .optional("route", .nullable(.code)),
            .optional("decision", .nullable(.choice(["upheld", "rejected"]))),
            .optional(
                "days", .nullable(.integer(1...90)),
                "By how much a term is extended, in the unit of its law: days, working days or months."),
            .optional(
                "happened_at", .nullable(.instant), "When it happened, if earlier than now; then the text must say why."
            ),
        ])
}

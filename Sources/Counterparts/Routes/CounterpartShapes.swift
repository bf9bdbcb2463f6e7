import Base
import Clocks
import Matters
import Web

/// How handed-over proceedings and messages are told to other bodies, and what they tell.
enum CounterpartShapes {
    struct Handover: Sendable {
        let opened: ProceedingFile
        let actor: Actor
        let now: Instant

        /// The steps that can be told now.
        var steps: [Procedure.Action] {
            let here = (opened.procedure.actions ?? []).filter { $0.from.contains(opened.proceeding.stage) }
            return (here + opened.stepsLearntLate).filter { MatterPolicy.isOutside($0, on: opened, by: actor) }
        }
    }

    private static let step = Shape<Procedure.Action>(
        "CounterpartStep",
        [
            .text("step", .code) { $0.code }, .words("name") { $0.name },
            .maybe("to", .code, "The stage after it; null where it moves none.") { $0.to },
            .field(
                "needs",
                .list(
                    .choice(Need.self)),
                "The fields that the message must give; consent is taken as given."
            ) { .array(($0.needs ?? []).map { .string($0.rawValue) }) },
        ])

    private static let term = Shape<TermStanding>(
        "CounterpartTerm",
        [
            .text("duty", .code) { $0.term.duty }, .text("due", .day, "Its last day.") { $0.term.due.description },
            .words("article") { $0.rule.citation },
        ])

    static let handover = Shape<Handover>(
        "CounterpartHandover",
        [
            .text("proceeding", .id) { $0.opened.proceeding.id.text },
            .text("matter", .text(.number, 1...30), "The number of the matter.") { $0.opened.file.matter.number },
            .text("procedure", .code) { $0.opened.procedure.code }, .words("name") { $0.opened.procedure.name },
            .text("stage", .code) { $0.opened.proceeding.stage },
            .bool("open") { $0.opened.proceeding.isOpen },
            .text("opened_at", .instant) { $0.opened.proceeding.openedAt.iso },
            .maybe("ended_at", .instant) { $0.opened.proceeding.endedAt?.iso },
            .text("asked_at", .instant, "Now, by the district's clock: nothing can have happened later.") {
                $0.now.iso
            },
            .maybe("end", .code) { $0.opened.proceeding.end },
            .maybe("reference", .anyText, "The number at the body, as it was told.") { $0.opened.proceeding.reference },
            .text("longer_in", .choice(TermUnit.self), "The unit in which a time that runs is extended.") {
                MatterPolicy.extensionUnit(of: $0.opened.clocks).rawValue
            },
            .many("terms", term, "The times that run.") { $0.opened.clocks.filter { $0.term.state == .running } },
            .many("steps", step, "What can be told now; where the clock ended it, also what was done before.") {
                $0.steps
            },
        ])

    static let message = Shape<CounterpartMessage>(
        "CounterpartMessage",
        [
            .text("number", .code) { $0.number }, .text("procedure", .code) { $0.procedure },
            .maybe("proceeding", .id, "Null for a referral that nobody has signed for.") { $0.proceeding?.text },
            .maybe("step", .code, "Null for a referral.") { $0.step },
            .text("state", .choice(CounterpartMessage.State.self)) { $0.state.rawValue },
            .maybeWords("why", "Why it was held; null when it was taken at once.") { $0.why },
            .text("received_at", .instant) { $0.receivedAt.iso },
            .maybe("decided_at", .instant, "When it was taken or set aside; null while it waits.") {
                $0.decidedAt?.iso
            },
        ])

    private static let numberField = SchemaField(
        "number", .text(.code, 1...80), "The body's own number of the message: the same number is the same message.")
    private static let happened = SchemaField(
        "happened_at", .instant, "When it happened there: the law counts from that day, however late it is told.")
    private static let reference = SchemaField.optional(
        "reference", .nullable(.text(.line, 0...100)), "The number under which the body keeps the case.")
    private static let text = SchemaField.optional(
        "text", .nullable(.text(.prose, 0...MatterStore.textLimit)), "What was decided, or the reason.")

    static let answer: [SchemaField] = [
        numberField, SchemaField("proceeding", .id), SchemaField("step", .code), happened, text, reference,
        .optional("ground", .nullable(.code)), .optional("end", .nullable(.code)),
        .optional("days", .nullable(.integer(1...366)), "By how much a time is extended, in the unit of its law."),
        .optional("event_day", .nullable(.day), "The day that the step sets, such as that of a hearing."),
    ]

    static let referral: [SchemaField] = [
        numberField, SchemaField("matter", .text(.number, 1...30), "The number of the matter, as its slip bears it."),
        SchemaField("procedure", .code, "The procedure that is to begin."), happened, text, reference,
    ]
}

extension CounterpartMessage.Told {
    init(_ call: APICall) {
        self.init()
        text = call.text("text") ?? ""
        (reference, ground, end) = (call.text("reference"), call.text("ground"), call.text("end"))
        (days, eventDay) = (call.integer("days"), call.text("event_day").flatMap { Day($0) })
    }
}

extension APICall {
    /// When it happened. Throws 422 where the schema forgot it.
    fileprivate func happened() throws -> Instant {
        guard let at = text("happened_at").flatMap({ Instant(iso: $0) }) else {
            throw Problem.faulty("happened_at", CounterpartWords.noDay)
        }
        return at
    }
}

extension CounterpartAnswer {
    init(_ call: APICall) throws {
        guard let proceeding = call.text("proceeding").flatMap({ RecordID($0) }) else {
            throw Problem.faulty("proceeding", CounterpartWords.noProceeding)
        }
        self.init(call.text("number") ?? "", of: proceeding, step: call.text("step") ?? "", at: try call.happened())
        told = CounterpartMessage.Told(call)
    }
}

extension CounterpartReferral {
    init(_ call: APICall) throws {
        self.init(
            call.text("number") ?? "", of: call.text("matter") ?? "", to: call.text("procedure") ?? "",
            at: try call.happened())
        told = CounterpartMessage.Told(call)
    }
}

import Base
import Clocks
import Web

/// How a whole matter is told: what its page shows, as far as the reader may see it.
enum MatterFileShapes {
    private struct PartyLine: Sendable {
        let party: Party
        let identity: MatterStore.IdentityView
        let unit: UnitName?

        var shown: Identity? {
            if case .shown(let identity) = identity { identity } else { nil }
        }

        var standing: String {
            switch identity {
            case .shown: "shown"
            case .sealed: "sealed"
            case .granted: "granted"
            case .anonymous: "anonymous"
            case .erased: "erased"
            }
        }
    }

    private static let party = Shape<PartyLine>(
        "Party",
        [
            .text("id", .id) { $0.party.id.text }, .text("part", .choice(Party.Part.self)) { $0.party.part.rawValue },
            .text(
                "identity", .choice(["shown", "sealed", "granted", "anonymous", "erased"]),
                "Whether the reader may see who it is; `granted` when somebody must look on the page first."
            ) { $0.standing },
            .maybe("name") { $0.shown?.name }, .maybe("phone") { $0.shown?.phone },
            .maybeOne("unit", MatterShapes.unit, "The office complained about.") { $0.unit },
        ])

    private struct Share: Sendable {
        let assignment: Assignment
        let unit: UnitName
        let from: UnitName
    }

    private static let share = Shape<Share>(
        "Assignment",
        [
            .text("id", .id) { $0.assignment.id.text }, .one("unit", MatterShapes.unit) { $0.unit },
            .text("part", .choice(["lead", "cohandler"])) { $0.assignment.part.rawValue },
            .text("state", .choice(AssignmentState.self)) { $0.assignment.state.rawValue },
            .one("offered_by", MatterShapes.unit) { $0.from },
            .text("offered_at", .instant) { $0.assignment.offeredAt.iso },
            .maybe("accepted_at", .instant) { $0.assignment.acceptedAt?.iso },
            .maybe("ended_at", .instant) { $0.assignment.endedAt?.iso },
        ])

    private static let term = Shape<TermLine>(
        "Term",
        [
            .text("id", .id) { $0.account.term.id.text }, .text("duty", .code) { $0.account.term.duty },
            .text("state", .choice(TermState.self)) { $0.account.term.state.rawValue },
            .text("due", .day, "The last day to act.") { $0.account.term.due.description },
            .integer("days_left", .integer(-100_000...100_000)) { $0.account.daysLeft(from: $0.today) },
            .text("unit", .choice(TermUnit.self)) { $0.account.term.unit.rawValue },
            .bool("provisional", "Whether it rests on holidays that are not known yet.") {
                $0.account.term.provisional
            },
            .bool("drives", "Whether it drives the alarm.") { $0.account.term.drives },
            .maybe("assignment", .id) { $0.account.term.assignment?.text },
            .text("event_day", .day, "The day of the event, which is not counted.") {
                $0.account.term.eventDay.description
            },
            .maybe("ended_on", .day) { $0.account.term.endedOn?.description },
            .text("rule") { $0.account.rule.id }, .text("rule_version") { $0.account.rule.version },
            .text("level", .choice(LawLevel.self)) { $0.account.rule.level.rawValue },
            .words("article", "The article that says so; a made-up one says so too.") { $0.account.rule.citation },
            .words("sentence") { $0.account.rule.sentence },
            .words("explanation", "How the day was counted.") { $0.account.explanation.words },
        ])

    private struct TermLine: Sendable {
        let account: TermAccount
        let today: Day
    }

    private struct Line: Sendable {
        let item: TimelineItem
        let unit: UnitName?
    }

    private static let line = Shape<Line>(
        "TimelineItem",
        [
            .text("code", .code) { $0.item.code }, .text("happened_at", .instant) { $0.item.happenedAt.iso },
            .text("recorded_at", .instant) { $0.item.recordedAt.iso },
            .maybeOne("unit", MatterShapes.unit) { $0.unit }, .maybeWords("by") { $0.item.name },
            .bool("is_filer") { $0.item.isFiler }, .maybe("text") { $0.item.text }, .maybe("reason") { $0.item.reason },
            .field("parameters", .document, "Codes and ids of the entry.") { line in
                .object(line.item.parameters.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) })
            },
        ])

    static let attachment = Shape<Attachment>(
        "Attachment",
        [
            .text("id", .id) { $0.id.text }, .maybe("name") { $0.name }, .text("type") { $0.type },
            .integer("size") { $0.size }, .text("at", .instant) { $0.at.iso },
        ])

    private static func unit(_ id: RecordID?, _ view: MatterView) -> UnitName? {
        id.map { UnitName(id: $0, name: view.name(of: $0)) }
    }

    static let file = Shape<MatterView>("Matter", head + place + people + course)

    private static let head: [Shape<MatterView>.Field] = [
        .text("id", .id) { $0.matter.id.text }, .text("number", .text(.number, 8...30)) { $0.matter.number },
        .integer("revision", .count, "Send it with the next step.") { $0.matter.revision },
        .text("kind", .choice(MatterKind.self)) { $0.matter.kind.rawValue },
        .text("channel", .choice(Channel.self)) { $0.matter.channel.rawValue },
        .text("status", .choice(MatterStatus.self)) { $0.matter.status.rawValue },
        .one("stage", MatterShapes.named) { view in
            let stage = view.procedure.stage(view.file.proceeding.stage)
            return .init(code: view.file.proceeding.stage, name: Words(stage?.zh ?? "", stage?.en ?? ""))
        },
        .maybeOne("end", MatterShapes.named) { view in
            view.matter.end.map { .init(code: $0.rawValue, name: view.ending ?? Words("", "")) }
        },
        .maybe("end_route", .code) { $0.matter.endRoute },
        .maybe("title", .anyText, "Null once the words were erased.") { $0.narrative?.title },
        .maybe("text") { $0.narrative?.text },
        .maybeOne("topic", MatterShapes.named) { view in
            view.matter.topic.map { .init(code: $0, name: view.topic?.leaf ?? Words("", "")) }
        },
        .bool("topic_confirmed") { $0.matter.topicConfirmed },
        .text("happened_at", .instant) { $0.matter.happenedAt.iso },
        .text("filed_at", .instant) { $0.matter.filedAt.iso },
        .maybe("ended_at", .instant) { $0.matter.endedAt?.iso },
        .maybeInteger("rating", .integer(1...5)) { $0.matter.rating }, .integer("reopened") { $0.matter.reopened },
    ]

    private static let place: [Shape<MatterView>.Field] = [
        .maybe("place", .id, "The address record.") { $0.matter.place?.text },
        .maybe("place_name") { $0.placeName?.text },
        .maybe("place_said", .anyText, "The filer's words.") { $0.narrative?.place },
        .maybeWords("grid") { $0.gridName },
    ]

    private static let people: [Shape<MatterView>.Field] = [
        .text("confidentiality", .choice(Confidentiality.self)) { $0.matter.confidentiality.rawValue },
        .many("parties", party) { view in
            view.parties.map { PartyLine(party: $0.party, identity: $0.identity, unit: unit($0.party.unit, view)) }
        },
        .one("first_receiver", MatterShapes.unit) {
            .init(id: $0.matter.firstReceiver, name: $0.name(of: $0.matter.firstReceiver))
        },
        .one("answerable", MatterShapes.unit, "Who answers for it now.") {
            .init(id: $0.file.answerable, name: $0.name(of: $0.file.answerable))
        },
        .many("assignments", share) { view in
            view.file.assignments.map { assignment in
                Share(
                    assignment: assignment, unit: .init(id: assignment.unit, name: view.name(of: assignment.unit)),
                    from: .init(id: assignment.offeredBy, name: view.name(of: assignment.offeredBy)))
            }
        },
    ]

    private static let course: [Shape<MatterView>.Field] = [
        .one("procedure", MatterShapes.named) { .init(code: $0.procedure.code, name: $0.procedure.name) },
        .text("procedure_version") { $0.file.proceeding.version },
        .many("terms", term) { view in view.terms.map { TermLine(account: $0, today: view.today) } },
        .many("timeline", line, "The newest first.") { view in
            view.timeline.map { Line(item: $0, unit: unit($0.unit, view)) }
        },
        .many("attachments", attachment) { $0.attachments }, .one("record", MatterRecord.shape) { $0.record },
    ]
}

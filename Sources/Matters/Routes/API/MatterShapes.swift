import Accounts
import Base
import Clocks
import Web

/// A unit as other things name it.
struct UnitName: Sendable {
    let id: RecordID
    let name: Words
}

/// A matter after a step, in codes: what a program needs for the next one.
struct MatterMark: Sendable {
    let matter: Matter

    static let shape = Shape<MatterMark>(
        "MatterMark",
        [
            .text("id", .id) { $0.matter.id.text }, .text("number", .text(.number, 8...30)) { $0.matter.number },
            .integer("revision", .count, "Send it with the next step.") { $0.matter.revision },
            .text("kind", .choice(MatterKind.self)) { $0.matter.kind.rawValue },
            .text("status", .choice(MatterStatus.self)) { $0.matter.status.rawValue },
            .text("stage", .code) { $0.matter.stage },
            .maybe("end", .choice(MatterEnd.self)) { $0.matter.end?.rawValue },
        ])
}

/// How the rows of lists and searches are told.
enum MatterShapes {
    static let unit = Shape<UnitName>("UnitName", [.text("id", .id) { $0.id.text }, .words("name") { $0.name }])

    static let clock = Shape<DueClock>(
        "Clock",
        [
            .text("duty", .code) { $0.duty }, .text("state", .choice(TermState.self)) { $0.state.rawValue },
            .text("due", .day) { $0.due.description }, .text("unit", .choice(TermUnit.self)) { $0.unit.rawValue },
            .integer("days_left", .integer(-100_000...100_000), "In the unit; negative once it is over.") {
                $0.daysLeft
            },
            .text("light", .choice(["calm", "soon", "late"])) { $0.light.rawValue },
        ])

    static let row = Shape<MatterRow>(
        "MatterRow",
        [
            .text("id", .id) { $0.matter.id.text }, .text("number", .text(.number, 8...30)) { $0.matter.number },
            .text("kind", .choice(MatterKind.self)) { $0.matter.kind.rawValue },
            .text("channel", .choice(Channel.self)) { $0.matter.channel.rawValue },
            .text("status", .choice(MatterStatus.self)) { $0.matter.status.rawValue },
            .text("stage", .code) { $0.matter.stage },
            .maybe("end", .choice(MatterEnd.self)) { $0.matter.end?.rawValue },
            .maybe("title", .anyText, "Null once the words were erased.") { $0.narrative?.title },
            .maybe("topic", .code) { $0.matter.topic }, .bool("topic_confirmed") { $0.matter.topicConfirmed },
            .maybeWords("area", "The village, or the town.") { $0.village },
            .maybeOne("clock", clock, "What drives the alarm now.") { $0.clock },
            .field("attentions", .list(.code), "What the reader's unit should look at.") { row in
                .array(Set(row.attentions).sorted().map { .string($0) })
            },
            .text("filed_at", .instant) { $0.matter.filedAt.iso },
            .maybe("ended_at", .instant) { $0.matter.endedAt?.iso },
            .maybeInteger("rating", .integer(1...5)) { $0.matter.rating }, .integer("revision") { $0.matter.revision },
        ])

    /// A code with its name.
    struct Named: Sendable {
        let code: String
        let name: Words
    }

    static let named = Shape<Named>("Named", [.text("code", .code) { $0.code }, .words("name") { $0.name }])
}

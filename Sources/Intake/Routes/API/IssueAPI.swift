import Base
import Matters
import Storage
import Web

/// Hot issues for programs: the list, one issue, and what people do with it.
struct IssueAPI: Sendable {
    let intake: IntakeStore
    let issues: IssueStore
    private static let hands = Access.roles(IssueStore.hands)
    private static let id = APIOperation.Parameter.path("id", .id, "The id of the issue.")
    private static let window: [APIOperation.Parameter] = [
        .query("day", .day, "The day whose evening it is looked at from; today unless said."),
        .query("days", .integer(1...366), "How many days back; 90 unless said."),
    ]

    func add(to table: inout RouteTable) {
        table.api(
            "GET", "/api/v1/desk/issues", .staff, scope: .mattersRead,
            "Matters about the same trouble, the hottest first",
            .reading(
                "listDeskIssues", tag: "desk",
                Self.window + [.query("limit", .integer(1...100), "How many at most, 30 unless said.")],
                answers: .json(.items("Issues", IssueShapes.line.schema)),
                note: "Counted over the matters that the reader may see.")
        ) { call in
            let (actor, window) = (Actor(try call.visit.staff()), Self.window(call))
            let lines = try await intake.matters.database.read { reader in
                try issues.list(
                    window, scope: try intake.matters.scope(of: actor, in: reader), limit: call.limit, in: reader)
            }
            return .json(["items": .array(lines.map(IssueShapes.line.json))])
        }
        table.api(
            "GET", "/api/v1/desk/issues/{id}", .staff, scope: .mattersRead,
            "One trouble that several matters are about",
            .reading("getDeskIssue", tag: "desk", [Self.id] + Self.window, answers: .json(IssueShapes.whole.schema))
        ) { call in
            let (actor, id) = (Actor(try call.visit.staff()), try call.visit.id("id"))
            return .json(IssueShapes.whole.json(try await line(id, Self.window(call), actor)))
        }
        act(
            "split", "Takes matters out of an issue for good", "splitDeskIssue",
            [SchemaField("matters", .list(.id, 1...1_000), "The ids of those that are about something else.")],
            in: &table
        ) { call, issue, actor, transaction in
            let ids = call.body["matters"]?.array?.compactMap { $0.string.flatMap { RecordID($0) } } ?? []
            try issues.split(Array(Set(ids)).sorted(), from: issue, by: actor, at: call.now, in: transaction)
            return issue
        }
        act(
            "merge", "Puts another matter and its issue to this one", "mergeDeskIssue",
            [SchemaField("matter", .id, "The id of the other matter.")], in: &table
        ) { call, issue, actor, transaction in try merge(call, issue, actor, in: transaction) }
        act("dismissal", "Ends the signal of an issue that needs nothing", "dismissDeskIssue", [], in: &table) {
            call, issue, actor, transaction in
            try issues.dismiss(issue, by: actor, at: call.now, in: transaction)
            return issue
        }
        addParent(to: &table)
    }

    private func addParent(to table: inout RouteTable) {
        let body = Schema.body(
            "IssueParent",
            [
                SchemaField("kind", .choice(MatterKind.self)),
                .optional(
                    "title", .nullable(.text(.line, 0...Answers.titleLimit)), "Made from topic and place unless said."),
            ])
        table.api(
            "POST", "/api/v1/desk/issues/{id}/parent", Self.hands, scope: .mattersWrite,
            "Opens a matter under which an issue is dealt with",
            .acting(
                "openDeskIssueParent", tag: "desk", [Self.id], takes: body, status: 201,
                answers: IssueShapes.parent.schema,
                refusals: [409],
                note: "It names the numbers and holds nobody's words.")
        ) { try await open($0) }
    }

    private typealias Work = @Sendable (APICall, RecordID, Actor, any Transaction) throws -> RecordID

    private func act(
        _ part: String, _ summary: String, _ name: String, _ fields: [SchemaField], in table: inout RouteTable,
        _ work: @escaping Work
    ) {
        let operation = APIOperation.acting(
            name, tag: "desk", [Self.id], takes: .body(name.prefix(1).uppercased() + name.dropFirst(), fields),
            answers: IssueShapes.mark, refusals: [409])
        table.api("POST", "/api/v1/desk/issues/{id}/\(part)", Self.hands, scope: .mattersWrite, summary, operation) {
            call in
            let (actor, id) = (Actor(try call.visit.staff()), try call.visit.id("id"))
            return .json(
                try await call.explaining {
                    try await intake.matters.once(call, by: actor) { transaction in
                        ["id": .string(try Self.telling { try work(call, id, actor, transaction) }.text)]
                    }
                })
        }
    }

    /// What is wrong with the issue itself belongs to no field of a body.
    private static func telling<Answer>(_ work: () throws -> Answer) throws -> Answer {
        do {
            return try work()
        } catch MatterError.invalid("parent", let words) {
            throw MatterError.barred(words)
        } catch MatterError.invalid("number", let words) {
            throw MatterError.invalid(field: "matter", words)
        }
    }

    private static func window(_ call: APICall) -> IssueStore.Window {
        let today = call.now.day
        return .init(
            day: call.query("day").flatMap { Day($0) }.map { min($0, today) } ?? today,
            days: call.query("days").flatMap { Int($0) } ?? 90)
    }

    private func line(_ id: RecordID, _ window: IssueStore.Window, _ actor: Actor) async throws -> IssueLine {
        try await intake.matters.database.read { reader in
            try issues.get(id, window, scope: try intake.matters.scope(of: actor, in: reader), in: reader)
        }
    }

    private func merge(
        _ call: APICall, _ issue: RecordID, _ actor: Actor, in transaction: any Transaction
    ) throws -> RecordID {
        let scope = try intake.matters.scope(of: actor, in: transaction)
        guard let other = call.text("matter").flatMap({ RecordID($0) }),
            !(try intake.matters.matters([other], scope: scope, in: transaction)).isEmpty
        else { throw MatterError.invalid(field: "matter", APIWords.matter) }
        let line = try issues.get(issue, .init(day: call.now.day, days: 90), scope: scope, in: transaction)
        guard let first = line.matters.first, !line.matters.contains(where: { $0.id == other }) else {
            throw MatterError.invalid(field: "matter", IssueWords.same)
        }
        return try issues.join([first.id, other], by: actor, at: call.now, in: transaction)
    }

    private func open(_ call: APICall) async throws -> APIAnswer {
        let (actor, id, staff) = (Actor(try call.visit.staff()), try call.visit.id("id"), try call.visit.staff())
        let number = try await intake.matters.reserveNumbers(1, year: call.now.day.parts.year)
        return .json(
            try await call.explaining {
                // Together: of two who press at once one opens the matter, the other is told.
                try await intake.matters.once(call, by: actor) { transaction in
                    let scope = try intake.matters.scope(of: actor, in: transaction)
                    let line = try issues.get(
                        id, .init(day: call.now.day, days: 90), scope: scope, in: transaction)
                    let filing = try parent(of: line, call, for: staff.unit, in: transaction)
                    let receipt = try intake.matters.file(
                        filing, number: number[0], by: staff.principal, at: call.now, in: transaction)
                    try Self.telling {
                        try issues.setParent(receipt.matter, of: id, by: actor, at: call.now, in: transaction)
                    }
                    return IssueShapes.parent.json(receipt)
                }
            })
    }

    private func parent(
        of line: IssueLine, _ call: APICall, for unit: RecordID, in reader: any Reader
    ) throws -> Filing {
        let language = call.visit.language
        let made = IssueWords.parentSaid(line.topic?.text(language) ?? "", line.place?.text(language) ?? "")
        return try issues.parentFiling(
            of: line, kind: call.text("kind") ?? "", title: call.text("title") ?? made, for: unit, at: call.now,
            in: reader)
    }
}

/// How issues are told.
enum IssueShapes {
    private static let fields: [Shape<IssueLine>.Field] = [
        .text("id", .id) { $0.id.text }, .text("title", .anyText, "The title most like all others.") { $0.title },
        .integer("matters", .count, "As far as the reader may see them.") { $0.matters.count },
        .integer("open") { $0.open }, .integer("people") { $0.heat.people },
        .integer("lately", .count, "People of the last 30 days.") { $0.heat.lately },
        .integer("before", .count, "People of the 30 days before.") { $0.heat.before },
        .field("curve", .list(.count, 12...12), "Messages in each twelfth of the time, the oldest first.") {
            .array($0.curve.map { .integer($0) })
        },
        .maybeWords("place") { $0.place }, .maybeWords("topic") { $0.topic },
        .maybe("first", .instant) { $0.span?.first.iso }, .maybe("last", .instant) { $0.span?.last.iso },
        .maybe("parent", .id, "The matter under which it is dealt with.") { $0.parent?.id.text },
        .maybe("signalled_at", .instant, "Since when it has an open signal.") { $0.signalled?.iso },
    ]

    static let line = Shape<IssueLine>("IssueLine", fields)

    private static let member = Shape<Matter>(
        "IssueMatter",
        [
            .text("id", .id) { $0.id.text }, .text("number", .text(.number, 8...30)) { $0.number },
            .text("status", .choice(MatterStatus.self)) { $0.status.rawValue },
            .text("happened_at", .instant) { $0.happenedAt.iso },
        ])

    static let whole = Shape<IssueLine>(
        "Issue",
        fields + [
            .field("sentences", .list(.anyText), "Which say best what all say.") {
                .array($0.sentences.map { .string($0) })
            },
            .many("members", member, "The earliest first.") { $0.matters },
        ])

    static let parent = Shape<Receipt>(
        "IssueParentMatter",
        [
            .text("id", .id) { $0.matter.text }, .text("number", .text(.number, 8...30)) { $0.number },
            .text("entry", .hash) { $0.entryHash },
        ])

    /// The issue that holds the matters afterwards.
    static let mark = Schema.named("IssueMark", .object([SchemaField("id", .id)], isClosed: false))
}

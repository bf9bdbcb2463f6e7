import Base
import Matters
import Storage
import Web

/// What is known already about the same as a matter, for programs: seeing it, putting both together, following it.
struct KnownAPI: Sendable {
    let intake: IntakeStore
    let issues: IssueStore
    private static let id = APIOperation.Parameter.path("id", .id, "The id of the matter.")

    func add(to table: inout RouteTable) {
        table.api(
            "GET", "/api/v1/desk/matters/{id}/known", .staff, scope: .mattersRead,
            "Matters likely about the same as this one",
            .reading("listKnownMatters", tag: "desk", [Self.id], answers: .json(Self.answer))
        ) { try await list($0) }
        act("known", "Puts a matter and a known one together", "joinKnownMatter", Self.joining, in: &table) {
            call, id, actor, transaction in
            guard let same = call.text("same").flatMap({ RecordID($0) }), same != id else {
                throw MatterError.invalid(field: "same", WindowWords.chooseSame)
            }
            do {
                try issues.join([same, id], by: actor, at: call.now, in: transaction)
            } catch MatterError.invalid(_, let words) {
                throw MatterError.invalid(field: "same", words)
            }
        }
        act("followers", "Writes down somebody who follows a matter", "followMatter", Self.follower, in: &table) {
            call, id, actor, transaction in
            let wants = call.body["wants_notices"]?.bool ?? false
            let person = Identity(
                name: call.text("name") ?? "", phone: call.text("phone") ?? "", wantsNotices: wants ? true : nil,
                language: wants ? call.visit.language : nil)
            try intake.matters.follow(
                id, person, isSealed: call.body["sealed"]?.bool ?? false, saying: call.text("text") ?? "", by: actor,
                at: call.now, in: transaction)
            try issues.countFollowers(of: id, at: call.now, in: transaction)
        }
    }

    private typealias Work = @Sendable (APICall, RecordID, Actor, any Transaction) throws -> Void

    /// Both answer the issue that the matter belongs to afterwards.
    private func act(
        _ part: String, _ summary: String, _ name: String, _ body: Schema, in table: inout RouteTable,
        _ work: @escaping Work
    ) {
        let operation = APIOperation.acting(
            name, tag: "desk", [Self.id], takes: body, answers: IssueShapes.mark, refusals: [409])
        table.api("POST", "/api/v1/desk/matters/{id}/\(part)", .staff, scope: .mattersWrite, summary, operation) {
            call in
            let (actor, id) = (Actor(try call.visit.staff()), try call.visit.id("id"))
            return .json(
                try await call.explaining {
                    try await intake.matters.once(call, by: actor) { transaction in
                        let scope = try intake.matters.scope(of: actor, in: transaction)
                        _ = try intake.matters.getMatter(id, scope: scope, in: transaction)
                        try work(call, id, actor, transaction)
                        guard let issue = try issues.issue(of: id, in: transaction) else { throw MatterError.notFound }
                        return ["id": .string(issue.text)]
                    }
                })
        }
    }

    private func list(_ call: APICall) async throws -> APIAnswer {
        let (id, actor, now) = (try call.visit.id("id"), Actor(try call.visit.staff()), call.now)
        let (likely, issue) = try await intake.matters.database.readAtLength { reader in
            let scope = try intake.matters.scope(of: actor, in: reader)
            let matter = try intake.matters.getMatter(id, scope: scope, in: reader)
            return (
                try intake.likely(matter, scope: scope, at: now, in: reader), try issues.issue(of: id, in: reader)
            )
        }
        return .json([
            "issue": issue.map { .string($0.text) } ?? .null, "items": .array(likely.map(SuggestionShapes.known.json)),
        ])
    }

    private static let answer = Schema.named(
        "KnownMatters",
        .object(
            [
                SchemaField("issue", .nullable(.id), "The issue of which the matter is part; null for none."),
                SchemaField("items", .list(SuggestionShapes.known.schema), "The likeliest first."),
            ], isClosed: false))

    private static let joining = Schema.body(
        "KnownMatterJoin", [SchemaField("same", .id, "The id of the known matter.")])

    private static let follower = Schema.body(
        "NewFollower",
        [
            SchemaField("name", .text(.line, 1...Answers.nameLimit)),
            .optional("phone", .nullable(.text(.phone, 0...Answers.phoneLimit))),
            .optional(
                "wants_notices", .nullable(.bool), "Whether they agreed to be told when it ends; wants a telephone."),
            .optional("sealed", .nullable(.bool), "Whether the name is sealed from those who work on the matter."),
            .optional("text", .nullable(.text(.prose, 0...Answers.textLimit)), "What they add."),
        ])
}

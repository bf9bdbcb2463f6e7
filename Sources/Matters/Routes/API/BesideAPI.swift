import Base
import Storage
import Web

/// What goes beside the steps of a matter: its files, what was seen, and a look at a draft of an answer.
struct BesideAPI: Sendable {
    let store: MatterStore

    func add(to table: inout RouteTable) {
        table.act(
            "/api/v1/desk/matters/{id}/attachments", "Adds files to a matter", "addDeskAttachments",
            body: .body("NewFiles", [APICall.someFiles]), takesFiles: true, on: store
        ) { _, id, actor, transaction in
            let matter = try store.getMatter(id, scope: try store.scope(of: actor, in: transaction), in: transaction)
            guard MatterPolicy.maySortOut(try store.getFile(matter, in: transaction), actor) else {
                throw MatterError.barred(MatterPolicy.notInvolved)
            }
            return matter
        }
        table.act(
            "/api/v1/desk/matters/{id}/seen", "Marks what a unit should look at as seen", "seeDeskMatter",
            body: .body("Seen", []), on: store
        ) { call, id, actor, transaction in
            let matter = try store.getMatter(id, scope: try store.scope(of: actor, in: transaction), in: transaction)
            if let unit = actor.unit, actor.role != .auditor {
                try store.markSeen(id, unit: unit, at: call.now, in: transaction)
            }
            return matter
        }
        table.api(
            "POST", "/api/v1/desk/matters/{id}/answer-check", .staff, scope: .mattersRead,
            "Looks at a draft of an answer beside what was asked; keeps nothing",
            .asking(
                "checkDeskAnswer", tag: "desk", [MatterAPI.id],
                takes: .body("AnswerDraft", [SchemaField("text", .text(.said(1), 1...MatterStore.textLimit))]),
                answers: Self.check.schema, note: "Hints, never a gate. Not found once the filer's words were erased.")
        ) { try await check($0) }
    }

    private static let question = Shape<AnswerCheck.Question>(
        "AskedQuestion",
        [
            .text("text") { $0.text },
            .maybe("answer", .anyText, "The sentence of the draft that shares the most with it.") { $0.answer },
        ])

    private static let check = Shape<AnswerCheck>(
        "AnswerCheck",
        [
            .many("questions", question) { $0.questions },
            .field("grounds", .list(.anyText), "Norms and documents that are cited.") {
                .array($0.grounds.map { .string($0) })
            },
            .integer("figures", .count, "Figures and dates beside them.") { $0.figures },
            .field("days", .list(.anyText), "Days and terms that are promised.") {
                .array($0.days.map { .string($0) })
            },
            .maybe("next", .anyText, "Words that say whom to ask next.") { $0.next },
            .integer("size", .count, "Without greetings and thanks; a Han character counts one, a word two.") {
                $0.size
            },
            .field("open", .list(.choice(AnswerCheck.Hint.self)), "What was not found.") {
                .array($0.open.map { .string($0.rawValue) })
            },
        ])

    private func check(_ call: APICall) async throws -> APIAnswer {
        let (id, actor) = (try call.visit.id("id"), try call.visit.actor()), text = call.text("text") ?? ""
        let check = try await store.database.read {
            try store.check(answer: text, to: id, for: actor, on: call.now.day, in: $0)
        }
        guard let check else { throw MatterError.notFound }
        return .json(Self.check.json(check))
    }
}

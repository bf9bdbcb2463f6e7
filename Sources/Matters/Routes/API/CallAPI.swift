import Base
import Storage
import Web

/// The desk of the hotline for programs: whom to call and when, what became of each call.
struct CallAPI: Sendable {
    let store: MatterStore
    private static let id = APIOperation.Parameter.path("id", .id, "The id of the call.")

    func add(to table: inout RouteTable) {
        table.api(
            "GET", "/api/v1/desk/calls", .staff, scope: .mattersRead,
            "The calls that an office is to make, the one due first on top",
            .reading(
                "listDeskCalls", tag: "desk", answers: .json(.items("Calls", Self.call.schema)), note: "The first 200.")
        ) { call in
            let actor = try call.visit.actor()
            let calls = try await store.database.read { try store.listCallBacks(for: actor, in: $0) }
            return .json(["items": .array(calls.map(Self.call.json))])
        }
        table.api(
            "GET", "/api/v1/desk/matters/{id}/calls", .staff, scope: .mattersRead, "The calls of a matter",
            .reading(
                "listDeskMatterCalls", tag: "desk", [MatterAPI.id], answers: .json(.items("Calls", Self.call.schema)))
        ) { try await calls($0) }
        table.act(
            "/api/v1/desk/matters/{id}/calls", "Puts somebody on the list of calls", "addDeskCall", body: Self.wish,
            on: store
        ) { call, id, actor, transaction in
            guard let due = call.text("due").flatMap({ Instant(iso: $0) }) else {
                throw MatterError.invalid(field: "due", ChannelWords.timeWrong)
            }
            let wish = CallBackWish(number: call.text("number") ?? "", due: due, reason: call.text("reason") ?? "")
            try call.naming(["call-day": "due", "call-number": "number", "call-reason": "reason"]) {
                try store.addCallBack(wish, to: id, revision: call.revision(), by: actor, at: call.now, in: transaction)
            }
            return try store.getAny(id, in: transaction)
        }
        table.api(
            "POST", "/api/v1/desk/calls/{id}/attempts", .staff, scope: .mattersWrite, "Records a call that was tried",
            .acting(
                "recordDeskCall", tag: "desk", [Self.id], takes: Self.attempt, answers: MatterMark.shape.schema,
                refusals: [409])
        ) { try await record($0) }
        table.api(
            "POST", "/api/v1/desk/calls/{id}/number", .staff, scope: .mattersWrite,
            "Tells a sealed number to whoever is to call it, and writes that down",
            .acting(
                "openDeskCallNumber", tag: "desk", [Self.id], takes: .body("NumberQuestion", []), answers: Self.number,
                refusals: [409])
        ) { try await open($0) }
    }

    private static let wish = Schema.body(
        "NewCall",
        [
            MatterActionAPI.revision, SchemaField("due", .instant, "By when; the end of a day is 23:59."),
            .optional("number", .nullable(.text(.phone, 0...30)), "The filer's own unless said."),
            .optional("reason", .nullable(.text(.prose, 0...CallBackWish.reasonLimit))),
        ])

    private static let attempt = Schema.body(
        "CallAttempt",
        [
            SchemaField("result", .choice(CallResult.self)),
            .optional("content", .nullable(.bool), "Whether somebody who was asked is content with the answer."),
            .optional("note", .nullable(.text(.prose, 0...500))),
            .optional("next", .nullable(.instant), "When to call again, for the result `later`."),
        ])

    private static let number = Schema.named(
        "CallNumber", .object([SchemaField("id", .id), SchemaField("number", .anyText)], isClosed: false))

    private static let tried = Shape<CallBack.Attempt>(
        "TriedCall",
        [
            .text("at", .instant) { $0.at.iso }, .text("result", .choice(CallResult.self)) { $0.result.rawValue },
            .maybe("text") { $0.text },
        ])

    private static let call = Shape<CallBack>(
        "Call",
        [
            .text("id", .id) { $0.id.text }, .text("matter", .id) { $0.matter.id.text },
            .text("number", .text(.number, 8...30), "The matter's.") { $0.matter.number },
            .integer("revision", .count, "The matter's.") { $0.matter.revision },
            .maybe("title") { $0.title }, .text("kind", .choice(CallBackKind.self)) { $0.kind.rawValue },
            .text("due", .instant) { $0.due.iso },
            .bool("by_day", "Whether any time of that day will do.") { $0.isByDay },
            .maybe("reason") { $0.reason }, .maybe("name", .anyText, "Null where it is sealed or unknown.") { $0.name },
            .maybe("phone", .anyText, "Null where it is sealed: ask for it, and that is written down.") { $0.number },
            .many("attempts", tried, "The oldest first.") { $0.attempts }, .bool("waiting") { $0.isWaiting },
        ])

    private func calls(_ call: APICall) async throws -> APIAnswer {
        let (id, actor) = (try call.visit.id("id"), try call.visit.actor())
        let calls = try await store.database.read { reader in
            let matter = try store.getMatter(id, scope: try store.scope(of: actor, in: reader), in: reader)
            return try store.listCallBacks(of: matter.id, for: actor, in: reader)
        }
        return .json(["items": .array(calls.map(Self.call.json))])
    }

    private func record(_ call: APICall) async throws -> APIAnswer {
        let (id, actor) = (try call.visit.id("id"), try call.visit.actor())
        return .json(
            try await call.explaining {
                try await store.once(call, by: actor) { transaction in
                    guard let result = call.text("result").flatMap({ CallResult(rawValue: $0) }) else {
                        throw MatterError.invalid(field: "result", ChannelWords.choose)
                    }
                    let next = call.text("next").flatMap { Instant(iso: $0) }
                    let matter = try call.naming(["call-day": "next"]) {
                        try store.recordCall(
                            id, result: result, isContent: call.body["content"]?.bool, note: call.text("note") ?? "",
                            next: next, by: actor, at: call.now, in: transaction)
                    }
                    return MatterMark.shape.json(MatterMark(matter: try store.getAny(matter, in: transaction)))
                }
            })
    }

    // The number itself is never kept under the key: whoever sends the same again may still have to call.
    private func open(_ call: APICall) async throws -> APIAnswer {
        let (id, actor) = (try call.visit.id("id"), try call.visit.actor())
        return try await call.explaining {
            _ = try await store.once(call, by: actor) { transaction in
                _ = try store.openNumber(id, by: actor, at: call.now, in: transaction)
                return ["id": .string(id.text)]
            }
            let number = try await store.database.read { try store.findNumber(id, for: actor, in: $0) }
            guard let number else { throw MatterError.notFound }
            return .json(["id": .string(id.text), "number": .string(number)])
        }
    }
}

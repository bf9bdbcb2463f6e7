import Accounts
import Base
import Clocks
import Storage
import Web

/// One key to the police and one key back, for programs.
struct HandoverAPI: Sendable {
    let store: MatterStore

    func add(to table: inout RouteTable) {
        table.api(
            "GET", "/api/v1/desk/matters/{id}/handover", .staff, scope: .mattersRead,
            "The classes of calls, what the law says of hand-overs, and those of the matter",
            .reading(
                "getDeskHandover", tag: "desk", [MatterAPI.id], answers: .json(Self.shape.schema),
                note: "Not found where the district has no unit of the police.")
        ) { try await show($0) }
        table.act(
            "/api/v1/desk/matters/{id}/handover", "Passes a matter to the police, or from them to the hotline",
            "handOverDeskMatter",
            body: .body(
                "NewHandover",
                [
                    MatterActionAPI.revision, SchemaField("class", .code, "A class of the hand-over pack."),
                    .optional("incident", .nullable(.text(.line, 0...40)), "The number by which the police know it."),
                    .optional("note", .nullable(.text(.prose, 0...MatterStore.textLimit))),
                ]), on: store
        ) { call, id, actor, transaction in
            try call.naming(["reason": "class"]) {
                try store.handOver(
                    id, reason: call.text("class") ?? "", incident: call.text("incident") ?? "",
                    note: call.text("note") ?? "", revision: call.revision(), by: actor, at: call.now, in: transaction)
            }
            return try store.getAny(id, in: transaction)
        }
        table.act(
            "/api/v1/desk/matters/{id}/handover/return", "Takes a matter back that the other line has not accepted",
            "returnDeskHandover",
            body: .body(
                "HandoverReturn", [MatterActionAPI.revision, .optional("note", .nullable(.text(.prose, 0...500)))]),
            on: store
        ) { call, id, actor, transaction in
            try store.returnHandover(
                of: id, note: call.text("note") ?? "", revision: call.revision(), by: actor, at: call.now,
                in: transaction)
            return try store.getAny(id, in: transaction)
        }
    }

    private struct Told: Sendable {
        let pack: HandoverPack
        let rules: [LawRule]
        let done: [Line]
    }

    private struct Line: Sendable {
        let handover: Handover
        let from: UnitName
    }

    private static let kind = Shape<HandoverPack.Class>(
        "HandoverClass",
        [
            .text("code", .code) { $0.code }, .words("name") { $0.name },
            .bool("emergency", "Whether the police take it at once.") { $0.emergency },
        ])

    private static let rule = Shape<LawRule>(
        "HandoverRule", [.words("article") { $0.citation }, .words("sentence") { $0.sentence }])

    private static let done = Shape<Line>(
        "Handover",
        [
            .text("id", .id) { $0.handover.id.text }, .text("class", .code) { $0.handover.reason },
            .maybe("incident") { $0.handover.incident }, .one("from", MatterShapes.unit) { $0.from },
            .text("state", .choice(Handover.State.self)) { $0.handover.state.rawValue },
            .text("at", .instant) { $0.handover.at.iso },
        ])

    private static let shape = Shape<Told>(
        "Handovers",
        [
            .text("version") { $0.pack.version },
            .text("unit", .code, "The code of the unit of the police.") { $0.pack.unit },
            .many("classes", kind) { $0.pack.classes }, .many("rules", rule) { $0.rules },
            .many("items", done, "The oldest first.") { $0.done },
        ])

    private func show(_ call: APICall) async throws -> APIAnswer {
        let (id, actor) = (try call.visit.id("id"), try call.visit.actor())
        let told = try await store.database.read { reader in
            let matter = try store.getMatter(id, scope: try store.scope(of: actor, in: reader), in: reader)
            guard let pack = try store.handoverPack(on: call.now.day, in: reader) else { throw MatterError.notFound }
            let done = try store.handovers(of: try store.getFile(matter, in: reader), in: reader)
            let names = try store.units.names(of: Set(done.map(\.from)), in: reader)
            return Told(
                pack: pack, rules: try store.handoverRules(kind: matter.kind, on: call.now.day, in: reader),
                done: done.map {
                    Line(handover: $0, from: UnitName(id: $0.from, name: names[$0.from] ?? Words("", "")))
                })
        }
        return .json(Self.shape.json(told))
    }
}

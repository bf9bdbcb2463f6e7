import Accounts
import Base
import Clocks
import Storage
import Web

/// Steps and corrections for programs: the rules of the pages, once for each key.
struct MatterActionAPI: Sendable {
    let store: MatterStore

    private var reading: MatterReading { MatterReading(store: store) }

    func add(to table: inout RouteTable) {
        table.api(
            "GET", "/api/v1/desk/matters/{id}/actions", .staff, scope: .mattersRead,
            "What may be done with a matter now, what each step needs, and why the others may not be done",
            .reading("listDeskActions", tag: "desk", [MatterAPI.id], answers: .json(StepShapes.list.schema))
        ) { try await list($0) }
        table.act(
            "/api/v1/desk/matters/{id}/actions", "Takes one step on a matter", "actOnDeskMatter", body: StepShapes.body,
            on: store, step)
        table.act(
            "/api/v1/desk/matters/{id}/topic", "Confirms or changes the topic", "setDeskTopic",
            body: .body(
                "TopicChange", [Self.revision, SchemaField("topic", .code, "The code of a second-level topic.")]),
            on: store
        ) { call, id, actor, transaction in
            try store.setTopic(
                call.text("topic") ?? "", of: id, revision: call.revision(), by: actor, at: call.now, in: transaction)
        }
        table.act(
            "/api/v1/desk/matters/{id}/kind", "Corrects the kind of a matter that nobody has accepted yet",
            "setDeskKind",
            body: .body("KindChange", [Self.revision, SchemaField("kind", .choice(MatterKind.self))]), on: store
        ) { call, id, actor, transaction in
            guard let kind = call.text("kind").flatMap(MatterKind.init(rawValue:)) else { throw MatterError.notFound }
            return try store.setKind(kind, of: id, revision: call.revision(), by: actor, at: call.now, in: transaction)
        }
        table.act(
            "/api/v1/desk/matters/{id}/place", "Says where a matter is, or that no place was found", "setDeskPlace",
            body: .body(
                "PlaceChange",
                [Self.revision, SchemaField("place", .nullable(.id), "The id of an address record, or null.")]),
            on: store
        ) { call, id, actor, transaction in
            let place = call.text("place").flatMap { RecordID($0) }
            return try store.setPlace(
                place, of: id, revision: call.revision(), by: actor, at: call.now, in: transaction)
        }
        addExclusions(to: &table)
    }

    static let revision = SchemaField(
        "revision", .count, "The revision that was read; 409 when the matter has changed since.")

    private func addExclusions(to table: inout RouteTable) {
        let body = Schema.body(
            "ExclusionChange",
            [
                Self.revision, SchemaField("unit", .code, "The code or id of the office."),
                SchemaField("reason", .text(.said(5), 5...500)),
            ])
        table.act(
            "/api/v1/desk/matters/{id}/exclusions", "Shuts an office that is complained about out",
            "excludeFromDeskMatter",
            body: body, on: store
        ) { call, id, actor, transaction in
            try store.exclude(
                unit(call, in: transaction), from: id, revision: call.revision(), reason: call.text("reason") ?? "",
                by: actor, at: call.now, in: transaction)
            return try store.getAny(id, in: transaction)
        }
        table.act(
            "/api/v1/desk/matters/{id}/exclusions/lift", "Lets an office back in that was shut out by mistake",
            "liftDeskExclusion", body: body, on: store
        ) { call, id, actor, transaction in
            try store.liftExclusion(
                of: unit(call, in: transaction), from: id, revision: call.revision(), reason: call.text("reason") ?? "",
                by: actor, at: call.now, in: transaction)
            return try store.getAny(id, in: transaction)
        }
    }

    private func unit(_ call: APICall, in reader: any Reader) throws -> RecordID {
        guard let unit = try call.text("unit").flatMap({ try store.units.find(codeOrID: $0, in: reader) }) else {
            throw MatterError.invalid(field: "unit", MatterWords.noOffice)
        }
        return unit.id
    }

    private func list(_ call: APICall) async throws -> APIAnswer {
        let (id, actor) = (try call.visit.id("id"), try call.visit.actor())
        let view = try await store.database.read { try reading.view(id, for: actor, at: call.now, in: $0) }
        return .json(StepShapes.list.json(view))
    }

    private func step(
        _ call: APICall, _ id: RecordID, _ actor: Actor, _ transaction: any Transaction
    ) throws -> Matter {
        var input = ActionInput()
        input.text = call.text("text") ?? ""
        input.unit = call.text("unit") == nil ? nil : try unit(call, in: transaction)
        (input.ground, input.end, input.route) = (call.text("ground"), call.text("end"), call.text("route"))
        input.upheld = call.text("decision").map { $0 == "upheld" }
        (input.days, input.reference) = (call.integer("days"), call.text("reference"))
        if let happened = call.text("happened_at").flatMap({ Instant(iso: $0) }) {
            guard happened <= call.now, !input.text.isEmpty else {
                throw MatterError.invalid(field: "happened-day", MatterWords.backWrong)
            }
            input.happenedAt = happened
        }
        // What is no step of the pages is none here: filers act with their code.
        let code = call.text("action") ?? ""
        let matter = try store.getMatter(id, scope: try store.scope(of: actor, in: transaction), in: transaction)
        let file = try store.getFile(matter, in: transaction)
        let procedure = try store.book.procedure(of: file.proceeding, on: matter.filedAt.day, in: transaction)
        guard let action = procedure.action(code), action.by != [.filer] else {
            throw MatterError.invalid(field: "action", MatterWords.noSuchStep)
        }
        if input.end != nil, !input.text.isEmpty {
            input.answerCheck = try store.check(
                answer: input.text, to: id, for: actor, on: call.now.day, in: transaction)
        }
        return try store.act(
            code, on: id, revision: call.revision(), input: input, by: actor, at: call.now, in: transaction)
    }
}

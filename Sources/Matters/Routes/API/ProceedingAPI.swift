import Accounts
import Base
import Clocks
import Storage
import Web

/// Proceedings inside a matter for programs: which there are and which can be opened, opening one, and its steps.
struct ProceedingAPI: Sendable {
    let store: MatterStore

    private static let path = "/api/v1/desk/matters/{id}/proceedings"

    func add(to table: inout RouteTable) {
        table.api(
            "GET", Self.path, .staff, scope: .mattersRead,
            "The proceedings of a matter with their times and steps, and those that can be opened",
            .reading(
                "listDeskProceedings", tag: "desk", [MatterAPI.id], answers: .json(ProceedingShapes.list.schema))
        ) { call in
            let (id, actor) = (try call.visit.id("id"), try call.visit.actor())
            let view = try await store.database.read {
                try MatterReading(store: store).view(id, for: actor, at: call.now, in: $0)
            }
            return .json(ProceedingShapes.list.json(ProceedingShapes.List(view: view)))
        }
        act(
            Self.path, "Opens a proceeding inside a matter", "openDeskProceeding", [MatterAPI.id],
            [SchemaField("procedure", .code, "The code of the procedure, such as mediation.")], in: &table
        ) { call, id, input, transaction in
            try store.openProceeding(
                call.text("procedure") ?? "", in: id, revision: call.revision(), input: input,
                by: call.visit.actor(), at: call.now, in: transaction)
        }
        act(
            Self.path + "/{proceeding}/steps", "Takes one step of a proceeding", "stepDeskProceeding",
            [MatterAPI.id, .path("proceeding", .id, "The id of the proceeding.")],
            [SchemaField("step", .code, "The code of a step, as the list of proceedings gives it.")], in: &table
        ) { call, id, input, transaction in
            try store.step(
                call.text("step") ?? "", of: call.visit.id("proceeding"), in: id, revision: call.revision(),
                input: input, by: call.visit.actor(), at: call.now, in: transaction)
        }
    }

    private func act(
        _ path: String, _ summary: String, _ name: String, _ parameters: [APIOperation.Parameter],
        _ fields: [SchemaField], in table: inout RouteTable,
        _ work: @escaping @Sendable (APICall, RecordID, ProceedingInput, any Transaction) throws -> Proceeding
    ) {
        let operation = APIOperation.acting(
            name, tag: "desk", parameters,
            takes: .body(
                name.prefix(1).uppercased() + name.dropFirst(),
                [MatterActionAPI.revision] + fields + ProceedingShapes.given), answers: ProceedingShapes.mark.schema,
            refusals: [409])
        table.api("POST", path, .staff, scope: .mattersWrite, summary, operation) { call in
            let (id, actor) = (try call.visit.id("id"), try call.visit.actor())
            return .json(
                try await call.explaining {
                    try await store.once(call, by: actor) { transaction in
                        let input = try input(call, in: transaction)
                        let proceeding = try work(call, id, input, transaction)
                        let revision = try store.getAny(id, in: transaction).revision
                        return ProceedingShapes.mark.json((proceeding: proceeding, revision: revision))
                    }
                })
        }
    }

    private func input(_ call: APICall, in reader: any Reader) throws -> ProceedingInput {
        var input = ProceedingInput()
        input.text = call.text("text") ?? ""
        (input.ground, input.end, input.days) = (call.text("ground"), call.text("end"), call.integer("days"))
        (input.reference, input.eventDay) = (call.text("reference"), call.text("event_day").flatMap { Day($0) })
        input.hasConsent = call.body["consent"] == .bool(true)
        if let code = call.text("unit") {
            guard let unit = try store.units.find(codeOrID: code, in: reader) else {
                throw MatterError.invalid(field: "unit", MatterWords.noOffice)
            }
            input.unit = unit.id
        }
        guard let happened = call.text("happened_at").flatMap({ Instant(iso: $0) }) else { return input }
        guard happened <= call.now, !input.text.isEmpty else {
            throw MatterError.invalid(field: "happened-day", MatterWords.backWrong)
        }
        input.happenedAt = happened
        return input
    }
}

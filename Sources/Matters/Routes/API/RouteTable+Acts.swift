import Base
import Storage
import Web

extension RouteTable {
    /// What an act does with a matter inside its transaction; it answers the matter as it stands then.
    typealias MatterWork = @Sendable (APICall, RecordID, Actor, any Transaction) throws -> Matter

    /// Adds one act on a matter: once for each key, answered with where the matter stands then. Files that come along are
    /// kept with it or nothing is.
    mutating func act(
        _ path: String, _ summary: String, _ name: String, body: Schema, takesFiles: Bool = false,
        on store: MatterStore, _ work: @escaping MatterWork
    ) {
        let operation = APIOperation.acting(
            name, tag: "desk", [MatterAPI.id], takes: body, answers: MatterMark.shape.schema, refusals: [409],
            takesFiles: takesFiles)
        api("POST", path, .staff, scope: .mattersWrite, summary, operation) { call in
            let (id, actor) = (try call.visit.id("id"), try call.visit.actor())
            return .json(
                try await call.explaining {
                    try await store.once(call, by: actor, keeping: call.files(), of: id) { transaction in
                        MatterMark.shape.json(MatterMark(matter: try work(call, id, actor, transaction)))
                    }
                })
        }
    }
}

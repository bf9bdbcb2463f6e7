import Base
import Web

/// Correcting what a matter asks for, before anybody has accepted it.
struct KindRoutes: Sendable {
    let store: MatterStore
    let faces: Faces

    func add(to table: inout RouteTable) {
        table.post("/desk/matters/{id}/kind", .staff, "Corrects the kind of a matter that nobody has accepted yet") {
            try await set($0)
        }
    }

    private func set(_ visit: Visit) async throws -> Reply {
        let (id, actor) = (try visit.id("id"), try visit.actor())
        do {
            guard let kind = MatterKind(rawValue: visit.form.text("kind")) else {
                throw MatterError.invalid(field: "kind", MatterWords.kindChoose)
            }
            _ = try await store.setKind(kind, of: id, revision: try visit.revision(), by: actor, at: visit.now)
            return .redirect(MatterPaths.matter(id))
        } catch let error as MatterError {
            return try await MatterRoutes(store: store, faces: faces).refused(error, id, visit)
        }
    }
}

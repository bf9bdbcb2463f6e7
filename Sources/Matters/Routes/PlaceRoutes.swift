import Addresses
import Base
import Markup
import Storage
import Web

/// Saying where a matter is after it was filed. The name travels in the body, so that it stands in no address.
struct PlaceRoutes: Sendable {
    let store: MatterStore
    let faces: Faces

    func add(to table: inout RouteTable) {
        table.post(
            "/desk/matters/{id}/place", .staff, "Proposes places for a name, and sets the one chosen",
            redraw: { try await redraw($0) }
        ) { try await answer($0) }
    }

    private func redraw(_ visit: Visit) async throws -> Reply {
        let (id, actor) = (try visit.id("id"), try visit.actor())
        var typed = PlaceTyped(said: String(visit.form.text("said").prefix(PlaceTyped.saidLimit)))
        typed.chosen = visit.form.filled("place")
        if let said = typed.said, !said.isEmpty { typed.found = try await look(said, matter: id, for: actor) }
        return try await choices(typed, id, visit)
    }

    private func answer(_ visit: Visit) async throws -> Reply {
        let (id, actor) = (try visit.id("id"), try visit.actor())
        var typed = PlaceTyped(said: String(visit.form.text("said").prefix(PlaceTyped.saidLimit)))
        let said = typed.said ?? ""
        let wasAsked = visit.form.text("asked") == said
        do {
            guard !said.isEmpty else { throw MatterError.invalid(field: "said", MatterWords.placeNameMissing) }
            typed.found = try await look(said, matter: id, for: actor)
            guard wasAsked else { return try await choices(typed, id, visit) }
            typed.chosen = visit.form.filled("place")
            try await set(typed.chosen, id, actor, visit)
        } catch let error as MatterError {
            return try await refused(error, typed, id, visit)
        }
        return .redirect(MatterPaths.matter(id))
    }

    /// The places for a name, for those who may set the place. Throws `MatterError` for others.
    private func look(_ said: String, matter id: RecordID, for actor: Actor) async throws -> [Place] {
        try await store.database.read { reader in
            let matter = try store.getMatter(id, scope: try store.scope(of: actor, in: reader), in: reader)
            guard MatterPolicy.maySortOut(try store.getFile(matter, in: reader), actor) else {
                throw MatterError.barred(MatterPolicy.notInvolved)
            }
            return try store.addresses
                .matches(in: said, limit: PlaceTyped.limit, reader: reader).map(\.place)
        }
    }

    private func set(_ chosen: String?, _ id: RecordID, _ actor: Actor, _ visit: Visit) async throws {
        let place = chosen.flatMap { RecordID($0) }
        guard place != nil || chosen == PlaceTyped.none else {
            throw MatterError.invalid(field: "place", MatterWords.placeChoose)
        }
        _ = try await store.setPlace(place, of: id, revision: try visit.revision(), by: actor, at: visit.now)
    }

    private func choices(_ typed: PlaceTyped, _ id: RecordID, _ visit: Visit) async throws -> Reply {
        try await MatterRoutes(store: store, faces: faces).again(id, visit) { $0.place = typed }
    }

    /// The page again with what was typed and chosen.
    private func refused(
        _ error: MatterError, _ typed: PlaceTyped, _ id: RecordID, _ visit: Visit
    ) async throws -> Reply {
        try await MatterRoutes(store: store, faces: faces).refused(error, id, visit) { page in
            page.place = typed
            switch error {
            case .invalid(let field, let words): page.place.errors = [field: words]
            case .changedMeanwhile:
                page.notice = visit.banner(
                    MatterWords.changedHead, "<p>\(visit.say(MatterWords.changedText))</p>")
            default: break
            }
        }
    }
}

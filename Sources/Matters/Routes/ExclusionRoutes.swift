import Base
import Markup
import Storage
import Web

/// Naming the office that a matter complains about after filing, and letting it back in.
struct ExclusionRoutes: Sendable {
    let store: MatterStore
    let faces: Faces

    func add(to table: inout RouteTable) {
        table.post(
            "/desk/matters/{id}/exclusion", .staff, "Shuts an office that is complained about out",
            redraw: { try await redraw($0, isLift: false) }
        ) { try await shut($0) }
        table.post(
            "/desk/matters/{id}/exclusion/lift", .staff, "Lets an office back in that was shut out by mistake",
            redraw: { try await redraw($0, isLift: true) }
        ) { try await lift($0) }
    }

    private func redraw(_ visit: Visit, isLift: Bool) async throws -> Reply {
        let typed = ExclusionTyped(visit.form, isLift: isLift)
        return try await MatterRoutes(store: store, faces: faces).again(try visit.id("id"), visit) {
            $0.exclusion = typed
        }
    }

    private func shut(_ visit: Visit) async throws -> Reply {
        try await answer(visit, isLift: false) { id, typed, actor in
            let unit = try await store.database.read { reader in
                typed.office.isEmpty
                    ? typed.unit.flatMap { RecordID($0) } : try store.unit(named: typed.office, in: reader)
            }
            guard let unit else {
                let field = typed.office.isEmpty ? "unit" : "office"
                throw MatterError.invalid(field: field, MatterWords.noOffice)
            }
            try await store.exclude(
                unit, from: id, revision: try visit.revision(), reason: typed.reason, by: actor, at: visit.now)
        }
    }

    private func lift(_ visit: Visit) async throws -> Reply {
        try await answer(visit, isLift: true) { id, typed, actor in
            guard let unit = typed.unit.flatMap({ RecordID($0) }) else {
                throw MatterError.invalid(field: "unit", MatterWords.noOffice)
            }
            try await store.liftExclusion(
                of: unit, from: id, revision: try visit.revision(), reason: typed.reason, by: actor, at: visit.now)
        }
    }

    private func answer(
        _ visit: Visit, isLift: Bool, act: (RecordID, ExclusionTyped, Actor) async throws -> Void
    ) async throws -> Reply {
        let (id, actor) = (try visit.id("id"), try visit.actor())
        var typed = ExclusionTyped(visit.form, isLift: isLift)
        // What the reader may not see is not found, whatever was typed.
        let isSeen = try await store.database.read { reader in
            try store.scope(of: actor, in: reader).contains(id, in: reader)
        }
        guard isSeen else { throw MatterError.notFound }
        do {
            try await act(id, typed, actor)
        } catch let error as MatterError {
            return try await MatterRoutes(store: store, faces: faces).refused(error, id, visit) { page in
                if case .invalid(let field, let words) = error { typed.errors = [field: words] }
                page.exclusion = typed
            }
        }
        // Whoever named their own office has just lost sight of the matter.
        let maySee = try await store.database.read { reader in
            try store.scope(of: actor, in: reader).contains(id, in: reader)
        }
        return .redirect(maySee ? MatterPaths.matter(id).fragment("parties") : MatterPaths.desk)
    }
}

extension ExclusionTyped {
    init(_ form: Form, isLift: Bool) {
        self.init(
            unit: form.filled("unit"), office: form.text("office"), reason: form.text("reason"), isLift: isLift)
    }
}

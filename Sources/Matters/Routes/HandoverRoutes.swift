import Accounts
import Base
import Markup
import Storage
import Web

/// One key from the hotline to the police, one from the police to the hotline, and one back.
struct HandoverRoutes: Sendable {
    let store: MatterStore
    let faces: Faces

    func add(to table: inout RouteTable) {
        table.get("/desk/matters/{id}/handover", .staff, "Passing a matter between the hotline and the police") {
            try await show($0, nil)
        }
        table.post(
            "/desk/matters/{id}/handover", .staff, "Passes a matter to the police, or from them to the hotline",
            redraw: { try await show($0, HandoverPage.passID) }
        ) { visit in
            try await change(visit, HandoverPage.passID) { id, actor in
                try await store.handOver(
                    id, reason: visit.form.text("reason"), incident: visit.form.text("incident"),
                    note: visit.form.text("note"), revision: try visit.revision(), by: actor, at: visit.now)
            }
        }
        table.post(
            "/desk/matters/{id}/handover/return", .staff, "Takes a matter back that the other line has not accepted",
            redraw: { try await show($0, HandoverPage.returnID) }
        ) { visit in
            try await change(visit, HandoverPage.returnID) { id, actor in
                try await store.returnHandover(
                    of: id, note: visit.form.text("note"), revision: try visit.revision(), by: actor, at: visit.now)
            }
        }
    }

    private func show(
        _ visit: Visit, _ form: String?, notice: HTML = .empty, faults: [String: Words] = [:], status: Int = 200
    ) async throws -> Reply {
        let (id, actor) = (try visit.id("id"), try visit.actor())
        let page = try await store.database.read { reader in
            let view = try MatterReading(store: store).view(id, for: actor, at: visit.now, in: reader)
            guard let pack = try store.handoverPack(on: visit.now.day, in: reader) else { throw Problem.notFound }
            let done = try store.handovers(of: view.file, in: reader)
            let police = try store.units.find(code: pack.unit, in: reader)?.id
            let target = try store.handoverTarget(of: actor.unit, in: pack, reader: reader)
            let isOpen = done.last?.state == .open
            return HandoverPage(
                view: view, pack: pack, police: police, line: target?.line ?? .police,
                rules: try store.handoverRules(kind: view.matter.kind, on: visit.now.day, in: reader), handovers: done,
                names: try store.units.names(of: Set(done.map(\.from)), in: reader),
                mayPass: !isOpen && view.channel.mayHandOver != nil
                    && view.allowed.contains { $0.effect == .transfer },
                mayReturn: isOpen && actor.works
                    && (actor.unit == done.last?.to || view.file.answerable == actor.unit),
                language: visit.language, csrf: visit.csrf, typed: TypedFields(visit.form, faults: faults),
                notice: notice
            )
        }
        let paths = [
            HandoverPage.passID: MatterPaths.handover(of: id),
            HandoverPage.returnID: MatterPaths.handoverReturn(of: id),
        ]
        let kept = form ?? page.kept
        let keeping: Keeping =
            kept.flatMap { kept in paths[kept].map { .form(kept, to: $0) } } ?? .page(MatterPaths.handover(of: id))
        return faces.desk(
            visit, title: visit.say(ChannelWords.handoverHead), page.html, keeping: keeping, status: status
        ).keptForGoingBack
    }

    private func change(
        _ visit: Visit, _ form: String, _ act: (RecordID, Actor) async throws -> Void
    ) async throws -> Reply {
        let (id, actor) = (try visit.id("id"), try visit.actor())
        do {
            try await act(id, actor)
            return .redirect(MatterPaths.matter(id))
        } catch let error as MatterError {
            if error == .notFound { throw error }
            if case .invalid(let field, let words) = error {
                return try await show(visit, form, faults: [field: words], status: 422)
            }
            let notice = visit.banner(error.notice.head, "<p>\(visit.say(error.notice.text))</p>")
            return try await show(visit, form, notice: notice, status: error.notice.status)
        }
    }
}

import Base
import Markup
import Storage
import Web

/// Asking to open a sealed identity, and deciding it: two people on two posts.
struct SealRoutes: Sendable {
    let store: MatterStore
    let faces: Faces

    func add(to table: inout RouteTable) {
        table.post(
            "/desk/matters/{id}/seal-request", .staff, "Asks to open a sealed identity",
            redraw: { visit in
                try await MatterRoutes(store: store, faces: faces).again(try visit.id("id"), visit) {
                    $0.sealReason = visit.form.text("reason")
                }
            }
        ) { try await ask($0) }
        table.post("/desk/matters/{id}/seal-open", .staff, "Looks at an identity whose opening was granted") {
            try await open($0)
        }
        table.get("/desk/seals", .roles([.custodian]), "Requests that wait for a custodian") { try await list($0) }
        table.post("/desk/seals/{id}/decision", .roles([.custodian]), "Decides a request") { try await decide($0) }
    }

    private func ask(_ visit: Visit) async throws -> Reply {
        let (id, actor, reason) = (try visit.id("id"), try visit.actor(), visit.form.text("reason"))
        do {
            try await store.requestSeal(matter: id, reason: reason.cut(to: 500), by: actor, at: visit.now)
            return .redirect(MatterPaths.matter(id).fragment("parties"))
        } catch let error as MatterError {
            return try await MatterRoutes(store: store, faces: faces).refused(error, id, visit) { page in
                page.sealReason = reason
                if case .invalid(_, let words) = error { page.sealError = visit.say(words) }
            }
        }
    }

    private func open(_ visit: Visit) async throws -> Reply {
        let (id, actor) = (try visit.id("id"), try visit.actor())
        do {
            try await store.openSeal(matter: id, by: actor, at: visit.now)
            return .redirect(MatterPaths.matter(id).fragment("parties"))
        } catch let error as MatterError {
            return try await MatterRoutes(store: store, faces: faces).refused(error, id, visit)
        }
    }

    private func list(_ visit: Visit) async throws -> Reply {
        try await page(visit, notice: .empty, status: 200)
    }

    private func page(_ visit: Visit, notice: HTML, status: Int) async throws -> Reply {
        let actor = try visit.actor()
        let requests = try await store.database.read { try store.listSealRequests(for: actor, in: $0) }
        let page = SealsPage(
            requests: requests, language: visit.language, csrf: visit.csrf, today: visit.now.day, notice: notice
        )
        return faces.desk(
            visit, title: visit.say(MatterWords.sealsHead), page.html, keeping: .page(MatterPaths.seals), status: status
        )
    }

    private func decide(_ visit: Visit) async throws -> Reply {
        let decision = visit.form.text("decision")
        guard ["granted", "denied"].contains(decision) else { throw Problem.unreadable }
        do {
            try await store.decideSeal(
                try visit.id("id"), granted: decision == "granted", by: try visit.actor(), at: visit.now
            )
            return .redirect(MatterPaths.seals)
        } catch MatterError.barred(let why) {
            let notice = visit.banner(MatterWords.barredNow, "<p>\(visit.say(why))</p>")
            return try await page(visit, notice: notice, status: 409)
        }
    }
}

import Accounts
import Base
import Markup
import Matters
import Storage
import Web

/// The registers of mediators, and what was promised in agreements.
struct MediatorRoutes: Sendable {
    let desk: DisputeDesk
    let store: MediationStore
    let faces: Faces

    func add(to table: inout RouteTable) {
        table.get("/desk/centres/{id}/mediators", CentreRoutes.lookers, "The register of mediators of a centre") {
            try await list($0)
        }
        table.post("/desk/centres/{id}/mediators", CentreRoutes.founders, "Puts somebody into the register") { visit in
            let form = visit.form
            return try await change(visit, at: try visit.id("id")) { unit, principal, transaction in
                guard let kind = MediatorKind(rawValue: form.text("kind")) else {
                    throw DisputeError.invalid(field: "kind", MediationWords.choose)
                }
                try store.mediators.add(
                    form.text("name"), kind, knows: Set(form.all("skills").compactMap(MediatorSkill.init)),
                    most: Int(form.text("most")) ?? 0, account: RecordID(form.text("account")), at: unit, by: principal,
                    at: visit.now, in: transaction)
            }
        }
        table.post("/desk/mediators/{id}/rests", CentreRoutes.founders, "Days on which a mediator rests") { visit in
            let form = visit.form
            return try await changeOne(visit) { mediator, principal, transaction in
                guard let from = Day(form.text("from")), let to = Day(form.text("to")), from <= to else {
                    throw DisputeError.invalid(field: "to", RoomWords.timeWrong)
                }
                try store.mediators.rest(mediator, from...to, by: principal, at: visit.now, in: transaction)
            }
        }
        table.post("/desk/mediators/{id}/end", CentreRoutes.founders, "A mediator no longer serves") { visit in
            try await changeOne(visit) { mediator, principal, transaction in
                try store.mediators.end(mediator, from: visit.now.day, by: principal, at: visit.now, in: transaction)
            }
        }
        table.get("/desk/fulfilments", CentreRoutes.workers, "What was promised in agreements and is due") {
            try await due($0)
        }
    }

    private func list(_ visit: Visit, fault: (field: String?, words: Words)? = nil, at unit: RecordID? = nil)
        async throws -> Reply
    {
        let actor = Actor(try visit.staff()), id = try unit ?? visit.id("id")
        let page = try await desk.database.read { reader in
            let rights = try desk.centres.check(\.mayRead, of: actor, at: id, in: reader)
            let accounts = try reader.rows(
                """
                SELECT DISTINCT a.id, a.name FROM accounts a JOIN post_spells s ON s.account_id = a.id
                JOIN posts p ON p.id = s.post_id WHERE p.unit_id = \(id)
                  AND (s.to_day IS NULL OR s.to_day >= \(visit.now.day)) ORDER BY a.name, a.id LIMIT 200
                """
            ).map { Choice(try $0.text("id"), said: try $0.text("name")) }
            return MediatorPage(
                centre: try desk.centres.get(id, in: reader),
                mediators: try store.mediators.list(at: id, on: visit.now.day, in: reader), accounts: accounts,
                rights: rights, voice: DisputeVoice(visit, fault: fault))
        }
        return faces.desk(
            visit, title: visit.say(MediationWords.register), page.html, keeping: .page(DisputePaths.mediators(id)),
            status: fault == nil ? 200 : 422)
    }

    private func change(
        _ visit: Visit, at unit: RecordID,
        _ work: @escaping @Sendable (RecordID, Principal, any Transaction) throws -> Void
    ) async throws -> Reply {
        let staff = try visit.staff()
        do {
            try await desk.database.write { transaction in
                try desk.centres.check(\.maySetUp, of: Actor(staff), at: unit, in: transaction)
                try work(unit, staff.principal, transaction)
            }
            return .redirect(DisputePaths.mediators(unit))
        } catch let error as DisputeError where error.words != nil {
            return try await list(visit, fault: error.words, at: unit)
        }
    }

    private func changeOne(
        _ visit: Visit, _ work: @escaping @Sendable (RecordID, Principal, any Transaction) throws -> Void
    ) async throws -> Reply {
        let mediator = try visit.id("id")
        let unit = try await desk.database.read { try store.mediators.get(mediator, in: $0).unit }
        return try await change(visit, at: unit) { _, principal, transaction in
            try work(mediator, principal, transaction)
        }
    }

    private func due(_ visit: Visit) async throws -> Reply {
        let reader = MediationReader(Actor(try visit.staff()))
        let lines = try await desk.database.read { try store.listDue(for: reader, in: $0) }
        let page = DuePage(lines: lines, voice: DisputeVoice(visit))
        return faces.desk(
            visit, title: visit.say(MediationWords.dueList), page.html, keeping: .page(DisputePaths.fulfilments))
    }
}

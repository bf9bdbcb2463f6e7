import Accounts
import Base
import Matters
import Storage
import Web

/// Mediations for programs: what their reader may see at the table, registers, and what is due. Caucus notes are told to nobody.
struct MediationAPI: Sendable {
    let desk: DisputeDesk
    let store: MediationStore

    func add(to table: inout RouteTable) {
        table.api(
            "GET", "/api/v1/desk/matters/{id}/proceedings/{proceeding}/mediation", .staff,
            scope: .mattersRead,
            "The table of a mediation as its reader may see it; caucus notes and offers are never in it",
            .reading(
                "getMediation", tag: "centres",
                [.path("id", .id, "The id of the matter."), .path("proceeding", .id, "The id of the proceeding.")],
                answers: .json(MediationAnswers.mediation.schema))
        ) { call in
            let reader = MediationReader(Actor(try call.visit.staff()))
            let (id, matter) = (try call.visit.id("proceeding"), try call.visit.id("id"))
            let found = try await desk.database.read {
                try store.get(id, of: matter, for: reader, at: call.now, in: $0)
            }
            return .json(MediationAnswers.mediation.json(found))
        }
        table.api(
            "GET", "/api/v1/desk/centres/{id}/mediators", CentreRoutes.lookers, scope: .mattersRead,
            "The register of mediators of a centre",
            .reading(
                "listMediators", tag: "centres", [.path("id", .id, "The id of the centre's unit.")],
                answers: .json(.items("Mediators", MediationAnswers.mediator.schema)))
        ) { call in
            let (actor, id) = (Actor(try call.visit.staff()), try call.visit.id("id"))
            let found = try await desk.database.read { reader -> [Mediator] in
                try desk.centres.check(\.mayRead, of: actor, at: id, in: reader)
                return try store.mediators.list(at: id, on: call.now.day, in: reader)
            }
            return .json(["items": .array(found.map(MediationAnswers.mediator.json))])
        }
        table.api(
            "GET", "/api/v1/desk/fulfilments", CentreRoutes.workers, scope: .mattersRead,
            "What was promised in agreements and is due or was not kept, the earliest first",
            .reading(
                "listFulfilments", tag: "centres", answers: .json(.items("Fulfilments", MediationAnswers.due.schema)))
        ) { call in
            let reader = MediationReader(Actor(try call.visit.staff()))
            let found = try await desk.database.read { try store.listDue(for: reader, in: $0) }
            return .json(["items": .array(found.map(MediationAnswers.due.json))])
        }
    }
}

/// How mediations are told to programs.
enum MediationAnswers {
    static let mediator = Shape<Mediator>(
        "Mediator",
        [
            .text("id", .id) { $0.id.text }, .text("name") { $0.name },
            .text("kind", .choice(MediatorKind.self)) { $0.kind.rawValue }, .integer("load") { $0.load },
            .integer("most") { $0.most },
            .text("skills") {
                $0.skills.map(\.rawValue).sorted().joined(separator: " ")
            },
        ])

    private static let party = Shape<MediationParty>(
        "MediationParty",
        [
            .text("id", .id) { $0.id.text }, .text("side", .choice(PartySide.self)) { $0.side.rawValue },
            .text("role", .choice(PartyRole.self)) { $0.role.rawValue }, .text("name") { $0.name },
            .maybe("acts_for", .id) { $0.actsFor?.text },
        ])

    private static let sitting = Shape<Sitting>(
        "Sitting",
        [
            .text("id", .id) { $0.id.text }, .integer("number") { $0.number },
            .text("day", .day) { $0.day.description },
            .text("from") { DayTimes.text($0.times.from) }, .text("to") { DayTimes.text($0.times.to) },
            .words("place") { $0.place }, .text("state", .choice(SittingState.self)) { $0.state.rawValue },
        ])

    private static let agreement = Shape<Agreement>(
        "Agreement",
        [
            .text("id", .id) { $0.id.text }, .integer("version") { $0.version },
            .text("form", .choice(AgreementForm.self)) { $0.form.rawValue },
            .text("state", .choice(AgreementState.self)) { $0.state.rawValue }, .text("hash") { $0.hash },
            .maybe("effective_on", .day) { $0.effectiveOn?.description },
            .integer("signatures") { $0.signatures.count },
        ])

    static let due = Shape<MediationStore.DueLine>(
        "DueFulfilment",
        [
            .text("matter", .id) { $0.matter.text }, .text("number") { $0.number },
            .text("mediation", .id) { $0.mediation.text }, .text("due", .day) { $0.fulfilment.due.description },
            .text("state", .choice(FulfilmentState.self)) { $0.fulfilment.state.rawValue },
            .words("what") { $0.fulfilment.pledge.sentence },
        ])

    static let mediation = Shape<Mediation>(
        "Mediation",
        [
            .text("id", .id) { $0.id.text }, .integer("revision") { $0.revision },
            .maybe("mediator", .id) { $0.mediator?.id.text }, .many("parties", party) { $0.parties },
            .many("sittings", sitting) { $0.sittings }, .many("agreements", agreement) { $0.agreements },
        ])
}

import Accounts
import Base
import Disputes
import Matters
import Storage

/// The tables of the demo's open mediations: both sides, a mediator with an account, a sitting ahead, an offer that waits.
struct DemoMediations {
    let house: House
    let morning: Instant

    /// Made-up people, by what stands in their name: nobody here is real.
    private static let sides: [(a: String, b: String)] = [
        ("示例·谷雨", "示例·霜降建筑有限公司"), ("示例·白露", "示例·立冬"), ("示例·清明", "示例·小雪物业有限公司"),
    ]

    func make() async throws {
        let open = try await house.database.read { reader in
            try reader.rows(
                """
                SELECT p.id, p.matter_id, p.unit_id FROM proceedings p WHERE p.road = 'mediation' AND p.ended_at IS NULL
                  AND p.procedure = 'mediation' AND p.stage = 'mediating' ORDER BY p.opened_at, p.id
                """
            ).map { (id: try $0.id("id"), matter: try $0.id("matter_id"), unit: try $0.idOrNil("unit_id")) }
        }
        for (index, place) in open.enumerated() {
            guard let unit = place.unit else { continue }
            try await seat(place.id, of: place.matter, at: unit, Self.sides[index % Self.sides.count])
        }
    }

    private func seat(
        _ id: RecordID, of matter: RecordID, at unit: RecordID, _ sides: (a: String, b: String)
    ) async throws {
        let store = house.mediations
        try await house.database.write { transaction in
            let register = try MediatorStore(house.centres).list(at: unit, on: morning.day, in: transaction)
            guard let mediator = register.first(where: { $0.account != nil && $0.isFree(on: morning.day) }),
                let account = mediator.account, let actor = try DemoStaff(in: transaction).person(account, at: unit)
            else { return }
            var revision: Int64 = 0
            func change(_ work: (MediationStore.Change) throws -> Void) throws {
                let change = try store.change(
                    id, of: matter, revision: Int(revision), by: MediationReader(actor), at: morning, in: transaction)
                try work(change)
                revision =
                    try transaction.row("SELECT revision FROM mediations WHERE id = \(id)")?.integer("revision") ?? 0
            }
            try change {
                try store.addParty(
                    PartyIdentity(name: sides.a, phone: "00000000001", address: "示例小区1幢101室", facts: "女，41岁"),
                    side: .a, role: .party, $0)
            }
            try change {
                try store.addParty(PartyIdentity(name: sides.b, phone: "00000000002"), side: .b, role: .party, $0)
            }
            try change { try store.appoint(mediator.id, $0) }
            let tomorrow = morning.day.adding(days: 1)
            guard let times = DayTimes(14 * 60, 15 * 60 + 30) else { return }
            try change { change in
                let people = change.mediation.here.map(\.id)
                try store.invite(
                    SittingWish(on: tomorrow, times, room: nil, place: "调解室", invited: people, by: .phone), change)
            }
            let pledge = Pledge(
                .money, from: .b, to: .a, fen: 500_000, due: morning.day.adding(days: 30), text: "银行转账")
            try change { try store.offer([pledge], by: .b, until: morning.day.adding(days: 7), $0) }
        }
    }
}

import Accounts
import Base
import Matters
import Storage

/// Proceedings inside the demo's open disputes: some on their way, some through to confirmation, arbitration and services.
struct DemoProceedings {
    let house: House
    let morning: Instant

    /// One proceeding: its procedure, after how many days it is opened, and the steps with the days after that.
    private struct Tale {
        let procedure: String
        let after: Int
        let steps: [(action: String, after: Int)]

        init(_ procedure: String, after: Int = 0, _ steps: [(String, Int)]) {
            (self.procedure, self.after) = (procedure, after)
            self.steps = steps.map { (action: $0.0, after: $0.1) }
        }
    }

    /// The roads of the disputes, in turn; days count from when the office took the dispute up.
    private static let roads: [[Tale]] = [
        [
            Tale("mediation", [("acceptance", 0), ("agreement", 2)]),
            Tale("confirmation", after: 3, [("acceptance", 4), ("ruling", 5)]),
        ],
        [Tale("appraisal", [("acceptance", 0)]), Tale("mediation", [("acceptance", 1), ("hardening", 2)])],
        [
            Tale("labour-mediation", [("failure", 2)]),
            Tale("labour-arbitration", after: 2, [("acceptance", 4), ("copy", 4)]),
        ],
        [
            Tale("mediation", [("acceptance", 0), ("failure", 2)]),
            Tale("litigation", after: 3, [("filing-simplified", 4)]),
        ],
        [Tale("mediation", [("refusal", 1)])],
        [Tale("labour-mediation", [("agreement", 2), ("performance", 4)])],
        [Tale("mediation", [("acceptance", 0), ("oral-agreement", 1)]), Tale("confirmation", after: 2, [])],
        [Tale("labour-inspection", [("acceptance", 1)]), Tale("labour-mediation", [])],
        [Tale("mediation", [("acceptance", 0)])],
        [Tale("mediation", [])],
    ]

    func make() async throws {
        let staff = try await house.database.read { try DemoStaff(in: $0) }
        let matters = try await house.database.read { reader in
            try reader.rows(
                """
                SELECT m.id, MIN(a.accepted_at) AS since FROM matters m JOIN assignments a ON a.matter_id = m.id
                WHERE m.kind = 'dispute' AND m.status = 'handling' AND a.part = 'lead' AND a.state = 'accepted'
                GROUP BY m.id ORDER BY m.id
                """
            ).map { (id: try $0.id("id"), since: try $0.instant("since")) }
        }
        for (index, matter) in matters.enumerated() {
            for tale in Self.roads[index % Self.roads.count] {
                guard try await tell(tale, of: matter.id, since: matter.since, staff) else { break }
            }
        }
    }

    /// Lives through one proceeding as far as the demo's morning lets it; false when it was not opened.
    private func tell(_ tale: Tale, of id: RecordID, since: Instant, _ staff: DemoStaff) async throws -> Bool {
        try await house.database.write { transaction in
            let store = house.matters
            func day(_ days: Int) -> Instant { since.adding(seconds: Int64(days) * 86_400 + Int64(tale.after) * 60) }
            let lead = try transaction.row("SELECT lead_unit FROM matters WHERE id = \(id)")?.idOrNil("lead_unit")
            guard let actor = staff.worker(of: lead), day(tale.after) < morning else { return false }
            func revision() throws -> Int {
                try transaction.row("SELECT revision FROM matters WHERE id = \(id)")?.int("revision") ?? 0
            }
            func input(_ at: Instant) -> ProceedingInput {
                var input = ProceedingInput()
                (input.text, input.unit, input.hasConsent) = ("演示：按程序办理，经过已当面说明。", actor.unit, true)
                (input.reference, input.ground, input.end) = ("（演示）第\(id.text.suffix(4))号", "declined", nil)
                input.happenedAt = at
                return input
            }
            let opened: Proceeding
            do {
                opened = try store.openProceeding(
                    tale.procedure, in: id, revision: revision(), input: input(day(tale.after)), by: actor, at: morning,
                    in: transaction)
            } catch MatterError.barred, MatterError.invalid {
                return false
            }
            for step in tale.steps where day(step.after) < morning {
                try store.step(
                    step.action, of: opened.id, in: id, revision: revision(), input: input(day(step.after)), by: actor,
                    at: morning, in: transaction)
            }
            return true
        }
    }
}

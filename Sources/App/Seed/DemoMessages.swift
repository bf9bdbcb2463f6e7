import Accounts
import Base
import Counterparts
import Matters
import Storage

/// What the court's system has told in the demo: one message that waits since it does not fit, and one case sent for mediation.
struct DemoMessages {
    let house: House
    let morning: Instant

    func make() async throws {
        try await house.database.write { transaction in
            guard let unit = try house.units.find(code: "dept:court", in: transaction)?.id,
                let court = try DemoStaff(in: transaction).worker(of: unit)
            else { return }
            try tell(by: court, in: transaction)
            try refer(by: court, in: transaction)
        }
    }

    /// A ruling on an agreement of which the court never said that it took it up.
    private func tell(by court: Actor, in transaction: any Transaction) throws {
        let row = try transaction.row(
            """
            SELECT id FROM proceedings WHERE procedure = 'confirmation' AND stage = 'requested' AND ended_at IS NULL
            ORDER BY opened_at, id LIMIT 1
            """)
        guard let proceeding = try row?.id("id") else { return }
        var answer = CounterpartAnswer("demo-1", of: proceeding, step: "ruling", at: morning.adding(seconds: -3_600))
        (answer.told.text, answer.told.reference) = ("演示：裁定确认调解协议有效。", "（演示）特1号")
        try house.counterparts.receive(answer, from: "court", by: court, at: morning, in: transaction)
    }

    /// A quarrel that the court would have mediated before filing.
    private func refer(by court: Actor, in transaction: any Transaction) throws {
        let row = try transaction.row(
            """
            SELECT number FROM matters m WHERE kind = 'dispute' AND status = 'handling'
              AND NOT EXISTS (SELECT 1 FROM matter_exclusions x WHERE x.matter_id = m.id)
              AND NOT EXISTS (SELECT 1 FROM counterpart_messages c WHERE c.matter_id = m.id)
            ORDER BY id DESC LIMIT 1
            """)
        guard let number = try row?.text("number") else { return }
        var referral = CounterpartReferral(
            "demo-2", of: number, to: "diversion-before", at: morning.adding(seconds: -1_800))
        (referral.told.text, referral.told.reference) = ("演示：双方同意先行调解，请签收。", "（演示）诉前调1号")
        try house.counterparts.refer(referral, from: "court", by: court, at: morning, in: transaction)
    }
}

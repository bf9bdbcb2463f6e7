public import Base
import Journal
public import Storage

extension Rulebook {
    /// The condition on `rule_packs` that a version was not withdrawn.
    static let stands: SQL = "NOT EXISTS (SELECT 1 FROM rule_withdrawals w WHERE w.pack_id = rule_packs.id)"

    func isWithdrawn(_ id: RecordID, in reader: any Reader) throws -> Bool {
        try reader.row("SELECT 1 AS n FROM rule_withdrawals WHERE pack_id = \(id)") != nil
    }

    /// The versions of a pack's name that were withdrawn, with the instant.
    public func listWithdrawals(pack: String, name: String, in reader: any Reader) throws -> [RecordID: Instant] {
        let rows = try reader.rows(
            """
            SELECT w.pack_id, w.withdrawn_at FROM rule_withdrawals w JOIN rule_packs p ON p.id = w.pack_id
            WHERE p.district = \(district) AND p.pack = \(pack) AND p.name = \(name)
            """
        )
        return try rows.reduce(into: [:]) { $0[try $1.id("pack_id")] = try $1.instant("withdrawn_at") }
    }

    /// Takes back a version before the first day on which it would be in force; its text stays.
    ///
    /// Throws `RulebookError.inForce` from that day on, `RulebookError.notFound` when it was withdrawn already.
    public func withdraw(
        _ version: RulePack, by principal: Principal, on today: Day, at instant: Instant,
        in transaction: any Transaction, record: Record = { _, _ in }
    ) throws {
        guard version.from > today else { throw RulebookError.inForce(version.pin) }
        guard try !isWithdrawn(version.id, in: transaction) else { throw RulebookError.notFound(version.pin) }
        let row = Self.withdrawalShape.row([
            version.id.value, district.value, instant.value, principal.key.value,
        ])
        try transaction.insert(row, of: version.id)
        transaction.memo.clear()
        try record(version, transaction)
    }

    private static let withdrawalShape = RowShape(
        "rule_withdrawals", ["pack_id", "district", "withdrawn_at", "withdrawn_by"])
}

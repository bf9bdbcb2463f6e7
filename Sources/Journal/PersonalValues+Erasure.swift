public import Base
public import Storage

extension PersonalValues {
    /// Destroys every value of an owner together with its key, and leaves a mark of when. Answers how many.
    /// Record it in the same transaction and at the same instant on the owner's chain, with a code that ends in
    /// `.erased`: verification believes no other erasure.
    public func erase(owner: Subject, at instant: Instant, in transaction: any Transaction) throws -> Int {
        let ids = try list(owner: owner, in: transaction).map(\.id)
        for id in ids { try erase(id, at: instant, in: transaction) }
        return ids.count
    }

    /// Destroys one value together with its key. Answers false when it was gone already.
    @discardableResult
    public func erase(_ id: RecordID, at instant: Instant, in transaction: any Transaction) throws -> Bool {
        try transaction.execute(
            """
            INSERT INTO personal_erasures (value_id, district, owner_kind, owner_id, field, erased_at)
            SELECT id, district, owner_kind, owner_id, field, \(instant) FROM personal_values
            WHERE id = \(id) AND district = \(district)
            ON CONFLICT (value_id) DO NOTHING
            """
        )
        try transaction.execute("DELETE FROM personal_keys WHERE value_id = \(id) AND district = \(district)")
        return try transaction.change("DELETE FROM personal_values WHERE id = \(id) AND district = \(district)") > 0
    }

    /// Destroys values that no entry speaks of, such as the words of a notice that has gone out: without a mark, since
    /// nothing refers to them any more.
    public func discard(_ ids: [RecordID], in transaction: any Transaction) throws {
        for table in ["personal_keys WHERE value_id", "personal_values WHERE id"] as [SQL] {
            try transaction.execute("DELETE FROM \(table) IN (\(list: ids)) AND district = \(district)")
        }
    }

    /// When a value was erased; nil when it was not.
    public func findErasure(_ id: RecordID, in reader: any Reader) throws -> Instant? {
        try reader.row(
            "SELECT erased_at FROM personal_erasures WHERE value_id = \(id) AND district = \(district)"
        )?.instant("erased_at")
    }
}

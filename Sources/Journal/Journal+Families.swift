public import Storage

// Rows that share one digest: what a write noted goes into the entry that follows.
extension Journal {
    /// The digests that rows of one owner leave, on top of those that an earlier state holds; nothing is read. For
    /// filling a district in bulk. Throws `JournalError.tableUnknown`.
    public func familyState(
        _ name: String, of owner: String, rows: [(table: String, row: Row)], after earlier: StateDigest? = nil
    ) throws -> StateDigest {
        guard let family = families.first(where: { $0.name == name }) else { throw JournalError.tableUnknown(name) }
        var leaves = earlier.flatMap { FamilyLeaves(salt: $0.salt, bytes: $0.leaves ?? []) } ?? FamilyLeaves()
        for (table, row) in rows {
            guard let member = family.member(table) else { throw JournalError.tableUnknown(table) }
            try leaves.set(row, member: member, of: family)
        }
        return leaves.state(family, owner: owner)
    }

    /// The states of everything that a write has noted since its last entry, in the order of the notes.
    func statesNoted(in transaction: any Transaction) throws -> [StateDigest] {
        let notes = transaction.notes.take()
        guard !notes.isEmpty, !families.isEmpty else { return [] }
        var order: [FamilyOwner] = []
        var changes: [FamilyOwner: [(member: Int, change: ChangedRow)]] = [:]
        for change in notes {
            guard let place = familyPlaces[change.table] else { continue }
            let owner = FamilyOwner(family: place.family, id: change.owner)
            if changes[owner] == nil { order.append(owner) }
            changes[owner, default: []].append((place.member, change))
        }
        return try order.map { try state(of: $0, after: changes[$0] ?? [], in: transaction) }
    }

    private func state(
        of owner: FamilyOwner, after changes: [(member: Int, change: ChangedRow)], in reader: any Reader
    ) throws -> StateDigest {
        let family = families[owner.family]
        let isNew = changes.contains { $0.change.isFirst }
        var leaves = try isNew ? FamilyLeaves() : leaves(of: owner.id, in: family, reader)
        for (member, change) in changes {
            switch change.content {
            case .row(let row): try leaves.set(row, member: member, of: family)
            case .removed(let id): leaves.remove(id, member: member)
            case .changed(let id):
                let rows = try reader.rows(.constant(family.members[member].select + "t.id = $1", id))
                guard let row = rows.first else {
                    throw JournalError.rowMissing(table: family.members[member].table, row: id)
                }
                try leaves.set(row, member: member, of: family)
            }
        }
        return leaves.state(family, owner: owner.id)
    }

    /// What is stored of an owner: rows that nobody touches keep the digest they had, so that the entry of another
    /// change does not bless what was edited behind it. Where nothing is stored, only what is noted counts.
    private func leaves(of owner: String, in family: JournaledFamily, _ reader: any Reader) throws -> FamilyLeaves {
        let single = try reader.row(
            """
            SELECT salt, leaves FROM journal_states
            WHERE district = \(district) AND table_name = \(family.name) AND row_id = \(owner)
            """
        )
        let row =
            try single
            ?? reader.row(
                """
                SELECT salt, leaves FROM journal_batch_rows
                WHERE district = \(district) AND table_name = \(family.name) AND row_id = \(owner)
                ORDER BY entry_id DESC LIMIT 1
                """
            )
        guard let row, let bytes = try row.bytesOrNil("leaves") else { return FamilyLeaves() }
        return FamilyLeaves(salt: try row.bytes("salt"), bytes: bytes) ?? FamilyLeaves()
    }
}

/// One owner in one family.
private struct FamilyOwner: Hashable {
    let family: Int
    let id: String
}

/// Where a table stands in the families.
struct FamilyPlace {
    let family: Int
    let member: Int

    static func all(_ families: [JournaledFamily]) -> [String: FamilyPlace] {
        var places: [String: FamilyPlace] = [:]
        for (index, family) in families.enumerated() {
            for (member, table) in family.members.enumerated() {
                precondition(places[table.table] == nil, "a table belongs to one family")
                places[table.table] = FamilyPlace(family: index, member: member)
            }
        }
        return places
    }
}

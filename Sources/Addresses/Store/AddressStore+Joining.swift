public import Base
public import Divisions
public import Storage

// One place out of two, two out of one, and back again.
extension AddressStore {
    /// One place out of two records: what lies below the first goes below the second, where the same number becomes one as well. The
    /// first ends, finds the second from now on, and keeps its id. Throws `AddressError`.
    public func merge(
        _ id: RecordID, into other: RecordID, by act: AddressAct, in transaction: any Transaction
    ) throws {
        guard let place = try find(id, in: transaction), let target = try find(other, in: transaction) else {
            throw AddressError.unknown
        }
        let above = try lineage(of: id, in: transaction) + lineage(of: other, in: transaction)
        guard id != other, !above.contains(id), !above.contains(other) else { throw AddressError.circular }
        guard try stands(id, in: transaction), try stands(other, in: transaction) else { throw AddressError.ended }
        guard place.type == target.type || place.type.isNamed && target.type.isNamed else { throw AddressError.unlike }
        try join(place, into: target, by: act, in: transaction)
    }

    private func join(_ place: Place, into target: Place, by act: Act, in transaction: any Transaction) throws {
        for below in try standing(below: place.id, in: transaction) {
            try move(below, from: place, to: target, by: act, in: transaction)
        }
        try succeed(place.id, by: [target.id], .merged, act: act, in: transaction)
    }

    /// What lies below a place goes below another.
    private func move(
        _ id: RecordID, from old: Place, to new: Place, by act: Act, in transaction: any Transaction
    ) throws {
        guard let child = try find(id, in: transaction) else { return }
        let twin = try transaction.row(
            """
            SELECT t.id FROM addresses t, addresses c WHERE c.id = \(id) AND t.parent_id = \(new.id) AND t.type = c.type
              AND t.number = c.number AND t.valid_to IS NULL
            """
        )
        if let twin, let target = try find(try twin.id("id"), in: transaction) {
            return try join(child, into: target, by: act, in: transaction)
        }
        let name = child.name.hasPrefix(old.name) ? new.name + child.name.dropFirst(old.name.count) : child.name
        try alter(
            id, .changed,
            set: """
                parent_id = \(new.id), name = \(name), village_id = \(new.village), town_id = \(new.town),
                  grid_id = \(new.grid)
                """, by: act, in: transaction)
        let moved = try find(id, in: transaction) ?? child
        for below in try standing(below: id, in: transaction) {
            try move(below, from: child, to: moved, by: act, in: transaction)
        }
    }

    /// Ends a place that others take the place of: an estate that became two, a building that was numbered anew. Who asks for it is
    /// offered those. Throws `AddressError`.
    public func split(
        _ id: RecordID, into others: [RecordID], by act: AddressAct, in transaction: any Transaction
    ) throws {
        guard others.count > 1, !others.contains(id), Set(others).count == others.count else {
            throw AddressError.circular
        }
        guard try find(ids: others, in: transaction).count == others.count else { throw AddressError.unknown }
        try succeed(id, by: others, .split, act: act, in: transaction)
    }

    private func succeed(
        _ id: RecordID, by others: [RecordID], _ what: PlaceChange.What, act: Act, in transaction: any Transaction
    ) throws {
        let single = others.count == 1 ? others.first : nil
        try alter(
            id, what, set: "valid_to = \(act.day), successor_id = \(single)", by: act, in: transaction)
        let number = try feed.last(in: transaction)
        for other in others {
            let row = Self.successorShape.row([
                RecordID.make(at: act.now).value, district.value, id.value, other.value, number.value,
            ])
            try transaction.insert(row, of: id)
        }
    }

    private static let successorShape = RowShape(
        "address_successors", ["id", "district", "address_id", "successor_id", "number"])

    /// What a place lies in, from the near to the far.
    func lineage(of id: RecordID, in reader: any Reader) throws -> [RecordID] {
        var above: [RecordID] = [], at = id
        while above.count < 10,
            let parent = try reader.row("SELECT parent_id FROM addresses WHERE id = \(at)")?.idOrNil("parent_id")
        {
            above.append(parent)
            at = parent
        }
        return above
    }

    // MARK: - Back again

    /// Undoes what was done together, as a change of its own: what was added ends, what was changed is as it was before.
    /// Throws `AddressError.changedSince` when any place of it has changed since or something else lies in a place that it added, and
    /// `.unknown` when there is no such act.
    public func undo(_ done: RecordID, by act: AddressAct, in transaction: any Transaction) throws {
        let changes = try feed.changes(act: done, in: transaction).filter { $0.kind == .address }
        guard let last = changes.last?.number else { throw AddressError.unknown }
        for change in changes where try feed.hasChanged(change.place, since: last, in: transaction) {
            throw AddressError.changedSince
        }
        for change in changes.reversed() {
            switch change.what {
            case .added:
                // What the act itself added below it has ended by now: whatever stands came since, and would hang in the air.
                let inside = try transaction.row(
                    "SELECT id FROM addresses WHERE parent_id = \(change.place) AND valid_to IS NULL LIMIT 1")
                guard inside == nil else { throw AddressError.changedSince }
                try alter(change.place, .retired, set: "valid_to = \(act.day)", by: act, in: transaction)
            case .named, .unnamed: try restoreNames(change, by: act, in: transaction)
            default: try restore(change, by: act, in: transaction)
            }
        }
    }

    /// Whether an act is undone from the page of one place: what a person did there has a reason; what a list or a system brought in
    /// one batch has none and touches places that have nothing to do with each other.
    public func isUndoneAlone(_ change: PlaceChange, in reader: any Reader) throws -> Bool {
        guard change.reason.isEmpty else { return true }
        return try reader.row(
            """
            SELECT number FROM place_changes WHERE district = \(district) AND act_id = \(change.act)
              AND place_id <> \(change.place) LIMIT 1
            """
        ) == nil
    }

    private func restore(_ change: PlaceChange, by act: Act, in transaction: any Transaction) throws {
        let row = try transaction.row(
            """
            SELECT * FROM address_versions WHERE address_id = \(change.place) AND change_number = \(change.number)
            """
        )
        guard let row else { throw AddressError.unknown }
        let columns = try Self.stateColumns.map { column -> SQL in
            "\(SQL(text: column, values: [])) = \(try row.value(column))"
        }
        try alter(
            change.place, .restored, set: SQL.joined(columns, separator: ", "), by: act, in: transaction)
        for gone in try successors(of: change, in: transaction) {
            try transaction.execute("DELETE FROM address_successors WHERE id = \(gone)")
            transaction.noteRemoval("address_successors", of: change.place, id: gone)
        }
    }

    private func successors(of change: PlaceChange, in reader: any Reader) throws -> [RecordID] {
        try reader.rows(
            """
            SELECT id FROM address_successors WHERE address_id = \(change.place) AND number = \(change.number)
            """
        ).map { try $0.id("id") }
    }

    private func restoreNames(_ change: PlaceChange, by act: Act, in transaction: any Transaction) throws {
        let names = try transaction.rows(
            "SELECT folded FROM address_names WHERE address_id = \(change.place) AND since = \(change.number)")
        for row in names { try removeName(row.text("folded"), of: change.place, by: act, in: transaction) }
        let spells = try transaction.rows(
            """
            SELECT folded, how FROM address_name_spells
            WHERE address_id = \(change.place) AND until = \(change.number)
            """
        )
        for row in spells {
            let how = PlaceMatch.How(rawValue: try row.text("how")) ?? .alias
            try addName(row.text("folded"), how, of: change.place, by: act, in: transaction)
        }
    }
}

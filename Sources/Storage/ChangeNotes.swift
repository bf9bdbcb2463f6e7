public import Base

/// One row that a write left, changed or removed.
public struct ChangedRow: Sendable {
    /// What is known about it.
    public enum Content: Sendable {
        /// The row as it stands now.
        case row(Row)
        /// It changed and must be read.
        case changed(id: String)
        /// It is gone.
        case removed(id: String)
    }

    /// The table.
    public let table: String
    /// The id of the thing that the row belongs to, such as a matter.
    public let owner: String
    /// What is known about it.
    public let content: Content
    /// Whether the thing it belongs to begins with this row.
    public let isFirst: Bool
}

/// The rows that one write has changed since its last journal entry: the entry takes them and holds their digests, so
/// that what was at hand is not read again. A write begins with none.
public final class ChangeNotes {
    private var rows: [ChangedRow] = []

    /// No notes yet.
    public init() {}

    /// Adds one.
    public func add(_ row: ChangedRow) { rows.append(row) }

    /// Hands them out, in their order, and keeps none.
    public func take() -> [ChangedRow] {
        defer { rows.removeAll(keepingCapacity: true) }
        return rows
    }
}

extension Transaction {
    /// Notes a row as it stands now; `first` when the thing it belongs to begins with it.
    public func note(_ table: String, of owner: String, _ row: Row, first isFirst: Bool = false) {
        notes.add(ChangedRow(table: table, owner: owner, content: .row(row), isFirst: isFirst))
    }

    /// Notes that a row changed, whose values are not at hand.
    public func noteChange(_ table: String, of owner: RecordID, id: RecordID) {
        notes.add(ChangedRow(table: table, owner: owner.text, content: .changed(id: id.text), isFirst: false))
    }

    /// Notes that a row was removed.
    public func noteRemoval(_ table: String, of owner: RecordID, id: RecordID) {
        notes.add(ChangedRow(table: table, owner: owner.text, content: .removed(id: id.text), isFirst: false))
    }

    /// Inserts a row and notes it; `first` when the thing it belongs to begins with it.
    public func insert(_ row: NewRow, of owner: RecordID, first isFirst: Bool = false) throws {
        try execute(row.sql)
        note(row.table, of: owner.text, row.row, first: isFirst)
    }
}

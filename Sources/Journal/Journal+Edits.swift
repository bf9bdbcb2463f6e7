public import Base
public import Storage

extension Journal {
    /// Which of some rows no longer are as their newest entry left them. A step that is about to write over them asks
    /// first and gives those no new digest, so that it does not bless what was edited behind the journal.
    /// Throws `JournalError.tableUnknown`.
    public func listEdited(of table: String, _ ids: [RecordID], in reader: any Reader) throws -> Set<RecordID> {
        guard !ids.isEmpty else { return [] }
        let table = try getTable(table)
        let list: SQL = "\(list: ids)"
        var rows: [String: Row] = [:]
        for row in try reader.rows(SQL.joined([.constant(table.manyRows, district), list, ")"], separator: "")) {
            rows[try row.text(table.idColumn)] = row
        }
        // A batch knows a row only until its first entry: those are left to verification.
        let states = try reader.rows(
            """
            SELECT row_id, layout, salt, digest FROM journal_states
            WHERE district = \(district) AND table_name = \(table.name) AND row_id IN (\(list))
            """
        )
        var edited = Set<RecordID>()
        for state in states {
            let id = try state.text("row_id")
            let digest = try rows[id].flatMap {
                try table.digest(of: $0, layout: state.int("layout"), salt: state.bytes("salt"))
            }
            if try digest != state.bytes("digest") { edited.insert(RecordID(trusted: id)) }
        }
        return edited
    }
}

public import Base
public import Storage

extension Journal {
    /// Which of some rows, by table, no longer are as their newest entry left them. A step that is about to write over them asks
    /// first and gives those no new digest, so that it does not bless what was edited behind the journal.
    /// Throws `JournalError.tableUnknown`.
    public func listEdited(_ ids: [String: [RecordID]], in reader: any Reader) throws -> Set<RecordID> {
        let asked = ids.filter { !$0.value.isEmpty }
        let all = asked.values.joined()
        guard !all.isEmpty else { return [] }
        // A batch knows a row only until its first entry: those are left to verification.
        let states = try reader.rows(
            """
            SELECT table_name, row_id, layout, salt, digest FROM journal_states
            WHERE district = \(district) AND table_name IN (\(list: asked.keys.sorted())) AND row_id IN (\(list: Array(all)))
            """
        )
        var rows: [String: [String: Row]] = [:]
        for (name, ids) in asked {
            let table = try getTable(name), list: SQL = "\(list: ids)"
            for row in try reader.rows(SQL.joined([.constant(table.manyRows, district), list, ")"], separator: "")) {
                rows[name, default: [:]][try row.text(table.idColumn)] = row
            }
        }
        var edited = Set<RecordID>()
        for state in states {
            let name = try state.text("table_name"), id = try state.text("row_id")
            let digest = try rows[name]?[id].flatMap {
                try getTable(name).digest(of: $0, layout: state.int("layout"), salt: state.bytes("salt"))
            }
            if try digest != state.bytes("digest") { edited.insert(RecordID(trusted: id)) }
        }
        return edited
    }
}

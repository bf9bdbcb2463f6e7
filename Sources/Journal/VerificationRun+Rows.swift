import Storage

/// The rows: each stands in the state that its newest entry or batch left, and none came or went without one.
extension VerificationRun {
    /// Rebuilds the tree of every batch in one pass: the rows pass in the order of their leaves.
    mutating func checkBatches() throws {
        var last = ("", "", "")
        var done: Int64 = 0
        while true {
            let rows = try reader.rows(
                """
                SELECT table_name, row_id, entry_id, digest FROM journal_batch_rows
                WHERE district = \(district) AND (table_name, row_id, entry_id) > (\(last.0), \(last.1), \(last.2))
                ORDER BY table_name, row_id, entry_id LIMIT 1000
                """
            )
            for row in rows {
                last = (try row.text("table_name"), try row.text("row_id"), try row.text("entry_id"))
                takeBatchRow(table: last.0, row: last.1, entry: last.2, digest: try row.bytes("digest"))
            }
            done += Int64(rows.count)
            tell(.batches, done)
            if rows.count < 1_000 { break }
        }
        for (entry, batch) in batches.sorted(by: { $0.value.arrival < $1.value.arrival }) {
            let isWhole = batch.frontier.size == batch.summary.count && batch.frontier.root == batch.summary.root
            if !isWhole { report.add(.batchChanged, entry) }
        }
        report.batches = Int64(batches.count)
    }

    private mutating func takeBatchRow(table: String, row: String, entry: String, digest: [UInt8]) {
        guard let arrival = batches[entry]?.arrival else { return report.add(.batchChanged, "\(table)/\(row)") }
        batches[entry]?.frontier.append(StateDigest.leaf(table: table, row: row, digest: digest))
        guard journal.answers(for: table) else {
            report.unverifiedTables.insert(table)
            return
        }
        newestStates.note(Self.key(table, row), digest, arrival: arrival)
    }

    mutating func checkRows(of table: JournaledTable) throws {
        var last = ""
        while true {
            let rows = try reader.rows(.constant(table.nextPage, district, last))
            let isLast = rows.count < 1_000
            let end = isLast ? nil : try rows.last?.text(table.idColumn)
            var stored = try storedStates(of: table, after: last, through: end)
            for row in rows {
                let id = try row.text(table.idColumn)
                try checkRow(row, id: id, of: table, stored: stored.removeValue(forKey: id) ?? [])
                last = id
            }
            for id in stored.keys.sorted() { missRow(id, of: table) }
            report.rows += Int64(rows.count)
            tell(.rows, report.rows)
            if isLast { return }
        }
    }

    private mutating func checkRow(_ row: Row, id: String, of table: JournaledTable, stored: [StateDigest]) throws {
        let name = "\(table.name)/\(id)"
        let newest = newestStates.removeValue(forKey: Self.key(table.name, id))
        guard let newest, !newest.isRemoved else { return report.add(.rowAdded, name) }
        guard let state = stored.first(where: { newest.fits($0.digest) }),
            let digest = try table.digest(of: row, layout: state.layout, salt: state.salt)
        else { return report.add(.stateForged, name) }
        if digest != state.digest { report.add(.rowChanged, name) }
    }

    private mutating func missRow(_ id: String, of table: JournaledTable) {
        let newest = newestStates.removeValue(forKey: Self.key(table.name, id))
        if newest?.isRemoved == true { return }
        report.add(newest == nil ? .stateForged : .rowMissing, "\(table.name)/\(id)")
    }

    private func storedStates(
        of table: JournaledTable, after last: String, through end: String?
    ) throws -> [String: [StateDigest]] {
        let upTo: SQL = end.map { "AND row_id <= \($0)" } ?? ""
        let rows = try reader.rows(
            """
            SELECT row_id, layout, salt, digest FROM journal_states
            WHERE district = \(district) AND table_name = \(table.name) AND row_id > \(last) \(upTo)
            UNION ALL
            SELECT row_id, layout, salt, digest FROM journal_batch_rows
            WHERE district = \(district) AND table_name = \(table.name) AND row_id > \(last) \(upTo)
            """
        )
        var states: [String: [StateDigest]] = [:]
        for row in rows {
            let id = try row.text("row_id")
            let state = StateDigest(
                table: table.name, row: id, layout: try row.int("layout"), salt: try row.bytes("salt"),
                digest: try row.bytes("digest")
            )
            states[id, default: []].append(state)
        }
        return states
    }

    /// Rows that an entry speaks of, and of which neither the row nor its digest is left.
    mutating func nameLostRows() throws {
        for (key, newest) in newestStates.sorted(by: { $0.value.arrival < $1.value.arrival }) where !newest.isRemoved {
            guard report.problems.count < 1_000, let body = try body(arrival: newest.arrival) else { continue }
            for state in body.states where Self.key(state.table, state.row) == key {
                report.add(.rowMissing, "\(state.table)/\(state.row)")
            }
        }
    }

    func body(arrival: Int64) throws -> EntryBody? {
        try reader.row("SELECT body FROM journal_entries WHERE arrival = \(arrival)").flatMap {
            EntryBody(try $0.text("body"))
        }
    }
}

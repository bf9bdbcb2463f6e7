import Base
import Storage

/// The entries: each is the text that was hashed, filed where it says, and follows the one before it.
extension VerificationRun {
    mutating func checkEntries() throws {
        var last = (subject: Subject(kind: "", id: ""), number: Int64(0), arrival: Int64(0))
        var end = ChainEnd(number: 0, hash: [])
        while true {
            let rows = try reader.rows(
                """
                SELECT e.arrival, e.id, e.subject_kind, e.subject_id, e.number, e.previous, e.hash, e.body,
                    e.recorded_at, c.number AS last_number, c.hash AS last_hash
                FROM journal_entries e LEFT JOIN journal_chains c ON c.district = e.district
                    AND c.subject_kind = e.subject_kind AND c.subject_id = e.subject_id
                WHERE e.district = \(district)
                    AND (e.subject_kind, e.subject_id, e.number, e.arrival)
                        > (\(last.subject.kind), \(last.subject.id), \(last.number), \(last.arrival))
                ORDER BY e.subject_kind, e.subject_id, e.number, e.arrival LIMIT 1000
                """
            )
            for row in rows {
                let subject = Subject(kind: try row.text("subject_kind"), id: try row.text("subject_id"))
                if subject != last.subject { end = ChainEnd(number: 0, hash: []) }
                try checkLink(row, subject: subject, after: end)
                try checkText(row, subject: subject)
                end = ChainEnd(number: try row.integer("number"), hash: try row.bytes("hash"))
                last = (subject, end.number, try row.integer("arrival"))
            }
            report.entries += Int64(rows.count)
            tell(.entries, report.entries)
            if rows.count < 1_000 { break }
        }
        try checkChainEnds()
    }

    private mutating func checkLink(_ row: Row, subject: Subject, after end: ChainEnd) throws {
        let (id, number, previous) = (try row.text("id"), try row.integer("number"), try row.bytes("previous"))
        // No index forbids it where months are kept apart.
        if number == end.number, number > 0 {
            report.add(.entryDoubled, "\(subject.kind)/\(subject.id) \(number)")
        } else if number != end.number + 1 {
            report.add(.entryMissing, "\(subject.kind)/\(subject.id) \(end.number + 1)")
        } else if number == 1 {
            if try !mayStart(subject, with: previous, arrival: try row.integer("arrival")) {
                report.add(.chainBroken, id)
            }
        } else if previous != end.hash {
            report.add(.chainBroken, id)
        }
    }

    /// The first entry of a row that an earlier batch brought starts from its leaf, any other from nothing.
    private func mayStart(_ subject: Subject, with previous: [UInt8], arrival: Int64) throws -> Bool {
        var leaves: [[UInt8]] = []
        for table in journal.tables where table.subjectKind == subject.kind {
            let rows = try reader.rows(
                """
                SELECT b.digest FROM journal_batch_rows b JOIN journal_entries e ON e.id = b.entry_id
                WHERE b.district = \(district) AND b.table_name = \(table.name) AND b.row_id = \(subject.id)
                    AND e.arrival < \(arrival)
                """
            )
            for row in rows {
                leaves.append(StateDigest.leaf(table: table.name, row: subject.id, digest: try row.bytes("digest")))
            }
        }
        return leaves.isEmpty ? previous.isEmpty : leaves.contains(previous)
    }

    private mutating func checkText(_ row: Row, subject: Subject) throws {
        let (id, text, hash) = (try row.text("id"), try row.text("body"), try row.bytes("hash"))
        known.remove(hash)
        if Merkle.leaf(text.utf8) != hash { report.add(.entryChanged, id) }
        guard let body = EntryBody(text) else { return report.add(.entryUnread, id) }
        let isInPlace = body.id.text == id && body.district == district && body.subject == subject
        let (number, previous) = (try row.integer("number"), try row.bytes("previous"))
        let isAsFiled = body.number == number && body.previous == previous
        if try !isInPlace || !isAsFiled || body.recordedAt != row.instant("recorded_at") {
            report.add(.entryMisfiled, id)
        }
        if try row.integerOrNil("last_number") == number, try row.bytesOrNil("last_hash") != hash {
            report.add(.chainMoved, "\(subject.kind)/\(subject.id) \(number)")
        }
        note(body, arrival: try row.integer("arrival"))
    }

    private mutating func note(_ body: EntryBody, arrival: Int64) {
        for state in body.states {
            guard journal.answers(for: state.table) else {
                report.unverifiedTables.insert(state.table)
                continue
            }
            newestStates.note(Self.key(state.table, state.row), state.digest, arrival: arrival)
        }
        for value in body.personal.values { newestValues.note(Self.key(value.id.text), value.digest, arrival: arrival) }
        if let reason = body.reason { newestValues.note(Self.key(reason.id.text), reason.digest, arrival: arrival) }
        if body.code.hasSuffix(".erased") { erasures.insert(Self.key(body.subject, erasedAt: body.recordedAt)) }
        if let summary = body.batch { batches[body.id.text] = BatchCheck(arrival: arrival, summary: summary) }
    }

    /// Chains whose last entry is gone, and entries behind the end of their chain.
    private mutating func checkChainEnds() throws {
        let cut = try reader.rows(
            """
            SELECT c.subject_kind, c.subject_id, c.number FROM journal_chains c
            WHERE c.district = \(district) AND NOT EXISTS (
                SELECT 1 FROM journal_entries e WHERE e.district = c.district AND e.subject_kind = c.subject_kind
                    AND e.subject_id = c.subject_id AND e.number = c.number)
            LIMIT 1000
            """
        )
        for row in cut { report.add(.entryMissing, try name(row)) }
        let beyond = try reader.rows(
            """
            SELECT e.subject_kind, e.subject_id, e.number FROM journal_entries e
            LEFT JOIN journal_chains c ON c.district = e.district AND c.subject_kind = e.subject_kind
                AND c.subject_id = e.subject_id
            WHERE e.district = \(district) AND (c.number IS NULL OR c.number < e.number) LIMIT 1000
            """
        )
        for row in beyond { report.add(.chainMoved, try name(row)) }
    }

    private func name(_ row: Row) throws -> String {
        "\(try row.text("subject_kind"))/\(try row.text("subject_id")) \(try row.integer("number"))"
    }
}

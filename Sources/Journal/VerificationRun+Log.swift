import Storage

/// The log: every leaf is its entry's hash, in the order of arrival, and every recorded head is its root.
extension VerificationRun {
    mutating func checkLog(against fileHeads: [JournalHead]) throws {
        var log = LogCheck(journal: journal, reader: reader, fileHeads: fileHeads.sorted { $0.size < $1.size })
        var position: Int64 = -1
        while true {
            let rows = try reader.rows(
                """
                SELECT l.position, l.entry_id, l.leaf, e.hash, e.arrival
                FROM journal_log l LEFT JOIN journal_entries e ON e.id = l.entry_id
                WHERE l.district = \(district) AND l.position > \(position) ORDER BY l.position LIMIT 1000
                """
            )
            for row in rows {
                let next = try row.integer("position")
                if next != position + 1 { report.add(.logGap, String(position + 1)) }
                position = next
                try log.take(row, report: &report)
            }
            report.sequenced += Int64(rows.count)
            tell(.log, report.sequenced)
            if rows.count < 1_000 { break }
        }
        try log.finish(report: &report)
        try checkLeftOut(size: log.frontier.size)
    }

    /// Entries that had arrived before the last head but are not in the log.
    private mutating func checkLeftOut(size: Int64) throws {
        let row = try reader.row("SELECT size, arrival FROM journal_frontiers WHERE district = \(district)")
        let arrival = try row?.integer("arrival") ?? 0
        if try row?.integer("size") ?? 0 != size { report.add(.headWrong, "journal_frontiers \(size)") }
        let rows = try reader.rows(
            """
            SELECT id FROM journal_entries e WHERE e.district = \(district) AND e.arrival <= \(arrival)
                AND NOT EXISTS (SELECT 1 FROM journal_log l WHERE l.entry_id = e.id) ORDER BY e.arrival LIMIT 1000
            """
        )
        for row in rows { report.add(.logMissing, try row.text("id")) }
    }
}

private struct LogCheck {
    let journal: Journal
    let reader: any Reader
    let fileHeads: [JournalHead]
    var frontier = MerkleFrontier()
    var arrival: Int64 = 0
    var nextFileHead = 0
    var heads: [JournalHead] = []
    var nextHead = 0
    var lastHead: Int64 = 0
    var isExhausted = false

    mutating func take(_ row: Row, report: inout VerificationReport) throws {
        let (id, leaf) = (try row.text("entry_id"), try row.bytes("leaf"))
        if let hash = try row.bytesOrNil("hash"), let next = try row.integerOrNil("arrival") {
            if hash != leaf { report.add(.logChanged, id) }
            if next <= arrival { report.add(.logOrder, id) }
            arrival = max(arrival, next)
        } else {
            report.add(.entryMissing, id)
        }
        var wrong: [String] = []
        let (journal, reader) = (journal, reader)
        try frontier.append(leaf) { level, position, hash in
            guard level == 8 || level == 16 else { return }
            let stored = try reader.row(
                """
                SELECT hash FROM journal_nodes
                WHERE district = \(journal.district) AND level = \(level) AND position = \(position)
                """
            )
            if try stored?.bytes("hash") != hash { wrong.append("\(level)/\(position)") }
        }
        for name in wrong { report.add(.nodeChanged, name) }
        try compareHeads(report: &report)
    }

    mutating func finish(report: inout VerificationReport) throws {
        while let head = try peekHead() {
            report.add(.logCut, "\(head.size)")
            nextHead += 1
        }
        for head in fileHeads.dropFirst(nextFileHead) where head.size > frontier.size {
            report.add(.logCut, "journal.heads \(head.size)")
        }
        if lastHead != frontier.size { report.add(.headWrong, "\(frontier.size)") }
    }

    private mutating func compareHeads(report: inout VerificationReport) throws {
        var root: [UInt8]?
        func currentRoot() -> [UInt8] {
            let value = root ?? frontier.root
            root = value
            return value
        }
        while let head = try peekHead(), head.size <= frontier.size {
            if head.size != frontier.size || head.root != currentRoot() { report.add(.headWrong, "\(head.size)") }
            lastHead = head.size
            nextHead += 1
        }
        while nextFileHead < fileHeads.count, fileHeads[nextFileHead].size <= frontier.size {
            let head = fileHeads[nextFileHead]
            if head.size != frontier.size || head.root != currentRoot() {
                report.add(.headWrong, "journal.heads \(head.size)")
            }
            nextFileHead += 1
        }
    }

    private mutating func peekHead() throws -> JournalHead? {
        if nextHead == heads.count, !isExhausted {
            heads = try journal.listHeads(after: heads.last?.size ?? -1, in: reader)
            nextHead = 0
            isExhausted = heads.isEmpty
        }
        return nextHead < heads.count ? heads[nextHead] : nil
    }
}

public import Storage

/// How the file of heads stands to the log in the database.
public enum HeadsState: Hashable, Sendable {
    /// The log is empty, and so is the file.
    case empty
    /// The newest head of the file is a head of the log, which has so many entries beyond it.
    case agrees(beyond: Int64)
    /// The log has entries and the file is missing or empty.
    case missing
    /// The file knows a longer log than the database has: by so many entries it was cut off, or an older copy lies there.
    case ahead(by: Int64)
    /// At this size the log has no such head.
    case differs(at: Int64)
}

extension Journal {
    /// Holds the newest head of the file against the log; a look at two rows, where verification recomputes everything.
    ///
    /// Throws `StorageError`.
    public func state(of heads: HeadsFile, in reader: any Reader) throws -> HeadsState {
        // The file first: it is never ahead of a database that is read later.
        let told = try heads.list(district: district).last
        guard let newest = try findHead(in: reader) else { return told.map { .ahead(by: $0.size) } ?? .empty }
        guard let told else { return .missing }
        guard told.size <= newest.size else { return .ahead(by: told.size - newest.size) }
        let row = try reader.row(
            "SELECT root FROM journal_heads WHERE district = \(district) AND size = \(told.size)")
        guard try row?.bytes("root") == told.root else { return .differs(at: told.size) }
        return .agrees(beyond: newest.size - told.size)
    }
}

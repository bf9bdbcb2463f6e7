public import Base

/// A table of which PostgreSQL keeps each month apart in a partition of its own, by a column of instants or of ids that begin with
/// their instant (UUIDv7).
///
/// The table must be partitioned by range of that column and have a default partition `TABLE_default`, which takes what lies
/// in no month that was made: a write never fails because a month is missing. In a file there is one table, and nothing to do.
public struct MonthlyPartitions: Sendable {
    /// What the months are told by.
    public enum Key: Sendable {
        /// A column of instants.
        case instants(String)
        /// A column of ids, each of which begins with the instant of its making.
        case ids(String)
    }

    /// The table.
    public let table: String
    /// Its column.
    public let key: Key
    /// Months that are made before they come.
    private static let ahead = 3
    /// Rows older than so many months before the newest stay in the default partition when a district is copied.
    private static let most = 240

    /// Names a table and its column.
    public init(of table: String, by key: Key) {
        (self.table, self.key) = (table, key)
    }

    private var column: String {
        switch key {
        case .instants(let name), .ids(let name): name
        }
    }

    /// The least value of an instant, as it stands in SQL.
    private func bound(_ day: Day) -> String {
        let milliseconds = Instant(day).milliseconds
        switch key {
        case .instants: return "\(milliseconds)"
        case .ids: return "'\(RecordID.firstText(at: Instant(milliseconds: milliseconds)))'"
        }
    }

    private func instant(_ value: Value) -> Instant? {
        switch value {
        case .integer(let milliseconds): Instant(milliseconds: milliseconds)
        case .text(let id): RecordID(trusted: id).instant
        default: nil
        }
    }

    /// The first day of each month that has a partition, oldest first; none in a file.
    public func months(in reader: any Reader) throws -> [Day] {
        guard let query = reader.dialect.partitions(of: table) else { return [] }
        return try reader.rows(query).compactMap { row in
            let name = try row.text("name").dropFirst(table.utf8.count + 1)
            return Day("\(name.replacing("_", with: "-"))-01")
        }
    }

    /// Makes the partitions of this month and the next three that are missing; answers how many.
    @discardableResult
    public func makeAhead(at now: Instant, in database: any Database) async throws -> Int {
        try await make(from: now, through: Instant(now.day.adding(months: Self.ahead)), in: database)
    }

    /// Makes the missing partitions of every month between two instants; answers how many. Each comes in one transaction with
    /// the rows that the default partition held of it.
    ///
    /// Throws `StorageError.busy` while a long read holds the default partition: nobody is kept waiting for this.
    @discardableResult
    public func make(from first: Instant, through last: Instant, in database: any Database) async throws -> Int {
        guard database.dialect.partitions(of: table) != nil, first <= last else { return 0 }
        let known = Set(try await database.read { try months(in: $0) })
        var month = Self.month(of: first), made = 0
        while month <= last.day {
            let wanted = month
            if !known.contains(wanted), try await database.writeInBackground({ try make(wanted, in: $0) }) { made += 1 }
            month = month.adding(months: 1)
        }
        return made
    }

    /// Makes the months of all rows that a database is about to receive from another.
    @discardableResult
    public func make(forRowsOf source: any Database, in target: any Database) async throws -> Int {
        guard target.dialect.partitions(of: table) != nil else { return 0 }
        let (name, column) = (SQL(stringLiteral: table), SQL(stringLiteral: column))
        let row = try await source.readAtLength { reader in
            try reader.row("SELECT MIN(\(column)) AS oldest, MAX(\(column)) AS newest FROM \(name)")
        }
        guard let row, let oldest = instant(try row.value("oldest")), let last = instant(try row.value("newest")) else {
            return 0
        }
        let first = max(oldest, Instant(last.day.adding(months: -Self.most)))
        return try await make(from: first, through: last, in: target)
    }

    /// False when another node was first.
    private func make(_ month: Day, in transaction: any Transaction) throws -> Bool {
        let dialect = transaction.dialect
        if let turn = dialect.turnToPartition { try transaction.execute(turn) }
        guard try !months(in: transaction).contains(month) else { return false }
        let name = "\(table)_\(month.description.prefix(7).replacing("-", with: "_"))"
        let (start, end) = (bound(month), bound(month.adding(months: 1)))
        for statement in dialect.makePartition(name, of: table, by: column, from: start, to: end) {
            try transaction.execute(statement)
        }
        return true
    }

    private static func month(of instant: Instant) -> Day {
        let day = instant.day
        return day.adding(days: 1 - day.parts.day)
    }
}

import Journal
import Matters
public import Storage

/// A district moved from one engine to the other, table by table; what is behind in the target goes on where it stopped.
///
/// The district's own row is copied last, after the numbers that the target gives out go on behind those that came: until then
/// nothing can be served from it.
public struct Move: Sendable {
    /// A table of the source beside the same in the target.
    public struct Compared: Sendable {
        /// In the source.
        public let source: TableDigest
        /// In the target.
        public let target: TableDigest
        /// Whether every value is the same.
        public var isSame: Bool { source == target }
    }

    private let source: any Engine
    private let target: any Engine
    // The district makes a database one that can be served; what was applied to it is each engine's own.
    private static let last = "districts"
    private static let own: Set<String> = ["schema_migrations"]

    /// Moves from one engine to the other; both have the schema of this program.
    public init(from source: any Engine, to target: any Engine) {
        (self.source, self.target) = (source, target)
    }

    /// Whether the target holds a whole district.
    public func isTargetTaken() async throws -> Bool {
        try await target.read { try $0.row("SELECT district FROM districts LIMIT 1") != nil }
    }

    /// Copies every table. `progress` is told the table and how many of its rows were written just now.
    ///
    /// Throws `StorageError.migration` when the two schemas differ.
    public func copy(progress: @escaping @Sendable (String, Int) -> Void) async throws {
        let tables = try await tables()
        let copy = TableCopy(from: source, to: target) { table, rows, transaction in
            if table == MatterStore.searchTable { try MatterStore.fillSearch(rows, in: transaction) }
        }
        for months in Housekeeping.monthly { try await months.make(forRowsOf: source, in: target) }
        for table in tables where table.name != Self.last { try await copy.copy(table) { progress(table.name, $0) } }
        try await target.write { transaction in
            for table in tables {
                guard let column = table.numbered else { continue }
                guard let next = transaction.dialect.continueNumbers(of: table.name, column: column) else { continue }
                try transaction.execute(next)
            }
        }
        try await target.analyze()
        for table in tables where table.name == Self.last { try await copy.copy(table) { progress(table.name, $0) } }
    }

    /// Counts and hashes of every table on both sides, each side in one snapshot.
    public func compare() async throws -> [Compared] {
        let tables = try await tables()
        func digests(_ engine: any Engine) async throws -> [TableDigest] {
            try await engine.readAtLength { reader in try tables.map { try TableDigest($0, in: reader) } }
        }
        let (before, after) = try await (digests(source), digests(target))
        return zip(before, after).map(Compared.init)
    }

    private func tables() async throws -> [TableShape] {
        let (from, to) = try await (source.tables(), target.tables())
        let known = Dictionary(uniqueKeysWithValues: to.map { ($0.name, $0) })
        for table in from where known[table.name]?.columns != table.columns || known[table.name]?.key != table.key {
            throw StorageError.migration("\(table.name) is another table in the target")
        }
        guard from.count == to.count else { throw StorageError.migration("the target has other tables") }
        // Which column the target numbers itself is what matters afterwards.
        return from.parentsFirst.compactMap { known[$0.name] }.filter { !Self.own.contains($0.name) }
    }
}

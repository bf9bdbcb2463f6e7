public import Base
public import Storage
import Text

extension MatterStore {
    /// How many hits are counted at most.
    public static let countLimit = 1_000

    /// A row number that grows with the time of filing, so that imported matters stand among their neighbours:
    /// 64 numbers a second since 1970; a fuller second runs over into what follows.
    func nextSearchRow(at now: Instant, in transaction: any Transaction) throws -> Int {
        let first = Self.firstSearchRow(at: now)
        for width in [64, 64 * 3_600, Int(UInt32.max) * 64 - first] {
            let row = try transaction.row(
                """
                SELECT MAX(search_row) AS n FROM matter_search_rows
                WHERE search_row >= \(first) AND search_row < \(first + width)
                """
            )
            let next = try row?.integerOrNil("n").map { Int($0) + 1 } ?? first
            if next < first + width { return next }
        }
        return first
    }

    /// The first of the row numbers of a second.
    public static func firstSearchRow(at now: Instant) -> Int { Int(max(0, now.milliseconds) / 1_000) * 64 }

    /// Puts a matter into the index under the units that may see it now.
    func index(_ matter: RecordID, row: Int, narrative: Narrative, in transaction: any Transaction) throws {
        let words = Bigrams.document("\(narrative.title) \(narrative.text) \(narrative.place)")
        let units = try unitTokens(of: matter, in: transaction)
        for statement in insertions(ofSearchRow: row, matter: matter, words: words, units: units) {
            try transaction.execute(statement)
        }
    }

    /// Brings the units in the index up to date after a matter went to another unit.
    func reindexUnits(of matter: RecordID, in transaction: any Transaction) throws {
        guard
            let row = try transaction.row(
                "SELECT search_row, words, units FROM matter_search_rows WHERE matter_id = \(matter)"
            )
        else { return }
        let units = try unitTokens(of: matter, in: transaction)
        let before = try row.text("units")
        guard units != before else { return }
        let number = try row.int("search_row"), words = try row.text("words")
        try removeFromIndex(number, words: words, units: before, in: transaction)
        try transaction.execute(
            "INSERT INTO matter_search (rowid, words, units) VALUES (\(number), \(words), \(units))")
        try transaction.execute("UPDATE matter_search_rows SET units = \(units) WHERE search_row = \(number)")
    }

    func removeFromIndex(_ row: Int, words: String, units: String, in transaction: any Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO matter_search (matter_search, rowid, words, units) VALUES ('delete', \(row), \(words), \(units))
            """
        )
    }

    private func unitTokens(of matter: RecordID, in transaction: any Transaction) throws -> String {
        try transaction.rows("SELECT unit_id FROM matter_units WHERE matter_id = \(matter) ORDER BY unit_id")
            .map { Self.token(try $0.id("unit_id")) }.joined(separator: " ")
    }

    static func token(_ unit: RecordID) -> String { "u" + unit.text.filter { $0 != "-" } }

    /// Matters in a scope whose words or number fit, newest first.
    public func search(
        _ typed: String, scope: MatterScope, before row: Int? = nil, limit: Int = 50, in reader: any Reader
    ) throws -> (matters: [Matter], count: Int, next: Int?) {
        if let number = MatterNumber.read(typed) {
            let rows = try reader.rows(
                "SELECT \(Matter.columns) FROM matters m WHERE m.district = \(district) AND m.number = \(number) AND \(scope.condition)"
            )
            return (try rows.map(Matter.init), rows.count, nil)
        }
        guard let match = Self.matchText(typed, scope: scope) else { return ([], 0, nil) }
        let rows = try reader.rows(
            """
            SELECT \(Matter.columns), f.rowid AS search_row FROM matter_search f JOIN matters m ON m.search_row = f.rowid
            WHERE matter_search MATCH \(match) AND f.rowid < \(row ?? Int.max) AND \(scope.condition)
            ORDER BY f.rowid DESC LIMIT \(limit + 1)
            """
        )
        // Counted within the scope: a unit complained about does not even learn that there is one hit more.
        let count =
            row == nil && rows.count <= limit
            ? rows.count
            : try reader.count(try counting(match, scope: scope, in: reader))
        let page = Array(rows.prefix(limit))
        let next = rows.count > limit ? try page.last?.int("search_row") : nil
        return (try page.map(Matter.init), count, next)
    }

    /// A unit's hits, and those of an office that nobody complained about, are counted in the index alone (one file holds
    /// one district); the others row by row.
    private func counting(_ match: String, scope: MatterScope, in reader: any Reader) throws -> SQL {
        let judged = scope.judged.sorted()
        let isWhole =
            try judged.isEmpty
            || reader.row("SELECT 1 AS n FROM matter_exclusions WHERE unit_id IN (\(list: judged)) LIMIT 1") == nil
        if isWhole {
            return """
                SELECT COUNT(*) AS n FROM
                  (SELECT 1 FROM matter_search WHERE matter_search MATCH \(match) LIMIT \(Self.countLimit))
                """
        }
        return """
            SELECT COUNT(*) AS n FROM (SELECT 1 FROM matter_search f JOIN matters m ON m.search_row = f.rowid
              WHERE matter_search MATCH \(match) AND \(scope.condition) LIMIT \(Self.countLimit))
            """
    }

    /// The query for the index; phrases of bigrams for every word, within the unit of the scope.
    static func matchText(_ typed: String, scope: MatterScope) -> String? {
        let phrases = Bigrams.query(String(typed.prefix(200)))
        guard !phrases.isEmpty else { return nil }
        let words = phrases.map { "words : \($0)" }.joined(separator: " AND ")
        switch scope.reach {
        case .nothing: return nil
        case .district: return words
        case .unit(let unit): return "units : \(token(unit)) AND \(words)"
        }
    }
}

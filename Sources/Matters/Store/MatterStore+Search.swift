public import Base
public import Storage
import Text

extension MatterStore {
    /// How many rows of a work list are counted at most.
    public static let countLimit = 1_000
    /// How many hits of a search are counted at most: whoever has a hundred adds a word.
    public static let hitLimit = 100

    /// A row number that grows with the time of filing, so that imported matters stand among their neighbours:
    /// 4,096 numbers a second since 1970, on both engines, so that a district can move; a fuller second runs over into what
    /// follows. Districts begun with earlier programs have lower ones, 64 a second.
    func nextSearchRow(at now: Instant, in transaction: any Transaction) throws -> Int {
        let second = Self.rowsASecond
        let first = Self.firstSearchRow(at: now)
        if let row = try concurrentSearchRow(from: first, of: second, in: transaction) { return row }
        for width in [second, second * 3_600, Int(UInt32.max) * second - first] {
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

    /// Where several write at a time none sees the others' rows: a common source spreads them over the second. Nil when
    /// there is no such source, or when the second is as good as full.
    private func concurrentSearchRow(
        from first: Int, of width: Int, in transaction: any Transaction
    ) throws -> Int? {
        guard let take = transaction.dialect.takeNumber(from: Self.searchNumbers) else { return nil }
        for _ in 0..<16 {
            let row = first + (try transaction.count(take)) % width
            let known = try transaction.row("SELECT 1 AS n FROM matter_search_rows WHERE search_row = \(row)")
            if known == nil { return row }
        }
        return nil
    }

    static let searchNumbers = "matter_search_numbers"
    private static let rowsASecond = 4_096

    /// The first of the row numbers of a second.
    public static func firstSearchRow(at now: Instant) -> Int {
        Int(max(0, now.milliseconds) / 1_000) * rowsASecond
    }

    /// Puts a matter into the index under the units that may see it now.
    func index(_ matter: RecordID, row: Int, narrative: Narrative, in transaction: any Transaction) throws {
        let words = Bigrams.document("\(narrative.title) \(narrative.text) \(narrative.place)")
        let units = try unitTokens(of: matter, in: transaction)
        let (kept, found) = insertions(
            ofSearchRow: row, matter: matter, words: words, units: units, dialect: transaction.dialect)
        try transaction.execute(kept)
        for statement in found { try transaction.atCommit(statement) }
    }

    /// Brings the units in the index up to date after a matter went to another unit.
    func reindexUnits(of matter: RecordID, in transaction: any Transaction) throws {
        guard
            let row = try transaction.row(
                "SELECT search_row, words, units FROM matter_search_rows WHERE matter_id = \(matter)"
            )
        else { return }
        let units = try unitTokens(of: matter, in: transaction)
        let number = try row.int("search_row"), words = try row.text("words")
        let before = try row.text("units").split(separator: " ").map(String.init)
        guard units != before, !words.isEmpty else { return }
        try removeFromUnitIndex(number, words: words, units: before, in: transaction)
        try transaction.atCommit(
            transaction.dialect.addToSearch(table: Self.unitIndex, row: number, words: Self.words(words, of: units)))
        try transaction.execute(
            "UPDATE matter_search_rows SET units = \(units.joined(separator: " ")) WHERE search_row = \(number)")
    }

    func removeFromIndex(_ row: Int, words: String, units: String, in transaction: any Transaction) throws {
        try transaction.atCommit(
            transaction.dialect.removeFromSearch(table: Self.districtIndex, row: row, words: words))
        let units = units.split(separator: " ").map(String.init)
        try removeFromUnitIndex(row, words: words, units: units, in: transaction)
    }

    private func removeFromUnitIndex(
        _ row: Int, words: String, units: [String], in transaction: any Transaction
    ) throws {
        let words = Self.words(words, of: units)
        try transaction.atCommit(transaction.dialect.removeFromSearch(table: Self.unitIndex, row: row, words: words))
    }

    /// The centre and whoever sees the district search among all words: they need no token.
    private func unitTokens(of matter: RecordID, in transaction: any Transaction) throws -> [String] {
        try transaction.rows(
            """
            SELECT s.unit_id FROM matter_units s JOIN units u ON u.id = s.unit_id
            WHERE s.matter_id = \(matter) AND u.level <> 'centre' ORDER BY s.unit_id
            """
        ).map { Self.token(try $0.id("unit_id")) }
    }

    /// The last twelve digits of a unit's id: random, and each of the same length, so that no separator is needed.
    static func token(_ unit: RecordID) -> String { String(unit.text.suffix(12)) }

    /// Merges each index into one segment, in steps short enough that nobody waits: a search looks into every segment.
    public func tidyIndexes() async throws {
        for index in Self.indexes {
            var pages = -Self.pagesAStep, changed = Int.max
            while changed > 1 {
                let step = pages
                changed = try await database.writeInBackground { transaction in
                    let dialect = transaction.dialect
                    let before = try transaction.count(dialect.totalChanges)
                    try transaction.execute(dialect.mergeSearch(table: index, pages: step))
                    return try transaction.count(dialect.totalChanges) - before
                }
                pages = Self.pagesAStep
            }
        }
    }

    /// The table that keeps the words of each matter: both indexes are made from it.
    public static let searchTable = "matter_search_rows"

    /// Puts rows of that table into both indexes, as when a district comes from another engine.
    public static func fillSearch(_ rows: [Row], in transaction: any Transaction) throws {
        let dialect = transaction.dialect
        for row in rows {
            let number = try row.int("search_row"), words = try row.text("words")
            guard !words.isEmpty else { continue }
            let units = try row.text("units").split(separator: " ").map(String.init)
            try transaction.execute(dialect.addToSearch(table: districtIndex, row: number, words: words))
            try transaction.execute(
                dialect.addToSearch(table: unitIndex, row: number, words: Self.words(words, of: units)))
        }
    }

    private static let pagesAStep = 200
    /// The words of the district, and those of each unit under its token.
    static let districtIndex = "matter_search"
    static let unitIndex = "matter_unit_search"
    static let indexes = [districtIndex, unitIndex]

    /// Matters in a scope whose words or number fit, newest first; the count stops at `hitLimit` and is that of this page
    /// and what follows.
    public func search(
        _ typed: String, scope: MatterScope, before row: Int? = nil, limit: Int = 50, in reader: any Reader
    ) throws -> (matters: [Matter], count: Int, next: Int?) {
        if let number = MatterNumber.read(typed) {
            let rows = try reader.rows(
                "SELECT \(Matter.columns) FROM matters m WHERE m.district = \(district) AND m.number = \(number) AND \(scope.condition)"
            )
            return (try rows.map(Matter.init), rows.count, nil)
        }
        let phrases = Bigrams.phrases(String(typed.prefix(200)))
        guard !phrases.isEmpty else { return ([], 0, nil) }
        let found = try searchRows(
            phrases, scope: scope, before: row ?? Int.max, limit: max(Self.hitLimit, limit + 1), in: reader
        )
        guard !found.isEmpty else { return ([], 0, nil) }
        let rows = try reader.rows(
            """
            SELECT \(Matter.columns) FROM matters m
            WHERE m.search_row IN (\(list: Array(found.prefix(limit)))) AND \(scope.condition) ORDER BY m.search_row DESC
            """
        )
        return (try rows.map(Matter.init), found.count, found.count > limit ? found[limit - 1] : nil)
    }

    /// The numbers of the search rows that fit, newest first.
    private func searchRows(
        _ phrases: [Bigrams.Phrase], scope: MatterScope, before row: Int, limit: Int, in reader: any Reader
    ) throws -> [Int] {
        // Counted within the scope: an office complained about does not even learn that there is one hit more.
        let judged = scope.judged.sorted()
        let isShut =
            try !judged.isEmpty
            && reader.row("SELECT 1 AS n FROM matter_exclusions WHERE unit_id IN (\(list: judged)) LIMIT 1") != nil
        let condition = scope.condition
        let within: @Sendable (SQL) -> SQL = { row in
            isShut ? "AND EXISTS (SELECT 1 FROM matters m WHERE m.search_row = \(row) AND \(condition))" : ""
        }
        switch scope.reach {
        case .nothing: return []
        case .program, .district:
            let query = SearchQuery(
                phrases.map(\.query), in: Self.districtIndex, before: row, within: within, limit: limit)
            return try reader.rows(finding: query).map { try $0.int("n") }
        case .unit(let unit):
            let words = phrases.flatMap { $0.queries(of: Self.token(unit)) }
            let query = SearchQuery(words, in: Self.unitIndex, before: row, within: within, limit: limit)
            return try unitSearchRows(query, ordered: phrases.filter { $0.tokens.count > 1 }, in: reader)
        }
    }

    /// The index of units does not know the order of words: longer phrases are looked for in the words themselves.
    private func unitSearchRows(
        _ query: SearchQuery, ordered: [Bigrams.Phrase], in reader: any Reader
    ) throws -> [Int] {
        if ordered.isEmpty { return try reader.rows(finding: query).map { try $0.int("n") } }
        var query = query, found: [Int] = []
        query.keptWords = "matter_search_rows"
        while found.count < query.limit {
            let rows = try reader.rows(finding: query)
            for row in rows {
                let words = try row.text("words")
                if ordered.allSatisfy({ $0.occurs(in: words) }) { found.append(try row.int("n")) }
            }
            guard rows.count == query.limit, let last = try rows.last?.int("n") else { break }
            query.before = last
        }
        return Array(found.prefix(query.limit))
    }
}

extension Bigrams.Phrase {
    fileprivate var query: SearchQuery.Phrase { SearchQuery.Phrase(tokens, isPrefix: isPrefix) }

    /// The phrase as words of one unit, in any order.
    fileprivate func queries(of unit: String) -> [SearchQuery.Phrase] {
        tokens.indices.map { index in
            SearchQuery.Phrase([unit + tokens[index]], isPrefix: isPrefix && index == tokens.count - 1)
        }
    }

    /// Whether the words stand next to each other in a document.
    fileprivate func occurs(in document: String) -> Bool {
        let end = isPrefix ? "" : " "
        return " \(document) ".contains(" " + tokens.joined(separator: " ") + end)
    }
}

import Addresses
public import Base
import Divisions
public import Sheets
public import Storage

/// The queue as a spreadsheet: out to a town, and back with its decisions, every row of which is checked before any is followed.
public struct ReviewSheet: Sendable {
    /// Cases of a spreadsheet at most, those with the most rows first.
    public static let limit = 3_000
    /// Posts that may decide.
    public static let roles: Set<Role> = [.clerk, .handler, .head, .administrator]
    /// Places to choose from that a row names.
    static let places = 5

    let review: ReviewStore
    let database: any Database

    /// The spreadsheet of a queue.
    public init(review: ReviewStore, database: any Database) {
        (self.review, self.database) = (review, database)
    }

    // MARK: - Out

    /// Writes the open cases of a town, or of all towns, to a file; answers how many. Throws `SheetError` and `StorageError`.
    public func write(
        to path: String, _ format: SheetWriter.Format, town: RecordID?, language: Language, on day: Day
    ) async throws -> Int {
        var filter = ReviewStore.Filter()
        filter.town = town
        return try await write(to: path, format, filter, language, on: day)
    }

    func write(
        to path: String, _ format: SheetWriter.Format, _ filter: ReviewStore.Filter, _ language: Language, on day: Day
    ) async throws -> Int {
        let rows = try await database.readAtLength { reader in
            let cases = try review.list(filter, limit: Self.limit, in: reader)
            let names = try review.divisionNames(on: day, in: reader).names
            let titles = Dictionary(
                try AddressLinks(review.addresses).sources(in: reader).map { ($0.name, $0.title) }
            ) { $1 }
            return try cases.map { try row($0, language, names, titles, in: reader) }
        }
        let writer = try SheetWriter(
            path: path, format: format, columns: Self.columns(language), sheet: ReviewSheetWords.sheet.text(language))
        for row in rows { try writer.write(row) }
        try writer.close()
        return rows.count
    }

    private func row(
        _ one: AddressCase, _ language: Language, _ names: [RecordID: Words], _ titles: [String: String],
        in reader: any Reader
    ) throws -> [String] {
        let ids = try review.placesToChoose(of: one, limit: Self.places, in: reader)
        let places = try review.addresses.find(ids: ids + one.candidates.prefix(9), in: reader)
        let sentence = CaseSentence(one, places: places, divisions: names).text(language)
        let shown = ids.map { places[$0].map(Self.shown) ?? "" }
        return [one.id.text, sentence, one.said, one.sample, String(one.rows)]
            + [one.sources.map { titles[$0] ?? $0 }.joined(separator: " ")]
            + shown + Array(repeating: "", count: Self.places - shown.count)
            + ["", one.kind == .name ? one.said : "", one.village == nil ? "" : try code(one, in: reader), "", ""]
    }

    private func code(_ one: AddressCase, in reader: any Reader) throws -> String {
        try one.village.flatMap { try review.divisions.find($0, in: reader)?.code } ?? ""
    }

    /// A place as a row names it: in Chinese, since it is compared when it comes back.
    static func shown(_ place: Place) -> String { place.fullName }

    static func columns(_ language: Language) -> [SheetColumn] {
        typealias W = ReviewSheetWords
        func column(_ words: Words, _ width: Int) -> SheetColumn { SheetColumn(words.text(language), width: width) }
        let decisions = (1...places).map(String.init) + W.decisions.map { $0.words.text(language) }
        return [
            column(W.id, 38), column(W.kind, 44), column(W.said, 20), column(W.sample, 40), column(W.rows, 8),
            column(W.systems, 16),
        ] + (1...places).map { column(W.place(number: $0), 32) }
            + [SheetColumn(W.decision.text(language), width: 14, choices: decisions)]
            + [column(W.name, 20), column(W.village, 16), column(W.aliasOf, 38), column(W.note, 24)]
    }

    // MARK: - Back

    /// Follows decisions, each in a transaction of its own; answers how many cases and rows were settled, and why others were not.
    public func apply(
        _ check: ReviewSheetCheck, by principal: Principal, at now: Instant
    ) async throws -> (cases: Int, rows: Int, refused: [(id: RecordID, words: Words)]) {
        let outcomes = try await ReviewActs(review: review, database: database)
            .decide(check.planned.map { ($0.one.id, $0.decision) }, by: principal, at: now)
        let settled = outcomes.compactMap(\.rows)
        return (
            settled.count, settled.reduce(0, +), outcomes.compactMap { outcome in outcome.why.map { (outcome.id, $0) } }
        )
    }
}

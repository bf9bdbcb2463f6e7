import AddressMatch
public import Addresses
public import Base
public import Divisions
public import Journal
public import Storage

/// The review queue: what the systems say and the library cannot settle by itself, a pattern at a time.
public struct ReviewStore: Sendable {
    let district: DistrictKey
    let addresses: AddressStore
    let divisions: DivisionStore
    let journal: Journal

    /// The queue of a district.
    public init(addresses: AddressStore, divisions: DivisionStore, journal: Journal) {
        district = journal.district
        (self.addresses, self.divisions, self.journal) = (addresses, divisions, journal)
    }

    /// Which cases are asked for.
    public struct Filter: Hashable, Sendable {
        /// Open or decided.
        public var state = CaseState.open
        /// Of one town, or of one kind.
        public var town: RecordID?, kind: CasePattern.Kind?
        /// Only those whose texts name no town.
        public var isWithoutTown = false

        /// All that is open.
        public init() {}
    }

    /// Cases with the most rows first, at most `limit` after `skipping`; decided ones the newest first.
    public func list(
        _ filter: Filter, skipping: Int = 0, limit: Int, in reader: any Reader
    ) throws -> [AddressCase] {
        let order: SQL = filter.state == .open ? "rows DESC, id" : "decided_at DESC, id"
        return try reader.rows(
            """
            SELECT * FROM address_cases WHERE \(condition(filter)) ORDER BY \(order)
            LIMIT \(limit) OFFSET \(skipping)
            """
        ).map(Self.reviewCase)
    }

    /// How many cases there are, and how many rows wait in them.
    public func count(_ filter: Filter, in reader: any Reader) throws -> (cases: Int, rows: Int) {
        let row = try reader.row(
            "SELECT COUNT(*) AS n, CAST(COALESCE(SUM(rows), 0) AS BIGINT) AS m FROM address_cases WHERE \(condition(filter))"
        )
        return try row.map { (try $0.int("n"), try $0.int("m")) } ?? (0, 0)
    }

    /// Open cases by town; nil for those whose texts name none.
    public func countByTown(in reader: any Reader) throws -> [RecordID?: Int] {
        let rows = try reader.rows(
            """
            SELECT town_id, COUNT(*) AS n FROM address_cases
            WHERE district = \(district) AND state = \(CaseState.open.rawValue) GROUP BY town_id
            """
        )
        return Dictionary(try rows.map { (try $0.idOrNil("town_id"), try $0.int("n")) }) { $0 + $1 }
    }

    func condition(_ filter: Filter) -> SQL {
        var parts: [SQL] = ["district = \(district)", "state = \(filter.state.rawValue)"]
        if let town = filter.town { parts.append("town_id = \(town)") }
        if filter.isWithoutTown { parts.append("town_id IS NULL") }
        if let kind = filter.kind { parts.append("kind = \(kind.rawValue)") }
        return SQL.joined(parts, separator: " AND ")
    }

    /// One case. Throws `CaseError.unknown`.
    public func find(_ id: RecordID, in reader: any Reader) throws -> AddressCase {
        let row = try reader.row("SELECT * FROM address_cases WHERE id = \(id) AND district = \(district)")
        guard let row else { throw CaseError.unknown }
        return try Self.reviewCase(row)
    }

    /// Rows that wait in a case, or were settled with it: source, key and text.
    public func rows(
        of id: RecordID, limit: Int, in reader: any Reader
    ) throws -> [(source: String, key: String, text: String)] {
        try reader.rows(
            """
            SELECT source, row_key, text FROM address_links WHERE case_id = \(id) ORDER BY source, row_key LIMIT \(limit)
            """
        ).map { (try $0.text("source"), try $0.text("row_key"), try $0.text("text")) }
    }

    static func reviewCase(_ row: Row) throws -> AddressCase {
        let parting = try row.text("pattern").split(separator: "|", maxSplits: 2).map(String.init)
        let part = parting.count == 3 ? AddressCase.Part(rawValue: parting[0]) : nil
        return AddressCase(
            id: try row.id("id"), kind: CasePattern.Kind(rawValue: try row.text("kind")) ?? .other,
            said: try row.text("said"), sample: try row.text("sample"), rows: try row.int("rows"),
            sources: try row.text("sources").split(separator: " ").map(String.init),
            town: try row.idOrNil("town_id"), village: try row.idOrNil("village_id"),
            candidates: try row.text("candidates").split(separator: " ").map { RecordID(trusted: String($0)) },
            state: CaseState(rawValue: try row.text("state")) ?? .open, part: part,
            whole: part == nil ? nil : RecordID(parting[1]), decision: try row.text("decision"),
            place: try row.idOrNil("place_id"), act: try row.idOrNil("act_id"),
            decidedBy: try row.textOrNil("decided_by"), decidedAt: try row.instantOrNil("decided_at"))
    }
}

public import Base
import Journal
public import Storage
import Text

extension MatterStore {
    /// The newest rows of the search index that hold each of some words, as far as a scope has words of its own to look in.
    ///
    /// The rows of one word are those of `Bigrams`; what is shut out of the scope must still be left out by
    /// `matters(ofRows:scope:in:)`.
    public func rows(
        holding words: [String], scope: MatterScope, newest limit: Int, in reader: any Reader
    ) throws -> [[Int]] {
        let (table, token): (String, String)
        switch scope.reach {
        case .nothing: return []
        case .program, .district: (table, token) = (Self.districtIndex, "")
        case .unit(let unit): (table, token) = (Self.unitIndex, Self.token(unit))
        }
        return try words.map { word in
            let query = SearchQuery([SearchQuery.Phrase([token + word])], in: table, limit: limit)
            return try reader.rows(finding: query).map { try $0.int("n") }
        }
    }

    /// The matters of some rows of the search index that lie in a scope, in no order.
    public func matters(ofRows rows: [Int], scope: MatterScope, in reader: any Reader) throws -> [Matter] {
        guard !rows.isEmpty else { return [] }
        return try reader.rows(
            "SELECT \(Matter.columns) FROM matters m WHERE m.search_row IN (\(list: rows)) AND \(scope.condition)"
        ).map(Matter.init)
    }

    /// The newest matters at a place.
    public func matters(
        at place: RecordID, since: Instant, scope: MatterScope, limit: Int, in reader: any Reader
    ) throws -> [Matter] {
        try reader.rows(
            """
            SELECT \(Matter.columns) FROM matters m
            WHERE m.place_id = \(place) AND m.filed_at >= \(since) AND \(scope.condition)
            ORDER BY m.filed_at DESC LIMIT \(limit)
            """
        ).map(Matter.init)
    }

    /// Some matters that lie in a scope, in no order.
    public func matters(_ ids: [RecordID], scope: MatterScope, in reader: any Reader) throws -> [Matter] {
        guard !ids.isEmpty else { return [] }
        return try reader.rows(
            "SELECT \(Matter.columns) FROM matters m WHERE m.id IN (\(list: ids)) AND \(scope.condition)"
        ).map(Matter.init)
    }

    /// The newest matters filed before another, for the program itself, which learns from them.
    public func listNewest(before id: RecordID?, since: Instant, limit: Int, in reader: any Reader) throws -> [Matter] {
        let before: SQL = id.map { "AND m.id < \($0)" } ?? ""
        return try reader.rows(
            """
            SELECT \(Matter.columns) FROM matters m
            WHERE m.district = \(district) AND m.filed_at >= \(since) \(before) ORDER BY m.id DESC LIMIT \(limit)
            """
        ).map(Matter.init)
    }

    /// The units of ours that some matters complain about.
    public func complainedUnits(of matters: [RecordID], in reader: any Reader) throws -> [RecordID] {
        guard !matters.isEmpty else { return [] }
        return try reader.rows(
            """
            SELECT DISTINCT unit_id FROM parties
            WHERE matter_id IN (\(list: matters)) AND part = 'respondent' AND unit_id IS NOT NULL ORDER BY unit_id
            """
        ).map { try $0.id("unit_id") }
    }

    /// The filers of some matters, so that one who wrote twice is counted once. For the program itself: what it answers is
    /// compared and forgotten, never shown and never kept. Who gave no name is left out.
    public func filers(of matters: [RecordID], in reader: any Reader) throws -> [RecordID: Identity] {
        guard !matters.isEmpty else { return [:] }
        let rows = try reader.rows(
            """
            SELECT matter_id, identity_id FROM parties
            WHERE matter_id IN (\(list: matters)) AND part = 'filer' AND identity_id IS NOT NULL
            """
        )
        let texts = try personal.open(ids: rows.map { try $0.id("identity_id") }, in: reader)
        var filers: [RecordID: Identity] = [:]
        for row in rows {
            filers[try row.id("matter_id")] = try texts[row.id("identity_id")].flatMap(Self.decode)
        }
        return filers
    }
}

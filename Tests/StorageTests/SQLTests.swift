import Base
import Storage
import Testing

@Suite struct SQLTests {
    @Test func `what is interpolated is bound and never becomes text of the statement`() {
        let hostile = "'; DROP TABLE matters; --"
        let sql: SQL = "SELECT id FROM matters WHERE title = \(hostile) AND number = \(7)"
        #expect(sql.text == "SELECT id FROM matters WHERE title = $1 AND number = $2")
        #expect(sql.values == [.text(hostile), .integer(7)])
    }

    @Test func `a nested piece is renumbered to follow the values before it`() {
        let inner: SQL = "state = \("open") AND unit = \("u")"
        let sql: SQL = "SELECT 1 WHERE id = \("a") AND (\(inner)) AND day = \("2019-11-26")"
        #expect(sql.text == "SELECT 1 WHERE id = $1 AND (state = $2 AND unit = $3) AND day = $4")
        #expect(sql.values == [.text("a"), .text("open"), .text("u"), .text("2019-11-26")])
    }

    @Test func `a piece with more than nine values is renumbered as numbers and not as digits`() {
        let inner: SQL = "x IN (\(list: Array(1...12)))"
        let sql: SQL = "y = \(0) AND \(inner)"
        #expect(sql.text.hasSuffix("$10, $11, $12, $13, $14, $15, $16, $17)"))
        #expect(sql.values.count == 17)
    }

    @Test func `a dollar sign that is no placeholder stays`() {
        let inner: SQL = "a = '$' AND b = \(1)"
        let sql: SQL = "c = \(2) AND \(inner)"
        #expect(sql.text == "c = $1 AND a = '$' AND b = $2")
    }

    @Test func `a list is filled up with its last item to a power of two, so that few statements are prepared`() {
        let ids: SQL = "id IN (\(list: ["a", "b", "c", "d", "e"]))"
        #expect(ids.text == "id IN ($1, $2, $3, $4, $5, $6, $7, $8)")
        #expect(ids.values == ["a", "b", "c", "d", "e", "e", "e", "e"].map { Value.text($0) })
        let row: SQL = "VALUES (\(values: ["a", "b", "c"]))"
        #expect(row.text == "VALUES ($1, $2, $3)")
    }

    @Test func `a list binds each of its items, and pieces are joined in order`() {
        let ids: SQL = "id IN (\(list: ["a", "b"]))"
        #expect(ids.text == "id IN ($1, $2)")
        let joined = SQL.joined([ids, "n = \(1)", "m = \(2)"], separator: " AND ")
        #expect(joined.text == "id IN ($1, $2) AND n = $3 AND m = $4")
    }

    @Test func `values are bound in the form in which they are stored`() throws {
        let day = try #require(Day("2019-11-26"))
        let nothing: String? = nil
        let sql: SQL = "\(true) \(day) \(Instant(milliseconds: 5)) \(nothing) \([1, 2] as [UInt8]) \(Int64.max)"
        #expect(
            sql.values == [.integer(1), .text("2019-11-26"), .integer(5), .null, .blob([1, 2]), .integer(.max)]
        )
    }
}

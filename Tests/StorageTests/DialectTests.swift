import Testing

@testable import Storage

@Suite struct DialectTests {
    @Test func `words become one phrase, and a quote in them stays text`() {
        let query = SearchQuery([.init(["调解", "a\" OR b"])], in: "search", limit: 20)
        let sql = Dialect.sqlite.findInSearch(query)
        #expect(sql.text.contains("search MATCH $1 AND"))
        #expect(sql.values.first == .text("\"调解 a\"\" OR b\""))
    }

    @Test func `a beginning is looked for as one, and all phrases are wanted`() {
        let query = SearchQuery([.init(["调"], isPrefix: true), .init(["协议"])], in: "search", limit: 20)
        #expect(Dialect.sqlite.findInSearch(query).values.first == .text("\"调\" * AND \"协议\""))
    }

    @Test func `no words find nothing`() {
        let sql = Dialect.sqlite.findInSearch(SearchQuery([], in: "search", limit: 20))
        #expect(sql.text.hasSuffix("WHERE 1 = 0"))
    }
}

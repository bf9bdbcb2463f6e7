import Storage
import Testing

@Suite struct DialectTests {
    @Test func `bigrams become one phrase, and a quote in them stays text`() {
        let sql = Dialect.sqlite.matchClause(table: "search", column: "words", bigrams: ["调解", "a\" OR b"])
        #expect(sql.text == "search MATCH $1")
        #expect(sql.values == [.text("{words} : (\"调解 a\"\" OR b\")")])
    }

    @Test func `a single character is looked for as a beginning`() {
        let sql = Dialect.sqlite.matchClause(table: "search", column: "words", bigrams: ["调"])
        #expect(sql.values == [.text("{words} : (\"调\" *)")])
    }

    @Test func `no words find nothing`() {
        #expect(Dialect.sqlite.matchClause(table: "search", column: "words", bigrams: []).text == "1 = 0")
    }
}

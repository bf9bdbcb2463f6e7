import Testing
import Web

/// What programs send is read to the letter, and nothing they send stops the program.
@Suite struct JSONReaderTests {
    private func read(_ text: String) throws -> JSONValue { try JSONReader.read(Array(text.utf8)) }

    @Test(arguments: [
        "null", "true", "[]", "{}", "-0", "1.5e-3", #""""#, #"{"a":[1,{"b":null}],"c":"ü"}"#,
        #"{"say":"\"\\\n","name":"谷雨"}"#,
    ])
    func `what is read is written again the same`(text: String) throws {
        #expect(try read(text).text() == text)
        #expect(try read(read(text).text(isIndented: true)) == read(text))
    }

    @Test func `escapes stand for their characters, pairs of surrogates for one`() throws {
        #expect(try read(#""\u0041\/\b\f\n\r\t\uD83C\uDF27""#).string == "A/\u{8}\u{C}\n\r\t🌧")
    }

    @Test(arguments: [
        "", " ", "{", "[", "[1,]", "[,]", #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, "{a:1}", "'a'", "01", "1.", ".5", "+1",
        "1e",
        "--1", "0x10", "NaN", "Infinity", "tru", "nul", "true false", "[1] 2", #""a"#, "\"\n\"", #""\x41""#, #""\u00""#,
        #""\u00g1""#, "\u{FEFF}{}", "//", "\0",
    ])
    func `what breaks the grammar is refused with its place`(text: String) {
        #expect { try read(text) } throws: { if case JSONFault.grammar = $0 { true } else { false } }
    }

    @Test(arguments: [#""\uD83D""#, #""\uDE00""#, #""\uD83D\uD83D""#, #""\uD83Dx""#, #""\uD83D\n""#])
    func `half a character is refused`(text: String) {
        #expect { try read(text) } throws: { if case JSONFault.surrogate = $0 { true } else { false } }
    }

    @Test func `bytes that are no text are refused`() {
        for bytes: [UInt8] in [[0x22, 0xFF, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xC0, 0xAF, 0x22]] {
            #expect(throws: JSONFault.encoding) { try JSONReader.read(bytes) }
        }
    }

    @Test func `a name that stands twice is refused, also when it is written in two ways`() {
        #expect(throws: JSONFault.twice("text")) { try read(#"{"text":1,"\u0074ext":2}"#) }
        #expect(throws: JSONFault.twice("a")) { try read(#"[{"b":{"a":1,"a":1}}]"#) }
        // é as one code point, and as e with an accent: two names to every other program.
        #expect(throws: Never.self) { try read(#"{"\u00E9":1,"e\u0301":2}"#) }
    }

    @Test func `a body may be nested so deep and no deeper`() throws {
        let limit = JSONReader.depthLimit
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(throws: Never.self) { try read(nested(limit + 1)) }
        #expect(throws: JSONFault.deep) { try read(nested(limit + 2)) }
        #expect(throws: JSONFault.deep) { try read(nested(100_000)) }
        #expect(throws: JSONFault.deep) { try read(String(repeating: #"{"a":"#, count: 100_000)) }
    }

    @Test func `numbers of any size are read, and only those that fit are whole numbers`() throws {
        #expect(try read("1e2").integer == 100)
        #expect(try read("3.0").integer == 3)
        for text in ["1e400", "-1e400", "9223372036854775808", "1.5", "1e-400"] {
            #expect(try read(text).integer == (text == "1e-400" ? 0 : nil), "\(text)")
        }
        #expect { try read("1" + String(repeating: "0", count: 64)) } throws: { error in
            if case JSONFault.number = error { true } else { false }
        }
    }
}

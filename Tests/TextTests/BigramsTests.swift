import Foundation
import Testing
import Text

@Suite struct BigramsTests {
    @Test func `a run of Han becomes its pairs and its last character`() {
        #expect(Bigrams.of("調解協議") == ["调解", "解协", "协议", "议"])
        #expect(Bigrams.document("调解，A1栋-202") == "调解 解 a1 栋 202")
        #expect(Bigrams.of("好") == ["好"])
    }

    @Test func `the document is the words joined by spaces`() {
        let text = "11月26日 13:05，居民王小满来电：工地夜里1点还在打桩！email a.b@c.example 𠮷野家 カフェ é"
        #expect(Bigrams.document(text) == Bigrams.of(text).joined(separator: " "))
    }

    @Test func `a query becomes quoted phrases`() {
        #expect(query("调解 协议书") == ["\"调解\"", "\"协议 议书\""])
        #expect(query("桩") == ["\"桩\" *"])
        #expect(query("0418") == ["\"0418\" *"])
        #expect(query("调解2019") == ["\"调解 解 2019\" *"])
        #expect(query("3栋") == ["\"3 栋\" *"])
    }

    @Test func `nothing a visitor types is an operator`() {
        #expect(query("\" OR * NEAR( 'x'") == ["\"or\" *", "\"near\" *", "\"x\" *"])
        #expect(query("，。！🙂\u{301}") == [])
        #expect(query("") == [])
    }

    @Test func `very long words are cut the same way on both sides`() {
        let long = String(repeating: "a", count: 10_000)
        #expect(Bigrams.document(long).count == Bigrams.longestWord)
        #expect(query(long) == ["\"\(String(repeating: "a", count: Bigrams.longestWord))\" *"])
    }

    @Test func `ten thousand characters make ten thousand words`() {
        #expect(Bigrams.of(String(repeating: "调解", count: 5_000)).count == 10_000)
    }

    /// What FTS5 does with a phrase, in small: the tokens stand next to each other, the last perhaps as a beginning.
    private func finds(_ query: String, in text: String) -> Bool {
        let words = Bigrams.of(text)
        return Bigrams.phrases(query).allSatisfy { phrase in
            words.indices.contains { start in
                guard start + phrase.tokens.count <= words.count else { return false }
                return phrase.tokens.indices.allSatisfy { offset in
                    let isLast = offset == phrase.tokens.count - 1
                    let word = words[start + offset]
                    return phrase.isPrefix && isLast
                        ? word.hasPrefix(phrase.tokens[offset]) : word == phrase.tokens[offset]
                }
            }
        }
    }

    @Test func `every part of a text finds the text`() {
        let text = "良渚街道a3栋202室漏水，請調解"
        let characters = Array(text)
        for start in characters.indices {
            for end in start..<min(start + 5, characters.count) {
                let part = String(characters[start...end])
                if part == "，" { continue }
                // A part that begins inside a word of letters or digits is no beginning of a word.
                if start > 0, characters[start].isASCII, characters[start - 1].isASCII { continue }
                #expect(finds(part, in: text), "\(part)")
            }
        }
        #expect(!finds("良街", in: text))
        #expect(!finds("204", in: text))
    }

    /// Each phrase in quotes, with a star where the last word may go on.
    private func query(_ words: String) -> [String] {
        Bigrams.phrases(words).map { "\"\($0.tokens.joined(separator: " "))\"" + ($0.isPrefix ? " *" : "") }
    }
}

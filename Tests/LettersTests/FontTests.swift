import Letters
import Testing

/// What is said of fonts before a letter is set in them.
@Suite struct FontTests {
    @Test func `of fonts that are named those are told of which none is installed`() {
        #expect(LetterFonts().missing() == [])
        #expect(LetterFonts(body: "Nowhere Song, Nowhere Serif").missing() == ["Nowhere Song, Nowhere Serif"])
        #expect(LetterFonts(body: "Nowhere Song, noto serif cjk sc").missing() == [])
    }
}

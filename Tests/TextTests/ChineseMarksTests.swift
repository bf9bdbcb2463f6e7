import Testing
import Text

/// What is Chinese on an English page says so.
@Suite struct ChineseMarksTests {
    @Test(arguments: [
        ("<p>Guyu Village</p>", "<p>Guyu Village</p>"),
        ("<p>谷雨村, near 立夏镇。</p>", "<p><span lang=\"zh\">谷雨村</span>, near <span lang=\"zh\">立夏镇。</span></p>"),
        ("<p>《信访条例》, Art. 21</p>", "<p>《<span lang=\"zh\">信访条例》</span>, Art. 21</p>"),
        ("<p lang=\"zh-Hans\">谷雨<b>村</b></p>村", "<p lang=\"zh-Hans\">谷雨<b>村</b></p><span lang=\"zh\">村</span>"),
        (
            "<span translate=\"no\">谷雨</span>", "<span translate=\"no\"><span lang=\"zh\">谷雨</span></span>"
        ),
    ])
    func `each run of characters is marked once`(page: String, marked: String) {
        #expect(ChineseMarks.add(to: page) == marked)
        #expect(ChineseMarks.add(to: marked) == marked)
    }

    @Test(arguments: [
        "<title>谷雨</title>", "<textarea>谷雨</textarea>", "<script>\"谷雨\"</script>",
        "<select><option>谷雨</option></select>",
        "<svg aria-hidden=\"true\"><text>善</text></svg>", "<a aria-label=\"谷雨\" href=\"/\">x</a>", "<!-- 谷雨 -->",
    ])
    func `where no element may stand the words stay as they are`(page: String) {
        #expect(ChineseMarks.add(to: page) == page)
    }

    @Test func `the page itself may be called Chinese without everything in it counting as marked`() {
        let page = "<html lang=\"zh-Hans\"><p>谷雨</p></html>"
        #expect(ChineseMarks.add(to: page).contains("<span lang=\"zh\">谷雨</span>"))
    }
}

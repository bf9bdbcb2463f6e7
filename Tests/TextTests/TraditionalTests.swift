import Testing
import Text

@Suite struct TraditionalTests {
    @Test func `our words are converted by phrase`() {
        #expect(Traditional.convert("里面的头发，以后发现") == "裡面的頭髮，以後發現")
        #expect(Traditional.convert("about") == "about")
        #expect(Traditional.convert("为") == Traditional.convert("为"))
    }

    @Test func `a page is converted except what people said`() {
        let page = """
            <!doctype html><html lang="zh-Hant"><!-- 说明 --><body><h1 title="说明" class="说">说明</h1>\
            <p translate="no" title="问题">问题 <span>后来</span></p><p data-said>里面<p>里面</p>里面</p>\
            <input value="后来" placeholder="请写" disabled><br/><script type="application/json">"说"</script>\
            <textarea name="x" aria-label="请写">发现<b></textarea>完毕 &amp; 后来</body></html>
            """
        let wanted = """
            <!doctype html><html lang="zh-Hant"><!-- 说明 --><body><h1 title="說明" class="说">說明</h1>\
            <p translate="no" title="问题">问题 <span>后来</span></p><p data-said>里面<p>里面</p>里面</p>\
            <input value="后来" placeholder="請寫" disabled><br/><script type="application/json">"说"</script>\
            <textarea name="x" aria-label="請寫">发现<b></textarea>完畢 &amp; 後來</body></html>
            """
        #expect(Traditional.convert(html: page) == wanted)
    }

    @Test(arguments: [
        "", "<", "<p", "<p a", "<p a=", "<p a=\"", "</", "<!--", "<script>", "<>", "a < b 后", "<p translate=\"no\">",
        "\u{0}后", "<textarea>后", "</p></p>", "<p ==\"\" \">后",
    ])
    func `torn markup neither stops nor loses anything`(torn: String) {
        let converted = Traditional.convert(html: torn)
        #expect(converted.unicodeScalars.count == torn.unicodeScalars.count)
    }

    @Test func `many at once get the same answer`() async {
        let answers = await withTaskGroup(of: String.self) { group in
            for number in 0..<64 {
                group.addTask { Traditional.convert("还剩 \(number % 4) 个工作日") + Folding.fold("還剩") }
            }
            return await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(answers == Set((0..<4).map { "還剩 \($0) 個工作日还剩" }))
    }
}

import Base
import Markup
import Testing

@Suite struct HTMLTests {
    @Test func `text put into markup is escaped, markup is not`() {
        let name = "<script>alert('谷雨')</script> & \"夏至\""
        let strong: HTML = "<b>\(name)</b>"
        #expect(strong.text == "<b>&lt;script&gt;alert(&#39;谷雨&#39;)&lt;/script&gt; &amp; &quot;夏至&quot;</b>")
        let page: HTML = "<p>\(strong)\(3)</p>"
        #expect(page.text == "<p>" + strong.text + "3</p>")
    }

    @Test(arguments: [true]) func `a literal inside an interpolation is text`(flag: Bool) {
        let piece: HTML = "<p>\(flag ? "<b>" : "")</p>"
        #expect(piece.text == "<p>&lt;b&gt;</p>")
    }

    @Test func `lists are joined and nothing adds nothing`() {
        let items: [HTML] = ["<li>\("一")</li>", "<li>\("二")</li>"]
        let none: HTML? = nil
        let unsaid: String? = nil
        let list: HTML = "<ul>\(items)\(none)\(unsaid)</ul>"
        #expect(list.text == "<ul><li>一</li><li>二</li></ul>")
        #expect(HTML.joined(items, separator: "<hr>").text == "<li>一</li><hr><li>二</li>")
    }

    @Test func `a quotation mark cannot leave an attribute`() {
        let said = "\" onclick=\"x"
        let field: HTML = "<input value=\"\(said)\"\(attribute: "title", said)\(flag: "checked", true)>"
        let inside = "&quot; onclick=&quot;x"
        #expect(field.text == "<input value=\"\(inside)\" title=\"\(inside)\" checked=\"checked\">")
    }

    @Test func `text where an address belongs becomes a dead link`() {
        let said = "javascript:alert(1)"
        let path: Path = "/matters/7"
        let link: HTML = "<a href=\"\(said)\">\(said)</a><a href=\"\(path)\"></a><img\(attribute: "src", said)>"
        #expect(
            link.text == "<a href=\"#\">javascript:alert(1)</a><a href=\"/matters/7\"></a><img src=\"#\">"
        )
    }

    @Test func `data for scripts cannot end its element`() {
        let value = ["句": "</script><!-- &\u{2028}"]
        let element: HTML = "<script type=\"application/json\">\(json: value)</script>"
        #expect(
            element.text
                == "<script type=\"application/json\">{\"句\":\"\\u003c/script\\u003e\\u003c!-- \\u0026\\u2028\"}</script>"
        )
    }

    @Test func `forbidden control characters are left out`() {
        let piece: HTML = "\("立\u{0}春\u{B}\n\t好")"
        #expect(piece.text == "立春\n\t好")
    }

    @Test func `hostile and odd text stays text`() {
        let odd = "e\u{301}\u{301}\u{202E}👩‍👩‍👧‍👦\u{FFFF}<"
        #expect(HTML(escaping: odd).text == odd.replacing("<", with: "&lt;"))
        #expect(HTML.said("<").text == "<span translate=\"no\">&lt;</span>")
        #expect(HTML.said("后里 5").text == "<span translate=\"no\" lang=\"zh\">后里 5</span>")
    }

    @Test func `text that begins with a combining mark does not swallow the quote before it`() {
        let mark = "\u{301}\" x"
        let field: HTML = "<i title=\"\(mark)\"></i><a href=\"\(mark)\"></a>"
        #expect(field.text == "<i title=\"\u{301}&quot; x\"></i><a href=\"#\"></a>")
    }
}

@Suite struct PathTests {
    @Test func `components are percent-encoded`() {
        let word = "a/b?c=d&e#f 调"
        let path: Path = "/search/\(word)/x"
        #expect(path.text == "/search/a%2Fb%3Fc%3Dd%26e%23f%20%E8%B0%83/x")
        #expect(Path(components: ["matters", "..", ""]).text == "/matters/_/_")
    }

    @Test func `a query is built and a fragment stays last`() {
        let path: Path = "/matters"
        let built = path.query("q", "调 解").query("page", 2).query("none", nil as String?).fragment("top").query(
            "a",
            "&"
        )
        #expect(built.text == "/matters?q=%E8%B0%83%20%E8%A7%A3&page=2&a=%26#top")
        let link: HTML = "<a href=\"\(built)\"></a>"
        #expect(link.text.contains("page=2&amp;a=%26#top"))
    }

    @Test func `an address never leads to another host`() {
        let host = ""
        let word = "/evil.example"
        let one: Path = "//evil.example"
        let two: Path = "/\(host)/\(word)"
        let three: Path = "javascript:alert(1)"
        #expect(one.text == "/evil.example")
        #expect(two.text == "/_/%2Fevil.example")
        #expect(three.text == "/javascript:alert(1)")
    }

    @Test(arguments: [
        "http://a.example", "javascript:alert(1)", "https://", "https:///x", "https://u:p@a.example", "https://a b",
        "https://a.example/\"", "//a.example", "https://例.example",
    ])
    func `an outside address is https with a host and nothing odd`(text: String) {
        #expect(ExternalLink(text) == nil)
        #expect(ExternalLink("https://a.example/x?y=1")?.text == "https://a.example/x?y=1")
    }

    @Test func `a telephone number can be dialled`() {
        #expect(ExternalLink(telephone: "000 0000 0418")?.text == "tel:00000000418")
        #expect(ExternalLink(telephone: "12;34") == nil)
    }
}

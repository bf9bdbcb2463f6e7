import Base
import Foundation
import Markup
import Testing

@Suite struct PagesTests {
    private func shell(_ face: Face, language: Language = .simplified, theme: Theme = .system, body: HTML) -> PageShell
    {
        var shell = PageShell(
            face,
            title: "部件",
            language: language,
            theme: theme,
            words: ShellWords(place: "余杭区", language: language),
            body: body
        )
        shell.switches = .own(to: "/switch", hidden: [("token", "\"<x>"), ("back", "/parts?page=2&q=1")])
        return shell
    }

    @Test func `the page of all parts passes the lint`() {
        let page = shell(.desk, body: ComponentsPage.body).html.text
        #expect(HTMLLint.problems(in: page) == [])
        for word in [
            "深色", "Dark", "data-theme=\"dark\" lang=\"en\"", "clock-over", "action-barred", "class=\"qr\"", "slip-code",
        ] {
            #expect(page.contains(word), "\(word)")
        }
    }

    @Test(arguments: Face.allCases, Language.allCases)
    func `every frame passes the lint`(face: Face, language: Language) {
        let body: HTML =
            face == .deskPanes
            ? .panes(rail: .rail("清单", []), list: .listHead("我的"), open: "<h1>事</h1>") : "<h1>事</h1>"
        let page = shell(face, language: language, theme: .dark, body: body).html.text
        #expect(HTMLLint.problems(in: page) == [])
        #expect(page.contains("<html lang=\"\(language.rawValue)\" data-theme=\"dark\">"))
        #expect(page.contains("value=\"&quot;&lt;x&gt;\""))
        #expect(page.contains("id=\"main\""))
        #expect(!page.contains("name=\"language\" value=\"\(language.rawValue)\""))
    }

    @Test(arguments: [Face.resident, .desk, .command])
    func `switches that keep a form are its buttons, and Enter presses none of them`(face: Face) throws {
        var page = shell(face, body: .form(to: "/next", id: "answers", "<h1>事</h1>\(HTML.button("继续"))"))
        page.switches = .within(form: "answers", to: "/same")
        let html = page.html.text
        #expect(HTMLLint.problems(in: html) == [])
        #expect(html.matches(of: #/form="answers" formaction="\/same"/#).count == 4)
        let first = try #require(html.firstMatch(of: #/<button[^>]*form="answers"[^>]*>/#))
        #expect(first.output.contains("tabindex=\"-1\"") && !first.output.contains("name="))
    }

    @Test func `desk helpers pass the lint`() {
        let help = HTML.keyHelp("键盘", keys: [("j", "下一件"), ("k", "上一件")], switchLabel: "用单键", close: "关上")
        var page = shell(.desk, body: help)
        page.search = .search("搜事项", placeholder: "号码、地点", to: "/matters", value: "\"><script>")
        #expect(HTMLLint.problems(in: page.html.text) == [])
        #expect(!page.html.text.contains("\"><script>"))
    }

    @Test func `hostile contents stay contents in every part`() {
        let bad = "\"><script>alert(1)</script><p onclick=\"x\" style=\"x\">'&"
        let field = Field("a", bad, hint: bad, error: bad)
        let body: HTML = """
            \(HTML.input(field, value: bad))\(HTML.textarea(Field("b", bad), value: bad, count: bad, kept: bad))\
            \(HTML.select(Field("c", bad), [Choice(bad, said: bad), Choice(bad, bad)], chosen: bad))\
            \(HTML.radios(Field("d", bad), [Choice(bad, bad, note: bad)], chosen: bad))\
            \(HTML.check(Field("e", bad, hint: bad, error: bad)))\(HTML.errorSummary(bad, [field]))\
            \(HTML.clock(bad, .over, tip: "\(bad)"))\(HTML.person(bad, office: bad))\(HTML.sealedName(bad, why: bad))\
            \(ListRow(to: "/x/\(bad)", title: .said(bad), said: bad).html)\(HTML.table(bad, [Column(bad)], rows: [["\(bad)"]]))\
            \(HTML.timeline([TimelineStep(when: bad, title: "\(bad)")]))\(HTML.copyButton(bad, done: bad, copies: bad))\
            \(HTML.form(to: "/x", hidden: ["n": bad], .button(bad, name: bad, value: bad)))\(QRCode.svg(bad, label: bad))
            """
        let page = shell(.desk, body: body).html.text
        #expect(HTMLLint.problems(in: page) == [])
        #expect(!page.contains("<script>alert"))
    }

    @Test func `empty lists and absurd numbers do no harm`() {
        let body: HTML = """
            \(HTML.table("空", [], rows: [["a"], []]))\(HTML.timeline([]))\(HTML.steps("第 0 步", now: -3, of: -5))\
            \(HTML.steps("很多", now: 9, of: 1_000_000))\(HTML.facts([]))\(HTML.rows([]))\(HTML.filters("空", []))\
            \(HTML.person("", office: ""))\(HTML.more("更多", to: nil))\(QRCode.svg("", label: ""))
            """
        #expect(HTMLLint.problems(in: shell(.resident, body: body).html.text) == [])
        #expect(QRCode.svg(String(repeating: "长", count: 5_000), label: "x").isEmpty)
    }

    @Test func `what people wrote is marked as theirs`() {
        #expect(HTML.textarea(Field("a", "说"), value: "里面").text.contains("translate=\"no\">\n里面</textarea>"))
        #expect(HTML.select(Field("c", "谁"), [Choice("1", said: "后里")]).text.contains("translate=\"no\""))
        #expect(HTML.person("后里", office: "里").text.hasPrefix("<span class=\"person\" translate=\"no\">"))
    }
}

@Suite struct LintTests {
    @Test(arguments: [
        ("<p style=\"x\"></p>", "style"), ("<p onclick=\"x\"></p>", "onclick"),
        ("<a href=\"javascript:x\">a</a>", "leads to"),
        ("<a href=\"#\">a</a>", "leads to"), ("<a href=\"//x.example\">a</a>", "leads to"),
        ("<script>x</script>", "script"),
        ("<p class=a></p>", "double quotes"), ("<p class='a'></p>", "double quotes"), ("<p>", "not closed"),
        ("<p><b></p></b>", "closes"), ("<input id=\"a\">", "no label"), ("<img src=\"/a\">", "alt"),
        ("<p id=\"a\"></p><p id=\"a\"></p>", "twice"), ("<p a=\"1\" a=\"2\"></p>", "twice"), ("1 < 2", "torn"),
        ("<label for=\"x\">x</label>", "not on the page"), ("<svg></svg>", "svg"), ("<style>a{}</style>", "style"),
        ("<iframe></iframe>", "iframe"), ("<p", "torn"), ("</p>", "closes"),
    ])
    func `what the rules forbid is named`(page: String, word: String) {
        let problems = HTMLLint.problems(in: page)
        #expect(problems.contains { $0.contains(word) }, "\(problems)")
    }

    @Test func `what the rules allow passes`() {
        let page = """
            <!doctype html><!-- a --><label for="a">x</label><input id="a"><label>y<input name="b"></label>\
            <input type="hidden" name="c"><img alt="" src="/a"><script type="application/json">{"a":"<p>"}</script>\
            <script src="/a.js" defer="defer"></script><svg aria-hidden="true"><path d="M0 0"/></svg><br>
            """
        #expect(HTMLLint.problems(in: page) == [])
    }
}

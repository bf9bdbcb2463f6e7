import Foundation
import Markup
import Testing

/// The page of all parts is whole: whoever makes a part shows it there.
@Suite struct ComponentsTests {
    private static let home = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// What every component is made of: the classes of the stylesheet that the components' sources name.
    private func classes() throws -> Set<String> {
        let css = try String(contentsOf: Self.home.appending(path: "Assets/shanzhi.css"), encoding: .utf8)
        let known = Set(css.matches(of: /\.([a-z][a-z0-9-]*)/).map { String($0.1) })
        let folder = Self.home.appending(path: "Sources/Markup/Components")
        var named: Set<String> = []
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
            let source = try String(contentsOf: file, encoding: .utf8)
            for text in source.matches(of: /class=\\?"([^\\"]*)/) {
                named.formUnion(text.1.split(separator: " ").map(String.init))
            }
            for text in source.matches(of: /(?:= |\? )"([a-z][a-z -]*| [a-z][a-z-]*)"/) {
                named.formUnion(text.1.split(separator: " ").map(String.init))
            }
        }
        return named.intersection(known)
    }

    @Test func `every part stands on the page of all parts`() throws {
        let page = ComponentsPage.body.text
        var shown: Set<String> = []
        for match in page.matches(of: /class="([^"]*)"/) {
            shown.formUnion(match.1.split(separator: " ").map(String.init))
        }
        let classes = try classes()
        #expect(classes.count > 80, "the sources were read: \(classes.count)")
        #expect(classes.subtracting(shown).sorted() == [])
    }

    @Test func `the map, the charts and the live feed are among them, in both languages`() {
        let page = ComponentsPage.body.text
        for words in [
            "<svg class=\"map\"", "class=\"trend\"", "class=\"bars\"", "class=\"feed\"", "data-map=\"zl-map\"",
            "星桥街道：超期 0 件", "Xingqiao Subdistrict: 0 overdue", "Nothing new in the last seven days.",
        ] { #expect(page.contains(words), "\(words)") }
    }

    @Test func `a map writes a name only where it has room, and a chart of nothing stands`() {
        func map(room: Int) -> String {
            MapDrawing(
                "图", width: 10, height: 10,
                shapes: [
                    MapShape(
                        to: "/x", label: "雨水街道", name: "雨水", outline: "M0 0Z", labelX: 5, labelY: 5, room: room,
                        figure: 2, step: 1)
                ], legend: []
            ).html.text
        }
        #expect(map(room: 14).contains(">雨水</text>"))
        #expect(!map(room: 13).contains(">雨水</text>"))
        #expect(map(room: 0).contains(">2</text>"))
        let empty = TrendDrawing("空", filed: .init("收到", []), ended: .init("办结", []), marks: [], tips: [])
        #expect(HTMLLint.problems(in: "<p>\(empty.html.text)</p>").allSatisfy { !$0.contains("torn") })
        #expect(HTML.bars([]).text == "<div class=\"bars\"></div>")
    }

    @Test func `hostile names stay names in maps, charts and feeds`() {
        let bad = "\"><script>alert(1)</script>"
        let shape = MapShape(
            to: "/x", label: bad, name: bad, outline: "M0 0Z", labelX: 0, labelY: 0, room: 9_999, figure: 1, step: 1)
        let item = FeedItem(time: bad, iso: bad, what: bad, kind: bad, number: bad, to: "/x", place: bad)
        let parts: [HTML] = [
            MapDrawing(bad, width: 1, height: 1, shapes: [shape], legend: [bad]).html, HTML.bars([Bar(bad, 1)]),
            HTML.feed([item], id: "a", empty: bad), HTML.demoNote(bad), HTML.numbered([bad]),
            HTML.answerCard(bad, now: HTML.answerNow(bad), parts: [(bad, "\(bad)")]),
        ]
        for part in parts { #expect(!part.text.contains("<script>")) }
    }
}

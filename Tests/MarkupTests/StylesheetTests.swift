import Foundation
import Markup
import Testing

/// Reads Assets/shanzhi.css beside Tests and checks what a reader's eyes depend on.
@Suite struct StylesheetTests {
    private let css: String
    private let script: String

    init() throws {
        let assets = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Assets")
        css = try String(contentsOf: assets.appending(path: "shanzhi.css"), encoding: .utf8)
        script = try String(contentsOf: assets.appending(path: "shanzhi.js"), encoding: .utf8)
    }

    /// The colours of the first rule whose selector ends with this text.
    private func tokens(_ selector: String) throws -> [String: String] {
        let start = try #require(css.range(of: selector + " {"))
        let end = try #require(css[start.upperBound...].firstIndex(of: "}"))
        var colours: [String: String] = [:]
        for line in css[start.upperBound..<end].split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, let hash = parts[1].firstIndex(of: "#") else { continue }
            colours[parts[0].trimmingCharacters(in: .whitespaces)] = String(parts[1][hash...].prefix(7))
        }
        return colours
    }

    /// WCAG 2.1, relative luminance of `#RRGGBB`.
    private func luminance(_ colour: String) throws -> Double {
        let number = try #require(Int(colour.dropFirst(), radix: 16))
        let channels = [number >> 16, number >> 8, number].map { value -> Double in
            let share = Double(value & 0xFF) / 255
            return share <= 0.03928 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
    }

    private func contrast(_ one: String, _ other: String) throws -> Double {
        let (a, b) = (try luminance(one), try luminance(other))
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }

    @Test(arguments: ["[data-theme=\"light\"]", "\n[data-theme=\"dark\"]"])
    func `words stand out from every ground they lie on`(selector: String) throws {
        let colours = try tokens(selector)
        let grounds = ["--paper", "--sheet", "--shade"]
        var pairs: [(String, String, Double)] = grounds.flatMap { ground in
            ["--ink", "--muted", "--pine", "--pine-deep", "--amber", "--vermilion", "--blue"].map { ($0, ground, 4.5) }
        }
        pairs += grounds.map { ("--edge", $0, 3) }
        for tint in ["pine", "amber", "vermilion", "blue"] {
            pairs += [("--" + tint, "--\(tint)-tint", 4.5), ("--ink", "--\(tint)-tint", 4.5)]
        }
        pairs += [
            ("--muted", "--pine-tint", 4.5), ("--on-pine", "--pine", 4.5), ("--on-pine", "--pine-deep", 4.5),
            ("--on-vermilion", "--vermilion", 4.5), ("--ink", "--line", 4.5), ("--heat-ink", "--heat-0", 4.5),
            ("--heat-ink", "--heat-1", 4.5), ("--heat-ink", "--heat-2", 4.5), ("--heat-ink", "--heat-3", 4.5),
            ("--heat-ink-4", "--heat-4", 4.5),
        ]
        for (front, ground, least) in pairs {
            let measured = try contrast(
                try #require(colours[front], "\(front)"),
                try #require(colours[ground], "\(ground)")
            )
            #expect(measured >= least, "\(front) on \(ground): \(measured)")
        }
    }

    @Test func `the dark tokens are the same by choice and by system`() throws {
        #expect(try tokens("\n[data-theme=\"dark\"]") == tokens(":root:not([data-theme])"))
    }

    @Test func `the stylesheet is small and whole and loads nothing`() {
        #expect(css.utf8.count < 64_000)
        #expect(css.count { $0 == "{" } == css.count { $0 == "}" })
        for word in ["url(", "@import", "gradient", "expression("] { #expect(!css.contains(word), "\(word)") }
    }

    @Test func `the script keeps to the rules of the faces`() {
        for word in [
            "eval(", "new Function", "innerHTML", "insertAdjacentHTML", "document.write", ".style.", "http:", "https:",
        ] {
            #expect(!script.contains(word), "\(word)")
        }
    }

    @Test func `every class the parts use has a look`() {
        let page = ComponentsPage.body.text
        var missing: Set<String> = []
        for match in page.matches(of: /class="([^"]*)"/) {
            for name in match.1.split(separator: " ") where !css.contains(".\(name)") { missing.insert(String(name)) }
        }
        #expect(missing == [])
    }
}

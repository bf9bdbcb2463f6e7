import Base
import Letters
import Markup
import Testing

/// Templates as data: what is refused, with line and reason, and what comes of values.
@Suite struct LetterTemplateTests {
    private func faults(_ body: String) throws -> [LetterFault] {
        let text = LetterSamples.small(body)
        return try LetterSamples.read(text).faults(in: text)
    }

    private let whole = "  - paragraph: 致{{party.name}}\n  - clauses: [{each: reasons}]\n"

    @Test(arguments: LetterSamples.codes)
    func `every template of the folder is sound, and its samples fill it`(code: String) throws {
        let text = try LetterSamples.text(code)
        let template = try LetterSamples.read(text)
        #expect(template.faults(in: text).map(\.description) == [] && template.code == code)
        let letter = try template.fill(template.sampleValues)
        #expect(!"\(letter.contents)".contains("{{"))
        if template.english != nil { _ = try template.fill(template.sampleValues, in: .english) }
    }

    @Test func `the agreement holds all that Article 29 names`() throws {
        let names = Set(try LetterSamples.template("mediation-agreement").placeholders.map(\.name))
        #expect(names.isSuperset(of: ["parties", "facts", "issues", "terms", "manner", "deadline", "day", "mediator"]))
    }

    @Test func `an unknown placeholder is refused with its line, its place and what was meant`() throws {
        let found = try faults(whole + "  - paragraph: 您好\n  - paragraph: 再致{{party.nane}}\n")
        #expect(
            found.map(\.description) == [
                "line 14, zh[4].paragraph: {{party.nane}} is not declared; did you mean {{party.name}}?"
            ])
    }

    @Test func `the same fault twice is told on both of its lines`() throws {
        let found = try faults(whole + "  - paragraph: 甲{{x.y.z}}\n  - paragraph: 乙{{x.y.z}}\n")
        #expect(found.map(\.line) == [13, 14])
    }

    @Test func `a required placeholder that stands nowhere is refused`() throws {
        let found = try faults("  - clauses: [{each: reasons}]\n")
        #expect(found.map(\.reason) == ["party.name is required and stands nowhere in zh"])
        #expect(found.first?.line == 7)
    }

    @Test(arguments: ["{{party.name}", "{party.name}}", "{{ party.name }}", "{{Party}}", "{{}}", "}"])
    func `braces that make no placeholder are refused`(text: String) throws {
        let found = try faults(whole + "  - paragraph: \"甲\(text)\"\n")
        #expect(found.count == 1 && found.first?.line == 13)
    }

    @Test func `a list cannot stand within a sentence, nor a text make a list`() throws {
        #expect(try faults(whole + "  - paragraph: 因{{reasons}}\n").first?.reason.contains("cannot stand") == true)
        #expect(try faults(whole + "  - clauses: [{each: party.name}]\n").first?.reason.contains("kind: list") == true)
    }

    @Test func `a key that nobody reads is refused with what was meant`() {
        let error = #expect(throws: (any Error).self) {
            try LetterSamples.read(LetterSamples.small("  - paragraf: 好\n"))
        }
        #expect(error.map { "\($0)".contains("paragraf is not known here; paragraph is") } == true)
    }

    @Test func `a letter needs all its values and takes no others`() throws {
        let template = try LetterSamples.read(LetterSamples.small(whole))
        #expect(throws: LetterError.missing(["party.name"])) { try template.fill([:]) }
        #expect(throws: LetterError.missing(["party.name"])) { try template.fill(["party.name": .text(" \u{202E}\n")]) }
        #expect(throws: LetterError.unknown(["x"])) {
            try template.fill(["party.name": .text("谷雨阿姨"), "x": .text("1")])
        }
        #expect(throws: LetterError.wrongKind("party.name")) { try template.fill(["party.name": .list(["谷雨阿姨"])]) }
        #expect(throws: LetterError.tooLong("party.name")) {
            try template.fill(["party.name": .text(String(repeating: "长", count: 20_001))])
        }
        #expect(throws: LetterError.noEnglish) { try template.fill(["party.name": .text("谷雨阿姨")], in: .english) }
    }

    @Test func `a value is never read as a template, and cannot turn the text round`() throws {
        let template = try LetterSamples.read(LetterSamples.small(whole))
        let letter = try template.fill(["party.name": .text("{{reasons}}<b>\u{202E}谷雨\u{0}&\u{2066}阿姨")])
        #expect(letter.contents.contains(.paragraph("致{{reasons}}<b>谷雨 &阿姨")))
        let html = LetterHTML.article(LetterSheet(letter)).text
        #expect(html.contains("{{reasons}}&lt;b&gt;谷雨 &amp;阿姨") && html.contains("<h1>短函</h1>"))
    }

    @Test func `a table row with too many cells is refused`() throws {
        let template = try LetterSamples.template("mediation-agreement")
        var values = template.sampleValues
        values["instalments"] = .rows([["一", "2019年11月30日"]])
        #expect(throws: LetterError.wrongKind("instalments")) { try template.fill(values) }
        values["instalments"] = nil
        let letter = try template.fill(values)
        let tables = letter.contents.filter { if case .table = $0 { true } else { false } }
        #expect(tables.count == 1)
    }

    @Test func `clauses are numbered to eleven and twenty as people count`() throws {
        let template = try LetterSamples.read(LetterSamples.small(whole))
        let reasons = (1...21).map { "第\($0)项" }
        let letter = try template.fill(["party.name": .text("谷雨阿姨"), "reasons": .list(reasons)])
        let html = LetterHTML.article(LetterSheet(letter)).text
        for text in ["十、第10项", "十一、第11项", "二十、第20项", "二十一、第21项"] {
            #expect(html.contains("<p>\(text)</p>"))
        }
    }
}

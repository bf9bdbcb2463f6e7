import Base
import Foundation
import Letters
import Testing

/// Letters on paper, read back from the PDF.
@Suite struct LetterPrinterTests {
    private let printer = LetterPrinter()

    private func pages(_ contents: [LetterContent]) throws -> [String] {
        let printed = try printer.print(LetterSamples.sheet(contents), at: LetterSamples.now)
        // Installed by script/bootstrap --tests.
        return try #require(try LetterSamples.pages(of: printed.bytes))
    }

    @Test(arguments: LetterSamples.codes)
    func `every sample prints, every character has a font, and equal input gives equal bytes`(code: String) throws {
        let template = try LetterSamples.template(code)
        let sheet = LetterSheet(
            try template.fill(template.sampleValues), seal: .drawn(unit: "示例机关", isSample: true),
            proof: LetterProof(address: "https://shanzhi.example/v/7KQ29XMA", code: "7KQ2-9XMA")
        )
        let printed = try printer.print(sheet, at: LetterSamples.now)
        #expect(printed.unknownCharacters == 0 && (1...3).contains(printed.pages))
        #expect(try printer.print(sheet, at: LetterSamples.now).bytes == printed.bytes)
        let text = try #require(try LetterSamples.pages(of: printed.bytes)).joined()
        #expect(text.filter { !$0.isWhitespace }.contains(sheet.letter.title.filter { !$0.isWhitespace }))
        let fonts = try #require(try LetterSamples.run("/usr/bin/pdffonts", ["FILE"], printed.bytes))
        let rows = fonts.split(separator: "\n").dropFirst(2)
        #expect(!rows.isEmpty && rows.allSatisfy { $0.contains("yes yes yes") })
    }

    @Test func `the file carries title and the day that was given`() throws {
        let printed = try printer.print(LetterSamples.sheet([.title("短函")]), at: LetterSamples.now)
        let info = try #require(try LetterSamples.run("/usr/bin/pdfinfo", ["-isodates", "FILE"], printed.bytes))
        #expect(info.contains("2019-11-26T09:30:00+08") && info.contains("A4"))
    }

    @Test func `twenty-eight characters fill a line and twenty-two lines a page`() throws {
        let text = String(repeating: "一二三四五六七八九十", count: 100)
        let found = try pages([.addressee(text)])
        let lines = try #require(found.first).split(separator: "\n").map { $0.filter { !$0.isWhitespace } }
        #expect(lines.first?.count == 28 && lines.filter { $0.count == 28 }.count == 22)
    }

    @Test func `no full stop begins a line, and a paragraph begins two characters in`() throws {
        for count in 20...32 {
            let text = String(repeating: "好", count: count) + "。" + String(repeating: "中", count: 40) + "）。"
            let lines = try #require(try pages([.paragraph(text)]).first).split(separator: "\n")
            for line in lines { #expect(!"。），、；：".contains(line.first { !$0.isWhitespace } ?? "好")) }
            let first = try #require(lines.first)
            #expect(first.filter { !$0.isWhitespace }.count <= 26)
        }
    }

    @Test(arguments: 10...26)
    func `name and day never stand on a page without text`(lines: Int) throws {
        let text = String(repeating: "字", count: 26 + 28 * (lines - 1))
        let found = try pages([
            .title("短函"), .paragraph(text),
            .signatures([LetterSignature(role: "甲方", name: ""), LetterSignature(role: "乙方", name: "")]),
            .closing(LetterClosing(names: ["示例机关"], day: "2019年11月26日", isSealed: true)),
        ])
        let last = try #require(found.last)
        #expect(last.contains("示例机关") && last.contains("甲方") && last.contains("字字"))
    }

    @Test func `hostile text is printed as it stands`() throws {
        let long = String(repeating: "Donaudampfschifffahrt", count: 300)
        let found = try pages([
            .paragraph("<span size='999999'>&amp;甲</span>"), .paragraph(long), .paragraph("㐂𠮷野家"), .paragraph(""),
            .paragraph("שלום مرحبا 您好"), .clauses([LetterClause()]), .attachments([]), .table(LetterTable(columns: [])),
        ]).joined()
        #expect(found.contains("<span size='999999'>&amp;甲</span>") && found.contains("㐂𠮷野家"))
        #expect(found.filter { $0 == "D" }.count == 300)
    }

    @Test func `what no font can draw is counted`() throws {
        let sheet = LetterSamples.sheet([.paragraph("好\u{F8FF}\u{E123}")])
        #expect(try printer.print(sheet, at: LetterSamples.now).unknownCharacters == 2)
        let rare = LetterSamples.sheet([.paragraph("㐂𠮷")])
        #expect(try printer.print(rare, at: LetterSamples.now).unknownCharacters == 0)
    }

    @Test func `a bundle's index names the page on which each part begins`() throws {
        let long = LetterSamples.sheet([.title("长信"), .paragraph(String(repeating: "字", count: 1_500))])
        let short = LetterSamples.sheet([.title("短信"), .paragraph("完。")])
        let scan = try LetterPicture(try #require(Data(base64Encoded: Self.png)).map { $0 })
        let printed = try printer.bundle(
            "司法确认材料",
            [
                LetterPart(title: "调解协议书", .letter(long)), LetterPart(title: "身份证明扫描件", .picture(scan)),
                LetterPart(title: "申请书", .letter(short)),
            ],
            at: LetterSamples.now
        )
        let found = try #require(try LetterSamples.pages(of: printed.bytes))
        #expect(printed.beginnings == [2, 5, 6] && printed.pages == 6 && found.count == 6)
        let index = try #require(found.first).filter { !$0.isWhitespace }
        for (title, page) in [("调解协议书", 2), ("身份证明扫描件", 5), ("申请书", 6)] {
            let line = try #require(index.firstRange(of: title)).upperBound
            #expect(index[line...].drop { $0 == "…" || $0 == "." }.hasPrefix(String(page)))
        }
        let last = found.suffix(1).joined().filter { !$0.isWhitespace }
        #expect(found[1].contains("长信") && last.contains("短信") && last.contains("—6—"))
    }

    @Test func `a bundle of many parts has an index of several pages that still points right`() throws {
        let part = LetterPart(title: "材料", .letter(LetterSamples.sheet([.title("材料")])))
        let printed = try printer.bundle("全部材料", Array(repeating: part, count: 60), at: LetterSamples.now)
        #expect(printed.beginnings.first == 4 && printed.beginnings.last == 63 && printed.pages == 63)
    }

    @Test func `what is no picture is refused`() throws {
        for bytes in [[], [0x89, 0x50], Array("GIF89a".utf8), [0xFF, 0xD8, 0xFF, 0xC0, 0, 1], [0xFF, 0xD8, 0xFF]] {
            #expect(throws: LetterError.self) { try LetterPicture(bytes) }
        }
        var bomb = try #require(Data(base64Encoded: Self.png)).map { $0 }
        bomb.replaceSubrange(16..<24, with: [0, 1, 0, 0, 0, 1, 0, 0])
        #expect(throws: LetterError.self) { try LetterPicture(bomb) }
        let cut = try LetterPicture(Array(try #require(Data(base64Encoded: Self.png)).prefix(40)))
        #expect(throws: LetterError.self) {
            try printer.bundle("材料", [LetterPart(title: "扫描", .picture(cut))], at: LetterSamples.now)
        }
    }

    @Test func `many letters at once are each whole`() async throws {
        let template = try LetterSamples.template("petition-acceptance")
        let sheet = LetterSheet(try template.fill(template.sampleValues))
        let first = try printer.print(sheet, at: LetterSamples.now).bytes
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<16 { group.addTask { try printer.print(sheet, at: LetterSamples.now).bytes == first } }
            for try await isEqual in group { #expect(isEqual) }
        }
    }

    /// A picture of one pixel.
    private static let png =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
}

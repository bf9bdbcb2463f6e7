import Foundation
import Sheets
import TestSupport
import Testing

/// Workbooks as programs write them.
@Suite struct WorkbookTests {
    private static let header = TestArchive.row(1, ["id", "value"])

    private func cell(_ inner: String, styles: String = "", properties: String = "") throws -> ReadTable {
        try ReadTable(
            TestArchive.workbook(
                Self.header + "<row r=\"2\"><c r=\"A2\"><v>1</v></c>\(inner)</row>", styles: styles,
                properties: properties))
    }

    @Test func `shared, inline and computed texts are read`() throws {
        let strings = "<si><t>编号</t></si><si><r><t>地</t></r><r><t>址</t></r><rPh><t>dizhi</t></rPh></si>"
        let rows =
            "<row r=\"1\"><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"inlineStr\"><is><t>注</t></is></c></row>"
            + "<row r=\"3\"><c r=\"A3\"><v>12</v></c>"
            + "<c r=\"C3\" t=\"str\"><f>A3&amp;\"x\"</f><v>12&lt;x_x000D_</v></c></row>"
        let table = try ReadTable(TestArchive.workbook(rows, strings: strings))
        #expect(table.format == "XLSX")
        #expect(table.header == ["编号", "地址", "注"])
        #expect(table.rows == [SheetRow(line: 3, cells: ["12", "", "12<x\r"])])
    }

    @Test func `elements with a prefix are read`() throws {
        let rows =
            "<x:row r=\"1\"><x:c><x:v>1</x:v></x:c></x:row><x:row r=\"2\"><x:c><x:v>2</x:v></x:c></x:row>"
        #expect(try ReadTable(TestArchive.workbook(rows.replacing("x:", with: ""))).cells == [["2"]])
        let bytes = try TestArchive.workbook(rows.replacing("<x:row", with: "<x:row xmlns:x=\"u\""))
        #expect(try ReadTable(bytes).cells == [["2"]])
    }

    @Test(arguments: [
        ("12", "12"), ("12.0", "12"), ("0", "0"), ("-5", "-5"), ("0.30000000000000004", "0.3"), ("1.5", "1.5"),
        ("1E+3", "1000"), ("1.0000000000000001E-5", "0.00001"), ("999999999999999", "999999999999999"),
        ("123456.789", "123456.789"), ("3.3010619900100001E+14", "330106199001000"),
    ])
    func `numbers are written as they were typed`(raw: String, text: String) throws {
        let table = try cell("<c r=\"B2\"><v>\(raw)</v></c>")
        #expect(table.rows == [SheetRow(line: 2, cells: ["1", text])])
    }

    @Test(arguments: ["3.3010619900101101E+17", "330106199001011234", "1000000000000000", "-1E+15"])
    func `numbers that a spreadsheet has rounded are told`(raw: String) throws {
        #expect(try cell("<c r=\"B2\"><v>\(raw)</v></c>").faults == [[.rounded(column: 2)]])
    }

    @Test func `truth, errors, missing values and missing texts are told apart`() throws {
        #expect(try cell("<c r=\"B2\" t=\"b\"><v>1</v></c>").cells == [["1", "TRUE"]])
        #expect(try cell("<c r=\"B2\" t=\"b\"><v>0</v></c>").cells == [["1", "FALSE"]])
        #expect(try cell("<c r=\"B2\" t=\"e\"><v>#N/A</v></c>").faults == [[.error(column: 2, "#N/A")]])
        #expect(try cell("<c r=\"B2\"><f>NOW()</f></c>").faults == [[.uncomputed(column: 2)]])
        #expect(try cell("<c r=\"B2\" t=\"s\"><v>7</v></c>").faults == [[.lost(column: 2)]])
        #expect(try cell("<c r=\"B2\"><v>abc</v></c>").faults == [[.lost(column: 2)]])
    }

    private static let styles =
        "<numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;h&quot;m&quot;d&quot;d;@\"/>"
        + "<numFmt numFmtId=\"165\" formatCode=\"[$-804]yyyy/m/d\\ hh:mm\"/><numFmt numFmtId=\"166\" formatCode=\"000\"/>"
        + "<numFmt numFmtId=\"167\" formatCode=\"[h]:mm\"/><numFmt numFmtId=\"168\" formatCode=\"[Red]0.00&quot;d&quot;\"/>"
        + "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>"
        + [0, 14, 164, 165, 20, 166, 167, 168].map { "<xf numFmtId=\"\($0)\"/>" }.joined() + "</cellXfs>"

    @Test(arguments: [
        (0, "43799", "43799"), (1, "43799", "2019-11-30"), (2, "43799", "2019-11-30"), (2, "1", "1900-01-01"),
        (2, "59", "1900-02-28"), (2, "61", "1900-03-01"), (3, "43799.397326388891", "2019-11-30T09:32:09"),
        (1, "43799.5", "2019-11-30T12:00:00"), (3, "43799", "2019-11-30T00:00:00"), (4, "0.375", "09:00:00"),
        (3, "43798.999999999", "2019-11-30T00:00:00"), (5, "7", "007"), (5, "-7", "-007"), (6, "1.5", "36:00:00"),
        (7, "2.5", "2.5"), (2, "2958465", "9999-12-31"), (99, "5", "5"),
    ])
    func `the style says what a number means`(style: Int, raw: String, text: String) throws {
        let table = try cell("<c r=\"B2\" s=\"\(style)\"><v>\(raw)</v></c>", styles: Self.styles)
        #expect(table.rows == [SheetRow(line: 2, cells: ["1", text])])
    }

    @Test(arguments: ["0", "60", "-1", "2958466", "1E+300"])
    func `numbers that are no day are told`(raw: String) throws {
        let table = try cell("<c r=\"B2\" s=\"2\"><v>\(raw)</v></c>", styles: Self.styles)
        #expect(table.faults == [[.noDay(column: 2)]])
    }

    @Test func `days may count from 1904`() throws {
        let table = try cell(
            "<c r=\"B2\" s=\"2\"><v>0</v></c>", styles: Self.styles, properties: "<workbookPr date1904=\"1\"/>")
        #expect(table.cells == [["1", "1904-01-01"]])
    }

    @Test func `a merged value counts for every row and is said once across columns`() throws {
        let rows =
            TestArchive.row(1, ["村", "户", "注"]) + TestArchive.row(2, ["永福", "甲", "宽"])
            + TestArchive.row(3, ["", "乙"]) + TestArchive.row(4, ["", "", ""]) + TestArchive.row(5, ["", "丙"])
            + TestArchive.row(6, ["横山", "丁"])
        let merged = "<mergeCells><mergeCell ref=\"A2:A5\"/><mergeCell ref=\"C2:D3\"/></mergeCells>"
        let table = try ReadTable(TestArchive.workbook(rows, behind: merged))
        #expect(
            table.cells == [["永福", "甲", "宽"], ["永福", "乙", "宽"], ["永福", "丙", ""], ["横山", "丁", ""]])
        #expect(table.lines == [2, 3, 5, 6])
    }

    @Test func `empty cells that are only formatted do not widen a row, and others are told`() throws {
        let rows =
            Self.header + "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"XFD2\" s=\"1\"/></row>"
            + "<row r=\"3\"><c r=\"A3\"><v>1</v></c><c r=\"D3\"><v>2</v></c></row>"
            + "<row r=\"4\"><c r=\"XFD4\"><v>2</v></c></row>"
        let table = try ReadTable(TestArchive.workbook(rows))
        #expect(
            table.faults == [[], [.width(found: 4, expected: 2)], [.width(found: 16_384, expected: 2)]])
        let wide = (0..<10_000).map { "c\($0)" }
        #expect(throws: SheetError.tooManyColumns(10_000)) {
            try ReadTable(TestArchive.workbook(TestArchive.row(1, wide)))
        }
    }

    @Test func `the first sheet that can be seen is read, or one by name`() throws {
        let second = Array("<worksheet><sheetData>\(TestArchive.row(1, ["b"]))</sheetData></worksheet>".utf8)
        let bytes = try TestArchive.workbook(
            TestArchive.row(1, ["a"]),
            sheets: #"<sheet name="藏" state="hidden" r:id="rId1"/><sheet name="二" r:id="rId4"/>"#,
            more: [("xl/worksheets/sheet2.xml", second)])
        let reader = try SheetReader(bytes: bytes)
        #expect(reader.header == ["b"])
        #expect(reader.sheets == ["藏", "二"])
        #expect(try SheetReader(bytes: bytes, options: SheetOptions(sheet: "藏")).header == ["a"])
        #expect(throws: SheetError.noSheet("三")) {
            try SheetReader(bytes: bytes, options: SheetOptions(sheet: "三"))
        }
    }

    @Test func `titles above the header are left out when its line is known`() throws {
        let rows = TestArchive.row(1, ["登记表"]) + TestArchive.row(3, ["id", "v"]) + TestArchive.row(4, ["1", "2"])
        let reader = try SheetReader(bytes: TestArchive.workbook(rows), options: SheetOptions(headerLine: 3))
        #expect(reader.header == ["id", "v"])
        #expect(try reader.next()?.cells == ["1", "2"])
        #expect(try reader.next() == nil)
    }
}

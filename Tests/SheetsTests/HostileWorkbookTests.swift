import Base
import Foundation
import Sheets
import TestSupport
import Testing

/// Workbooks that are damaged, dangerous or something else.
@Suite struct HostileWorkbookTests {
    private func read(_ bytes: [UInt8]) throws { _ = try ReadTable(bytes) }

    private static func plain(rows: Int = 3) throws -> [UInt8] {
        let rows = (1...rows).map { TestArchive.row($0, ["\($0)", "文一西路\($0 &* 7_919 % 10_007)号"]) }
        return try TestArchive.workbook(rows.joined())
    }

    @Test func `a zip bomb is refused while it is unpacked`() throws {
        let text = String(repeating: "<row><c><v>1</v></c></row>", count: 400_000)
        let bytes = try TestArchive.workbook(text)
        #expect(bytes.count * 200 < text.utf8.count)
        #expect(throws: SheetError.bomb) { try read(bytes) }
    }

    @Test func `a bomb whose directory lies about its size is refused too`() throws {
        let text = String(repeating: "<row><c><v>1</v></c></row>", count: 400_000)
        var bytes = try TestArchive.workbook(text)
        // The unpacked size in local headers and in the directory, which stands 22 and 24 bytes behind their marks.
        for index in 0..<(bytes.count - 30) where bytes[index] == 0x50 && bytes[index + 1] == 0x4B {
            let place = [[3, 4]: 22, [1, 2]: 24][[bytes[index + 2], bytes[index + 3]]]
            if let place { bytes.replaceSubrange((index + place)..<(index + place + 4), with: [100, 0, 0, 0]) }
        }
        let error = #expect(throws: SheetError.self) { try read(bytes) }
        #expect(error == .bomb || error == .damaged(part: "xl/worksheets/sheet1.xml") || error == .damaged(part: "zip"))
    }

    @Test func `wherever a workbook is cut off it is refused`() throws {
        let bytes = try Self.plain(rows: 200)
        for count in stride(from: 4, to: bytes.count, by: 97) {
            let error = #expect(throws: SheetError.self) { try read(Array(bytes.prefix(count))) }
            #expect(error == .damaged(part: "zip"))
        }
    }

    @Test func `a changed byte is never taken for data`() throws {
        let bytes = try Self.plain(rows: 200)
        let whole = try ReadTable(bytes)
        for place in stride(from: 30, to: bytes.count, by: 101) {
            var changed = bytes
            changed[place] ^= 0x55
            guard let table = try? ReadTable(changed) else { continue }
            #expect(table == whole, "\(place)")
        }
    }

    @Test func `the same fault is thrown again, and no row after it`() throws {
        let rows = (1...3_000).map { TestArchive.row($0, ["\($0)"]) }.joined()
        let reader = try SheetReader(bytes: TestArchive.workbook(rows + "<row r=\"1\"/>"))
        #expect(throws: SheetError.damaged(part: "xl/worksheets/sheet1.xml")) { while try reader.next() != nil {} }
        #expect(throws: SheetError.damaged(part: "xl/worksheets/sheet1.xml")) { try reader.next() }
    }

    @Test func `entities are refused before they are read`() throws {
        let laughs = "<!DOCTYPE sst [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><sst><si><t>&b;</t></si></sst>"
        let rows = Array(TestArchive.row(1, ["a"]).utf8)
        let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let bytes = try TestArchive.make([
            ("_rels/.rels", Array(TestArchive.relations([("r", "\(kind)/officeDocument", "w.xml")]).utf8)),
            ("w.xml", Array("<workbook><sheets><sheet name=\"a\" id=\"r\"/></sheets></workbook>".utf8)),
            (
                "_rels/w.xml.rels",
                Array(
                    TestArchive.relations([
                        ("r", "\(kind)/worksheet", "s.xml"), ("q", "\(kind)/sharedStrings", "t.xml"),
                    ]).utf8)
            ), ("s.xml", rows), ("t.xml", Array(laughs.utf8)),
        ])
        #expect(throws: SheetError.declaration(part: "t.xml")) { try read(bytes) }
    }

    @Test func `a tag without end, deep nesting and broken XML are refused`() throws {
        let damaged = SheetError.damaged(part: "xl/worksheets/sheet1.xml")
        // Something that does not shrink, so that the tag is not refused as a bomb.
        var (noise, state) = ([UInt8](), UInt32(1))
        for _ in 0..<80_000 {
            state = state &* 1_664_525 &+ 1_013_904_223
            noise.append(UInt8(state >> 24))
        }
        let tag = "<row a=\"" + String(repeating: "a", count: 5 << 20)
        #expect(throws: damaged) {
            try read(TestArchive.workbook(tag + "\"></row>", more: [("noise", noise)]))
        }
        #expect(throws: damaged) { try read(TestArchive.workbook(String(repeating: "<row>", count: 300))) }
        #expect(throws: damaged) { try read(TestArchive.workbook("<row><c><v>1</c></row>")) }
        #expect(throws: damaged) { try read(TestArchive.workbook("<row r=\"5\"/><row r=\"4\"/>")) }
    }

    @Test func `rows beyond the last of a sheet are refused`() throws {
        #expect(throws: SheetError.tooManyRows) { try read(TestArchive.workbook("<row r=\"1048577\"/>")) }
    }

    @Test func `a text longer than a cell can hold costs its row`() throws {
        let long = String(repeating: "长", count: 40_000)
        let rows = TestArchive.row(1, ["a"]) + TestArchive.row(2, [long]) + "<row><c t=\"s\"><v>0</v></c></row>"
        let table = try ReadTable(
            TestArchive.workbook(rows + TestArchive.row(4, ["短"]), strings: "<si><t>\(long)</t></si>"))
        #expect(table.faults == [[.tooLong], [.tooLong], []])
    }

    @Test func `a zero byte in a cell costs its row`() throws {
        let rows = TestArchive.row(1, ["a"]) + TestArchive.row(2, ["_x0000_"]) + TestArchive.row(3, ["好"])
        #expect(try ReadTable(TestArchive.workbook(rows)).faults == [[.zeroByte], []])
    }

    @Test func `other kinds of files are called by their names`() throws {
        func package(_ target: String, _ more: String = "x.xml") throws -> [UInt8] {
            let type = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
            return try TestArchive.make([
                ("_rels/.rels", Array(TestArchive.relations([("r", type, target)]).utf8)), (more, [UInt8]("<a/>".utf8)),
            ])
        }
        let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + Array(repeating: 0, count: 2_000)
        let name = "EncryptedPackage".utf8.flatMap { [$0, 0] as [UInt8] }
        let files: [(SheetError.Foreign, [UInt8])] = [
            (.document, try package("word/document.xml")), (.presentation, try package("ppt/presentation.xml")),
            (.binaryWorkbook, try package("xl/workbook.bin")), (.archive, try package("x.xml")),
            (.openDocument, try TestArchive.make([("content.xml", Array("<a/>".utf8))])),
            (.archive, try TestArchive.make([("a.txt", [1])])), (.oldWorkbook, compound),
            (.encrypted, compound + name),
        ]
        for (kind, bytes) in files {
            let error = #expect(throws: SheetError.self) { try read(bytes) }
            #expect(error == .foreign(kind))
        }
    }

    @Test func `an archive that a password closes is refused`() throws {
        let parts = [("_rels/.rels", Array("<Relationships/>".utf8))]
        #expect(throws: SheetError.foreign(.encrypted)) { try read(TestArchive.make(parts, password: "secret")) }
    }

    @Test func `a sheet without rows is empty`() throws {
        #expect(throws: SheetError.empty) { try read(TestArchive.workbook("<row r=\"1\"><c r=\"A1\"/></row>")) }
    }

    @Test func `every fault has words in both languages`() {
        let faults: [SheetFault] = [
            .width(found: 1, expected: 2), .quote, .undecodable, .zeroByte, .tooLong, .rounded(column: 1),
            .error(column: 1, "#N/A"), .uncomputed(column: 1), .noDay(column: 1), .lost(column: 1),
        ]
        #expect(Set(faults.map(\.words.zh)).count == faults.count)
        #expect(Set(faults.map(\.words.en)).count == faults.count)
        #expect(SheetError.foreign(.encrypted).explanation == "A password closes the file; take it off first.")
    }
}

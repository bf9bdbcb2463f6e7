import Foundation
import Sheets
import TestSupport
import Testing

/// What is written, and that it comes back as it was.
@Suite struct SheetWriterTests {
    private static let columns = [SheetColumn("编号", width: 20), SheetColumn("地址", width: 40), SheetColumn("备注")]

    // What a spreadsheet would change: dates, numbers, formulas, escapes.
    private static let rows = [
        ["330106199001011234", "3-2-501", "001"], ["=1+1", "+86", "-5"], ["@SUM(A1)", "'=x", "''-"],
        ["＝1", "\t甲", "a,b;\"c\""], ["一行\n两行", " 空格 ", "_x0041_"], ["", "", "只有备注"], ["<&>", "𠮷", "1E5"],
        ["'", "'x", "_x_x000D_"],
    ]

    private func written(_ rows: [[String]], as format: SheetWriter.Format) throws -> URL {
        let place = try TestFolders.place("written")
        let writer = try SheetWriter(path: place.path, format: format, columns: Self.columns)
        for row in rows { try writer.write(row) }
        try writer.close()
        return place
    }

    @Test(arguments: [SheetWriter.Format.xlsx, .csv])
    func `what is written is read as it was`(format: SheetWriter.Format) throws {
        let place = try written(Self.rows, as: format)
        let table = try ReadTable(SheetReader(path: place.path))
        #expect(table.header == ["编号", "地址", "备注"])
        #expect(table.cells == Self.rows)
        #expect(table.faults.allSatisfy { $0.isEmpty })
        #expect(table.format == (format == .csv ? "UTF-8" : "XLSX"))
    }

    @Test(arguments: [SheetWriter.Format.xlsx, .csv])
    func `only its owner may read the file, and nothing stands there before it is whole`(
        format: SheetWriter.Format
    ) throws {
        let place = try TestFolders.place("written")
        let writer = try SheetWriter(path: place.path, format: format, columns: Self.columns)
        #expect(!FileManager.default.fileExists(atPath: place.path))
        try writer.close()
        let facts = try FileManager.default.attributesOfItem(atPath: place.path)
        #expect(facts[.posixPermissions] as? Int == 0o600)
    }

    @Test(arguments: [SheetWriter.Format.xlsx, .csv])
    func `a file that is given up leaves nothing behind`(format: SheetWriter.Format) throws {
        let folder = try TestFolders.make("written")
        do {
            let writer = try SheetWriter(
                path: folder.appending(path: "a").path, format: format, columns: Self.columns)
            try writer.write(["1"])
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    }

    @Test func `CSV begins with a mark, and what Excel would compute gets an apostrophe`() throws {
        let bytes = try Data(contentsOf: written([["=1+1", "a", "-5"]], as: .csv))
        #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        #expect(String(decoding: bytes.dropFirst(3), as: UTF8.self) == "编号,地址,备注\r\n'=1+1,a,'-5\r\n")
    }

    @Test func `a workbook freezes its header, writes texts only and offers choices`() throws {
        let place = try TestFolders.place("written")
        let writer = try SheetWriter(
            path: place.path, format: .xlsx,
            columns: [SheetColumn("a"), SheetColumn("判断", choices: ["同一处", "不是"])], sheet: "复核")
        try writer.write(["=1+1", "同一处"])
        try writer.close()
        #expect(try SheetReader(path: place.path).sheets == ["复核"])
        let sheet = try TestArchive.text("xl/worksheets/sheet1.xml", in: place)
        #expect(sheet.contains("state=\"frozen\""))
        #expect(sheet.contains("<t>=1+1</t>"))
        #expect(!sheet.contains("<f>"))
        #expect(sheet.contains("<dataValidation type=\"list\""))
        #expect(sheet.contains("<formula1>\"同一处,不是\"</formula1>"))
        #expect(sheet.contains("sqref=\"B2:B1048576\""))
        let styles = try TestArchive.text("xl/styles.xml", in: place)
        #expect(styles.contains("numFmtId=\"49\""))
        #expect(styles.contains("<b/>"))
    }

    @Test(arguments: [SheetWriter.Format.xlsx, .csv])
    func `rows that do not fit are refused and leave the file as it was`(format: SheetWriter.Format) throws {
        let place = try TestFolders.place("written").path
        let writer = try SheetWriter(path: place, format: format, columns: [SheetColumn("a"), SheetColumn("b")])
        #expect(throws: SheetError.tooManyColumns(3)) { try writer.write(["1", "2", "3"]) }
        #expect(throws: SheetError.zeroByte) { try writer.write(["x", "a\0b"]) }
        if format == .xlsx {
            #expect(throws: SheetError.textTooLong) { try writer.write(["x", String(repeating: "长", count: 32_768)]) }
        }
        try writer.write(["", "好"])
        try writer.close()
        #expect(try ReadTable(SheetReader(path: place)).rows == [SheetRow(line: 2, cells: ["", "好"])])
    }

    @Test func `columns that cannot be written are refused`() throws {
        let place = try TestFolders.place("written").path
        for choices in [(0..<100).map { "choice \($0)" }, ["a,b"]] {
            #expect(throws: SheetError.badChoices) {
                try SheetWriter(path: place, format: .xlsx, columns: [SheetColumn("a", choices: choices)])
            }
        }
        #expect(throws: SheetError.tooManyColumns(201)) {
            try SheetWriter(path: place, format: .csv, columns: Array(repeating: SheetColumn("a"), count: 201))
        }
        #expect(throws: SheetError.system(number: ENOENT)) {
            try SheetWriter(path: place + "/no/such", format: .csv, columns: [SheetColumn("a")])
        }
    }
}
